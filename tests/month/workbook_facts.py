"""The facts of a month's report out of a register workbook, read as import will read it.

Lines of another facility are left out; z-scores are worked out again from what was measured.
"""

from collections import defaultdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from mami_desktop.growth.age import age_days, born_early, corrected_age_days, gestation_days
from mami_desktop.growth.zscore import Measurement, all_scores
from mami_desktop.pathway.facts import (
    Appointment,
    Contact,
    Enrolment,
    Infant,
    MonthFacts,
    Mother,
    Referral,
    Screening,
    Stint,
    Visit,
)
from mami_desktop.pathway.wellbeing import wellbeing

Line = dict[str, Any]
YES_NO = {"yes": True, "no": False}


def read_sheets(path: Path) -> dict[str, list[Line]]:
    """Each sheet as lines by column id; real dates, empty cells None."""
    book = load_workbook(path)
    sheets = {}
    for sheet in book.worksheets:
        lines = sheet.iter_rows(values_only=True)
        header = next(lines)
        sheets[sheet.title] = [
            {
                str(name): value.date() if isinstance(value, datetime) else value
                for name, value in zip(header, line, strict=True)
            }
            for line in lines
            if any(value is not None for value in line)
        ]
    book.close()
    return sheets


def facts_from(path: Path, facility_code: str) -> MonthFacts:
    """Everything one facility wrote."""
    sheets = read_sheets(path)
    own = next(
        line["facility_uid"]
        for line in sheets["facility"]
        if line["facility_code"].casefold() == facility_code.casefold()
    )
    infants = {line["infant_uid"]: line for line in sheets["infants"]}
    mothers = {line["mother_uid"]: line for line in sheets["mothers"]}
    enrolments = [line for line in sheets["enrolments"] if line["facility_uid"] == own]
    numbers = {line["enrolment_uid"] for line in enrolments}
    answers = answers_of(sheets)
    stints = [line for line in sheets["stints"] if line["enrolment_uid"] in numbers]
    screening = [line for line in sheets["screening"] if line["facility_uid"] == own]
    visits = [
        line
        for line in sheets["visits"]
        if line["enrolment_uid"] in numbers
        or (line["enrolment_uid"] is None and line["facility_uid"] == own)
    ]
    first: list[date] = [line["started_on"] for line in stints]
    first += [line["scr_on"] for line in screening]
    return MonthFacts(
        facility_code,
        min(first, default=None),
        tuple(
            Mother(uid, line["caregiver_name"], line["village"]) for uid, line in mothers.items()
        ),
        tuple(
            Infant(
                uid,
                line["mother_uid"],
                line["sex"],
                line["date_of_birth"],
                line["birth_type"],
                line["birth_weight_g"],
            )
            for uid, line in infants.items()
        ),
        tuple(
            Enrolment(
                line["enrolment_uid"],
                line["infant_uid"],
                line["enrolled_on"],
                line["main_reason"],
                line["outcome"],
                line["outcome_on"],
                line["linked_to"],
            )
            for line in enrolments
        ),
        tuple(
            Stint(
                line["stint_uid"],
                line["enrolment_uid"],
                line["seq"],
                line["started_on"],
                line["entry_type"],
                line["ended_on"],
                line["exit_code"],
            )
            for line in stints
        ),
        tuple(_visit(line, answers[line["visit_uid"]], infants, mothers) for line in visits),
        tuple(
            Appointment(
                line["appointment_uid"],
                line["enrolment_uid"],
                line["scheduled_on"],
                line["status"],
                line["visit_uid"],
            )
            for line in sheets["appointments"]
            if line["enrolment_uid"] in numbers
        ),
        tuple(
            Contact(
                line["attempt_uid"], line["enrolment_uid"], line["attempted_on"], line["result"]
            )
            for line in sheets["contact_attempts"]
            if line["enrolment_uid"] in numbers
        ),
        tuple(
            Referral(
                line["referral_uid"],
                line["infant_uid"],
                line["enrolment_uid"],
                line["ref_on"],
                line["urgency"],
                line["to_service"],
                line["who_is_referred"],
                line["arrived_on"],
                line["entered_in_error"] == "yes",
            )
            for line in sheets["referrals"]
            if line["facility_uid"] == own
        ),
        tuple(
            Screening(
                line["screening_uid"],
                line["scr_on"],
                line["scr_male"],
                line["scr_female"],
                line["scr_at_risk_male"],
                line["scr_at_risk_female"],
                line["scr_referred_inpatient"] or 0,
            )
            for line in screening
        ),
    )


def answers_of(sheets: dict[str, list[Line]]) -> defaultdict[str, Line]:
    """The plain answers of each visit; not assessed is absent."""
    answers: defaultdict[str, Line] = defaultdict(dict)
    for line in sheets["answers"]:
        if line["value"] != "not_assessed":
            answers[line["visit_uid"]][line["item_id"]] = YES_NO.get(line["value"], line["value"])
    return answers


def worked_out(line: Line, answers: Line, infant: Line, mothers: dict[str, Line]) -> Line:
    """What import works out for a visit: z-scores and the columns that tallies read."""
    mother = mothers[infant["mother_uid"]]
    asked = wellbeing(answers, answers.get("reg_mother_status") or mother["mother_status"])
    waz, laz, wlz = z_scores(line, infant)
    return {
        "waz": waz,
        "laz": laz,
        "wlz": wlz,
        "fd_type": answers.get("fd_type"),
        "bfa_suckling": answers.get("bfa_suckling"),
        "mp_muac_mm": answers.get("mp_muac_mm"),
        "mh_screened": asked.screened,
        "mh_positive": asked.positive,
        "mh_phq_total": asked.phq_total,
    }


def _visit(line: Line, answers: Line, infants: Line, mothers: Line) -> Visit:
    return Visit(
        line["visit_uid"],
        line["infant_uid"],
        line["enrolment_uid"],
        line["visit_no"],
        line["visit_on"],
        line["visit_kind"],
        line["weight_g"],
        line["length_mm"],
        line["muac_mm"],
        line["head_mm"],
        **worked_out(line, answers, infants[line["infant_uid"]], mothers),
        struck=line["entered_in_error"] == "yes",
    )


def z_scores(visit: Line, infant: Line) -> tuple[float | None, float | None, float | None]:
    """waz, laz, wlz as the pathway uses them: at the corrected age of an infant born early."""
    age = age_days(infant["date_of_birth"], visit["visit_on"])
    weeks = infant["gest_weeks"]
    if born_early(weeks):
        age = corrected_age_days(age, gestation_days(weeks))
    weight, length = visit["weight_g"], visit["length_mm"]
    scores = all_scores(
        Measurement(
            infant["sex"],
            max(age, 0),
            None if weight is None else weight / 1000,
            None if length is None else length / 10,
            oedema=visit["oedema"] not in (None, "none"),
        )
    )
    if age < 0:
        return None, None, scores.wlz.z
    return scores.waz.z, scores.laz.z, scores.wlz.z
