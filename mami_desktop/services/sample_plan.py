"""Who comes to the invented clinic: one plan for every infant of a training register.

The first plans follow SCRIPTS, so that every way in, every way out and every special case occurs;
the others are drawn at random. All randomness comes from the given generator.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mami_desktop.growth.age import six_month_birthday

HALF_YEAR_DAYS = 183


@dataclass(frozen=True)
class Plan:
    """One infant: who it is, when it comes, what is found, how it goes on.

    ``entry``: how it comes (an entry type, or a seen_ kind that is not enrolled). ``ending`` with
    ``end_on``: how the first stay ends, None for staying on. ``then``: what follows it.
    ``twin``: order of birth in a twin pair, 0 for a single birth. ``specials``: things that happen
    at its visits, one after the other.
    """

    number: int
    sex: str
    born_on: date
    start_on: date
    entry: str = "new"
    ending: str | None = None
    end_on: date | None = None
    then: str = ""
    then_ending: str | None = None
    problems: tuple[str, ...] = ()
    start_z: float = -2.4
    goal_z: float = -1.2
    length_z: float = -1.0
    gest_weeks: float | None = None
    gest_source: str = "unknown"
    precision: str = "exact"
    birth_weight_known: bool = True
    role: str = "mother"
    mother_status: str = "present"
    twin: int = 0
    mother_number: int = 0
    specials: tuple[str, ...] = ()
    named: bool = True

    @property
    def half_birthday(self) -> date:
        """The day it turns six months."""
        return six_month_birthday(self.born_on)


@dataclass(frozen=True)
class Script:
    """The fixed part of a plan. Ages and spans in days; ``age`` None: so that six months are
    reached inside the span."""

    entry: str = "new"
    ending: str | None = None
    after: tuple[int, int] = (35, 60)
    then: str = ""
    then_ending: str | None = None
    age: tuple[int, int] | None = (25, 60)
    problems: tuple[str, ...] = ()
    special: tuple[str, ...] = ()
    twins: bool = False
    gest_weeks: float | None = None
    mother_status: str = "present"
    role: str = "mother"
    z: float = -2.4


SCRIPTS = (
    Script(ending="graduated", age=None, twins=True, special=("home_visit", "struck_visit")),
    Script("step_down_inpatient", "early_discharge_ok", (40, 50), "relapse", age=(30, 45),
           problems=("recent_inpatient",), special=("routine_referral", "struck_referral")),
    Script("transfer_in_mami", "non_response", (38, 50), problems=("mixed",), z=-2.8,
           special=("phone", "backdated")),
    Script(ending="defaulted", after=(12, 18), then="return", then_ending="completed_not_ok",
           age=(60, 75), problems=("attachment",)),
    Script(ending="transferred_inpatient", after=(10, 20), then="back", age=(40, 80),
           special=("absent",), gest_weeks=34),
    Script(ending="died", after=(10, 35), age=(20, 70), problems=("few_feeds",), z=-3.2),
    Script(ending="completed_not_ok", age=None, problems=("no_mother",), mother_status="dead",
           role="grandmother", special=("rescheduled", "routine_referral")),
    Script(ending="transferred_mami", after=(25, 40), problems=("sad_mother",),
           special=("override", "mental_referral")),
    Script("seen_high", age=(20, 50), problems=("danger",)),
    Script(ending="left_area", after=(20, 40), problems=("mother_away",), role="other_relative",
           mother_status="alive_absent", special=("cancelled", "late")),
    Script(ending="transferred_inpatient", after=(8, 15), then="closed", age=(30, 60),
           problems=("thin_mother",)),
    Script("seen_low", age=(40, 100), z=0.1),
    Script(ending="withdrew", after=(15, 30), problems=("hungry_home",), special=("early",)),
    Script(ending="entered_in_error", age=(30, 60), problems=("sore",)),
    Script(ending="defaulted", after=(12, 18), age=(30, 60), problems=("water",),
           special=("absent",)),
    Script(ending="graduated", age=None, problems=("young_mother",), gest_weeks=35,
           special=("refused", "phone", "backdated", "full")),
    Script(ending="transferred_inpatient", after=(25, 40), then="waiting", age=(40, 80)),
    Script(ending="defaulted", after=(12, 18), then="new_number", age=(20, 35),
           problems=("not_bf",)),
)  # fmt: skip

PROBLEMS = (
    "attachment", "attachment", "few_feeds", "sore", "water", "mixed", "not_bf", "thin_mother",
    "sad_mother", "young_mother", "hiv", "cough", "thrush", "cleft", "recent_inpatient",
    "hungry_home", "diarrhoea",
)  # fmt: skip
SPECIALS = (
    "home_visit", "phone", "absent", "early", "late", "backdated", "rescheduled", "cancelled",
    "routine_referral", "mental_referral", "override", "full", "routine_referral",
)  # fmt: skip
ENDINGS = (
    *("six_months",) * 30, *("defaulted",) * 5, *("transferred_inpatient",) * 3, "died",
    "non_response", "left_area", "withdrew", "transferred_mami", "early_discharge_ok",
)  # fmt: skip


def make_plans(
    rng: random.Random, infants: int, first_on: date, until: date, open_on: "ClinicDay"
) -> list[Plan]:
    """Plans for exactly ``infants`` infants who come from ``first_on`` to ``until``."""
    plans: list[Plan] = []
    for script in (*SCRIPTS, *SCRIPTS):
        plans += _scripted(rng, script, len(plans), first_on, until, open_on)
    while len(plans) < infants:
        plans += _drawn(rng, len(plans), first_on, until, open_on)
    return plans[:infants]


class ClinicDay:
    """Monday to Friday."""

    def __call__(self, day: date, limit: date | None = None) -> date:
        """The day itself or the next clinic day, or the one before where that is past ``limit``."""
        moved = day
        while moved.weekday() > 4:
            moved += timedelta(days=1)
        if limit is not None and moved > limit:
            moved = limit
            while moved.weekday() > 4:
                moved -= timedelta(days=1)
        return moved


def _scripted(
    rng: random.Random, script: Script, number: int, first_on: date, until: date, open_on: ClinicDay
) -> Iterator[Plan]:
    span = (until - first_on).days
    start_on = open_on(first_on + timedelta(days=rng.randint(0, max(3, span // 6))), until)
    if script.age is None:
        # six months are reached late enough for some visits, early enough to be seen
        longest = max(20, min(150, span - span // 6 - 12))
        to_half = rng.randint(min(45, longest), longest)
        age = max(8, HALF_YEAR_DAYS - to_half)
    else:
        age = rng.randint(*script.age)
    weeks = script.gest_weeks
    plan = Plan(
        number=number,
        sex=rng.choice(("female", "male")),
        born_on=start_on - timedelta(days=age),
        start_on=start_on,
        entry=script.entry,
        ending=script.ending,
        then=script.then,
        then_ending=script.then_ending,
        problems=script.problems,
        start_z=script.z,
        goal_z=script.z if script.ending == "non_response" else min(0.2, script.z + 1.5),
        length_z=min(-0.2, script.z / 2),
        gest_weeks=weeks,
        gest_source="ultrasound" if weeks else rng.choice(("unknown", "lmp", "exam")),
        precision=rng.choice(("exact", "exact", "estimated_day", "estimated_month")),
        birth_weight_known=rng.random() < 0.6,
        role=script.role,
        mother_status=script.mother_status,
        mother_number=number,
        specials=script.special,
        named=rng.random() < 0.9,
    )
    plan = replace(plan, end_on=_end_on(rng, plan, script.after, open_on))
    if not script.twins:
        yield plan
        return
    yield replace(plan, twin=1, named=True)
    yield replace(
        plan,
        number=number + 1,
        sex=rng.choice(("female", "male")),
        twin=2,
        named=True,
        ending="completed_not_ok",
        goal_z=-2.3,
        specials=("full",),
    )


def _end_on(
    rng: random.Random, plan: Plan, after: tuple[int, int], open_on: ClinicDay
) -> date | None:
    if plan.ending is None:
        return None
    if plan.ending in ("graduated", "completed_not_ok"):
        # within the window of the six-month review, 7 days before to 14 days after
        return open_on(plan.half_birthday + timedelta(days=rng.randint(-5, 6)))
    return open_on(plan.start_on + timedelta(days=rng.randint(*after)))


def _drawn(
    rng: random.Random, number: int, first_on: date, until: date, open_on: ClinicDay
) -> Iterator[Plan]:
    span = (until - first_on).days
    start_on = open_on(first_on + timedelta(days=rng.randint(0, span)), until)
    age = int(min(168.0, max(5.0, rng.gauss(78, 42))))
    drawn = rng.random()
    if drawn < 0.03:
        entry = "seen_high"
    elif drawn < 0.09:
        entry = "seen_low"
    elif drawn < 0.15:
        entry = rng.choice(("step_down_inpatient", "transfer_in_mami"))
    else:
        entry = "new"
    early = rng.random() < 0.15
    weeks = round(rng.uniform(29, 36.5), 1) if early else None
    small = rng.random() < 0.7
    z = rng.uniform(-3.3, -2.1) if small else rng.uniform(-1.8, 0.2)
    problems: tuple[str, ...] = ()
    if not small or rng.random() < 0.5:
        problems = tuple(sorted(rng.sample(sorted(set(PROBLEMS)), 1 if small else 2)))
    if entry == "seen_low":
        z, problems, weeks = rng.uniform(-0.6, 0.6), (), None
    if entry == "seen_high":
        problems = ("danger",)
    status, role = _carer(rng, entry)
    if status == "dead":
        problems = ("no_mother",)
    elif status == "alive_absent":
        problems = ("mother_away",)
    plan = Plan(
        number=number,
        sex=rng.choice(("female", "male")),
        born_on=start_on - timedelta(days=age),
        start_on=start_on,
        entry=entry,
        problems=problems,
        start_z=z,
        goal_z=min(0.4, z + rng.uniform(0.3, 1.6)),
        length_z=max(-3.5, min(1.5, rng.gauss(z * 0.5, 0.7))),
        gest_weeks=weeks if weeks else (39.0 if rng.random() < 0.3 else None),
        gest_source="lmp" if weeks else rng.choice(("lmp", "unknown", "unknown")),
        precision=rng.choice(("exact",) * 6 + ("estimated_day", "estimated_month")),
        birth_weight_known=entry == "seen_low" or rng.random() < 0.7,
        role=role,
        mother_status=status,
        mother_number=number,
        specials=tuple(rng.sample(SPECIALS, rng.choice((0, 0, 0, 1, 1, 2)))),
        named=rng.random() < 0.93,
    )
    ending = rng.choice(ENDINGS)
    if ending == "six_months":
        ending = rng.choice(("graduated", "graduated", "graduated", "completed_not_ok"))
    plan = replace(plan, ending=ending)
    plan = replace(plan, end_on=_end_on(rng, plan, (12, 60), open_on))
    if ending == "transferred_inpatient":
        plan = replace(plan, then=rng.choice(("back", "back", "closed")))
    if ending == "defaulted" and rng.random() < 0.3:
        plan = replace(plan, then="return")
    yield plan


def _carer(rng: random.Random, entry: str) -> tuple[str, str]:
    """The mother's state, and who cares for the infant."""
    if entry == "seen_low" or rng.random() > 0.06:
        return "present", "mother"
    if rng.random() < 0.5:
        return "dead", rng.choice(("grandmother", "other_relative", "foster"))
    return "alive_absent", rng.choice(("grandmother", "father", "other_relative"))
