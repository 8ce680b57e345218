"""Long work off the window, and the one place that tells what went wrong."""

import sys
import threading

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from mami_desktop import paths
from mami_desktop.errors import UserError
from mami_desktop.problem_report import problem_report
from mami_desktop.progress import Progress
from mami_desktop.views import error_dialog
from mami_desktop.views.error_dialog import ErrorDialog, show_failure
from mami_desktop.views.jobs import job_queue, run_job
from mami_desktop.views.status_bar import StatusBar
from mami_desktop.views.widgets import OutlineButton
from tests.views.kept_registers import kept_register
from tests.views.window_making import dressed, open_window

SECRET = "Mother B. Example"


@pytest.fixture(autouse=True)
def look(qapp):
    dressed()
    yield
    for dialog in dialogs():
        dialog.accept()
    QApplication.processEvents()


def dialogs() -> list[ErrorDialog]:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, ErrorDialog)]
    return [dialog for dialog in found if dialog.isVisible()]


def bug() -> Exception:
    try:
        raise ValueError(f"cannot read {SECRET}")
    except ValueError as error:
        return error


# -- jobs --------------------------------------------------------------------------------------


def test_a_job_works_off_the_windows_thread_and_reports_on_it(qtbot):
    owner, seen = QObject(), []

    def work(progress: Progress) -> str:
        progress(1, 2, "half")
        return f"done in {threading.current_thread() is threading.main_thread()}"

    def done(result: str) -> None:
        seen.append((result, threading.current_thread() is threading.main_thread()))

    job = run_job(owner, "Export", work, done)
    steps: list[tuple] = []
    job.progressed.connect(lambda *step: steps.append(step))
    qtbot.waitUntil(lambda: bool(seen), timeout=10_000)
    assert seen == [("done in False", True)] and steps == [(1, 2, "half")]
    assert job_queue().is_idle()


def test_a_cancelled_job_stops_at_its_next_step_and_calls_nobody(qtbot):
    owner, seen = QObject(), []
    started, go_on = threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        started.set()
        go_on.wait(10)
        progress(1, 2, "half")
        seen.append("went on")

    job = run_job(owner, "Export", work, lambda _result: seen.append("done"))
    started.wait(10)
    job.cancel()
    with qtbot.waitSignal(job.cancelled, timeout=10_000):
        go_on.set()
    assert seen == [] and dialogs() == []


def test_a_failed_job_is_told_in_the_one_dialog(qtbot):
    owner = QObject()

    def work(_progress: Progress) -> None:
        raise UserError("Excel still holds the file.", "Close it there, then try again.")

    run_job(owner, "Export", work, lambda _result: None)
    qtbot.waitUntil(lambda: bool(dialogs()), timeout=10_000)
    (dialog,) = dialogs()
    assert dialog.what.text() == "Excel still holds the file."
    assert dialog.advice.text() == "Close it there, then try again."


def test_jobs_run_one_after_the_other(qtbot):
    owner, running, most = QObject(), [0], [0]
    lock = threading.Lock()

    def work(_progress: Progress) -> None:
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
        threading.Event().wait(0.02)
        with lock:
            running[0] -= 1

    for _number in range(4):
        run_job(owner, "Export", work, lambda _result: None)
    qtbot.waitUntil(job_queue().is_idle, timeout=10_000)
    assert most[0] == 1


def test_a_long_job_shows_its_words_and_cancel(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("mami_desktop.views.status_bar.SHOW_JOB_AFTER_MS", 0)
    register = kept_register(tmp_path)
    window = open_window(qtbot, register)
    go_on = threading.Event()

    def work(progress: Progress) -> None:
        while not go_on.wait(0.01):
            progress(3, 10, "3 of 10 sheets")

    job = run_job(window, "Export", work, lambda _result: None)
    status = window.findChild(StatusBar)
    assert status is not None
    qtbot.waitUntil(status._job.isVisible, timeout=10_000)
    qtbot.waitUntil(lambda: status._job._words.text() == "3 of 10 sheets", timeout=10_000)
    with qtbot.waitSignal(job.cancelled, timeout=10_000):
        status._job._cancel.click()
    go_on.set()
    assert not status._job.isVisible()
    register.close()


# -- the dialog --------------------------------------------------------------------------------


def test_a_bug_is_told_without_what_it_was_about(logged_warnings):
    show_failure(bug())
    (dialog,) = dialogs()
    assert "not in your work" in dialog.what.text()
    everything = dialog.what.text() + dialog.advice.text() + dialog.details.toPlainText()
    assert SECRET not in everything
    assert "ValueError" in dialog.details.toPlainText()
    assert len(logged_warnings) == 1 and SECRET not in logged_warnings[0]
    logged_warnings.clear()


def test_the_same_failure_is_shown_once_while_it_is_open(logged_warnings):
    error = bug()
    for _repaint in range(50):
        show_failure(error)
    assert len(dialogs()) == 1 and len(logged_warnings) == 1
    logged_warnings.clear()
    dialogs()[0].accept()
    QApplication.processEvents()
    show_failure(UserError("The disk is full."))
    assert len(dialogs()) == 1


def test_a_problem_report_holds_lines_of_the_program_and_no_patient_data(logged_warnings):
    show_failure(bug())
    (dialog,) = dialogs()
    dialog._make_report()
    (report,) = paths.logs_dir().glob("problem-*.txt")
    text = report.read_text(encoding="utf-8")
    assert "test_jobs_and_errors.py" in text and "ValueError" in text and "Python" in text
    assert SECRET not in text and str(paths.logs_dir()) not in text
    assert report.name in dialog.report.text()
    logged_warnings.clear()


def test_causes_are_in_the_report():
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise RuntimeError(SECRET) from error
    except RuntimeError as error:
        report = problem_report(error)
    assert "RuntimeError" in report and "KeyError" in report and SECRET not in report


def test_try_again_is_offered_where_it_can_be(qtbot):
    tried = []
    show_failure(UserError("The disk is full."), retry=lambda: tried.append(1))
    (dialog,) = dialogs()
    again = next(b for b in dialog.findChildren(OutlineButton) if b.text() == "Try again")
    again.click()
    assert tried == [1] and dialogs() == []


def test_uncaught_failures_of_any_thread_lead_to_the_dialog(qtbot, monkeypatch, logged_warnings):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    error_dialog.install()

    def fail() -> None:
        raise UserError("The stick was pulled out.", "The old copy is still good.")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(dialogs()) == 1, timeout=10_000)
    dialogs()[0].accept()
    QApplication.processEvents()
    error = bug()
    sys.excepthook(type(error), error, error.__traceback__)
    assert len(dialogs()) == 1
    logged_warnings.clear()
