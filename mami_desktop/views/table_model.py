"""One item model for every list: columns described once, rows handed in, never fetched by itself.

A list too long to hand in at once brings ``more``, which gives further rows by page when the table
scrolls near the end; searching, filtering and sorting happen in the database.
"""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from mami_desktop.columns import Column

Index = QModelIndex | QPersistentModelIndex
RECORD = Qt.ItemDataRole.UserRole
VALUE = Qt.ItemDataRole.UserRole + 1
COLUMN = Qt.ItemDataRole.UserRole + 2

More = Callable[[int], Sequence[Any]]

_NOWHERE = QModelIndex()


class RecordTableModel(QAbstractTableModel):
    """Rows of records seen through columns. RECORD gives the record, VALUE the native value."""

    def __init__(self, columns: Sequence[Column], parent=None) -> None:
        super().__init__(parent)
        self._columns = list(columns)
        self._rows: list[Any] = []
        self._total = 0
        self._more: More | None = None

    def columns(self) -> list[Column]:
        """The columns in the order shown."""
        return list(self._columns)

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns of the same rows."""
        self.beginResetModel()
        self._columns = list(columns)
        self.endResetModel()

    def set_rows(
        self, rows: Sequence[Any], *, total: int | None = None, more: More | None = None
    ) -> None:
        """Show these rows; ``total`` and ``more(offset)`` when they are only the first ones."""
        self.beginResetModel()
        self._rows = list(rows)
        self._total = len(self._rows) if total is None else total
        self._more = more
        self.endResetModel()

    def record(self, row: int) -> Any:
        """The record of a row."""
        return self._rows[row]

    def records(self) -> list[Any]:
        """All records fetched so far."""
        return list(self._rows)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._more is not None and len(self._rows) < self._total

    def fetchMore(self, parent: Index) -> None:
        if not self.canFetchMore(parent) or self._more is None:
            return
        first = len(self._rows)
        further = list(self._more(first))
        if not further:  # the list became shorter meanwhile
            self._total = first
            return
        self.beginInsertRows(QModelIndex(), first, first + len(further) - 1)
        self._rows.extend(further)
        self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[index.column()].cell(self._rows[index.row()])
        if role == RECORD:
            return self._rows[index.row()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = self._columns[index.column()].align == "right"
            side = Qt.AlignmentFlag.AlignTrailing if right else Qt.AlignmentFlag.AlignLeading
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == VALUE:
            return self._columns[index.column()].value(self._rows[index.row()])
        if role == COLUMN:
            return self._columns[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            column = self._columns[index.column()]
            return f"{column.heading}: {column.cell(self._rows[index.row()])}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = self._columns[section].align == "right"
            side = Qt.AlignmentFlag.AlignTrailing if right else Qt.AlignmentFlag.AlignLeading
            return side | Qt.AlignmentFlag.AlignVCenter
        return None
