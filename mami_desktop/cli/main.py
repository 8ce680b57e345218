"""Entry of ``mami-desktop``: reads the arguments, runs one command, turns failures into words.

Exit code 0: done. 1: could not be done, said in words on standard error. 2: wrong usage.
"""

import argparse
import errno
import os
import sys
from collections.abc import Sequence

from mami_desktop import __version__, i18n
from mami_desktop.errors import UserError
from mami_desktop.i18n import _
from mami_desktop.problem_report import write_report
from mami_desktop.progress import Cancelled

EXIT_FAILED = 1


def build_parser() -> argparse.ArgumentParser:
    """The parser with every command; each command names the function that runs it."""
    from mami_desktop.cli import growth, month, papers, pathway, registers, tour

    shared = argparse.ArgumentParser(add_help=False)
    _add_global_options(shared, default=argparse.SUPPRESS)
    parser = argparse.ArgumentParser(
        prog="mami-desktop",
        description=_(
            "Facility register for small and nutritionally at-risk infants under 6 months and"
            " their mothers. Without a command the window opens."
        ),
    )
    _add_global_options(parser, default=None)
    parser.add_argument("--version", action="version", version=f"MAMI Desktop {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for module in (registers, growth, pathway, month, papers, tour):
        module.add_commands(commands, shared)
    return parser


def _add_global_options(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--register",
        metavar="PATH_OR_URL",
        default=default,
        help=_("the register: a file, or a database address (default: the one opened last)"),
    )
    parser.add_argument(
        "--language",
        metavar="CODE",
        default=default,
        help=_("language of what is printed and written (default: the computer's)"),
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    if argv is None:  # as a program: what a library's leftovers still meet has been told in words
        sys.unraisablehook = lambda _leftover: None
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    arguments = list(sys.argv[1:] if argv is None else argv)
    i18n.set_language(_language_of(arguments) or i18n.computer_language())
    parser = build_parser()
    try:
        options = parser.parse_args(arguments)
    except SystemExit as wish:  # argparse has printed the usage or the version
        return int(wish.code or 0)
    try:
        if options.command is None:
            from mami_desktop.app import run

            return run(options.register)
        code = int(options.run(options))
        sys.stdout.flush()  # here a full disk can still be told, at the program's end it cannot
        return code
    except UserError as failure:
        print(failure, file=sys.stderr)
    except (Cancelled, KeyboardInterrupt):
        print(_("Stopped. Nothing was left half-written."), file=sys.stderr)
    except BrokenPipeError:  # the reader of our output went away, e.g. `| head`
        sys.stderr.close()
    except OSError as failure:
        if failure.errno != errno.ENOSPC:
            _tell_bug(failure)
            return EXIT_FAILED
        print(
            _("The disk is full: the result could not be written out."),
            _("Free some room or choose another place, then try again. Nothing was lost."),
            file=sys.stderr,
        )
        # what is left in the buffer cannot be written at the program's end either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as bug:  # noqa: BLE001 - whatever the bug, a person reads words
        _tell_bug(bug)
    return EXIT_FAILED


def _tell_bug(bug: Exception) -> None:
    try:
        where = str(write_report(bug))
    except OSError as failure:  # no report then, but words
        where = failure.strerror or ""
    print(
        _(
            "Something went wrong in the program, not in what you asked. Nothing was lost."
            " Please send in the report “{path}”; it holds no patient data.",
            path=where,
        ),
        file=sys.stderr,
    )


def _language_of(arguments: Sequence[str]) -> str | None:
    """The --language asked for, read before the parser exists, so that its help is translated."""
    for index, argument in enumerate(arguments):
        if argument.startswith("--language="):
            return argument.partition("=")[2]
        if argument == "--language" and index + 1 < len(arguments):
            return arguments[index + 1]
    return None
