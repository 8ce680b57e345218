"""The table itself: paper ground, the ruled margin of the book, keys to open and to filter."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from mami_desktop.i18n import _
from mami_desktop.services.register import RegisterRow
from mami_desktop.views import theme
from mami_desktop.views.register.columns import PageColumn
from mami_desktop.views.register.delegate import PageDelegate
from mami_desktop.views.table_model import RECORD, RecordTableModel


class Book(QTableView):
    """``opened(row)``, ``visit_asked(row)``; ``typed(text)`` when letters are typed to filter."""

    opened = Signal(object)
    visit_asked = Signal(object)
    typed = Signal(str)
    sort_asked = Signal(str)

    def __init__(self, model: RecordTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "paper")
        self.setAccessibleName(_("Register"))
        self._lines = model
        self.setModel(model)
        self.painter_of_cells = PageDelegate(self)
        self.setItemDelegate(self.painter_of_cells)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.size("table_row"))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setFixedHeight(theme.size("table_header"))
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._ask_sort)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(RECORD)))
        model.modelReset.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        for number, column in enumerate(self._lines.columns()):
            self.setColumnWidth(number, column.width)
        if self._lines.rowCount() and not self.currentIndex().isValid():
            self.selectRow(0)

    def current_row(self) -> RegisterRow | None:
        """The line the keys are about."""
        index = self.currentIndex()
        return index.data(RECORD) if index.isValid() else None

    def show_line(self, enrolment_uid: str) -> None:
        """Select the line of an enrolment, if it is among those fetched."""
        for number, row in enumerate(self._lines.records()):
            if row.enrolment_uid == enrolment_uid:
                self.selectRow(number)
                return

    def copy_line(self) -> None:
        """Put the headings and the line on the clipboard, separated by tabs for a spreadsheet."""
        row = self.current_row()
        if row is not None:
            columns = self._lines.columns()
            lines = ([one.heading for one in columns], [one.cell(row) for one in columns])
            QApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))

    def _ask_sort(self, section: int) -> None:
        column = self._lines.columns()[section]
        if isinstance(column, PageColumn) and column.can_sort():
            self.sort_asked.emit(column.key)

    def keyPressEvent(self, event) -> None:
        key, row = event.key(), self.current_row()
        plain = not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_line()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.opened.emit(row)
        elif key == Qt.Key.Key_F4 and row is not None:
            self.visit_asked.emit(row)
        elif plain and event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event) -> None:
        super().paintEvent(event)
        # the double margin rule after the numbers, down the whole page as in the book
        painter = QPainter(self.viewport())
        painter.setPen(QPen(theme.color("margin_rule"), theme.size("border")))
        edge = self.columnViewportPosition(1)
        if theme.is_right_to_left():
            edge = self.columnViewportPosition(0)
        for shift in (0, theme.size("border") + theme.gap("hair")):
            x = edge + shift
            painter.drawLine(x, 0, x, self.viewport().height())
