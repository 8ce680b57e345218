"""The strip that opens over the book when one types: what is looked for, and how many match."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from mami_desktop.i18n import _
from mami_desktop.views import theme
from mami_desktop.views.widgets import LinkButton, label

PAUSE_MS = 150


class FilterStrip(QFrame):
    """``changed(text)`` after a short pause in typing; ``to_table`` on Down or Enter."""

    changed = Signal(str)
    to_table = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "strip_info")
        self.line = _FilterLine()
        self.line.setAccessibleName(_("Filter the lines"))
        self.line.setMaximumWidth(theme.size("find_field"))
        self.line.to_table.connect(self.to_table)
        self.line.closed.connect(self.close_strip)
        self._found = label("", "strong")
        close = LinkButton(_("Close"), key=_("Esc"), compact=True)
        close.clicked.connect(self.close_strip)
        box = QHBoxLayout(self)
        box.setContentsMargins(theme.gap("m"), theme.gap("xs"), theme.gap("m"), theme.gap("xs"))
        box.addWidget(label(_("Lines that hold"), "label"))
        box.addWidget(self.line, 1)
        box.addWidget(self._found)
        box.addStretch(1)
        box.addWidget(close)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self.line.textEdited.connect(lambda _text: self._pause.start())
        self.hide()

    def begin(self, text: str = "") -> None:
        """Open with the letters typed so far."""
        self.show()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if text:
            self.line.setText(self.line.text() + text)
            self._pause.start()

    def text(self) -> str:
        """What is looked for; nothing while the strip is closed."""
        return "" if self.isHidden() else self.line.text().strip()

    def show_found(self, found: int, of: int) -> None:
        """How many lines match."""
        self._found.setText(_("{found} of {all}", found=found, all=of))

    def close_strip(self) -> None:
        """Close and show all lines again."""
        self._pause.stop()
        self.line.clear()
        self.hide()
        self._tell()
        self.to_table.emit()

    def settle(self) -> None:
        """Look now, without waiting for the pause."""
        if self._pause.isActive():
            self._tell()

    def _tell(self) -> None:
        self._pause.stop()
        self.changed.emit(self.text())


class _FilterLine(QLineEdit):
    to_table = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "search")

    def keyPressEvent(self, event) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.to_table.emit()
        else:
            super().keyPressEvent(event)
