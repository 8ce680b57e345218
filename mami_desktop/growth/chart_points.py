"""From what was measured at one visit to the point a growth chart shows and tells about."""

from dataclasses import dataclass

from mami_desktop.growth import chart_words as words
from mami_desktop.growth.age import (
    age_days,
    born_early,
    corrected_age_days,
    gestation_days,
)
from mami_desktop.growth.chart_record import (
    Change,
    ChartIndicator,
    ChartInfant,
    ChartRules,
    Point,
    Reading,
)
from mami_desktop.growth.zscore import Measurement, Score, all_scores
from mami_desktop.i18n import N_, Translator

NOT_YET_TERM = N_("corrected age is below 0, so there is no WHO z-score yet")


@dataclass(frozen=True)
class Scored:
    """A point with its z-scores by both ages; ``by_corrected`` only for an infant born early."""

    point: Point
    by_birth: Score
    by_corrected: Score | None
    length_cm: float | None


def measured_value(indicator: ChartIndicator, reading: Reading) -> int | None:
    """Grams or millimetres of what the chart shows; None if not measured at this visit.

    Weight-for-length takes the weights with a length of the same day.
    """
    if indicator == "waz":
        return reading.weight_g
    if indicator == "wlz":
        return None if reading.length_mm is None else reading.weight_g
    if indicator == "laz":
        return reading.length_mm
    return reading.head_mm if indicator == "hcz" else reading.muac_mm


def shown_value(indicator: ChartIndicator, amount: int) -> float:
    """Grams as kg, millimetres as cm; MUAC stays in mm."""
    if indicator == "acz":
        return amount
    return amount / (1000 if indicator in ("waz", "wlz") else 10)


def score_reading(
    indicator: ChartIndicator,
    infant: ChartInfant,
    rules: ChartRules,
    reading: Reading,
    earlier: Reading | None,
    t: Translator,
) -> Scored | None:
    """Score one visit; ``earlier`` is the visit before it that has a value for this chart.

    None if the visit has no such value. The visit must not lie before the birth.
    """
    amount = measured_value(indicator, reading)
    if amount is None:
        return None
    age = None if infant.born_on is None else age_days(infant.born_on, reading.on)
    corrected = None
    if age is not None and infant.gestation_weeks is not None:
        if born_early(infant.gestation_weeks):
            corrected = corrected_age_days(age, gestation_days(infant.gestation_weeks))

    by_birth = _score(indicator, infant, reading, age)
    by_corrected = None
    # weight-for-length knows no age, and the MUAC line in mm is read by age since birth
    if corrected is not None and indicator not in ("wlz", "acz"):
        by_corrected = _score(indicator, infant, reading, corrected)
    ruled_by_corrected = by_corrected is not None and rules.use_corrected_age
    ruling = by_corrected if by_corrected is not None and rules.use_corrected_age else by_birth

    birth_z = _z_range(indicator, infant, reading, age, t)
    corrected_z = "" if by_corrected is None else _z_range(indicator, infant, reading, corrected, t)
    change = _change(indicator, reading, earlier)
    value_text = words.value_text(indicator, reading, t)
    change_text = words.change_text(indicator, change, t)
    lines = (
        words.when_line(infant, reading.on, t),
        words.value_line(infant, value_text, corrected, t),
        words.z_line(
            indicator,
            birth_z,
            corrected_z,
            (ruling.reason or by_birth.reason or ""),
            ruled_by_corrected,
            t,
        ),
        t("outside the plausible range: measure again") if ruling.flagged else "",
        change_text,
    )
    point = Point(
        key=reading.key,
        on=reading.on,
        age_days=age,
        corrected_age_days=corrected,
        age_text=words.age_text(infant, reading.on, t),
        corrected_age_text=words.corrected_age_text(infant, corrected, t),
        value=shown_value(indicator, amount),
        value_text=value_text,
        z=ruling.z,
        z_is_corrected=ruled_by_corrected,
        z_text=corrected_z if ruled_by_corrected else birth_z,
        flagged=bool(ruling.flagged),
        reason=t(ruling.reason) if ruling.reason else "",
        change=change,
        change_text=change_text,
        lines=tuple(line for line in lines if line),
    )
    length = None if reading.length_mm is None else reading.length_mm / 10
    return Scored(point, by_birth, by_corrected, length)


def _score(
    indicator: ChartIndicator, infant: ChartInfant, reading: Reading, age: int | None
) -> Score:
    if age is not None and age < 0:
        return Score(None, None, None, NOT_YET_TERM)
    measurement = Measurement(
        sex=infant.sex,
        age_days=age,
        weight_kg=_part(reading.weight_g, 1000),
        length_cm=_part(reading.length_mm, 10),
        head_cm=_part(reading.head_mm, 10),
        muac_cm=_part(reading.muac_mm, 10),
        oedema=reading.oedema,
    )
    score: Score = getattr(all_scores(measurement), indicator)
    return score


def _part(amount: int | None, whole: int) -> float | None:
    return None if amount is None else amount / whole


def _z_range(
    indicator: ChartIndicator,
    infant: ChartInfant,
    reading: Reading,
    age: int | None,
    t: Translator,
) -> str:
    """The z in words; a range where the date of birth leaves room; empty where there is none."""
    here = _score(indicator, infant, reading, age)
    if here.z is None:
        return ""
    slack = infant.born_within_days
    if age is None or not slack or indicator == "wlz":
        return t.z(here.z)
    ends = [_score(indicator, infant, reading, max(0, age + by)) for by in (-slack, slack)]
    found = [score.z for score in (here, *ends) if score.z is not None]
    return t("{low} to {high}", low=t.z(min(found)), high=t.z(max(found)))


def _change(indicator: ChartIndicator, reading: Reading, earlier: Reading | None) -> Change | None:
    before = None if earlier is None else measured_value(indicator, earlier)
    now = measured_value(indicator, reading)
    if earlier is None or before is None or now is None:
        return None
    return Change(now - before, (reading.on - earlier.on).days)
