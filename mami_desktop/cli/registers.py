"""Commands that make a register: new, sample."""

import argparse

from mami_desktop.cli.common import Commands, a_date, terminal_progress
from mami_desktop.clock import system_clock
from mami_desktop.i18n import _


def add_commands(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare ``new`` and ``sample``."""
    new = commands.add_parser("new", parents=[shared], help=_("make an empty register"))
    new.add_argument("where", metavar="PATH_OR_URL")
    new.add_argument("--facility-code", required=True)
    new.add_argument("--facility-name", required=True)
    new.add_argument(
        "--user-name",
        default=None,
        help=_("name of the first user, who is the in-charge (default: In-charge)"),
    )
    new.set_defaults(run=_new)

    sample = commands.add_parser(
        "sample", parents=[shared], help=_("make a training register of invented pairs")
    )
    sample.add_argument("where", metavar="PATH_OR_URL")
    sample.add_argument("--infants", type=_count, default=40)
    sample.add_argument("--months", type=_count, default=6)
    sample.add_argument("--seed", type=int, default=1)
    sample.add_argument("--until", type=a_date, default=None, metavar="DATE")
    sample.add_argument("--facility-code", default="EX01")
    sample.set_defaults(run=_sample)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(_("“{text}” is not a count of 1 or more", text=text))
    return int(text)


def _new(options: argparse.Namespace) -> int:
    from mami_desktop.services.register_file import create_register

    register = create_register(
        options.where,
        facility_code=options.facility_code,
        facility_name=options.facility_name,
        user_name=options.user_name or _("In-charge"),
    )
    register.close()
    print(_("The register “{where}” is ready.", where=options.where))
    return 0


def _sample(options: argparse.Namespace) -> int:
    from mami_desktop.services.sample import make_sample

    register = make_sample(
        options.where,
        infants=options.infants,
        months=options.months,
        seed=options.seed,
        until=options.until or system_clock().date(),
        facility_code=options.facility_code,
        progress=terminal_progress(),
    )
    register.close()
    print(_("The training register “{where}” is ready.", where=options.where))
    return 0
