"""Builds the growth chart of one infant as a record, the same for screen and paper."""

from collections.abc import Iterator, Sequence

from mami_desktop.growth import chart_words as words
from mami_desktop.growth.age import (
    TERM_GESTATION_DAYS,
    age_days,
    born_early,
    gestation_days,
    six_month_birthday,
)
from mami_desktop.growth.chart_axes import age_axis, length_axis, value_axis
from mami_desktop.growth.chart_points import Scored, measured_value, score_reading
from mami_desktop.growth.chart_record import (
    DASHES,
    Axis,
    Band,
    Chart,
    ChartEvent,
    ChartIndicator,
    ChartInfant,
    ChartRules,
    Curve,
    LegendEntry,
    Link,
    Mark,
    Reading,
    Series,
    Sign,
    Threshold,
    Upright,
)
from mami_desktop.growth.plausibility import LAST_AGE_DAYS, LONGEST_CM, OEDEMA, SHORTEST_CM
from mami_desktop.growth.standards import table
from mami_desktop.growth.zscore import value_at
from mami_desktop.i18n import Translator

BANDED: tuple[ChartIndicator, ...] = ("waz", "wlz")
"""Only these carry rules; length and head are never tinted."""


def build_chart(
    indicator: ChartIndicator,
    infant: ChartInfant,
    readings: Sequence[Reading],
    t: Translator,
    *,
    events: Sequence[ChartEvent] = (),
    rules: ChartRules | None = None,
) -> Chart:
    """The chart of one indicator: WHO lines, the infant's points, and what is to be said.

    Readings may come in any order; those without a value for this chart are left out, those that
    cannot be placed are told in ``remarks``.
    """
    rules = rules or ChartRules()
    by_length = indicator == "wlz"
    measured = sorted(
        (r for r in readings if measured_value(indicator, r) is not None), key=lambda r: r.on
    )
    born_on = infant.born_on
    before_birth = [r for r in measured if born_on is not None and r.on < born_on]
    measured = [r for r in measured if r not in before_birth]
    scored = [
        found
        for earlier, reading in zip([None, *measured], measured, strict=False)
        if (found := score_reading(indicator, infant, rules, reading, earlier, t)) is not None
    ]
    placed = [s for s in scored if _place(s, by_length) is not None]
    places = [place for s in placed if (place := _place(s, by_length)) is not None]
    x = length_axis(places, t) if by_length else age_axis(places, t)

    curves = tuple(_curves(indicator, infant, x, t))
    six_months = None
    if born_on is not None and not by_length:
        birthday = age_days(born_on, six_month_birthday(born_on)) / 7
        six_months = Upright(birthday, t("6 months"), "six_months")
    thresholds = tuple(_thresholds(indicator, rules, x, six_months, t))
    heights = [y for curve in curves for _x, y in curve.points]
    heights += [threshold.y for threshold in thresholds]
    heights += [s.point.value for s in placed if not _on_foot(s, by_length)]
    y = value_axis(indicator, heights, t)

    marks = tuple(mark for s in placed for mark in _marks(s, infant, x, y, by_length))
    return Chart(
        indicator=indicator,
        title=t(words.TITLES[indicator, infant.sex]),
        x=x,
        y=y,
        curves=curves,
        bands=tuple(_bands(curves, y, t)) if indicator in BANDED else (),
        thresholds=thresholds,
        six_months=six_months,
        events=tuple(_events(events, infant, x)) if not by_length else (),
        points=tuple(s.point for s in scored),
        marks=marks,
        links=tuple(_links(marks)),
        legend=tuple(_legend(marks, infant, by_length, t)),
        remarks=tuple(_remarks(infant, scored, placed, before_birth, indicator, t)),
        sentence=words.plain_sentence(
            indicator,
            [s.point for s in scored],
            rules,
            t,
            born_on_exact=not infant.born_within_days,
        ),
    )


def _place(scored: Scored, by_length: bool) -> float | None:
    """Where on the x axis a visit stands by age since birth, or by length; None if nowhere."""
    if by_length:
        if scored.length_cm is None:
            return None
        return min(max(scored.length_cm, SHORTEST_CM), LONGEST_CM)
    age = scored.point.age_days
    return None if age is None or age > LAST_AGE_DAYS else age / 7


def _on_foot(scored: Scored, by_length: bool) -> bool:
    """Whether the value without z would mislead at its height: oedema, or off the length axis."""
    if scored.by_birth.z is not None:
        return False
    off = scored.length_cm is not None and not SHORTEST_CM <= scored.length_cm <= LONGEST_CM
    return scored.by_birth.reason == OEDEMA or (by_length and off)


def _curves(
    indicator: ChartIndicator, infant: ChartInfant, x: Axis, t: Translator
) -> Iterator[Curve]:
    if infant.sex is None:
        return
    per_unit = 10 if indicator == "wlz" else 7
    unit_value = 10 if indicator == "acz" else 1
    rows = table(indicator, infant.sex)
    positions = range(rows.first, min(rows.last, int(x.high * per_unit)) + 1)
    for z, dash in DASHES.items():
        points = []
        for position in positions:
            at = position / 10 if indicator == "wlz" else position
            value = value_at(indicator, infant.sex, at, z)
            if value is not None:
                points.append((position / per_unit, value * unit_value))
        yield Curve(z, t.number(z, signed=True), dash, tuple(points))


def _bands(curves: tuple[Curve, ...], y: Axis, t: Translator) -> Iterator[Band]:
    by_z = {curve.z: curve.points for curve in curves}
    if not by_z:
        return
    upper, lower = by_z[-2], by_z[-3]
    at = int(len(lower) * 0.88)  # where the area is wide, but before the six-month line
    x, y_lower, y_upper = lower[at][0], lower[at][1], upper[at][1]
    middle = (x, (y_lower + y_upper) / 2)
    yield Band("minus_2_to_3", t("−2 to −3"), middle, lower, upper)
    foot = ((lower[0][0], y.low), (lower[-1][0], y.low))
    below = (x, max(y_lower - (y.high - y.low) * 0.07, (y.low + y_lower) / 2))
    yield Band("below_minus_3", t("below −3"), below, foot, lower)


def _thresholds(
    indicator: ChartIndicator,
    rules: ChartRules,
    x: Axis,
    six_months: Upright | None,
    t: Translator,
) -> Iterator[Threshold]:
    """MUAC limits in mm: one for the under-6-months age it holds for, others only afterwards."""
    if indicator != "acz" or six_months is None:
        return
    if rules.muac_low_mm is not None:
        label = t("{limit} mm", limit=rules.muac_low_mm)
        yield Threshold(label, rules.muac_low_mm, rules.muac_from_day / 7, six_months.x)
    for limit in rules.muac_after_six_months_mm:
        yield Threshold(t("{limit} mm", limit=limit), limit, six_months.x, x.high)


def _marks(
    scored: Scored, infant: ChartInfant, x: Axis, y: Axis, by_length: bool
) -> Iterator[Mark]:
    place = _place(scored, by_length)
    if place is None:
        return
    on_foot = _on_foot(scored, by_length)
    slack = 0.0 if by_length else infant.born_within_days / 7

    def mark(series: Series, at: float, sign: Sign) -> Mark:
        low, high = max(x.low, at - slack), min(x.high, at + slack)
        height = y.low if on_foot else scored.point.value
        return Mark(scored.point, series, sign, at, height, low, high, on_foot)

    if scored.by_birth.z is None:
        yield mark("chronological", place, "diamond")
        return
    yield mark("chronological", place, "bar" if slack else "ring")
    corrected = scored.point.corrected_age_days
    if corrected is not None and scored.by_corrected and scored.by_corrected.z is not None:
        yield mark("corrected", corrected / 7, "bar" if slack else "cross")


def _links(marks: tuple[Mark, ...]) -> Iterator[Link]:
    for first, second in zip(marks, marks[1:], strict=False):
        if first.point is second.point:
            yield Link(min(first.x, second.x), max(first.x, second.x), first.y)


def _events(events: Sequence[ChartEvent], infant: ChartInfant, x: Axis) -> Iterator[Upright]:
    for event in sorted(events, key=lambda e: e.on):
        if infant.born_on is not None:
            week = age_days(infant.born_on, event.on) / 7
            if x.low <= week <= x.high:
                yield Upright(week, event.label, event.kind)


def _legend(
    marks: tuple[Mark, ...], infant: ChartInfant, by_length: bool, t: Translator
) -> Iterator[LegendEntry]:
    """Each sign that occurs; nothing to explain where there are only rings."""
    shown = {mark.sign for mark in marks}
    two_ages = born_early(infant.gestation_weeks)
    if "ring" in shown and not by_length and (two_ages or len(shown) > 1):
        yield LegendEntry("ring", t("age since birth"))
    if "cross" in shown and infant.gestation_weeks is not None:
        days = TERM_GESTATION_DAYS - gestation_days(infant.gestation_weeks)
        yield LegendEntry("cross", t("corrected, born {time} early", time=t.age(days)))
    if "bar" in shown:
        yield LegendEntry("bar", t("date of birth estimated"))
    if "diamond" in shown:
        yield LegendEntry("diamond", t("no z-score"))


def _remarks(
    infant: ChartInfant,
    scored: Sequence[Scored],
    placed: Sequence[Scored],
    before_birth: Sequence[Reading],
    indicator: ChartIndicator,
    t: Translator,
) -> Iterator[str]:
    if infant.sex is None:
        yield t("The sex is not known, so no WHO lines can be drawn.")
    if infant.born_on is None and indicator != "wlz" and scored:
        yield t("The date of birth is not known, so nothing can stand on this chart.")
    else:
        for one in scored:
            if one not in placed:
                yield t(
                    "{date}: {value} cannot stand on the chart ({reason}).",
                    date=t.date(one.point.on),
                    value=one.point.value_text,
                    reason=one.point.reason,
                )
    for reading in before_birth:
        yield t(
            "{date}: measured before the date of birth. Correct one of the dates.",
            date=t.date(reading.on),
        )
