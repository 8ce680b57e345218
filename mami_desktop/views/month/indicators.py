"""Indicators as counts and dots under ten cases, else a percentage with its bar."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from mami_desktop.i18n import N_, _, current
from mami_desktop.pathway.tally import MonthReport
from mami_desktop.pathway.tally_numbers import Indicator
from mami_desktop.pathway.tally_words import (
    INDICATORS,
    counts_words,
    note_words,
    shows_counts,
    value_words,
)
from mami_desktop.views import theme
from mami_desktop.views.month.checks import LARGE_TEXT
from mami_desktop.views.widgets import Card, ElidedLabel, LinkButton, boxed, clear, row

FIRST = (
    "i01_recovery",
    "i03_default",
    "i04_nonresp",
    "i02_death",
    "i08_attend",
    "k09_ebf_enrol",
)
"""What an in-charge looks at first; the others follow on request."""

SPHERE = {
    "i01_recovery": N_("Sphere, 6\N{EN DASH}59 months: over 75 %"),
    "i02_death": N_("Sphere, 6\N{EN DASH}59 months: under 10 %"),
    "i03_default": N_("Sphere, 6\N{EN DASH}59 months: under 15 %"),
}
"""Shown as context only: Sphere has no standard for infants under 6 months."""


class IndicatorCard(Card):
    """``opened(indicator id)``: the pairs behind a numerator."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Indicators"))
        if theme.text_scale() < LARGE_TEXT:
            self.set_note(_("counts below 10, not percentages"))
        self._report: MonthReport | None = None
        self._all = False
        self.value_buttons: dict[str, LinkButton] = {}

    def show_report(self, report: MonthReport) -> None:
        """Show these indicators."""
        self._report = report
        clear(self.body)
        self.body.setSpacing(0)
        edge, close = theme.gap("m"), theme.gap("xs")
        self.body.setContentsMargins(edge, close, edge, close)
        self.value_buttons = {}
        rest = [uid for uid in INDICATORS if uid not in FIRST] if self._all else []
        for uid in (*FIRST, *rest):
            self.body.addWidget(self._line(report.indicators[uid]))
        text = _("Show fewer") if self._all else _("Show all {n}", n=len(INDICATORS))
        toggle = LinkButton(text, compact=True)
        toggle.clicked.connect(self._toggle)
        self.body.addWidget(toggle, 0, Qt.AlignmentFlag.AlignLeading)

    def _toggle(self) -> None:
        self._all = not self._all
        if self._report is not None:
            self.show_report(self._report)

    def _line(self, one: Indicator) -> QWidget:
        t = current()
        name = ElidedLabel(_(INDICATORS[one.id]), "body")
        name.setMaximumWidth(theme.size("month_indicator"))
        picture = _Picture(one)
        if theme.text_scale() >= LARGE_TEXT:
            picture.hide()  # the counts beside it say the same
        value = LinkButton(value_words(one, t), compact=True)
        value.setAccessibleName(f"{_(INDICATORS[one.id])}: {counts_words(one, t)}")
        value.clicked.connect(lambda _on: self.opened.emit(one.id))
        value.setMinimumWidth(theme.size("month_value"))
        self.value_buttons[one.id] = value
        note = note_words(one, t)
        if one.id in SPHERE and not shows_counts(one):
            note = f"{note}. {_(SPHERE[one.id])}"
        line = row(name, picture, value, ElidedLabel(note, "caption"))
        line.setStretch(0, 3)
        line.setStretch(3, 2)
        return boxed(line)


class _Picture(QWidget):
    """A row of dots, one for each case, or a bar."""

    def __init__(self, one: Indicator) -> None:
        super().__init__()
        self._one = one
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(theme.size("month_dots"), theme.size("icon_large"))

    def paintEvent(self, event) -> None:
        one = self._one
        if one.form != "percent" or not one.denominator or one.numerator is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if theme.is_right_to_left():
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        painter.setPen(QPen(theme.color("pen"), theme.gap("hair")))
        if shows_counts(one):
            self._paint_dots(painter, int(one.numerator), one.denominator)
        elif one.value is not None:
            self._paint_bar(painter, one.value)

    def _paint_dots(self, painter: QPainter, filled: int, cases: int) -> None:
        wide = theme.size("month_dot")
        step = wide + theme.gap("xs")
        top = (self.height() - wide) / 2
        for place in range(cases):
            painter.setBrush(theme.color("pen" if place < filled else "surface"))
            painter.drawEllipse(QRectF(1 + place * step, top, wide, wide))

    def _paint_bar(self, painter: QPainter, percent: float) -> None:
        high = theme.size("month_bar")
        box = QRectF(1, (self.height() - high) / 2, self.width() - 2, high)
        painter.setPen(QPen(theme.color("field"), theme.size("border")))
        painter.setBrush(theme.color("surface"))
        painter.drawRect(box)
        box.setWidth(box.width() * min(100.0, percent) / 100)
        painter.fillRect(box, theme.color("pen"))
