"""Text that breaks workbooks: one name must never cost the whole export."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from mami_desktop.reports.records import WorkbookSheet
from mami_desktop.reports.register_xlsx import register_xlsx

KEPT = [
    "=1+1", "+2", "-3", "@now", "#REF!", "TRUE", "2026-01-01", "0012", "1e5", "'x", "a\nb",
    "\N{ARABIC LETTER MEEM}\N{ARABIC LETTER REH}", "\N{RIGHT-TO-LEFT OVERRIDE}abc", "\N{BABY}",
    "e\N{COMBINING ACUTE ACCENT}", "\N{ZERO WIDTH NO-BREAK SPACE}a", "<&>\"'", "  outer  ",
    "\N{REPLACEMENT CHARACTER}",
]  # fmt: skip


def written(folder: Path, texts: list[str]) -> list[object]:
    rows = [(text,) for text in texts]
    sheet = WorkbookSheet("infants", ("infant_name",), ("text",), iter(rows), len(rows))
    register_xlsx(folder / "book.xlsx", [sheet])
    lines = load_workbook(folder / "book.xlsx")["infants"].iter_rows(min_row=2)
    cells = [line[0] for line in lines]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}
    return [cell.value for cell in cells]


def test_every_ordinary_text_comes_back_as_it_was(tmp_path: Path) -> None:
    assert written(tmp_path, KEPT) == KEPT


@pytest.mark.parametrize("odd", ["\x00", "\x07", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_a_character_that_xml_forbids_spoils_nothing(tmp_path: Path, odd: str) -> None:
    assert written(tmp_path, [f"Bra{odd}vo", "Alpha"]) == ["Bravo", "Alpha"]
