"""Up to five options as buttons in a row; `options` takes the list form when there are more.

Keys: 1..9 choose, 0 = Not assessed, arrows move, Space chooses, Delete takes the answer back, Enter
goes on. Nothing is ever chosen beforehand: an untouched question is empty.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from mami_desktop.i18n import _
from mami_desktop.views.widgets.layouts import FlowLayout
from mami_desktop.views.widgets.option_button import (
    CLEAR_KEYS,
    ENTER_KEYS,
    NOT_ASSESSED,
    OptionButton,
    digit_of,
)

Choice = tuple[str, str]
MOST_IN_A_ROW = 5


class OptionButtons(QWidget):
    """What a row of single choices and a row of several choices share: buttons, keys, focus."""

    chosen = Signal(object)
    entered = Signal()
    went_back = Signal()

    def __init__(
        self,
        name: str,
        choices: Sequence[Choice],
        *,
        not_assessed: bool = True,
        at_end: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        offered = [*choices, *([(NOT_ASSESSED, _("Not assessed"))] if not_assessed else [])]
        layout = FlowLayout(at_end=at_end)
        self.setLayout(layout)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._moved = False
        self.buttons = [OptionButton(code, words, self) for code, words in offered]
        for number, button in enumerate(self.buttons, 1):
            key = 0 if button.code == NOT_ASSESSED else number
            button.setAccessibleName(f"{name}: {button.text()}")
            button.setAccessibleDescription(_("key {digit}", digit=key))
            button.clicked.connect(lambda _on, b=button: self._pressed(b))
            button.key_pressed.connect(self._key)
            layout.addWidget(button)
        self._one_tab_stop()

    def is_empty(self) -> bool:
        """Whether nothing is chosen; "Not assessed" is an answer."""
        return not any(button.isChecked() for button in self.buttons)

    def focus_entry(self) -> None:
        """Put the focus on the chosen option, or on the first without choosing it."""
        self._moved = False
        self._tab_stop().setFocus(Qt.FocusReason.TabFocusReason)

    def commit(self) -> None:
        """Nothing waits: a choice is taken at once."""

    def has_focus(self) -> bool:
        """Whether one of the options has the focus."""
        return any(button.hasFocus() for button in self.buttons)

    def press(self, code: str) -> None:
        """Choose as the user would, with the signal."""
        self._pressed(next(button for button in self.buttons if button.code == code))

    def _pressed(self, button: OptionButton) -> None:
        raise NotImplementedError

    def _clear(self) -> None:
        raise NotImplementedError

    def value(self):
        """The answer; see the subclasses."""
        raise NotImplementedError

    def _tab_stop(self) -> OptionButton:
        return next((b for b in self.buttons if b.isChecked()), self.buttons[0])

    def _one_tab_stop(self) -> None:
        stop = self._tab_stop()
        for button in self.buttons:
            button.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            )

    def _key(self, event) -> None:
        key, digit = event.key(), digit_of(event.text())
        ctrl_or_alt = event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if ctrl_or_alt:
            return
        at = next((i for i, b in enumerate(self.buttons) if b.hasFocus()), 0)
        if digit is not None:
            self._digit(digit)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            forward = (key == Qt.Key.Key_Right) == (
                self.layoutDirection() == Qt.LayoutDirection.LeftToRight
            )
            self._move(at + (1 if forward else -1))
        elif key in CLEAR_KEYS:
            self._clear()
        elif key in ENTER_KEYS:
            if event.isAutoRepeat():
                return
            if self._moved and not self.buttons[at].isChecked():
                self._pressed(self.buttons[at])  # the arrows went there on purpose
            self.entered.emit()
        elif key == Qt.Key.Key_Down:
            self.entered.emit()
        elif key == Qt.Key.Key_Up:
            self.went_back.emit()
        else:
            return
        event.accept()

    def _move(self, to: int) -> None:
        if 0 <= to < len(self.buttons):
            self._moved = True
            self.buttons[to].setFocus(Qt.FocusReason.OtherFocusReason)

    def _digit(self, digit: int) -> None:
        if digit == 0:
            found = [b for b in self.buttons if b.code == NOT_ASSESSED]
        else:
            found = [b for b in self.buttons[digit - 1 : digit] if b.code != NOT_ASSESSED]
        if found:
            self._pressed(found[0])
            found[0].setFocus(Qt.FocusReason.OtherFocusReason)


class OptionRow(OptionButtons):
    """One answer: ``value()`` is a code, NOT_ASSESSED, or None while nothing is chosen."""

    _value: str | None = None

    def value(self) -> str | None:
        """The chosen code, NOT_ASSESSED, or None."""
        return self._value

    def set_value(self, code: str | None) -> None:
        """Show an answer without a signal; None shows an untouched question."""
        self._value = code
        for button in self.buttons:
            button.set_chosen(button.code == code)
        self._one_tab_stop()

    def _pressed(self, button: OptionButton) -> None:
        changed = button.code != self._value
        self._moved = False
        self.set_value(button.code)
        if changed:
            self.chosen.emit(button.code)

    def _clear(self) -> None:
        if self._value is not None:
            self.set_value(None)
            self.chosen.emit(None)


class OptionSet(OptionButtons):
    """Several answers at once; ``value()`` is a tuple of codes, NOT_ASSESSED, or None.

    Codes in ``alone`` ("none of these") and "Not assessed" never stand beside others.
    """

    def __init__(
        self, name: str, choices: Sequence[Choice], *, alone: frozenset[str] = frozenset(), **rest
    ) -> None:
        super().__init__(name, choices, **rest)
        self._alone = alone | {NOT_ASSESSED}
        self._codes: set[str] = set()

    def value(self) -> tuple[str, ...] | str | None:
        """The chosen codes in the order offered, NOT_ASSESSED, or None."""
        if NOT_ASSESSED in self._codes:
            return NOT_ASSESSED
        return tuple(b.code for b in self.buttons if b.code in self._codes) or None

    def set_value(self, codes: Sequence[str] | str | None) -> None:
        """Show answers without a signal; None shows an untouched question."""
        self._codes = {codes} if isinstance(codes, str) else set(codes or ())
        for button in self.buttons:
            button.set_chosen(button.code in self._codes)
        self._one_tab_stop()

    def _pressed(self, button: OptionButton) -> None:
        self._moved = False
        if button.code in self._codes:
            codes = self._codes - {button.code}
        elif button.code in self._alone:
            codes = {button.code}
        else:
            codes = (self._codes - self._alone) | {button.code}
        self.set_value(tuple(codes))
        self.chosen.emit(self.value())

    def _clear(self) -> None:
        if self._codes:
            self.set_value(None)
            self.chosen.emit(None)
