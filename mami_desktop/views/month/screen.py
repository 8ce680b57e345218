"""Month: the report counts itself, adds up, and shows whom it counts."""

import tempfile
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from mami_desktop.i18n import _, current
from mami_desktop.pathway.tally import MonthReport
from mami_desktop.pathway.tally_checks import Check, due_on
from mami_desktop.pathway.tally_words import (
    DENOMINATORS,
    INDICATORS,
    ROWS,
    file_name,
    reasons_shown,
)
from mami_desktop.period import Period, gregorian_month, month_of
from mami_desktop.progress import Progress
from mami_desktop.services.month import (
    AbsenceLine,
    BehindLine,
    absence_behind,
    behind,
    behind_check,
    behind_indicator,
    month_report,
    tally_sheet,
)
from mami_desktop.views import theme
from mami_desktop.views.desk import Desk
from mami_desktop.views.jobs import run_job
from mami_desktop.views.month.checks import LARGE_TEXT, CheckCard, EquationBox
from mami_desktop.views.month.drawer import Drawer
from mami_desktop.views.month.indicators import IndicatorCard
from mami_desktop.views.month.numbers import column_words
from mami_desktop.views.month.reasons import ReasonCard
from mami_desktop.views.month.table import MonthTable
from mami_desktop.views.screen import Screen
from mami_desktop.views.widgets import (
    ChipButton,
    ElidedLabel,
    OutlineButton,
    column,
    label,
    row,
    scrolled,
)


class MonthScreen(Screen):
    """One month; ``open(month="2026-10")`` shows another than the present one."""

    frame = "title"
    rail_entry = "month"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.period: Period = month_of(desk.today())
        self.report: MonthReport | None = None
        self.earlier = OutlineButton("", icon="back")
        self.earlier.setAccessibleName(_("The month before"))
        self.earlier.setToolTip(_("The month before (Ctrl+Page up)"))
        self.later = OutlineButton("", icon="go")
        self.later.setAccessibleName(_("The month after"))
        self.later.setToolTip(_("The month after (Ctrl+Page down)"))
        self.earlier.clicked.connect(lambda _on: self.step(-1))
        self.later.clicked.connect(lambda _on: self.step(1))
        self._name = label("", "title")
        self._due = label("", "note")
        self._state = ElidedLabel("", "note")
        self.splits = ChipButton(_("Ages and reasons"))
        self.splits.toggled.connect(self._fold)
        self.print_button = OutlineButton(_("Print"), icon="print", key="Ctrl+P")
        self.print_button.clicked.connect(lambda _on: self.print_report())
        self.excel_button = OutlineButton(_("Excel"), icon="file_out")
        self.excel_button.clicked.connect(lambda _on: self.save_workbook())
        self.table = MonthTable()
        self.table.opened.connect(self.open_number)
        self.table.closed.connect(self.close_drawer)
        self.equation = EquationBox()
        self.checks = CheckCard()
        self.checks.opened.connect(self.open_check)
        self.drawer = Drawer()
        self.drawer.pair_asked.connect(self._go_to_pair)
        self.drawer.closed.connect(self.close_drawer)
        self.reasons = ReasonCard()
        self.reasons.opened.connect(self.open_reason)
        self.reasons.hide()
        self.indicators = IndicatorCard()
        self.indicators.opened.connect(self.open_indicator)
        for arrow in (self.earlier, self.later):
            arrow.setProperty("square", "true")
        self._lay_out()
        for key, step in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
            QShortcut(
                QKeySequence(key),
                self,
                lambda by=step: self.step(by),
                context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
            )
        QShortcut(
            QKeySequence("Ctrl+P"),
            self,
            self.print_report,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )
        desk.changed.connect(self._refresh_if_shown)

    def _lay_out(self) -> None:
        name = column(self._name, self._due, gap="none")
        head = row(
            self.earlier,
            name,
            self.later,
            self._state,
            self.splits,
            self.print_button,
            self.excel_button,
            gap="m",
        )
        head.setStretch(3, 1)
        text = _("Each number opens the pairs behind it. Arrow keys walk, Enter opens.")
        side = QWidget()
        cards = QVBoxLayout(side)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(theme.gap("m"))
        for card in (self.equation, self.drawer, self.checks, self.reasons, self.indicators):
            cards.addWidget(card)
        cards.addStretch(1)
        self._side = scrolled(side)
        body = QHBoxLayout()
        body.setSpacing(theme.gap("l"))
        # the table first takes the room it wants; large letters share it evenly
        body.addWidget(self.table, 1 if theme.text_scale() >= LARGE_TEXT else 3)
        body.addWidget(self._side, 1)
        box = QVBoxLayout(self)
        edge = theme.gap("xl")
        box.setContentsMargins(edge, theme.gap("m"), theme.gap("l"), theme.gap("s"))
        box.setSpacing(theme.gap("m"))
        box.addLayout(head)
        box.addLayout(body, 1)
        box.addWidget(ElidedLabel(text, "caption"))

    def title(self) -> str:
        return _("Month")

    def open(self, **args: Any) -> None:
        month = args.get("month")
        self.period = gregorian_month(month) if month else month_of(self.desk.today())
        self.close_drawer()
        self.refresh()
        self.table.setFocus()

    def step(self, months: int) -> None:
        """Go to an earlier or a later month, never past the present one."""
        target = self.period.previous() if months < 0 else self.period.next()
        if target.first_on <= self.desk.today():
            self.period = target
            self.close_drawer()
            self.refresh()

    def refresh(self) -> None:
        """Count the month anew and draw it."""
        with self.desk.reading() as work:
            self.report = month_report(work, self.period)
        self._draw(self.report)

    def _refresh_if_shown(self) -> None:
        if self.isVisible():
            self.refresh()

    def _draw(self, report: MonthReport) -> None:
        t, today = current(), self.desk.today()
        month = t.month(self.period.first_on)
        self._name.setText(month[:1].upper() + month[1:])
        due = t.date(due_on(self.period, report.settings.due_day))
        if self.period.contains(today):
            days = (self.period.last_on - self.period.first_on).days + 1
            text = _("day {day} of {days}, report due {due}", day=today.day, days=days, due=due)
        else:
            text = _("report due {due}", due=due)
        self._due.setText(text)
        self._state.setText(_("Draft: counts itself, live"))
        self.later.setEnabled(self.period.next().first_on <= today)
        self.table.show_report(report)
        self.equation.show_report(report)
        self.checks.show_report(report)
        self.reasons.show_report(report)
        self.indicators.show_report(report)
        self.indicators.setToolTip(_(DENOMINATORS[report.settings.denominator]))

    def _fold(self, shown: bool) -> None:
        self.table.set_splits(shown)
        self.reasons.setVisible(shown)

    # -- the drawer -------------------------------------------------------------------------

    def open_number(self, row_id: str, column_key: str = "total") -> None:
        """Show the pairs behind a number of the table."""
        assert self.report is not None
        words = next(one for one in ROWS if one.id == row_id)
        number = self.report.rows[row_id].number(column_key)
        with self.desk.reading() as work:
            lines = behind(work, self.report, row_id, column_key)
        title = _(
            "{row}, {column}, {n}", row=_(words.label), column=column_words(column_key), n=number
        )
        self._show(title, _(words.rule), lines)

    def open_reason(self, label_text: str) -> None:
        """Show the new enrolments with one of the main reasons."""
        assert self.report is not None
        shown = next(one for one in reasons_shown(self.report) if one[0] == label_text)
        lines: list[BehindLine] = []
        with self.desk.reading() as work:
            for column_key in shown[2]:
                lines += behind(work, self.report, "m02_new_total", column_key)
        self._show(_("{reason}, {n}", reason=_(shown[0]), n=shown[1]), "", lines)

    def open_indicator(self, indicator_id: str) -> None:
        """Show the records behind an indicator's numerator (of a median: all of them)."""
        assert self.report is not None
        one = self.report.indicators[indicator_id]
        with self.desk.reading() as work:
            lines = behind_indicator(
                work, self.report, indicator_id, numerator=one.form != "median"
            )
        self._show(_(INDICATORS[indicator_id]), "", lines)

    def open_check(self, check: Check) -> None:
        """Show the records that made a check fail."""
        with self.desk.reading() as work:
            lines = behind_check(work, check)
        self._show(_("check {id}", id=check.id), check.sentence.words(current()), lines)

    def _show(self, title: str, rule_text: str, lines: list[BehindLine]) -> None:
        self.drawer.show_lines(title, rule_text, lines, self._absence)
        self._side.verticalScrollBar().setValue(0)  # the drawer is below the equation

    def _absence(self, line: BehindLine) -> AbsenceLine:
        with self.desk.reading() as work:
            return absence_behind(work, line)

    def close_drawer(self) -> None:
        """Esc: back to the table."""
        if self.drawer.isVisible():
            self.table.setFocus()
        self.drawer.hide()

    def _go_to_pair(self, infant_uid: str, enrolment_uid: str | None) -> None:
        self.desk.go("pair", infant_uid=infant_uid, enrolment_uid=enrolment_uid)

    # -- paper and file ---------------------------------------------------------------------

    def print_report(self) -> None:
        """Make the sheet of A4 and show it before it is printed."""
        assert self.report is not None
        self.print_button.set_words(_("Printing..."))
        name = file_name(self.report, "pdf").removesuffix(".pdf")
        register, actor, period, t = self.desk.register, self.desk.actor, self.period, current()

        def work(_progress: Progress) -> bytes:
            from mami_desktop.reports.monthly_tally import monthly_tally_pdf

            with register.reading(actor) as reading:
                sheet = tally_sheet(reading, month_report(reading, period), t)
            with tempfile.TemporaryDirectory(prefix="mami-") as folder:
                path = Path(folder) / "report.pdf"
                monthly_tally_pdf(path, sheet, t)
                return path.read_bytes()

        job = run_job(self, _("Monthly report"), work, lambda pdf: self._preview(pdf, name))
        job.ended.connect(lambda: self.print_button.set_words(_("Print")))

    def _preview(self, pdf: bytes, name: str) -> None:
        from mami_desktop.views.preview import PreviewDialog

        self.preview = PreviewDialog(pdf, name, parent=self)
        self.preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.preview.open()

    def save_workbook(self) -> None:
        """Ask where, and write the report as a workbook."""
        assert self.report is not None
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Save as Excel"), file_name(self.report, "xlsx"), _("Excel (*.xlsx)")
        )
        if chosen:
            self.write_workbook(Path(chosen))

    def write_workbook(self, path: Path) -> None:
        """Write the report as a workbook, replacing a file of that name."""
        register, actor, period, t = self.desk.register, self.desk.actor, self.period, current()

        def work(_progress: Progress) -> Path:
            from mami_desktop.reports.tally_xlsx import monthly_tally_xlsx

            with register.reading(actor) as reading:
                sheet = tally_sheet(reading, month_report(reading, period), t)
            monthly_tally_xlsx(path, sheet, t, force=True)
            return path

        run_job(
            self,
            _("Monthly report"),
            work,
            lambda done: self.desk.say(_("The report is saved as {name}.", name=done.name)),
        )
