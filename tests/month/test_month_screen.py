"""The Month screen in a real window: walking, opening, folding out, printing, saving."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from mami_desktop.services.register_file import RegisterFile, create_register, open_register
from mami_desktop.views import theme
from mami_desktop.views.desk import Desk
from mami_desktop.views.month.screen import MonthScreen
from mami_desktop.views.widgets import OutlineButton
from tests.month.filled_register import fill_register

WORKBOOK = Path(__file__).parent.parent / "data" / "month" / "example_register.xlsx"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> str:
    where = str(tmp_path_factory.mktemp("screen") / "example.mami")
    fill_register(where, WORKBOOK, "EX01").close()
    return where


@pytest.fixture
def register(filled: str) -> Iterator[RegisterFile]:
    opened = open_register(filled, clock=lambda: datetime(2024, 9, 21, 10, 42))
    yield opened
    opened.close()


@pytest.fixture
def desk(register: RegisterFile) -> Desk:
    return Desk(register, register.users()[0])


@pytest.fixture
def screen(qtbot, desk: Desk) -> MonthScreen:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app)
    shown = MonthScreen(desk)
    qtbot.addWidget(shown)
    shown.resize(1198, 618)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    shown.open()
    return shown


def test_showing_a_month_opens_no_other_window(qtbot, screen: MonthScreen) -> None:
    """A part shown before it has its place would flash up as a window of its own."""
    windows = {id(window) for window in QApplication.topLevelWidgets() if window.isVisible()}
    screen.splits.setChecked(True)
    screen.step(-1)
    screen.open_number("m09_defaulted")
    qtbot.wait(50)
    assert windows == {id(w) for w in QApplication.topLevelWidgets() if w.isVisible()}
    assert screen.isActiveWindow()


def press(qtbot, screen: MonthScreen, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(screen.table, key)


def place(screen: MonthScreen) -> tuple[str, str]:
    figure = screen.table.figure()
    assert figure is not None
    return figure.row.id, figure.column


def test_it_opens_on_the_present_month(screen: MonthScreen) -> None:
    assert screen.period.label == "2024-09"
    assert screen.equation.accessibleName().startswith("14 start +  5 in")
    assert screen.equation.accessibleName().endswith("adds up")
    assert not screen.later.isEnabled()


def test_arrows_walk_the_numbers_and_skip_what_has_none(qtbot, screen: MonthScreen) -> None:
    assert place(screen) == ("m01_start", "total")
    press(qtbot, screen, Qt.Key.Key_Down, Qt.Key.Key_Left)
    assert place(screen) == ("m02_new_total", "f")
    press(qtbot, screen, Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert place(screen) == ("m02_new_total", "m")
    for _step in range(17):
        press(qtbot, screen, Qt.Key.Key_Down)
    assert place(screen) == ("m17_visits_due", "total")
    press(qtbot, screen, Qt.Key.Key_End)
    assert place(screen)[0] == "m24_linked"
    press(qtbot, screen, Qt.Key.Key_Down)
    assert place(screen)[0] == "m24_linked"


def test_enter_opens_the_pairs_behind_a_number_and_esc_closes(qtbot, screen: MonthScreen) -> None:
    screen.table.stand_on("m07_graduated", "total")
    press(qtbot, screen, Qt.Key.Key_Return)
    assert screen.drawer.isVisible()
    assert screen.drawer.title() == "Behind the number: Graduated or discharged well, all, 5"
    assert len(screen.drawer.open_buttons) == 5
    assert all("discharged well" in sentence for sentence in screen.drawer.sentences())
    press(qtbot, screen, Qt.Key.Key_Escape)
    assert not screen.drawer.isVisible()
    assert screen.focusWidget() is screen.table


def test_a_zero_opens_too_and_says_so(qtbot, screen: MonthScreen) -> None:
    screen.table.stand_on("m09_defaulted", "total")
    press(qtbot, screen, Qt.Key.Key_Enter)
    assert screen.drawer.title().endswith(", 0")
    assert screen.drawer.open_buttons == []


def test_a_pair_behind_a_number_is_opened(qtbot, screen: MonthScreen, desk: Desk) -> None:
    screen.open_number("m02_new_total", "f")
    button: OutlineButton = screen.drawer.open_buttons[0]
    with qtbot.waitSignal(desk.asked_to_go) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    name, args = asked.args
    assert name == "pair"
    assert args["infant_uid"]
    assert args["enrolment_uid"]


def test_every_number_of_the_table_opens(screen: MonthScreen) -> None:
    screen.splits.setChecked(True)
    model, opened = screen.table.numbers, 0
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            figure = model.figure(row, column)
            if figure is not None:
                screen.open_number(figure.row.id, figure.column)
                people = len(screen.drawer.sentences())
                if not figure.row.id.startswith("m23"):
                    assert people == figure.number, figure
                opened += 1
    assert opened > 80


def test_a_default_names_the_missed_days(screen: MonthScreen) -> None:
    screen.step(-1)
    screen.open_number("m09_defaulted")
    assert any("visits missed: 8 Aug, 22 Aug" in line for line in screen.drawer.sentences())


def test_ages_and_reasons_fold_out(qtbot, screen: MonthScreen) -> None:
    assert not screen.reasons.isVisible()
    narrow = screen.table.width()
    screen.splits.setChecked(True)
    qtbot.waitUntil(lambda: screen.table.width() > narrow)
    assert screen.reasons.isVisible()
    numbers = [int(button.text()) for button in screen.reasons.buttons.values()]
    assert sum(numbers) == 4
    screen.open_reason(list(screen.reasons.buttons)[2])
    assert len(screen.drawer.sentences()) == numbers[2]
    screen.splits.setChecked(False)
    qtbot.waitUntil(lambda: screen.table.width() == narrow)


def test_under_ten_counts_stand_in_place_of_percentages(screen: MonthScreen) -> None:
    values = {uid: button.text() for uid, button in screen.indicators.value_buttons.items()}
    assert values["i01_recovery"] == "5 of 7"
    assert values["i08_attend"] == "73.7 %"


def test_an_indicator_opens_those_counted(screen: MonthScreen) -> None:
    screen.open_indicator("i01_recovery")
    assert len(screen.drawer.sentences()) == 5
    screen.open_indicator("k20_age_enrol")
    assert len(screen.drawer.sentences()) == 4


def test_a_failed_check_opens_its_records(qtbot, screen: MonthScreen) -> None:
    button = screen.checks.open_buttons["c07"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert screen.drawer.title() == "Behind the number: check c07"
    assert len(screen.drawer.open_buttons) == 4


def test_months_are_walked_but_not_past_the_present_one(qtbot, screen: MonthScreen) -> None:
    press_keys = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
    qtbot.keyClick(screen.table, press_keys[0], Qt.KeyboardModifier.ControlModifier)
    assert screen.period.label == "2024-08"
    for _time in range(3):
        qtbot.keyClick(screen.table, press_keys[1], Qt.KeyboardModifier.ControlModifier)
    assert screen.period.label == "2024-09"


def test_print_shows_the_sheet_first(qtbot, screen: MonthScreen) -> None:
    screen.print_report()
    qtbot.waitUntil(lambda: getattr(screen, "preview", None) is not None, timeout=20_000)
    preview = screen.preview
    assert preview.windowTitle() == "MAMI_EX01_202409_r0"
    assert preview.pages.pages() == 1
    assert preview.pages.pdf().startswith(b"%PDF")
    preview.close()


def test_the_workbook_is_saved_and_said(
    qtbot, screen: MonthScreen, desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "report.xlsx"
    with qtbot.waitSignal(desk.said, timeout=20_000) as said:
        screen.write_workbook(path)
    assert "report.xlsx" in said.args[0]
    book = load_workbook(path)
    assert book.worksheets[0]["A5"].value == "m01_start"
    book.close()


def test_an_empty_register_asks_for_a_true_zero(qtbot, tmp_path: Path) -> None:
    register = create_register(
        tmp_path / "new.mami",
        facility_code="EX02",
        facility_name="New",
        user_name="N. Sample",
        clock=lambda: datetime(2026, 10, 15, 9, 0),
    )
    desk = Desk(register, register.users()[0])
    screen = MonthScreen(desk)
    qtbot.addWidget(screen)
    screen.open()
    assert screen.report is not None
    assert [check.id for check in screen.report.checks if not check.ok] == ["c14"]
    register.close()
