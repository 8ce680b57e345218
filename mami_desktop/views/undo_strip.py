"""Ten seconds at the foot of the window to take something back, instead of "Are you sure?"."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from mami_desktop.i18n import _
from mami_desktop.views import theme
from mami_desktop.views.widgets.buttons import LinkButton
from mami_desktop.views.widgets.text import ElidedLabel

STAYS_MS = 10_000


class UndoStrip(QFrame):
    """A sentence about what was done, and Undo where it can be undone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "strip_info")
        self._undo: Callable[[], None] | None = None
        self._words = ElidedLabel("", "strong")
        self._button = LinkButton(_("Undo"), key=_("Ctrl+Z"), compact=True)
        self._button.clicked.connect(self.undo)
        box = QHBoxLayout(self)
        box.setContentsMargins(theme.gap("m"), theme.gap("xs"), theme.gap("m"), theme.gap("xs"))
        box.addWidget(self._words, 1)
        box.addWidget(self._button)
        self._time = QTimer(self)
        self._time.setSingleShot(True)
        self._time.setInterval(STAYS_MS)
        self._time.timeout.connect(self.hide)
        self.hide()

    def say(self, sentence: str, undo: Callable[[], None] | None) -> None:
        """Show the sentence for ten seconds."""
        self._undo = undo
        self._words.setText(sentence)
        self._button.setVisible(undo is not None)
        self.show()
        self._time.start()

    def can_undo(self) -> bool:
        """Whether Ctrl+Z belongs to this strip now."""
        return self.isVisible() and self._undo is not None

    def sentence(self) -> str:
        """What is shown."""
        return self._words.text()

    def undo(self) -> None:
        """Take it back, once."""
        undo, self._undo = self._undo, None
        self._time.stop()
        self.hide()
        if undo is not None:
            undo()
