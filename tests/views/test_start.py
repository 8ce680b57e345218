"""Starting: a register in a minute, the last one again, words beside the field, no slow imports."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mami_desktop import app as program
from mami_desktop import i18n, paths
from mami_desktop.services.register_file import open_register
from mami_desktop.settings import Settings, change_settings, load_settings
from mami_desktop.views.error_dialog import ErrorDialog
from mami_desktop.views.first_start import choices
from mami_desktop.views.first_start.window import FirstStart
from mami_desktop.views.main_window import MainWindow
from tests.views.kept_registers import kept_register
from tests.views.window_making import dressed

SLOW = ("reportlab", "openpyxl", "pyqtgraph", "numpy", "qtawesome", "pypdfium2")


@pytest.fixture
def started(qtbot):
    app = program.make_application()
    made = program.Program(app)
    yield made
    if made.window is not None:
        made.window.close()
        made.window.deleteLater()
    if made.register is not None:
        made.register.close()
    i18n.set_language("en")


@pytest.fixture
def page(qtbot):
    dressed()
    made = FirstStart()
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_register_is_made_with_the_keyboard_alone(started):
    started.begin(None)
    page = started.window
    assert isinstance(page, FirstStart)
    for text in ("HC 03", "Health Post Three", "N. Sample"):
        QTest.keyClicks(page.focusWidget(), text)
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert page.focusWidget() is page.go_on
    QTest.keyClick(page.go_on, Qt.Key.Key_Return)
    assert isinstance(started.window, MainWindow)
    assert started.window.windowTitle() == "Health Post Three - MAMI Desktop"
    assert started.window.where()[0] == "today"
    kept = Path(load_settings().last_register)
    assert kept == paths.registers_dir() / "HC-03.mami" and kept.is_file()
    assert [user.name for user in started.register.users()] == ["N. Sample"]


def test_the_register_opened_last_opens_again(started, tmp_path):
    kept_register(tmp_path, "last").close()
    change_settings(last_register=str(tmp_path / "last.mami"))
    started.begin(None)
    assert isinstance(started.window, MainWindow)


def test_a_register_that_is_gone_is_told_and_first_start_stays(started, tmp_path):
    started.begin(str(tmp_path / "gone.mami"))
    assert isinstance(started.window, FirstStart)
    dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, ErrorDialog)]
    assert len(dialogs) == 1 and "gone.mami" in dialogs[0].what.text()
    dialogs[0].accept()


def test_what_is_missing_is_told_beside_the_field_and_the_rest_is_kept(page):
    page.new.name.insert("Health Post Three")
    page.go_on.click()
    problems = {name: field.problem() for name, field in page.new.fields.items()}
    assert problems["code"] and problems["user"] and problems["name"] is None
    assert page.new.code.hasFocus()
    assert page.new.name.text() == "Health Post Three"
    assert not paths.registers_dir().exists()


def test_a_file_that_is_no_register_is_told_beside_the_field(page, tmp_path):
    other = tmp_path / "letter.mami"
    other.write_text("Dear colleague")
    page.choose(page.open)
    page.open.file.set_typed(str(other))
    opened: list[object] = []
    page.register_ready.connect(opened.append)
    page.go_on.click()
    assert page.open.field.problem() is not None and opened == []
    assert page.open.file.text() == str(other)
    assert other.read_text() == "Dear colleague"
    page.open.file.set_typed(str(tmp_path / "none.mami"))
    page.go_on.click()
    assert "no such file" in page.open.field.problem().text


def test_an_existing_register_is_never_written_over(tmp_path):
    first = choices.register_path("EX01", tmp_path)
    choices.start_register(first, "EX01", "One", "N. Sample").close()
    second = choices.register_path("EX01", tmp_path)
    assert second != first
    choices.start_register(second, "EX01", "Two", "N. Sample").close()
    register = open_register(first)
    assert register.facility.name == "One"
    register.close()


@pytest.mark.parametrize("code", ["../../etc", "a/b", "  ", "HC 03 é"])
def test_a_facility_code_cannot_lead_the_file_elsewhere(tmp_path, code):
    assert choices.register_path(code, tmp_path).parent == tmp_path


def test_a_clock_before_the_newest_register_is_told(page, tmp_path):
    assert choices.clock_warning() == ""
    path = paths.registers_dir() / "later.mami"
    path.parent.mkdir(parents=True)
    path.touch()
    later = time.time() + 86_400 * 400
    os.utime(path, (later, later))
    assert "Set the clock first" in choices.clock_warning()


def test_language_and_text_size_are_kept(started):
    started.begin(None)
    started.window.sizes[150].click()
    assert load_settings().text_scale == 150
    assert isinstance(started.window, FirstStart) and started.window.sizes[150].isChecked()
    started.window.sizes[100].click()


def test_the_sample_opens_as_training(page, qtbot, monkeypatch):
    monkeypatch.setattr(choices, "SAMPLE_PAIRS", 2)
    monkeypatch.setattr(choices, "SAMPLE_MONTHS", 2)
    page.choose(page.sample)
    with qtbot.waitSignal(page.register_ready, timeout=60_000) as ready:
        page.go_on.click()
        assert not page.go_on.isEnabled()
    register = ready.args[0]
    assert register.facility.training and page.go_on.isEnabled()
    register.close()


def test_settings_survive_and_damage_falls_back(mami_home):
    change_settings(language="fr", text_scale=125)
    assert load_settings() == Settings(language="fr", text_scale=125)
    paths.settings_file().write_text("language = [broken")
    assert load_settings() == Settings()
    paths.settings_file().write_text('text_scale = "big"\nunknown = 1\nlanguage = "fr"\n')
    assert load_settings() == Settings(language="fr")


def test_the_window_is_up_before_anything_slow_is_loaded(tmp_path):
    kept_register(tmp_path, "quick").close()
    script = (
        "import sys\n"
        "from mami_desktop import app\n"
        "application = app.make_application()\n"
        "started = app.Program(application)\n"
        f"started.begin({str(tmp_path / 'quick.mami')!r})\n"
        "application.processEvents()\n"
        "assert started.window.isVisible() and started.window.where()[0] == 'today'\n"
        f"print([name for name in {SLOW!r} if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
