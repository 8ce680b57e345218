"""Rows m01 to m24 of the monthly report; every number keeps the ids of the records behind it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from mami_desktop.growth.age import age_months, six_month_birthday
from mami_desktop.pathway.facts import Appointment, Book, Screening, Stint, Visit
from mami_desktop.period import Period

Kind = Literal["stint", "enrolment", "visit", "appointment", "mother", "screening", "referral"]
"""What the ids behind a number are."""

NEW_TYPES = frozenset({"new", "relapse", "step_down_inpatient"})
GRADUATED: frozenset[str | None] = frozenset({"graduated", "early_discharge_ok"})
NOT_RECOVERED: frozenset[str | None] = frozenset({"completed_not_ok", "non_response"})
SEXES = {"m": "male", "f": "female"}
ENTRY_BANDS = ("0-1", "2-3", "4-5")
EXIT_BANDS = (*ENTRY_BANDS, ">=6")
AGE, REASON = "age", "main_reason"


@dataclass(frozen=True)
class Cell:
    """A number and the records it was counted from."""

    number: int
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """``cells`` by column: m, f, total, of, and splits: ``age:0-1``, ``main_reason:r_waz``."""

    id: str
    kind: Kind
    cells: Mapping[str, Cell]

    def number(self, column: str = "total") -> int:
        """The number in a column; 0 where the split has no such part."""
        cell = self.cells.get(column)
        return cell.number if cell else 0

    def ids(self, column: str = "total") -> tuple[str, ...]:
        """The records behind a column."""
        cell = self.cells.get(column)
        return cell.ids if cell else ()

    def parts(self, split: str) -> dict[str, Cell]:
        """The parts of a split (``age`` or ``main_reason``) by their code."""
        start = f"{split}:"
        return {
            key.removeprefix(start): c for key, c in self.cells.items() if key.startswith(start)
        }


@dataclass(frozen=True)
class Entries:
    """The stints that enter and leave in a period, by what they count as."""

    new: list[Stint]
    graduated: list[Stint]
    not_recovered: list[Stint]

    @property
    def completed(self) -> list[Stint]:
        """m07 and m10: those whose "out" values are asked for."""
        return self.graduated + self.not_recovered


def entered(book: Book, period: Period, types: Collection[str]) -> list[Stint]:
    """Stints that begin in the period with one of the entry types."""
    return [s for s in book.stints if s.entry_type in types and period.contains(s.started_on)]


def left(book: Book, period: Period, codes: Collection[str | None]) -> list[Stint]:
    """Stints that end in the period with one of the exit codes."""
    return [s for s in book.stints if s.exit_code in codes and period.contains(s.ended_on)]


def entries(book: Book, period: Period) -> Entries:
    """The groups of stints most indicators are about."""
    return Entries(
        entered(book, period, NEW_TYPES),
        left(book, period, GRADUATED),
        left(book, period, NOT_RECOVERED),
    )


def on_roll_at_start(book: Book, period: Period) -> list[Stint]:
    """m01: begun before the first day and not ended before it."""
    first = period.first_on
    return [
        s
        for s in book.stints
        if s.started_on < first and (s.ended_on is None or s.ended_on >= first)
    ]


def on_roll_at_end(book: Book, period: Period) -> list[Stint]:
    """m16: begun by the last day and not ended by it."""
    last = period.last_on
    return [
        s for s in book.stints if s.started_on <= last and (s.ended_on is None or s.ended_on > last)
    ]


def visits_due(book: Book, period: Period) -> list[Appointment]:
    """m17: appointments that stood, on a day on the roll (the day of exit included)."""
    return [
        a
        for a in book.appointments
        if a.status == "booked"
        and period.contains(a.scheduled_on)
        and any(
            s.started_on <= a.scheduled_on and (s.ended_on is None or a.scheduled_on <= s.ended_on)
            for s in book.stints_of[a.enrolment_uid]
        )
    ]


def visits_made(book: Book, period: Period) -> list[Visit]:
    """m18: visits of an enrolment after visit 0 at which somebody was seen."""
    return [
        v
        for v in book.visits
        if v.enrolment_uid in book.enrolments
        and (v.visit_no or 0) >= 1
        and v.seen
        and period.contains(v.visit_on)
    ]


def feeding_in(book: Book, stint: Stint) -> str | None:
    """``fd_type`` at visit 0."""
    visit = book.first_visit(stint.enrolment_uid)
    return visit.fd_type if visit else None


def feeding_out(book: Book, stint: Stint) -> str | None:
    """The last ``fd_type`` answered after visit 0, by the exit and before the 6-month birthday."""
    birthday = six_month_birthday(book.infant(stint.enrolment_uid).born_on)
    for visit in reversed(book.later_visits(stint.enrolment_uid, stint.ended_on)):
        if visit.visit_on < birthday and visit.fd_type is not None:
            return visit.fd_type
    return None


def linked(book: Book, stint: Stint) -> bool:
    """Whether the pair was handed over to another service at the end."""
    return book.enrolments[stint.enrolment_uid].linked_to not in (None, "none")


def enrolments_by_mother(book: Book, stints: list[Stint]) -> dict[str, list[str]]:
    """Mothers of the stints with their enrolments among them; a mother of twins stands once."""
    mothers: dict[str, list[str]] = {}
    for stint in stints:
        uid = stint.enrolment_uid
        mothers.setdefault(book.infant(uid).mother_uid, []).append(uid)
    return mothers


def mothers_at_entry(book: Book, new: list[Stint]) -> tuple[list[str], list[str]]:
    """m22: mothers screened, and mothers positive, at visit 0 of any of their enrolments."""
    screened, positive = [], []
    for mother, enrolments in enrolments_by_mother(book, new).items():
        visits = [v for v in map(book.first_visit, enrolments) if v is not None]
        if any(v.mh_screened for v in visits):
            screened.append(mother)
        if any(v.mh_positive for v in visits):
            positive.append(mother)
    return screened, positive


def count_rows(book: Book, period: Period) -> dict[str, Row]:
    """Every row of the report in its order."""
    groups = entries(book, period)
    new, out = groups.new, groups.completed
    back = {
        "m03_return_default": entered(book, period, {"return_after_default"}),
        "m04_transfer_in": entered(book, period, {"transfer_in_mami"}),
        "m05_return_inpatient": entered(book, period, {"return_from_inpatient"}),
    }
    died = left(book, period, {"died"})
    defaulted = left(book, period, {"defaulted"})
    discharges = groups.graduated + died + defaulted + groups.not_recovered
    moved = {
        "m12_to_mami": left(book, period, {"transferred_mami"}),
        "m13_to_inpatient": left(book, period, {"transferred_inpatient"}),
        "m14_left": left(book, period, {"left_area", "withdrew"}),
    }
    made = visits_made(book, period)
    fed_in = [(s, feeding_in(book, s)) for s in new]
    fed_out = [(s, feeding_out(book, s)) for s in out]
    screened, positive = mothers_at_entry(book, new)
    tallies = [line for line in book.screenings if period.contains(line.scr_on)]
    rows = [
        _by_sex(book, "m01_start", on_roll_at_start(book, period)),
        _with_splits(book, "m02_new_total", new, ENTRY_BANDS, reasons=True),
        _by_sex(book, "m02a_new_first", [s for s in new if s.entry_type != "relapse"]),
        _by_sex(book, "m02b_relapse", [s for s in new if s.entry_type == "relapse"]),
        *(_by_sex(book, row, stints) for row, stints in back.items()),
        _by_sex(book, "m06_total_in", [*new, *(s for stints in back.values() for s in stints)]),
        _with_splits(book, "m07_graduated", groups.graduated, EXIT_BANDS),
        _with_splits(book, "m08_died", died, EXIT_BANDS),
        _by_sex(book, "m09_defaulted", defaulted),
        _by_sex(book, "m10_nonresponse", groups.not_recovered),
        _by_sex(book, "m11_discharges", discharges),
        *(_by_sex(book, row, stints) for row, stints in moved.items()),
        _by_sex(
            book, "m15_total_out", [*discharges, *(s for stints in moved.values() for s in stints)]
        ),
        _by_sex(book, "m16_end", on_roll_at_end(book, period)),
        _total("m17_visits_due", "appointment", [a.uid for a in visits_due(book, period)]),
        _total("m18_visits_done", "visit", [v.uid for v in made]),
        _total("m19_home_visits", "visit", [v.uid for v in made if v.kind == "home_visit"]),
        _part_of("m20_ebf_in", *exclusively_breastfed(fed_in)),
        _part_of("m21_ebf_out", *exclusively_breastfed(fed_out)),
        _total("m22_mat_mh_screened", "mother", screened),
        _total("m22_mat_mh_positive", "mother", positive),
        _screening("m23_screened", tallies, [(t.male, t.female) for t in tallies]),
        _screening("m23_at_risk", tallies, [(t.at_risk_male, t.at_risk_female) for t in tallies]),
        _part_of("m24_linked", [s for s in out if linked(book, s)], out),
    ]
    return {row.id: row for row in rows}


def exclusively_breastfed(
    fed: list[tuple[Stint, str | None]],
) -> tuple[list[Stint], list[Stint]]:
    """Those fed on breast milk only, and those whose feeding is known."""
    known = [stint for stint, feeding in fed if feeding is not None]
    return [stint for stint, feeding in fed if feeding == "exclusive_bf"], known


def _cell(uids: Iterable[str]) -> Cell:
    ids = tuple(uids)
    return Cell(len(ids), ids)


def _stints(stints: Iterable[Stint]) -> Cell:
    return _cell(stint.uid for stint in stints)


def _by_sex(book: Book, row: str, stints: list[Stint]) -> Row:
    cells = {
        column: _stints(s for s in stints if book.infant(s.enrolment_uid).sex == sex)
        for column, sex in SEXES.items()
    }
    return Row(row, "stint", cells | {"total": _stints(stints)})


def _with_splits(
    book: Book, row: str, stints: list[Stint], bands: tuple[str, ...], *, reasons: bool = False
) -> Row:
    cells = dict(_by_sex(book, row, stints).cells)
    for band in bands:
        cells[f"{AGE}:{band}"] = _stints(
            s for s in stints if age_band(book, s, at_exit=bands is EXIT_BANDS) == band
        )
    if reasons:
        codes = {book.enrolments[s.enrolment_uid].main_reason for s in stints}
        for code in sorted(codes):
            cells[f"{REASON}:{code}"] = _stints(
                s for s in stints if book.enrolments[s.enrolment_uid].main_reason == code
            )
    return Row(row, "stint", cells)


def age_band(book: Book, stint: Stint, *, at_exit: bool) -> str | None:
    """The band of completed months at entry or exit; None on a day before birth (a data error)."""
    born_on = book.infant(stint.enrolment_uid).born_on
    on = stint.ended_on if at_exit else stint.started_on
    if on is None or on < born_on:
        return None
    return EXIT_BANDS[min(age_months(born_on, on) // 2, 3)]


def _total(row: str, kind: Kind, uids: list[str]) -> Row:
    return Row(row, kind, {"total": _cell(uids)})


def _part_of(row: str, part: list[Stint], whole: list[Stint]) -> Row:
    return Row(row, "stint", {"total": _stints(part), "of": _stints(whole)})


def _screening(row: str, lines: list[Screening], counts: list[tuple[int, int]]) -> Row:
    def summed(numbers: list[int]) -> Cell:
        ids = [line.uid for line, number in zip(lines, numbers, strict=True) if number]
        return Cell(sum(numbers), tuple(ids))

    return Row(
        row,
        "screening",
        {
            "m": summed([m for m, _f in counts]),
            "f": summed([f for _m, f in counts]),
            "total": summed([m + f for m, f in counts]),
        },
    )
