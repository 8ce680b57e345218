"""One model for every list: rows handed in, more by page, nothing counted twice."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from mami_desktop.columns import Column
from mami_desktop.views.table_model import RECORD, VALUE, RecordTableModel


@dataclass(frozen=True)
class Line:
    name: str
    weight_g: int


COLUMNS = [
    Column("name", "Name", lambda row: row.name),
    Column("weight", "kg", lambda row: row.weight_g, lambda g: f"{g / 1000:.3f}", "right"),
]
ROWS = [Line(f"Infant {n}", 3000 + n) for n in range(5)]


@pytest.fixture
def model(qapp):
    made = RecordTableModel(COLUMNS)
    tester = QAbstractItemModelTester(
        made, QAbstractItemModelTester.FailureReportingMode.Fatal, made
    )
    assert tester.model() is made
    return made


@pytest.fixture
def paged(qapp):
    """Without the tester, which fetches further rows by itself and inside each insertion."""
    return RecordTableModel(COLUMNS)


def table(model: QAbstractItemModel) -> list[list[str]]:
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_the_table_shows_what_the_columns_say(model):
    model.set_rows(ROWS[:2])
    assert table(model) == [["Infant 0", "3.000"], ["Infant 1", "3.001"]]
    headings = [model.headerData(n, Qt.Orientation.Horizontal) for n in (0, 1)]
    assert headings == ["Name", "kg"]


def test_records_and_native_values_can_be_had(model):
    model.set_rows(ROWS[:1])
    index = model.index(0, 1)
    assert index.data(RECORD) is ROWS[0] and index.data(VALUE) == 3000
    assert index.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignTrailing


def test_an_item_has_no_rows_of_its_own(model):
    model.set_rows(ROWS)
    assert model.rowCount(model.index(0, 0)) == 0 and model.columnCount(model.index(0, 0)) == 0


def test_further_rows_come_by_page(paged):
    asked = []

    def more(offset: int):
        asked.append(offset)
        return ROWS[offset : offset + 2]

    paged.set_rows(ROWS[:2], total=5, more=more)
    while paged.canFetchMore(QModelIndex()):
        paged.fetchMore(QModelIndex())
    assert asked == [2, 4]
    assert [row[0] for row in table(paged)] == [f"Infant {n}" for n in range(5)]


def test_a_list_that_became_shorter_ends(paged):
    paged.set_rows(ROWS[:2], total=5, more=lambda _offset: [])
    paged.fetchMore(QModelIndex())
    assert not paged.canFetchMore(QModelIndex()) and paged.rowCount() == 2


def test_other_columns_show_the_same_rows(model):
    model.set_rows(ROWS[:1])
    model.set_columns(COLUMNS[:1])
    assert table(model) == [["Infant 0"]]
