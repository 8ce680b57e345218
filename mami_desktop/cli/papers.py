"""Commands that write a file from the register: slip, export."""

import argparse

from mami_desktop.cli.common import (
    Commands,
    add_output,
    iso_date,
    terminal_progress,
    the_register,
)
from mami_desktop.i18n import _


def add_commands(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare ``slip`` and ``export``."""
    slip = commands.add_parser("slip", parents=[shared], help=_("a referral slip as PDF"))
    slip.add_argument("referral_no", metavar="REFERRAL_NO")
    add_output(slip, "F.pdf")
    slip.set_defaults(run=_slip)

    export = commands.add_parser("export", parents=[shared], help=_("the register as a workbook"))
    add_output(export, "F.xlsx")
    export.add_argument("--from", dest="from_on", type=iso_date, metavar="DATE")
    export.add_argument("--to", dest="to_on", type=iso_date, metavar="DATE")
    export.set_defaults(run=_export)


def _slip(options: argparse.Namespace) -> int:
    raise NotImplementedError


def _export(options: argparse.Namespace) -> int:
    raise NotImplementedError
