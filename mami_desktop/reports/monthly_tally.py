"""The monthly report on one sheet of A4: rows by sex and age, the balance, reasons, indicators.

Contents and order: MAMI monthly report of the records dossier (section 6), made after national
outpatient forms. What the form says is black, what was counted is blue.
"""

from pathlib import Path

from mami_desktop.i18n import Translator
from mami_desktop.pathway import tally_words as words
from mami_desktop.pathway.tally import MonthReport
from mami_desktop.pathway.tally_checks import due_on
from mami_desktop.pathway.tally_numbers import Indicator
from mami_desktop.pathway.tally_rows import AGE, EXIT_BANDS
from mami_desktop.reports import shapes
from mami_desktop.reports.pdf import (
    A4,
    BODY,
    INK,
    LABEL,
    MARGIN,
    PEN,
    QUIET,
    RULE,
    SHADE,
    VALUE,
    Paper,
    open_paper,
)
from mami_desktop.reports.records import TallySheet

LEFT = MARGIN
RIGHT = A4[0] - LEFT
TABLE_TOP = 35.0
HEAD_HEIGHT = 9.0
ROW_HEIGHT = 6.0
NUMBER_WIDTH = 7.0
SEX_ENDS = {"m": 122.0, "f": 138.0, "total": 154.0}
"""Right edges of the columns boys, girls and total, in mm."""
BAND_ENDS = {"0-1": 166.0, "2-3": 177.0, "4-5": 188.0, ">=6": 199.0}
MIDDLE = 107.0
"""Where the right half of the lower part begins."""
ON_SHEET = words.ROWS[:18]
"""Rows 1 to 16 with 2a and 2b; the others stand below, two in a line."""
RATES = ("i01_recovery", "i02_death", "i03_default", "i04_nonresp")
MEASURES = ("i05_transfer", "i08_attend", "i06_los", "i07_gain")


def monthly_tally_pdf(path: Path, sheet: TallySheet, t: Translator, *, force: bool = False) -> None:
    """Write the sheet. UserError as for ``open_paper``."""
    with open_paper(path, A4, sheet.furniture, t, force=force) as paper:
        _head(paper, sheet)
        y = _table(paper, sheet.report)
        y = _equation(paper, sheet.report, y + 3.0)
        reasons_end = _reasons(paper, sheet.report, y + 7.0)
        y = max(reasons_end, _other_rows(paper, sheet.report, y + 7.0))
        y = _indicators(paper, sheet.report, y + 7.5)
        y = _checks(paper, sheet.report, y + 3.5)
        _foot(paper, sheet, y)
        paper.end_page()


def _head(paper: Paper, sheet: TallySheet) -> None:
    t, report = paper.t, sheet.report
    title = t("MAMI monthly report")
    about = t("Small and nutritionally at-risk infants under 6 months and their mothers")
    month = _capital(t.month(report.period.first_on))
    taken = paper.text(LEFT, 15.0, title, 19.0, bold=True)
    paper.text(RIGHT, 15.0, month, 19.0, bold=True, colour=PEN, align="right", width=RIGHT - taken)
    paper.text(LEFT, 20.4, about, BODY, colour=QUIET, width=115)
    state = t("draft, counted {date}; not sent yet", date=t.date(report.standing.today))
    paper.text(RIGHT, 20.4, state, BODY, colour=QUIET, align="right", width=68)
    due = t("due {date}", date=t.date(due_on(report.period, report.settings.due_day)))
    facility = f"{sheet.facility_name}, {sheet.facility_code}"
    column = (RIGHT - LEFT) / 4
    for place, (label, value) in enumerate(
        [
            (t("Region"), sheet.region),
            (t("District"), sheet.district),
            (t("Facility and code"), facility),
            (t("Due, sent"), due),
        ]
    ):
        paper.field(LEFT + place * column, 30.8, column - 3.0, label, value)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _table(paper: Paper, report: MonthReport) -> float:
    t = paper.t
    bottom = TABLE_TOP + HEAD_HEIGHT + ROW_HEIGHT * len(ON_SHEET)
    paper.box(LEFT, TABLE_TOP, RIGHT - LEFT, HEAD_HEIGHT, weight=0, fill=SHADE)
    base = TABLE_TOP + 5.9
    paper.text(LEFT + 1.6, base, t("Row"), 7.5, bold=True, width=40)
    for key, heading in (("m", t("Boys")), ("f", t("Girls")), ("total", t("Total"))):
        paper.text(SEX_ENDS[key] - 2, base, heading, BODY, bold=True, align="right", width=13)
    middle = (SEX_ENDS["total"] + RIGHT) / 2
    paper.text(
        middle,
        TABLE_TOP + 3.4,
        t("of the total, by months of age"),
        LABEL,
        colour=QUIET,
        align="center",
        width=RIGHT - SEX_ENDS["total"] - 2,
    )
    for band, end in BAND_ENDS.items():
        paper.text(end - 3, TABLE_TOP + 7.4, words.AGE_BANDS[band], BODY, bold=True, align="right")
    tops = [TABLE_TOP + HEAD_HEIGHT + place * ROW_HEIGHT for place in range(len(ON_SHEET))]
    for row, top in zip(ON_SHEET, tops, strict=True):
        _ground(paper, report, row, top)
    for row, top in zip(ON_SHEET, tops, strict=True):
        _row(paper, report, row, top)
    paper.line(LEFT + NUMBER_WIDTH, TABLE_TOP + HEAD_HEIGHT, LEFT + NUMBER_WIDTH, bottom)
    for x in (*(end - 16 for end in SEX_ENDS.values()), SEX_ENDS["total"]):
        paper.line(x, TABLE_TOP, x, bottom)
    paper.line(LEFT, TABLE_TOP + HEAD_HEIGHT, RIGHT, weight=0.8, colour=INK)
    paper.box(LEFT, TABLE_TOP, RIGHT - LEFT, bottom - TABLE_TOP)
    return bottom


def _strong(row: words.RowWords) -> bool:
    return row.look in ("total", "heading")


def _ground(paper: Paper, report: MonthReport, row: words.RowWords, top: float) -> None:
    """Totals are shaded, and so are the age columns of rows that have none."""
    if _strong(row):
        paper.box(LEFT, top, RIGHT - LEFT, ROW_HEIGHT, weight=0, fill=SHADE)
    elif not report.rows[row.id].parts(AGE):
        start = SEX_ENDS["total"]
        paper.box(start, top, RIGHT - start, ROW_HEIGHT, weight=0, fill=SHADE)


def _row(paper: Paper, report: MonthReport, row: words.RowWords, top: float) -> None:
    t = paper.t
    strong = _strong(row)
    base = top + 4.1
    paper.text(LEFT + 1.6, base, row.number, 7.5, colour=QUIET)
    label = t(row.label)
    if row.sum_of:
        label = t("{row} ({sum})", row=label, sum=row.sum_of)
    x = LEFT + NUMBER_WIDTH + 2 + (3.5 if row.look == "sub" else 0)
    width = SEX_ENDS["m"] - 16 - x - 1
    colour = QUIET if row.look == "sub" else INK
    paper.text(x, base, label, VALUE, bold=strong, colour=colour, width=width)
    counted = report.rows[row.id]
    for column, end in SEX_ENDS.items():
        bold = strong or column == "total"
        number = str(counted.number(column))
        paper.text(end - 3, base, number, VALUE, bold=bold, colour=PEN, align="right")
    bands = counted.parts(AGE)
    for band in EXIT_BANDS if bands else ():
        text = str(bands[band].number) if band in bands else "-"
        paper.text(BAND_ENDS[band] - 4, base, text, BODY, colour=PEN, align="right")
    weight, shade = (0.9, INK) if strong else (0.4, RULE)
    paper.line(LEFT, top + ROW_HEIGHT, RIGHT, weight=weight, colour=shade)


def _equation(paper: Paper, report: MonthReport, y: float) -> float:
    t = paper.t
    height = 8.4

    def side(column: str) -> tuple[int, int, int, int]:
        rows = ("m01_start", "m06_total_in", "m15_total_out", "m16_end")
        start, came, left, end = (report.rows[row].number(column) for row in rows)
        return start, came, left, end

    def sum_of(column: str) -> str:
        start, came, left, end = side(column)
        return f"{start}+{came}\N{EN DASH}{left}={end}"

    start, came, left, end = side("total")
    paper.box(LEFT, y, RIGHT - LEFT, height)
    shown = f"{start}  +  {came}  \N{EN DASH}  {left}  =  {end}"
    x = paper.text(LEFT + 3, y + 5.8, shown, 13.0, bold=True, colour=PEN) + 8
    if next(check for check in report.checks if check.id == "c01").ok:
        text = t(
            "start + in \N{EN DASH} out = end."
            " Adds up for boys ({boys}), girls ({girls}) and both.",
            boys=sum_of("m"),
            girls=sum_of("f"),
        )
    else:
        text = t("start + in \N{EN DASH} out = end does not hold. Mend it before sending.")
    paper.text(x, y + 5.4, text, BODY, width=RIGHT - 2 - x)
    return y + height


def _reasons(paper: Paper, report: MonthReport, y: float) -> float:
    t = paper.t
    end = MIDDLE - 6
    y = _section(paper, LEFT, y, t("New enrolments by main reason"), end)
    for label, number, _columns in words.reasons_shown(report):
        y = _line(paper, LEFT, y, end, t(label), str(number))
    total = str(report.rows["m02_new_total"].number())
    return _line(paper, LEFT, y, end, t("sum = row 2"), total, bold=True)


def _other_rows(paper: Paper, report: MonthReport, y: float) -> float:
    t = paper.t

    def of(row: str) -> str:
        return t(
            "{n} of {all}", n=report.rows[row].number("total"), all=report.rows[row].number("of")
        )

    def both(*rows: str) -> str:
        return ", ".join(str(report.rows[row].number()) for row in rows)

    y = _section(paper, MIDDLE, y, t("Visits, feeding, mothers, screening"), RIGHT)
    screened = " + ".join(str(report.rows["m23_screened"].number(sex)) for sex in ("m", "f"))
    lines = [
        ("17, 18", t("Visits due, visits made"), both("m17_visits_due", "m18_visits_done")),
        ("19", t("Home visits"), both("m19_home_visits")),
        ("20", t("Breast milk only, at entry"), of("m20_ebf_in")),
        ("21", t("Breast milk only, at exit"), of("m21_ebf_out")),
        (
            "22",
            t("Mothers asked about wellbeing, with concern"),
            both("m22_mat_mh_screened", "m22_mat_mh_positive"),
        ),
        ("23", t("Screened: boys + girls"), screened),
        (
            "23",
            t("Found at risk: boys + girls"),
            " + ".join(str(report.rows["m23_at_risk"].number(sex)) for sex in ("m", "f")),
        ),
        ("24", t("Handed over at 6 months"), of("m24_linked")),
    ]
    for number, label, value in lines:
        y = _line(paper, MIDDLE, y, RIGHT, label, value, number=number)
    return y


def _section(paper: Paper, x: float, y: float, title: str, end: float) -> float:
    paper.text(x, y, title, 10.5, bold=True, width=end - x)
    return y + 1.6


def _line(
    paper: Paper,
    x: float,
    y: float,
    end: float,
    label: str,
    value: str,
    *,
    number: str = "",
    bold: bool = False,
) -> float:
    base = y + 3.6
    if number:
        paper.text(x + 0.6, base, number, LABEL, colour=QUIET)
        x_label = x + 12.5
    else:
        x_label = x + 1.0
    start = end - 1.0 - paper.text_width(value, VALUE, bold=True)
    paper.text(x_label, base, label, BODY, bold=bold, width=start - x_label - 2)
    paper.text(end - 1.0, base, value, VALUE, bold=True, colour=PEN, align="right")
    paper.line(x, y + 4.9, end)
    return y + 4.9


def _indicators(paper: Paper, report: MonthReport, y: float) -> float:
    t = paper.t
    x = paper.text(LEFT, y, t("Indicators"), 10.5, bold=True) + 4
    about = " ".join((t(words.DENOMINATORS[report.settings.denominator]), t(words.SMALL_NUMBERS)))
    paper.text(x, y, about, 7.5, colour=QUIET, width=RIGHT - x)
    column = (RIGHT - LEFT) / 4
    for row, uids in enumerate((RATES, MEASURES)):
        for place, uid in enumerate(uids):
            top = y + 4.6 + row * 9.6
            _indicator(paper, report.indicators[uid], LEFT + place * column, top, column - 3)
    return y + 4.6 + 2 * 9.6 - 1.6


def _indicator(paper: Paper, one: Indicator, x: float, y: float, width: float) -> None:
    t = paper.t
    paper.text(x, y, t(words.INDICATORS[one.id]), BODY, width=width)
    end = paper.text(x, y + 4.7, words.value_words(one, t), 10.5, bold=True, colour=PEN) + 3
    if words.shows_counts(one):
        for place in range(one.denominator or 0):
            at = end + 1.4 + place * 3.4
            if place < (one.numerator or 0):
                shapes.disc(paper, at, y + 3.4, 1.3)
            else:
                shapes.ring(paper, at, y + 3.4, 1.25, weight=0.6)
        return
    note = words.note_words(one, t)
    paper.text(end, y + 4.4, note, 7.5, colour=QUIET, width=x + width - end)


def _checks(paper: Paper, report: MonthReport, y: float) -> float:
    t = paper.t
    paper.line(LEFT, y, RIGHT)
    wrong = [check for check in report.checks if not check.ok]
    text = t("Checks: {n} of {all} in order.", n=17 - len(wrong), all=17)
    for check in wrong:
        text += " " + t("Open, {id}: {sentence}", id=check.id, sentence=check.sentence.words(t))
    return paper.block(LEFT, y + 4.6, RIGHT - LEFT, text, BODY, lines=3)


def _foot(paper: Paper, sheet: TallySheet, y: float) -> None:
    t = paper.t
    signatures = paper.height - 17.5
    top = y - 1.0
    paper.box(LEFT, top, RIGHT - LEFT, signatures - 9.5 - top, weight=0.4, colour=RULE)
    paper.text(LEFT + 1.6, top + 3.2, t("Notes"), LABEL, colour=QUIET)
    column = (RIGHT - LEFT) / 4
    for place, (label, value) in enumerate(
        [
            (t("Prepared by"), sheet.prepared_by),
            (t("Checked by (in charge)"), ""),
            (t("Signature, date"), ""),
            (t("Received at district"), ""),
        ]
    ):
        paper.field(LEFT + place * column, signatures, column - 3.0, label, value)
