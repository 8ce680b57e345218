"""Whatever people do in whatever order: refusals come in words, and the register stays whole.

A seed draws hundreds of use cases with sensible and senseless entries. Afterwards the record of
changes fits every row, each month balances and begins as the one before it ended, and the exported
workbook holds no contradiction.
"""

import random
from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from mami_desktop.errors import UserError
from mami_desktop.models import entities as tables
from mami_desktop.period import month_of
from mami_desktop.reports.register_xlsx import register_xlsx
from mami_desktop.services.absence import catch_up_appointments
from mami_desktop.services.appointments import book_appointment, reschedule_appointment
from mami_desktop.services.contacts import log_contact
from mami_desktop.services.enrolment import enrol_infant
from mami_desktop.services.entries import (
    InfantEntry,
    NewContact,
    NewOutcome,
    NewReferral,
    NewReturn,
    ReferralAnswer,
)
from mami_desktop.services.export import export_of
from mami_desktop.services.month import month_report
from mami_desktop.services.outcomes import close_enrolment, reopen_enrolment
from mami_desktop.services.people import correct_infant
from mami_desktop.services.referrals import enter_referral_answer, issue_referral
from mami_desktop.services.register_file import verify_chain
from mami_desktop.services.returns import record_return
from mami_desktop.services.strikes import strike_enrolment, strike_referral, strike_visit
from mami_desktop.services.today import today_board
from mami_desktop.services.visits import record_visit
from tests.export.consistency import assert_consistent
from tests.export.reading import read_workbook
from tests.services.pairs import (
    CLINICAL_A,
    REST,
    SIGNS_A,
    SIGNS_B,
    both_databases,
    follow_up,
    infant_entry,
    new_enrolment,
    seen,
)

STEPS = 220
OUTCOMES = (
    "graduated", "early_discharge_ok", "completed_not_ok", "transferred_inpatient",
    "transferred_mami", "defaulted", "left_area", "died", "non_response", "withdrew",
)  # fmt: skip
SERVICES = ("inpatient_sc", "neonatal", "opd", "mental_health", "other")


class Clinic:
    """People who do what the dice say."""

    def __init__(self, register, actors, clock, seed):
        self.register, self.actors, self.clock = register, actors, clock
        self.dice = random.Random(seed)
        self.done: Counter[tuple[str, str]] = Counter()
        self.enrolled, self.infants = [], []
        self.visits, self.slips, self.booked = [], [], []

    def do(self, use, *args, **more):
        """Carry out a use case; None where it was refused."""
        try:
            with self.register.saving(self.dice.choice(self.actors)) as work:
                result = use(work, *args, **more)
        except UserError:
            self.done[use.__name__, "refused"] += 1
            return None
        self.done[use.__name__, "done"] += 1
        return result

    def day(self):
        """Mostly today, sometimes written down late."""
        return self.clock.at.date() - timedelta(self.dice.choice((0, 0, 0, 0, 1, 3, 7, 40)))

    def soon(self):
        return self.clock.at.date() + timedelta(self.dice.randint(-1, 40))

    def answers(self):
        all_signs = {**SIGNS_A, **SIGNS_B}
        found = dict(self.dice.choice((all_signs | CLINICAL_A | REST, SIGNS_B | REST, SIGNS_A, {})))
        for item in [item for item in found if self.dice.random() < 0.1]:
            del found[item]
        if found:
            found["gr_weight_g"] = self.dice.randint(2500, 7000)
            found["fd_type"] = self.dice.choice(("exclusive_bf", "exclusive_bf", "not_bf"))
        return found

    def slip(self, **more):
        urgency = self.dice.choice(("emergency", "routine"))
        return NewReferral(self.dice.choice(SERVICES), urgency, **more)

    def maybe(self, value, chance=0.5):
        return value if self.dice.random() < chance else None

    def enrol(self):
        infant, known = InfantEntry(dob_precision=None), None
        if self.infants and self.dice.random() < 0.35:
            known = self.dice.choice(self.infants)
        else:
            born_on = self.clock.at.date() - timedelta(self.dice.randint(-2, 150))
            infant = infant_entry(date_of_birth=born_on, sex=self.dice.choice(("female", "male")))
        saved = self.do(
            enrol_infant,
            new_enrolment(
                infant, visit=seen(self.answers()), enrolled_on=self.day(), infant_uid=known,
                referral=self.maybe(self.slip(), 0.1), paper_no=self.maybe("EX01/2026/7", 0.03),
            ),
        )  # fmt: skip
        if saved is not None:
            self.infants.append(saved.infant_uid)
            self.enrolled.append(saved.enrolment_uid)
            self.visits.append(saved.visit_uid)

    def visit(self, uid):
        kind = self.dice.choice((None, None, None, "home_visit", "phone", "absent"))
        entry = follow_up(
            uid, self.answers(), visit_on=self.day(), visit_kind=kind,
            referral=self.maybe(self.slip(), 0.1),
        )  # fmt: skip
        saved = self.do(record_visit, entry)
        self.visits += [saved.visit_uid] if saved is not None else []

    def leave(self, uid):
        outcome = self.dice.choice(OUTCOMES)
        entry = NewOutcome(
            uid, outcome, self.day(), linked_to=self.maybe("gmp", 0.8),
            despite_rule=self.maybe("moved", 0.8),
            died_on=self.maybe(self.day()) if outcome == "died" else None,
        )  # fmt: skip
        self.do(close_enrolment, entry)

    def refer(self, uid):
        saved = self.do(issue_referral, self.slip(enrolment_uid=uid, ref_on=self.day()))
        self.slips += [saved.referral_uid] if saved is not None else []

    def correct(self):
        uid = self.dice.choice(self.infants)
        with self.register.reading() as work:
            version = work.find(tables.infant, uid).row_version
        born_on = self.clock.at.date() - timedelta(self.dice.randint(0, 200))
        entry = infant_entry(date_of_birth=born_on)
        self.do(correct_infant, uid, entry, reason="card seen", row_version=version)

    def book(self, uid):
        booked = self.do(book_appointment, uid, self.soon())
        self.booked += [booked] if booked is not None else []
        if self.booked and self.dice.random() < 0.3:
            self.do(reschedule_appointment, self.dice.choice(self.booked), self.soon())

    def strike(self, uid):
        lines = {strike_visit: self.visits, strike_referral: self.slips, strike_enrolment: [uid]}
        use = self.dice.choice([use for use, uids in lines.items() if uids])
        self.do(use, self.dice.choice(lines[use]), "wrong line")

    def call(self, uid):
        self.do(log_contact, NewContact(uid, "phone", attempted_on=self.day(),
                                        return_on=self.maybe(self.soon())))  # fmt: skip

    def step(self):
        if self.dice.random() < 0.18:
            self.clock.advance(days=self.dice.choice((1, 1, 2, 3, 5, 7)))
        if not self.enrolled or self.dice.random() < 0.16:
            self.enrol()
            return
        uid = self.dice.choice(self.enrolled[-14:])
        acts = {
            lambda: self.visit(uid): 30, lambda: self.leave(uid): 13, lambda: self.refer(uid): 9,
            lambda: self.do(record_return, NewReturn(uid, self.day())): 11,
            lambda: self.do(reopen_enrolment, uid, "wrong line"): 3, lambda: self.strike(uid): 6,
            lambda: self.call(uid): 5, lambda: self.book(uid): 4, self.correct: 2,
            lambda: self.do(catch_up_appointments): 2,
            lambda: self.slips and self.do(
                enter_referral_answer,
                ReferralAnswer(self.dice.choice(self.slips), "admitted", self.day()),
            ): 3,
        }  # fmt: skip
        (act,) = self.dice.choices(list(acts), list(acts.values()))
        act()


@pytest.mark.parametrize("seed", [1, 2])
@both_databases
def test_the_register_stays_whole(register, nurse, clinician, in_charge, clock, tmp_path, seed):
    clock.at = datetime(2026, 1, 5, 9)
    clinic = Clinic(register, [nurse, nurse, clinician, in_charge], clock, seed)
    for _step in range(STEPS):
        clinic.step()
    assert {name for name, how in clinic.done if how == "done"} >= {
        "enrol_infant", "record_visit", "close_enrolment", "record_return", "issue_referral",
        "correct_infant", "log_contact",
    }  # fmt: skip
    with register.reading(nurse) as work:
        assert verify_chain(work).ok
        assert today_board(work).on_roll > 0
        end, period = None, month_of(date(2025, 12, 1))
        while period.first_on <= clock.at.date():
            report = month_report(work, period)
            total = {
                row.id: row.cells["total"].number
                for row in report.rows.values()
                if "total" in row.cells
            }
            moved = total["m06_total_in"] - total["m15_total_out"]
            assert total["m01_start"] + moved == total["m16_end"]
            assert end is None or total["m01_start"] == end
            assert all(check.ok for check in report.checks if check.severity == "block")
            end, period = total["m16_end"], period.next()
    with export_of(register, in_charge) as export:
        register_xlsx(tmp_path / "book.xlsx", export.sheets())
    assert_consistent(read_workbook(tmp_path / "book.xlsx"))
