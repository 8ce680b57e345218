"""The growth charts of an infant: one tab for each, and which ages are drawn."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from mami_desktop.growth.age import born_early
from mami_desktop.growth.chart import build_chart
from mami_desktop.growth.chart_record import ChartIndicator, Series
from mami_desktop.i18n import N_, _, current
from mami_desktop.views import theme
from mami_desktop.views.chart.view import BOTH, ChartView
from mami_desktop.views.infant.facts import PairPage, chart_events, chart_infant, readings
from mami_desktop.views.widgets import (
    STRETCH,
    Card,
    FlowLayout,
    OptionRow,
    boxed,
    column,
    label,
    row,
    rule,
)

TABS: tuple[tuple[ChartIndicator, str], ...] = (
    ("waz", N_("Weight")),
    ("laz", N_("Length")),
    ("wlz", N_("Weight for length")),
    ("hcz", N_("Head")),
    ("acz", N_("Arm")),
)
LARGE_TEXT = 150
"""From this text scale, in per cent, the page is folded: three columns have no room."""

SERIES: dict[str, frozenset[Series]] = {
    "both": BOTH,
    "corrected": frozenset({"corrected"}),
    "birth": frozenset({"chronological"}),
}


class ChartCard(Card):
    """``chosen(visit_uid)`` when a point is selected by hand."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._page: PairPage | None = None
        self._indicator: ChartIndicator = "waz"
        self.view = ChartView()
        self.view.chosen.connect(self.chosen)
        self.tabs: dict[ChartIndicator, _Tab] = {}
        large = theme.text_scale() >= LARGE_TEXT
        tabs = FlowLayout(gap="none") if large else row(gap="none")
        for indicator, name in TABS:
            tab = _Tab(_(name))
            tab.clicked.connect(lambda _on, i=indicator: self.show_indicator(i))
            self.tabs[indicator] = tab
            tabs.addWidget(tab)
        self.ages = OptionRow(
            _("Age"),
            [("both", _("Both")), ("corrected", _("Corrected")), ("birth", _("Birth"))],
            not_assessed=False,
        )
        self.ages.set_value("both")
        self.ages.chosen.connect(self._draw)
        ages = row(label(_("Age"), "label"), self.ages)
        self._ages = boxed(ages)
        ages.setContentsMargins(0, 0, theme.gap("s"), 0)
        # large letters leave no room beside the tabs
        head = (
            column(boxed(tabs), row(STRETCH, self._ages))
            if large
            else row(tabs, STRETCH, self._ages)
        )
        head.setContentsMargins(theme.gap("xs"), theme.gap("xs"), theme.gap("xs"), 0)
        self.body.addLayout(head)
        self.body.addWidget(rule())
        self.body.addWidget(self.view, 1)

    def showEvent(self, event) -> None:
        super().showEvent(event)
        self.ages.setMinimumWidth(self.ages.sizeHint().width())

    def indicator(self) -> ChartIndicator:
        """The chart shown."""
        return self._indicator

    def show_page(self, page: PairPage) -> None:
        """Show the charts of a pair."""
        self._page = page
        self._ages.setVisible(_early(page))
        self._draw()

    def show_indicator(self, indicator: ChartIndicator) -> None:
        """Change to another chart."""
        self._indicator = indicator
        self._draw()
        self.view.setFocus()

    def _draw(self, _code: str | None = None) -> None:
        for indicator, tab in self.tabs.items():
            tab.setChecked(indicator == self._indicator)
        page = self._page
        if page is None:
            return
        series = SERIES[self.ages.value() or "both"]
        self.view.show_chart(
            build_chart(
                self._indicator,
                chart_infant(page.header),
                readings(page.story.visits),
                current(),
                events=list(chart_events(page.story)),
                rules=page.rules,
            ),
            series if _early(page) else BOTH,
        )


def _early(page: PairPage) -> bool:
    weeks = page.header.gest_weeks
    return weeks is not None and born_early(weeks)


class _Tab(QAbstractButton):
    """A tab: its words, and a bar below the one that is open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        wide = QFontMetrics(theme.font("body", bold=True)).horizontalAdvance(self.text())
        return QSize(wide + 2 * theme.gap("m"), theme.size("control"))

    def keyPressEvent(self, event) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event) -> None:
        painter = QPainter(self)
        if self.hasFocus():
            painter.fillRect(self.rect(), theme.color("focus_ground"))
        open_now = self.isChecked()
        painter.setFont(theme.font("body", bold=True))
        painter.setPen(theme.color("pen_dark" if open_now else "ink2"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())
        if open_now:
            bar = theme.size("ring")
            painter.fillRect(
                QRectF(0, self.height() - bar, self.width(), bar), theme.color("pen_dark")
            )
