"""Hands on the keyboard: answers whatever question has the focus from a table, key by key.

The tour and the tests work the windows through this, so what they show can be done without a mouse.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from mami_desktop.views.widgets import NOT_ASSESSED, OptionList, OptionSet
from mami_desktop.views.widgets.option_button import OptionButton
from mami_desktop.views.widgets.option_row import OptionButtons

ENTER = Qt.Key.Key_Return
MOST_STEPS = 400
"""More Enters than any form has questions: then the focus goes in a circle."""

Answer = str | bool | tuple[str, ...]
Table = Mapping[str, Answer]


class Typist:
    """Types the answers of ``table`` by question (a field's key, or an item of the pathway)."""

    def __init__(self, table: Table, on_answered: Callable[[str], None] | None = None) -> None:
        self._table = table
        self._on_answered = on_answered
        self.keys = 0
        """Keys pressed so far."""

    def press(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """One key, where the focus is."""
        self.keys += 1
        QTest.keyClick(focused(), key, modifier)
        settle()

    def type(self, text: str) -> None:
        """A text, where the focus is."""
        self.keys += len(text)
        QTest.keyClicks(focused(), text)
        settle()

    def go_through(self, *, until: Callable[[], bool] = lambda: False, last: str = "") -> None:
        """Answer the questions in the order Enter leads, up to a button, or to the one ``last``.

        A question the table does not know is passed over with Enter. RuntimeError if the focus
        never reaches a button.
        """
        for _step in range(MOST_STEPS):
            if until():
                return
            widget = focused()
            if isinstance(widget, QPushButton) and not isinstance(widget, OptionButton):
                return
            name = question_of(widget)
            if name in self._table:
                self._answer(widget, self._table[name])
            if name == last and last:
                return
            self.press(ENTER)
            if name in self._table and self._on_answered is not None:
                self._on_answered(name)
        raise RuntimeError("the focus never reached a button")

    def _answer(self, widget: QWidget, answer: Answer) -> None:
        group = _group_of(widget)
        if group is None:
            if not _text_of(widget):
                self.type(str(answer))
            return
        codes = answer if isinstance(answer, tuple) else (_code(answer),)
        chosen = group.value()
        if chosen is not None and (isinstance(group, OptionSet) or chosen == codes[0]):
            if not isinstance(group, OptionSet) or set(chosen) == set(codes):
                return
        for code in codes:
            self._choose(group, code)

    def _choose(self, group: OptionButtons | OptionList, code: str) -> None:
        if isinstance(group, OptionList):
            self.type(str(group.codes().index(code) + 1))
            return
        if code == NOT_ASSESSED:
            self.type("0")
            return
        place = [button.code for button in group.buttons].index(code)
        if place < 9:
            self.type(str(place + 1))
            return
        while _place_of_focus(group) < place:
            self.press(Qt.Key.Key_Right)
        self.press(Qt.Key.Key_Space)


def focused() -> QWidget:
    """Where a key goes: the widget with the focus, else the window. RuntimeError without either."""
    widget = QApplication.focusWidget() or QApplication.activeWindow()
    if widget is None:
        raise RuntimeError("no window has the keyboard")
    return widget


def settle() -> None:
    """Let what waits for its turn happen."""
    for _turn in range(3):
        QApplication.processEvents()


def question_of(widget: QWidget) -> str:
    """The question the focus is in: the nearest name around it, empty for none."""
    around: QWidget | None = widget
    while around is not None:
        name = around.objectName()
        if name and not name.startswith("qt_"):
            return name
        around = around.parentWidget()
    return ""


def _group_of(widget: QWidget) -> OptionButtons | OptionList | None:
    around: QWidget | None = widget
    while around is not None:
        if isinstance(around, OptionButtons | OptionList):
            return around
        around = around.parentWidget()
    return None


def _place_of_focus(group: OptionButtons) -> int:
    return next(i for i, button in enumerate(group.buttons) if button.hasFocus())


def _code(answer: Answer) -> str:
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return str(answer)


def _text_of(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return text() if callable(text) else ""
