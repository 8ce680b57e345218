"""Six options or more: a numbered list with type-to-find. Same calls and signals as OptionRow."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem, QWidget

from mami_desktop.i18n import _
from mami_desktop.views import theme
from mami_desktop.views.widgets.option_button import (
    CLEAR_KEYS,
    ENTER_KEYS,
    NOT_ASSESSED,
    digit_of,
)
from mami_desktop.views.widgets.option_row import MOST_IN_A_ROW, Choice, OptionRow

_CODE = Qt.ItemDataRole.UserRole
_WORDS = Qt.ItemDataRole.UserRole + 1
_CHOSEN_MARK, _OPEN_MARK = "\N{BLACK CIRCLE}", "\N{WHITE CIRCLE}"


class OptionList(QListWidget):
    """One answer out of many. Walking chooses nothing; Space, a number, or Enter then does."""

    chosen = Signal(object)
    entered = Signal()
    went_back = Signal()

    def __init__(
        self,
        name: str,
        choices: Sequence[Choice],
        *,
        not_assessed: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "options")
        self.setAccessibleName(name)
        self._value: str | None = None
        self._number = ""
        self._find = ""
        self._walked = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(QApplication.keyboardInputInterval() * 2)
        self._pause.timeout.connect(self._forget_typing)
        offered = [*choices, *([(NOT_ASSESSED, _("Not assessed"))] if not_assessed else [])]
        for number, (code, words) in enumerate(offered, 1):
            item = QListWidgetItem(self)
            item.setData(_CODE, code)
            item.setData(_WORDS, words)
            item.setData(Qt.ItemDataRole.WhatsThisRole, 0 if code == NOT_ASSESSED else number)
        self._draw()
        rows = min(len(offered), theme.size("list_rows_high") // theme.size("list_row"))
        self.setMinimumHeight(rows * theme.size("list_row") + theme.gap("s"))
        self.itemClicked.connect(self._take)

    def codes(self) -> list[str]:
        """The codes offered, in order; option n is codes()[n - 1]."""
        return [self.item(row).data(_CODE) for row in range(self.count())]

    def value(self) -> str | None:
        """The chosen code, NOT_ASSESSED, or None."""
        return self._value

    def set_value(self, code: str | None) -> None:
        """Show an answer without a signal; None shows an untouched question."""
        self._value = code
        self._draw()

    def is_empty(self) -> bool:
        """Whether nothing is chosen."""
        return self._value is None

    def focus_entry(self) -> None:
        """Put the focus here without choosing."""
        self._walked = False
        self.setFocus(Qt.FocusReason.TabFocusReason)
        if self.currentItem() is None:
            self.setCurrentRow(0)

    def commit(self) -> None:
        """Nothing waits: a choice is taken at once."""

    def _draw(self) -> None:
        for row in range(self.count()):
            item = self.item(row)
            chosen = item.data(_CODE) == self._value
            number = item.data(Qt.ItemDataRole.WhatsThisRole)
            mark = _CHOSEN_MARK if chosen else _OPEN_MARK
            item.setText(f"{mark}  {number}  {item.data(_WORDS)}")
            font = theme.font("body", bold=chosen)
            item.setFont(font)
            quiet = item.data(_CODE) == NOT_ASSESSED
            item.setForeground(theme.color("pen" if chosen else "ink2" if quiet else "ink"))

    def _take(self, item: QListWidgetItem) -> None:
        code = item.data(_CODE)
        self.setCurrentItem(item)
        if code != self._value:
            self.set_value(code)
            self.chosen.emit(code)

    def keyPressEvent(self, event) -> None:
        key, digit = event.key(), digit_of(event.text())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif digit is not None and not self._find:
            self._type_number(digit)
        elif key in CLEAR_KEYS:
            if self._value is not None:
                self.set_value(None)
                self.chosen.emit(None)
        elif key == Qt.Key.Key_Space and not self._find:
            self._take(self.currentItem())
        elif key in ENTER_KEYS:
            if self._walked and self.currentItem() is not None:
                self._take(self.currentItem())
            self._walked = False
            self.entered.emit()
        elif key == Qt.Key.Key_Up and self.currentRow() <= 0:
            self.went_back.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._walked = True
            super().keyPressEvent(event)
        elif event.text().strip() or (self._find and event.text() == " "):
            self._type_word(event.text())
        else:
            super().keyPressEvent(event)

    def _type_number(self, digit: int) -> None:
        typed = self._number + str(digit)
        rows = {
            str(self.item(row).data(Qt.ItemDataRole.WhatsThisRole)): row
            for row in range(self.count())
        }
        self._number = typed if typed in rows else str(digit)
        self._pause.start()
        if self._number in rows:
            self._take(self.item(rows[self._number]))

    def _type_word(self, text: str) -> None:
        self._find += text.casefold()
        self._pause.start()
        for row in range(self.count()):
            words = self.item(row).data(_WORDS).casefold()
            if any(part.startswith(self._find) for part in (words, *words.split())):
                self._walked = True
                self.setCurrentRow(row)
                return

    def _forget_typing(self) -> None:
        self._number = self._find = ""


def options(
    name: str,
    choices: Sequence[Choice],
    *,
    not_assessed: bool = True,
    at_end: bool = False,
) -> OptionRow | OptionList:
    """Buttons for up to five choices, a numbered list for more."""
    if len(choices) <= MOST_IN_A_ROW:
        return OptionRow(name, choices, not_assessed=not_assessed, at_end=at_end)
    return OptionList(name, choices, not_assessed=not_assessed)
