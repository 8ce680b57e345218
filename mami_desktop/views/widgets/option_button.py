"""One option of a question: a checkable button that passes its keys on to the question."""

import unicodedata

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from mami_desktop.views.widgets.text import bold_extra, restyle

NOT_ASSESSED = "not_assessed"
CLEAR_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def digit_of(text: str) -> int | None:
    """The digit a key typed, in whatever script the keyboard speaks; None for anything else."""
    return unicodedata.decimal(text, None) if len(text) == 1 else None


class OptionButton(QPushButton):
    """Quiet for "Not assessed". It never chooses itself by being focused."""

    key_pressed = Signal(object)

    def __init__(self, code: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.code = code
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("kind", "option")
        self.setProperty("quiet", "true" if code == NOT_ASSESSED else "false")

    def set_chosen(self, chosen: bool) -> None:
        """Show it as chosen or not, without a signal."""
        self.blockSignals(True)
        self.setChecked(chosen)
        self.blockSignals(False)
        restyle(self)

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(bold_extra(self), 0)

    def keyPressEvent(self, event) -> None:
        event.ignore()
        self.key_pressed.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)
