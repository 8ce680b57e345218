"""Writing the register workbook, line by line, so that a large register needs little memory.

Dates are real dates, numbers are numbers, and everything else is a text cell: a name that begins
with ``=`` stays a name and can never become a formula.
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from mami_desktop.errors import UserError
from mami_desktop.files import write_aside
from mami_desktop.i18n import _
from mami_desktop.progress import Progress, no_progress
from mami_desktop.reports.records import Cell, WorkbookSheet

DATE_FORMAT = "yyyy-mm-dd"
TEXT_FORMAT = "@"
WIDEST = 40
KEY_WIDTH = 14
MEASURED_LINES = 200
LONGEST_TEXT = 2000
MOST_LINES = 1_048_575  # what a sheet holds below its header
REPORT_EVERY = 200
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def register_xlsx(
    path: Path,
    sheets: Iterable[WorkbookSheet],
    *,
    force: bool = False,
    progress: Progress = no_progress,
) -> None:
    """Write the workbook; the file appears whole or not at all.

    ``progress`` may raise Cancelled: nothing is left behind. UserError if the file exists (without
    ``force``), cannot be written, or a sheet would need more lines than a workbook can hold.
    """
    with write_aside(path, force=force) as aside:
        book = Workbook(write_only=True)
        try:
            for sheet in sheets:
                _write_sheet(book, sheet, progress)
            book.save(aside)
        except BaseException:
            _discard(book)
            raise


def _discard(book: Any) -> None:
    """Remove the library's temporary files: they hold names, and would stay until the end."""
    for page in book.worksheets:
        if not page.closed:
            page.close()
        if os.path.exists(page._writer.out):
            page._writer.cleanup()


def _write_sheet(book: Any, sheet: WorkbookSheet, progress: Progress) -> None:
    page = book.create_sheet(sheet.name)
    page.freeze_panes = "A2"
    first = list(islice(sheet.rows, MEASURED_LINES))
    for place, name in enumerate(sheet.header):
        letter = get_column_letter(place + 1)
        page.column_dimensions[letter].width = _width(name, (line[place] for line in first))
    page.append([_heading(page, name) for name in sheet.header])
    cells = _Cells(page, sheet.kinds)
    lines = 0
    for line in chain(first, sheet.rows):
        if lines == MOST_LINES:
            raise UserError(
                _("The sheet “{sheet}” has more lines than a workbook can hold.", sheet=sheet.name),
                _("Export a shorter time (--from, --to). Nothing was written."),
            )
        page.append(cells.filled(line))
        lines += 1
        if lines % REPORT_EVERY == 0:
            progress(lines, max(lines, sheet.size), _("Writing {sheet}", sheet=sheet.name))
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.header))}{lines + 1}"
    progress(lines, max(lines, 1), _("Writing {sheet}", sheet=sheet.name))


def _heading(page: Any, name: str) -> Any:
    cell = WriteOnlyCell(page, name)
    cell.font = Font(bold=True)
    return cell


def _width(header: str, values: Iterator[Cell]) -> float:
    """Wide enough for the content, up to 40 characters; keys are not worth their width."""
    if header.endswith("_uid") or header == "value":
        return KEY_WIDTH
    longest = max((len(_shown(value)) for value in values), default=0)
    return min(WIDEST, max(len(header) + 4, longest + 2))


def _shown(value: Cell) -> str:
    if value is None:
        return ""
    return "2026-01-01" if isinstance(value, date) else str(value)


class _Cells:
    """One cell per column and type, filled anew for every line: making them is the slow part."""

    def __init__(self, page: Any, kinds: Sequence[str]) -> None:
        self._kinds = kinds
        self._text = [self._cell(page, TEXT_FORMAT) for _kind in kinds]
        self._date = [self._cell(page, DATE_FORMAT) for _kind in kinds]

    @staticmethod
    def _cell(page: Any, number_format: str) -> Any:
        cell = WriteOnlyCell(page)
        cell.number_format = number_format
        return cell

    def filled(self, line: Sequence[Cell]) -> list[Any]:
        """The line as it is written."""
        return [self._fill(place, value) for place, value in enumerate(line)]

    def _fill(self, place: int, value: Cell) -> Any:
        if value is None or value == "":
            return None
        if isinstance(value, date):
            cell = self._date[place]
            cell.value = value
            return cell
        if isinstance(value, int | float) and self._kinds[place] != "text":
            return value
        cell = self._text[place]
        cell.value = safe_text(str(value))
        cell.data_type = "s"  # also where it looks like a formula or an error
        return cell


def safe_text(text: str) -> str:
    """The text without characters that XML forbids (one would spoil the whole workbook), and not
    over-long."""
    return _FORBIDDEN.sub("", text)[:LONGEST_TEXT]
