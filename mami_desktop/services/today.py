"""The Today board: what has to happen before the clinic closes."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from mami_desktop.growth.age import age_days, six_month_birthday
from mami_desktop.models.queries import today_rows
from mami_desktop.pathway.load import default_pathway
from mami_desktop.pathway.schedule import LENGTH_EVERY_DAYS, MOTHER_EVERY_DAYS
from mami_desktop.services.absence import bookings_of, run_of
from mami_desktop.services.drafts import DraftState, list_drafts
from mami_desktop.services.register_file import Work
from mami_desktop.services.settings import load_settings

REVIEW_FROM_DAYS = 7
"""The six-month review is due from 7 days before the six-month birthday (item six_due)."""
SIX_WINDOW_DAYS = 14
SIX_MONTHS_DAYS = (181, 184)
"""The fewest and most days from birth to the six-month birthday."""

POOR_GAIN = frozenset({"gr_poor_gain", "gr_no_gain_twice", "gr_weight_loss", "gr_line_drop"})
NEVER = datetime.min


@dataclass(frozen=True)
class TodayPair:
    """Who a line of the board is about."""

    infant_uid: str
    enrolment_uid: str | None
    infant_name: str | None
    caregiver_name: str | None
    caregiver_role: str | None
    village: str | None
    phone_1: str | None
    sex: str | None
    date_of_birth: date | None
    age_days: int | None
    level: str | None
    in_depth: bool


@dataclass(frozen=True)
class DueRow:
    """Booked for today. ``tasks``: weigh, length, arm, watch_feed, check_mother, six_month_review.

    ``last_length_days``: how long ago the last length was taken; ``seen_at`` None: to come.
    """

    pair: TodayPair
    appointment_uid: str
    seen_at: datetime | None
    visit_uid: str | None
    tasks: tuple[str, ...]
    last_length_days: int | None
    next_visit_on: date | None


@dataclass(frozen=True)
class OverdueRow:
    """A pair that did not come; ``contact_*``: the last contact since.

    ``default_on``: the default that the rule proposes counts on that day.
    """

    pair: TodayPair
    appointment_uid: str
    scheduled_on: date
    days_late: int
    missed_count: int
    gained_too_little: bool
    contact_on: date | None
    contact_means: str | None
    contact_result: str | None
    contact_return_on: date | None
    contact_note: str | None
    default_on: date | None


@dataclass(frozen=True)
class TurningSixRow:
    """Six-month birthday from 14 days ahead to 14 days behind; ``days`` to go (negative: since)."""

    pair: TodayPair
    six_months_on: date
    days: int
    booked_on: date | None


@dataclass(frozen=True)
class WaitingReferralRow:
    """A slip without an answer: urgent ones after 2 days, others after 14."""

    pair: TodayPair
    referral_uid: str
    referral_no: str
    ref_on: date
    days: int
    urgency: str
    to_service: str
    to_facility: str | None
    who_is_referred: str


@dataclass(frozen=True)
class TodayBoard:
    """All cards of the screen. ``next_due``: the next appointment when nobody is due today."""

    today: date
    on_roll: int
    due: tuple[DueRow, ...]
    overdue: tuple[OverdueRow, ...]
    drafts: tuple[DraftState, ...]
    turning_six: tuple[TurningSixRow, ...]
    referrals_waiting: tuple[WaitingReferralRow, ...]
    next_due: tuple[TodayPair, date] | None

    @property
    def to_come(self) -> int:
        """Due today and not yet seen."""
        return sum(row.seen_at is None for row in self.due)

    @property
    def work_waiting(self) -> int:
        """The badge of the rail: due not yet seen + overdue + drafts."""
        return self.to_come + len(self.overdue) + len(self.drafts)


def today_board(work: Work) -> TodayBoard:
    """The board of ``work.today``."""
    here = (work.session, work.facility_uid)
    due = _due(work)
    ahead = None if due else today_rows.next_due(*here, work.today)
    return TodayBoard(
        work.today,
        today_rows.count_on_roll(*here),
        due,
        _overdue(work),
        tuple(list_drafts(work)),
        _turning_six(work),
        _waiting(work),
        None if ahead is None else (_pair(ahead, work.today), ahead.scheduled_on),
    )


def _pair(row: Any, today: date) -> TodayPair:
    born_on = row.date_of_birth
    return TodayPair(
        row.infant_uid,
        row.enrolment_uid,
        row.infant_name,
        row.caregiver_name,
        row.caregiver_role,
        row.village,
        row.phone_1,
        row.sex,
        born_on,
        None if born_on is None else age_days(born_on, today),
        row.current_level,
        bool(row.current_in_depth),
    )


def _by_enrolment(rows: Any) -> defaultdict[str, list[Any]]:
    groups: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows:
        groups[row.enrolment_uid].append(row)
    return groups


def _due(work: Work) -> tuple[DueRow, ...]:
    """To come first, then those seen, in the order they were seen."""
    rows = today_rows.due_on(work.session, work.facility_uid, work.today)
    uids = [row.enrolment_uid for row in rows]
    visits = _by_enrolment(today_rows.visits_of_enrolments(work.session, work.facility_uid, uids))
    arm_from_days = load_settings(work).parameter(default_pathway(), "muac_min_age_d")
    found = []
    for row in rows:
        before = [one for one in visits[row.enrolment_uid] if one.visit_on < work.today]
        pair = _pair(row, work.today)
        measured = [one.visit_on for one in before if one.length_mm is not None]
        length_days = (work.today - measured[-1]).days if measured else None
        found.append(
            DueRow(
                pair,
                row.appointment_uid,
                row.seen_at,
                row.visit_uid,
                _tasks(pair, before, length_days, arm_from_days, work.today),
                length_days,
                row.next_visit_on,
            )
        )
    return tuple(sorted(found, key=lambda row: (row.seen_at is not None, row.seen_at or NEVER)))


def _tasks(
    pair: TodayPair, before: list[Any], length_days: int | None, arm_from_days: int, today: date
) -> tuple[str, ...]:
    """What is due at the visit, in words that may be read by anybody (pathway 7.2)."""
    tasks = ["weigh"]
    if length_days is None or length_days >= LENGTH_EVERY_DAYS:
        tasks.append("length")
    if pair.age_days is not None and pair.age_days >= arm_from_days:
        tasks.append("arm")
    last = before[-1] if before else None
    if last is not None and (last.feeding_fired or last.feeding_progress in ("worse", "new")):
        tasks.append("watch_feed")
    asked = [one for one in before if one.mh_screened]
    if not asked or asked[-1].mh_positive or _days(asked[-1], today) >= MOTHER_EVERY_DAYS:
        tasks.append("check_mother")
    if pair.date_of_birth is not None:
        birthday = six_month_birthday(pair.date_of_birth)
        if today >= birthday - timedelta(days=REVIEW_FROM_DAYS):
            tasks.append("six_month_review")
    return tuple(tasks)


def _days(row: Any, today: date) -> int:
    return int((today - row.visit_on).days)


def _overdue(work: Work) -> tuple[OverdueRow, ...]:
    """Worst first: high or in-depth, gained too little, youngest, most days late."""
    rows = today_rows.overdue_on(work.session, work.facility_uid, work.today)
    uids = [row.enrolment_uid for row in rows]
    visits = _by_enrolment(today_rows.visits_of_enrolments(work.session, work.facility_uid, uids))
    contacts = _by_enrolment(today_rows.contacts_since(work.session, work.facility_uid, uids))
    settings = load_settings(work)
    found = []
    for row in rows:
        bookings = bookings_of(work, row.enrolment_uid)
        run = run_of(work, row.enrolment_uid, settings, bookings)
        missed = [
            one
            for one in bookings
            if one.status == "booked"
            and one.kept_on is None
            and row.missed_on <= one.scheduled_on < work.today
        ]
        since = [one for one in contacts[row.enrolment_uid] if one.attempted_on >= row.missed_on]
        last = visits[row.enrolment_uid][-1:]
        contact = since[-1] if since else None
        found.append(
            OverdueRow(
                _pair(row, work.today),
                missed[0].uid,
                row.missed_on,
                (work.today - row.missed_on).days,
                len(missed),
                any(POOR_GAIN.intersection(one.fired or ()) for one in last),
                getattr(contact, "attempted_on", None),
                getattr(contact, "means", None),
                getattr(contact, "result", None),
                getattr(contact, "return_on", None),
                getattr(contact, "note", None),
                run.default_on if run else None,
            )
        )
    return tuple(
        sorted(
            found,
            key=lambda row: (
                row.pair.level != "high",  # nothing stands above a pair last seen at High
                not row.pair.in_depth,
                not row.gained_too_little,
                row.pair.age_days if row.pair.age_days is not None else 0,
                -row.days_late,
            ),
        )
    )


def _turning_six(work: Work) -> tuple[TurningSixRow, ...]:
    """The nearest birthday first, those that passed before it."""
    first_on = work.today - timedelta(days=SIX_MONTHS_DAYS[1] + SIX_WINDOW_DAYS)
    last_on = work.today - timedelta(days=SIX_MONTHS_DAYS[0] - SIX_WINDOW_DAYS)
    rows = today_rows.open_of_births(work.session, work.facility_uid, first_on, last_on, work.today)
    found = []
    for row in rows:
        birthday = six_month_birthday(row.date_of_birth)
        days = (birthday - work.today).days
        if abs(days) <= SIX_WINDOW_DAYS:
            found.append(TurningSixRow(_pair(row, work.today), birthday, days, row.booked_on))
    return tuple(sorted(found, key=lambda row: (row.days, row.pair.infant_name or "")))


def _waiting(work: Work) -> tuple[WaitingReferralRow, ...]:
    rows = today_rows.waiting_referrals(work.session, work.facility_uid, work.today)
    return tuple(
        WaitingReferralRow(
            _pair(row, work.today),
            row.referral_uid,
            row.referral_no,
            row.ref_on,
            (work.today - row.ref_on).days,
            row.urgency,
            row.to_service,
            row.to_facility,
            row.who_is_referred,
        )
        for row in rows
    )
