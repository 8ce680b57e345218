"""A register file filled line by line from the example workbook, below every use case.

It stands in for an import: lines of both facilities, struck-out lines, links as they are.
"""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Table, insert, select, update
from sqlalchemy.orm import Session

from mami_desktop.models import entities as tables
from mami_desktop.models.db import open_engine
from mami_desktop.services.register_file import RegisterFile, create_register, open_register
from tests.month.workbook_facts import YES_NO, Line, answers_of, read_sheets, worked_out

STAMP = datetime(2024, 11, 1, 8, 0)
STRUCK = "entered_in_error"


def fill_register(where: str, workbook: Path, facility_code: str) -> RegisterFile:
    """A new register of the facility with everything the workbook holds."""
    create_register(
        where,
        facility_code=facility_code,
        facility_name="Example Health Post",
        user_name="N. Sample",
        training=True,
    ).close()
    engine = open_engine(where)
    with Session(engine) as session, session.begin():
        _fill(session, read_sheets(workbook), facility_code)
    engine.dispose()
    return open_register(where, clock=lambda: datetime(2024, 10, 31, 17, 0))


def _fill(session: Session, sheets: dict[str, list[Line]], own_code: str) -> None:
    own = session.execute(select(tables.facility.c.facility_uid)).scalar_one()
    theirs = {line["facility_uid"]: line for line in sheets["facility"]}
    uid_of = {
        uid: own if line["facility_code"] == own_code else uid for uid, line in theirs.items()
    }
    for uid, line in theirs.items():
        if uid_of[uid] != own:
            code = line["facility_code"]
            values = {"code": code, "code_key": code.casefold(), "name": line["facility_name"]}
            _add(session, tables.facility, uid, values | {"is_own": False, "training": True})
    session.execute(
        update(tables.facility)
        .where(tables.facility.c.facility_uid == own)
        .values(admin1="North", admin2="River")
    )
    mothers = {line["mother_uid"]: line for line in sheets["mothers"]}
    infants = {line["infant_uid"]: line for line in sheets["infants"]}
    for facility in uid_of.values():  # a pair known at two sites stands once for each
        for table, lines in ((tables.mother, mothers), (tables.infant, infants)):
            _add_all(session, table, facility, lines.values())
    home = {e["enrolment_uid"]: uid_of[e["facility_uid"]] for e in sheets["enrolments"]}
    last = {}
    for line in sheets["enrolments"]:
        values = line | {"mami_no_key": line["mami_no"].casefold(), "reasons": []}
        values["number_source"] = line["number_source"] or "paper"
        _add(session, tables.enrolment, home[line["enrolment_uid"]], values, line["outcome"])
    for line in sorted(sheets["stints"], key=lambda line: line["seq"]):
        _add(session, tables.stint, home[line["enrolment_uid"]], line, line["exit_code"])
        last[line["enrolment_uid"]] = line["stint_uid"]
    for line in sheets["enrolments"]:
        if line["outcome"] not in (None, STRUCK):
            uid = line["enrolment_uid"]
            values = line | {"outcome_uid": f"o{uid}"[:36], "stint_uid": last[uid]}
            _add(session, tables.outcome, home[uid], values)
    answers = answers_of(sheets)
    for line in sheets["visits"]:
        infant = infants[line["infant_uid"]]
        values = line | worked_out(line, answers[line["visit_uid"]], infant, mothers)
        _add(session, tables.visit, uid_of[line["facility_uid"]], values, _struck(line))
    for line in sheets["appointments"]:
        _add(session, tables.appointment, home[line["enrolment_uid"]], line)
    for line in sheets["contact_attempts"]:
        values = line | {"contact_attempt_uid": line["attempt_uid"]}
        _add(session, tables.contact_attempt, home[line["enrolment_uid"]], values)
    for line in sheets["referrals"]:
        values = line | {"referral_no_key": line["referral_no"].casefold()}
        values |= {"findings": {}, "share_sensitive": False}
        _add(session, tables.referral, uid_of[line["facility_uid"]], values, _struck(line))
    for line in sheets["screening"]:
        _add(session, tables.screening, uid_of[line["facility_uid"]], line)


def _struck(line: Line) -> str | None:
    return STRUCK if line["entered_in_error"] == "yes" else None


def _add_all(session: Session, table: Table, facility: str, lines: Iterable[Line]) -> None:
    for line in lines:
        _add(session, table, facility, line | {"search_text": ""})


def _add(
    session: Session,
    table: Table,
    facility: str,
    values: Line,
    code: str | None = None,
) -> None:
    known = {
        name: YES_NO.get(value, value) if _is_bool(table, name) else value
        for name, value in values.items()
        if name in table.c
    }
    stamps = {
        "facility_uid": facility,
        "created_at": STAMP,
        "created_by": "u",
        "updated_at": STAMP,
        "updated_by": "u",
        "row_version": 1,
    }
    if code == STRUCK:
        stamps |= {"struck_at": STAMP, "struck_by": "u", "struck_reason": "typed twice"}
    session.execute(insert(table), [known | stamps])


def _is_bool(table: Table, name: str) -> bool:
    return table.c[name].type.python_type is bool
