"""The word at the foot of a form that its answers are on disk, and since when."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mami_desktop.i18n import _
from mami_desktop.views import theme
from mami_desktop.views.widgets.layouts import row
from mami_desktop.views.widgets.text import ElidedLabel, label


class SavedNote(QWidget):
    """Time and tick at the end of its room; empty until something was saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ElidedLabel("", "caption")
        self._words.setAlignment(Qt.AlignmentFlag.AlignTrailing)
        self._tick = label("")
        self._tick.setPixmap(
            theme.pixmap(
                "low", "low", filled=True, size_name="icon_small", ratio=self.devicePixelRatioF()
            )
        )
        line = row(self._words, self._tick)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.tell(None)

    def tell(self, saved_at: datetime | None) -> None:
        """When the last answer was saved; None for nothing yet."""
        self._words.setText(_("Saved {time}", time=f"{saved_at:%H:%M:%S}") if saved_at else "")
        self._tick.setVisible(saved_at is not None)

    def text(self) -> str:
        """What it says."""
        return self._words.text()
