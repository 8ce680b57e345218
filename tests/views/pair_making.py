"""Invented pairs in a real register, made through the same use cases as the screens."""

from datetime import date, datetime, time
from pathlib import Path

from mami_desktop.pathway.load import default_pathway
from mami_desktop.pathway.stored import stored_answers
from mami_desktop.services.enrolment import EnrolmentSaved, enrol_infant
from mami_desktop.services.entries import (
    InfantEntry,
    MotherEntry,
    NewEnrolment,
    NewVisit,
    VisitEntry,
)
from mami_desktop.services.register_file import RegisterFile, create_register
from mami_desktop.services.visits import record_visit
from mami_desktop.views.desk import Desk

YOUNG_WELL = {
    "ds_a_feeding": "feeding_well",
    "ds_a_convulsion": False,
    "ds_a_indrawing": False,
    "ds_a_movement": "spontaneous",
    "ds_a_temp_c": 36.8,
    "ds_a_resp_rate": 44,
    "ds_a_other_critical": False,
    "ds_oedema": "none",
}
OLDER_WELL = {
    "ds_b_not_drinking": False,
    "ds_b_vomits": False,
    "ds_b_fits_history": False,
    "ds_b_fits_now": False,
    "ds_b_lethargic": False,
    "ds_oedema": "none",
}


class Clock:
    """Stands still until it is set."""

    def __init__(self, on: date) -> None:
        self.on = on

    def __call__(self) -> datetime:
        return datetime.combine(self.on, time(10, 42))


class MadeRegister:
    """A register with its clock, its only user and a desk to work at."""

    def __init__(self, where: Path, on: date, *, training: bool = False) -> None:
        self.clock = Clock(on)
        self.register: RegisterFile = create_register(
            where,
            facility_code="EX01",
            facility_name="Example Health Post 01",
            user_name="N. Sample",
            training=training,
            clock=self.clock,
        )
        self.actor = self.register.users()[0]
        self.desk = Desk(self.register, self.actor)

    def saving(self):
        """A transaction that writes."""
        return self.register.saving(self.actor)

    def reading(self):
        """A transaction that only reads."""
        return self.register.reading(self.actor)

    def enrol(
        self,
        on: date,
        *,
        name: str = "Alpha Example",
        born_on: date = date(2026, 8, 18),
        gest_weeks: float | None = 36,
        weight_g: int = 2610,
        birth_weight_g: int = 2250,
        answers: dict | None = None,
        agreed: tuple[str, ...] = ("bf_attachment", "care_kmc"),
        next_on: date | None = None,
    ) -> EnrolmentSaved:
        """Enrol an infant on a day."""
        self.clock.on = on
        given = YOUNG_WELL | {"gr_weight_g": weight_g, "reg_mother_age_y": 22} | (answers or {})
        entry = NewEnrolment(
            infant=InfantEntry(
                infant_name=name,
                sex="female",
                date_of_birth=born_on,
                birth_type="singleton",
                birth_weight_g=birth_weight_g,
                birth_weight_source="card",
                gest_weeks=gest_weeks,
                gest_source="lmp" if gest_weeks else None,
            ),
            mother=MotherEntry(
                caregiver_name="Mother A. Example",
                caregiver_role="mother",
                mother_status="present",
                village="Village North",
                phone_1="000 000 001",
            ),
            visit=VisitEntry(answers=stored(given), attended_by="mother", agreed_actions=agreed),
            consent_care=True,
            referral_source="self",
            main_reason="r_waz",
            next_visit_on=next_on,
        )
        with self.saving() as work:
            return enrol_infant(work, entry)

    def visit(
        self,
        enrolment_uid: str,
        on: date,
        answers: dict,
        *,
        next_on: date | None = None,
        **visit,
    ):
        """Record a visit on a day."""
        self.clock.on = on
        statuses = visit.pop("statuses", {})
        kind = visit.pop("kind", None)
        entry = NewVisit(
            enrolment_uid,
            VisitEntry(answers=stored(answers), attended_by="mother", **visit),
            visit_kind=kind,
            action_statuses=statuses,
            next_visit_on=next_on,
        )
        with self.saving() as work:
            return record_visit(work, entry)


def stored(plain: dict) -> dict:
    """Answers as the register keeps them."""
    return stored_answers(default_pathway(), plain, by="N. Sample")


def alpha(made: MadeRegister) -> EnrolmentSaved:
    """Born four weeks early, enrolled at 4 weeks, gaining well; not seen yet on 21 November."""
    saved = made.enrol(date(2026, 9, 19), answers={"gr_length_mm": 445, "fd_type": "exclusive_bf"})
    uid = saved.enrolment_uid
    course = (
        (date(2026, 9, 26), 2730, None, "same"),
        (date(2026, 10, 3), 2930, 103, "better"),
        (date(2026, 10, 10), 3120, 110, "better"),
        (date(2026, 10, 24), 3560, 114, "solved"),
    )
    for on, weight_g, muac_mm, feeding in course:
        well = YOUNG_WELL if (on - date(2026, 8, 18)).days < 60 else OLDER_WELL
        measured = {"gr_weight_g": weight_g} | ({"gr_muac_mm": muac_mm} if muac_mm else {})
        made.visit(uid, on, well | measured, feeding_progress=feeding)
    made.visit(
        uid,
        date(2026, 11, 7),
        OLDER_WELL
        | {
            "gr_weight_g": 4060,
            "gr_muac_mm": 118,
            "gr_length_mm": 512,
            "fd_type": "exclusive_bf",
            "mp_muac_mm": 226,
        },
        feeding_progress="better",
        agreed_actions=("bf_attachment", "care_kmc"),
        statuses={"bf_attachment": "done", "care_kmc": "partly"},
        next_on=date(2026, 11, 21),
    )
    made.clock.on = date(2026, 11, 21)
    return saved
