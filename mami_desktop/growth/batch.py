"""The job behind ``mami-desktop zscores``: a CSV of measurements in, the same with z-scores out."""

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TextIO

import numpy as np
from numpy.typing import NDArray

from mami_desktop.errors import UserError
from mami_desktop.files import write_aside
from mami_desktop.growth.age import age_days
from mami_desktop.growth.csv_records import records
from mami_desktop.growth.plausibility import Facts
from mami_desktop.growth.standards import INDICATORS
from mami_desktop.growth.vector import Floats, ScoreColumn, round_half_up, score_columns
from mami_desktop.i18n import _
from mami_desktop.progress import Progress, no_progress
from mami_desktop.typed_dates import iso_date

MEASURES = ("weight_kg", "length_cm", "head_cm", "muac_cm")
CODES = {
    "sex": ("female", "male"),
    "measured": ("l", "h"),
    "oedema": ("y", "n"),
}
"""Columns of codes; an empty field is allowed in each and means "not known"."""
DATES = ("date_of_birth", "measured_on")
KNOWN = ("age_days", *DATES, *MEASURES, *CODES)
ADDED = (*INDICATORS, *(f"f{key}" for key in INDICATORS), "note")
CHUNK_LINES = 20_000


@dataclass(frozen=True)
class ZscoresSummary:
    """What the job did."""

    lines: int
    problem_lines: int
    """Lines that could not be read; each says why in its note."""


def zscores_csv(
    in_path: Path, out_path: Path, force: bool = False, progress: Progress = no_progress
) -> ZscoresSummary:
    """Add z-scores, flags and a note to each line of a CSV file; other columns are carried through.

    A line that cannot be read keeps its text and says why in its note. UserError if the table
    cannot be read at all or the result cannot be written; then nothing is written.
    """
    total = _count_lines(in_path)
    # Text that is no UTF-8 (a name typed elsewhere) is carried through byte by byte.
    with in_path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as source:
        heading = _heading(source)
        with (
            write_aside(out_path, force=force) as aside,
            aside.open("w", encoding="utf-8", errors="surrogateescape", newline="") as target,
        ):
            return _convert(source, heading, target, total, progress)


def _count_lines(path: Path) -> int:
    """Lines in the file, for the progress shown. UserError if it cannot be read."""
    try:
        with path.open("rb") as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
    except OSError as error:
        raise UserError(
            _("“{name}” could not be read: {reason}.", name=path.name, reason=error.strerror),
            _("Check the name and the folder. Nothing was written."),
        ) from error


def _heading(source: TextIO) -> list[str]:
    """The column names. UserError where the file is no such table."""
    try:
        heading = [name.strip() for name in next(csv.reader(source), [])]
    except csv.Error as error:
        raise UserError(
            _("The file has no heading line that can be read."), _("Save it as CSV (UTF-8).")
        ) from error
    if "sex" not in heading or not set(MEASURES) & set(heading):
        raise UserError(
            _("The table has no column “sex”, or none of {columns}.", columns=", ".join(MEASURES)),
            _("The first line must name the columns, separated by commas. Nothing was written."),
        )
    twice = sorted({name for name in heading if heading.count(name) > 1 and name in KNOWN})
    if twice:
        raise UserError(
            _("The column {columns} is there twice.", columns=", ".join(twice)),
            _("Remove or rename one of them. Nothing was written."),
        )
    return heading


def _convert(
    source: TextIO, heading: list[str], target: TextIO, total: int, progress: Progress
) -> ZscoresSummary:
    writer = csv.writer(target, lineterminator="\n")
    # A column that is called like one of ours is kept under another name, never overwritten.
    writer.writerow([f"{name}_in" if name in ADDED else name for name in heading] + list(ADDED))
    notes: dict[tuple[str, ...], str] = {}
    lines = problem_lines = 0
    for rows in records(source, len(heading), CHUNK_LINES):
        chunk = _Chunk(heading, rows)
        scores = score_columns(chunk.facts, chunk.is_male)
        texts = [_z_texts(scores[key]) for key in INDICATORS]
        flags = [_flag_texts(scores[key]) for key in INDICATORS]
        reasons = [_reason_column(scores[key]) for key in INDICATORS]
        answers = zip(*texts, *flags, strict=True)
        for at, (row, answer, why) in enumerate(
            zip(chunk.rows, answers, zip(*reasons, strict=True), strict=True)
        ):
            problem = chunk.problems.get(at)
            if problem is not None:
                writer.writerow([*row, *[""] * (2 * len(INDICATORS)), problem])
                continue
            note = notes.get(why)
            if note is None:
                note = notes[why] = _note(why)
            writer.writerow([*row, *answer, note])
        lines += len(chunk.rows)
        problem_lines += len(chunk.problems)
        progress(min(lines, total), total, _("Computing z-scores"))
    progress(total, total, _("Computing z-scores"))
    return ZscoresSummary(lines, problem_lines)


class _Chunk:
    """Some lines of the table as columns; ``problems`` says by line what could not be read."""

    def __init__(self, heading: list[str], rows: list[list[str]]) -> None:
        self.problems: dict[int, str] = {}
        self._damaged: set[int] = set()
        self.rows = [self._row(at, row, len(heading)) for at, row in enumerate(rows)]
        turned = zip(*self.rows, strict=True) if rows else [()] * len(heading)
        self._texts = {
            name: column for name, column in zip(heading, turned, strict=True) if name in KNOWN
        }
        sex = self._codes("sex")
        position = self._codes("measured")
        age = self._ages()
        self.is_male = sex == "male"
        self.facts = Facts(
            has_sex=sex != "",
            age=round_half_up(age),
            exact_age=age,
            weight=self._numbers("weight_kg"),
            length=self._numbers("length_cm"),
            head=self._numbers("head_cm"),
            muac=self._numbers("muac_cm"),
            oedema=self._codes("oedema") == "y",
            standing=position == "h",
            lying=position == "l",
        )

    def _row(self, at: int, row: list[str], width: int) -> list[str]:
        """The fields of a line, exactly ``width``: empty ones are cut or added."""
        if len(row) > width and not any(field.strip() for field in row[width:]):
            return row[:width]
        if len(row) != width:
            self._note_problem(
                at, _("the line has {n} fields, the heading has {width}", n=len(row), width=width)
            )
            self._damaged.add(at)  # its fields may have slipped: say nothing more about them
            return (row + [""] * width)[:width]
        return row

    def _note_problem(self, at: int, text: str) -> None:
        if at not in self._damaged:
            self.problems[at] = f"{self.problems[at]}; {text}" if at in self.problems else text

    def _column(self, name: str) -> Sequence[str]:
        return self._texts.get(name) or [""] * len(self.rows)

    def _codes(self, name: str) -> NDArray[np.str_]:
        """A column of codes; "" where empty or not one of the codes (noted)."""
        allowed = CODES[name]
        codes = [text.strip() for text in self._column(name)]
        for at, code in enumerate(codes):
            if code and code not in allowed:
                codes[at] = ""
                self._note_problem(
                    at,
                    _(
                        "{column} is “{text}”, not one of: {allowed}",
                        column=name,
                        text=code,
                        allowed=", ".join(allowed),
                    ),
                )
        return np.array(codes, dtype=np.str_)

    def _numbers(self, name: str) -> Floats:
        """A column of numbers; NaN where empty or not a number (noted)."""
        column = self._column(name)
        try:
            array = np.array([float(text) if text else math.nan for text in column], np.float64)
            # float() takes more than a person means as a number: "nan", "inf", "1_000"
            doubtful = np.isfinite(array).sum() + column.count("") < len(column)
        except ValueError:
            doubtful = True
        if doubtful or "_" in "".join(column):
            return np.array([self._number(name, at, text) for at, text in enumerate(column)])
        return array

    def _number(self, name: str, at: int, text: str) -> float:
        text = text.strip()
        if not text:
            return math.nan
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if math.isfinite(value) and "_" not in text:
            return value
        self._note_problem(at, _("{column} is “{text}”, not a number", column=name, text=text))
        return math.nan

    def _ages(self) -> Floats:
        """Ages in days as given, or from the two dates where no age is given."""
        ages = self._numbers("age_days")
        if set(DATES) & set(self._texts):
            births, visits = (self._column(name) for name in DATES)
            for at, (birth, visit) in enumerate(zip(births, visits, strict=True)):
                days = self._days_between(at, birth.strip(), visit.strip())
                if math.isnan(ages[at]):
                    ages[at] = days
                elif not math.isnan(days) and math.floor(ages[at] + 0.5) != days:
                    self._note_problem(at, _("age_days and the two dates do not agree"))
        for at in np.flatnonzero(ages < 0).tolist():
            ages[at] = math.nan
            self._note_problem(at, _("the age is negative"))
        return ages

    def _days_between(self, at: int, birth: str, visit: str) -> float:
        dates: list[date] = []
        for name, text in zip(DATES, (birth, visit), strict=True):
            if text:
                try:
                    dates.append(iso_date(text))
                except ValueError:
                    self._note_problem(
                        at,
                        _(
                            "{column} is “{text}”, not a date like 2026-11-21",
                            column=name,
                            text=text,
                        ),
                    )
        return float(age_days(dates[0], dates[1])) if len(dates) == 2 else math.nan


def _z_texts(column: ScoreColumn) -> list[str]:
    return ["" if z != z else f"{z:.2f}" for z in column.z.tolist()]


def _flag_texts(column: ScoreColumn) -> list[str]:
    flags = zip(column.flagged.tolist(), column.reason_index.tolist(), strict=True)
    return ["" if reason >= 0 else "1" if flag else "0" for flag, reason in flags]


def _reason_column(column: ScoreColumn) -> list[str]:
    # index -1 (there is a z) picks the empty text at the end
    reasons = (*column.reasons, "")
    return [reasons[index] for index in column.reason_index.tolist()]


def _note(reasons: tuple[str, ...]) -> str:
    """Why values are empty, in words: one phrase per reason, naming the columns it emptied."""
    keys_by_reason: dict[str, list[str]] = {}
    for key, reason in zip(INDICATORS, reasons, strict=True):
        if reason:
            keys_by_reason.setdefault(reason, []).append(key)
    return "; ".join(
        _("{columns}: {reason}", columns=", ".join(keys), reason=_(reason))
        for reason, keys in keys_by_reason.items()
    )
