"""What a register workbook may never say: wrong types, dangling references, contradictions.

Plain code after the description of the workbook (what import refuses) and the exact reading of
stays in the records dossier 6.6 no. 1, 3, 5 and 6; it shares nothing with the program.
"""

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Any

from tests.export.columns import COLUMNS, RANGES
from tests.export.reading import Line, made_on

Sheets = dict[str, list[Line]]
NEW_ENTRIES = {"new", "relapse", "step_down_inpatient", "transfer_in_mami"}
STEPS = {
    "transferred_inpatient": "return_from_inpatient",
    "defaulted": "return_after_default",
    "left_area": "return_after_default",
    "withdrew": "return_after_default",
}
LATEST_RETURN_DAYS = 60
FUTURE_ALLOWED = {"scheduled_on", "return_on", "follow_up_on"}
STRUCK = "entered_in_error"
NOT_SEEN = {"absent", "phone"}


def contradictions(sheets: Sheets) -> list[str]:
    """Every sentence that import would refuse the workbook with."""
    said: list[str] = []
    said += _cells(sheets)
    said += _keys_and_references(sheets)
    if said:
        return said
    for check in (_enrolments, _visits, _stays, _deaths, _visit_numbers, _counts, _kept):
        said += check(sheets)
    return said


def assert_consistent(sheets: Sheets) -> None:
    """Fail with every contradiction at once."""
    said = contradictions(sheets)
    assert not said, f"{len(said)} contradictions:\n" + "\n".join(said[:40])


def half_birthday(born: date) -> date:
    """Same day six months later, or the last day of that month."""
    month = born.month + 6
    year, month = born.year + (month - 1) // 12, (month - 1) % 12 + 1
    day = born.day
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1


def _cells(sheets: Sheets) -> list[str]:
    said = []
    today = made_on(sheets)
    for name, columns in COLUMNS.items():
        for row, line in enumerate(sheets[name], start=2):
            where = f"{name} row {row}"
            if list(line) != [column for column, _kind, _req in columns]:
                return [f"{name}: columns {list(line)}"]
            for column, kind, required in columns:
                value = line[column]
                if value is None:
                    if required:
                        said.append(f"{where}: {column} is empty")
                    continue
                if not _fits(kind, value):
                    said.append(f"{where}: {column} holds {value!r}")
                if kind == "date" and today and column not in FUTURE_ALLOWED and value > today:
                    said.append(f"{where}: {column} {value} is in the future")
                low, high = RANGES.get(column, (None, None))
                if low is not None and not low <= value <= high:
                    said.append(f"{where}: {column} {value} out of range")
    return said


def _fits(kind: str, value: Any) -> bool:
    if kind == "date":
        return isinstance(value, date)
    if kind == "int":
        return isinstance(value, int)
    if kind == "num":
        return isinstance(value, int | float)
    if kind == "bool":
        return value in ("yes", "no")
    if kind == "any":
        return True
    if kind.startswith("codes:"):
        return isinstance(value, str) and set(value.split(";")) <= set(kind[6:].split(","))
    if kind.startswith("code:"):
        return value in kind[5:].split(",")
    return isinstance(value, str) and len(value) <= 2000


def _keys_and_references(sheets: Sheets) -> list[str]:
    said = []
    own_key = {
        "facility": ("facility_uid",),
        "mothers": ("mother_uid",),
        "infants": ("infant_uid",),
        "enrolments": ("enrolment_uid",),
        "stints": ("stint_uid",),
        "visits": ("visit_uid",),
        "answers": ("visit_uid", "item_id"),
        "actions": ("visit_uid", "action_id"),
        "appointments": ("appointment_uid",),
        "contact_attempts": ("attempt_uid",),
        "referrals": ("referral_uid",),
        "screening": ("screening_uid",),
    }
    for name, key in own_key.items():
        counted = Counter(tuple(line[part] for part in key) for line in sheets[name])
        said += [f"{name}: {key} twice" for key, count in counted.items() if count > 1]
    homes = {
        key[0]: {line[key[0]] for line in sheets[name]}
        for name, key in own_key.items()
        if len(key) == 1
    }
    for name in own_key:
        for row, line in enumerate(sheets[name], start=2):
            for column, value in line.items():
                if column in homes and value is not None and value not in homes[column]:
                    said.append(f"{name} row {row}: {column} leads nowhere")
    for name, number in (("enrolments", "mami_no"), ("referrals", "referral_no")):
        counted = Counter(
            (line["facility_uid"], line[number].strip().casefold()) for line in sheets[name]
        )
        said += [f"{name}: {number} {key[1]} twice" for key, n in counted.items() if n > 1]
    return said


def _live_enrolments(sheets: Sheets) -> list[Line]:
    return [line for line in sheets["enrolments"] if line["outcome"] != STRUCK]


def _enrolments(sheets: Sheets) -> list[str]:
    infants = {line["infant_uid"]: line for line in sheets["infants"]}
    said = []
    for line in sheets["enrolments"]:
        if (line["outcome"] is None) != (line["outcome_on"] is None):
            said.append(f"{line['mami_no']}: outcome and its date do not go together")
        if line["consent_care"] != "yes":
            said.append(f"{line['mami_no']}: enrolled without consent")
        if line["reasons"] and line["main_reason"] not in line["reasons"].split(";"):
            said.append(f"{line['mami_no']}: main reason is not among the reasons")
    for line in _live_enrolments(sheets):
        born = infants[line["infant_uid"]]["date_of_birth"]
        if not born <= line["enrolled_on"] < half_birthday(born):
            said.append(f"{line['mami_no']}: enrolled on {line['enrolled_on']}, born {born}")
    return said


def _live_stints(sheets: Sheets) -> dict[str, list[Line]]:
    stints = defaultdict(list)
    for line in sheets["stints"]:
        if line["exit_code"] != STRUCK:
            stints[line["enrolment_uid"]].append(line)
    return {key: sorted(lines, key=lambda line: line["seq"]) for key, lines in stints.items()}


def _live_visits(sheets: Sheets) -> list[Line]:
    return [line for line in sheets["visits"] if line["entered_in_error"] != "yes"]


def _visits(sheets: Sheets) -> list[str]:
    infants = {line["infant_uid"]: line for line in sheets["infants"]}
    enrolments = {line["enrolment_uid"]: line for line in _live_enrolments(sheets)}
    all_enrolments = {line["enrolment_uid"] for line in sheets["enrolments"]}
    stints = _live_stints(sheets)
    said = []
    for line in _live_visits(sheets):
        where = f"visit {line['visit_uid']} on {line['visit_on']}"
        born = infants[line["infant_uid"]]["date_of_birth"]
        if born is not None and line["visit_on"] < born:
            said.append(f"{where}: before birth")
        if line["enrolment_uid"] is None:
            if line["visit_kind"] != "assessment":
                said.append(f"{where}: without enrolment, but {line['visit_kind']}")
            continue
        if (line["visit_kind"] == "enrolment") != (line["visit_no"] == 0):
            said.append(f"{where}: visit {line['visit_no']} is {line['visit_kind']}")
        if line["enrolment_uid"] not in enrolments:
            assert line["enrolment_uid"] in all_enrolments
            continue
        enrolment = enrolments[line["enrolment_uid"]]
        if enrolment["infant_uid"] != line["infant_uid"]:
            said.append(f"{where}: of another infant than its enrolment")
        if line["visit_on"] < enrolment["enrolled_on"]:
            said.append(f"{where}: before enrolment")
        last = stints[line["enrolment_uid"]][-1]
        if last["ended_on"] is not None and line["visit_on"] > last["ended_on"]:
            said.append(f"{where}: after the last stay ended on {last['ended_on']}")
    return said


def _stays(sheets: Sheets) -> list[str]:
    said = []
    stints = _live_stints(sheets)
    for line in sheets["stints"]:
        if (line["exit_code"] is None) != (line["ended_on"] is None):
            said.append(f"stint {line['stint_uid']}: exit and its date do not go together")
    by_infant = defaultdict(list)
    for enrolment in _live_enrolments(sheets):
        where = enrolment["mami_no"]
        stays = stints.get(enrolment["enrolment_uid"], [])
        if not stays:
            said.append(f"{where}: no stay")
            continue
        said += [f"{where}: {text}" for text in _steps(enrolment, stays)]
        key = (enrolment["facility_uid"], enrolment["infant_uid"])
        by_infant[key].append((stays[0]["started_on"], stays[-1]["ended_on"], where))
    for spans in by_infant.values():
        spans.sort(key=lambda span: span[0])
        for (_start, end, one), (start, _end, other) in zip(spans, spans[1:], strict=False):
            if end is None or end > start:
                said.append(f"{one} and {other} overlap")
    return said


def _steps(enrolment: Line, stays: list[Line]) -> list[str]:
    said = []
    first, last = stays[0], stays[-1]
    if (first["started_on"], first["entry_type"]) != (
        enrolment["enrolled_on"],
        enrolment["entry_type"],
    ):
        said.append("first stay differs from the enrolment")
    for stay in stays:
        if stay["ended_on"] is not None and stay["ended_on"] < stay["started_on"]:
            said.append("a stay ends before it starts")
    for before, after in zip(stays, stays[1:], strict=False):
        if before["ended_on"] is None or after["started_on"] < before["ended_on"]:
            said.append("stays overlap")
            continue
        if STEPS.get(before["exit_code"]) != after["entry_type"]:
            said.append(f"{after['entry_type']} after {before['exit_code']}")
        late = before["ended_on"] + timedelta(days=LATEST_RETURN_DAYS)
        if after["entry_type"] == "return_after_default" and after["started_on"] > late:
            said.append("came back too late for the same enrolment")
    if first["entry_type"] not in NEW_ENTRIES:
        said.append("first stay is a return")
    if enrolment["outcome"] is None:
        if last["exit_code"] not in (None, "transferred_inpatient"):
            said.append(f"open, but the last stay ended with {last['exit_code']}")
    elif (enrolment["outcome"], enrolment["outcome_on"]) != (last["exit_code"], last["ended_on"]):
        said.append("outcome differs from the end of the last stay")
    return said


def _deaths(sheets: Sheets) -> list[str]:
    died = {
        line["infant_uid"]: line["died_on"] or line["outcome_on"]
        for line in _live_enrolments(sheets)
        if line["outcome"] == "died"
    }
    of_enrolment = {line["enrolment_uid"]: line["infant_uid"] for line in _live_enrolments(sheets)}
    said = []
    for visit in _live_visits(sheets):
        end = died.get(visit["infant_uid"])
        if end and visit["visit_on"] > end and visit["visit_kind"] not in NOT_SEEN:
            said.append(f"visit {visit['visit_uid']} after death")
    for enrolment_uid, stays in _live_stints(sheets).items():
        end = died.get(of_enrolment.get(enrolment_uid, ""))
        if end and any(stay["started_on"] > end for stay in stays):
            said.append(f"stay of {enrolment_uid} after death")
    return said


def _visit_numbers(sheets: Sheets) -> list[str]:
    visits = defaultdict(list)
    for line in sheets["visits"]:
        if line["enrolment_uid"] is not None:
            visits[line["enrolment_uid"]].append(line)
    said = []
    for enrolment_uid, lines in visits.items():
        numbers = [line["visit_no"] for line in lines]
        if None in numbers or len(set(numbers)) != len(numbers):
            said.append(f"visit numbers of {enrolment_uid}: {sorted(map(str, numbers))}")
            continue
        live = sorted(
            (line for line in lines if line["entered_in_error"] != "yes"),
            key=lambda line: line["visit_no"],
        )
        days = [line["visit_on"] for line in live]
        if days != sorted(days):
            said.append(f"visit numbers of {enrolment_uid} do not rise with the days")
        seen = [line["visit_on"] for line in live if line["visit_kind"] not in NOT_SEEN]
        if len(set(seen)) != len(seen):
            said.append(f"two visits of {enrolment_uid} on one day")
    return said


def _counts(sheets: Sheets) -> list[str]:
    said = []
    for line in sheets["screening"]:
        at_risk = line["scr_at_risk_male"] + line["scr_at_risk_female"]
        if line["scr_at_risk_male"] > line["scr_male"]:
            said.append(f"screening {line['scr_on']}: more boys at risk than screened")
        if line["scr_at_risk_female"] > line["scr_female"]:
            said.append(f"screening {line['scr_on']}: more girls at risk than screened")
        if (line["scr_referred_inpatient"] or 0) > at_risk:
            said.append(f"screening {line['scr_on']}: more referred than at risk")
        if (line["scr_enrolled_same_day"] or 0) > at_risk:
            said.append(f"screening {line['scr_on']}: more enrolled than at risk")
    return said


def _kept(sheets: Sheets) -> list[str]:
    visits = {line["visit_uid"]: line for line in sheets["visits"]}
    said = []
    links = Counter(
        line["visit_uid"] for line in sheets["appointments"] if line["visit_uid"] is not None
    )
    said += [f"visit {uid} keeps two appointments" for uid, n in links.items() if n > 1]
    for line in sheets["appointments"]:
        if line["visit_uid"] is None:
            continue
        visit = visits[line["visit_uid"]]
        late = (visit["visit_on"] - line["scheduled_on"]).days
        if not -3 <= late <= 6:
            said.append(f"appointment {line['scheduled_on']} kept on {visit['visit_on']}")
        if visit["enrolment_uid"] != line["enrolment_uid"]:
            said.append(f"appointment {line['scheduled_on']} kept by a visit of another enrolment")
    for line in sheets["referrals"]:
        if line["arrived_on"] is not None and line["arrived_on"] < line["ref_on"]:
            said.append(f"{line['referral_no']}: arrived before it was written")
    return said
