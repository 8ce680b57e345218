"""The register as a workbook: the lines of every sheet, in one consistent view of the register.

with export_of(register, actor) as export:
    register_xlsx(path, export.sheets(), progress)      # reports/register_xlsx.py
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any, Literal

from mami_desktop import __version__
from mami_desktop.errors import UserError
from mami_desktop.i18n import Translator, _, current
from mami_desktop.models.queries.export_rows import (
    Span,
    answers_of_visits,
    count_rows,
    last_outcomes,
    sheet_rows,
)
from mami_desktop.pathway.definition import Item, Pathway
from mami_desktop.pathway.load import default_pathway
from mami_desktop.reports.records import Cell, WorkbookSheet
from mami_desktop.services.anonymous import ANONYMOUS_SHEETS, Anonymizer
from mami_desktop.services.register_file import Actor, RegisterFile, Work
from mami_desktop.services.workbook_codebook import anonymous_codebook_lines, codebook_lines
from mami_desktop.services.workbook_sheets import (
    ABOUT_COLUMNS,
    CODEBOOK_COLUMNS,
    FORMAT,
    FORMAT_VERSION,
    KINDS_OF_TEXT,
    SHEETS,
    Sheet,
    SheetColumn,
)

Row = Mapping[Any, Any]
Answers = Mapping[str, Mapping[str, Any]]

STRUCK = "entered_in_error"
GROWTH_TABLES = "WHO 2006"

# answers that are columns of ``visits``, or of the enrolment, and have no line of their own
NOT_ANSWERS = frozenset(
    {
        "gr_weight_g", "gr_length_mm", "gr_muac_mm", "gr_muac_lt6w", "gr_head_mm", "ds_oedema",
        "reg_date", "reg_infant_id", "reg_consent",
    }
)  # fmt: skip


@dataclass
class Export:
    """The sheets of one export, to be written in this order, once."""

    work: Work
    span: Span
    pathway: Pathway
    t: Translator
    anonymizer: Anonymizer | None = None
    written: Counter[str] = field(default_factory=Counter)

    def sheets(self) -> Iterator[WorkbookSheet]:
        """The data sheets, then ``codebook`` and ``about``."""
        if self.anonymizer is not None:
            yield from self._anonymous_sheets(self.anonymizer)
            return
        for sheet in SHEETS:
            yield WorkbookSheet(
                sheet.name,
                sheet.names,
                tuple(_kind(column) for column in sheet.columns),
                self._counted(sheet.name, self.lines(sheet)),
                count_rows(self.work.session, sheet.name, self.span),
            )
        codebook = list(codebook_lines(self.pathway, self.t))
        yield _plain("codebook", CODEBOOK_COLUMNS, "text", codebook)
        yield _plain("about", ABOUT_COLUMNS, "any", self._about())

    def _anonymous_sheets(self, anonymizer: Anonymizer) -> Iterator[WorkbookSheet]:
        for sheet in ANONYMOUS_SHEETS:
            rows = anonymizer.rows(sheet)
            self.written[sheet.name] = len(rows)
            header = tuple(column.name for column in sheet.columns)
            kinds = tuple(_kind(column) for column in sheet.columns)
            yield WorkbookSheet(sheet.name, header, kinds, iter(rows), len(rows))
        codebook = list(anonymous_codebook_lines(self.pathway, self.t))
        yield _plain("codebook", CODEBOOK_COLUMNS, "text", codebook)
        yield _plain("about", ABOUT_COLUMNS, "any", self._about())

    def _counted(self, name: str, lines: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
        for line in lines:
            self.written[name] += 1
            yield line

    def lines(self, sheet: Sheet) -> Iterator[Sequence[Cell]]:
        """The lines of a data sheet, all columns, in their order."""
        session = self.work.session
        if sheet.name == "answers":
            for visit_uid, answers in answers_of_visits(session, self.span):
                for item_id, value in sorted(answer_lines(answers, self.pathway)):
                    yield visit_uid, item_id, value
            return
        rows: Iterable[Row] = sheet_rows(session, sheet.name, self.span)
        if sheet.name == "enrolments":
            rows = _with_outcomes(rows, last_outcomes(session))
        else:
            rows = map(_STRIKES.get(sheet.name, dict), rows)
        for row in _in_order(rows, sheet):
            yield [_cell(row.get(column.name), column) for column in sheet.columns]

    def _about(self) -> list[Sequence[Cell]]:
        about: list[Sequence[Cell]] = [
            ("format", FORMAT),
            ("format_version", FORMAT_VERSION),
            ("program_version", __version__),
            ("pathway_id", self.pathway.id),
            ("pathway_version", self.pathway.version),
            ("growth_tables", GROWTH_TABLES),
            ("made_on", self.work.today),
            ("made_by", self.work.user.name if self.anonymizer is None else None),
            ("from", self.span.from_on),
            ("to", self.span.to_on),
            ("anonymous", _yes_no(self.anonymizer is not None)),
            ("training", _yes_no(self.work.facility.training)),
        ]
        return about + [
            (sheet.name, self.written[sheet.name])
            for sheet in SHEETS
            if self.anonymizer is None or sheet.name in self.written
        ]


@contextmanager
def export_of(
    register: RegisterFile,
    actor: Actor,
    *,
    from_on: date | None = None,
    to_on: date | None = None,
    anonymous: bool = False,
    pathway: Pathway | None = None,
    t: Translator | None = None,
) -> Iterator[Export]:
    """What the workbook holds: everything, or the enrolments begun from ``from_on`` to ``to_on``
    with all that belongs to them. ``anonymous``: without people; ``anonymizer.alone()`` then tells
    how many enrolments are alone in their combination of sex, month and main reason. ``t`` is the
    language of the codebook.

    UserError if the user may not export, or the days are the wrong way round.
    """
    if from_on is not None and to_on is not None and to_on < from_on:
        raise UserError(
            _("The last day of the export is before the first one."),
            _("Give the earlier day first. Nothing was written."),
        )
    with register.reading(actor) as work:
        work.allow("export_workbook")
        if work.session.get_bind().dialect.name == "postgresql":
            # one view of the register for all sheets; a SQLite transaction has it by itself
            work.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        words = t or current()
        export = Export(work, Span(from_on, to_on), pathway or default_pathway(), words)
        if anonymous:
            export.anonymizer = Anonymizer(export.lines, export.pathway)
        yield export


def answer_lines(answers: Answers, pathway: Pathway) -> Iterator[tuple[str, Cell]]:
    """The lines of one visit: item id and value, and item.part for second values.

    What was carried over from an earlier contact was not asked at this visit and is left out.
    """
    for item_id, answer in answers.items():
        if item_id in NOT_ANSWERS or answer.get("state") == "carried":
            continue
        item = pathway.items.get(item_id)
        if answer.get("state") == "not_assessed":
            yield item_id, "not_assessed"
            continue
        value = answer.get("value")
        if value is not None:
            yield item_id, _answer_cell(value, item)
        for name, part in (answer.get("parts") or {}).items():
            if part is not None:
                yield f"{item_id}.{name}", _answer_cell(part, None)


def _answer_cell(value: Any, item: Item | None) -> Cell:
    if isinstance(value, bool):
        return _yes_no(value)
    if isinstance(value, list | tuple):
        return ";".join(str(code) for code in value)
    if item is not None and item.kind == "date" and isinstance(value, str):
        return date.fromisoformat(value)
    if isinstance(value, int | float | date):
        return value
    return str(value)


def _with_outcomes(
    rows: Iterable[Mapping[str, Any]], outcomes: Mapping[str, Row]
) -> Iterator[Mapping[str, Any]]:
    """Enrolments with the details of how they ended; a struck one says so in its outcome."""
    for row in rows:
        line = dict(row)
        details = outcomes.get(line["enrolment_uid"])
        if details is not None and details["outcome"] == line["outcome"]:
            line.update({name: details[name] for name in OUTCOME_DETAILS})
        if line["struck_at"] is not None and line["outcome"] != STRUCK:
            line["outcome"] = STRUCK
            line["outcome_on"] = line["outcome_on"] or line["struck_at"].date()
        yield line


OUTCOME_DETAILS = (
    "linked_to", "confirmed_by", "died_on", "death_place", "death_cause", "default_reason",
    "mother_died",
)  # fmt: skip


def _struck_line(row: Row) -> dict[str, Any]:
    """Visits and referrals that were struck out are marked, not left out."""
    return {**row, "entered_in_error": True if row["struck_at"] is not None else None}


def _struck_stint(row: Row) -> dict[str, Any]:
    line = dict(row)
    if line["struck_at"] is not None and line["exit_code"] != STRUCK:
        line["exit_code"] = STRUCK
        line["ended_on"] = line["ended_on"] or line["started_on"]
    return line


_STRIKES: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "visits": _struck_line,
    "referrals": _struck_line,
    "stints": _struck_stint,
}


def _in_order(rows: Iterable[Mapping[str, Any]], sheet: Sheet) -> Iterator[Mapping[str, Any]]:
    """Rows that come in order of their date, put in order of the key within each day.

    Done here because databases sort text differently; an unknown date comes last.
    """

    def key(row: Row) -> tuple[str, ...]:
        return tuple(str(row[name]) for name in sheet.key)

    if sheet.date is None:
        yield from sorted(rows, key=key)
        return
    day = sheet.date
    undated: list[Mapping[str, Any]] = []
    for on, same_day in groupby(rows, key=lambda row: row[day]):
        if on is None:
            undated.extend(same_day)
        else:
            yield from sorted(same_day, key=key)
    yield from sorted(undated, key=key)


def _cell(value: Any, column: SheetColumn) -> Cell:
    if value is None:
        return None
    if column.kind == "bool":
        return _yes_no(value)
    if column.kind == "codes":
        return ";".join(value) or None
    if column.name in ("waz", "laz", "wlz"):
        return round(float(value), 2)
    found: Cell = value
    return found


def _yes_no(value: bool) -> str:
    return "yes" if value else "no"


def _kind(column: SheetColumn) -> Literal["text", "number", "date", "any"]:
    if column.kind in KINDS_OF_TEXT:
        return "text"
    if column.kind in ("int", "num"):
        return "number"
    return "date" if column.kind == "date" else "any"


def _plain(
    name: str,
    header: tuple[str, ...],
    kind: Literal["text", "any"],
    lines: Sequence[Sequence[Cell]],
) -> WorkbookSheet:
    return WorkbookSheet(name, header, (kind,) * len(header), iter(lines), len(lines))
