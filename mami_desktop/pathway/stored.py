"""Answers as the register stores them, to and from the plain form of contracts 4.

Stored: ``{item: {"value", "parts", "state": typed | carried | not_assessed, "why", "at", "by"}}``.
An untouched question is absent. Plain: see ``answers``.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from mami_desktop.pathway.answers import NOT_ASSESSED, read_answer
from mami_desktop.pathway.definition import Pathway

State = Literal["typed", "carried", "not_assessed"]


def plain_answers(stored: Mapping[str, Mapping[str, Any]]) -> dict[str, object]:
    """The plain form of stored answers; what was not assessed is left out."""
    plain: dict[str, object] = {}
    for item_id, answer in stored.items():
        if answer.get("state") == NOT_ASSESSED:
            continue
        value = answer.get("value")
        parts = {
            name: part for name, part in (answer.get("parts") or {}).items() if part is not None
        }
        if value is None and not parts:
            continue
        if not parts:
            plain[item_id] = value
        elif value is None:
            plain[item_id] = dict(parts)
        else:
            plain[item_id] = {"value": value, **parts}
    return plain


def stored_answers(
    pathway: Pathway,
    plain: Mapping[str, object],
    *,
    by: str = "",
    at: str | None = None,
    state: State = "typed",
) -> dict[str, dict[str, Any]]:
    """The stored form of plain answers, all given by one person at one time.

    Raises AnswerError for an answer that does not fit its item, KeyError for an unknown item.
    """
    stored: dict[str, dict[str, Any]] = {}
    for item_id, raw in plain.items():
        item = pathway.items[item_id]
        answer = read_answer(item, raw)
        missing = answer.value is None and not answer.parts
        stored[item_id] = {
            "value": None if item.kind == "parts" else _stored(answer.value),
            "parts": {name: value for name, value in answer.parts.items() if value is not None},
            "state": NOT_ASSESSED if missing else state,
            "why": None,
            "at": at,
            "by": by,
        }
    return stored


def _stored(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
