"""The whole main job with the keyboard alone, from an empty register; then the same by services."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mami_desktop.app import Program, make_application
from mami_desktop.cli.main import main
from mami_desktop.pathway.load import default_pathway
from mami_desktop.pathway.stored import stored_answers
from mami_desktop.services.enrolment import enrol_infant
from mami_desktop.services.entries import (
    InfantEntry,
    MotherEntry,
    NewEnrolment,
    NewReferral,
    NewVisit,
    VisitEntry,
)
from mami_desktop.services.referrals import issue_referral
from mami_desktop.services.register_file import RegisterFile, create_register
from mami_desktop.services.visits import record_visit
from mami_desktop.tour import cases
from mami_desktop.tour.typist import ENTER, Typist, settle
from mami_desktop.views.infant.screen import PairScreen
from mami_desktop.views.main_window import MainWindow
from tests.acceptance.same_case import (
    ENROLLED_ON,
    FOLLOW_UP,
    REGISTRATION,
    SEEN_AGAIN_ON,
    TYPED_AS_NUMBERS,
    without_random_keys,
)
from tests.conftest import FixedClock

ACTIONS_DONE = {"bf_attachment": "done", "bf_lbw": "partly", "care_kmc": "done"}
ALT = Qt.KeyboardModifier.AltModifier


def at(day: Any) -> datetime:
    return datetime(day.year, day.month, day.day, 10, 42, 8)


def start_by_keyboard(qtbot: QtBot) -> tuple[Program, MainWindow, Typist]:
    """First start: three fields, Enter on the filled button, and the window is open at Today."""
    program = Program(make_application())
    program.begin(None)
    assert program.window is not None
    program.window.activateWindow()
    QTest.qWaitForWindowActive(program.window)
    typist = Typist({})
    for text in ("EX01", "Example Health Post 01", "N. Sample"):
        typist.type(text)
        typist.press(ENTER)
    typist.press(ENTER)
    window = program.window
    assert isinstance(window, MainWindow)
    qtbot.addWidget(window)
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    return program, window, typist


def pages(typist: Typist, window: MainWindow, end: str) -> None:
    """Page after page, until the question ``end`` is there."""
    for _page in range(20):
        found = window.current().findChild(QWidget, end)
        if found is not None and found.isVisible():
            return
        typist.go_through()
        typist.press(ENTER)
    raise AssertionError(f"never came to {end}")


def test_the_main_job_needs_no_mouse_and_equals_the_services(
    qtbot: QtBot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program, window, keys = start_by_keyboard(qtbot)
    assert program.register is not None
    clock = FixedClock(at(ENROLLED_ON))
    program.register.clock = clock

    keys = Typist(cases.SMALL_BOY)
    keys.press(Qt.Key.Key_F2)
    pages(keys, window, "decision")
    keys.go_through()
    keys.press(ENTER)
    pair = window.current()
    assert isinstance(pair, PairScreen) and pair.page is not None
    assert pair.page.header.mami_no == "EX01/2026/0001"
    first_chart = pair.chart.view.chart()
    assert first_chart is not None and len(first_chart.points) == 1

    clock.at = at(SEEN_AGAIN_ON)
    later = {
        "gr_weight_g": "3,89",
        "gr_muac_mm": "10,9",
        "to_facility": "District Hospital",
        "to_service": "Inf",
    }
    keys = Typist(cases.FOLLOW_UP | later | ACTIONS_DONE)
    keys.press(Qt.Key.Key_F4)
    keys.go_through()
    keys.press(ENTER)
    assert window.current() is pair
    second_chart = pair.chart.view.chart()
    assert second_chart is not None and len(second_chart.points) == 2

    keys.press(Qt.Key.Key_F9)
    keys.go_through()
    keys.press(ENTER)
    preview = QApplication.activeModalWidget()
    assert preview is not None
    keys.press(Qt.Key.Key_Escape)
    window.activateWindow()
    QTest.qWaitForWindowActive(window)

    keys.press(Qt.Key.Key_3, ALT)
    settle()
    assert window.where()[0] == "month"
    where = program.register.where
    window.close()
    program.register.close()

    slip = tmp_path / "slip.pdf"
    assert main(["--register", where, "slip", "EX01/2026/R0001", "-o", str(slip)]) == 0
    assert slip.read_bytes().startswith(b"%PDF")
    capsys.readouterr()
    assert main(["--register", where, "tally", "--month", "2026-11", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert rows["m02_new_total"]["m"] == rows["m16_end"]["total"] == 1
    assert rows["m18_visits_done"] == {"total": 1}

    typed, served = tmp_path / "typed.xlsx", tmp_path / "served.xlsx"
    assert main(["--register", where, "export", "-o", str(typed)]) == 0
    by_services(tmp_path / "served.mami").close()
    register = str(tmp_path / "served.mami")
    assert main(["--register", register, "export", "-o", str(served)]) == 0
    by_hand, by_code = without_random_keys(typed), without_random_keys(served)
    assert by_hand.keys() == by_code.keys()
    for sheet, lines in by_hand.items():
        for line, other in zip(lines, by_code[sheet], strict=True):
            assert line == other, sheet


def by_services(path: Path) -> RegisterFile:
    """The same pair, visit and slip through the use cases."""
    clock = FixedClock(at(ENROLLED_ON))
    register = create_register(
        path,
        facility_code="EX01",
        facility_name="Example Health Post 01",
        user_name="N. Sample",
        clock=clock,
    )
    [nurse] = register.users()
    with register.saving(nurse) as work:
        saved = enrol_infant(work, enrolment())
    clock.at = at(SEEN_AGAIN_ON)
    with register.saving(nurse) as work:
        record_visit(work, follow_up(saved.enrolment_uid))
    with register.saving(nurse) as work:
        issue_referral(work, referral(saved.infant_uid, saved.enrolment_uid))
    return register


def stored(plain: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return stored_answers(default_pathway(), plain)


def enrolment() -> NewEnrolment:
    asked = cases.NO_DANGER | cases.WELL | cases.SMALL | cases.FEEDING | cases.MOTHER
    answers = {
        item: list(answer) if isinstance(answer, tuple) else answer
        for item, answer in asked.items()
    }
    return NewEnrolment(
        infant=InfantEntry(
            infant_name="Bravo Example",
            sex="male",
            date_of_birth=datetime(2026, 9, 30).date(),
            dob_precision="exact",
            birth_type="singleton",
            birth_weight_g=2300,
            birth_weight_source="card",
            gest_weeks=39,
            gest_source="lmp",
        ),
        mother=MotherEntry(
            caregiver_name="Mother B. Example",
            caregiver_role="mother",
            mother_status="present",
            village="Village River",
            phone_1="000 000 002",
            phone_1_owner="own",
            consent_phone_sms=True,
            resident_status="resident",
        ),
        visit=VisitEntry(
            answers=stored(REGISTRATION | answers | TYPED_AS_NUMBERS),
            attended_by="mother",
            decision="enrol_mami",
            agreed_actions=("bf_attachment", "bf_lbw", "care_kmc"),
            staff_name="N. Sample",
        ),
        consent_care=True,
        consent_share=True,
        consent_home_visit=True,
        consent_form="signature",
        referral_source="immunisation",
        main_reason="r_muac",
        reasons=("r_muac", "r_waz", "r_feeding", "r_lbw"),
    )


def follow_up(enrolment_uid: str) -> NewVisit:
    return NewVisit(
        enrolment_uid=enrolment_uid,
        visit=VisitEntry(
            answers=stored(FOLLOW_UP),
            attended_by="mother",
            feeding_progress="better",
            staff_name="N. Sample",
            note="Mother: well. No illness since the last visit.",
        ),
        action_statuses=ACTIONS_DONE,
    )


def referral(infant_uid: str, enrolment_uid: str) -> NewReferral:
    return NewReferral(
        to_service="iycf",
        urgency="routine",
        to_facility="District Hospital",
        infant_uid=infant_uid,
        enrolment_uid=enrolment_uid,
        sender_name="N. Sample",
    )
