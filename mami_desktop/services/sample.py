"""A training register: invented pairs, made through the same use cases as real ones.

The same arguments give the same register, keys and times included. No name, place or number in it
is anybody's; its window and every paper made from it say "training data".
"""

import random
from datetime import date, datetime, time, timedelta
from pathlib import Path

from mami_desktop.errors import UserError
from mami_desktop.growth.age import months_after
from mami_desktop.i18n import _
from mami_desktop.models.entities import facility
from mami_desktop.pathway.load import default_pathway
from mami_desktop.progress import Progress, no_progress
from mami_desktop.services.entries import ScreeningEntry
from mami_desktop.services.register_file import RegisterFile, create_register, open_register
from mami_desktop.services.sample_course import course_of
from mami_desktop.services.sample_plan import ClinicDay, make_plans
from mami_desktop.services.sample_world import Course, SeededUids, SetClock, World, clinic_hour
from mami_desktop.services.screening import record_screening
from mami_desktop.services.settings import save_setting
from mami_desktop.services.users import add_user

CLINIC_WEEKDAYS = (0, 1, 2, 3, 4)
DAYS_BEFORE_THE_FIRST = 3
MOST_MONTHS = 240
YEARS = range(2000, 2101)
PLACES = (
    "epi_immunisation", "facility_opd", "community_chw", "pnc", "epi_immunisation", "gmp",
    "community_chw", "ipd_discharge", "blanket_feeding", "other",
)  # fmt: skip
SCREENED_PER_INFANT = 13  # of 3,436 screened 259 were enrolled (GOAL, Gambella 2016)


def make_sample(
    where: str | Path,
    *,
    infants: int,
    months: int,
    seed: int,
    until: date,
    facility_code: str = "EX01",
    facility_name: str = "Example Health Post 01",
    progress: Progress = no_progress,
) -> RegisterFile:
    """Make a training register of ``infants`` infants who came in the ``months`` up to ``until``.

    UserError if ``where`` exists or cannot be written, or the time is out of reach. ``progress``
    may raise Cancelled: what was made so far is then an incomplete register and is removed if it
    is a file.
    """
    if months > MOST_MONTHS or until.year not in YEARS:
        raise UserError(
            _("A training register cannot span this time."),
            _("Ask for at most {n} months, in this century.", n=MOST_MONTHS),
        )
    first_on = months_after(until, -months) + timedelta(days=1)
    clock = SetClock(datetime.combine(first_on - timedelta(days=DAYS_BEFORE_THE_FIRST), time(8)))
    register = create_register(
        where,
        facility_code=facility_code,
        facility_name=facility_name,
        user_name="P. Sample",
        training=True,
        clock=clock,
        new_uid=SeededUids(f"{seed}/uids"),
    )
    try:
        _fill(register, clock, infants, first_on, until, seed, progress)
    except BaseException:
        register.close()
        if "://" not in str(where):
            Path(where).unlink(missing_ok=True)
        raise
    register.close()
    return open_register(where)


def _fill(
    register: RegisterFile,
    clock: SetClock,
    infants: int,
    first_on: date,
    until: date,
    seed: int,
    progress: Progress,
) -> None:
    world = _open_clinic(register, seed, until)
    rng = random.Random(f"{seed}/plans")
    for plan in make_plans(rng, infants, first_on, until, ClinicDay()):
        world.begin(course_of(world, plan))
    world.begin(_screening(world, infants, first_on))
    world.run(register, clock, progress, _("Inventing a training register"))


def _open_clinic(register: RegisterFile, seed: int, until: date) -> World:
    """The staff, the clinic's days, and where it lies."""
    (in_charge,) = register.users()
    with register.saving(in_charge) as work:
        nurse = add_user(work, "N. Sample", "nurse", "000 000 009")
        clinician = add_user(work, "C. Sample", "clinician")
        save_setting(work, "clinic_weekdays", CLINIC_WEEKDAYS)
        save_setting(work, "u6m_population", 900)
        place = {
            "admin1": "Region Example",
            "admin2": "District Example",
            "address": "Village North",
            "phone": "000 000 009",
        }
        work.update(facility, work.facility_uid, place)
    return World(str(seed), default_pathway(), until, nurse, clinician, in_charge)


def _screening(world: World, infants: int, first_on: date) -> Course:
    """Tallies of clinic days, about thirteen infants screened for each one enrolled."""
    rng = random.Random(f"{world.seed}/screening")
    clinic = ClinicDay()
    days = max(1, (world.until - first_on).days)
    a_day = infants * SCREENED_PER_INFANT / (days / 2.5)
    day = clinic(first_on)
    turn = 0
    while day <= world.until:
        work = yield clinic_hour(rng, day) + timedelta(hours=2)
        boys = max(1, round(rng.gauss(a_day / 2, a_day / 6)))
        girls = max(1, round(rng.gauss(a_day / 2, a_day / 6)))
        risky_boys = sum(rng.random() < 0.11 for _boy in range(boys))
        risky_girls = sum(rng.random() < 0.11 for _girl in range(girls))
        at_risk = risky_boys + risky_girls
        sent = 1 if at_risk > 2 and rng.random() < 0.2 else None
        record_screening(
            work,
            ScreeningEntry(
                scr_on=day,
                scr_place=PLACES[turn % len(PLACES)],
                scr_male=boys,
                scr_female=girls,
                scr_at_risk_male=risky_boys,
                scr_at_risk_female=risky_girls,
                scr_referred_inpatient=sent,
                scr_enrolled_same_day=rng.randint(0, at_risk - (sent or 0)),
            ),
        )
        turn += 1
        day = clinic(day + timedelta(days=rng.choice((1, 2, 2, 3, 4))))
