"""Going away and coming back: what was begun is what one comes back to, never an empty form."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from mami_desktop.app import Program
from mami_desktop.services.drafts import finish_draft
from mami_desktop.views.assessment.screen import AssessmentScreen
from mami_desktop.views.desk import Desk
from mami_desktop.views.enrolment.screen import EnrolmentScreen
from mami_desktop.views.main_window import MainWindow
from mami_desktop.views.referral.screen import ReferralScreen
from mami_desktop.views.widgets import LabeledField
from tests.views.kept_registers import kept_register
from tests.views.window_making import open_window
from tests.views.wizard_driving import (
    BORN,
    NO_DANGER,
    REGISTRATION,
    begin,
    drafts,
    press,
    settle,
    type_in,
)

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(qtbot, tmp_path):
    register = kept_register(tmp_path)
    made = open_window(qtbot, register)
    take_keyboard(made)
    yield made
    register.close()


def take_keyboard(window: QWidget) -> None:
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    settle()


def typed_name(window: MainWindow) -> str:
    """What stands in the infant's name."""
    screen = window.current()
    assert isinstance(screen, EnrolmentScreen)
    field = screen.findChild(LabeledField, "infant_name")
    assert isinstance(field, LabeledField)
    return field.editor.typed()


def test_esc_on_the_slip_leads_back_to_the_form_that_was_begun(window):
    press(Qt.Key.Key_F2)
    type_in("Hotel Example")
    press(Qt.Key.Key_F9)
    assert isinstance(window.current(), ReferralScreen)
    press(Qt.Key.Key_Escape)
    assert typed_name(window) == "Hotel Example"
    assert len(drafts(window.desk)) == 1


def test_f9_and_esc_before_any_name_leave_one_form(window):
    press(Qt.Key.Key_F2, Qt.Key.Key_F9, Qt.Key.Key_Escape)
    type_in("Hotel Example")
    assert [draft.title for draft in drafts(window.desk)] == ["Hotel Example"]


def test_alt_left_comes_back_to_the_draft_and_to_the_page_that_was_left(window):
    intake = begin(window.desk, BORN)
    window.go("assessment", draft_uid=intake.draft_uid, section="growth")
    window.go("register")
    press(Qt.Key.Key_Left, modifier=ALT)
    name, args = window.where()
    assert name == "assessment"
    assert (args["draft_uid"], args["section"]) == (intake.draft_uid, "growth")


def test_a_form_that_is_finished_is_passed_over_on_the_way_back(window):
    intake = begin(window.desk, REGISTRATION, NO_DANGER)
    window.go("enrolment", draft_uid=intake.draft_uid, page="agreement")
    window.go("assessment", draft_uid=intake.draft_uid)
    with window.desk.saving() as work:
        finish_draft(work, intake.draft_uid)
    window.go("month")
    press(Qt.Key.Key_Left, modifier=ALT)
    assert window.where()[0] == "today"
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog)]


def test_an_issued_slip_is_not_written_twice_on_the_way_back(window):
    press(Qt.Key.Key_F2)
    type_in("Hotel Example")
    press(Qt.Key.Key_F9)
    screen = window.current()
    assert isinstance(screen, ReferralScreen) and screen.writing is not None
    screen.writing.issue()
    window.go("month")
    press(Qt.Key.Key_Left, modifier=ALT)
    assert typed_name(window) == "Hotel Example"


def test_another_text_size_keeps_the_form_and_the_way_back(qtbot, qapp, tmp_path):
    program = Program(qapp)
    register = kept_register(tmp_path)
    program.show_register(register)
    assert program.window is not None
    take_keyboard(program.window)
    press(Qt.Key.Key_F2)
    type_in("Hotel Example")
    press(Qt.Key.Key_Equal, modifier=Qt.KeyboardModifier.ControlModifier)
    window = program.window
    assert isinstance(window, MainWindow)
    take_keyboard(window)
    assert typed_name(window) == "Hotel Example"
    assert len(drafts(window.desk)) == 1
    press(Qt.Key.Key_Left, modifier=ALT)
    assert window.where()[0] == "today"
    window.close()
    register.close()


class OwnWindows(QObject):
    """Widgets that appear as a window of their own, for the blink of an eye or longer."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched, event) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            if not isinstance(watched, QMainWindow | QDialog):
                self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


def test_no_part_of_a_screen_flashes_as_a_window_of_its_own(qtbot, qapp, tmp_path):
    watch = OwnWindows()
    qapp.installEventFilter(watch)
    register = kept_register(tmp_path, "training", training=True)
    window = MainWindow(Desk(register, register.users()[0]))
    qtbot.addWidget(window)
    window.show()
    take_keyboard(window)
    for name in ("today", "register", "month", "enrolment"):
        window.go(name)
        settle()
    intake = begin(window.desk, REGISTRATION, NO_DANGER)
    for section in intake.assessment.pathway.sections:
        window.go("assessment", draft_uid=intake.draft_uid, section=section)
        settle()
    press(Qt.Key.Key_F9)
    qapp.removeEventFilter(watch)
    assert watch.seen == []
    register.close()


def test_a_page_that_is_not_asked_can_be_looked_at_and_left(window):
    """A dead mother is asked nothing; her pages stay in the list and open without harm."""
    dead = {"reg_caregiver_role": "grandmother", "reg_mother_status": "dead"}
    intake = begin(window.desk, REGISTRATION | dead)
    for closed in ("mother_physical", "mother_mental", "clinical_b"):
        window.go("assessment", draft_uid=intake.draft_uid, section=closed)
        settle()
        screen = window.current()
        assert isinstance(screen, AssessmentScreen)
        screen._next.click()
        settle()
        assert screen._section not in (closed, "danger_signs")
