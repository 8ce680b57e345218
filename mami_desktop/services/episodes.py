"""Reading one enrolment with its stints: where the pair stands."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from mami_desktop.errors import UserError
from mami_desktop.i18n import _
from mami_desktop.models.codes import NOT_SEEN_KINDS
from mami_desktop.models.entities import enrolment, infant, month_report, stint, visit
from mami_desktop.services.entry_rules import PastEnrolment
from mami_desktop.services.register_file import Work


@dataclass(frozen=True)
class Episode:
    """An enrolment's row, its infant's row, and its stints that stand, in order."""

    enrolment: Any
    infant: Any
    stints: tuple[Any, ...]

    @property
    def last(self) -> Any:
        """The last stint."""
        return self.stints[-1]

    @property
    def on_roll(self) -> bool:
        """Whether the last stint is open."""
        return bool(self.stints) and self.last.exit_code is None

    @property
    def at_inpatient(self) -> bool:
        """Whether the pair was sent to inpatient care and the enrolment waits for it."""
        return (
            self.enrolment.outcome is None
            and bool(self.stints)
            and self.last.exit_code == "transferred_inpatient"
        )


def read_episode(work: Work, enrolment_uid: str) -> Episode:
    """The episode; UserError if there is none or it was entered in error."""
    row = work.find(enrolment, enrolment_uid)
    if row.struck_at is not None:
        raise UserError(
            _("This enrolment was marked as entered in error."), _("Choose another line.")
        )
    return Episode(row, work.find(infant, row.infant_uid), tuple(stints_of(work, enrolment_uid)))


def stints_of(work: Work, enrolment_uid: str) -> list[Any]:
    """The stints that stand, in order."""
    return list(
        work.session.execute(
            select(stint)
            .where(
                stint.c.facility_uid == work.facility_uid,
                stint.c.enrolment_uid == enrolment_uid,
                stint.c.struck_at.is_(None),
            )
            .order_by(stint.c.seq)
        )
    )


def on_roll_episode(work: Work, enrolment_uid: str) -> Episode:
    """The episode of a pair that is on the roll; UserError if it is not."""
    episode = read_episode(work, enrolment_uid)
    if episode.on_roll:
        return episode
    if episode.at_inpatient:
        raise UserError(_("This pair was sent to inpatient care."), _("Record its return first."))
    raise UserError(
        _("This pair has left the roll."), _("Record its return, or enrol it anew, first.")
    )


def history_of(work: Work, infant_uid: str, *, without: str | None = None) -> list[PastEnrolment]:
    """The infant's enrolments at this facility that stand, for the entry rules."""
    found = work.session.execute(
        select(enrolment)
        .where(
            enrolment.c.facility_uid == work.facility_uid,
            enrolment.c.infant_uid == infant_uid,
            enrolment.c.struck_at.is_(None),
        )
        .order_by(enrolment.c.enrolled_on)
    ).all()
    history = []
    for row in found:
        if row.enrolment_uid == without:
            continue
        stints = stints_of(work, row.enrolment_uid)
        away = bool(stints) and stints[-1].exit_code == "transferred_inpatient"
        history.append(
            PastEnrolment(
                row.mami_no,
                row.enrolled_on,
                row.outcome,
                row.outcome_on,
                row.outcome is None and away,
            )
        )
    return history


def last_visit_on(work: Work, enrolment_uid: str, *, made: bool = False) -> date | None:
    """The day of the last visit that stands; with ``made`` only visits at which somebody came."""
    query = select(func.max(visit.c.visit_on)).where(
        visit.c.facility_uid == work.facility_uid,
        visit.c.enrolment_uid == enrolment_uid,
        visit.c.struck_at.is_(None),
    )
    if made:
        query = query.where(visit.c.visit_kind.not_in(NOT_SEEN_KINDS))
    return work.session.execute(query).scalar()


def month_submitted(work: Work, day: date) -> bool:
    """Whether the report of the month of ``day`` has been sent (records 6.3, 6.4)."""
    return (
        work.session.execute(
            select(month_report.c.month_report_uid)
            .where(
                month_report.c.facility_uid == work.facility_uid,
                month_report.c.state == "submitted",
                month_report.c.first_on <= day,
                month_report.c.last_on >= day,
                month_report.c.struck_at.is_(None),
            )
            .limit(1)
        ).first()
        is not None
    )
