"""From stored answers to what a visit row holds: the service classifies, never the screen."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from mami_desktop.errors import EntryError, Problem
from mami_desktop.growth.age import (
    age_days,
    born_early,
    corrected_age_days,
    gestation_days,
    six_month_birthday,
)
from mami_desktop.growth.zscore import Measurement, all_scores
from mami_desktop.i18n import _, current
from mami_desktop.models.entities import assessment, enrolment, pathway_version, visit
from mami_desktop.pathway.answers import AnswerError
from mami_desktop.pathway.classify import Case, Classification, Reason, classify, open_items
from mami_desktop.pathway.definition import Pathway
from mami_desktop.pathway.derive import Previous
from mami_desktop.pathway.load import default_pathway
from mami_desktop.pathway.schedule import FEEDING_ITEMS
from mami_desktop.pathway.stored import plain_answers
from mami_desktop.pathway.wellbeing import wellbeing
from mami_desktop.services.entries import Answers
from mami_desktop.services.people import registration_answers
from mami_desktop.services.register_file import Work
from mami_desktop.services.settings import load_settings

CARRIED_ITEMS = frozenset({"med_congenital", "med_neuro", "med_hiv", "mp_hiv", "mp_chronic"})
"""With the registration facts, all that a follow-up may carry over (pathway dossier 7.2)."""


@dataclass(frozen=True)
class Assessed:
    """What the answers of one contact say. ``result`` None: nothing asked, or 6 months and older.

    ``columns`` are those of the visit; ``record`` are those of the assessment.
    """

    result: Classification | None
    columns: dict[str, Any] = field(default_factory=dict)
    record: dict[str, Any] | None = None

    @property
    def level(self) -> str | None:
        """The level; None for a follow-up without a new finding."""
        return self.result.level if self.result else None

    @property
    def full(self) -> bool:
        """Whether everything needed for a level was assessed."""
        return bool(self.columns.get("full_assessment"))


def pathway_in_use() -> Pathway:
    """The pathway under which new assessments are made, in the language of who works."""
    return default_pathway().translated(current().language)


def assess(
    work: Work,
    pathway: Pathway,
    infant_facts: Any,
    mother_facts: Any,
    answers: Answers,
    visit_on: date,
    *,
    infant_uid: str | None = None,
    follow_up: bool = False,
    told: Mapping[str, Any] | None = None,
) -> Assessed:
    """Classify ``answers`` together with what the register knows of the pair.

    Sex, birth and the like come from the register, earlier weights from earlier visits, ``told``
    what it knows of several contacts. EntryError for an answer that does not fit its question.
    """
    if not answers:
        return Assessed(None)
    _refuse_strangers(pathway, answers)
    settings = load_settings(work)
    cutoffs = tuple(settings.parameter(pathway, "mh_cutoffs"))
    plain = {**plain_answers(answers), **registration_answers(infant_facts, mother_facts)}
    case = Case(
        answers=plain,
        visit_on=visit_on,
        previous=previous_contacts(work, infant_uid, visit_on),
        parameters=settings.parameters,
        follow_up=follow_up,
        told=told or {},
    )
    born_on = infant_facts.date_of_birth
    try:
        if born_on is not None and visit_on >= six_month_birthday(born_on):
            used = _only(plain, open_items(pathway, case))
            columns = _columns(pathway, used, None, cutoffs)
            corrects = bool(settings.parameter(pathway, "preterm_use_corrected"))
            z = _plain_z(infant_facts, used, visit_on, corrects)
            return Assessed(None, {**columns, **z}, _record(answers, None))
        result, full = _classified(pathway, case)
    except AnswerError as error:
        raise EntryError([Problem(str(error))]) from error
    columns = _columns(pathway, _only(plain, result.open_items), result, cutoffs)
    return Assessed(result, {**columns, "full_assessment": full}, _record(answers, result))


def _classified(pathway: Pathway, case: Case) -> tuple[Classification, bool]:
    """The result, and whether everything needed for a level was assessed.

    A follow-up at which all was assessed again is a full reassessment: only then can it say low.
    """
    result = classify(pathway, case)
    whole = classify(pathway, replace(case, follow_up=False)) if case.follow_up else result
    full = whole.level in ("low", "moderate") and not whole.undecided
    return (whole if full and result.level is None else result), full


def _refuse_strangers(pathway: Pathway, answers: Answers) -> None:
    """Answers must belong to the pathway, and only lasting facts may be carried over (7.2)."""
    for item, answer in answers.items():
        if item not in pathway.items:
            raise EntryError([Problem(_("The pathway has no question “{item}”.", item=item), item)])
        if answer.get("state") == "carried" and not may_be_carried(item):
            text = _("“{item}” must be asked again at each visit.", item=item)
            raise EntryError([Problem(text, item)])


def may_be_carried(item: str) -> bool:
    """Whether a follow-up may take the answer over from an earlier visit."""
    return item.startswith("reg_") or item in CARRIED_ITEMS


def _only(plain: Mapping[str, Any], open_ones: frozenset[str]) -> dict[str, Any]:
    """Answers that count: a closed question keeps its value aside, unused."""
    return {item: value for item, value in plain.items() if item in open_ones}


def previous_contacts(work: Work, infant_uid: str | None, before_on: date) -> tuple[Previous, ...]:
    """Measurements of the infant's earlier contacts that stand, oldest first."""
    if infant_uid is None:
        return ()
    found = work.session.execute(
        select(visit.c.visit_on, visit.c.weight_g, visit.c.length_mm, visit.c.muac_mm)
        .outerjoin(
            enrolment,
            (enrolment.c.facility_uid == visit.c.facility_uid)
            & (enrolment.c.enrolment_uid == visit.c.enrolment_uid),
        )
        .where(
            visit.c.facility_uid == work.facility_uid,
            visit.c.infant_uid == infant_uid,
            visit.c.visit_on < before_on,
            visit.c.struck_at.is_(None),
            enrolment.c.struck_at.is_(None),
        )
        .order_by(visit.c.visit_on, visit.c.visit_no)
    )
    return tuple(Previous(row.visit_on, row.weight_g, row.length_mm, row.muac_mm) for row in found)


def remember_pathway(work: Work, pathway: Pathway) -> str:
    """The uid of this pathway text in the register, stored in full at its first use."""
    known = work.session.execute(
        select(pathway_version.c.pathway_version_uid).where(
            pathway_version.c.facility_uid == work.facility_uid,
            pathway_version.c.sha256 == pathway.sha256,
        )
    ).scalar()
    if known is not None:
        return str(known)
    return work.insert(
        pathway_version,
        {
            "pathway_id": pathway.id,
            "version": pathway.version,
            "sha256": pathway.sha256,
            "text": pathway.text,
        },
    )


def stored_answers_of(work: Work, visit_uid: str | None) -> Answers:
    """The answers of a visit as stored; empty where nothing was asked."""
    if visit_uid is None:
        return {}
    stored = work.session.execute(
        select(assessment.c.answers).where(
            assessment.c.facility_uid == work.facility_uid, assessment.c.visit_uid == visit_uid
        )
    ).scalar()
    return dict(stored or {})


def value_of(answer: Any) -> Any:
    """The value of a plain answer, whether it comes with second values or not; None: unknown."""
    value = answer.get("value") if isinstance(answer, Mapping) else answer
    return None if value == "not_assessed" else value


def _columns(
    pathway: Pathway,
    plain: Mapping[str, Any],
    result: Classification | None,
    cutoffs: tuple[int, ...],
) -> dict[str, Any]:
    values = {item: value_of(answer) for item, answer in plain.items()}

    def core(name: str) -> Any:
        return values.get(pathway.core[name].id)

    mind = wellbeing(values, core("mother_status"), cutoffs)
    asked_about_her = any(item.startswith("mh_") for item in values)
    muac = core("muac_mm")
    columns = {
        "weight_g": core("weight_g"),
        "length_mm": core("length_mm"),
        "muac_mm": values.get("gr_muac_lt6w") if muac is None else muac,
        "head_mm": core("head_mm"),
        "oedema": core("oedema"),
        "fd_type": core("feeding_type"),
        "bfa_suckling": core("suckling"),
        "mp_muac_mm": core("mother_muac_mm"),
        "reg_immunisation": core("immunisation"),
        "mh_screened": mind.screened if asked_about_her else None,
        "mh_positive": mind.positive if asked_about_her else None,
        "mh_phq_total": mind.phq_total,
    }
    if result is None:
        return columns
    feeding = any(item.startswith(FEEDING_ITEMS) for item in result.fired)
    return {
        **columns,
        "waz": result.values.get("waz"),
        "laz": result.values.get("laz"),
        "wlz": result.values.get("wlz"),
        "level": result.level,
        "in_depth": result.in_depth,
        "mother_urgent": result.mother_urgent,
        "feeding_fired": feeding,
        "same_day_fired": bool(result.same_day),
    }


def _plain_z(
    infant_facts: Any, plain: Mapping[str, Any], visit_on: date, corrects: bool
) -> dict[str, Any]:
    """z-scores from six months on, where no level is given any more (pathway 5.5 no. 3)."""
    if infant_facts.sex is None:
        return {}
    days = age_days(infant_facts.date_of_birth, visit_on)
    weeks = infant_facts.gest_weeks
    if corrects and weeks is not None and born_early(weeks):
        days = corrected_age_days(days, gestation_days(weeks))
    values = {item: value_of(answer) for item, answer in plain.items()}
    weight, length = values.get("gr_weight_g"), values.get("gr_length_mm")
    scores = all_scores(
        Measurement(
            infant_facts.sex,
            days,
            None if weight is None else weight / 1000,
            None if length is None else length / 10,
            oedema=values.get("ds_oedema") not in (None, "none"),
        )
    )
    return {"waz": scores.waz.z, "laz": scores.laz.z, "wlz": scores.wlz.z}


def _record(answers: Answers, result: Classification | None) -> dict[str, Any]:
    if result is None:
        lists = ("fired", "same_day", "refer", "undecided", "actions", "notices", "reasons")
        return {"answers": answers, "computed": {}, **{name: [] for name in lists}}
    return {
        "answers": answers,
        "fired": list(result.fired),
        "same_day": list(result.same_day),
        "refer": list(result.refer),
        "undecided": list(result.undecided),
        "actions": list(result.actions),
        "notices": list(result.notices),
        "computed": dict(result.values),
        "reasons": [reason_json(reason) for reason in result.reasons],
    }


def reason_json(reason: Reason) -> dict[str, Any]:
    """A reason as stored: what fired, at which level, with the words and values of that day."""
    return {
        "item_id": reason.item_id,
        "level": reason.level,
        "levels": list(reason.levels),
        "text": reason.text,
        "detail": reason.detail,
        "value": reason.value,
        "threshold": reason.threshold,
        "section": reason.section,
        "source": reason.source,
        "mark": reason.mark,
        "sensitive": reason.sensitive,
    }
