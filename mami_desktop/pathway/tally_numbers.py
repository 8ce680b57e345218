"""Rates, means and medians as the monthly report writes them: exact, then rounded once."""

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from mami_desktop.pathway.tally_rows import Kind

Form = Literal["percent", "mean", "median", "mean_median"]


def rounded(value: Fraction | int, decimals: int) -> float:
    """``value`` with so many decimals, halves away from zero; never a negative zero."""
    scale = 10**decimals
    whole = math.floor(abs(Fraction(value)) * scale + Fraction(1, 2))
    return float(Fraction(whole if value > 0 else -whole, scale)) if whole else 0.0


def percent(numerator: int, denominator: int | None) -> float | None:
    """100 x numerator / denominator with one decimal; None where there is nothing to divide by."""
    if not denominator:
        return None
    return rounded(Fraction(100 * numerator, denominator), 1)


def mean(values: list[Fraction], decimals: int) -> float | None:
    """The arithmetic mean; None of no values."""
    return rounded(sum(values, Fraction(0)) / len(values), decimals) if values else None


def median(values: list[Fraction], decimals: int) -> float | None:
    """The middle value, or the mean of the two middle ones; None of no values."""
    if not values:
        return None
    ordered = sorted(values)
    half = len(ordered) // 2
    middle = ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
    return rounded(middle, decimals)


def gain_g_kg_day(base_g: int, last_g: int, days: int) -> Fraction | None:
    """Average gain in g per kg of the base weight and day (records on OTP cards use the same);
    None without days between the weights or without a base."""
    if days <= 0 or base_g <= 0:
        return None
    return Fraction(1000 * (last_g - base_g), base_g * days)


@dataclass(frozen=True)
class Indicator:
    """Numerator, denominator and what they give; the ids are the records behind either."""

    id: str
    form: Form
    numerator: int | float | None
    denominator: int | None
    value: float | None
    """Percent, mean or median by ``form`` (``mean_median``: the mean)."""
    median: float | None
    kind: Kind
    numerator_ids: tuple[str, ...] = ()
    denominator_ids: tuple[str, ...] = ()


def rate(
    uid: str,
    kind: Kind,
    numerator: list[str] | tuple[str, ...],
    denominator: list[str] | tuple[str, ...],
) -> Indicator:
    """A rate of counted records."""
    return Indicator(
        uid,
        "percent",
        len(numerator),
        len(denominator),
        percent(len(numerator), len(denominator)),
        None,
        kind,
        tuple(numerator),
        tuple(denominator),
    )


def rate_of_numbers(
    uid: str, kind: Kind, numerator: int, denominator: int | None, ids: tuple[str, ...]
) -> Indicator:
    """A rate of sums or settings; ``ids`` are the records behind the numerator."""
    value = percent(numerator, denominator)
    return Indicator(uid, "percent", numerator, denominator, value, None, kind, ids)


def sum_and_mean(uid: str, values: dict[str, Fraction]) -> Indicator:
    """The sum and the mean of one value for each stint, with two decimals."""
    numbers = list(values.values())
    total = rounded(sum(numbers, Fraction(0)), 2)
    uids = tuple(values)
    return Indicator(uid, "mean", total, len(numbers), mean(numbers, 2), None, "stint", uids, uids)
