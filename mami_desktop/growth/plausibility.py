"""When an indicator has no z-score, and why; which z-scores are not plausible.

Written with comparisons, ``|`` and ``&`` only, so that one statement of the rules serves a single
infant and numpy arrays of many. NaN stands for "missing": it fulfils no comparison. Source of the
rules: WHO's R package anthro 1.1.0. A weight of 0 gives nothing here, also where anthro computes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mami_desktop.growth.age import DAYS_PER_MONTH
from mami_desktop.growth.lms import Value
from mami_desktop.growth.standards import STANDARDS, Indicator
from mami_desktop.i18n import N_

NO_SEX = N_("the sex is not known")
NO_AGE = N_("the age is not known")
NO_WEIGHT = N_("no weight")
NO_LENGTH = N_("no length")
NO_HEAD = N_("no head circumference")
NO_MUAC = N_("no MUAC")
OEDEMA = N_("with oedema, weight does not tell nutrition")
NOT_POSITIVE = N_("a measurement of 0 or less")
AGE_OVER = N_("the standard is kept here up to 400 days of age")
MUAC_TOO_YOUNG = N_("the standard for MUAC starts at 91 days of age: read the millimetres")
LENGTH_UNDER = N_("length under 45 cm: use weight-for-age and MUAC")
LENGTH_OVER = N_("length over 110 cm: outside the standard")
STANDING = N_("measured standing: this standard is for length lying down")
NOT_MEASURABLE = N_("outside anything that can be measured")

LAST_AGE_DAYS = 400
"""The tables by age are kept up to this day (see resources/growth/SOURCES.md)."""
FIRST_MUAC_AGE_DAYS = 91
"""MUAC-for-age begins at 3 months (WHO Child Growth Standards 2007)."""
SHORTEST_CM, LONGEST_CM = 45.0, 110.0
"""Where weight-for-length begins and ends (WHO Child Growth Standards 2006)."""

Truth = Any
"""A bool, or a numpy array of them."""


@dataclass(frozen=True, slots=True)
class Facts:
    """One infant's measurement, or columns of many; NaN is missing, the rest floats."""

    has_sex: Truth
    age: Value
    """Whole days (already rounded)."""
    exact_age: Value
    """Days as given, with any fraction."""
    weight: Value
    length: Value
    """Centimetres as measured; see ``length_used``."""
    head: Value
    muac: Value
    oedema: Truth
    standing: Truth
    lying: Truth


def missing(value: Value) -> Truth:
    """Whether the value is NaN."""
    return value != value


def length_used(facts: Facts) -> Value:
    """Length in cm as the standards need it: 0.7 cm more for one measured standing, but from
    9 months on only (before, a standing infant is implausible and the position is dropped)."""
    old_enough = (facts.exact_age / DAYS_PER_MONTH >= 9) & (facts.age < 731)
    return facts.length + 0.7 * (facts.standing & old_enough)


def measured(indicator: Indicator, facts: Facts, length: Value) -> Value:
    """What the indicator judges: kg, cm or kg/m2; ``length`` as ``length_used`` gives it."""
    if indicator == "laz":
        return length
    if indicator == "hcz":
        return facts.head
    if indicator == "acz":
        return facts.muac
    if indicator == "baz":
        metres = length / 100
        return facts.weight / metres / metres
    return facts.weight


def obstacles(indicator: Indicator, facts: Facts, length: Value) -> Iterator[tuple[str, Truth]]:
    """Each reason (a message key) for having no z-score, with where it holds; the first counts."""
    yield NO_SEX, facts.has_sex ^ True
    if indicator != "wlz":
        yield NO_AGE, missing(facts.age)
    if indicator in ("waz", "wlz", "baz"):
        yield NO_WEIGHT, missing(facts.weight)
        yield OEDEMA, facts.oedema
        yield NOT_POSITIVE, facts.weight <= 0
    if indicator in ("laz", "wlz", "baz"):
        yield NO_LENGTH, missing(length)
        yield NOT_POSITIVE, length <= 0
    if indicator == "hcz":
        yield NO_HEAD, missing(facts.head)
        yield NOT_POSITIVE, facts.head <= 0
    if indicator == "acz":
        yield NO_MUAC, missing(facts.muac)
        yield NOT_POSITIVE, facts.muac <= 0
        yield MUAC_TOO_YOUNG, facts.age < FIRST_MUAC_AGE_DAYS
    if indicator == "wlz":
        yield LENGTH_UNDER, length < SHORTEST_CM
        yield LENGTH_OVER, length > LONGEST_CM
        # From 731 days, or standing at an unknown age, the table by height would be due.
        yield AGE_OVER, facts.age >= 731
        upright = facts.standing | ((facts.lying ^ True) & (length >= 87))
        yield STANDING, missing(facts.age) & upright
    else:
        yield AGE_OVER, facts.age > LAST_AGE_DAYS


def is_flagged(indicator: Indicator, rounded_z: Value) -> Truth:
    """Whether a z-score, rounded to 2 decimals, is beyond the plausible range; it still counts."""
    standard = STANDARDS[indicator]
    return (rounded_z < standard.flag_below) | (rounded_z > standard.flag_above)
