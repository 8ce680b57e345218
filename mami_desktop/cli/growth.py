"""The command zscores: growth indicators for a table of measurements."""

import argparse
import sys
from pathlib import Path

from mami_desktop.cli.common import Commands, add_output, terminal_progress
from mami_desktop.i18n import _, current


def add_commands(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare ``zscores``."""
    zscores = commands.add_parser(
        "zscores", parents=[shared], help=_("growth indicators for a table of measurements")
    )
    zscores.add_argument("table", type=Path, metavar="IN.csv")
    add_output(zscores, "OUT.csv")
    zscores.set_defaults(run=_zscores)


def _zscores(options: argparse.Namespace) -> int:
    from mami_desktop.growth.batch import zscores_csv

    summary = zscores_csv(
        options.table, options.output, force=options.force, progress=terminal_progress()
    )
    print(
        current().n(
            "{n} line was read, {problems} had a problem.",
            "{n} lines were read, {problems} had a problem.",
            summary.lines,
            problems=summary.problem_lines,
        ),
        file=sys.stderr,
    )
    return 0
