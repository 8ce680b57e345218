"""A drop-down list with a caret of our own (style sheets take Qt's away)."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QComboBox, QWidget

from mami_desktop.views import theme


class ChoiceBox(QComboBox):
    """A QComboBox with an accessible name."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)

    def paintEvent(self, event) -> None:
        super().paintEvent(event)
        side, edge = theme.size("icon_small"), theme.gap("s")
        left = edge if theme.is_right_to_left() else self.width() - edge - side
        painter = QPainter(self)
        theme.draw_icon(
            painter, QRectF(left, (self.height() - side) / 2, side, side), "down", "ink2"
        )
