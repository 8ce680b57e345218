"""The book on screen: chips, typing filters, struck lines, keys, and what is never named there."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mami_desktop.services.register import RegisterCounts, RegisterFilter, register_page
from mami_desktop.services.strikes import strike_enrolment
from mami_desktop.views import theme, words
from mami_desktop.views.register.columns import in_page, out_page
from mami_desktop.views.widgets import EmptyState
from tests.views.kept_registers import kept_register
from tests.views.pair_making import MadeRegister
from tests.views.window_making import open_window, texts

NAMES = ("Bravo", "Charlie", "Delta", "Whiskey", "Golf")


def five_pairs(made: MadeRegister) -> None:
    """Five pairs enrolled one day after the other, the first one in the year before; one struck."""
    for number, name in enumerate(NAMES):
        on = date(2025, 12, 30) if number == 0 else date(2026, 11, 1 + number)
        saved = made.enrol(
            on, name=f"{name} Example", born_on=date(on.year, 9, 20), gest_weeks=None,
            weight_g=3000 + 10 * number,
        )  # fmt: skip
        if name == "Whiskey":
            with made.saving() as work:
                strike_enrolment(work, saved.enrolment_uid, "typed twice")


@pytest.fixture
def window(qtbot, tmp_path):
    register = kept_register(tmp_path, "five", fill=five_pairs)
    made = open_window(qtbot, register)
    made.go("register")
    yield made
    register.close()


@pytest.fixture
def screen(window):
    return window.current()


def column(screen, key: str) -> list[str]:
    """The texts of a column, line by line."""
    at = [one.key for one in screen.model.columns()].index(key)
    return [screen.model.index(row, at).data() for row in range(screen.model.rowCount())]


def test_the_newest_line_is_on_top_and_a_struck_line_stays_readable(screen):
    assert column(screen, "infant_name") == [
        "Golf Example", "Whiskey Example", "Delta Example", "Charlie Example", "Bravo Example",
    ]  # fmt: skip
    assert column(screen, "next_visit_on")[1] == "struck out"
    assert "4 pairs on the roll" in texts(screen) and "and 1 line struck out" in texts(screen)


def test_chips_state_how_many(screen):
    chips = {status: chip.text() for status, chip in screen.filters.chips.items()}
    assert chips == {
        "on_roll": "On the roll  4",
        "at_inpatient": "At inpatient  0",
        "left": "Left  0",
        "all": "All  4",
    }


def test_typing_filters_the_lines_and_esc_shows_all_again(screen):
    QTest.keyClicks(screen.book, "d")
    assert screen.strip.isVisible() and screen.strip.line.hasFocus()
    QTest.keyClicks(screen.strip.line, "elta")
    screen.strip.settle()
    assert column(screen, "infant_name") == ["Delta Example"]
    assert "1 of 4" in texts(screen.strip)
    QTest.keyClick(screen.strip.line, Qt.Key.Key_Escape)
    assert not screen.strip.isVisible() and screen.model.rowCount() == 5
    assert screen.window().focusWidget() is screen.book


def test_no_match_says_where_else_to_look(screen):
    screen.strip.begin("zzz")
    screen.strip.settle()
    assert "No line matches “zzz” here." in screen.empty.sentence()
    assert screen.empty.isVisible()


def test_an_empty_register_says_how_to_begin(qtbot, tmp_path):
    register = kept_register(tmp_path)
    made = open_window(qtbot, register)
    made.go("register")
    empty = made.current().findChild(EmptyState)
    assert empty is not None and empty.sentence() == "No pair yet. F2 enrols the first one."
    register.close()


def test_a_filter_states_itself_and_ctrl_0_takes_it_away(screen):
    screen.filters._set(level="low")
    assert "Level: Low" in texts(screen.filters) and screen.model.rowCount() == 0
    assert "Ctrl+0 removes them" in screen.empty.sentence()
    screen.filters.clear()
    assert screen.model.rowCount() == 5


def test_enrolled_this_year_leaves_out_the_year_before(screen):
    screen.filters._set(since="this_year")
    assert "Bravo Example" not in column(screen, "infant_name")


def test_a_heading_sorts_and_sorts_back(screen):
    keys = [one.key for one in screen.model.columns()]
    header = screen.book.horizontalHeader()
    header.sectionClicked.emit(keys.index("weight_in_g"))
    assert column(screen, "weight_in_g")[0] == "3.000"
    header.sectionClicked.emit(keys.index("weight_in_g"))
    assert column(screen, "weight_in_g")[0] == "3.040"


def test_enter_opens_the_pair_and_f4_records_a_visit(window, screen):
    went: list[tuple[str, dict]] = []
    window.desk.asked_to_go.disconnect()
    window.desk.asked_to_go.connect(lambda name, args: went.append((name, args)))
    line = screen.book.current_row()
    QTest.keyClick(screen.book, Qt.Key.Key_Return)
    QTest.keyClick(screen.book, Qt.Key.Key_F4)
    screen.book.selectRow(1)
    QTest.keyClick(screen.book, Qt.Key.Key_F4)
    assert went[0] == (
        "pair", {"infant_uid": line.infant_uid, "enrolment_uid": line.enrolment_uid},
    )  # fmt: skip
    assert went[1] == ("visit", {"enrolment_uid": line.enrolment_uid})
    assert went[2][0] == "pair"  # a struck line gets no visit


def test_a_line_is_copied_for_a_spreadsheet(screen):
    QTest.keyClick(screen.book, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    headings, line = (text.split("\t") for text in QApplication.clipboard().text().split("\n"))
    copied = dict(zip(headings, line, strict=True))
    assert copied["Infant"] == "Golf Example" and copied["Level"] == "Moderate"


def test_the_right_page_shows_how_it_ended(screen):
    screen.out_chip.click()
    assert column(screen, "outcome")[0] == "on the roll"
    screen.in_chip.click()
    assert column(screen, "village")[0] == "Village North"


def test_a_change_elsewhere_shows_when_one_comes_back(window, screen):
    window.go("today")
    with window.desk.saving() as work:
        line = screen.model.record(0)
        strike_enrolment(work, line.enrolment_uid, "typed twice")
    window.go("register")
    assert column(screen, "next_visit_on")[0] == "struck out"


def test_the_same_line_stays_selected_when_the_list_is_read_anew(screen):
    screen.book.selectRow(3)
    line = screen.book.current_row()
    screen.refresh()
    assert screen.book.current_row().enrolment_uid == line.enrolment_uid


def test_the_workbook_is_written_in_the_background(screen, window, tmp_path, qtbot):
    from mami_desktop.views.jobs import job_queue

    path = tmp_path / "register.xlsx"
    screen.export_to(path)
    qtbot.waitUntil(job_queue().is_idle, timeout=30_000)
    QApplication.processEvents()
    assert path.stat().st_size > 0
    assert "register.xlsx" in window.undo_strip.sentence()


# -- lines the small register does not have ----------------------------------------------------


@pytest.fixture
def line(screen):
    return screen.model.record(0)


def shown(line, key: str) -> str:
    return next(one for one in in_page() + out_page() if one.key == key).cell(line)


@pytest.mark.parametrize("reason", ["private_mother", "r_mat_mh", "r_mat_hiv"])
def test_a_private_reason_of_the_mother_is_only_her_health(line, reason):
    assert shown(replace(line, main_reason=reason), "main_reason") == "mother's health"


@pytest.mark.parametrize("reason", ["private_family", "r_social"])
def test_a_private_reason_of_the_family_is_only_its_situation(line, reason):
    assert shown(replace(line, main_reason=reason), "main_reason") == "family situation"


def test_an_age_from_an_estimated_birth_is_marked(line):
    exact = shown(replace(line, dob_precision="exact"), "age_days")
    assert exact and not exact.startswith("~")
    for precision in ("estimated_day", "estimated_month"):
        assert shown(replace(line, dob_precision=precision), "age_days") == f"~ {exact}"


def test_private_columns_and_filters_are_not_offered(screen):
    keys = {one.key for one in in_page() + out_page()}
    assert not keys & {"mh_positive", "mp_hiv", "risk_violence", "mp_muac_in_mm"}
    menus = screen.filters.more_chip.menu().actions()
    offered = {a.text() for menu in menus for a in menu.menu().actions()}
    assert not offered & {"mother's health", "family situation"}


def test_late_twin_nameless_and_unknown_are_written_as_in_the_book(line):
    assert shown(replace(line, days_late=9), "next_visit_on") == "9 days late"
    twin = replace(line, infant_name="Romeo", birth_type="twin", birth_order=1)
    assert shown(twin, "infant_name") == "Romeo, twin 1"
    assert shown(replace(line, infant_name=None), "infant_name") == "Baby of Mother A. Example"
    for key in ("weight_in_g", "waz_in", "age_days", "sex"):
        assert shown(replace(line, **{key: None}), key) == ""
    assert shown(replace(line, waz_in=-2.516), "waz_in") == "\N{MINUS SIGN}2.52"


def test_a_level_never_assessed_shows_no_badge_and_a_wrong_code_is_no_level():
    assert words.level_of(None) is None
    with pytest.raises(KeyError):
        words.level_of("fine")


def test_a_struck_line_is_struck_through_and_shows_no_level(screen):
    """Seen in pixels: no badge on the struck line, one on the others."""
    at = [one.key for one in screen.model.columns()].index("level")
    QApplication.processEvents()
    image = screen.book.viewport().grab().toImage()
    tint = QColor(theme.color("moderate"))

    def painted(row: int) -> int:
        box = screen.book.visualRect(screen.model.index(row, at))
        return sum(
            image.pixelColor(x, y) == tint
            for x in range(box.left(), box.right())
            for y in range(box.top(), box.bottom())
        )

    level = screen.model.record(0).level
    assert level == "moderate"
    assert painted(0) > 100 and painted(1) == 0


def test_fifty_thousand_lines_come_by_page(screen, monkeypatch, line):
    total = 50_000
    asked: list[int] = []

    def rows(work, wanted, *, limit, offset):
        asked.append(offset)
        return tuple(
            replace(line, enrolment_uid=f"e{n}") for n in range(offset, min(offset + limit, total))
        )

    counts = RegisterCounts(total, 0, 0, 0)
    module = "mami_desktop.views.register.screen"
    monkeypatch.setattr(f"{module}.register_rows", rows)
    real = register_page

    def page(work, wanted: RegisterFilter, *, limit: int):
        return replace(
            real(work, wanted, limit=limit),
            rows=rows(work, wanted, limit=limit, offset=0), total=total, counts=counts,
        )  # fmt: skip

    monkeypatch.setattr(f"{module}.register_page", page)
    screen.refresh()
    QApplication.processEvents()
    assert screen.model.rowCount() <= 600, "the whole register was read at once"
    screen.book.scrollToBottom()
    QApplication.processEvents()
    assert screen.model.rowCount() > 200 and asked[-1] == screen.model.rowCount() - 200
