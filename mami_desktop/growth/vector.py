"""Z-scores of whole columns: the same rules and formula as for one infant, over numpy arrays."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from mami_desktop.growth import lms
from mami_desktop.growth.plausibility import (
    NOT_MEASURABLE,
    Facts,
    is_flagged,
    length_used,
    measured,
    obstacles,
)
from mami_desktop.growth.standards import INDICATORS, STANDARDS, Indicator, Sex, table

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class ScoreColumn:
    """One indicator of many measurements."""

    z: Floats
    """Rounded to 2 decimals; NaN where there is none."""
    flagged: Bools
    reasons: tuple[str, ...]
    """Message keys; ``reason_index`` points into them."""
    reason_index: NDArray[np.int8]
    """Why there is no z; -1 where there is one."""


def score_columns(facts: Facts, is_male: Bools) -> dict[Indicator, ScoreColumn]:
    """Every indicator of every line; ages in ``facts`` must not be negative."""
    # Absurd numbers overflow to infinity on purpose: they end as "cannot be measured".
    with np.errstate(all="ignore"):
        length = length_used(facts)
        return {key: _score_column(key, facts, length, is_male) for key in INDICATORS}


def round_half_up(values: Floats) -> Floats:
    """Whole numbers; exactly one half goes up. NaN stays NaN."""
    whole = np.floor(values)
    return whole + (values - whole >= 0.5)


@cache
def _columns(indicator: Indicator) -> tuple[int, Floats]:
    """First day or millimetre, and the tables as [sex, position, L M S]; row 0 is female."""
    sexes: tuple[Sex, Sex] = ("female", "male")
    both = [table(indicator, sex) for sex in sexes]
    return both[0].first, np.array([t.rows for t in both])


def _score_column(
    indicator: Indicator, facts: Facts, length: Floats, is_male: Bools
) -> ScoreColumn:
    reasons: list[str] = []
    index = np.full(length.shape, -1, dtype=np.int8)
    for reason, holds in obstacles(indicator, facts, length):
        if reason not in reasons:
            reasons.append(reason)
        index[(index < 0) & holds] = reasons.index(reason)
    usable = np.flatnonzero(index < 0)
    y = measured(indicator, facts, length)[usable]
    place = length[usable] * 10 if indicator == "wlz" else facts.age[usable]
    exact = _z(indicator, y, place, is_male[usable].astype(np.intp))

    z = np.full(length.shape, np.nan)
    z[usable] = np.rint(exact * 100) / 100 + 0.0
    lost = usable[~np.isfinite(z[usable])]
    z[lost] = np.nan
    index[lost] = len(reasons)
    flagged = is_flagged(indicator, z)
    return ScoreColumn(z, flagged, (*reasons, NOT_MEASURABLE), index)


def _z(indicator: Indicator, y: Floats, place: Floats, sex: NDArray[np.intp]) -> Floats:
    """Unrounded z at days of age, or at millimetres of length, that lie within the table."""
    first, columns = _columns(indicator)
    row = place.astype(np.intp) - first
    rows = columns[sex, row]
    part = place - np.floor(place)
    if part.any():
        above = columns[sex, np.minimum(row + 1, columns.shape[1] - 1)]
        rows = lms.between(part[:, np.newaxis], rows, above)
    power, median, cv = rows[:, 0], rows[:, 1], rows[:, 2]
    z: Floats = lms.plain_z(y, power, median, cv)
    if STANDARDS[indicator].restricted:
        high, low = z > 3, z < -3
        z[high] = lms.z_above_3(y[high], power[high], median[high], cv[high])
        z[low] = lms.z_below_3(y[low], power[low], median[low], cv[low])
    return z
