"""The growth chart sheet, read back from the PDF."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from mami_desktop.errors import UserError
from mami_desktop.growth.chart import build_chart
from mami_desktop.growth.chart_record import (
    CHART_INDICATORS,
    ChartEvent,
    ChartInfant,
    ChartRules,
    Reading,
)
from mami_desktop.i18n import translator
from mami_desktop.reports.growth_chart import GrowthChartFacts, growth_chart_pdf
from mami_desktop.reports.pdf import Furniture

EN = translator("en")
BORN = date(2026, 8, 18)
INFANT = ChartInfant("female", BORN, gestation_weeks=36)
RULES = ChartRules(110, 42, (115, 125), True, ((14, 20), (91, 10)))
VISITS = [
    Reading("1", BORN + timedelta(32), 2610, 470, 330, 104),
    Reading("2", BORN + timedelta(46), 2400, 478, 335, 106),
    Reading("3", BORN + timedelta(60), 2500, None, None, 108, oedema=True),
]
FACTS = GrowthChartFacts(
    facility_line="Example Health Post 01, District Example",
    mami_no="EX01/2026/0121",
    infant="Alpha Example, girl",
    birth="18 Aug 2026 (card), born at 36 weeks",
    carer="Mother A. Example, 22 years",
    place="Village North, 000 000 001",
    charts=(),
    furniture=Furniture(
        title="Growth chart",
        facility="Example Health Post 01",
        printed_at=datetime(2026, 11, 21, 10, 42),
        printed_by="N. Sample",
        form="growth chart 1.0",
        pathway="pathway 1.0",
        training=True,
    ),
)


def pages(tmp_path: Path, facts: GrowthChartFacts) -> list[str]:
    path = tmp_path / "chart.pdf"
    growth_chart_pdf(path, facts, EN)
    reader = PdfReader(path)
    for page in reader.pages:
        assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [210, 297]
        assert not page.images  # vectors only
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def test_one_sheet_per_chart_with_all_that_the_screen_tells(tmp_path: Path) -> None:
    events = [ChartEvent(BORN + timedelta(32), "enrolment", "enrolled")]
    charts = tuple(
        build_chart(key, INFANT, VISITS, EN, events=events, rules=RULES) for key in CHART_INDICATORS
    )
    texts = pages(tmp_path, replace(FACTS, charts=charts))
    assert len(texts) == 5
    for number, (text, chart) in enumerate(zip(texts, charts, strict=True), start=1):
        assert chart.title in text
        assert f"page {number} of 5" in text and "TRAINING DATA" in text
        assert "EX01/2026/0121" in text and "WHO Child Growth Standards 2006" in text
        for label in ("–3", "–2", "0", "+2", "+3"):
            assert label in text.split()
        for point in chart.points:
            assert point.value_text in text
    assert "enrolled" in texts[0]
    assert "110 mm" in texts[4] and "125 mm" in texts[4]


def test_a_minus_sign_never_disappears_and_a_missing_z_keeps_its_reason(tmp_path: Path) -> None:
    chart = build_chart("waz", INFANT, VISITS, EN, rules=RULES)
    (text,) = pages(tmp_path, replace(FACTS, charts=(chart,)))
    for point in chart.points[:2]:
        assert point.z_text.startswith("−")
        assert point.z_text.replace("−", "–") in text
    assert "–210 g in 14 days, –15 g a day" in text
    assert "none (a)" in text
    assert "(a) with oedema, weight does not tell nutrition" in text


def test_very_many_visits_go_on_with_a_second_sheet(tmp_path: Path) -> None:
    visits = [Reading(str(i), BORN + timedelta(i * 3), 3000 + i * 40) for i in range(60)]
    chart = build_chart("waz", ChartInfant("male", BORN), visits, EN)
    texts = pages(tmp_path, replace(FACTS, charts=(chart,)))
    assert len(texts) == 2
    told = " ".join(texts)
    for point in chart.points:
        assert told.count(point.value_text) >= 1


@pytest.mark.parametrize(
    "infant", [replace(INFANT, born_within_days=45), ChartInfant(None, None), INFANT]
)
def test_a_sheet_without_values_or_with_little_known_can_be_printed(
    tmp_path: Path, infant: ChartInfant
) -> None:
    for number, visits in enumerate((VISITS, [])):
        charts = tuple(build_chart(key, infant, visits, EN) for key in CHART_INDICATORS)
        facts = replace(FACTS, charts=charts)
        path = tmp_path / f"{number}.pdf"
        growth_chart_pdf(path, facts, EN)
        assert len(PdfReader(path).pages) == 5


def test_nothing_is_written_when_a_name_cannot_be_printed(tmp_path: Path) -> None:
    chart = build_chart("waz", INFANT, VISITS, EN)
    facts = replace(FACTS, infant="Alpha \N{THAI CHARACTER KO KAI}", charts=(chart,))
    with pytest.raises(UserError, match="cannot be printed"):
        growth_chart_pdf(tmp_path / "chart.pdf", facts, EN)
    assert list(tmp_path.glob("*.pdf")) == []
