"""What the program understood of what was typed: numbers in any digits, with a unit-slip guard.

Free of Qt. The possible range comes from the caller (the pathway file, a use case); this module
only knows which unit a number of that size must have been.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from mami_desktop.errors import Problem
from mami_desktop.i18n import N_, _, current

_DECIMAL_SIGNS = ",.\N{ARABIC DECIMAL SEPARATOR}\N{ARABIC COMMA}"
_MINUS_SIGNS = "-\N{MINUS SIGN}\N{EN DASH}"


@dataclass(frozen=True)
class Reading:
    """``value`` is None when empty or refused; ``understood`` is shown at once ("= 3.800 kg")."""

    value: Any = None
    understood: str = ""
    problem: Problem | None = None


EMPTY = Reading()
Reader = Callable[[str], Reading]


def plain_digits(text: str) -> str:
    """The text with the digits of any script (Arabic, Bangla, Devanagari) as 0 to 9."""
    return "".join(
        str(unicodedata.decimal(sign)) if unicodedata.decimal(sign, None) is not None else sign
        for sign in text
    )


def number_of(text: str) -> Decimal | None:
    """The number typed, whatever its digits and decimal sign; None if it is none."""
    plain = "".join(sign for sign in plain_digits(text) if not sign.isspace())
    for sign in _DECIMAL_SIGNS:
        plain = plain.replace(sign, ".")
    for sign in _MINUS_SIGNS:
        plain = plain.replace(sign, "-")
    if not plain or any(sign not in "0123456789.-" for sign in plain):
        return None
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


@dataclass(frozen=True)
class Span:
    """Numbers of this size (``least`` <= n < ``below``) are in ``unit``; ``factor`` stores them."""

    least: Decimal
    below: Decimal
    factor: int
    unit: str


@dataclass(frozen=True)
class UnitGuard:
    """Reads a measurement; refuses a number that fits no unit, or lies outside the possible range.

    ``low`` and ``high`` are in the stored unit (g, mm); ``example`` is how to type it right;
    ``impossible`` is the sentence for a value outside the range ({typed}, {example}).
    """

    spans: tuple[Span, ...]
    low: int
    high: int
    show: Callable[[int], str]
    example: str
    impossible: str

    def __call__(self, text: str) -> Reading:
        typed = text.strip()
        if not typed:
            return EMPTY
        bare, unit = _split_unit(typed)
        number = number_of(bare)
        named = [span for span in self.spans if span.unit == unit]
        if number is None or (unit and not named):
            return _refused(
                _("“{typed}” is not understood. Type {example}.", typed=typed, example=self.example)
            )
        fitting = named or [span for span in self.spans if span.least <= number < span.below]
        if not fitting:
            return _refused(_("{typed}? Type {example}.", typed=typed, example=self.example))
        value = int((number * fitting[0].factor).quantize(Decimal(1), ROUND_HALF_UP))
        understood = "= " + self.show(value)
        if self.low <= value <= self.high:
            return Reading(value, understood)
        return Reading(
            None,
            understood,
            Problem(_(self.impossible, typed=self.show(value), example=self.example)),
        )


def weight_guard(low_g: int, high_g: int) -> UnitGuard:
    """Weight in grams from kilograms (3,8) or grams (3800); 20 to 400 is neither."""
    return UnitGuard(
        (Span(Decimal(0), Decimal(20), 1000, "kg"), Span(Decimal(401), Decimal(100_000), 1, "g")),
        low_g,
        high_g,
        lambda value: f"{current().kg(value)} kg",
        _("3.8 or 3800"),
        N_("{typed} is not possible for a baby. Type kilograms, for example 4.5."),
    )


def length_guard(low_mm: int, high_mm: int) -> UnitGuard:
    """Length or head in millimetres from centimetres (54.5) or millimetres (545)."""
    return UnitGuard(
        (Span(Decimal(10), Decimal(150), 10, "cm"), Span(Decimal(150), Decimal(2000), 1, "mm")),
        low_mm,
        high_mm,
        lambda value: f"{current().cm(value)} cm",
        _("54.5 or 545"),
        N_("{typed} is not possible here. Type centimetres, for example {example}."),
    )


def muac_guard(low_mm: int, high_mm: int) -> UnitGuard:
    """Mid-upper arm circumference in millimetres from millimetres (108) or centimetres (10.8)."""
    return UnitGuard(
        (Span(Decimal(4), Decimal(50), 10, "cm"), Span(Decimal(50), Decimal(1000), 1, "mm")),
        low_mm,
        high_mm,
        lambda value: f"{current().number(value)} mm",
        _("108 or 10.8"),
        N_("{typed} is not possible for an arm. Type millimetres, for example {example}."),
    )


def number_guard(low: float, high: float, *, decimals: int = 0, unit: str = "") -> Reader:
    """A plain number in a range: an int without decimals, else a float."""

    def read(text: str) -> Reading:
        typed = text.strip()
        if not typed:
            return EMPTY
        number = number_of(typed)
        if number is None:
            return _refused(_("“{typed}” is not a number.", typed=typed))
        rounded = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        if rounded != number:
            return _refused(
                _("Type a whole number.")
                if decimals == 0
                else _("Type at most {n} decimals.", n=decimals)
            )
        value = float(rounded) if decimals else int(rounded)
        shown = current().number(value, decimals)
        if not low <= value <= high:
            return _refused(
                _(
                    "{shown} is not possible here. Type a number from {low} to {high}.",
                    shown=shown,
                    low=current().number(low, decimals),
                    high=current().number(high, decimals),
                )
            )
        return Reading(value, f"= {shown} {unit}".rstrip())

    return read


def _split_unit(typed: str) -> tuple[str, str]:
    bare = typed.rstrip("".join({sign for sign in typed if sign.isalpha()}))
    return bare, typed[len(bare) :].strip().lower()


def _refused(text: str) -> Reading:
    return Reading(None, "", Problem(text))
