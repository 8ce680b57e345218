"""What the signs on a chart mean: each sign drawn as it stands there, with its words."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from mami_desktop.growth.chart_record import LegendEntry, Sign
from mami_desktop.views import theme
from mami_desktop.views.widgets import label, row

SIGNS: tuple[Sign, ...] = ("ring", "cross", "bar", "diamond")


class Legend(QFrame):
    """Hidden while there is nothing to explain."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._entries = [(_SignSample(sign), label("", "caption")) for sign in SIGNS]
        box = row(*(row(sample, words) for sample, words in self._entries), gap="m")
        edge = theme.gap("xs")
        box.setContentsMargins(theme.gap("s"), edge, theme.gap("s"), edge)
        self.setLayout(box)
        self.hide()

    def show_entries(self, entries: Sequence[LegendEntry]) -> None:
        """Show these signs."""
        told = {entry.sign: entry.label for entry in entries}
        for sample, words in self._entries:
            words.setText(told.get(sample.sign, ""))
            for part in (sample, words):
                part.setVisible(sample.sign in told)
        self.setVisible(bool(entries))


class _SignSample(QWidget):
    def __init__(self, sign: Sign) -> None:
        super().__init__()
        self.sign = sign
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = theme.text("caption")
        return QSize(side * 2 if self.sign == "bar" else side, side)

    def paintEvent(self, event) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = theme.gap("hair")
        painter.setPen(QPen(theme.color("pen"), wide))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = self.rect().toRectF().adjusted(wide, wide, -wide, -wide)
        middle = box.center()
        if self.sign == "ring":
            painter.drawEllipse(box)
        elif self.sign == "cross":
            painter.drawLine(box.topLeft(), box.bottomRight())
            painter.drawLine(box.bottomLeft(), box.topRight())
        elif self.sign == "diamond":
            painter.drawPolygon(
                [
                    QPointF(middle.x(), box.top()),
                    QPointF(box.right(), middle.y()),
                    QPointF(middle.x(), box.bottom()),
                    QPointF(box.left(), middle.y()),
                ]
            )
        else:
            painter.drawLine(QPointF(box.left(), middle.y()), QPointF(box.right(), middle.y()))
            for x in (box.left(), box.right()):
                painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
