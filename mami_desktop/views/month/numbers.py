"""The rows of the report as a table: each number can be walked to and opened."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from mami_desktop.i18n import _
from mami_desktop.pathway.tally import MonthReport
from mami_desktop.pathway.tally_rows import AGE, EXIT_BANDS
from mami_desktop.pathway.tally_words import AGE_BANDS, ROWS, RowWords

Index = QModelIndex | QPersistentModelIndex
NUMBER_COLUMN, LABEL_COLUMN, FIRST_FIGURE = 0, 1, 2
SEXES = ("m", "f", "total")
CELL = Qt.ItemDataRole.UserRole

_NOWHERE = QModelIndex()


@dataclass(frozen=True)
class Figure:
    """A number of the table: its row's words, the column in the report, and how it is shown."""

    row: RowWords
    column: str
    number: int
    text: str
    strong: bool


class NumbersModel(QAbstractTableModel):
    """Row number, label, boys, girls, total; with ``splits`` the age bands beside them."""

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self._report: MonthReport | None = None
        self._splits = False

    def show_report(self, report: MonthReport) -> None:
        """Show these numbers; the place in the table stays."""
        self._report = report
        if self._splits or self.rowCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def set_splits(self, shown: bool) -> None:
        """Fold the age bands out, or in again."""
        self.beginResetModel()
        self._splits = shown
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(ROWS)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        if parent.isValid():
            return 0
        return FIRST_FIGURE + len(SEXES) + (len(EXIT_BANDS) if self._splits else 0)

    def headerData(self, section: int, orientation, role: int = Qt.ItemDataRole.DisplayRole):
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeading
            if section >= FIRST_FIGURE:
                side = Qt.AlignmentFlag.AlignTrailing
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        names = [_("Row"), "", _("Boys"), _("Girls"), _("Total"), *AGE_BANDS.values()]
        return names[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole):
        row = ROWS[index.row()]
        figure = self.figure(index.row(), index.column())
        if role == CELL:
            return figure
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == NUMBER_COLUMN:
                return row.number
            if index.column() == LABEL_COLUMN:
                return _(row.label)
            return figure.text if figure else ""
        if role == Qt.ItemDataRole.AccessibleTextRole and figure is not None:
            return f"{_(row.label)}, {column_words(figure.column)}: {figure.text}"
        return None

    def figure(self, row: int, column: int) -> Figure | None:
        """The number at a place of the table, if there is one."""
        if self._report is None or column < FIRST_FIGURE:
            return None
        words = ROWS[row]
        counted = self._report.rows[words.id]
        key = self._key(words, column, counted.cells.keys())
        if key is None or key not in counted.cells:
            return None
        number = counted.number(key)
        text = _("of {n}", n=number) if key == "of" else str(number)
        strong = words.look in ("total", "heading") or key == "total"
        return Figure(words, key, number, text, strong)

    def _key(self, words: RowWords, column: int, cells) -> str | None:
        place = column - FIRST_FIGURE
        if place >= len(SEXES):
            return f"{AGE}:{EXIT_BANDS[place - len(SEXES)]}"
        if "of" in cells:  # "4" and "of 7" stand beside each other
            return {"f": "total", "total": "of"}.get(SEXES[place])
        return SEXES[place]


def column_words(column: str) -> str:
    """A column in words: boys, girls, all, or the part of a split."""
    split, _colon, part = column.partition(":")
    if split == AGE:
        return _("{band} months old", band=AGE_BANDS[part])
    return {
        "m": _("boys"),
        "f": _("girls"),
        "total": _("all"),
        "of": _("of these"),
    }.get(column, "")
