"""How fast an infant gains weight between two weighings."""

from dataclasses import dataclass

SHORTEST_JUDGED_DAYS = 7
"""A gain over fewer days is shown but not judged (pathway rule gr_poor_gain, programme default)."""

FIRST_JUDGED_AGE_DAYS = 14
"""Newborns lose weight first; only weights from this age on start a judged gain (same source)."""

OLDER_FROM_DAYS = 91
"""From this age on the least gain is min_gain_late, before it min_gain_early (same source)."""


@dataclass(frozen=True, slots=True)
class Gain:
    """The change between two weights."""

    days: int
    grams: int
    g_per_day: float
    g_per_kg_day: float
    """Per kilogram of the earlier weight (records dossier 7.3)."""


def gain(earlier_g: int, later_g: int, days: int) -> Gain | None:
    """The gain over ``days``; None for weights of one day, or a later weight that is not later."""
    if days <= 0:
        return None
    grams = later_g - earlier_g
    return Gain(days, grams, grams / days, grams * 1000 / (earlier_g * days))


def least_gain(steps: tuple[tuple[int, float], ...], age_days: int) -> float | None:
    """The least gain in g a day at an age, from steps (from day, g a day); None before the first.

    The steps come from the pathway: min_gain_early from day 14 and min_gain_late from day 91.
    """
    reached = [least for from_day, least in sorted(steps) if age_days >= from_day]
    return reached[-1] if reached else None
