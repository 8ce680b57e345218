"""Saving and correcting the mother and the infant of a pair."""

from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Column, Table, func, select, update

from mami_desktop.errors import EntryError, Problem, UserError
from mami_desktop.i18n import _
from mami_desktop.models.entities import enrolment, infant, mother, referral, visit
from mami_desktop.models.search import infants_touched, search_text_of
from mami_desktop.services.checks import (
    age_problems,
    infant_problems,
    mother_problems,
    only_hard,
)
from mami_desktop.services.entries import InfantEntry, MotherEntry
from mami_desktop.services.register_file import Work


def save_mother(work: Work, entry: MotherEntry, mother_uid: str | None = None) -> str:
    """Add the mother, or bring a known one up to date; returns her uid.

    What the entry leaves empty is kept as it was: an empty field of a form about the infant is no
    statement about the mother.
    """
    if mother_uid is None:
        return work.insert(mother, _cleaned(asdict(entry)))
    work.find(mother, mother_uid)
    known = {name: value for name, value in _cleaned(asdict(entry)).items() if value is not None}
    work.update(mother, mother_uid, known)
    return mother_uid


def save_infant(
    work: Work, entry: InfantEntry, mother_uid: str, infant_uid: str | None = None
) -> str:
    """Add the infant, or complete a known one (came back, or an emergency slip came first)."""
    values = _cleaned(asdict(entry))
    if infant_uid is None:
        return work.insert(infant, {**values, "mother_uid": mother_uid, "search_text": ""})
    old = work.find(infant, infant_uid)
    known = {name: value for name, value in values.items() if value is not None}
    if old.sex is not None and old.date_of_birth is not None:
        _refuse_another_infant(old, known)
    work.update(infant, infant_uid, {**known, "mother_uid": mother_uid})
    return infant_uid


def _refuse_another_infant(old: Any, known: dict[str, Any]) -> None:
    """Sex and birth of a known infant are corrected with a reason (correct_infant), never here."""
    problems = [
        Problem(
            _("The register has another entry for this infant. Look at the pair's page."),
            name,
        )
        for name in ("sex", "date_of_birth")
        if name in known and known[name] != old._mapping[name]
    ]
    if problems:
        raise EntryError(problems)


def correct_mother(
    work: Work, mother_uid: str, entry: MotherEntry, *, reason: str, row_version: int
) -> None:
    """Replace all facts about the mother; the old ones stay in the record of changes."""
    work.allow("correct_pair")
    only_hard(mother_problems(entry))
    _need(reason)
    work.update(mother, mother_uid, _cleaned(asdict(entry)), reason=reason, row_version=row_version)
    refresh_search_text(work, mother_uid=mother_uid)


def correct_infant(
    work: Work, infant_uid: str, entry: InfantEntry, *, reason: str, row_version: int
) -> None:
    """Replace all facts about the infant. Saved classifications are facts and stay as they are.

    EntryError also where the new date of birth contradicts an enrolment or visit that stands.
    """
    work.allow("correct_pair")
    only_hard(infant_problems(entry, work.today))
    only_hard(_birth_problems(work, infant_uid, entry.date_of_birth))
    _need(reason)
    work.update(infant, infant_uid, _cleaned(asdict(entry)), reason=reason, row_version=row_version)
    refresh_search_text(work, infant_uid=infant_uid)


def _birth_problems(work: Work, infant_uid: str, born_on: date | None) -> list[Problem]:
    """Enrolments need an infant born and under 6 months (6.6 no. 2), visits one that is born."""
    if born_on is None:
        return []

    def first(table: Table, day: Column[date]) -> date | None:
        return work.session.execute(
            select(func.min(day)).where(
                table.c.facility_uid == work.facility_uid,
                table.c.infant_uid == infant_uid,
                table.c.struck_at.is_(None),
            )
        ).scalar()

    contacts = [first(visit, visit.c.visit_on), first(referral, referral.c.ref_on)]
    if any(day is not None and day < born_on for day in contacts):
        text = _("The infant was seen here before that day. Correct the date.")
        return [Problem(text, "date_of_birth")]
    enrolled = work.session.scalars(
        select(enrolment.c.enrolled_on).where(
            enrolment.c.facility_uid == work.facility_uid,
            enrolment.c.infant_uid == infant_uid,
            enrolment.c.struck_at.is_(None),
        )
    ).all()
    if any(age_problems(born_on, day, "date_of_birth") for day in enrolled):
        text = _(
            "By this date the infant was not under 6 months at its enrolment. If the date is right,"
            " mark the enrolment as entered in error first."
        )
        return [Problem(text, "date_of_birth")]
    return []


def _need(reason: str) -> None:
    if not reason.strip():
        raise EntryError([Problem(_("Say why this is corrected."), "reason")])


def refresh_search_text(
    work: Work, *, infant_uid: str | None = None, mother_uid: str | None = None
) -> None:
    """Keep search_text up to date. It repeats other columns, so it leaves no change line."""
    touched = infants_touched(work.facility_uid, infant_uid=infant_uid, mother_uid=mother_uid)
    for uid in work.session.scalars(touched).all():
        text = search_text_of(work.session, work.facility_uid, uid)
        work.session.execute(
            update(infant)
            .where(infant.c.facility_uid == work.facility_uid, infant.c.infant_uid == uid)
            .values(search_text=text)
        )


def registration_answers(infant_facts: Any, mother_facts: Any) -> dict[str, Any]:
    """What the register knows as plain answers of the pathway's registration section.

    Takes entries or rows; dates are ISO text. The wizard starts from these, and the saved
    classification rests on them.
    """
    born_on: date | None = infant_facts.date_of_birth
    facts = {
        "reg_sex": infant_facts.sex,
        "reg_dob": born_on.isoformat() if born_on else None,
        "reg_birth_type": infant_facts.birth_type,
        "reg_birth_weight_g": infant_facts.birth_weight_g,
        "reg_birth_weight_source": infant_facts.birth_weight_source,
        "reg_gest_weeks": infant_facts.gest_weeks,
        "reg_gest_source": infant_facts.gest_source,
        "reg_caregiver_role": mother_facts.caregiver_role,
        "reg_mother_status": mother_facts.mother_status,
    }
    return {item: value for item, value in facts.items() if value is not None}


def refuse_other_pair(work: Work, infant_uid: str | None, mother_uid: str | None) -> str | None:
    """The mother's uid to use: that of a known infant. UserError if they do not belong together."""
    if infant_uid is None:
        return mother_uid
    own = work.find(infant, infant_uid).mother_uid
    if mother_uid is not None and mother_uid != own:
        raise UserError(
            _("This infant belongs to another mother in the register."),
            _("Open the pair from the register, then try again. Nothing was changed."),
        )
    return str(own)


def _cleaned(values: dict[str, Any]) -> dict[str, Any]:
    """Outer blanks cut off; an empty text is not known."""
    return {
        name: (value.strip() or None) if isinstance(value, str) else value
        for name, value in values.items()
    }
