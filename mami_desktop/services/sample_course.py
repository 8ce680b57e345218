"""How it goes on with an invented pair: stays, misses, endings, and coming back."""

from datetime import date, timedelta

from mami_desktop.services.absence import catch_up_appointments, default_due
from mami_desktop.services.appointments import (
    book_appointment,
    cancel_appointment,
    open_appointments,
    reschedule_appointment,
)
from mami_desktop.services.entries import NewOutcome, NewReferral, NewReturn, NewVisit, VisitEntry
from mami_desktop.services.outcomes import close_enrolment
from mami_desktop.services.referrals import issue_referral
from mami_desktop.services.register_file import Work
from mami_desktop.services.returns import record_return
from mami_desktop.services.sample_contacts import ROUTINE_SERVICES, Contacts
from mami_desktop.services.sample_plan import ClinicDay, Plan
from mami_desktop.services.sample_world import Course, World, as_user, clinic_hour
from mami_desktop.services.strikes import strike_enrolment, strike_referral, strike_visit
from mami_desktop.services.visits import record_visit

MISSED = 0.08
NEAR_DAYS = 3
LONGEST_DEFAULT_DAYS = 70
LINKS = ("gmp", "gmp", "tsfp_bsfp", "iycf", "otp", "social_protection", "other", "none")
DEFAULT_REASONS = ("distance", "work_season", "felt_better", "husband_family", "unknown", "moved")
open_on = ClinicDay()


def course_of(world: World, plan: Plan) -> Course:
    """Everything that happens to one infant of the plan."""
    return Pair(world, plan).life()


class Pair(Contacts):
    """An infant whose life at the clinic is told in order."""

    def life(self) -> Course:
        """From the first contact on."""
        plan = self.plan
        if plan.entry.startswith("seen_"):
            yield from self.seen()
            return
        yield from self.enrol(plan.start_on, plan.entry, self.problems)
        if plan.ending == "entered_in_error":
            work = yield clinic_hour(self.rng, plan.start_on + timedelta(days=1))
            strike_enrolment(
                as_user(work, self.world.clinician), self.enrolment_uid, "Typed twice."
            )
            return
        specials = [name for name in plan.specials if name != "refused"]
        yield from self.stay(plan.ending, plan.end_on, specials)
        yield from self._go_on_after()

    def _go_on_after(self) -> Course:
        then, rng = self.plan.then, self.rng
        if then == "relapse":
            day = open_on(self._ended_on + timedelta(days=rng.randint(10, 16)))
            self.problems = ("few_feeds",)
            yield from self.enrol(day, "relapse", self.problems)
            yield from self.stay(None, None, [])
        elif then == "return":
            day = open_on(self._ended_on + timedelta(days=rng.randint(18, 38)))
            yield from self._return(day)
            half = self.plan.half_birthday
            ending = self.plan.then_ending or rng.choice((None, "graduated"))
            yield from self.stay(ending, open_on(half + timedelta(days=rng.randint(-4, 5))), [])
        elif then == "new_number":
            day = open_on(self._ended_on + timedelta(days=rng.randint(62, 66)))
            if day < self.plan.half_birthday - timedelta(days=2):
                yield from self.enrol(day, "new", ("mixed",))
                yield from self.stay(None, None, [])
        elif then == "back":
            day = open_on(self._ended_on + timedelta(days=rng.randint(8, 14)))
            yield from self._return(day)
            yield from self.stay(None, None, [])
        elif then == "closed":
            work = yield clinic_hour(rng, self._ended_on + timedelta(days=rng.randint(29, 34)))
            self._close(
                as_user(work, self.world.in_charge), "transferred_inpatient", self._ended_on
            )

    def _return(self, day: date) -> Course:
        work = yield clinic_hour(self.rng, day)
        record_return(work, NewReturn(self.enrolment_uid, day))
        self.problems = ()
        self.visit(work, day)

    # -- staying on the roll ---------------------------------------------------------------

    def stay(self, ending: str | None, end_on: date | None, specials: list[str]) -> Course:
        """Visits until the ending; without one, until six months are reached."""
        if ending is None:
            ending = self.rng.choice(("graduated", "completed_not_ok"))
            end_on = self.plan.half_birthday + timedelta(days=self.rng.randint(-4, 5))
        resolved_after = self.rng.randint(2, 5)
        done = 0
        stays = ending in ("non_response", "completed_not_ok")
        while self.next_on is not None:
            due = self.next_on
            if end_on is not None and due > end_on - timedelta(days=NEAR_DAYS):
                break
            if done >= resolved_after and not stays:
                self.problems = ()
            if specials and done >= 1:
                yield from self._special(specials.pop(0), due)
            elif self.rng.random() < MISSED and done >= 1:
                yield from self._miss_and_come(due)
            else:
                day = self._day_near(due)
                work = yield clinic_hour(self.rng, day)
                self.visit(work, day)
            done += 1
        if ending is not None and end_on is not None:
            yield from self._end(ending, self._after_last(end_on))

    def _day_near(self, due: date) -> date:
        """The day of the appointment, or a clinic day near it."""
        drawn = self.rng.random()
        shift = 0
        if drawn < 0.08:
            shift = -1
        elif drawn < 0.2:
            shift = self.rng.randint(1, 4)
        return self._after_last(due + timedelta(days=shift))

    def _after_last(self, day: date) -> date:
        """The clinic day from ``day`` on that is later than the last visit."""
        return open_on(max(day, self.last_on + timedelta(days=1)))

    def _miss_and_come(self, due: date) -> Course:
        """Not there; the family is reached and promises another day."""
        work = yield clinic_hour(self.rng, open_on(due + timedelta(days=2)))
        promised = self._after_last(work.today + timedelta(days=self.rng.randint(2, 9)))
        result = self.world.turn("reached", ("found_will_return", "found_will_return", "inpatient"))
        self.call(work, result, return_on=promised)
        work = yield clinic_hour(self.rng, promised)
        self.visit(work, promised)

    def _special(self, name: str, due: date) -> Course:
        """One of the unusual things, then the visit goes on as it may."""
        day = self._after_last(due)
        if name in ("rescheduled", "cancelled"):
            work = yield clinic_hour(self.rng, due - timedelta(days=1))
            if work.today <= due:
                self._change_appointment(work, name, open_on(due + timedelta(days=4)))
            return
        if name == "absent":
            work = yield clinic_hour(self.rng, open_on(due + timedelta(days=1)))
            record_visit(
                work,
                NewVisit(self.enrolment_uid, VisitEntry(), visit_on=due, visit_kind="absent"),
            )
            yield from self._miss_and_come(due)
            return
        if name == "early":
            early = self._after_last(due - timedelta(days=2))
            work = yield clinic_hour(self.rng, early)
            self.visit(work, early, problems=("cough",))
            return
        if name == "phone":
            work = yield clinic_hour(self.rng, due - timedelta(days=1))
            note = VisitEntry(note="Called: baby feeds well.")
            record_visit(
                work, NewVisit(self.enrolment_uid, note, visit_kind="phone", book_next=False)
            )
        if name == "late":
            day = open_on(due + timedelta(days=3))
        work = yield clinic_hour(self.rng, self._typed_on(name, day))
        self._special_visit(work, name, day)

    def _typed_on(self, name: str, day: date) -> date:
        return day + timedelta(days=2) if name == "backdated" else day

    def _special_visit(self, work: Work, name: str, day: date) -> None:
        world = self.world
        if name == "home_visit":
            self.visit(work, day, kind="home_visit")
        elif name == "struck_visit":
            wrong = self.visit(work, day, problems=("thrush",), book_next=False)
            strike_visit(
                as_user(work, world.clinician), wrong.visit_uid, "Typed for the wrong twin."
            )
            self.visit(work, day)
        elif name == "struck_referral":
            slip = issue_referral(
                work,
                NewReferral(
                    to_service="opd",
                    urgency="routine",
                    who_is_referred="infant",
                    infant_uid=self.infant_uid,
                    enrolment_uid=self.enrolment_uid,
                ),
            )
            strike_referral(as_user(work, world.clinician), slip.referral_uid, "Wrong infant.")
            self.visit(work, day)
        elif name == "routine_referral":
            service = world.turn("service", ROUTINE_SERVICES)
            urgency = world.turn("urgency", ("routine", "within_24h"))
            who = world.turn("who", ("infant", "both", "mother"))
            self.visit(work, day, referral=self.slip(service, urgency, who))
        elif name == "mental_referral":
            slip_to = self.slip("mental_health", "within_24h", "mother")
            present = self.plan.mother_status in ("present", "unknown")
            problems = ("sad_mother",) if present else ()
            self.visit(work, day, problems=problems, referral=slip_to if present else None)
        elif name == "override":
            self.visit(
                as_user(work, world.clinician),
                day,
                chosen_level="low",
                override_reason="Growing well, the family copes.",
            )
        else:
            self.visit(work, day, full=name == "full")

    def _change_appointment(self, work: Work, how: str, day: date) -> None:
        for row in open_appointments(work, self.enrolment_uid):
            if row.scheduled_on != self.next_on:
                continue
            if how == "rescheduled":
                reschedule_appointment(work, row.appointment_uid, day)
            else:
                cancel_appointment(work, row.appointment_uid, "Market day, nobody can come.")
                book_appointment(work, self.enrolment_uid, day)
            self.next_on = day

    # -- endings ---------------------------------------------------------------------------

    _ended_on: date

    def _end(self, ending: str, end_on: date) -> Course:
        if ending == "defaulted":
            yield from self._default()
        elif ending == "died":
            yield from self._die(end_on)
        elif ending in ("left_area", "withdrew"):
            yield from self._leave(ending, end_on)
        elif ending == "transferred_inpatient":
            work = yield clinic_hour(self.rng, end_on)
            slip = self.slip("inpatient_sc", "emergency", "both")
            sign = "danger" if self.rng.random() < 0.8 else "swollen"
            self.visit(work, end_on, problems=(sign,), decision="refer_inpatient", referral=slip)
            self._ended_on = end_on
        else:
            work = yield clinic_hour(self.rng, end_on)
            well = ending in ("graduated", "early_discharge_ok")
            problems = () if well else self.problems
            before_half = end_on < self.plan.half_birthday
            self.visit(
                work, end_on, problems=problems, full=before_half, book_next=False,
                decision="discharge",
            )  # fmt: skip
            self._close(work, ending, end_on)

    def _close(self, work: Work, outcome: str, on: date, **details: object) -> None:
        linked = self.world.turn("links", LINKS) if outcome in (
            "graduated", "completed_not_ok") else None  # fmt: skip
        entry = NewOutcome(self.enrolment_uid, outcome, on, linked_to=linked, **details)  # type: ignore[arg-type]  # codes by name
        close_enrolment(work, entry)
        self._ended_on = on

    def _die(self, on: date) -> Course:
        work = yield clinic_hour(self.rng, open_on(on + timedelta(days=self.rng.randint(1, 4))))
        self.call(work, "died")
        place = self.world.turn("place", ("home", "other_facility", "transit", "this_facility"))
        self._close(
            work, "died", on, died_on=on, death_place=place, death_cause="fever, not known",
            confirmed_by="home_visit",
        )  # fmt: skip

    def _leave(self, ending: str, on: date) -> Course:
        work = yield clinic_hour(self.rng, on)
        moved = ending == "left_area"
        self.call(work, "moved" if moved else "found_refused")
        self._close(work, ending, on, confirmed_by="phone")

    def _default(self) -> Course:
        """Nobody comes any more; after calls and visits the nurse confirms the default."""
        started = self.next_on
        assert started is not None
        day = started
        while day < started + timedelta(days=LONGEST_DEFAULT_DAYS):
            day = open_on(day + timedelta(days=3))
            work = yield clinic_hour(self.rng, day)
            self.call(work, self.world.turn("not_there", ("not_found", "found_will_return")))
            day = open_on(day + timedelta(days=4))
            work = yield clinic_hour(self.rng, day)
            catch_up_appointments(work)
            due = default_due(work, self.enrolment_uid)
            if due is not None:
                self._close(
                    work, "defaulted", due.on, confirmed_by="home_visit",
                    default_reason=self.world.turn("default", DEFAULT_REASONS),
                )  # fmt: skip
                return
        raise RuntimeError("a default that never comes")
