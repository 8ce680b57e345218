"""Boxes in few words, gaps by name, and a row that wraps when the text grows."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mami_desktop.views import theme
from mami_desktop.views.theme_tokens import GapName

STRETCH = "stretch"
Item = QWidget | QLayout | str


def row(*items: Item, gap: GapName = "s", margins: GapName = "none") -> QHBoxLayout:
    """Things beside each other; STRETCH takes what room is left."""
    box = QHBoxLayout()
    _fill(box, items, gap, margins)
    return box


def column(*items: Item, gap: GapName = "s", margins: GapName = "none") -> QVBoxLayout:
    """Things below each other; STRETCH takes what room is left."""
    box = QVBoxLayout()
    _fill(box, items, gap, margins)
    return box


def boxed(layout: QLayout, kind: str = "") -> QFrame:
    """A frame around a layout, so that it can be shown, hidden and styled as one."""
    frame = QFrame()
    if kind:
        frame.setProperty("kind", kind)
    frame.setLayout(layout)
    return frame


def rule() -> QFrame:
    """A thin line between rows."""
    frame = QFrame()
    frame.setProperty("kind", "rule")
    return frame


def scrolled(content: QWidget) -> QScrollArea:
    """Content that may be taller than its place; it scrolls, never overlaps."""
    area = QScrollArea()
    area.setProperty("kind", "plain")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area


def clear(layout: QLayout) -> None:
    """Take everything out of a layout; widgets are deleted when control returns to Qt."""
    while (item := layout.takeAt(0)) is not None:
        if (inner := item.layout()) is not None:
            clear(inner)
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def _fill(box: QBoxLayout, items: tuple[Item, ...], gap: GapName, margins: GapName) -> None:
    box.setSpacing(theme.gap(gap))
    edge = theme.gap(margins)
    box.setContentsMargins(edge, edge, edge, edge)
    for item in items:
        if isinstance(item, QWidget):
            box.addWidget(item)
        elif isinstance(item, QLayout):
            box.addLayout(item)
        else:
            box.addStretch(1)


class FlowLayout(QLayout):
    """Widgets in a row that goes on in the next line when the room ends."""

    def __init__(self, *, gap: GapName = "s", at_end: bool = False) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._at_end = at_end
        self.setSpacing(theme.gap(gap))
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = self._lines(width)
        gaps = self.spacing() * max(0, len(lines) - 1)
        return sum(_height(line) for line in lines) + gaps

    def sizeHint(self) -> QSize:
        items = [item for item in self._items if not item.isEmpty()]
        width = sum(item.sizeHint().width() for item in items)
        return QSize(width + self.spacing() * max(0, len(items) - 1), _height(items))

    def minimumSize(self) -> QSize:
        items = [item for item in self._items if not item.isEmpty()]
        widest = max((item.minimumSize().width() for item in items), default=0)
        return QSize(widest, _height(items))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        parent = self.parentWidget()
        to_right = parent is None or parent.layoutDirection() == Qt.LayoutDirection.LeftToRight
        y = rect.y()
        for line in self._lines(rect.width()):
            used = sum(i.sizeHint().width() for i in line) + self.spacing() * (len(line) - 1)
            x = max(0, rect.width() - used) if self._at_end else 0
            for item in line:
                size = item.sizeHint()
                left = rect.x() + x if to_right else rect.right() + 1 - x - size.width()
                item.setGeometry(QRect(QPoint(left, y), size))
                x += size.width() + self.spacing()
            y += _height(line) + self.spacing()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            wide = item.sizeHint().width()
            if not lines or used + self.spacing() + wide > width:
                lines.append([item])
                used = wide
            else:
                lines[-1].append(item)
                used += self.spacing() + wide
        return lines


def _height(items: list[QLayoutItem]) -> int:
    return max((item.sizeHint().height() for item in items), default=0)
