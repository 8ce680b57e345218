"""A register workbook read back with another library than the one that wrote it."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

Line = dict[str, Any]


def native(value: Any) -> Any:
    """Empty cells as None, whole numbers as int, dates without time."""
    if value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def read_workbook(path: Path) -> dict[str, list[Line]]:
    """Each sheet as lines by column id."""
    book = CalamineWorkbook.from_path(str(path))
    sheets = {}
    for name in book.sheet_names:
        header, *lines = book.get_sheet_by_name(name).to_python()
        sheets[name] = [
            {str(column): native(value) for column, value in zip(header, line, strict=True)}
            for line in lines
        ]
    return sheets


def made_on(sheets: dict[str, list[Line]]) -> date | None:
    """The day the export was made, if it says so."""
    about = {line["name"]: line["value"] for line in sheets["about"]}
    day = about.get("made_on")
    return day if isinstance(day, date) else None
