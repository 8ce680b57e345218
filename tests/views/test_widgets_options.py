"""Options: chosen on purpose only, by digits of any keyboard; levels never without their word."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mami_desktop.views import theme
from mami_desktop.views.widgets import (
    NOT_ASSESSED,
    ElidedLabel,
    KeyValue,
    LevelBadge,
    MessageStrip,
    OptionList,
    OptionRow,
    OptionSet,
    column,
    label,
    options,
)
from mami_desktop.views.widgets.level_badge import badge_size, paint_badge

YES_NO = [("yes", "Yes"), ("no", "No")]
MANY = [(f"p{n}", f"Place {n}") for n in range(1, 13)]


@pytest.fixture(autouse=True)
def look(qapp):
    theme.apply(qapp)


@pytest.fixture
def row(qtbot):
    made = OptionRow("Has the baby fed?", YES_NO)
    qtbot.addWidget(made)
    made.show()
    made.focus_entry()
    return made


def focused(widget: QWidget) -> QWidget:
    return widget.window().focusWidget()


def test_nothing_is_chosen_beforehand_and_not_assessed_is_last(row):
    assert row.is_empty() and row.value() is None
    assert row.buttons[-1].code == NOT_ASSESSED
    assert row.buttons[-1].property("quiet") == "true"


def test_digits_choose(row):
    told: list[object] = []
    row.chosen.connect(told.append)
    QTest.keyClick(focused(row), Qt.Key.Key_2)
    QTest.keyClick(focused(row), Qt.Key.Key_1)
    QTest.keyClick(focused(row), Qt.Key.Key_0)
    assert told == ["no", "yes", NOT_ASSESSED]


@pytest.mark.parametrize("digit", ["٢", "২", "२"])
def test_digits_of_other_keyboards_choose(row, digit):
    event = QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, digit)
    QApplication.sendEvent(focused(row), event)
    assert row.value() == "no"


def test_letters_and_digits_without_an_option_choose_nothing(row):
    QTest.keyClicks(focused(row), "yn39")
    assert row.is_empty()


def test_arrows_move_without_choosing(row):
    QTest.keyClick(focused(row), Qt.Key.Key_Right)
    assert row.buttons[1].hasFocus() and row.is_empty()


def test_space_chooses_where_the_arrows_went(row):
    QTest.keyClick(focused(row), Qt.Key.Key_Right)
    QTest.keyClick(focused(row), Qt.Key.Key_Space)
    assert row.value() == "no"


def test_delete_takes_the_answer_back(row):
    QTest.keyClick(focused(row), Qt.Key.Key_1)
    QTest.keyClick(focused(row), Qt.Key.Key_Delete)
    assert row.is_empty()


def test_the_same_answer_again_is_not_told_again(row):
    told: list[object] = []
    row.chosen.connect(told.append)
    QTest.mouseClick(row.buttons[0], Qt.MouseButton.LeftButton)
    QTest.mouseClick(row.buttons[0], Qt.MouseButton.LeftButton)
    assert told == ["yes"] and row.value() == "yes" and row.buttons[0].isChecked()


def test_showing_an_answer_tells_nothing(row):
    told: list[object] = []
    row.chosen.connect(told.append)
    row.set_value("yes")
    row.set_value(None)
    assert told == [] and row.is_empty()


def test_the_row_wraps_instead_of_cutting_an_option(qtbot):
    wide = OptionRow("Sucks are", [("a", "Slow, deep, pauses"), ("b", "Not effective")])
    holder = QWidget()
    holder.setLayout(column(wide, "stretch"))
    qtbot.addWidget(holder)
    holder.setFixedWidth(240)
    holder.resize(240, 400)
    holder.show()
    for button in wide.buttons:
        assert button.width() >= button.sizeHint().width()
        assert wide.rect().contains(button.geometry())


def test_several_answers_and_none_of_these(qtbot):
    signs = OptionSet(
        "Signs", [("cough", "Cough"), ("rash", "Rash"), ("none", "None of these")],
        alone=frozenset({"none"}),
    )  # fmt: skip
    qtbot.addWidget(signs)
    signs.press("rash")
    signs.press("cough")
    assert signs.value() == ("cough", "rash")
    signs.press("none")
    assert signs.value() == ("none",)
    signs.press("cough")
    assert signs.value() == ("cough",)
    signs.press(NOT_ASSESSED)
    assert signs.value() == NOT_ASSESSED
    signs.press(NOT_ASSESSED)
    assert signs.value() is None


def test_more_than_five_options_are_a_numbered_list():
    assert isinstance(options("Fed", YES_NO), OptionRow)
    assert isinstance(options("Place", MANY), OptionList)


@pytest.fixture
def places(qtbot):
    made = OptionList("Place", MANY)
    qtbot.addWidget(made)
    made.show()
    made.focus_entry()
    return made


def test_the_list_takes_numbers_of_two_digits(places):
    QTest.keyClicks(places, "12")
    assert places.value() == "p12"


def test_the_list_finds_by_typing_and_enter_takes_it(places, qtbot):
    QTest.keyClicks(places, "place 7")
    assert places.value() is None
    with qtbot.waitSignal(places.entered):
        QTest.keyClick(places, Qt.Key.Key_Return)
    assert places.value() == "p7"


def test_enter_on_an_untouched_list_answers_nothing(places, qtbot):
    with qtbot.waitSignal(places.entered):
        QTest.keyClick(places, Qt.Key.Key_Return)
    assert places.is_empty()


# -- levels ------------------------------------------------------------------------------------


def picture(level, *, right_to_left: bool = False, large: bool = False) -> QImage:
    size = badge_size(level, large=large)
    image = QImage(size, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    rect = QRectF(0, 0, size.width(), size.height())
    paint_badge(painter, rect, level, large=large, right_to_left=right_to_left)
    painter.end()
    return image


def ink(image: QImage, left: int, right: int) -> int:
    """Dark pixels between two columns, after a black and white threshold."""
    return sum(
        image.pixelColor(x, y).lightness() < 128
        for x in range(left, right)
        for y in range(2, image.height() - 2)
    )


@pytest.mark.parametrize("level", list(theme.LEVELS))
@pytest.mark.parametrize("right_to_left", [False, True])
def test_a_badge_keeps_its_word_in_both_directions(qapp, level, right_to_left):
    image = picture(level, right_to_left=right_to_left, large=True)
    middle = image.width() // 2
    assert ink(image, middle - image.width() // 5, middle + image.width() // 5) > 60


def test_badges_differ_in_black_and_white(qapp):
    def threshold(level) -> bytes:
        mono = picture(level, large=True).convertToFormat(
            QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither
        )
        return bytes(mono.copy(0, 0, 60, 48).constBits())

    shapes = [threshold(level) for level in ("high", "moderate", "in_depth", "low", "incomplete")]
    assert len(set(shapes)) == 5


def test_a_badge_says_its_level_to_a_screen_reader(qtbot):
    badge = LevelBadge("in_depth")
    qtbot.addWidget(badge)
    assert "Decide: enrol or refer" in badge.accessibleName()
    badge.set_level(None)
    assert badge.accessibleName() == "No level yet" and badge.sizeHint().width() == 0


# -- words -------------------------------------------------------------------------------------


def test_a_name_is_never_read_as_markup(qtbot):
    text = label("<b>Bravo</b>")
    qtbot.addWidget(text)
    assert text.textFormat() == Qt.TextFormat.PlainText


def test_an_elided_text_is_whole_in_the_tool_tip(qtbot):
    text = ElidedLabel("Grandmother Tango Example of Village North")
    qtbot.addWidget(text)
    text.resize(80, 20)
    text.show()
    assert text.shown_text().endswith("…") and text.toolTip() == text.text()
    text.resize(900, 20)
    assert text.toolTip() == ""


def test_a_shorter_wording_is_tried_before_anything_is_cut(qtbot):
    text = ElidedLabel("boy, 17 weeks 2 days", short="boy, 17 w 2 d")
    qtbot.addWidget(text)
    text.show()
    text.resize(110, 20)
    assert text.shown_text() == "boy, 17 w 2 d"
    text.resize(400, 20)
    assert text.shown_text() == "boy, 17 weeks 2 days"


def test_computed_and_estimated_values_are_marked(qtbot):
    computed, estimated = (
        KeyValue("WAZ", "−1.24", "computed"),
        KeyValue("Age", "7 weeks", "estimated"),
    )
    qtbot.addWidget(computed)
    qtbot.addWidget(estimated)
    assert computed.accessibleName() == "WAZ: = −1.24"
    assert estimated.accessibleName() == "Age: ~ 7 weeks"


def test_a_strip_without_words_is_not_there(qtbot):
    holder = QWidget()
    strip = MessageStrip("warn")
    holder.setLayout(column(strip))
    qtbot.addWidget(holder)
    holder.show()
    assert strip.isHidden()
    strip.say("5.4 kg?", "Weigh again.")
    assert strip.isVisible()
    strip.say("")
    assert strip.isHidden()
