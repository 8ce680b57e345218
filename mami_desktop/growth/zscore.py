"""Z-scores of one infant by the WHO Child Growth Standards, their flags and their inverse."""

import math
from dataclasses import dataclass
from typing import NamedTuple

from mami_desktop.growth import lms
from mami_desktop.growth.age import round_half_up
from mami_desktop.growth.plausibility import (
    LONGEST_CM,
    NOT_MEASURABLE,
    SHORTEST_CM,
    Facts,
    is_flagged,
    length_used,
    measured,
    obstacles,
)
from mami_desktop.growth.standards import STANDARDS, Indicator, Lms, Sex, table


@dataclass(frozen=True, slots=True)
class Measurement:
    """What was measured on one day; None is "not measured", never 0."""

    sex: Sex | None
    age_days: float | None = None
    weight_kg: float | None = None
    length_cm: float | None = None
    head_cm: float | None = None
    muac_cm: float | None = None
    oedema: bool = False
    standing: bool | None = None
    """Whether the length was taken standing; None where nobody wrote it down."""


@dataclass(frozen=True, slots=True)
class Score:
    """One indicator: a z-score, or the reason why there is none."""

    exact: float | None
    """Unrounded: what rules compare."""
    z: float | None
    """Rounded to 2 decimals: what is shown and stored."""
    flagged: bool | None
    """Outside the plausible range, judged on the rounded z; it still counts."""
    reason: str | None
    """A message key in words (translate it), where there is no z."""


class Scores(NamedTuple):
    """All indicators of one measurement."""

    waz: Score
    laz: Score
    wlz: Score
    baz: Score
    hcz: Score
    acz: Score


def round_z(z: float) -> float:
    """z to 2 decimals, and never -0.0."""
    return round(z * 100) / 100 + 0.0


def standard_at(
    indicator: Indicator, sex: Sex, *, age_days: float | None = None, length_cm: float | None = None
) -> Lms | None:
    """L, M and S at a whole day of age (rounded half up) or, for wlz, at a length.

    Days are never interpolated; lengths are, between their neighbouring 0.1 cm. None outside the
    standard or where age or length is missing. ValueError for a negative age.
    """
    rows = table(indicator, sex)
    if indicator != "wlz":
        if age_days is None:
            return None
        if age_days < 0:
            raise ValueError("a negative age is an error, not a missing value")
        return rows.at(round_half_up(age_days))
    if length_cm is None or not SHORTEST_CM <= length_cm <= LONGEST_CM:
        return None
    mm = length_cm * 10
    lower = rows.at(int(mm))
    upper = rows.at(int(mm) + 1)
    part = mm - int(mm)
    if lower is None or upper is None or part == 0:
        return lower
    return Lms(*(lms.between(part, low, high) for low, high in zip(lower, upper, strict=True)))


def score(
    indicator: Indicator,
    sex: Sex,
    *,
    y: float | None,
    age_days: float | None = None,
    length_cm: float | None = None,
) -> float | None:
    """The unrounded z of ``y`` (kg, cm or kg/m2), or None where the standard gives none.

    ``wlz`` is read by ``length_cm`` (lying), every other indicator by ``age_days``. Oedema is the
    caller's to know: see ``all_scores``. ValueError for a negative age.
    """
    row = standard_at(indicator, sex, age_days=age_days, length_cm=length_cm)
    if row is None or y is None or not y > 0:
        return None
    try:
        z: float = lms.plain_z(y, *row)
    except OverflowError:  # so far out that only the restricted form can tell
        z = math.copysign(math.inf, row.power)
    if STANDARDS[indicator].restricted:
        if z > 3:
            z = lms.z_above_3(y, *row)
        elif z < -3:
            z = lms.z_below_3(y, *row)
    return z if math.isfinite(z * 100) else None


def value_at(indicator: Indicator, sex: Sex, x: float, z: float) -> float | None:
    """The measurement (kg, cm or kg/m2) with this z at age ``x`` in days, or length ``x`` in cm.

    The inverse of ``score``. None outside the standard, or where the answer would not be positive.
    """
    if indicator == "wlz":
        row = standard_at(indicator, sex, length_cm=x)
    else:
        row = standard_at(indicator, sex, age_days=x)
    if row is None:
        return None
    if STANDARDS[indicator].restricted and z > 3:
        value: float = lms.value_above_3(z, *row)
    elif STANDARDS[indicator].restricted and z < -3:
        value = lms.value_below_3(z, *row)
    elif 1 + row.power * row.cv * z <= 0:
        return None
    else:
        value = lms.plain_value(z, *row)
    return value if value > 0 else None


def all_scores(measurement: Measurement) -> Scores:
    """Every indicator of one measurement, each with its z or its reason.

    ValueError for a negative age: it is an error, not a missing value.
    """
    m = measurement
    if m.age_days is not None and m.age_days < 0:
        raise ValueError("a negative age is an error, not a missing value")
    facts = Facts(
        has_sex=m.sex is not None,
        age=math.nan if m.age_days is None else float(round_half_up(m.age_days)),
        exact_age=_number(m.age_days),
        weight=_number(m.weight_kg),
        length=_number(m.length_cm),
        head=_number(m.head_cm),
        muac=_number(m.muac_cm),
        oedema=m.oedema,
        standing=m.standing is True,
        lying=m.standing is False,
    )
    length = length_used(facts)
    return Scores(
        waz=_one("waz", m.sex, facts, length),
        laz=_one("laz", m.sex, facts, length),
        wlz=_one("wlz", m.sex, facts, length),
        baz=_one("baz", m.sex, facts, length),
        hcz=_one("hcz", m.sex, facts, length),
        acz=_one("acz", m.sex, facts, length),
    )


def _number(value: float | None) -> float:
    return math.nan if value is None else float(value)


def _one(indicator: Indicator, sex: Sex | None, facts: Facts, length: float) -> Score:
    for reason, holds in obstacles(indicator, facts, length):
        if holds:
            return Score(None, None, None, reason)
    assert sex is not None  # NO_SEX is an obstacle
    age = None if indicator == "wlz" else facts.age
    y = measured(indicator, facts, length)
    exact = score(indicator, sex, y=y, age_days=age, length_cm=length)
    if exact is None:
        return Score(None, None, None, NOT_MEASURABLE)
    z = round_z(exact)
    return Score(exact, z, bool(is_flagged(indicator, z)), None)
