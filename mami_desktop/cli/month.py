"""The command tally: the monthly report as text, JSON, PDF or workbook."""

import argparse
from pathlib import Path

from mami_desktop.cli.common import Commands, add_force
from mami_desktop.i18n import _


def add_commands(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare ``tally``."""
    tally = commands.add_parser("tally", parents=[shared], help=_("the monthly report"))
    tally.add_argument("--month", required=True, metavar="YYYY-MM")
    tally.add_argument("--json", action="store_true", help=_("print one JSON document"))
    tally.add_argument("--pdf", type=Path, metavar="F", help=_("write the A4 report"))
    tally.add_argument("--xlsx", type=Path, metavar="F", help=_("write the report as a workbook"))
    add_force(tally)
    tally.set_defaults(run=_tally)


def _tally(options: argparse.Namespace) -> int:
    raise NotImplementedError
