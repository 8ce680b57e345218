"""The Today board: what has to happen before the clinic closes."""

from dataclasses import dataclass
from datetime import date, datetime

from mami_desktop.services.drafts import DraftState
from mami_desktop.services.register_file import Work


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
    """Booked for today. ``tasks``: weigh, length, watch_feed, check_mother, arm, six_month_review
    (neutral words are the view's); ``last_length_days`` ago; ``next_visit_on`` once seen."""

    pair: TodayPair
    appointment_uid: str
    seen_at: datetime | None
    visit_uid: str | None
    tasks: tuple[str, ...]
    last_length_days: int | None
    next_visit_on: date | None


@dataclass(frozen=True)
class OverdueRow:
    """A missed appointment, worst first. ``why``: gained_too_little, contact (see ``contact_*``),
    or missed_count alone. ``default_on``: the default rule is fulfilled since that day."""

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
    raise NotImplementedError
