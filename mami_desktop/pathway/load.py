"""A pathway file (TOML) into frozen records; every problem is found and told at once."""

import hashlib
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from mami_desktop.i18n import _
from mami_desktop.paths import resource
from mami_desktop.pathway import build
from mami_desktop.pathway.definition import Action, Choice, Item, Pathway
from mami_desktop.pathway.expression import Expression, ExpressionError, compile_expression
from mami_desktop.pathway.fields import NEVER, Fields
from mami_desktop.pathway.load_checks import check
from mami_desktop.pathway.problems import Findings, LoadProblem, PathwayError
from mami_desktop.pathway.toml_lines import TomlLines

DEFAULT_FILE = "mami.toml"


@cache
def default_pathway() -> Pathway:
    """The pathway shipped with the program."""
    path = resource("pathways", DEFAULT_FILE)
    return load_text(path.read_text(encoding="utf-8"), path.name)


@cache
def load_text(text: str, name: str) -> Pathway:
    """The pathway written in ``text``; ``name`` is the file's name, for messages.

    Raises PathwayError with every problem of the file.
    """
    findings = Findings(name)
    pathway = _read(text, findings)
    if pathway is not None:
        check(pathway, TomlLines(text), findings)
    if pathway is None or findings.problems:
        raise PathwayError(findings.in_order())
    return pathway


def check_pathway(path: Path) -> list[LoadProblem]:
    """All problems of a pathway file at once; an empty list if it can be used."""
    try:
        load_text(path.read_text(encoding="utf-8-sig"), path.name)
    except PathwayError as error:
        return error.problems
    except (OSError, UnicodeDecodeError):
        return [
            LoadProblem(
                path.name,
                1,
                "",
                _("the file cannot be read as text."),
                _("Check its name, and save it as UTF-8."),
            )
        ]
    return []


def _read(text: str, findings: Findings) -> Pathway | None:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        findings.add(
            _line_of(error, text),
            "",
            _("this is not written as TOML: {reason}.", reason=error),
            _("Look at quotes, brackets and the equals sign in this line."),
        )
        return None
    lines = TomlLines(text)
    conditions = _conditions(data.pop("condition", {}), lines, findings)

    def many(table: str, build_one: Callable[[Fields], Any]) -> dict[str, Any]:
        entries = data.pop(table, [])
        if not isinstance(entries, list):
            findings.add(
                lines.of_key("", table),
                table,
                _("“{table}” is not a list of tables.", table=table),
                _("Write [[{table}]] above each.", table=table),
            )
            return {}
        built: dict[str, Any] = {}
        for place, entry in enumerate(entries):
            fields = Fields(entry, findings, lines.of_table(table, place), conditions)
            record = build_one(fields)
            fields.finish()
            if record.id in built:
                fields.problem(
                    _("the id “{id}” stands twice.", id=record.id),
                    _("Give one of the two another id, or take it out."),
                )
            built[record.id] = record
        return built

    sections = many("section", build.section)
    levels = many("level", build.level)
    parameters = many("parameter", build.parameter)
    items = many("item", build.item)
    actions = many("action", build.action)
    items = {key: _with_codes(item, actions) for key, item in items.items()}
    notices = many("notice", build.notice)
    outcomes = many("outcome", build.outcome)
    head = Fields(data, findings, 1, conditions)
    translations = head.raw("translations") or {}
    pathway = Pathway(
        id=head.text("id", required=True),
        version=head.text("version", required=True),
        label=head.text("label", required=True),
        languages=head.texts("languages"),
        draft_languages=head.texts("draft_languages"),
        sections=sections,
        items=items,
        actions=actions,
        action_groups=head.table("action_groups"),
        notices=notices,
        parameters=parameters,
        levels=levels,
        outcomes=outcomes,
        conditions=conditions,
        marks=head.table("marks"),
        sources=head.table("sources"),
        translations=translations,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
    head.finish()
    return pathway


def _with_codes(item: Item, actions: Mapping[str, Action]) -> Item:
    if item.codes_of != "actions":
        return item
    single = (action for action in actions.values() if not action.bundle)
    return replace(item, choices=tuple(Choice(action.id, action.label) for action in single))


def _line_of(error: tomllib.TOMLDecodeError, text: str) -> int:
    message = str(error)
    if "(at line " in message:
        return int(message.split("(at line ")[1].split(",")[0])
    return max(1, len(text.splitlines()))


def _conditions(
    texts: Mapping[str, Any], lines: TomlLines, findings: Findings
) -> dict[str, Expression]:
    """Compile the named conditions, each after those it names. A broken one becomes "false", so
    that it is told once and not again wherever it is used."""
    compiled: dict[str, Expression] = {}
    waiting: list[str] = []

    def broken(name: str, text: str, remedy: str) -> None:
        compiled[name] = NEVER
        findings.add(lines.of_key("condition", name), name, text, remedy)

    def compile_one(name: str) -> None:
        waiting.append(name)
        try:
            alone = compile_expression(str(texts[name]))
            for needed in sorted(alone.names & texts.keys()):
                if needed in waiting:
                    circle = " > ".join([*waiting[waiting.index(needed) :], needed])
                    broken(
                        needed,
                        _("this condition depends on itself."),
                        _("Break the circle: {names}.", names=circle),
                    )
                elif needed not in compiled:
                    compile_one(needed)
            compiled.setdefault(name, compile_expression(str(texts[name]), compiled))
        except ExpressionError as error:
            broken(
                name,
                _("this is no condition: {reason}.", reason=error),
                _("Correct the expression."),
            )
        waiting.pop()

    for name in texts:
        if name not in compiled:
            compile_one(name)
    return compiled
