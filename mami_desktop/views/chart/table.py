"""The chart in numbers: every value with its date, age, z-score and change."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from mami_desktop.growth.chart_record import Point
from mami_desktop.i18n import _, current
from mami_desktop.views import theme


class ChartTable(QTableWidget):
    """Read-only; Copy (Ctrl+C) gives the chosen lines with tabs between the cells."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "paper")
        self.setAccessibleName(_("Values of the chart"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.size("table_row"))
        self.setWordWrap(False)
        self.lines: list[list[str]] = []

    def show_points(self, points: Sequence[Point], value_heading: str) -> None:
        """List the points of a chart, oldest first."""
        t = current()
        corrected = any(point.corrected_age_days is not None for point in points)
        headings = [_("Date"), _("Age"), value_heading, _("z-score"), _("Since last time")]
        if corrected:
            headings.insert(2, _("Corrected age"))
        self.clear()
        self.lines = []
        self.setColumnCount(len(headings))
        self.setRowCount(len(points))
        self.setHorizontalHeaderLabels(headings)
        for line, point in enumerate(points):
            cells = [
                t.date(point.on),
                point.age_text,
                point.value_text,
                point.z_text or point.reason,
                point.change_text,
            ]
            if corrected:
                cells.insert(2, point.corrected_age_text)
            self.lines.append(cells)
            for at, text in enumerate(cells):
                cell = QTableWidgetItem(text)
                typed = at in (0, 3 if corrected else 2)
                cell.setForeground(theme.color("paper_pen" if typed else "paper_ink"))
                cell.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                self.setItem(line, at, cell)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)

    def keyPressEvent(self, event) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            chosen = sorted({index.row() for index in self.selectedIndexes()})
            lines = ["\t".join(self.lines[line]) for line in chosen]
            QGuiApplication.clipboard().setText("\n".join(lines))
        else:
            super().keyPressEvent(event)
