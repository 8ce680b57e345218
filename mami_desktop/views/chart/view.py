"""A growth chart to look at, to walk through by keys, and to read as a table."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from mami_desktop.growth.chart_record import Chart, Point, Series
from mami_desktop.i18n import _
from mami_desktop.views import theme
from mami_desktop.views.chart.legend import Legend
from mami_desktop.views.chart.table import ChartTable
from mami_desktop.views.widgets import LinkButton, column, label, row

if TYPE_CHECKING:
    from mami_desktop.views.chart.plot import Plot

MOST_LINES = 6
"""What is told about one point never has more lines."""

BOTH: frozenset[Series] = frozenset({"chronological", "corrected"})


class ChartView(QWidget):
    """``show_chart(record)`` draws it; Left and Right walk the points, Ctrl+T shows the table.

    pyqtgraph is loaded when the first chart is really shown. ``chosen(key)`` when a point is
    selected by hand: the key of its visit.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self._series = BOTH
        self._index: int | None = None
        self._drawn = False
        self._plot: Plot | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.table = ChartTable()
        self.told = _Told(self)
        self.legend = Legend(self)
        self._sentence = label("", "caption", wrap=True)
        self._remarks = label("", "caption", wrap=True)
        self._as_table = LinkButton("", key=_("Ctrl+T"), compact=True)
        self._as_table.clicked.connect(self.toggle_table)
        self._place = QVBoxLayout()
        drawing = QWidget()
        drawing.setLayout(self._place)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget()
        self._stack.addWidget(drawing)
        self._stack.addWidget(self.table)
        words = column(self._sentence, self._remarks, gap="xs")
        foot = row(words, self._as_table)
        foot.setStretch(0, 1)
        foot.setContentsMargins(theme.gap("m"), 0, theme.gap("s"), theme.gap("xs"))
        box = column(self._stack, foot, gap="none")
        box.setStretch(0, 1)
        self.setLayout(box)
        key = QShortcut(QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_T), self)
        key.setContext(Qt.ShortcutContext.WindowShortcut)
        key.activated.connect(self.toggle_table)
        self._name_toggle()

    def chart(self) -> Chart | None:
        """The record shown."""
        return self._chart

    def show_chart(self, chart: Chart, series: frozenset[Series] = BOTH) -> None:
        """Draw another record, or the same one for other ages; the last point is selected."""
        self._chart, self._series, self._drawn = chart, series, False
        self._index = len(chart.points) - 1 if chart.points else None
        self.table.show_points(chart.points, _("Value, {axis}", axis=chart.y.title))
        self._sentence.setText(chart.sentence)
        self._remarks.setText(" ".join(chart.remarks))
        self._remarks.setHidden(not chart.remarks)
        self.setAccessibleName(_("Chart: {title}", title=chart.title))
        self.setAccessibleDescription(chart.sentence)
        if self.isVisible():
            self._draw()

    def show_key(self, key: str) -> None:
        """Select the point of a visit, e.g. the line chosen in the table of visits."""
        for index, point in enumerate(self._chart.points if self._chart else ()):
            if point.key == key:
                self._select(index)

    def selected(self) -> Point | None:
        """The point told about now."""
        if self._chart is None or self._index is None:
            return None
        return self._chart.points[self._index]

    def shows_table(self) -> bool:
        """Whether the table is shown in place of the drawing."""
        return self._stack.currentWidget() is self.table

    def toggle_table(self) -> None:
        """Change between drawing and table."""
        self._stack.setCurrentIndex(1 - self._stack.currentIndex())
        self._name_toggle()
        (self.table if self.shows_table() else self).setFocus()

    def _name_toggle(self) -> None:
        self._as_table.set_words(_("Show as chart") if self.shows_table() else _("Show as table"))

    def keyPressEvent(self, event) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps and self._chart is not None and self._chart.points:
            last = len(self._chart.points) - 1
            at = last if self._index is None else self._index
            self._choose(min(max(at + steps[event.key()], 0), last))
        else:
            super().keyPressEvent(event)

    def showEvent(self, event) -> None:
        super().showEvent(event)
        if not self._drawn:
            self._draw()

    def focusInEvent(self, event) -> None:
        super().focusInEvent(event)
        self._tell()

    def focusOutEvent(self, event) -> None:
        super().focusOutEvent(event)
        self._tell()

    def _draw(self) -> None:
        if self._chart is None:
            return
        if self._plot is None:
            from mami_desktop.views.chart.plot import Plot

            self._plot = Plot()
            self._plot.pointed.connect(self._choose)
            self._plot.laid_out.connect(self._tell)
            self._place.addWidget(self._plot)
            self.told.setParent(self._plot)
            self.legend.setParent(self._plot)
        self._plot.draw(self._chart, self._series)
        entries = [e for e in self._chart.legend if _shown(e.sign, self._series)]
        self.legend.show_entries(entries)
        self._drawn = True
        self._tell()

    def _choose(self, index: int) -> None:
        if index != self._index and self._chart is not None:
            self._select(index)
            self.chosen.emit(self._chart.points[index].key)

    def _select(self, index: int) -> None:
        self._index = index
        self._tell()

    def _tell(self) -> None:
        if self._plot is None or not self._drawn:
            return
        point = self.selected()
        self._plot.select(self._index)
        self.told.say(() if point is None else point.lines)
        self._plot.place(self.told, ("top_left", "low_right", "top_right", "low_left"))
        self._plot.place(self.legend, ("low_right", "top_right", "low_left"))
        self.told.setProperty("kind", "card_focus" if self.hasFocus() else "card")
        self.told.style().polish(self.told)


class _Told(QFrame):
    """The box that tells about one point."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._labels = [
            label("", "caption_strong" if number == 0 else "caption")
            for number in range(MOST_LINES)
        ]
        box = column(*self._labels, gap="hair")
        edge = theme.gap("s")
        box.setContentsMargins(edge, edge, edge, edge)
        self.setLayout(box)
        self.hide()

    def say(self, lines: Sequence[str]) -> None:
        # the labels are kept: new ones would have no size until Qt has shown them
        for number, one in enumerate(self._labels):
            one.setText(lines[number] if number < len(lines) else "")
            one.setHidden(number >= len(lines))
        self.setAccessibleName(". ".join(lines))
        self.setVisible(bool(lines))


def _shown(sign: str, series: frozenset[Series]) -> bool:
    return {"ring": "chronological", "cross": "corrected"}.get(sign, "chronological") in series or (
        sign not in ("ring", "cross")
    )
