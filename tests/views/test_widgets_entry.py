"""Typed answers: understood at once, judged on leaving, never lost; Enter goes on."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget, QWidget

from mami_desktop.errors import Problem
from mami_desktop.views import theme
from mami_desktop.views.widgets import (
    NOT_ASSESSED,
    DangerButton,
    DateField,
    EnterFlow,
    LabeledField,
    NumberField,
    OptionRow,
    PrimaryButton,
    TextArea,
    TextField,
    column,
)
from mami_desktop.views.widgets.reading import (
    date_guard,
    measure,
    weight_guard,
)

TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def look(qapp):
    theme.apply(qapp)


def weight() -> LabeledField:
    return LabeledField(
        "Weight",
        NumberField("Weight", weight_guard(500, 12_000), unit="kg"),
        hint="without clothes",
    )


@pytest.mark.parametrize("typed", ["3,8", "3.8", "3800", "٣٫٨", "३.८", "৩.৮"])
def test_a_weight_is_understood_while_typing(qtbot, typed):
    field = weight()
    qtbot.addWidget(field)
    field.editor.insert(typed)
    field.editor.textEdited.emit(typed)
    assert field.editor.value() == 3800
    assert field.below_text() == "= 3.800 kg"


def test_a_problem_waits_until_the_field_is_left_and_keeps_what_was_typed(qtbot):
    field = weight()
    qtbot.addWidget(field)
    field.show()
    field.editor.focus_entry()
    QTest.keyClicks(field.editor, "38")
    assert field.problem() is None
    QTest.keyClick(field.editor, Qt.Key.Key_Return)
    problem = field.problem()
    assert problem is not None and "3.8 or 3800" in problem.text
    assert field.below_text() == problem.text
    assert field.editor.text() == "38"
    assert field.editor.value() is None
    assert field.editor.accessibleDescription() == problem.text


def test_typing_on_takes_the_problem_away(qtbot):
    field = weight()
    qtbot.addWidget(field)
    field.set_problem(Problem("Weigh again, or keep it?", severity="soft"))
    assert field.editor.property("problem") == "soft"
    QTest.keyClicks(field.editor, "4")
    assert field.problem() is None
    assert field.editor.property("problem") == ""


def test_an_empty_field_shows_its_hint_and_no_problem(qtbot):
    field = weight()
    qtbot.addWidget(field)
    field.editor.commit()
    assert field.below_text() == "without clothes"
    assert field.editor.value() is None


@pytest.mark.parametrize(("typed", "length_mm"), [("54,5", 545), ("545", 545), ("54.5 cm", 545)])
def test_a_length_is_read_in_centimetres_or_millimetres(typed, length_mm):
    assert measure("mm", 300, 900, shown="cm")(typed).value == length_mm


@pytest.mark.parametrize("typed", ["45 m", "4500", "half", "5.4.5", "-54"])
def test_a_length_that_cannot_be_is_refused(typed):
    reading = measure("mm", 300, 900, shown="cm")(typed)
    assert reading.value is None and reading.problem is not None


@pytest.mark.parametrize(("typed", "muac_mm"), [("108", 108), ("10,8", 108), ("10.8", 108)])
def test_an_arm_is_read_in_millimetres_or_centimetres(typed, muac_mm):
    assert measure("mm", 60, 200, shown="mm")(typed).value == muac_mm


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("21 11 26", TODAY),
        ("21/11", TODAY),
        ("22/11", date(2025, 11, 22)),
        ("today", TODAY),
        ("-3", date(2026, 11, 18)),
        ("30.09.2026", date(2026, 9, 30)),
        ("٣٠ ٠٩ ٢٦", date(2026, 9, 30)),
    ],
)
def test_dates_are_read_as_people_type_them(typed, day):
    assert date_guard(lambda: TODAY)(typed).value == day


@pytest.mark.parametrize("typed", ["22 11 26", "31 02 26", "soon", "21", "1 2 3 4"])
def test_a_day_that_is_none_or_has_not_been_is_refused(typed):
    reading = date_guard(lambda: TODAY)(typed)
    assert reading.value is None and reading.problem is not None


def test_an_appointment_without_year_lies_ahead():
    reading = date_guard(lambda: TODAY, prefer="future", earliest=TODAY)("5/1")
    assert reading.value == date(2027, 1, 5)


def test_the_calendar_fills_the_date(qtbot):
    field = DateField("Born", lambda: TODAY)
    qtbot.addWidget(field)
    field.show()
    with qtbot.waitSignal(field.committed) as told:
        QTest.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        calendar = field.findChild(QCalendarWidget)
        assert calendar is not None
        calendar.clicked.emit(calendar.selectedDate())
    assert told.args[0].value == TODAY


def test_an_answer_is_handed_on_once_when_the_field_is_left(qtbot):
    field = TextField("Name")
    qtbot.addWidget(field)
    field.show()
    handed: list[object] = []
    field.committed.connect(lambda reading: handed.append(reading.value))
    QTest.keyClicks(field, " Bravo  Example ")
    assert handed == []
    QTest.keyClick(field, Qt.Key.Key_Return)
    field.clearFocus()
    assert handed == ["Bravo Example"]


def test_what_a_draft_puts_back_is_not_handed_on_again(qtbot):
    field = weight()
    qtbot.addWidget(field)
    handed: list[object] = []
    field.editor.committed.connect(handed.append)
    field.editor.set_typed("3,8")
    field.editor.commit()
    assert handed == [] and field.below_text() == "= 3.800 kg"


def test_enter_makes_a_line_in_long_text_and_ctrl_enter_goes_on(qtbot):
    area = TextArea("Note")
    qtbot.addWidget(area)
    area.show()
    QTest.keyClicks(area, "one")
    QTest.keyClick(area, Qt.Key.Key_Return)
    QTest.keyClicks(area, "two")
    with qtbot.waitSignal(area.entered):
        QTest.keyClick(area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert area.value() == "one\ntwo"


# -- Enter = next ------------------------------------------------------------------------------


class Page(QWidget):
    """Three questions and the filled button."""

    def __init__(self) -> None:
        super().__init__()
        name, born = TextField("Name"), DateField("Born", lambda: TODAY)
        sex = OptionRow("Sex", [("female", "Girl"), ("male", "Boy")])
        go_on = PrimaryButton("Next")
        self.setLayout(column(name, sex, born, go_on))
        self.flow = EnterFlow([name, sex, born], go_on, self)
        self.parts = (name, sex, born, go_on)


@pytest.fixture
def page(qtbot):
    made = Page()
    qtbot.addWidget(made)
    made.show()
    made.flow.start()
    return made


def test_enter_goes_to_the_next_empty_question_and_then_to_the_button(page):
    name, sex, born, go_on = page.parts
    born.set_typed("21 11 26")
    QTest.keyClicks(name, "A")
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert sex.has_focus()
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_1)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert go_on.hasFocus()


def test_the_second_enter_presses_the_button(page, qtbot):
    go_on = page.parts[3]
    go_on.setFocus()
    with qtbot.waitSignal(go_on.clicked):
        QTest.keyClick(go_on, Qt.Key.Key_Return)


def test_enter_passes_over_what_is_hidden(page):
    name, sex, born, _go_on = page.parts
    sex.hide()
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert born.hasFocus()


def test_up_goes_back_and_the_answer_stays(page):
    name, sex, _born, _go_on = page.parts
    QTest.keyClicks(name, "A")
    QTest.keyClick(name, Qt.Key.Key_Return)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Up)
    assert name.hasFocus() and name.text() == "A"


def test_enter_answers_nothing(page):
    name, sex, _born, _go_on = page.parts
    QTest.keyClick(name, Qt.Key.Key_Return)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert sex.is_empty()


def test_enter_never_presses_a_danger_button(qtbot):
    button = DangerButton("Refer now", key="F9")
    qtbot.addWidget(button)
    button.show()
    button.setFocus()
    pressed = []
    button.clicked.connect(lambda: pressed.append(1))
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert pressed == []
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert pressed == [1]


def test_not_assessed_is_an_answer_and_moves_on(page):
    _name, sex, born, _go_on = page.parts
    sex.focus_entry()
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_0)
    assert sex.value() == NOT_ASSESSED and not sex.is_empty()
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert born.hasFocus()
