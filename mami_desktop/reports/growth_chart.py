"""The growth chart sheet: A4, the WHO chart, one plain sentence, and every value as a number."""

from dataclasses import dataclass
from pathlib import Path

from mami_desktop.growth.chart_record import Chart, Point
from mami_desktop.i18n import Translator
from mami_desktop.reports.chart_drawing import draw_chart, draw_sign
from mami_desktop.reports.pdf import (
    A4,
    BODY,
    INK,
    LABEL,
    MARGIN,
    PEN,
    QUIET,
    SHADE,
    VALUE,
    Furniture,
    Paper,
    open_paper,
)

CHART_TOP = 41.0
TALLEST, SHORTEST = 150.0, 108.0  # mm of a chart; many visits make it lower
ROW = 4.7
NOTE_ROW = 3.6
LETTERS = "abcdefghijklmnopqrstuvwxyz"
# where the columns begin, as parts of the table's width
WITH_TWO_AGES = (0.0, 0.13, 0.30, 0.46, 0.63, 0.77)
WITH_ONE_AGE = (0.0, 0.15, 0.34, 0.56, 0.75)
FOOT = 284.0  # nothing of a sheet stands lower, but its footer


@dataclass(frozen=True)
class GrowthChartFacts:
    """Who the charts are about, in the paper's language, and the charts: one sheet each."""

    facility_line: str
    mami_no: str
    infant: str
    """Name, sex."""
    birth: str
    """Date of birth with its certainty, gestation where the infant was born early."""
    carer: str
    place: str
    charts: tuple[Chart, ...]
    furniture: Furniture


def growth_chart_pdf(
    path: Path, facts: GrowthChartFacts, t: Translator, *, force: bool = False
) -> None:
    """Write one sheet per chart, more where there are very many visits.

    UserError if the file exists (without ``force``), cannot be written, or a character cannot be
    printed.
    """
    with open_paper(path, A4, facts.furniture, t, force=force) as paper:
        for chart in facts.charts:
            _sheet(paper, facts, chart)


def _sheet(paper: Paper, facts: GrowthChartFacts, chart: Chart) -> None:
    _head(paper, facts, chart)
    words = [text for text in (chart.sentence, *chart.remarks) if text]
    words_height = sum(_words_height(paper, text) for text in words)
    legend_height = 5.5 if chart.legend else 0.0
    notes = _notes(chart, paper.t)
    table_height = (len(chart.points) + 1) * ROW + 4 if chart.points else 0.0
    table_height += len(notes) * NOTE_ROW
    room = FOOT - CHART_TOP - words_height - legend_height - table_height - 4
    height = min(TALLEST, max(SHORTEST, room))
    draw_chart(paper, chart, MARGIN, CHART_TOP, paper.right - MARGIN, height)
    y = CHART_TOP + height + 3
    if chart.legend:
        _legend(paper, chart, y)
        y += legend_height
    y += 2.5
    for index, text in enumerate(words):
        size, bold = (VALUE, True) if index == 0 and chart.sentence else (BODY, False)
        y = paper.block(MARGIN, y, paper.right - MARGIN, text, size, bold=bold)
    rest = list(chart.points)
    while rest:
        fitting = max(1, int((FOOT - y - len(notes) * NOTE_ROW) / ROW) - 1)
        y = _table(paper, chart, rest[:fitting], notes, y)
        rest = rest[fitting:]
        if rest:
            paper.end_page()
            _head(paper, facts, chart)
            y = CHART_TOP
    paper.end_page()


def _notes(chart: Chart, t: Translator) -> list[str]:
    """What the table refers to by letter: why z-scores are missing or doubtful."""
    notes: list[str] = []
    for point in chart.points:
        note = _note(point, t)
        if note and note not in notes:
            notes.append(note)
    return notes


def _note(point: Point, t: Translator) -> str:
    if point.flagged:
        return t("outside the plausible range: measure again")
    return "" if point.z_text else point.reason


def _head(paper: Paper, facts: GrowthChartFacts, chart: Chart) -> None:
    t = paper.t
    paper.footer_left = facts.furniture.facility
    source = t("WHO Child Growth Standards 2006, z-score lines")
    paper.heading(chart.title, facts.facility_line, facts.mami_no, source)
    half = (paper.right - MARGIN - 6) / 2
    right = MARGIN + half + 6
    paper.field(MARGIN, 26.0, half, t("Infant"), facts.infant)
    paper.field(right, 26.0, half, t("Mother or carer"), facts.carer)
    paper.field(MARGIN, 35.5, half, t("Born"), facts.birth)
    paper.field(right, 35.5, half, t("Village, phone"), facts.place)


def _words_height(paper: Paper, text: str) -> float:
    lines, size = paper.broken(text, paper.right - MARGIN, VALUE, bold=True)
    return len(lines) * paper.leading(text, size)


def _legend(paper: Paper, chart: Chart, y: float) -> None:
    x = MARGIN + 12
    for entry in chart.legend:
        reach = 2.4 if entry.sign == "bar" else 1.2
        draw_sign(paper, entry.sign, x + reach, y - 0.9, reach)
        x = paper.text(x + 2 * reach + 1.6, y, entry.label, LABEL + 0.5, colour=QUIET) + 6


def _table(paper: Paper, chart: Chart, points: list[Point], notes: list[str], y: float) -> float:
    """Every value as a number, oldest first, from ``y`` on; gives back the y below."""
    t = paper.t
    wide = paper.right - MARGIN
    two_ages = any(point.corrected_age_days is not None for point in chart.points)
    by_corrected = any(point.z_is_corrected for point in chart.points)
    z_heading = t("z-score, corrected") if by_corrected else t("z-score")
    headings = [t("Date"), t("Age"), chart.y.title, z_heading, t("Since last time")]
    if two_ages:
        headings.insert(2, t("Corrected age"))
    parts = WITH_TWO_AGES if two_ages else WITH_ONE_AGE
    starts = [MARGIN + part * wide + 0.8 for part in parts]
    ends = [start - 0.8 for start in starts[1:]] + [paper.right]
    for x, heading in zip(starts, headings, strict=True):
        paper.text(x, y + 3.3, heading, LABEL, colour=QUIET)
    paper.line(MARGIN, y + ROW, paper.right, weight=0.6, colour=INK)
    for index, point in enumerate(points):
        y += ROW
        if index % 2:
            paper.box(MARGIN, y, wide, ROW, weight=0, fill=SHADE)
        cells = _cells(point, two_ages, notes, t)
        for x, end, (text, colour) in zip(starts, ends, cells, strict=True):
            paper.text(x, y + 3.4, text, LABEL + 0.5, colour=colour, width=end - x)
    y += ROW
    paper.line(MARGIN, y, paper.right)
    for letter, note in zip(LETTERS, notes, strict=False):
        y += NOTE_ROW
        paper.text(MARGIN + 0.8, y, f"({letter}) {note}", LABEL, width=wide)
    return y


def _cells(point: Point, two_ages: bool, notes: list[str], t: Translator) -> list[tuple[str, str]]:
    """The cells of one line with their colours: what a person wrote is in pen."""
    z = point.z_text or t("none")
    note = _note(point, t)
    if note:
        z = f"{z} ({LETTERS[notes.index(note)]})"
    cells = [
        (t.date(point.on), PEN),
        (point.age_text, INK),
        (point.value_text, PEN),
        (z, INK),
        (point.change_text, INK),
    ]
    if two_ages:
        cells.insert(2, (point.corrected_age_text, INK))
    return cells
