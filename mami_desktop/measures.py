"""What a typed number means: the one place that turns what people type into stored units.

Weights are stored in whole grams, lengths and circumferences in whole millimetres. People type
kilograms or grams, centimetres or millimetres, with a comma, a point or an Arabic decimal sign, in
Western, Arabic, Bangla or Devanagari digits. A value that fits neither unit is refused, never
guessed.
"""

import math
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from mami_desktop.errors import Problem
from mami_desktop.i18n import N_, current

Shown = Literal["kg", "g", "cm", "mm", ""]

# one typed unit word in stored units, by what is stored
_TYPED_UNITS: dict[str, dict[str, float]] = {
    "g": {"kg": 1000, "g": 1},
    "mm": {"m": 1000, "cm": 10, "mm": 1},
}
# a number typed without unit may be in the stored unit or in this many of it
_EVERYDAY = {"g": 1000, "mm": 10}

_IMPOSSIBLE = {
    "kg": N_("{typed} is not possible for a baby. Type kilograms, for example {example}."),
    "g": N_("{typed} is not possible. Type grams, for example {example}."),
    "cm": N_("{typed} is not possible here. Type centimetres, for example {example}."),
    "mm": N_("{typed} is not possible here. Type millimetres, for example {example}."),
}


@dataclass(frozen=True)
class Reading:
    """What a typed text means: the stored value, the words it was understood as, and what is wrong.

    A hard problem leaves ``value`` empty; a soft one comes with the value it proposes.
    """

    value: int | float | None = None
    understood: str = ""
    problem: Problem | None = None


def typed_number(text: str) -> tuple[float | None, str]:
    """The number at the start of ``text`` and the word after it (``"3,8 kg"`` -> 3.8, "kg").

    None when there is no number, or more decimal signs than one.
    """
    western = []
    for sign in text.strip():
        digit = unicodedata.decimal(sign, None)
        if digit is not None:
            western.append(str(digit))
        elif sign in ",\N{ARABIC DECIMAL SEPARATOR}\N{ARABIC COMMA}":
            western.append(".")
        elif sign in "\N{MINUS SIGN}\N{EN DASH}":
            western.append("-")
        elif sign != "\N{ARABIC THOUSANDS SEPARATOR}" and not sign.isspace():
            western.append(sign)
    match = re.fullmatch(r"([+-]?(?:\d+\.?\d*|\.\d+))([^\d.+-]*)", "".join(western))
    if match is None:
        return None, ""
    return float(match[1]), match[2].casefold()


def say(value: float, unit: str, shown: Shown = "") -> str:
    """A stored value for eyes: 3.800 kg, 54.5 cm, 108 mm, 36.5 °C, 62 per minute."""
    t = current()
    if shown == "kg":
        return f"{t.number(value / 1000, 3)} kg"
    if shown == "cm":
        return f"{t.number(value / 10, 1)} cm"
    decimals = 0 if float(value).is_integer() and "°" not in unit else 1
    return f"{t.number(value, decimals)} {t(unit) if unit else ''}".strip()


def read_measure(
    text: str,
    *,
    unit: str,
    lo: float | None,
    hi: float | None,
    whole: bool,
    shown: Shown = "",
    where: str | None = None,
) -> Reading:
    """Read a typed number in the stored ``unit`` within ``lo`` to ``hi`` (both allowed).

    Numbers without a unit word are taken in whichever unit puts them in range; the ranges of grams
    and kilograms, millimetres and centimetres do not overlap, so there is nothing to guess.
    """
    t = current()
    number, word = typed_number(text)
    units = _TYPED_UNITS.get(unit, {})
    if number is None or (word and word not in units and word != unit.casefold()):
        return _refused(
            t("“{typed}” is not a number. Type digits only.", typed=text.strip()), where
        )
    if word in units:
        return _with_unit(
            text.strip(), number * units[word], word, unit, lo, hi, whole, shown, where
        )
    for factor in (1, _EVERYDAY.get(unit, 1)):
        if _within(number * factor, lo, hi):
            return _accepted(number * factor, unit, whole, shown, where)
    return _out_of_range(text.strip(), number, unit, lo, hi, shown, where)


def _with_unit(
    typed: str,
    stored: float,
    word: str,
    unit: str,
    lo: float | None,
    hi: float | None,
    whole: bool,
    shown: Shown,
    where: str | None,
) -> Reading:
    if _within(stored, lo, hi):
        return _accepted(stored, unit, whole, shown, where)
    t = current()
    smaller = stored / _EVERYDAY[unit]
    if word == "cm" and shown == "mm" and _within(smaller, lo, hi):
        meant = say(smaller, unit, shown)
        text = t(
            "{typed}? Arms are measured in millimetres: did you mean {meant}?",
            typed=typed,
            meant=meant,
        )
        return Reading(round_half_up(smaller), meant, Problem(text, where, "soft"))
    return _refused(
        _impossible(typed, stored / _TYPED_UNITS[unit][word], unit, lo, hi, shown), where
    )


def _out_of_range(
    typed: str,
    number: float,
    unit: str,
    lo: float | None,
    hi: float | None,
    shown: Shown,
    where: str | None,
) -> Reading:
    t = current()
    factor = _EVERYDAY.get(unit)
    if factor:
        everyday = _tenfold_less(number, factor, lo, hi)
        if everyday is None:
            return _refused(_impossible(typed, number, unit, lo, hi, shown), where)
        text = t(
            "{typed}? Type {everyday} or {stored}.",
            typed=typed,
            everyday=_short(everyday),
            stored=_short(everyday * factor),
        )
        return _refused(text, where)
    if _within(number / 10, lo, hi) and "°" in unit:
        text = t("{typed}? Type {meant}.", typed=typed, meant=_short(number / 10))
        return _refused(text, where)
    return _refused(
        t(
            "{typed} is not possible here. Type a number from {lo} to {hi}.",
            typed=typed,
            lo=_short(-math.inf if lo is None else lo),
            hi=_short(math.inf if hi is None else hi),
        ),
        where,
    )


def _tenfold_less(number: float, factor: float, lo: float | None, hi: float | None) -> float | None:
    """The number with its decimal sign moved left until it is in range: 38 kg -> 3.8 kg."""
    while number >= 1 and not _within(number * factor, lo, hi):
        number /= 10
    return number if _within(number * factor, lo, hi) else None


def _impossible(
    typed: str, number: float, unit: str, lo: float | None, hi: float | None, shown: Shown
) -> str:
    factor = {"kg": 1000, "cm": 10}.get(shown, 1)
    example = _tenfold_less(number, factor, lo, hi)
    if example is None:  # the middle of the range, on the scale of ratios
        example = round(2 * math.sqrt((lo or 1) * (hi or 1)) / factor) / 2
    return current()(_IMPOSSIBLE[shown or unit], typed=typed, example=_short(example))


def _accepted(stored: float, unit: str, whole: bool, shown: Shown, where: str | None) -> Reading:
    if unit in _EVERYDAY:
        value: int | float = round_half_up(stored)
    elif not whole:
        value = round(stored, 4)
    elif float(stored).is_integer():
        value = int(stored)
    else:
        return _refused(current()("Type a whole number, without decimals."), where)
    return Reading(value, say(value, unit, shown))


def _refused(text: str, where: str | None) -> Reading:
    return Reading(problem=Problem(text, where))


def _within(value: float, lo: float | None, hi: float | None) -> bool:
    slack = 1e-9  # 6.5 kg is 6500 g whatever binary fractions say
    return (lo is None or value >= lo - slack) and (hi is None or value <= hi + slack)


def _short(value: float) -> str:
    if math.isinf(value):
        return "\N{INFINITY}"
    return (
        current()
        .number(value, 0 if float(value).is_integer() else 1)
        .replace("\N{NARROW NO-BREAK SPACE}", "")
    )


def round_half_up(value: float) -> int:
    """The nearest whole number; halves go up."""
    return math.floor(round(value, 6) + 0.5)
