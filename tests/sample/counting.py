"""What a training register must hold, each at least twice."""

from collections import Counter
from typing import Any

from tests.export.columns import COLUMNS
from tests.export.reading import Line

Sheets = dict[str, list[Line]]

ALL_CODES = (
    ("stints", "entry_type"),
    ("stints", "exit_code"),
    ("enrolments", "entry_type"),
    ("enrolments", "outcome"),
    ("visits", "visit_kind"),
    ("referrals", "urgency"),
    ("referrals", "result"),
    ("appointments", "status"),
    ("contact_attempts", "means"),
    ("contact_attempts", "result"),
)
"""Columns every code of which must occur."""


def codes_of(sheet: str, column: str) -> list[str]:
    kind = next(kind for name, kind, _required in COLUMNS[sheet] if name == column)
    return kind.split(":")[1].split(",")


def rare_things(sheets: Sheets) -> Counter[str]:
    """How often each special case occurs."""
    counts: Counter[str] = Counter()
    answers: dict[str, dict[str, Any]] = {}
    for line in sheets["answers"]:
        answers.setdefault(line["visit_uid"], {})[line["item_id"]] = line["value"]
    visits = {line["visit_uid"]: line for line in sheets["visits"]}
    for line in sheets["infants"]:
        counts["twins"] += line["birth_type"] == "twin"
        counts["preterm"] += line["gest_weeks"] is not None and line["gest_weeks"] < 37
        counts["unknown birth weight"] += line["birth_weight_source"] == "unknown"
        counts["estimated birth date"] += line["dob_precision"] != "exact"
        counts["not named yet"] += line["infant_name"] is None
    for line in sheets["mothers"]:
        counts["dead mother"] += line["mother_status"] == "dead"
        counts["absent mother"] += line["mother_status"] == "alive_absent"
    for line in sheets["visits"]:
        counts["struck visit"] += line["entered_in_error"] == "yes"
        counts["override"] += line["chosen_level"] is not None
        counts["refused inpatient"] += line["decision"] == "refused_inpatient_followed_here"
        counts["usual care"] += line["decision"] == "usual_care"
    for line in sheets["referrals"]:
        counts["struck slip"] += line["entered_in_error"] == "yes"
        counts["slip without an answer"] += line["result"] is None
        counts["slip without enrolment"] += line["enrolment_uid"] is None
        counts["mental health slip"] += line["to_service"] == "mental_health"
    for line in sheets["appointments"]:
        counts["missed visit"] += line["status"] == "booked" and line["visit_uid"] is None
    for line in sheets["enrolments"]:
        counts["paper number"] += line["number_source"] == "paper"
        counts["still open"] += line["outcome"] is None
    for visit_uid, said in answers.items():
        if visits[visit_uid]["enrolment_uid"] is None:
            continue
        total = sum(said.get(f"mh_phq{n}", 0) for n in range(1, 10))
        counts["distressed mother"] += total >= 10
    return counts


def assert_everything_occurs(sheets: Sheets) -> None:
    """Every entry type, exit code, referral state and special case at least twice."""
    missing = []
    for sheet, column in ALL_CODES:
        found = Counter(line[column] for line in sheets[sheet])
        missing += [
            f"{sheet}.{column} {code}" for code in codes_of(sheet, column) if found[code] < 2
        ]
    missing += [thing for thing, count in rare_things(sheets).items() if count < 2]
    assert not missing
