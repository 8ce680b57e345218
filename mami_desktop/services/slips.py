"""The facts a referral slip is printed from."""

from datetime import date, time
from typing import Any

from sqlalchemy import select

from mami_desktop.errors import UserError
from mami_desktop.growth.age import age_days, age_months
from mami_desktop.i18n import Translator, _, current
from mami_desktop.models.codes import PRIVATE_SERVICES
from mami_desktop.models.entities import app_user, enrolment, infant, mother, referral
from mami_desktop.pathway.definition import Pathway
from mami_desktop.reports.records import SlipFacts, SlipMeasurements, SlipReason, SlipStep
from mami_desktop.services.assessing import assess, pathway_in_use, stored_answers_of
from mami_desktop.services.numbers import number_key
from mami_desktop.services.paper_frame import furniture
from mami_desktop.services.register_file import Work

FORM_VERSION = "1.0"


def is_private(service: str | None) -> bool:
    """Whether the place a slip sends to prints only as "for further care"."""
    return service in PRIVATE_SERVICES


def slip_facts(work: Work, referral_no: str, t: Translator | None = None) -> SlipFacts:
    """The facts of a slip by its number (in any case), in the language of ``t``.

    UserError if there is no such slip, or it was struck out.
    """
    t = t or current()
    row = work.session.execute(
        select(referral).where(
            referral.c.facility_uid == work.facility_uid,
            referral.c.referral_no_key == number_key(referral_no),
        )
    ).one_or_none()
    if row is None:
        raise UserError(
            _("There is no slip {number} in this register.", number=referral_no.strip()),
            _("Look at the number on the paper: it looks like EX01/2026/R0007."),
        )
    if row.struck_at is not None:
        raise UserError(
            _("The slip {number} was marked as entered in error.", number=row.referral_no),
            _("Write a new one."),
        )
    child = work.find(infant, row.infant_uid)
    carer = work.find(mother, child.mother_uid)
    pathway = pathway_in_use().translated(t.language)
    found = row.findings
    reasons, also_found = _reasons(work, row, child, carer, pathway, t)
    days = _age(child.date_of_birth, row.ref_on)
    facility = work.facility
    sender = _sender(work, row)
    place = ", ".join(part for part in (facility.name, facility.admin2 or facility.admin1) if part)
    phone = t("phone {number}", number=facility.phone) if facility.phone else ""
    return SlipFacts(
        referral_no=row.referral_no,
        urgency=row.urgency,
        level="in_depth" if found.get("in_depth") else found.get("level"),
        to_facility=row.to_facility or "",
        to_service=row.to_service,
        service_sensitive=is_private(row.to_service),
        share_sensitive=row.share_sensitive,
        ref_on=row.ref_on,
        ref_time=time.fromisoformat(row.ref_time) if row.ref_time else None,
        infant_name=child.infant_name or "",
        sex=child.sex,
        date_of_birth=child.date_of_birth,
        dob_estimated=child.dob_precision in ("estimated_day", "estimated_month"),
        age_days=days,
        age_months=None if days is None else age_months(child.date_of_birth, row.ref_on),
        caregiver_name=carer.caregiver_name or "",
        caregiver_role=carer.caregiver_role,
        mother_age_years=found.get("mother_age_y"),
        mother_status=carer.mother_status,
        breastfed=_breastfed(found.get("fd_type")),
        village=carer.village or "",
        phone=carer.phone_1 or "",
        mami_no=_mami_no(work, row.enrolment_uid),
        who_is_referred=row.who_is_referred,
        accompanied_by=row.accompanied_by or "",
        transport=row.transport or "",
        reasons=reasons,
        also_found=also_found,
        measurements=_measurements(found),
        steps=_steps(pathway, found),
        other_step=row.treatment_given or "",
        sender_name=row.sender_name or "",
        sender_role=sender.role if sender is not None and sender.name == row.sender_name else "",
        sender_phone=row.sender_phone or "",
        facility_line=place,
        return_to=", ".join(part for part in (facility.name, facility.address, phone) if part),
        furniture=furniture(
            work,
            t,
            title=t("Referral slip {number}", number=row.referral_no),
            form=t("referral slip {version}", version=FORM_VERSION),
        ),
    )


def _age(born_on: date | None, on: date) -> int | None:
    return None if born_on is None or on < born_on else age_days(born_on, on)


def _breastfed(fd_type: str | None) -> bool | None:
    return None if fd_type is None else fd_type != "not_bf"


def _mami_no(work: Work, enrolment_uid: str | None) -> str | None:
    return None if enrolment_uid is None else str(work.find(enrolment, enrolment_uid).mami_no)


def _sender(work: Work, row: Any) -> Any:
    return work.session.execute(
        select(app_user.c.name, app_user.c.role).where(
            app_user.c.facility_uid == work.facility_uid,
            app_user.c.app_user_uid == row.created_by,
        )
    ).one_or_none()


def _measurements(found: dict[str, Any]) -> SlipMeasurements:
    feeds = found.get("feeding")
    if feeds is None and found.get("not_drinking") is True:
        feeds = "not_able"
    return SlipMeasurements(
        weight_g=found.get("weight_g"),
        length_mm=found.get("length_mm"),
        muac_mm=found.get("muac_mm"),
        temp_c=found.get("temp_c"),
        breaths_per_minute=found.get("breaths_per_minute"),
        oedema=found.get("oedema"),
        feeds=feeds,
    )


def _steps(pathway: Pathway, found: dict[str, Any]) -> tuple[SlipStep, ...]:
    """Steps before leaving; a step the pathway does not know was typed, and stands as typed."""
    return tuple(
        SlipStep(
            pathway.actions[step["id"]].label if step["id"] in pathway.actions else step["id"],
            step["done"],
        )
        for step in found.get("steps", ())
    )


def _reasons(
    work: Work, row: Any, child: Any, carer: Any, pathway: Pathway, t: Translator
) -> tuple[tuple[SlipReason, ...], tuple[SlipReason, ...]]:
    """Why the pair is sent, and what else was found: the worst level first, the rest beside it."""
    stored = list(row.findings.get("reasons", ()))
    if t.language != row.findings.get("language", "en"):
        stored = _reworded(work, row, child, carer, pathway, stored)
    worst = stored[0]["level"] if stored else None
    why = [_reason(one) for one in stored if one["level"] == worst]
    said = {one.text for one in why}
    also = [
        _reason(one)
        for one in stored
        if one["level"] not in (worst, "info", "gate") and one["text"] not in said
    ]
    also = list({one.text: one for one in also}.values())
    if row.reason:
        why.insert(0, SlipReason(row.reason, "", is_private(row.to_service)))
    return tuple(why), tuple(also)


def _reason(stored: dict[str, Any]) -> SlipReason:
    detail = f"({stored['detail']})" if stored.get("detail") else ""
    return SlipReason(stored["text"], detail, bool(stored.get("sensitive")))


def _reworded(
    work: Work, row: Any, child: Any, carer: Any, pathway: Pathway, stored: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The same reasons in the pathway's other language. Only words change: what fired is a fact."""
    answers = row.findings.get("answers") or stored_answers_of(work, row.visit_uid)
    assessed = assess(
        work, pathway, child, carer, answers, row.ref_on, infant_uid=row.infant_uid,
        follow_up=row.findings.get("follow_up", False),
    )  # fmt: skip
    words = {one.item_id: one for one in assessed.result.reasons} if assessed.result else {}
    return [
        {**one, "text": words[one["item_id"]].text, "detail": words[one["item_id"]].detail}
        if one["item_id"] in words
        else one
        for one in stored
    ]
