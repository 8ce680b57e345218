"""The invented clinic: its staff, its clock, and what happens when.

Every pair is a *course*: a generator that says when it comes next and gets a Work of that moment.
The world runs all courses in order of time, so that numbers, serials and the record of changes
come as they would have come in a real clinic.
"""

import heapq
import random
import uuid
from collections import Counter
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import TypeVar

from mami_desktop.pathway.definition import Pathway
from mami_desktop.progress import Progress
from mami_desktop.services.register_file import Actor, RegisterFile, Work

Course = Generator[datetime, Work, None]
T = TypeVar("T")


class SeededUids:
    """UUIDs that come from a seed, so that the same sample has the same keys."""

    def __init__(self, seed: str) -> None:
        self._rng = random.Random(seed)

    def __call__(self) -> str:
        return str(uuid.UUID(int=self._rng.getrandbits(128), version=4))


class SetClock:
    """A clock that shows what it was set to."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


@dataclass
class World:
    """What all courses share."""

    seed: str
    pathway: Pathway
    until: date
    nurse: Actor
    clinician: Actor
    in_charge: Actor
    hospital: str = "District Hospital Example"
    mothers: dict[int, str] = field(default_factory=dict)
    turns: Counter[str] = field(default_factory=Counter)
    _waiting: list[tuple[datetime, int, Course]] = field(default_factory=list)
    _order: "count[int]" = field(default_factory=count)

    def turn(self, name: str, choices: Sequence[T]) -> T:
        """The choices one after the other, so that each of them occurs."""
        chosen = choices[self.turns[name] % len(choices)]
        self.turns[name] += 1
        return chosen

    def begin(self, course: Course, not_before: datetime | None = None) -> None:
        """Let a course take part."""
        try:
            moment = next(course)
        except StopIteration:
            return
        self._wait(course, moment if not_before is None else max(moment, not_before))

    def run(self, register: RegisterFile, clock: SetClock, progress: Progress, text: str) -> None:
        """Carry out everything up to the last day; what would come later does not happen."""
        first = self._waiting[0][0].date() if self._waiting else self.until
        days = max(1, (self.until - first).days)
        while self._waiting and self._waiting[0][0].date() <= self.until:
            day = self._waiting[0][0].date()
            progress((day - first).days, days, text)
            with register.saving(self.nurse) as work:
                while self._waiting and self._waiting[0][0].date() == day:
                    moment, _order, course = heapq.heappop(self._waiting)
                    clock.at = moment
                    self._go_on(course, replace(work, now=moment))
        progress(days, days, text)

    def _go_on(self, course: Course, work: Work) -> None:
        try:
            moment = course.send(work)
        except StopIteration:
            return
        self._wait(course, max(moment, work.now + timedelta(minutes=1)))

    def _wait(self, course: Course, moment: datetime) -> None:
        heapq.heappush(self._waiting, (moment, next(self._order), course))


def clinic_hour(rng: random.Random, day: date) -> datetime:
    """Some minute of the clinic's morning."""
    return datetime.combine(day, time(8, 30)) + timedelta(minutes=rng.randint(0, 270))


def as_user(work: Work, actor: Actor) -> Work:
    """The same transaction in the name of somebody else."""
    return replace(work, actor=actor)
