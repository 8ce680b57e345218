"""One answer in its plain form (contracts 4) checked against its item.

Plain form: a bool, a number, a code, a list of codes, an ISO date or a text; ``"not_assessed"``; or
an object when there is more to say: ``{"value": true, "days": 3}``, ``{"systolic": 120, ...}``.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from mami_desktop.i18n import _
from mami_desktop.pathway.definition import Item, Part
from mami_desktop.pathway.expression import Value
from mami_desktop.typed_dates import iso_date

NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found. A value of None was not assessed: never "no", never 0."""

    value: Value = None
    parts: Mapping[str, Value] = field(default_factory=dict)


class AnswerError(ValueError):
    """The answer does not fit its item; the message is for people and names the item."""


def read_answer(item: Item, raw: object) -> Answer:
    """The answer in ``raw``. Raises AnswerError if it does not fit the item."""
    if not item.asked:
        raise AnswerError(_("{item} is computed and cannot be given.", item=item.id))
    if isinstance(raw, dict):
        return _with_parts(item, raw)
    if item.kind == "parts" and raw != NOT_ASSESSED:
        names = ", ".join(part.name for part in item.parts)
        raise AnswerError(_("{item} must be an object with {names}.", item=item.id, names=names))
    return Answer(_read_value(item, raw))


def is_finite(raw: int | float) -> bool:
    """Whether it is a finite number, and not true or false; a whole one may have any size."""
    return not isinstance(raw, bool) and (isinstance(raw, int) or math.isfinite(raw))


def read_date(name: str, raw: object) -> date:
    """An ISO date. Raises AnswerError naming ``name``."""
    if isinstance(raw, date):
        return raw
    if isinstance(raw, str):
        try:
            return iso_date(raw)
        except ValueError:
            pass  # told below, like every other text that is no date
    raise AnswerError(
        _("{item}: {value} is not a date like 2026-11-21.", item=name, value=_shown(raw))
    )


def _with_parts(item: Item, raw: Mapping[str, object]) -> Answer:
    known = {part.name: part for part in item.parts}
    values: dict[str, Value] = {}
    for name, given in raw.items():
        if name == "value" and item.kind != "parts":
            continue
        if name not in known:
            raise AnswerError(_("{item} has no “{name}”.", item=item.id, name=name))
        if given != NOT_ASSESSED:
            values[name] = _read_part(item, known[name], given)
    if item.kind == "parts":
        return Answer(True if values else None, values)
    return Answer(_read_value(item, raw.get("value", NOT_ASSESSED)), values)


def _read_value(item: Item, raw: object) -> Value:
    if raw == NOT_ASSESSED:
        return None
    if item.kind == "bool":
        return _bool(item.id, raw)
    if item.kind in ("int", "dec"):
        return _number(item.id, raw, item.kind == "int", item.lo, item.hi)
    if item.kind == "choice":
        return _code(item, raw)
    if item.kind == "multi":
        return _codes(item, raw)
    if item.kind == "date":
        return read_date(item.id, raw)
    return _text(item.id, raw)


def _read_part(item: Item, part: Part, raw: object) -> Value:
    name = f"{item.id}.{part.name}"
    if part.kind == "bool":
        return _bool(name, raw)
    if part.kind == "text":
        return _text(name, raw)
    return _number(name, raw, part.kind == "int", part.lo, part.hi)


def _bool(name: str, raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    raise AnswerError(_("{item}: {value} is not true or false.", item=name, value=_shown(raw)))


def _text(name: str, raw: object) -> str | None:
    if isinstance(raw, str):
        return raw.strip() or None
    raise AnswerError(_("{item}: {value} is not a text.", item=name, value=_shown(raw)))


def _number(name: str, raw: object, whole: bool, lo: float | None, hi: float | None) -> int | float:
    if not isinstance(raw, int | float) or not is_finite(raw):
        raise AnswerError(_("{item}: {value} is not a number.", item=name, value=_shown(raw)))
    if whole and raw != int(raw):
        raise AnswerError(_("{item}: {value} is not a whole number.", item=name, value=_shown(raw)))
    if (lo is not None and raw < lo) or (hi is not None and raw > hi):
        raise AnswerError(
            _(
                "{item}: {value} is outside the accepted range {lo} to {hi}.",
                item=name,
                value=_shown(raw),
                lo=lo,
                hi=hi,
            )
        )
    return int(raw) if whole else raw


def _code(item: Item, raw: object) -> str:
    codes = [choice.code for choice in item.choices]
    if isinstance(raw, str) and raw in codes:
        return raw
    raise AnswerError(
        _(
            "{item}: {value} is not one of {codes}.",
            item=item.id,
            value=_shown(raw),
            codes=", ".join(codes),
        )
    )


def _codes(item: Item, raw: object) -> tuple[str, ...] | None:
    if not isinstance(raw, list | tuple):
        raise AnswerError(
            _("{item}: {value} is not a list of codes.", item=item.id, value=_shown(raw))
        )
    codes = tuple(dict.fromkeys(_code(item, code) for code in raw))
    if "none" in codes and len(codes) > 1:
        raise AnswerError(_("{item}: “none” excludes every other code.", item=item.id))
    return codes or None


def _shown(raw: object) -> str:
    text = json.dumps(raw) if isinstance(raw, bool) or raw is None else str(raw)
    return f"“{text}”" if len(text) <= 40 else f"“{text[:40]}…”"
