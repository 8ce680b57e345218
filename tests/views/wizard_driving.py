"""A desk with a real register, and hands on the keyboard."""

import tempfile
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mami_desktop.services.drafts import DraftState, list_drafts
from mami_desktop.services.register_file import Actor, RegisterFile, create_register, open_register
from mami_desktop.views.desk import Desk
from mami_desktop.views.enrolment.intake import Intake
from mami_desktop.views.screen import Screen

NOW = datetime(2026, 11, 21, 10, 42, 8)
ENTER = Qt.Key.Key_Return

FORM = {
    "infant_name": "Bravo Example",
    "caregiver_name": "Mother B. Example",
    "village": "Village River",
    "consent_care": True,
    "referral_source": "self",
}
BORN = {"reg_dob": "30 09 26", "reg_sex": "male"}
REGISTRATION = BORN | {
    "reg_dob_quality": "document",
    "reg_mother_age_y": "27",
    "reg_parity": "2",
    "reg_caregiver_role": "mother",
    "reg_mother_status": "present",
    "reg_birth_type": "singleton",
    "reg_birth_weight_g": "3.1",
    "reg_birth_weight_source": "card",
    "reg_gest_weeks": "40",
    "reg_gest_source": "lmp",
    "reg_immunisation": "up_to_date",
    "reg_prior_care": "none",
}
NO_DANGER = {
    "ds_a_feeding": "feeding_well",
    "ds_a_convulsion": False,
    "ds_a_indrawing": False,
    "ds_a_movement": "spontaneous",
    "ds_a_temp_c": "36.8",
    "ds_a_resp_rate": "48",
    "ds_a_other_critical": False,
    "ds_oedema": "none",
    "ds_clinician": False,
}
SMALL = {"gr_weight_g": "3.8", "gr_length_mm": "54.5", "gr_muac_mm": "108"}


@cache
def _empty_register() -> bytes:
    """A new register as a file's content: made once, copied for every test."""
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "register.mami"
        create_register(
            where,
            facility_code="EX01",
            facility_name="Example Health Post 01",
            user_name="N. Sample",
            clock=lambda: NOW,
        ).close()
        return where.read_bytes()


def make_desk(folder: Path, role: str = "in_charge") -> Desk:
    """An empty register at 10:42 on 21 November 2026, and its user in this role."""
    where = folder / "register.mami"
    where.write_bytes(_empty_register())
    register: RegisterFile = open_register(where, clock=lambda: NOW)
    user = register.users()[0]
    return Desk(register, Actor(user.user_uid, user.name, role))


def begin(desk: Desk, *answers: dict[str, Any], form: dict[str, Any] = FORM) -> Intake:
    """A draft with these answers, as typed."""
    intake = Intake(desk)
    intake.form.update(form)
    for some in answers:
        for item, value in some.items():
            assert intake.assessment.answer(item, value, by=desk.actor.name) == []
    intake.save()
    return intake


def drafts(desk: Desk) -> list[DraftState]:
    """The drafts on disk."""
    with desk.reading() as work:
        return list(list_drafts(work))


class Ways:
    """Where a desk was asked to go."""

    def __init__(self, desk: Desk) -> None:
        self.asked: list[tuple[str, dict[str, Any]]] = []
        desk.asked_to_go.connect(lambda screen, args: self.asked.append((screen, args)))

    @property
    def last(self) -> tuple[str, dict[str, Any]]:
        return self.asked[-1]


def show(qtbot, screen: Screen, **args: Any) -> None:
    """Open the screen as the window does, at the size that is ours on a clinic PC."""
    qtbot.addWidget(screen)
    screen.resize(1314, 606)
    screen.show()
    screen.activateWindow()
    screen.open(**args)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    settle()


def settle() -> None:
    """Let what waits for its turn happen."""
    for _round in range(3):
        QApplication.processEvents()


def focused() -> QWidget:
    """The widget with the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(*keys: Any, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys where the focus is."""
    for key in keys:
        QTest.keyClick(focused(), key, modifier)
        settle()


def type_in(text: str) -> None:
    """Type a text where the focus is and go on with Enter."""
    QTest.keyClicks(focused(), text)
    press(ENTER)
