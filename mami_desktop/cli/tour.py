"""The command tour: the main job in the real windows, left as pictures, papers and a workbook."""

import argparse
from pathlib import Path

from mami_desktop.cli.common import Commands
from mami_desktop.i18n import _


def add_commands(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare ``tour``."""
    tour = commands.add_parser(
        "tour", parents=[shared], help=_("carry out the main job and keep pictures of it")
    )
    tour.add_argument("-o", "--output", required=True, type=Path, metavar="FOLDER")
    tour.set_defaults(run=_tour)


def _tour(options: argparse.Namespace) -> int:
    from mami_desktop.tour.run import run_tour

    folder = run_tour(options.output)
    print(_("The tour lies in “{folder}”.", folder=folder))
    return 0
