"""The frame: where one can go, what it says, and that its title names no patient."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mami_desktop.errors import UserError
from mami_desktop.views import screen as screens
from mami_desktop.views import theme
from mami_desktop.views.desk import Desk
from mami_desktop.views.error_dialog import ErrorDialog
from mami_desktop.views.main_window import MainWindow
from mami_desktop.views.pair_facts import PairFacts
from mami_desktop.views.screen import Screen, is_built
from tests.views.kept_registers import kept_register, with_alpha
from tests.views.window_making import open_window, texts


@pytest.fixture
def window(qtbot, tmp_path):
    register = kept_register(tmp_path, "training", training=True)
    yield open_window(qtbot, register)
    register.close()


def key(window, keys: str) -> None:
    """Press a shortcut of the window."""
    wanted = QKeySequence(keys)
    found = [s for s in window.findChildren(QShortcut) if s.key() == wanted]
    assert found, f"no shortcut {keys}"
    found[0].activated.emit()
    QApplication.processEvents()


class PairScreenStub(Screen):
    """A screen about a pair, as screens are."""

    frame = "pair"
    rail_entry = "register"

    def __init__(self, desk, parent=None) -> None:
        super().__init__(desk, parent)
        self.left = 0
        self.refuse_to_leave = False

    def pair(self) -> PairFacts:
        return PairFacts(
            infant_name="Bravo Example",
            sex="male",
            born_on=date(2026, 9, 30),
            age_days=52,
            carer_name="Mother B. Example",
            carer_word="mother",
            carer_age=19,
            village="Village River",
            level="high",
        )

    def leave(self) -> None:
        if self.refuse_to_leave:
            raise UserError("The disk is full.", "Free some room.")
        self.left += 1


@pytest.fixture
def in_pair(window, monkeypatch):
    monkeypatch.setitem(screens.SCREENS, "pair", f"{__name__}:PairScreenStub")
    monkeypatch.setattr(
        "mami_desktop.views.main_window.make_screen",
        lambda name, desk: (
            PairScreenStub(desk) if name == "pair" else screens.make_screen(name, desk)
        ),
    )
    window.go("pair", infant_uid="x")
    return window


def test_the_rail_leads_only_to_what_is_built(window):
    assert list(window.rail.buttons)[:2] == ["today", "register"]
    assert all(is_built(name) for name in window.rail.buttons)
    assert all(button.isEnabled() for button in window.rail.buttons.values())


@pytest.mark.parametrize("scale", theme.TEXT_SCALES)
def test_the_window_fits_the_clinic_computer_at_every_text_size(qtbot, qapp, tmp_path, scale):
    theme.apply(qapp, text_scale=scale)
    register = with_alpha(tmp_path)
    window = MainWindow(Desk(register, register.users()[0]))
    qtbot.addWidget(window)
    window.show()
    for screen in ("today", "register"):
        window.go(screen)
        QApplication.processEvents()
        assert window.minimumSizeHint().width() <= 1366
        assert window.minimumSizeHint().height() <= 700
    window.close()
    theme.apply(qapp)
    register.close()


def test_the_title_names_the_facility_and_no_patient(in_pair):
    assert in_pair.windowTitle() == "Example Health Post 01 - MAMI Desktop"


def test_training_data_is_marked(window):
    assert "TRAINING DATA" in texts(window.status)


def test_a_real_register_is_not_marked_as_training(qtbot, tmp_path):
    register = kept_register(tmp_path)
    window = open_window(qtbot, register)
    assert "TRAINING DATA" not in texts(window.status)
    register.close()


def test_alt_digits_and_alt_left_go_about(window):
    key(window, "Alt+2")
    assert window.where()[0] == "register" and window.rail.buttons["register"].isChecked()
    key(window, "Alt+Left")
    assert window.where()[0] == "today"


def test_inside_a_pair_the_rail_is_narrow_and_the_pair_bar_shows_both(in_pair):
    assert in_pair.rail.width() < 60
    assert in_pair.pair_bar.isVisible() and not in_pair.title_bar.isVisible()
    said = texts(in_pair.pair_bar)
    assert "Bravo Example" in said and "Mother B. Example" in said
    assert "7 weeks 3 days" in said and "(52 days)" in said and "19 years" in said


def test_going_elsewhere_keeps_a_draft_and_widens_the_rail(in_pair):
    screen = in_pair.current()
    in_pair.go("register")
    assert screen.left == 1
    assert in_pair.rail.width() > 100 and in_pair.title_bar.isVisible()


def test_a_screen_that_cannot_keep_its_draft_is_not_left(in_pair, qtbot):
    in_pair.current().refuse_to_leave = True
    in_pair.go("register")
    assert in_pair.where()[0] == "pair"
    dialog = in_pair.findChild(ErrorDialog)
    assert dialog is not None and "disk is full" in dialog.what.text()
    dialog.accept()
    in_pair.current().refuse_to_leave = False


def test_closing_asks_nothing_and_keeps_the_draft(in_pair):
    screen = in_pair.current()
    assert in_pair.close()
    assert screen.left == 1


def test_find_takes_the_place_of_the_pair_bar_and_gives_it_back(in_pair):
    key(in_pair, "Ctrl+K")
    assert in_pair.title_bar.isVisible() and in_pair.search.hasFocus()
    QTest.keyClick(in_pair.search, Qt.Key.Key_Escape)
    assert in_pair.pair_bar.isVisible() and not in_pair.title_bar.isVisible()


def test_saving_is_told_with_its_time_and_a_failure_stays_until_solved(window):
    window.desk.saved.emit(datetime(2026, 11, 21, 10, 42))
    assert window.status.save_state() == "All saved 10:42"
    with pytest.raises(UserError), window.desk.saving():
        raise UserError("The disk is full.", "Free some room.")
    assert window.status.save_state() == "Not saved: The disk is full."
    with window.desk.saving(quietly=True):
        pass
    assert window.status.save_state().startswith("All saved")


def test_what_was_done_can_be_undone_for_a_while(window):
    undone = []
    window.desk.say("The draft is discarded.", lambda: undone.append(1))
    assert window.undo_strip.isVisible()
    key(window, "Ctrl+Z")
    key(window, "Ctrl+Z")
    assert undone == [1] and not window.undo_strip.isVisible()


def test_somebody_else_can_take_over(window):
    window.desk.set_actor(window.desk.actor)
    assert "P. Sample" not in window.status._user.text()
    assert "N. Sample, in-charge" in window.status._user.text()


def test_the_next_text_size_is_asked_for(window):
    asked: list[int] = []
    window.text_scale_asked.connect(asked.append)
    key(window, "Ctrl++")
    key(window, "Ctrl+-")  # already at the smallest
    assert asked == [125]


# -- search ------------------------------------------------------------------------------------


@pytest.fixture
def found(qtbot, tmp_path):
    register = with_alpha(tmp_path)
    window = open_window(qtbot, register)
    window.find_pair()
    yield window
    register.close()


def look(window, text: str) -> None:
    window.search.clear()
    QTest.keyClicks(window.search, text)
    window.search.look()


def test_a_pair_is_found_by_any_of_its_names(found):
    for text in ("alpha", "mother a", "village north", "000 000 001"):
        look(found, text)
        assert [hit.infant_name for hit in found.search.found.hits()] == ["Alpha Example"], text


def test_enter_opens_the_pair_found(found):
    went = []
    found.desk.asked_to_go.disconnect()
    found.desk.asked_to_go.connect(lambda name, args: went.append((name, args["infant_uid"])))
    look(found, "alpha")
    hit = found.search.found.hits()[0]
    QTest.keyClick(found.search, Qt.Key.Key_Return)
    assert went == [("pair", hit.infant_uid)]
    assert found.search.text() == "" and not found.search.found.isVisible()


def test_f4_starts_a_visit_and_f2_carries_the_name_over(found):
    went = []
    found.desk.asked_to_go.disconnect()
    found.desk.asked_to_go.connect(lambda name, args: went.append((name, args)))
    look(found, "alpha")
    hit = found.search.found.hits()[0]
    QTest.keyClick(found.search, Qt.Key.Key_F4)
    look(found, "Zulu")
    key(found, "F2")
    assert went == [
        ("visit", {"enrolment_uid": hit.enrolment_uid}),
        ("enrolment", {"name": "Zulu"}),
    ]


def test_nothing_found_says_what_to_do(found):
    look(found, "zzzz")
    assert "Check the spelling or press F2" in found.search.found.nothing_found()
