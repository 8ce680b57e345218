"""Commands that write a file from the register: slip, export."""

import argparse
import sys

from mami_desktop.cli.common import (
    Commands,
    a_date,
    add_output,
    terminal_progress,
    the_actor,
    the_register,
)
from mami_desktop.i18n import _, current


def add_commands(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare ``slip`` and ``export``."""
    slip = commands.add_parser("slip", parents=[shared], help=_("a referral slip as PDF"))
    slip.add_argument("referral_no", metavar="REFERRAL_NO")
    add_output(slip, "F.pdf")
    slip.set_defaults(run=_slip)

    export = commands.add_parser("export", parents=[shared], help=_("the register as a workbook"))
    add_output(export, "F.xlsx")
    export.add_argument("--from", dest="from_on", type=a_date, metavar="DATE")
    export.add_argument("--to", dest="to_on", type=a_date, metavar="DATE")
    export.add_argument(
        "--anonymous", action="store_true", help=_("without people: no names, numbers or days")
    )
    export.set_defaults(run=_export)


def _slip(options: argparse.Namespace) -> int:
    from mami_desktop.reports.referral_slip import referral_slip_pdf
    from mami_desktop.services.slips import slip_facts

    with the_register(options) as register:
        with register.reading(the_actor(register)) as work:
            facts = slip_facts(work, options.referral_no)
        referral_slip_pdf(options.output, facts, current(), force=options.force)
    return 0


def _export(options: argparse.Namespace) -> int:
    from mami_desktop.reports.register_xlsx import register_xlsx
    from mami_desktop.services.export import export_of

    with (
        the_register(options) as register,
        export_of(
            register,
            the_actor(register),
            from_on=options.from_on,
            to_on=options.to_on,
            anonymous=options.anonymous,
        ) as export,
    ):
        if export.anonymizer is not None:
            alone = current().n(
                "{n} enrolment is alone in its combination of sex, month and main reason.",
                "{n} enrolments are alone in their combination of sex, month and main reason.",
                export.anonymizer.alone(),
            )
            print(alone, file=sys.stderr)
        register_xlsx(
            options.output,
            export.sheets(),
            force=options.force,
            progress=terminal_progress(),
        )
    return 0
