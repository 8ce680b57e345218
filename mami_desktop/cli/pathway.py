"""Commands on the pathway: classify, check-pathway."""

import argparse
import json
import sys
from pathlib import Path

from mami_desktop.cli.common import Commands
from mami_desktop.errors import UserError
from mami_desktop.i18n import _, current


def add_commands(commands: Commands, shared: argparse.ArgumentParser) -> None:
    """Declare ``classify`` and ``check-pathway``."""
    classify = commands.add_parser(
        "classify", parents=[shared], help=_("run the pathway on answers")
    )
    classify.add_argument("case", metavar="CASE.json", help=_("- reads standard input"))
    classify.set_defaults(run=_classify)

    check = commands.add_parser(
        "check-pathway", parents=[shared], help=_("name all problems of an adapted pathway")
    )
    check.add_argument("file", type=Path, metavar="FILE.toml")
    check.set_defaults(run=_check_pathway)


def _classify(options: argparse.Namespace) -> int:
    from mami_desktop.pathway.case import classify_json, read_json

    text = _read(options.case)
    lines = [line for line in text.split("\n") if line.strip()]
    try:
        case = read_json(text)
    except ValueError as error:
        if any(map(_is_object, lines)):
            return _classify_lines(lines)
        raise UserError(
            _("There is no case to classify: {reason}.", reason=error),
            _("Give one JSON object, or one a line."),
        ) from None
    print(json.dumps(classify_json(case), ensure_ascii=False))
    return 0


def _classify_lines(lines: list[str]) -> int:
    """One case a line; the line of a bad case says so, the others are answered."""
    from mami_desktop.pathway.case import classify_stream

    failed = False
    for result in classify_stream(lines):
        failed = failed or "error" in result
        print(json.dumps(result, ensure_ascii=False))
    return int(failed)


def _is_object(line: str) -> bool:
    from mami_desktop.pathway.case import read_json

    try:
        return isinstance(read_json(line), dict)
    except ValueError:
        return False


def _read(source: str) -> str:
    try:
        if source == "-":
            return sys.stdin.buffer.read().decode("utf-8-sig")
        return Path(source).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            _("“{name}” could not be read as text.", name=source),
            _("Check the file's name and that it is a JSON file."),
        ) from error


def _check_pathway(options: argparse.Namespace) -> int:
    from mami_desktop.pathway.load import check_pathway

    problems = check_pathway(options.file)
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print(
            current().n("{n} problem was found.", "{n} problems were found.", len(problems)),
            file=sys.stderr,
        )
        return 1
    print(_("“{name}” has no problem.", name=options.file.name))
    return 0
