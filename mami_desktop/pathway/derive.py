"""Values the program works out of the answers and earlier weights, for conditions to read.

Exactly as the dossier's section 5.5 no. 3, 24-32 reads them: z unrounded, percentages and gains as
exact fractions. What cannot be worked out is absent, so the rules on it do not fire.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from mami_desktop.growth import age
from mami_desktop.growth.standards import Sex
from mami_desktop.growth.velocity import FIRST_JUDGED_AGE_DAYS, SHORTEST_JUDGED_DAYS
from mami_desktop.growth.zscore import score
from mami_desktop.pathway.expression import Value

GAIN_INTERVAL_DAYS = 5
"""Shorter intervals are not judged for failure to gain (rule gr_no_gain_twice)."""
DROP_WINDOW_DAYS = (14, 56)
"""How old an earlier weight may be when the fall of weight-for-age is read (rule gr_line_drop)."""


@dataclass(frozen=True, slots=True)
class Previous:
    """Measurements of one earlier contact; None is not measured."""

    visit_on: date
    weight_g: int | None = None
    length_mm: int | None = None
    muac_mm: int | None = None


def as_previous(entry: Previous | Mapping[str, Any]) -> Previous:
    """An earlier contact from a mapping with the same names (and perhaps others)."""
    if isinstance(entry, Previous):
        return entry
    return Previous(
        entry["visit_on"], entry.get("weight_g"), entry.get("length_mm"), entry.get("muac_mm")
    )


def ages(born_on: date | None, visit_on: date) -> dict[str, Value]:
    """Chronological age in completed days and calendar months; nothing without a date of birth."""
    if born_on is None:
        return {}
    return {
        "age_d": age.age_days(born_on, visit_on),
        "age_m": age.age_months(born_on, visit_on),
    }


def derived_values(
    core: Mapping[str, Value],
    visit_on: date,
    previous: Sequence[Previous],
    *,
    use_corrected: bool,
    window_days: int,
) -> dict[str, Value]:
    """Every derived value that can be worked out from the core answers (open and assessed ones).

    ``window_days``: how far back a recent weight loss is looked for.
    """
    infant = _Infant(core, visit_on, use_corrected)
    found: dict[str, Value] = dict(infant.scores())
    weights = _earlier_weights(infant.born_on, visit_on, previous)
    if infant.born_on is not None:
        found |= infant.loss_since_birth()
        found |= _losses(infant, weights, window_days)
        found |= _gains(infant, weights)
        found |= _drop(infant, weights)
    return {name: value for name, value in found.items() if value is not None}


class _Infant:
    def __init__(self, core: Mapping[str, Value], visit_on: date, use_corrected: bool) -> None:
        self.visit_on = visit_on
        born_on = core.get("date_of_birth")
        self.born_on = born_on if isinstance(born_on, date) else None
        sex = core.get("sex")
        self.sex: Sex | None = "female" if sex == "female" else "male" if sex == "male" else None
        self.weight_g = _int(core.get("weight_g"))
        self.second_weight_g = _int(core.get("second_weight_g"))
        self.birth_weight_g = _int(core.get("birth_weight_g"))
        self.length_mm = _int(core.get("length_mm"))
        self.oedema = core.get("oedema") not in (None, "none")
        weeks = core.get("gestation_weeks")
        self.gestation_days = None
        if use_corrected and isinstance(weeks, int | float) and age.born_early(weeks):
            self.gestation_days = age.gestation_days(weeks)

    def z_age(self, on: date) -> int | None:
        """Age in days at which the standards are read: corrected if born early; None if below 0."""
        if self.born_on is None:
            return None
        days = age.age_days(self.born_on, on)
        if self.gestation_days is not None:
            days = age.corrected_age_days(days, self.gestation_days)
        return days if days >= 0 else None

    def waz(self, weight_g: int | None, at_days: int | None) -> float | None:
        if self.sex is None or weight_g is None or at_days is None or self.oedema:
            return None
        return score("waz", self.sex, y=weight_g / 1000, age_days=at_days)

    def laz(self, at_days: int | None) -> float | None:
        if self.sex is None or self.length_mm is None or at_days is None:
            return None
        return score("laz", self.sex, y=self.length_mm / 10, age_days=at_days)

    def wlz(self) -> float | None:
        if self.sex is None or self.weight_g is None or self.length_mm is None or self.oedema:
            return None
        return score("wlz", self.sex, y=self.weight_g / 1000, length_cm=self.length_mm / 10)

    def scores(self) -> dict[str, Value]:
        at_days = self.z_age(self.visit_on)
        found: dict[str, Value] = {
            "waz": self.waz(self.weight_g, at_days),
            "laz": self.laz(at_days),
            "wlz": self.wlz(),
        }
        if self.gestation_days is not None and self.born_on is not None:
            plain = age.age_days(self.born_on, self.visit_on)
            found["corrected_age_d"] = age.corrected_age_days(plain, self.gestation_days)
            found["waz_plain"] = self.waz(self.weight_g, plain)
            found["laz_plain"] = self.laz(plain)
        return found

    def loss_since_birth(self) -> dict[str, Value]:
        if self.weight_g is None or self.birth_weight_g is None:
            return {}
        lost = self.birth_weight_g - self.weight_g
        return {"birth_loss_pct": Fraction(100 * lost, self.birth_weight_g)}


def _int(value: Value) -> int | None:
    return value if isinstance(value, int) else None


_Weights = list[tuple[date, int]]


def _earlier_weights(
    born_on: date | None, visit_on: date, previous: Sequence[Previous]
) -> _Weights:
    """Weights from birth to yesterday, oldest first; of two on one day the higher counts."""
    by_day: dict[date, int] = {}
    for contact in previous:
        day, weight_g = contact.visit_on, contact.weight_g
        if weight_g is None or born_on is None or not born_on <= day < visit_on:
            continue
        by_day[day] = max(weight_g, by_day.get(day, 0))
    return sorted(by_day.items())


def _losses(infant: _Infant, weights: _Weights, window_days: int) -> dict[str, Value]:
    recent = [w for day, w in weights if 1 <= (infant.visit_on - day).days <= window_days]
    if not recent:
        return {}
    highest = max(recent)

    def fall(weight_g: int | None) -> Value:
        return None if weight_g is None else Fraction(100 * (highest - weight_g), highest)

    return {"fall_pct": fall(infant.weight_g), "second_fall_pct": fall(infant.second_weight_g)}


def _latest(
    weights: _Weights, before: date, min_days: int, from_day: date | None = None
) -> tuple[date, int] | None:
    """The latest weight at least ``min_days`` before ``before`` and not before ``from_day``."""
    fitting = [
        (day, weight_g)
        for day, weight_g in weights
        if (before - day).days >= min_days and (from_day is None or day >= from_day)
    ]
    return fitting[-1] if fitting else None


def _gains(infant: _Infant, weights: _Weights) -> dict[str, Value]:
    today, born_on = infant.visit_on, infant.born_on
    assert born_on is not None  # the caller works out gains only with a date of birth
    found: dict[str, Value] = {}
    first = _latest(weights, today, GAIN_INTERVAL_DAYS)
    if first:
        second = _latest(weights, first[0], GAIN_INTERVAL_DAYS)
        if infant.weight_g is not None:
            found["gain_last_g"] = infant.weight_g - first[1]
        if second:
            found["gain_before_g"] = first[1] - second[1]
    old_enough = date.fromordinal(born_on.toordinal() + FIRST_JUDGED_AGE_DAYS)
    start = _latest(weights, today, SHORTEST_JUDGED_DAYS, old_enough)
    if start:
        if infant.weight_g is not None:
            found["gain_g_day"] = Fraction(infant.weight_g - start[1], (today - start[0]).days)
        earlier = _latest(weights, start[0], SHORTEST_JUDGED_DAYS, old_enough)
        if earlier:
            days = (start[0] - earlier[0]).days
            found["gain_before_g_day"] = Fraction(start[1] - earlier[1], days)
            found["gain_before_age_d"] = age.age_days(born_on, start[0])
    if weights and infant.weight_g is not None:
        last_on, last_g = weights[-1]
        gain = Fraction(infant.weight_g - last_g, (today - last_on).days)
        found["last_gain_g_day"] = gain
        found["last_gain_g_kg_day"] = gain / Fraction(last_g, 1000)
    return found


def _drop(infant: _Infant, weights: _Weights) -> dict[str, Value]:
    now = infant.waz(infant.weight_g, infant.z_age(infant.visit_on))
    first, last = DROP_WINDOW_DAYS
    earlier = [
        z
        for day, weight_g in weights
        if first <= (infant.visit_on - day).days <= last
        and (z := infant.waz(weight_g, infant.z_age(day))) is not None
    ]
    return {"waz_drop": max(earlier) - now} if earlier and now is not None else {}
