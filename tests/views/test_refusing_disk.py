"""A disk that refuses: it is said in words, the form is not left, and nothing typed gets lost."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import event

from mami_desktop.services.register_file import RegisterFile
from mami_desktop.views.enrolment.screen import EnrolmentScreen
from mami_desktop.views.error_dialog import ErrorDialog
from mami_desktop.views.main_window import MainWindow
from tests.views.kept_registers import with_alpha
from tests.views.window_making import open_window
from tests.views.wizard_driving import drafts, press, settle, type_in


@pytest.fixture
def register(tmp_path):
    opened = with_alpha(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def window(qtbot, register):
    made = open_window(qtbot, register)
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    return made


@contextmanager
def refusing(register: RegisterFile) -> Iterator[None]:
    """No transaction of this register may write meanwhile."""
    engine = register._engine

    def look_only(connection, *_rest) -> None:
        connection.execute("PRAGMA query_only = 1")

    engine.dispose()
    event.listen(engine, "connect", look_only)
    try:
        yield
    finally:
        event.remove(engine, "connect", look_only)
        engine.dispose()


def told(window: MainWindow) -> str:
    """What the one dialog said; it is closed."""
    (dialog,) = [one for one in window.findChildren(ErrorDialog) if one.isVisible()]
    words = f"{dialog.what.text()} {dialog.advice.text()}"
    dialog.accept()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # none stays for other tests
    settle()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    settle()
    return words


def test_a_form_the_disk_refuses_is_not_left_and_written_as_soon_as_it_can(
    qtbot, window, register, qapp
):
    press(Qt.Key.Key_F2)
    screen = window.current()
    assert isinstance(screen, EnrolmentScreen) and screen.intake is not None
    with refusing(register):
        with qtbot.captureExceptions() as failures:  # the program leads these to the dialog
            type_in("Hotel Example")
        assert failures
        assert window.status.save_state().startswith("Not saved")
        window.go("register")
        assert "not" in told(window)
        assert window.where()[0] == "enrolment"
        assert not window.close()
        assert "not" in told(window)
        assert drafts(window.desk) == []
    window.go("register")
    assert window.where()[0] == "register"
    assert [draft.title for draft in drafts(window.desk)] == ["Hotel Example"]
    assert window.status.save_state().startswith("All saved")


def test_today_can_be_read_though_nothing_can_be_written(window, register):
    window.go("register")
    with refusing(register):
        window.go("today")
    assert window.where()[0] == "today"
    told(window)
