"""The level of a pair as shape + word + pattern + colour: readable in black, in both directions.

`paint_badge` is shared by the widget and by table delegates, so a level looks the same everywhere.
"""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from mami_desktop.i18n import _
from mami_desktop.views import theme
from mami_desktop.views.theme_tokens import LevelLook, LevelName, Shape


def level_word(level: LevelName) -> str:
    """The word of a level in the language of the screen."""
    return _(theme.level(level).word)


def badge_size(level: LevelName, *, large: bool = False, narrow: bool = False) -> QSize:
    """The room a badge wants; ``narrow``: the least a large one can do with."""
    height = theme.size("badge_large" if large else "badge")
    metrics = QFontMetrics(_font(large and not narrow))
    words = metrics.horizontalAdvance(level_word(level))
    height = max(height, metrics.height() + theme.gap("hair"))
    pad = theme.gap("m" if large else "s")
    band = _band(level, large)
    return QSize(height + pad + words + pad + (band or pad // 2), height)


def paint_badge(
    painter: QPainter,
    rect: QRectF,
    level: LevelName,
    *,
    large: bool = False,
    right_to_left: bool = False,
) -> None:
    """Paint the badge into ``rect``. Sides are computed, not mirrored, so no word is lost."""
    look = theme.level(level)
    color, tint = theme.color(look.color), theme.color(look.tint)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = theme.gap("hair") if large or look.pattern != "plain" else theme.gap("hair") * 0.75
    box = rect.adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
    corner = theme.size("radius")
    outline = QPainterPath()
    outline.addRoundedRect(box, corner, corner)
    painter.fillPath(outline, tint)
    painter.setClipPath(outline)
    head, band = _parts(box, level, large, right_to_left)
    dashed = look.pattern == "dashed"
    if not dashed:
        painter.fillRect(head, color)
    _paint_pattern(painter, band, look, color)
    painter.setClipping(False)
    pen = QPen(color, edge)
    if dashed:
        pen.setStyle(Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([4, 2])
    painter.strokePath(outline, pen)
    if look.double_border:
        inset = edge * 1.5
        inner = QPainterPath()
        words_box = _between(box, head, band, right_to_left)
        inner.addRect(words_box.adjusted(inset, inset, -inset, -inset))
        painter.strokePath(inner, QPen(color, theme.size("border")))
    paint_shape(
        painter,
        _shape_box(head, large),
        look.shape,
        color if dashed else theme.color("surface"),
        color,
    )
    room = _between(box, head, band, right_to_left)
    painter.setFont(_fitting(level_word(level), room.width() - 2 * theme.gap("xs"), large))
    painter.setPen(color)
    painter.drawText(
        room,
        int(Qt.AlignmentFlag.AlignCenter | Qt.AlignmentFlag.AlignAbsolute),
        level_word(level),
    )
    painter.restore()


def paint_shape(
    painter: QPainter, rect: QRectF, shape: Shape, color: QColor, inside: QColor
) -> None:
    """The bare shape of a level, filled with ``color``; its mark is cut out in ``inside``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    side = rect.width()
    if shape == "octagon":
        cut = side * 0.29
        painter.drawPolygon(_octagon(rect, cut))
        _mark(painter, rect, "!", inside)
    elif shape in ("triangle", "triangle_question"):
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(rect.center().x(), rect.top() + side * 0.02),
                    QPointF(rect.right(), rect.bottom() - side * 0.08),
                    QPointF(rect.left(), rect.bottom() - side * 0.08),
                ]
            )
        )
        lower = QRectF(rect.left(), rect.top() + side * 0.3, side, side * 0.62)
        _mark(painter, lower, "?" if shape == "triangle_question" else "!", inside)
    elif shape == "tick_disc":
        painter.drawEllipse(rect)
        pen = QPen(inside, side * 0.12)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        left, top = rect.left(), rect.top()
        painter.drawPolyline(
            QPolygonF(
                [
                    QPointF(left + side * 0.28, top + side * 0.53),
                    QPointF(left + side * 0.44, top + side * 0.68),
                    QPointF(left + side * 0.73, top + side * 0.35),
                ]
            )
        )
    elif shape == "dashed_ring":
        pen = QPen(color, max(1.0, side * 0.1))
        pen.setDashPattern([2.2, 1.6])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        thick = side * 0.06
        painter.drawEllipse(rect.adjusted(thick, thick, -thick, -thick))
    else:
        painter.drawRoundedRect(rect.adjusted(0, side * 0.14, 0, -side * 0.06), side / 8, side / 8)
        painter.setBrush(inside)
        arm = side * 0.14
        center = rect.center() + QPointF(0, side * 0.04)
        for wide, high in ((arm, side * 0.46), (side * 0.46, arm)):
            painter.drawRect(QRectF(center.x() - wide / 2, center.y() - high / 2, wide, high))
    painter.restore()


class LevelBadge(QWidget):
    """A level, small (rows, bars) or large (result panels)."""

    def __init__(
        self,
        level: LevelName | None = None,
        *,
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._large = large
        self._level: LevelName | None = None
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_level(level)

    def level(self) -> LevelName | None:
        """The level shown, or None."""
        return self._level

    def set_level(self, level: LevelName | None) -> None:
        """Show another level; None (no assessment yet) shows nothing."""
        self._level = level
        word = "" if level is None else level_word(level)
        self.setAccessibleName(_("Level: {word}", word=word) if word else _("No level yet"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if self._level is None:
            return QSize(0, 0)
        return badge_size(self._level, large=self._large)

    def minimumSizeHint(self) -> QSize:
        if self._level is None:
            return QSize(0, 0)
        return badge_size(self._level, large=self._large, narrow=True)

    def paintEvent(self, event) -> None:
        if self._level is None:
            return
        painter = QPainter(self)
        paint_badge(
            painter,
            QRectF(self.rect()),
            self._level,
            large=self._large,
            right_to_left=self.layoutDirection() == Qt.LayoutDirection.RightToLeft,
        )


class LevelShape(QWidget):
    """Only the shape of a level, before a reason or in a list; the word stands beside it."""

    def __init__(self, level: LevelName, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level: LevelName = level
        side = theme.size("icon_small")
        self.setFixedSize(side, side)
        self.setAccessibleName(level_word(level))

    def paintEvent(self, event) -> None:
        painter = QPainter(self)
        look = theme.level(self._level)
        color, inside = theme.color(look.color), theme.color("surface")
        paint_shape(painter, QRectF(self.rect()), look.shape, color, inside)


def _font(large: bool):
    return theme.font("level" if large else "label", bold=True)


def _fitting(word: str, room: float, large: bool):
    """The badge's font, smaller where a long word would not fit, never below that of labels."""
    font = _font(large)
    smallest = _font(False).pixelSize()
    while font.pixelSize() > smallest and QFontMetrics(font).horizontalAdvance(word) > room:
        font.setPixelSize(font.pixelSize() - 1)
    return font


def _band(level: LevelName, large: bool) -> int:
    if theme.level(level).pattern in ("plain", "dashed"):
        return 0
    return theme.size("badge_band") * (2 if large else 1)


def _parts(
    box: QRectF, level: LevelName, large: bool, right_to_left: bool
) -> tuple[QRectF, QRectF]:
    head = QRectF(box.left(), box.top(), box.height(), box.height())
    wide = _band(level, large)
    band = QRectF(box.right() - wide, box.top(), wide, box.height())
    if right_to_left:
        head.moveRight(box.right())
        band.moveLeft(box.left())
    return head, band


def _between(box: QRectF, head: QRectF, band: QRectF, right_to_left: bool) -> QRectF:
    if right_to_left:
        return QRectF(QPointF(band.right(), box.top()), QPointF(head.left(), box.bottom()))
    return QRectF(QPointF(head.right(), box.top()), QPointF(band.left(), box.bottom()))


def _shape_box(head: QRectF, large: bool) -> QRectF:
    side = head.height() * (0.46 if large else 0.6)
    made = QRectF(0, 0, side, side)
    made.moveCenter(head.center())
    return made


def _paint_pattern(painter: QPainter, band: QRectF, look: LevelLook, color: QColor) -> None:
    if look.pattern in ("plain", "dashed") or band.width() <= 0:
        return
    step = theme.gap("xs")
    painter.save()
    painter.setClipRect(band, Qt.ClipOperation.IntersectClip)
    if look.pattern == "dots":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(color))
        dot = step * 0.3
        y = band.top() + step
        while y < band.bottom() - step / 2:
            x = band.left() + step / 2
            while x < band.right():
                painter.drawEllipse(QPointF(x, y), dot, dot)
                x += step
            y += step
    else:
        painter.setPen(QPen(color, step * 0.35))
        slope = band.height() if look.pattern == "hatch" else 0.0
        x = band.left() - slope + step / 2
        while x < band.right():
            painter.drawLine(QPointF(x, band.bottom()), QPointF(x + slope, band.top()))
            x += step
    painter.restore()


def _octagon(rect: QRectF, cut: float) -> QPolygonF:
    left, top, right, bottom = rect.left(), rect.top(), rect.right(), rect.bottom()
    return QPolygonF(
        [
            QPointF(left + cut, top),
            QPointF(right - cut, top),
            QPointF(right, top + cut),
            QPointF(right, bottom - cut),
            QPointF(right - cut, bottom),
            QPointF(left + cut, bottom),
            QPointF(left, bottom - cut),
            QPointF(left, top + cut),
        ]
    )


def _mark(painter: QPainter, rect: QRectF, mark: str, color: QColor) -> None:
    painter.save()
    if mark == "!":
        # drawn, because a letter this small loses its dot
        center, high = rect.center(), rect.height() * 0.56
        wide = max(1.2, rect.width() * 0.12)
        top = center.y() - high / 2
        painter.setBrush(color)
        painter.drawRoundedRect(QRectF(center.x() - wide / 2, top, wide, high * 0.6), 0.5, 0.5)
        painter.drawEllipse(QPointF(center.x(), top + high * 0.88), wide * 0.6, wide * 0.6)
    else:
        font = theme.font("caption", bold=True)
        font.setPixelSize(max(1, round(rect.height() * 0.9)))
        painter.setFont(font)
        painter.setPen(color)
        painter.drawText(
            rect, int(Qt.AlignmentFlag.AlignCenter | Qt.AlignmentFlag.AlignAbsolute), mark
        )
    painter.restore()
