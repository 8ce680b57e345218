"""Enrolling a pair, in one transaction."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import select

from mami_desktop.errors import Problem
from mami_desktop.i18n import _
from mami_desktop.models import codes
from mami_desktop.models.entities import enrolment, infant, mother, stint
from mami_desktop.pathway.definition import Pathway
from mami_desktop.services.appointments import book, check_day
from mami_desktop.services.assessing import Assessed, assess, pathway_in_use
from mami_desktop.services.checks import (
    age_problems,
    infant_problems,
    mother_problems,
    need,
    not_in_future,
    not_too_long,
    one_of,
    only_hard,
)
from mami_desktop.services.drafts import draft_infant, finish_draft
from mami_desktop.services.entries import InfantEntry, MotherEntry, NewEnrolment
from mami_desktop.services.entry_rules import EntryRule, entry_rule
from mami_desktop.services.episodes import history_of
from mami_desktop.services.next_visit import findings_of, propose_next
from mami_desktop.services.numbers import (
    Serial,
    mami_number,
    next_mami_serial,
    number_key,
    serial_of,
)
from mami_desktop.services.people import (
    refresh_search_text,
    refuse_other_pair,
    save_infant,
    save_mother,
)
from mami_desktop.services.referrals import end_stay, leaves_for_inpatient, write_referral
from mami_desktop.services.register_file import Work
from mami_desktop.services.slip_links import link_slips, waiting_slips
from mami_desktop.services.visit_rows import insert_visit, refresh_level

Entry = TypeVar("Entry", InfantEntry, MotherEntry)


@dataclass(frozen=True)
class EnrolmentSaved:
    """What a finished enrolment made. ``warnings`` are soft problems to show."""

    enrolment_uid: str
    infant_uid: str
    mother_uid: str
    mami_no: str
    visit_uid: str
    level: str | None
    next_visit_on: date | None = None
    referral_uid: str | None = None
    referral_no: str | None = None
    warnings: tuple[Problem, ...] = ()


def enrol_infant(work: Work, entry: NewEnrolment) -> EnrolmentSaved:
    """Save mother, infant, visit 0, enrolment, stint, actions, appointment and referral at once.

    The register number is given here and not before. EntryError names the field: not eligible by
    age, on the roll already, agreement missing, a number used twice, and all other problems.
    """
    work.allow("enrol_infant")
    pathway = pathway_in_use()
    enrolled_on = entry.enrolled_on or work.today
    infant_uid = entry.infant_uid or draft_infant(work, entry.draft_uid)
    mother_uid = refuse_other_pair(work, infant_uid, entry.mother_uid)
    infant_facts, mother_facts = known_pair(work, entry, infant_uid, mother_uid)
    problems = [
        *infant_problems(infant_facts, work.today),
        *mother_problems(mother_facts),
        *_problems(work, entry, enrolled_on),
        *age_problems(infant_facts.date_of_birth, enrolled_on, "enrolled_on"),
    ]
    rule = entry_rule(
        history_of(work, infant_uid) if infant_uid else (), enrolled_on, entry.referral_source
    )
    entry_type = entry.entry_type or (rule.allowed[0] if rule.allowed else "new")
    problems += _entry_problems(rule, entry_type)
    mami_no, serial, number_problems = _number(work, entry.paper_no, enrolled_on)
    only_hard([*problems, *number_problems])

    mother_uid = save_mother(work, entry.mother, mother_uid)
    infant_uid = save_infant(work, entry.infant, mother_uid, infant_uid)
    assessed = assess(
        work, pathway, infant_facts, mother_facts, entry.visit.answers, enrolled_on,
        infant_uid=infant_uid,
    )  # fmt: skip
    previous = entry.previous_mami_no or rule.previous_mami_no
    enrolment_uid = _insert_enrolment(
        work,
        entry,
        {
            "infant_uid": infant_uid,
            "mami_no": mami_no,
            "mami_no_key": number_key(mami_no),
            "serial_year": serial.year if serial else None,
            "serial_no": serial.no if serial else None,
            "previous_mami_no": previous,
            "enrolled_on": enrolled_on,
            "entry_type": entry_type,
        },
    )
    visit_uid = insert_visit(
        work,
        pathway,
        assessed,
        replace(entry.visit, decision=entry.visit.decision or "enrol_mami"),
        {
            "infant_uid": infant_uid,
            "enrolment_uid": enrolment_uid,
            "visit_no": 0,
            "visit_on": enrolled_on,
            "visit_kind": "enrolment",
        },
    )
    level = refresh_level(work, enrolment_uid).level
    early_slips = waiting_slips(work, infant_uid, enrolled_on, work.today)
    link_slips(work, early_slips, visit_uid, enrolment_uid)
    saved = EnrolmentSaved(
        enrolment_uid, infant_uid, mother_uid, mami_no, visit_uid, level,
        warnings=_warnings(entry_type, previous),
    )  # fmt: skip
    left_on = [slip.ref_on for slip in early_slips if leaves_for_inpatient(slip)]
    if left_on:
        end_stay(work, enrolment_uid, max(left_on))
    elif entry.referral is None or not leaves_for_inpatient(entry.referral):
        next_on = _book_first(work, pathway, entry, assessed, enrolment_uid, infant_facts)
        saved = replace(saved, next_visit_on=next_on)
    if entry.referral is not None:
        slip = write_referral(
            work,
            pathway,
            replace(
                entry.referral, infant_uid=infant_uid, enrolment_uid=enrolment_uid,
                visit_uid=visit_uid, answers=entry.visit.answers,
            ),
            assessed,
            enrolled_on,
        )  # fmt: skip
        saved = replace(saved, referral_uid=slip.referral_uid, referral_no=slip.referral_no)
    finish_draft(work, entry.draft_uid)
    refresh_search_text(work, infant_uid=infant_uid, mother_uid=mother_uid)
    return saved


def _insert_enrolment(work: Work, entry: NewEnrolment, fixed: Mapping[str, Any]) -> str:
    """Add the enrolment and its first stint; returns its uid. ``fixed`` is what was worked out."""
    enrolment_uid = work.insert(
        enrolment,
        {
            **fixed,
            "number_source": "paper" if entry.paper_no else "auto",
            "referral_source": entry.referral_source,
            "referring_facility": entry.referring_facility,
            "main_reason": entry.main_reason,
            "reasons": list(dict.fromkeys((entry.main_reason, *entry.reasons))),
            "consent_care": True,
            "consent_share": entry.consent_share,
            "consent_home_visit": entry.consent_home_visit,
            "consent_form": entry.consent_form,
            "remarks": entry.remarks,
        },
    )
    work.insert(
        stint,
        {
            "enrolment_uid": enrolment_uid,
            "seq": 1,
            "started_on": fixed["enrolled_on"],
            "entry_type": fixed["entry_type"],
        },
    )
    return enrolment_uid


def _book_first(
    work: Work, pathway: Pathway, entry: NewEnrolment, assessed: Assessed,
    enrolment_uid: str, infant_facts: InfantEntry,
) -> date:  # fmt: skip
    """Book the first appointment: the chosen day, else the proposed one."""
    enrolled_on = entry.enrolled_on or work.today
    on = entry.next_visit_on
    if on is None:
        assert infant_facts.date_of_birth is not None  # required above
        reasons = assessed.result.reasons if assessed.result else ()
        today = findings_of(enrolled_on, assessed.columns.get("weight_g"), reasons)
        on = propose_next(work, pathway, today, infant_facts.date_of_birth).proposed_on
    else:
        check_day(on, enrolled_on, "next_visit_on", soonest_days=1)
    book(work, enrolment_uid, on)
    return on


def known_pair(
    work: Work, entry: Any, infant_uid: str | None, mother_uid: str | None
) -> tuple[InfantEntry, MotherEntry]:
    """What is known of the pair once ``entry`` is saved: the register's facts, then the entry's."""
    infant_facts: InfantEntry = entry.infant
    mother_facts: MotherEntry = entry.mother
    if infant_uid is not None:
        infant_facts = _over(work.find(infant, infant_uid), infant_facts)
    if mother_uid is not None:
        mother_facts = _over(work.find(mother, mother_uid), mother_facts)
    return infant_facts, mother_facts


def _over(row: Any, entry: Entry) -> Entry:
    stored = {one.name: row._mapping[one.name] for one in fields(entry)}
    typed = {name: value for name, value in asdict(entry).items() if value not in (None, "")}
    return type(entry)(**{**stored, **typed})


def _problems(work: Work, entry: NewEnrolment, enrolled_on: date) -> list[Problem]:
    problems = [
        *not_in_future(enrolled_on, work.today, "enrolled_on"),
        *need(entry.referral_source, "referral_source", _("Say who sent the pair.")),
        *need(entry.main_reason, "main_reason", _("Choose the main reason.")),
        *one_of(entry.referral_source, codes.REFERRAL_SOURCES, "referral_source"),
        *one_of(entry.main_reason, codes.REASONS, "main_reason"),
        *one_of(entry.entry_type, codes.ENTRY_TYPES, "entry_type"),
        *one_of(entry.consent_form, codes.CONSENT_FORMS, "consent_form"),
        *not_too_long(entry, ("remarks", "referring_facility", "previous_mami_no", "paper_no")),
    ]
    for reason in entry.reasons:
        problems += one_of(reason, codes.REASONS, "reasons")
    if entry.consent_care is not True:
        text = _("Without agreement to care there is no enrolment. Keep advice and referral only.")
        problems.append(Problem(text, "consent_care"))
    return problems


def _entry_problems(rule: EntryRule, entry_type: str) -> list[Problem]:
    if rule.problem is not None:
        return [rule.problem]
    if entry_type not in rule.allowed:
        text = _("By its earlier enrolments this pair cannot enter like that.")
        return [Problem(text, "entry_type")]
    return []


def _number(
    work: Work, paper_no: str | None, enrolled_on: date
) -> tuple[str, Serial | None, list[Problem]]:
    if not (paper_no or "").strip():
        serial = next_mami_serial(work.session, work.facility_uid, enrolled_on)
        return mami_number(work.facility.code, serial), serial, []
    number = (paper_no or "").strip()
    typed = serial_of(number, work.facility.code)
    same = enrolment.c.mami_no_key == number_key(number)
    if typed is not None:  # EX01/2026/7 is EX01/2026/0007
        same |= (enrolment.c.serial_year == typed.year) & (enrolment.c.serial_no == typed.no)
    taken = work.session.execute(
        select(enrolment.c.enrolment_uid).where(enrolment.c.facility_uid == work.facility_uid, same)
    ).first()
    problems = []
    if taken is not None:
        text = _("{number} is in the register already. Look for a slip of the pen.", number=number)
        problems.append(Problem(text, "paper_no"))
    return number, typed, problems


def _warnings(entry_type: str, previous: str | None) -> tuple[Problem, ...]:
    if entry_type == "transfer_in_mami" and not previous:
        text = _("Ask for the number of the other MAMI site: it keeps the infant traceable.")
        return (Problem(text, "previous_mami_no", "soft"),)
    return ()
