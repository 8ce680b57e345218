"""The workbook without people: what may leave the facility as lines (records dossier 10.2).

Names, numbers, villages, free text and exact dates are left out; keys are random numbers, new in
every export; dates are days since enrolment, or months; sensitive answers, services and reasons are
left out or become "other"; struck-out lines are left out.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mami_desktop.growth.age import age_days
from mami_desktop.models.codes import PRIVATE_REASONS, PRIVATE_SERVICES
from mami_desktop.pathway.definition import Pathway
from mami_desktop.reports.records import Cell
from mami_desktop.services.workbook_sheets import SHEETS, Sheet, SheetColumn

STRUCK = "entered_in_error"
OTHER_REASON, OTHER_SERVICE = "r_other", "other"

LEFT_OUT_COLUMNS = frozenset(
    {
        "mami_no", "previous_mami_no", "referral_no", "village", "died_on", "death_cause",
        "date_of_birth", "ref_time", "entered_in_error", "admin1", "admin2", "admin3",
    }
)  # fmt: skip
LEFT_OUT_ITEMS = frozenset(
    {"mp_hiv", "med_hiv", "mp_tb", "mp_substance", "risk_violence", "risk_social"}
)
LEFT_OUT_ACTIONS = frozenset(
    {
        "ref_mental_health", "ref_mental_health_urgent", "ref_protection", "ref_hiv", "ref_tb",
        "bf_hiv", "mat_mh_support",
    }
)  # fmt: skip
KEYS = {
    "infant_uid": "infant",
    "mother_uid": "mother",
    "enrolment_uid": "enrolment",
    "stint_uid": "stint",
    "visit_uid": "visit",
    "appointment_uid": "appointment",
    "attempt_uid": "attempt",
    "referral_uid": "referral",
    "screening_uid": "screening",
}
MAY_LACK_ENROLMENT = ("visits", "referrals")
DAYS_IN_WEEK = 7

Line = dict[str, Cell]
Lines = Callable[[Sheet], Iterator[Sequence[Cell]]]


@dataclass(frozen=True)
class AnonymousSheet:
    """A sheet as it is written: its name, and its columns in order."""

    name: str
    columns: tuple[SheetColumn, ...]


def _number(name: str, unit: str = "") -> SheetColumn:
    return SheetColumn(name, "int", "O", "-", unit)


def _month(name: str) -> SheetColumn:
    return SheetColumn(name, "text", "O", "-", "year-month")


def _columns(sheet: Sheet) -> Iterator[SheetColumn]:
    for column in sheet.columns:
        if column.name == "facility_uid":
            if sheet.name != "facility":
                yield SheetColumn("facility_code", "text", "O", "-")
        elif column.name == "mother_uid":
            yield _number("mother_key")
        elif column.name in KEYS:
            yield _number(column.name)
        elif column.name in LEFT_OUT_COLUMNS or column.privacy == "D":
            continue
        elif column.name == "enrolled_on":
            yield _month("enrolled_month")
            yield _number("age_weeks", "weeks")
        elif column.kind == "date":
            stem = column.name.removesuffix("_on")
            if sheet.name != "screening":
                yield _number(f"{stem}_day", "days")
            if sheet.name in (*MAY_LACK_ENROLMENT, "screening"):
                yield _month(f"{stem}_month")
            if column.name == "visit_on":
                yield _number("age_weeks", "weeks")
        else:
            yield column


ANONYMOUS_SHEETS = tuple(
    AnonymousSheet(sheet.name, tuple(_columns(sheet)))
    for sheet in SHEETS
    if sheet.name != "mothers"
)
"""The data sheets of an anonymous workbook."""


@dataclass
class Anonymizer:
    """Turns the lines of a full export into anonymous ones; ``lines`` gives those of a sheet."""

    lines: Lines
    pathway: Pathway
    _keys: dict[tuple[str, str], int] = field(default_factory=dict)
    _facilities: dict[str, Cell] = field(default_factory=dict)
    _infants: dict[str, Line] = field(default_factory=dict)
    _enrolments: dict[str, Line] = field(default_factory=dict)
    _visits: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._random = random.SystemRandom()
        self._used: set[int] = set()
        for line in self._full("facility"):
            self._facilities[str(line["facility_uid"])] = line["facility_code"]
        self._infants = {str(line["infant_uid"]): line for line in self._full("infants")}
        for line in self._full("enrolments"):
            if line["outcome"] != STRUCK:
                self._enrolments[str(line["enrolment_uid"])] = line

    def rows(self, sheet: AnonymousSheet) -> list[Sequence[Cell]]:
        """The lines of a sheet, in an order that does not give the old one away."""
        found = [
            [line.get(column.name) for column in sheet.columns]
            for line in map(self._anonymous(sheet.name), self._standing(sheet.name))
            if line is not None
        ]
        return sorted(found, key=lambda line: [str(cell) for cell in line])

    def alone(self) -> int:
        """How many enrolments are alone in their combination of sex, month and main reason."""
        groups = Counter(
            (
                self._infants[str(line["infant_uid"])]["sex"],
                _month_of(line["enrolled_on"]),
                _public_reason(line["main_reason"]),
            )
            for line in self._enrolments.values()
        )
        return sum(count for count in groups.values() if count == 1)

    def _full(self, name: str) -> Iterator[Line]:
        sheet = next(one for one in SHEETS if one.name == name)
        for cells in self.lines(sheet):
            yield dict(zip(sheet.names, cells, strict=True))

    def _standing(self, name: str) -> Iterator[Line]:
        """The lines that were not struck out, themselves or with what they belong to."""
        for line in self._full(name):
            if line.get("entered_in_error") == "yes" or STRUCK in (
                line.get("exit_code"),
                line.get("outcome"),
            ):
                continue
            enrolment_uid = line.get("enrolment_uid")
            if enrolment_uid is not None and str(enrolment_uid) not in self._enrolments:
                continue
            if name == "visits":
                self._visits.add(str(line["visit_uid"]))
            elif name in ("answers", "actions") and str(line["visit_uid"]) not in self._visits:
                continue
            yield line

    def _anonymous(self, name: str) -> Callable[[Line], Line | None]:
        special: Mapping[str, Callable[[Line], Line | None]] = {
            "answers": self._answer,
            "actions": self._action,
        }
        return special.get(name, self._line)

    def _line(self, line: Line) -> Line:
        new: Line = {}
        enrolled_on = self._enrolled_on(line)
        for name, value in line.items():
            if name in KEYS:
                new["mother_key" if name == "mother_uid" else name] = self._key(name, value)
            elif isinstance(value, date):
                stem = name.removesuffix("_on")
                if enrolled_on is not None and name != "enrolled_on":
                    new[f"{stem}_day"] = (value - enrolled_on).days
                else:
                    new[f"{stem}_month"] = _month_of(value)
            elif name == "facility_uid":
                new["facility_code"] = self._facilities.get(str(value))
            elif name in ("main_reason", "reasons"):
                new[name] = _public_reason(value)
            elif name == "to_service":
                new[name] = OTHER_SERVICE if value in PRIVATE_SERVICES else value
            else:
                new[name] = value
        day = line.get("visit_on") or line.get("enrolled_on")
        born_on = self._infants.get(str(line.get("infant_uid")), {}).get("date_of_birth")
        if isinstance(day, date) and isinstance(born_on, date):
            new["age_weeks"] = age_days(born_on, day) // DAYS_IN_WEEK
        return new

    def _enrolled_on(self, line: Line) -> date | None:
        enrolment = self._enrolments.get(str(line.get("enrolment_uid")))
        day = enrolment["enrolled_on"] if enrolment else None
        return day if isinstance(day, date) else None

    def _answer(self, line: Line) -> Line | None:
        item_id = str(line["item_id"])
        name, _dot, part = item_id.partition(".")
        shown = part != "text" and is_public(self.pathway, name)
        return self._line(line) if shown else None

    def _action(self, line: Line) -> Line | None:
        return None if line["action_id"] in LEFT_OUT_ACTIONS else self._line(line)

    def _key(self, name: str, value: Cell) -> int | None:
        if value is None:
            return None
        wanted = (KEYS[name], str(value))
        if wanted not in self._keys:
            number = self._random.randrange(10**8, 10**9)
            while number in self._used:
                number = self._random.randrange(10**8, 10**9)
            self._used.add(number)
            self._keys[wanted] = number
        return self._keys[wanted]


def is_public(pathway: Pathway, item_id: str) -> bool:
    """Whether the answers to an item may stand in an anonymous workbook."""
    item = pathway.items.get(item_id)
    hidden = item_id in LEFT_OUT_ITEMS or item_id.startswith("mh_")
    return not hidden and item is not None and item.kind not in ("text", "date")


def _month_of(day: Any) -> str | None:
    return f"{day:%Y-%m}" if isinstance(day, date) else None


def _public_reason(value: Cell) -> Cell:
    """Reasons without those about mind, HIV and family situation; several are joined by ``;``."""
    if value is None:
        return None
    public = [OTHER_REASON if code in PRIVATE_REASONS else code for code in str(value).split(";")]
    return ";".join(dict.fromkeys(public))
