"""Words: one line, or several (Enter makes a new line there, Ctrl+Enter goes on)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from mami_desktop.views.widgets.entry_line import EntryLine
from mami_desktop.views.widgets.reading import EMPTY, Reader, Told, Understood, words


class TextField(EntryLine):
    """A line of words: a name, a village, a phone."""

    def __init__(
        self,
        name: str,
        read: Reader = words,
        *,
        placeholder: str = "",
        longest: int = 120,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, read, placeholder=placeholder, parent=parent)
        self.setMaxLength(longest)


class TextArea(QPlainTextEdit):
    """Several lines of words, with the same signals and calls as the one-line fields."""

    edited = Signal(object)
    committed = Signal(object)
    entered = Signal()
    went_back = Signal()

    def __init__(self, name: str, *, lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._committed_text = ""
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * (lines + 1))
        self.setMaximumHeight(self.fontMetrics().lineSpacing() * (lines + 2))
        self.textChanged.connect(lambda: self.edited.emit(self.reading()))

    def reading(self) -> Understood:
        """The words, or nothing."""
        typed = self.toPlainText().strip()
        return Told(typed) if typed else EMPTY

    def value(self) -> str | None:
        """The words, or None."""
        return self.reading().value

    def typed(self) -> str:
        """The text as typed."""
        return self.toPlainText()

    def set_typed(self, text: str) -> None:
        """Put back what was typed before."""
        self._committed_text = text
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)

    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return not self.toPlainText().strip()

    def focus_entry(self) -> None:
        """Put the cursor here."""
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def commit(self) -> None:
        """Take the text as the answer now."""
        if self.toPlainText() != self._committed_text:
            self._committed_text = self.toPlainText()
            self.committed.emit(self.reading())

    def focusOutEvent(self, event) -> None:
        super().focusOutEvent(event)
        self.commit()

    def keyPressEvent(self, event) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.commit()
            self.entered.emit()
        else:
            super().keyPressEvent(event)
