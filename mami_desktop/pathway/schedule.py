"""When the pair should come again: phases, good visits, stepping back, the proposed day.

All values are programme defaults; WHO 2023 allows fewer visits when an infant feeds and gains well,
without saying how many.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from mami_desktop.growth.age import age_days, six_month_birthday
from mami_desktop.growth.velocity import FIRST_JUDGED_AGE_DAYS, OLDER_FROM_DAYS

Phase = Literal["start", "weekly", "fortnightly", "monthly"]
Progress = Literal["good", "slow", "worse"]

FURTHEST_DAYS = 35
"""Any date up to 35 days ahead may be chosen instead of the proposed one."""

LENGTH_EVERY_DAYS = 28
"""A length, and the mother's arm, are taken again after four weeks (rule fu_growth)."""
MOTHER_EVERY_DAYS = 28
"""The mother's wellbeing is asked about again after four weeks (pathway 7.2)."""

GAIN_JUDGED_OVER_DAYS = 5
"""A visit's gain over fewer days says neither good nor slow."""

GOOD_VISITS_TO_MOVE_ON = 2
FEEDING_ITEMS = ("fd_", "bfa_", "br_", "nba_")
TRIGGER_LEVELS = frozenset({"high", "in_depth", "mother_urgent"})
NOT_A_FEEDING_PROBLEM = "nba_reason"


@dataclass(frozen=True)
class ScheduleParameters:
    """Pathway parameters of the same names: days, and grams a day."""

    visit_intervals_d: tuple[int, int, int, int] = (3, 7, 14, 28)
    min_gain_early: float = 20
    min_gain_late: float = 10


@dataclass(frozen=True)
class ClinicDays:
    """Weekdays (0 Monday to 6 Sunday) on which the clinic is held, and its holidays."""

    weekdays: frozenset[int] = frozenset(range(7))
    holidays: frozenset[date] = frozenset()

    def on_or_after(self, day: date) -> date:
        """The first clinic day from ``day`` on; ``day`` itself where none comes within a year."""
        for ahead in range(366):
            candidate = day + timedelta(days=ahead)
            if candidate.weekday() in self.weekdays and candidate not in self.holidays:
                return candidate
        return day


@dataclass(frozen=True)
class VisitFindings:
    """A visit made: grams (None: not weighed) and every (item id, level) that fired at it."""

    visit_on: date
    weight_g: int | None = None
    fired: frozenset[tuple[str, str]] = frozenset()

    def at(self, level: str) -> frozenset[str]:
        """Items that fired at a level."""
        return frozenset(item for item, fired_at in self.fired if fired_at == level)

    @property
    def triggers(self) -> frozenset[str]:
        """Items that fired at high, in_depth or mother_urgent."""
        return frozenset(item for item, level in self.fired if level in TRIGGER_LEVELS)

    @property
    def same_day(self) -> bool:
        """Whether something is to be treated on the day."""
        return bool(self.at("same_day"))


@dataclass(frozen=True)
class Judged:
    """A visit in the light of those before it.

    ``progress`` None: not known, for want of a weight or because it is too early to judge the gain.
    ``counts``: what the visit does to the count of good visits running.
    """

    visit: VisitFindings
    progress: Progress | None
    counts: Literal["good", "breaks", "neither"]
    gain_g_day: float | None
    slow_twice: bool
    steps_back: bool


@dataclass(frozen=True)
class NextVisit:
    """The proposal: ``proposed_on`` is a clinic day, ``until`` the last day that may be chosen;
    ``good_running`` counts towards the next phase."""

    phase: Phase
    interval_days: int
    proposed_on: date
    until: date
    good_running: int
    same_day: bool
    stepped_back: bool


def adequate_gain(
    earlier: VisitFindings, visit: VisitFindings, born_on: date, parameters: ScheduleParameters
) -> tuple[float | None, bool | None]:
    """Gain in g/day against the weight before, and whether it reaches the minimum for the age.

    (None, None) without both weights; (gain, None) where it is too early to judge: under 5 days
    apart, or a weight from before day 14.
    """
    days = (visit.visit_on - earlier.visit_on).days
    if earlier.weight_g is None or visit.weight_g is None or days <= 0:
        return None, None
    gain = (visit.weight_g - earlier.weight_g) / days
    if days < GAIN_JUDGED_OVER_DAYS or age_days(born_on, earlier.visit_on) < FIRST_JUDGED_AGE_DAYS:
        return gain, None
    older = age_days(born_on, visit.visit_on) >= OLDER_FROM_DAYS
    return gain, gain >= (parameters.min_gain_late if older else parameters.min_gain_early)


def judge_visits(
    visits: Sequence[VisitFindings], born_on: date, parameters: ScheduleParameters
) -> list[Judged]:
    """Each visit judged against those before it; ``visits`` in order, of one enrolment, made.

    *good*: weighed, adequate gain, nothing at high, in_depth or mother_urgent, and no finding on
    breastfeeding, breast or the mother's wellbeing. *worse*: an item at high, or newly at in_depth.
    Else *slow*; slow at two visits running, at 14 days of age or more, is ``slow_twice``.
    """
    judged: list[Judged] = []
    for number, visit in enumerate(visits):
        weighed = [v for v in visits[:number] if v.weight_g is not None]
        gain, enough = None, None
        if weighed:
            gain, enough = adequate_gain(weighed[-1], visit, born_on, parameters)
        before = judged[-1].visit if judged else visit
        worse = bool(visit.at("high") or visit.at("in_depth") - before.at("in_depth"))
        troubled = bool(visit.triggers) or _has_problem(visit)
        progress: Progress | None
        if worse:
            progress = "worse"
        elif troubled or enough is False:
            progress = "slow"
        else:
            progress = "good" if enough else None
        counts: Literal["good", "breaks", "neither"]
        if progress == "good":
            counts = "good"
        else:
            counts = "neither" if progress is None and visit.weight_g is not None else "breaks"
        twice = progress == "slow" and _was_slow(judged, born_on)
        new = bool(visit.triggers - before.triggers)
        steps_back = new or worse or twice
        judged.append(Judged(visit, progress, counts, gain, twice, steps_back))
    return judged


def _was_slow(earlier: list[Judged], born_on: date) -> bool:
    """Whether the last visit of known progress was slow, at an age at which gain is judged."""
    last = next((j for j in reversed(earlier) if j.progress is not None), None)
    return (
        last is not None
        and last.progress == "slow"
        and age_days(born_on, last.visit.visit_on) >= FIRST_JUDGED_AGE_DAYS
    )


def _has_problem(visit: VisitFindings) -> bool:
    return any(
        item.startswith(("bfa_", "br_", "mh_"))
        or (item.startswith("nba_") and item != NOT_A_FEEDING_PROBLEM)
        for item, _level in visit.fired
    )


def next_visit(
    stint_started_on: date,
    visits: Sequence[VisitFindings],
    missed_on: Iterable[date],
    born_on: date,
    parameters: ScheduleParameters,
    clinic: ClinicDays,
) -> NextVisit:
    """Propose the next appointment after the last of ``visits``.

    ``visits``: all made in this enrolment, in order, the one of today last; ``missed_on``: days of
    missed appointments. A stint begins in *start*; the first visit after its first day moves to
    *weekly*, two good visits running to *fortnightly*, two more to *monthly*. ValueError without a
    visit.
    """
    if not visits:
        raise ValueError("the next visit is proposed at a visit")
    misses = sorted(missed_on)
    phase: Phase = "start"
    good, stepped_back = 0, False
    previous_on = stint_started_on
    for judged in judge_visits(visits, born_on, parameters):
        visit_on = judged.visit.visit_on
        if visit_on <= stint_started_on:
            continue  # an earlier stint, or the visit with which this one begins
        if any(previous_on < day < visit_on for day in misses):
            good = 0
        previous_on, stepped_back = visit_on, False
        if phase == "start":
            phase = "weekly"
        if judged.steps_back:
            stepped_back = phase != "weekly"
            phase, good = "weekly", 0
        elif judged.counts == "good":
            good += 1
            if good == GOOD_VISITS_TO_MOVE_ON and phase != "monthly":
                phase = "fortnightly" if phase == "weekly" else "monthly"
                good = 0
        elif judged.counts == "breaks":
            good = 0
    last = visits[-1]
    interval = _interval(phase, last, parameters)
    return NextVisit(
        phase,
        interval,
        propose_on(last.visit_on, interval, born_on, clinic),
        last.visit_on + timedelta(days=FURTHEST_DAYS),
        good,
        last.same_day,
        stepped_back,
    )


def _interval(phase: Phase, visit: VisitFindings, parameters: ScheduleParameters) -> int:
    soonest, weekly, fortnightly, monthly = parameters.visit_intervals_d
    if visit.same_day:
        return soonest
    if phase == "start":
        feeding = any(item.startswith(FEEDING_ITEMS) for item, _level in visit.fired)
        return soonest if feeding else weekly
    return {"weekly": weekly, "fortnightly": fortnightly, "monthly": monthly}[phase]


def propose_on(visit_on: date, interval_days: int, born_on: date, clinic: ClinicDays) -> date:
    """Visit + interval, not after the 6-month birthday while that is to come, on a clinic day."""
    day = visit_on + timedelta(days=interval_days)
    birthday = six_month_birthday(born_on)
    if birthday > visit_on:
        day = min(day, birthday)
    return clinic.on_or_after(day)
