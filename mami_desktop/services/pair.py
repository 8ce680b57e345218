"""The whole story of one pair, for the pair page."""

from typing import Any

from mami_desktop.errors import UserError
from mami_desktop.growth.age import age_days, six_month_birthday
from mami_desktop.growth.velocity import gain
from mami_desktop.i18n import _
from mami_desktop.models.codes import NOT_SEEN_KINDS
from mami_desktop.models.entities import enrolment, infant, mother
from mami_desktop.models.queries import pair_rows
from mami_desktop.services.level import JudgedVisit, current_level
from mami_desktop.services.pair_facts import (
    ActionFacts,
    AppointmentFacts,
    ContactFacts,
    EnrolmentFacts,
    PairHeader,
    PairStory,
    ReferralFacts,
    StintFacts,
    StoredAssessment,
    StoryLine,
    VisitFacts,
)
from mami_desktop.services.register_file import Work

__all__ = [
    "ActionFacts",
    "AppointmentFacts",
    "ContactFacts",
    "EnrolmentFacts",
    "PairHeader",
    "PairStory",
    "ReferralFacts",
    "StintFacts",
    "StoredAssessment",
    "StoryLine",
    "VisitFacts",
    "pair_story",
    "stored_assessment",
]


def pair_story(
    work: Work, infant_uid: str | None = None, *, enrolment_uid: str | None = None
) -> PairStory:
    """The story of an infant, or of the infant of an enrolment; UserError if there is none."""
    if infant_uid is None:
        if enrolment_uid is None:
            raise UserError(_("No pair was named."), _("Choose one from the register."))
        infant_uid = str(work.find(enrolment, enrolment_uid).infant_uid)
    child = work.find(infant, infant_uid)
    here = (work.session, work.facility_uid, infant_uid)
    outcomes = {row.enrolment_uid: row for row in pair_rows.outcomes_of(*here)}
    enrolments = tuple(
        _enrolment(row, outcomes.get(row.enrolment_uid)) for row in pair_rows.enrolments_of(*here)
    )
    stints = tuple(_facts(StintFacts, row) for row in pair_rows.stints_of_infant(*here))
    actions = tuple(
        ActionFacts(row.visit_uid, row.visit_on, row.action_id, row.status)
        for row in pair_rows.actions_of(*here)
    )
    visits = _visits(pair_rows.visits_of(*here), child.date_of_birth, actions)
    appointments = tuple(_facts(AppointmentFacts, row) for row in pair_rows.appointments_of(*here))
    contacts = tuple(_facts(ContactFacts, row) for row in pair_rows.contacts_of(*here))
    referrals = tuple(_referral(row) for row in pair_rows.referrals_of(*here))
    header = _header(work, child, enrolments, stints, visits, appointments)
    lines = _lines(header, enrolments, stints, visits, contacts, referrals)
    agreed_on = max((one.agreed_on for one in actions), default=None)
    return PairStory(
        header,
        enrolments,
        stints,
        visits,
        tuple(one for one in actions if one.agreed_on == agreed_on),
        appointments,
        contacts,
        referrals,
        lines,
    )


def stored_assessment(work: Work, visit_uid: str) -> StoredAssessment | None:
    """The assessment of a visit; None where nothing was asked."""
    row = pair_rows.answers_of(work.session, work.facility_uid, visit_uid)
    if row is None:
        return None
    return StoredAssessment(
        row.visit_uid,
        row.visit_on,
        row.answers,
        row.pathway_id,
        row.version,
        row.computed,
    )


def _facts(record: Any, row: Any, **more: Any) -> Any:
    """A record filled from the row's columns of the same names."""
    stored = row._asdict()
    names = record.__dataclass_fields__
    return record(**{name: stored[name] for name in names if name in stored and name not in more},
                  **more)  # fmt: skip


def _enrolment(row: Any, ended: Any | None) -> EnrolmentFacts:
    current = ended if ended is not None and ended.outcome == row.outcome else None
    facts: EnrolmentFacts = _facts(
        EnrolmentFacts,
        row,
        reasons=tuple(row.reasons),
        struck=row.struck_at is not None,
        **{
            name: getattr(current, name, None)
            for name in ("linked_to", "confirmed_by", "died_on", "default_reason")
        },
    )
    return facts


def _referral(row: Any) -> ReferralFacts:
    facts: ReferralFacts = _facts(
        ReferralFacts,
        row,
        refused=bool(row.refused_by or row.refused_reason),
        struck=row.struck_at is not None,
    )
    return facts


def _visits(rows: Any, born_on: Any, actions: tuple[ActionFacts, ...]) -> tuple[VisitFacts, ...]:
    """Visits with the gain since the last weight before each."""
    visits = []
    weighed: Any = None
    for row in rows:
        struck = row.struck_at is not None or row.enrolment_struck_at is not None
        since = None
        if weighed is not None and row.weight_g is not None and not struck:
            since = gain(weighed.weight_g, row.weight_g, (row.visit_on - weighed.visit_on).days)
        visits.append(
            _facts(
                VisitFacts,
                row,
                age_days=None if born_on is None else age_days(born_on, row.visit_on),
                gain_g=since.grams if since else None,
                gain_days=since.days if since else None,
                gain_g_day=since.g_per_day if since else None,
                gain_g_kg_day=since.g_per_kg_day if since else None,
                override_by=row.override_name,
                in_depth=bool(row.in_depth),
                mother_urgent=bool(row.mother_urgent),
                full_assessment=bool(row.full_assessment),
                fired=tuple(row.fired or ()),
                same_day=tuple(row.same_day or ()),
                refer=tuple(row.refer or ()),
                undecided=tuple(row.undecided or ()),
                reasons=tuple(row.reasons or ()),
                actions=tuple(one for one in actions if one.visit_uid == row.visit_uid),
                typed_at=row.created_at,
                struck=struck,
            )
        )
        if row.weight_g is not None and not struck:
            weighed = row
    return tuple(visits)


def _header(
    work: Work,
    child: Any,
    enrolments: tuple[EnrolmentFacts, ...],
    stints: tuple[StintFacts, ...],
    visits: tuple[VisitFacts, ...],
    appointments: tuple[AppointmentFacts, ...],
) -> PairHeader:
    carer = work.find(mother, child.mother_uid)
    standing = [one for one in enrolments if not one.struck]
    latest = standing[-1] if standing else None
    born_on = child.date_of_birth
    level, in_depth, level_on = _level(latest, visits)
    status = _status(latest, stints)
    ahead = [
        one.scheduled_on
        for one in appointments
        if latest is not None
        and one.enrolment_uid == latest.enrolment_uid
        and one.status == "booked"
        and one.visit_uid is None
        and one.scheduled_on >= work.today
    ]
    brood = pair_rows.siblings(work.session, work.facility_uid, child.mother_uid, child.infant_uid)
    facts: PairHeader = _facts(
        PairHeader,
        child,
        **{
            name: value
            for name, value in carer._asdict().items()
            if name in PairHeader.__dataclass_fields__ and name != "mother_uid"
        },
        enrolment_uid=latest.enrolment_uid if latest else None,
        mami_no=latest.mami_no if latest else None,
        age_days=None if born_on is None else age_days(born_on, work.today),
        six_months_on=None if born_on is None else six_month_birthday(born_on),
        mother_age_y=_mother_age(work, child.infant_uid),
        level=level,
        in_depth=in_depth,
        level_on=level_on,
        status=status,
        next_visit_on=min(ahead, default=None) if status == "on_roll" else None,
        siblings=tuple((row.infant_uid, row.infant_name, row.birth_order) for row in brood),
    )
    return facts


def _status(latest: EnrolmentFacts | None, stints: tuple[StintFacts, ...]) -> str:
    if latest is None:
        return "not_enrolled"
    if latest.outcome is not None:
        return "left"
    own = [one for one in stints if one.enrolment_uid == latest.enrolment_uid]
    return "on_roll" if own and own[-1].ended_on is None else "at_inpatient"


def _level(latest: EnrolmentFacts | None, visits: tuple[VisitFacts, ...]) -> Any:
    """The enrolment's level; of a pair never enrolled that of its last assessment."""
    if latest is not None:
        return latest.current_level, bool(latest.current_in_depth), latest.level_on
    now = current_level(
        JudgedVisit(one.visit_on, one.level, True, one.in_depth, one.chosen_level)
        for one in visits
        if not one.struck
    )
    return now.level, now.in_depth, now.level_on


def _mother_age(work: Work, infant_uid: str) -> int | None:
    """Her age as last answered."""
    age = None
    for row in pair_rows.mother_ages(work.session, work.facility_uid, infant_uid):
        answer = row.answers.get("reg_mother_age_y") or {}
        if answer.get("state") == "typed" and answer.get("value") is not None:
            age = int(answer["value"])
    return age


def _lines(
    header: PairHeader,
    enrolments: tuple[EnrolmentFacts, ...],
    stints: tuple[StintFacts, ...],
    visits: tuple[VisitFacts, ...],
    contacts: tuple[ContactFacts, ...],
    referrals: tuple[ReferralFacts, ...],
) -> tuple[StoryLine, ...]:
    """The timeline, oldest first; within a day in the order things happen."""
    lines: list[StoryLine] = []
    if header.date_of_birth is not None:
        lines.append(StoryLine(header.date_of_birth, "born", header))
    lines += [StoryLine(one.enrolled_on, "enrolled", one) for one in enrolments]
    lines += [StoryLine(one.started_on, "returned", one) for one in stints if one.seq > 1]
    lines += [
        StoryLine(
            one.visit_on, one.visit_kind if one.visit_kind in NOT_SEEN_KINDS else "visit", one
        )
        for one in visits
        if one.visit_no != 0
    ]
    lines += [StoryLine(one.attempted_on, "contact", one) for one in contacts]
    lines += [StoryLine(one.ref_on, "referral", one) for one in referrals]
    lines += [
        StoryLine(one.arrived_on or one.ref_on, "answer", one)
        for one in referrals
        if one.result is not None
    ]
    lines += [StoryLine(one.ended_on, "exit", one) for one in stints if one.ended_on is not None]
    return tuple(sorted(lines, key=lambda line: line.on))
