"""The table of the month in the order of the paper: arrows walk the numbers, Enter opens one."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from mami_desktop.i18n import _
from mami_desktop.pathway.tally import MonthReport
from mami_desktop.pathway.tally_words import ROWS
from mami_desktop.views import theme
from mami_desktop.views.month.numbers import (
    CELL,
    FIRST_FIGURE,
    LABEL_COLUMN,
    NUMBER_COLUMN,
    SEXES,
    Figure,
    NumbersModel,
)
from mami_desktop.views.theme_tokens import ColorName

Index = QModelIndex | QPersistentModelIndex


class MonthTable(QTableView):
    """``opened(row id, column)`` by Enter or click; ``closed`` by Esc."""

    opened = Signal(str, str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "paper")
        self.setProperty("ruled", "false")
        self.setAccessibleName(_("Monthly report"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.numbers = NumbersModel(self)
        self.setModel(self.numbers)
        self.setItemDelegate(_FigureDelegate(self))
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setDefaultSectionSize(theme.size("month_row"))
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setFixedHeight(theme.size("month_row"))
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        self._wanted_column = FIRST_FIGURE + SEXES.index("total")
        self._measure()
        self.clicked.connect(self._open)

    def show_report(self, report: MonthReport) -> None:
        """Show these numbers, the place kept."""
        self.numbers.show_report(report)
        if not self.currentIndex().isValid():
            self._stand_on(0, self._wanted_column)
        self.viewport().update()

    def set_splits(self, shown: bool) -> None:
        """Fold the age bands out to the right, or in again."""
        row = max(0, self.currentIndex().row())
        self.numbers.set_splits(shown)
        self._measure()
        self._stand_on(row, min(self._wanted_column, self.numbers.columnCount() - 1))

    def stand_on(self, row_id: str, column: str) -> None:
        """Move to a number of the report."""
        row = next(i for i, words in enumerate(ROWS) if words.id == row_id)
        for place in range(FIRST_FIGURE, self.numbers.columnCount()):
            figure = self.numbers.figure(row, place)
            if figure is not None and figure.column == column:
                self._stand_on(row, place)

    def figure(self) -> Figure | None:
        """The number the keys are about."""
        index = self.currentIndex()
        return index.data(CELL) if index.isValid() else None

    def moveCursor(self, action, modifiers) -> QModelIndex:
        steps = QAbstractItemView.CursorAction
        across = {steps.MoveLeft: -1, steps.MoveRight: 1}.get(action, 0)
        if theme.is_right_to_left():
            across = -across
        down = {steps.MoveUp: -1, steps.MoveDown: 1}.get(action, 0)
        row, column = self.currentIndex().row(), self.currentIndex().column()
        if across:
            for place in self._columns_beyond(column, across):
                if self.numbers.figure(row, place) is not None:
                    self._wanted_column = place
                    return self.numbers.index(row, place)
        elif down and 0 <= row + down < len(ROWS):
            return self._nearest(row + down)
        elif action == steps.MoveHome:
            return self._nearest(0)
        elif action == steps.MoveEnd:
            return self._nearest(len(ROWS) - 1)
        elif action in (steps.MovePageUp, steps.MovePageDown):
            return super().moveCursor(action, modifiers)
        return self.currentIndex()

    def keyPressEvent(self, event) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self._open(self.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        width = theme.size("month_table")
        if self.numbers.columnCount() > FIRST_FIGURE + len(SEXES):
            width += 4 * theme.size("month_band")
        return QSize(width, super().sizeHint().height())

    def _open(self, index: Index) -> None:
        figure = index.data(CELL) if index.isValid() else None
        if figure is not None:
            self._wanted_column = index.column()
            self.opened.emit(figure.row.id, figure.column)

    def _columns_beyond(self, column: int, step: int) -> range:
        if step > 0:
            return range(column + 1, self.numbers.columnCount())
        return range(column - 1, FIRST_FIGURE - 1, -1)

    def _nearest(self, row: int) -> QModelIndex:
        """The number in the column wanted, or where the row has one."""
        columns = range(FIRST_FIGURE, self.numbers.columnCount())
        for place in sorted(columns, key=lambda c: (abs(c - self._wanted_column), -c)):
            if self.numbers.figure(row, place) is not None:
                return self.numbers.index(row, place)
        return self.currentIndex()

    def _stand_on(self, row: int, column: int) -> None:
        self._wanted_column = column
        target = self._nearest(row)
        if target.isValid():
            self.setCurrentIndex(target)

    def _measure(self) -> None:
        header = self.horizontalHeader()
        for section in range(self.numbers.columnCount()):
            mode = QHeaderView.ResizeMode.Fixed
            if section == LABEL_COLUMN:
                mode = QHeaderView.ResizeMode.Stretch
            elif section == NUMBER_COLUMN:
                header.resizeSection(section, theme.size("month_row_no"))
            elif section < FIRST_FIGURE + len(SEXES):
                header.resizeSection(section, theme.size("month_number"))
            else:
                header.resizeSection(section, theme.size("month_band"))
            header.setSectionResizeMode(section, mode)
        width = self.sizeHint().width()
        spare = theme.size("month_table") - theme.size("month_table_least")
        self.setMaximumWidth(width)
        self.setMinimumWidth(width - spare)


class _FigureDelegate(QStyledItemDelegate):
    """Labels in ink, numbers in pen blue, totals on a grey ground with a rule below."""

    def __init__(self, table: MonthTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        words = ROWS[index.row()]
        strong = words.look in ("total", "heading")
        rect = QRectF(option.rect)
        painter.save()
        if strong:
            painter.fillRect(rect, theme.color("paper_total"))
        line: ColorName = "paper_ink" if strong else "paper_line"
        painter.setPen(QPen(theme.color(line), theme.size("border")))
        foot = rect.bottom() - theme.size("border") / 2
        painter.drawLine(QPointF(rect.left(), foot), QPointF(rect.right(), foot))
        figure: Figure | None = index.data(CELL)
        if figure is not None and self._table.currentIndex() == index:
            self._paint_focus(painter, rect)
        self._paint_text(painter, rect, index, words, figure)
        painter.restore()

    def _paint_focus(self, painter: QPainter, rect: QRectF) -> None:
        wide = theme.gap("hair")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("focus"), wide))
        painter.setBrush(theme.color("paper_selected"))
        corner = theme.size("radius")
        painter.drawRoundedRect(rect.adjusted(wide, wide, -wide, -wide), corner, corner)

    def _paint_text(self, painter: QPainter, rect: QRectF, index: Index, words, figure) -> None:
        strong = words.look in ("total", "heading")
        side = Qt.AlignmentFlag.AlignLeading
        tone: ColorName = "paper_ink"
        inner = rect.adjusted(theme.gap("s"), 0, -theme.gap("s"), 0)
        font = theme.font("body", bold=strong)
        if index.column() == NUMBER_COLUMN:
            font, tone = theme.font("caption"), "paper_ink2"
            inner = rect.adjusted(theme.gap("s"), 0, 0, 0)
        elif index.column() == LABEL_COLUMN:
            inner = rect.adjusted(theme.gap("s"), 0, 0, 0)
            if words.look == "sub":
                tone = "paper_ink2"
                indent = theme.gap("l")
                start = -indent if theme.is_right_to_left() else indent
                inner = inner.translated(start, 0)
        elif figure is not None:
            side = Qt.AlignmentFlag.AlignTrailing
            font = theme.font("body", bold=figure.strong)
            tone = "paper_pen" if figure.number and not strong else "paper_ink"
            if not figure.number:
                tone = "paper_ink2"
        painter.setFont(font)
        painter.setPen(theme.color(tone))
        flags = int(side | Qt.AlignmentFlag.AlignVCenter)
        if theme.is_right_to_left():
            flags = int(
                (
                    Qt.AlignmentFlag.AlignLeft
                    if side == Qt.AlignmentFlag.AlignTrailing
                    else Qt.AlignmentFlag.AlignRight
                )
                | Qt.AlignmentFlag.AlignAbsolute
                | Qt.AlignmentFlag.AlignVCenter
            )
        text = painter.fontMetrics().elidedText(
            index.data(), Qt.TextElideMode.ElideRight, int(inner.width())
        )
        painter.drawText(inner, flags, text)
