"""What several commands need: the register asked for, and progress on a terminal."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mami_desktop.errors import UserError
from mami_desktop.i18n import _
from mami_desktop.progress import Progress, no_progress
from mami_desktop.typed_dates import iso_date

if TYPE_CHECKING:
    from mami_desktop.services.register_file import Actor, RegisterFile

Commands = Any
"""What argparse's add_subparsers returns (its type is private)."""


@contextmanager
def the_register(options: argparse.Namespace) -> Iterator["RegisterFile"]:
    """Open the register asked for by option, MAMI_REGISTER, or the one opened last."""
    from mami_desktop.services.register_file import open_register

    where = options.register or os.environ.get("MAMI_REGISTER") or _last_opened()
    if not where:
        raise UserError(
            _("No register was named."), _("Name one with --register, for example clinic.mami.")
        )
    register = open_register(where)
    try:
        yield register
    finally:
        register.close()


def _last_opened() -> str | None:
    from mami_desktop.settings import load_settings

    return load_settings().last_register


def the_actor(register: "RegisterFile") -> "Actor":
    """Whoever may type commands here acts for the in-charge: the first one in the register."""
    users = register.users()
    in_charge = [user for user in users if user.role == "in_charge"]
    if not (in_charge or users):
        raise UserError(
            _("This register has no user."), _("Open it in the window and add one first.")
        )
    return (in_charge or users)[0]


def terminal_progress() -> Progress:
    """Progress on standard error when a person is watching it."""
    if not sys.stderr.isatty():
        return no_progress

    def show(done: int, total: int, text: str) -> None:
        end = "\n" if done >= total else ""
        print(f"\r{done}/{total} {text}\033[K", end=end, file=sys.stderr, flush=True)

    return show


def add_output(parser: argparse.ArgumentParser, metavar: str) -> None:
    """The options -o and --force of a command that writes a file."""
    parser.add_argument("-o", "--output", required=True, type=Path, metavar=metavar)
    add_force(parser)


def add_force(parser: argparse.ArgumentParser) -> None:
    """--force replaces an existing file."""
    parser.add_argument("--force", action="store_true", help=_("replace an existing file"))


def a_date(text: str) -> date:
    """A date written as 2026-11-21 (argparse type)."""
    try:
        return iso_date(text)
    except ValueError as error:
        message = _("“{text}” is not a date; write it as 2026-11-21", text=text)
        raise argparse.ArgumentTypeError(message) from error
