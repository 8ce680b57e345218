"""A second, deliberately plain count of the monthly rows, made from an exported workbook alone.

Written apart from the program's own tally and sharing no code with it, so that an error in one is
seen by the other. Rules: the register's reading of the monthly report (rows m01 to m24).
"""

from calendar import monthrange
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

PHQ = [f"mh_phq{number}" for number in range(1, 10)]
POSITIVE_SCORE = 10


class Line(dict[str, Any]):
    """One line of a sheet; a column that may be absent reads as empty."""

    def __missing__(self, column: str) -> None:
        return None


def read_workbook(path: Path) -> dict[str, list[Line]]:
    """Every sheet as a list of lines keyed by its header; dates become dates."""
    book = load_workbook(path, read_only=True, data_only=True)
    sheets = {}
    for sheet in book.worksheets:
        rows = sheet.iter_rows(values_only=True)
        header = [str(name) for name in next(rows, ())]
        sheets[sheet.title] = [
            Line((name, _day(value)) for name, value in zip(header, row, strict=False))
            for row in rows
            if any(cell is not None for cell in row)
        ]
    book.close()
    return sheets


def _day(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) else value


def six_months_after(born: date) -> date:
    """The six-month birthday, or the last day of its month where that day does not exist."""
    years, month0 = divmod(born.month - 1 + 6, 12)
    year, month = born.year + years, month0 + 1
    return date(year, month, min(born.day, monthrange(year, month)[1]))


def months_old(born: date, on: date) -> int:
    """Completed calendar months."""
    months = (on.year - born.year) * 12 + on.month - born.month
    last_day = monthrange(on.year, on.month)[1]
    return months - (on.day < min(born.day, last_day))


def count_rows(sheets: dict[str, list[Line]], facility_code: str, month: str) -> dict[str, Any]:
    """Rows m01 to m24 of one month, shaped like the program's JSON."""
    return _Month(sheets, facility_code, month).rows()


class _Month:
    def __init__(self, sheets: dict[str, list[Line]], facility_code: str, month: str) -> None:
        year, number = (int(part) for part in month.split("-"))
        self.first = date(year, number, 1)
        self.last = date(year, number, monthrange(year, number)[1])
        [own] = [
            line["facility_uid"]
            for line in sheets["facility"]
            if line["facility_code"].casefold() == facility_code.casefold()
        ]
        self.infants = {line["infant_uid"]: line for line in sheets["infants"]}
        self.mothers = {line["mother_uid"]: line for line in sheets["mothers"]}
        self.enrolments = {
            line["enrolment_uid"]: line
            for line in sheets["enrolments"]
            if line["facility_uid"] == own and line["outcome"] != "entered_in_error"
        }
        self.stints = [
            line
            for line in sheets["stints"]
            if line["enrolment_uid"] in self.enrolments and line["exit_code"] != "entered_in_error"
        ]
        self.visits = [
            line
            for line in sheets["visits"]
            if line["enrolment_uid"] in self.enrolments and line["entered_in_error"] != "yes"
        ]
        self.appointments = [
            line for line in sheets["appointments"] if line["enrolment_uid"] in self.enrolments
        ]
        self.screening = [
            line
            for line in sheets["screening"]
            if line["facility_uid"] == own and self.first <= line["scr_on"] <= self.last
        ]
        self.answers: dict[str, Line] = {}
        for line in sheets["answers"]:
            self.answers.setdefault(line["visit_uid"], Line())[line["item_id"]] = line["value"]

    def rows(self) -> dict[str, Any]:
        new = self._entered("new", "relapse", "step_down_inpatient")
        graduated = self._left("graduated", "early_discharge_ok")
        died = self._left("died")
        not_recovered = self._left("completed_not_ok", "non_response")
        defaulted = self._left("defaulted")
        to_mami = self._left("transferred_mami")
        to_inpatient = self._left("transferred_inpatient")
        went = self._left("left_area", "withdrew")
        back = {
            "m03_return_default": self._entered("return_after_default"),
            "m04_transfer_in": self._entered("transfer_in_mami"),
            "m05_return_inpatient": self._entered("return_from_inpatient"),
        }
        discharges = graduated + died + defaulted + not_recovered
        completed = graduated + not_recovered
        screened, positive = self._mothers(new)
        rows: dict[str, Any] = {
            "m01_start": self._by_sex(
                s
                for s in self.stints
                if s["started_on"] < self.first
                and (s["ended_on"] is None or s["ended_on"] >= self.first)
            ),
            "m02_new_total": self._by_sex(new)
            | {"age": self._ages(new, "started_on"), "main_reason": self._reasons(new)},
            "m02a_new_first": self._by_sex(
                s for s in new if s["entry_type"] in ("new", "step_down_inpatient")
            ),
            "m02b_relapse": self._by_sex(s for s in new if s["entry_type"] == "relapse"),
            **{row: self._by_sex(stints) for row, stints in back.items()},
            "m06_total_in": self._by_sex(new + sum(back.values(), [])),
            "m07_graduated": self._by_sex(graduated) | {"age": self._ages(graduated, "ended_on")},
            "m08_died": self._by_sex(died) | {"age": self._ages(died, "ended_on")},
            "m09_defaulted": self._by_sex(defaulted),
            "m10_nonresponse": self._by_sex(not_recovered),
            "m11_discharges": self._by_sex(discharges),
            "m12_to_mami": self._by_sex(to_mami),
            "m13_to_inpatient": self._by_sex(to_inpatient),
            "m14_left": self._by_sex(went),
            "m15_total_out": self._by_sex(discharges + to_mami + to_inpatient + went),
            "m16_end": self._by_sex(
                s
                for s in self.stints
                if s["started_on"] <= self.last
                and (s["ended_on"] is None or s["ended_on"] > self.last)
            ),
            "m17_visits_due": {"total": sum(1 for a in self.appointments if self._was_due(a))},
            "m18_visits_done": {"total": len(self._made())},
            "m19_home_visits": {
                "total": sum(1 for v in self._made() if v["visit_kind"] == "home_visit")
            },
            "m20_ebf_in": self._fed([self._feeding_in(s) for s in new]),
            "m21_ebf_out": self._fed([self._feeding_out(s) for s in completed]),
            "m22_mat_mh_screened": {"total": screened},
            "m22_mat_mh_positive": {"total": positive},
            "m23_screened": self._tally("scr_male", "scr_female"),
            "m23_at_risk": self._tally("scr_at_risk_male", "scr_at_risk_female"),
            "m24_linked": {
                "total": sum(1 for s in completed if self._linked(s)),
                "of": len(completed),
            },
        }
        return rows

    def _infant(self, stint: Line) -> Line:
        return self.infants[self.enrolments[stint["enrolment_uid"]]["infant_uid"]]

    def _by_sex(self, stints: Any) -> dict[str, Any]:
        sexes = [self._infant(stint)["sex"] for stint in stints]
        return {"m": sexes.count("male"), "f": sexes.count("female"), "total": len(sexes)}

    def _entered(self, *types: str) -> list[Line]:
        return [
            s
            for s in self.stints
            if s["entry_type"] in types and self.first <= s["started_on"] <= self.last
        ]

    def _left(self, *codes: str) -> list[Line]:
        return [
            s
            for s in self.stints
            if s["exit_code"] in codes and self.first <= s["ended_on"] <= self.last
        ]

    def _ages(self, stints: list[Line], day: str) -> dict[str, int]:
        bands = {"0-1": 0, "2-3": 0, "4-5": 0}
        if day == "ended_on":
            bands[">=6"] = 0
        for stint in stints:
            months = months_old(self._infant(stint)["date_of_birth"], stint[day])
            bands[["0-1", "2-3", "4-5", ">=6"][min(months // 2, 3)]] += 1
        return bands

    def _reasons(self, stints: list[Line]) -> dict[str, int]:
        reasons = [self.enrolments[s["enrolment_uid"]]["main_reason"] for s in stints]
        return {reason: reasons.count(reason) for reason in sorted(set(reasons))}

    def _was_due(self, appointment: Line) -> bool:
        day = appointment["scheduled_on"]
        return (
            appointment["status"] == "booked"
            and self.first <= day <= self.last
            and any(
                s["enrolment_uid"] == appointment["enrolment_uid"]
                and s["started_on"] <= day
                and (s["ended_on"] is None or day <= s["ended_on"])
                for s in self.stints
            )
        )

    def _made(self) -> list[Line]:
        return [
            v
            for v in self.visits
            if v["visit_no"] >= 1
            and v["visit_kind"] not in ("absent", "phone")
            and self.first <= v["visit_on"] <= self.last
        ]

    def _answers(self, visit: Line) -> Line:
        return self.answers.get(visit["visit_uid"], Line())

    def _first_visit(self, stint: Line) -> Line | None:
        return next(
            (
                v
                for v in self.visits
                if v["enrolment_uid"] == stint["enrolment_uid"] and v["visit_no"] == 0
            ),
            None,
        )

    def _feeding_in(self, stint: Line) -> str | None:
        visit = self._first_visit(stint)
        return None if visit is None else self._answers(visit)["fd_type"]

    def _feeding_out(self, stint: Line) -> str | None:
        birthday = six_months_after(self._infant(stint)["date_of_birth"])
        known = [
            (v["visit_on"], v["visit_no"], self._answers(v)["fd_type"])
            for v in self.visits
            if v["enrolment_uid"] == stint["enrolment_uid"]
            and v["visit_no"] >= 1
            and v["visit_on"] <= stint["ended_on"]
            and v["visit_on"] < birthday
            and self._answers(v)["fd_type"] not in (None, "not_assessed")
        ]
        return max(known)[2] if known else None

    @staticmethod
    def _fed(kinds: list[str | None]) -> dict[str, int]:
        known = [kind for kind in kinds if kind not in (None, "not_assessed")]
        return {"total": known.count("exclusive_bf"), "of": len(known)}

    def _mothers(self, stints: list[Line]) -> tuple[int, int]:
        screened, positive = set(), set()
        for stint in stints:
            visit = self._first_visit(stint)
            if visit is None:
                continue
            mother = self._infant(stint)["mother_uid"]
            asked, worried = self._wellbeing(visit)
            if asked:
                screened.add(mother)
            if worried:
                positive.add(mother)
        return len(screened), len(positive)

    def _wellbeing(self, visit: Line) -> tuple[bool, bool]:
        answers = {
            item: value for item, value in self._answers(visit).items() if value != "not_assessed"
        }
        infant = self.infants[visit["infant_uid"]]
        status = answers.get("reg_mother_status") or self.mother_status(infant)
        if status in ("dead", "alive_absent"):
            return False, False
        if answers.get("mh_ok_to_ask") == "no":
            answers = {
                item: value
                for item, value in answers.items()
                if item not in PHQ and item != "mh_other_score"
            }
        scores = [answers[item] for item in PHQ if item in answers]
        other = answers.get("mh_other_score")
        worried = (
            sum(scores) >= POSITIVE_SCORE
            or (other is not None and other >= POSITIVE_SCORE)
            or answers.get("mh_phq9", 0) >= 1
            or answers.get("mh_harm_infant") == "yes"
            or answers.get("mh_psychosis") == "yes"
        )
        two = [answers[item] for item in PHQ[:2] if item in answers]
        asked = len(scores) == 9 or (len(two) == 2 and sum(two) < 3) or other is not None
        return asked or worried, worried

    def mother_status(self, infant: Line) -> str | None:
        return self.mothers[infant["mother_uid"]]["mother_status"]

    def _tally(self, boys: str, girls: str) -> dict[str, int]:
        m = sum(line[boys] for line in self.screening)
        f = sum(line[girls] for line in self.screening)
        return {"m": m, "f": f, "total": m + f}

    def _linked(self, stint: Line) -> bool:
        return self.enrolments[stint["enrolment_uid"]]["linked_to"] not in (None, "none")
