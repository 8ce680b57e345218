"""Small builders of facts: an infant with a mother, an enrolment and its stints in one line."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from mami_desktop.pathway.facts import (
    Appointment,
    Contact,
    Enrolment,
    Infant,
    MonthFacts,
    Mother,
    Referral,
    Screening,
    Stint,
    Visit,
)
from mami_desktop.pathway.tally import MonthReport, month_report
from mami_desktop.pathway.tally_checks import Check, Standing
from mami_desktop.pathway.tally_settings import TallySettings
from mami_desktop.period import Period, gregorian_month

OCTOBER = gregorian_month("2026-10")


@dataclass
class Making:
    """Collects facts; keys are e1, e2 ... in the order of making."""

    infants: list[Infant] = field(default_factory=list)
    mothers: list[Mother] = field(default_factory=list)
    enrolments: list[Enrolment] = field(default_factory=list)
    stints: list[Stint] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    appointments: list[Appointment] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)
    screenings: list[Screening] = field(default_factory=list)

    def pair(
        self,
        sex: str = "female",
        *stays: tuple[str, str, str | None, str | None],
        age_months: int = 2,
        mother: str | None = None,
        first: dict[str, Any] | None = None,
        birth_weight_g: int | None = 3000,
        main_reason: str = "r_waz",
        linked_to: str | None = None,
    ) -> str:
        """A pair with stays ``(entry type, started, exit code, ended)``; its enrolment's key.

        Visit 0 is made too, with what ``first`` says of it.
        """
        number = len(self.enrolments) + 1
        uid, infant = f"e{number}", f"i{number}"
        started = date.fromisoformat(stays[0][1])
        born_on = _months_before(started, age_months)
        if mother is None:
            mother = f"m{number}"
            self.mothers.append(Mother(mother, f"Mother {number * 7919}", f"Village {number}"))
        self.infants.append(Infant(infant, mother, sex, born_on, "singleton", birth_weight_g))
        _entry, _in, code, ended = stays[-1]
        closed = code not in (None, "transferred_inpatient")
        self.enrolments.append(
            Enrolment(
                uid,
                infant,
                started,
                main_reason,
                code if closed else None,
                date.fromisoformat(ended) if closed and ended else None,
                linked_to,
            )
        )
        for seq, (entry, begun, exit_code, end) in enumerate(stays, 1):
            self.stints.append(
                Stint(
                    f"{uid}s{seq}",
                    uid,
                    seq,
                    date.fromisoformat(begun),
                    entry,
                    date.fromisoformat(end) if end else None,
                    exit_code,
                )
            )
        self.visit(uid, stays[0][1], 0, kind="enrolment", **(first or {}))
        return uid

    def visit(
        self, enrolment: str, on: str, number: int, kind: str = "scheduled", **values: Any
    ) -> str:
        """A visit of an enrolment; its key."""
        uid = f"{enrolment}v{number}"
        infant = next(e.infant_uid for e in self.enrolments if e.uid == enrolment)
        self.visits.append(
            Visit(uid, infant, enrolment, number, date.fromisoformat(on), kind, **values)
        )
        return uid

    def appointment(
        self, enrolment: str, on: str, status: str = "booked", kept_by: str | None = None
    ) -> str:
        """An appointment of an enrolment; its key."""
        uid = f"{enrolment}a{on}"
        self.appointments.append(
            Appointment(uid, enrolment, date.fromisoformat(on), status, kept_by)
        )
        return uid

    def facts(self) -> MonthFacts:
        """Everything made so far."""
        begun = [stint.started_on for stint in self.stints]
        begun += [line.scr_on for line in self.screenings]
        return MonthFacts(
            "F1",
            min(begun, default=None),
            tuple(self.mothers),
            tuple(self.infants),
            tuple(self.enrolments),
            tuple(self.stints),
            tuple(self.visits),
            tuple(self.appointments),
            tuple(self.contacts),
            tuple(self.referrals),
            tuple(self.screenings),
        )

    def report(
        self,
        period: Period = OCTOBER,
        settings: TallySettings | None = None,
        **standing: Any,
    ) -> MonthReport:
        """The report of the month, looked at on its last day if nothing else is said."""
        now = Standing(**({"today": period.last_on} | standing))
        return month_report(self.facts(), period, settings or TallySettings(), now)


def check_of(report: MonthReport, uid: str) -> Check:
    """One check of a report."""
    return next(check for check in report.checks if check.id == uid)


def _months_before(day: date, months: int) -> date:
    """A birth that makes the infant so many completed months, and some days, old on ``day``."""
    year, month0 = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month0 + 1, min(day.day, 28)) - timedelta(days=3)
