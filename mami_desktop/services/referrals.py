"""Referral slips and their answers (records dossier 9)."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from mami_desktop.errors import EntryError, Problem, UserError
from mami_desktop.i18n import _
from mami_desktop.models import codes
from mami_desktop.models.entities import infant, mother, referral
from mami_desktop.pathway.definition import Pathway
from mami_desktop.services.assessing import (
    Assessed,
    assess,
    pathway_in_use,
    stored_answers_of,
    value_of,
)
from mami_desktop.services.checks import (
    infant_problems,
    not_in_future,
    not_too_long,
    one_of,
    only_hard,
    within,
)
from mami_desktop.services.drafts import draft_infant, link_draft
from mami_desktop.services.entries import InfantEntry, MotherEntry, NewReferral, ReferralAnswer
from mami_desktop.services.episodes import last_visit_on, read_episode
from mami_desktop.services.numbers import next_referral_serial, number_key, referral_number
from mami_desktop.services.outcomes import end_stint
from mami_desktop.services.people import refresh_search_text, save_infant, save_mother
from mami_desktop.services.register_file import Work

INPATIENT_SERVICES = ("inpatient_sc", "neonatal")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
PRE_REFERRAL = "pre_referral"
"""The group of the action catalogue whose actions are steps before leaving."""


@dataclass(frozen=True)
class ReferralSaved:
    """The slip's number and keys."""

    referral_uid: str
    referral_no: str
    infant_uid: str


def issue_referral(work: Work, entry: NewReferral) -> ReferralSaved:
    """Save a slip. Nothing about the pair need be known: an emergency cannot wait for a name.

    A slip to inpatient care for an infant on the roll ends its stint on the day of the slip, unless
    the family refuses (records 6.6 no. 4).
    """
    work.allow("issue_referral")
    pathway = pathway_in_use()
    infant_uid = entry.infant_uid or draft_infant(work, entry.draft_uid)
    if infant_uid is None and entry.enrolment_uid is not None:
        infant_uid = read_episode(work, entry.enrolment_uid).enrolment.infant_uid
    if infant_uid is None:
        infant_uid = _keep_what_is_known(work, entry)
    if entry.draft_uid is not None:
        link_draft(work, entry.draft_uid, infant_uid)
    facts = work.find(infant, infant_uid)
    if entry.enrolment_uid is not None:
        _refuse_other_enrolment(work, entry.enrolment_uid, infant_uid)
    answers = entry.answers or stored_answers_of(work, entry.visit_uid)
    on = entry.ref_on or work.today
    assessed = assess(
        work, pathway, facts, work.find(mother, facts.mother_uid), answers, on,
        infant_uid=infant_uid,
    )  # fmt: skip
    return write_referral(
        work, pathway, replace(entry, infant_uid=infant_uid, answers=answers), assessed, on
    )


def _refuse_other_enrolment(work: Work, enrolment_uid: str, infant_uid: str) -> None:
    if read_episode(work, enrolment_uid).enrolment.infant_uid != infant_uid:
        raise UserError(
            _("This enrolment belongs to another infant in the register."),
            _("Open the pair from the register, then try again. Nothing was changed."),
        )


def _keep_what_is_known(work: Work, entry: NewReferral) -> str:
    """A minimal pair behind a slip that comes before its names; the open form completes it."""
    known = entry.infant or InfantEntry(dob_precision=None)
    if known.date_of_birth is None:
        known = replace(known, dob_precision=None)
    only_hard(infant_problems(known, work.today, complete=False))
    mother_uid = save_mother(work, entry.mother or MotherEntry())
    return save_infant(work, known, mother_uid)


def write_referral(
    work: Work, pathway: Pathway, entry: NewReferral, assessed: Assessed, on: date
) -> ReferralSaved:
    """Give the slip its number and save it; ``entry.infant_uid`` is set. No role is checked."""
    assert entry.infant_uid is not None  # set by the callers
    on = entry.ref_on or on
    only_hard(_problems(work, entry, on))
    serial = next_referral_serial(work.session, work.facility_uid, on)
    number = referral_number(work.facility.code, serial)
    now = f"{work.now:%H:%M}" if on == work.today else None
    uid = work.insert(
        referral,
        {
            "infant_uid": entry.infant_uid,
            "enrolment_uid": entry.enrolment_uid,
            "visit_uid": entry.visit_uid,
            "referral_no": number,
            "referral_no_key": number_key(number),
            "serial_year": serial.year,
            "serial_no": serial.no,
            "ref_on": on,
            "ref_time": entry.ref_time or now,
            "urgency": entry.urgency,
            "to_facility": entry.to_facility,
            "to_service": entry.to_service,
            "who_is_referred": entry.who_is_referred,
            "reason": entry.reason,
            "treatment_given": entry.treatment_given,
            "findings": _findings(pathway, entry, assessed),
            "share_sensitive": entry.share_sensitive,
            "accompanied_by": entry.accompanied_by,
            "transport": entry.transport,
            "sender_name": entry.sender_name or work.user.name,
            "sender_phone": entry.sender_phone or work.user.phone,
            "refused_by": entry.refused_by,
            "refused_reason": entry.refused_reason,
            "refused_agreed": entry.refused_agreed,
        },
    )
    if entry.enrolment_uid is not None and leaves_for_inpatient(entry):
        end_stay(work, entry.enrolment_uid, on)
    refresh_search_text(work, infant_uid=entry.infant_uid)
    return ReferralSaved(uid, number, entry.infant_uid)


def leaves_for_inpatient(entry: Any) -> bool:
    """Whether the infant itself goes to inpatient care with this slip (an entry or a row)."""
    refused = bool(entry.refused_by or entry.refused_reason)
    goes = entry.who_is_referred in ("infant", "both")
    return entry.to_service in INPATIENT_SERVICES and goes and not refused


def end_stay(work: Work, enrolment_uid: str, on: date) -> None:
    """The pair left for inpatient care on that day; nothing to do if it is not on the roll."""
    episode = read_episode(work, enrolment_uid)
    if not episode.on_roll:
        return
    last_on = last_visit_on(work, enrolment_uid)
    if on < episode.last.started_on or (last_on is not None and on < last_on):
        text = _("The pair was seen here after that day. Correct the date of the slip.")
        raise EntryError([Problem(text, "ref_on")])
    end_stint(work, episode, "transferred_inpatient", on)


def _findings(pathway: Pathway, entry: NewReferral, assessed: Assessed) -> dict[str, Any]:
    """What is known when the slip is written, in the form the paper and later readers need.

    A key that is absent was not done.
    """
    values = {item: value_of(answer) for item, answer in entry.answers.items()}

    def first(*items: str) -> Any:
        return next((values[item] for item in items if values.get(item) is not None), None)

    found: dict[str, Any] = {
        **{
            name: assessed.columns.get(name)
            for name in ("weight_g", "length_mm", "muac_mm", "oedema", "waz", "wlz", "laz")
        },
        "temp_c": first("ds_a_temp_c", "cb_temp_c"),
        "breaths_per_minute": first("ds_a_resp_rate", "cb_resp_rate"),
        "fd_type": first("fd_type"),
        "feeding": first("ds_a_feeding"),
        "not_drinking": first("ds_b_not_drinking"),
        "mother_age_y": first("reg_mother_age_y"),
        "level": assessed.level,
    }
    result = assessed.result
    if result is not None:
        record: Mapping[str, Any] = assessed.record or {}
        found |= {
            "in_depth": result.in_depth,
            "fired": list(result.fired),
            "follow_up": result.follow_up,
            "language": pathway.language,
            "reasons": record.get("reasons", []),
        }
    proposed = [
        action
        for action in (result.actions if result else ())
        if pathway.actions[action].group == PRE_REFERRAL
    ]
    if entry.visit_uid is None:
        found["answers"] = entry.answers
    steps = dict.fromkeys([*proposed, *entry.steps_done])
    found["steps"] = [{"id": step, "done": step in entry.steps_done} for step in steps]
    return {name: value for name, value in found.items() if value is not None}


def _problems(work: Work, entry: NewReferral, on: date) -> list[Problem]:
    texts = (
        "to_facility", "reason", "treatment_given", "accompanied_by", "transport", "refused_by",
        "refused_reason", "refused_agreed", "sender_name", "sender_phone",
    )  # fmt: skip
    assert entry.infant_uid is not None  # set by the callers
    born_on = work.find(infant, entry.infant_uid).date_of_birth
    problems = []
    if born_on is not None and on < born_on:
        text = _("This day is before the birth. Correct one of the two dates.")
        problems.append(Problem(text, "ref_on"))
    if entry.ref_time is not None and not _TIME.fullmatch(entry.ref_time):
        problems.append(Problem(_("Write the time as 14:05."), "ref_time"))
    return [
        *problems,
        *one_of(entry.to_service, codes.SERVICES, "to_service"),
        *one_of(entry.urgency, codes.URGENCIES, "urgency"),
        *one_of(entry.who_is_referred, codes.WHO_IS_REFERRED, "who_is_referred"),
        *not_in_future(on, work.today, "ref_on"),
        *not_too_long(entry, texts),
    ]


def enter_referral_answer(
    work: Work, answer: ReferralAnswer, *, row_version: int | None = None
) -> None:
    """Save the counter-slip; it may come after the exit (records 6.6 no. 14)."""
    work.allow("enter_referral_answer")
    row = work.find(referral, answer.referral_uid)
    problems = [
        *one_of(answer.result, codes.REFERRAL_RESULTS, "result"),
        *not_in_future(answer.arrived_on, work.today, "arrived_on"),
        *within(answer.discharge_weight_g, 500, 12_000, "discharge_weight_g"),
        *not_too_long(
            answer,
            ("diagnosis", "treatment_received", "feeding_plan", "follow_up_at", "receiver_name"),
        ),
    ]
    if answer.arrived_on is not None and answer.arrived_on < row.ref_on:
        text = _("The slip was written after that day. Correct the date.")
        problems.append(Problem(text, "arrived_on"))
    only_hard(problems)
    values = asdict(answer)
    del values["referral_uid"]
    work.update(referral, answer.referral_uid, values, row_version=row_version)
