"""A box to tick, with a tick of our own (style sheets take Qt's away)."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton

from mami_desktop.views import theme


class CheckBox(QCheckBox):
    """A QCheckBox whose tick is seen in both themes."""

    def paintEvent(self, event) -> None:
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        theme.draw_icon(QPainter(self), QRectF(box), "done", "on_pen")
