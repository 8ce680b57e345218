"""The growth chart as data: what may stand on it, where, and what it says."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mami_desktop.growth.chart import build_chart
from mami_desktop.growth.chart_record import (
    CHART_INDICATORS,
    Chart,
    ChartEvent,
    ChartIndicator,
    ChartInfant,
    ChartRules,
    Reading,
)
from mami_desktop.growth.zscore import score, value_at
from mami_desktop.i18n import translator

EN = translator("en")
BORN = date(2026, 8, 18)
TERM = ChartInfant("female", BORN)
EARLY = replace(TERM, gestation_weeks=36)
RULES = ChartRules(
    muac_low_mm=110,
    muac_from_day=42,
    muac_after_six_months_mm=(115, 125),
    least_gain_g_per_day=((14, 20), (91, 10)),
)


def reading(
    day: int,
    weight_g: int | None = None,
    length_mm: int | None = None,
    muac_mm: int | None = None,
    head_mm: int | None = None,
    oedema: bool = False,
) -> Reading:
    on = BORN + timedelta(days=day)
    return Reading(f"visit-{day}", on, weight_g, length_mm, head_mm, muac_mm, oedema)


def chart(
    indicator: ChartIndicator, *readings: Reading, infant: ChartInfant = TERM, rules=RULES
) -> Chart:
    return build_chart(indicator, infant, readings, EN, rules=rules)


@pytest.mark.parametrize("indicator", CHART_INDICATORS)
def test_five_who_lines_told_apart_by_dash_and_label(indicator: ChartIndicator) -> None:
    drawn = chart(indicator)
    assert [curve.z for curve in drawn.curves] == [3, 2, 0, -2, -3]
    assert [curve.label for curve in drawn.curves] == ["+3", "+2", "0", "−2", "−3"]
    assert len({curve.dash for curve in drawn.curves}) == 5
    for curve in drawn.curves:
        x, y = curve.points[len(curve.points) // 2]
        at = x if indicator == "wlz" else round(x * 7)
        value = value_at(indicator, "female", at, curve.z)
        assert value is not None
        assert y == pytest.approx(value * (10 if indicator == "acz" else 1))
        assert drawn.y.low <= min(y for _x, y in curve.points)
        assert drawn.y.high >= max(y for _x, y in curve.points)


def test_only_charts_with_a_rule_behind_them_are_tinted() -> None:
    tinted = {key: [band.label for band in chart(key).bands] for key in CHART_INDICATORS}
    words = ["−2 to −3", "below −3"]
    assert tinted == {"waz": words, "wlz": words, "laz": [], "hcz": [], "acz": []}


def test_the_axis_runs_from_birth_past_six_months_and_on_where_a_visit_lies_later() -> None:
    usual = chart("waz", reading(60, 4800))
    assert (usual.x.low, usual.x.high, usual.x.title) == (0, 27, "Age in weeks")
    assert usual.six_months is not None
    assert usual.six_months.x == pytest.approx((date(2027, 2, 18) - BORN).days / 7)
    later = chart("waz", reading(250, 7000))
    assert later.marks[0].x == pytest.approx(250 / 7)
    assert later.x.high > 250 / 7
    assert chart("wlz").x.title == "Length in cm"


def test_a_term_infant_has_rings_at_the_age_since_birth() -> None:
    drawn = chart("waz", reading(60, 4800), reading(74, 5100))
    assert [(m.sign, m.series) for m in drawn.marks] == [("ring", "chronological")] * 2
    assert [m.x * 7 for m in drawn.marks] == pytest.approx([60, 74])
    assert (drawn.links, drawn.legend) == ((), ())


def test_an_infant_born_early_has_a_ring_and_a_cross_joined_by_a_link() -> None:
    drawn = chart("waz", reading(95, 4500), infant=EARLY)
    ring, cross = drawn.marks
    assert (ring.sign, cross.sign) == ("ring", "cross")
    assert [ring.x * 7, cross.x * 7] == pytest.approx([95, 67])
    (link,) = drawn.links
    assert (link.x_low, link.x_high, link.y) == (cross.x, ring.x, 4.5)
    by_corrected = score("waz", "female", y=4.5, age_days=67)
    assert by_corrected is not None and drawn.points[0].z == round(by_corrected, 2)
    assert [entry.label for entry in drawn.legend] == [
        "age since birth",
        "corrected, born 4 weeks early",
    ]
    assert drawn.points[0].lines == (
        "21 Nov 2026, 13 weeks 4 days",
        "4.500 kg, corrected age 9 weeks 4 days",
        "WAZ −1.24 corrected (−2.17 not corrected)",
    )


def test_where_the_country_does_not_correct_the_age_since_birth_rules() -> None:
    rules = ChartRules(use_corrected_age=False)
    point = chart("waz", reading(95, 4500), infant=EARLY, rules=rules).points[0]
    assert point.z == -2.17 and not point.z_is_corrected
    assert "WAZ −2.17 not corrected (−1.24 corrected)" in point.lines


def test_before_term_there_is_no_who_point_by_corrected_age() -> None:
    drawn = chart("waz", reading(10, 2400), infant=EARLY)
    assert [m.series for m in drawn.marks] == ["chronological"]
    point = drawn.points[0]
    assert point.z is None and point.corrected_age_text == "not yet at term"
    assert point.reason == "corrected age is below 0, so there is no WHO z-score yet"


def test_at_corrected_age_zero_the_who_point_is_there() -> None:
    drawn = chart("waz", reading(28, 3000), infant=EARLY)
    assert [m.x for m in drawn.marks] == [4, 0]
    assert drawn.points[0].z is not None


@pytest.mark.parametrize("indicator", ["wlz", "acz"])
def test_length_and_the_muac_line_know_no_corrected_age(indicator: ChartIndicator) -> None:
    drawn = chart(indicator, reading(120, 5200, 590, 118), infant=EARLY)
    assert [m.sign for m in drawn.marks] == ["ring"]


def test_an_estimated_date_of_birth_is_a_bar_and_a_range_never_a_point() -> None:
    infant = replace(TERM, born_within_days=15)
    drawn = chart("waz", reading(60, 4400), reading(74, 4700), infant=infant)
    bar = drawn.marks[0]
    assert bar.sign == "bar"
    assert [bar.x_low * 7, bar.x_high * 7] == pytest.approx([45, 75])
    point = drawn.points[0]
    ends = [score("waz", "female", y=4.4, age_days=day) for day in (75, 45)]
    low, high = (EN.z(round(z, 2)) for z in ends if z is not None)
    assert point.z_text == f"{low} to {high}"
    assert point.age_text == "~8 weeks 4 days"
    assert "date of birth estimated" in point.lines[0]
    assert "WAZ" not in drawn.sentence
    assert chart("wlz", reading(60, 4400, 540), infant=infant).marks[0].sign == "ring"


def test_oedema_leaves_a_hollow_mark_at_the_foot_with_the_reason() -> None:
    drawn = chart("waz", reading(60, 5200, oedema=True))
    (mark,) = drawn.marks
    assert (mark.sign, mark.on_foot, mark.y) == ("diamond", True, drawn.y.low)
    assert mark.point.reason == "with oedema, weight does not tell nutrition"
    assert mark.point.lines[-1] == "no WAZ: with oedema, weight does not tell nutrition"


def test_a_length_off_the_standard_stands_at_its_edge_with_the_reason() -> None:
    (mark,) = chart("wlz", reading(10, 2000, 430)).marks
    assert (mark.sign, mark.x, mark.on_foot) == ("diamond", 45, True)
    assert mark.point.reason == "length under 45 cm: use weight-for-age and MUAC"


def test_an_arm_before_day_91_keeps_its_height_beside_the_110_line() -> None:
    drawn = chart("acz", reading(60, muac_mm=108), reading(120, muac_mm=121))
    young, older = drawn.marks
    assert (young.sign, young.y, young.on_foot) == ("diamond", 108, False)
    assert (older.sign, older.y) == ("ring", 121)


def test_the_muac_lines_hold_for_their_own_ages_only() -> None:
    drawn = chart("acz")
    assert drawn.six_months is not None
    six = drawn.six_months.x
    assert [(line.y, line.x_low, line.x_high) for line in drawn.thresholds] == [
        (110, 6, six),
        (115, six, 27),
        (125, six, 27),
    ]
    assert chart("acz", rules=ChartRules()).thresholds == ()
    assert chart("waz").thresholds == ()


def test_weights_without_a_length_are_no_weight_for_length() -> None:
    drawn = chart("wlz", reading(60, 4800), reading(74, 5000, 570), reading(88, None, 580))
    assert [point.value_text for point in drawn.points] == ["5.000 kg at 57.0 cm"]


def test_unknown_sex_or_birth_is_said_and_nothing_is_guessed() -> None:
    no_sex = chart("waz", reading(60, 4800), infant=replace(TERM, sex=None))
    assert (no_sex.curves, no_sex.marks[0].sign) == ((), "diamond")
    assert no_sex.remarks == ("The sex is not known, so no WHO lines can be drawn.",)
    no_birth = chart("waz", reading(60, 4800), infant=replace(TERM, born_on=None))
    assert no_birth.marks == ()
    assert no_birth.remarks == (
        "The date of birth is not known, so nothing can stand on this chart.",
    )
    by_length = chart("wlz", reading(60, 4800, 570), infant=replace(TERM, born_on=None))
    assert by_length.marks[0].sign == "ring"


def test_a_visit_before_birth_or_after_the_tables_is_told_not_drawn() -> None:
    drawn = chart("waz", reading(-3, 3000), reading(60, 4800), reading(401, 8000))
    assert [mark.point.key for mark in drawn.marks] == ["visit-60"]
    assert len(drawn.remarks) == 2
    assert drawn.remarks[0].startswith("23 Sep 2027: 8.000 kg cannot stand on the chart")
    assert drawn.remarks[1].startswith("15 Aug 2026: measured before the date of birth")


def test_an_implausible_z_is_shown_and_flagged() -> None:
    point = chart("waz", reading(60, 1500)).points[0]
    assert point.flagged and point.z is not None and point.z < -6
    assert "outside the plausible range: measure again" in point.lines


def test_points_come_by_date_with_the_change_since_the_value_before() -> None:
    drawn = chart("waz", reading(95, 4500), reading(81, 4060), reading(88, muac_mm=120))
    assert [point.key for point in drawn.points] == ["visit-81", "visit-95"]
    assert [point.change_text for point in drawn.points] == ["", "+440 g in 14 days, +31 g a day"]


def test_events_stand_at_their_age() -> None:
    events = [ChartEvent(BORN + timedelta(days=35), "enrolment", "enrolled")]
    drawn = build_chart("waz", TERM, [], EN, events=events)
    assert [(event.x, event.label) for event in drawn.events] == [(5, "enrolled")]
    assert build_chart("wlz", TERM, [], EN, events=events).events == ()


@pytest.mark.parametrize(
    ("readings", "said"),
    [
        ([], "No weight has been measured yet."),
        ([reading(60, 4800)], "Gain shows from the second weight."),
        (
            [reading(60, 4800), reading(74, 5010)],
            "Weight rose 210 g in 14 days (15 g a day)."
            " That is less than the 20 g a day expected at this age (programme default)."
            " WAZ went from −0.47 to −0.67.",
        ),
        (
            [reading(95, 5000), reading(109, 5210)],
            "Weight rose 210 g in 14 days (15 g a day)."
            " At least 10 g a day is expected at this age (programme default).",
        ),
        (
            [reading(60, 4800), reading(71, 5019)],
            "Weight rose 219 g in 11 days (19.9 g a day). That is less than the 20 g",
        ),
        (
            [reading(60, 4800), reading(70, 4700)],
            "Weight fell 100 g in 10 days (10 g a day). That is less than the 20 g",
        ),
        # too short an interval, or begun too early, to be judged
        ([reading(60, 4800), reading(66, 4810)], "Weight rose 10 g in 6 days (2 g a day). WAZ"),
        ([reading(13, 3500), reading(30, 3510)], "Weight rose 10 g in 17 days (1 g a day). WAZ"),
    ],
)
def test_the_plain_sentence(readings: list[Reading], said: str) -> None:
    assert chart("waz", *readings).sentence.startswith(said)


def test_a_shrinking_length_asks_to_measure_again() -> None:
    drawn = chart("laz", reading(60, length_mm=560), reading(88, length_mm=555))
    assert drawn.sentence.startswith(
        "Length now reads 0.5 cm less than 28 days ago: measure again."
    )
