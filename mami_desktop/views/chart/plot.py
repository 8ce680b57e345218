"""Draws a chart record with pyqtgraph. Only ChartView imports this, when the first chart is shown.

The ground is paper: light in the dark theme too. It runs from left to right in every language.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QGraphicsPolygonItem, QToolTip, QWidget

from mami_desktop.growth.chart_record import Band, Chart, Curve, Mark, Series, Threshold, Upright
from mami_desktop.views import theme
from mami_desktop.views.theme_tokens import ColorName, TextName

LABEL_ROOM = 0.055
"""Part of the x range kept free at the end for the labels of the WHO lines."""

SIX_MONTHS_ROOM = 0.2
"""Part of the drawing, at the end, that boxes leave free for the six-month line and labels."""
LABEL_ROOM = 0.07
"""The same at the top, where only the label of the highest line stands."""

Corner = Literal["top_left", "top_right", "low_left", "low_right"]

FLAG_HEIGHT = 0.025
"""How far above the x axis the flags of events stand, as a part of the y range."""

BELOW, CURVES, MARKS, WORDS = range(4)
"""What is drawn over what."""


def _cross() -> QPainterPath:
    path = QPainterPath()
    path.moveTo(-0.5, -0.5)
    path.lineTo(0.5, 0.5)
    path.moveTo(-0.5, 0.5)
    path.lineTo(0.5, -0.5)
    return path


def _flag() -> QPainterPath:
    path = QPainterPath()
    path.moveTo(0, 0.5)
    path.lineTo(0, -0.5)
    path.lineTo(0.5, -0.25)
    path.lineTo(0, 0)
    return path


SYMBOLS = {"ring": "o", "cross": _cross(), "diamond": "d", "flag": _flag()}


class Plot(pg.PlotWidget):
    """One chart. ``pointed(index)`` when the mouse is over, or clicks, a point of the record;
    ``laid_out`` when the drawing got another size."""

    pointed = Signal(int)
    laid_out = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=theme.color("paper"))
        # the widget and the drawing inside it each have a direction of their own
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.getPlotItem().setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setMouseEnabled(False, False)
        self.setAntialiasing(True)
        self.setMenuEnabled(False)
        self.hideButtons()
        edge = theme.gap("s")
        self.getPlotItem().setContentsMargins(theme.gap("xs"), edge, edge, theme.gap("xs"))
        self.getViewBox().setDefaultPadding(0)
        self._chart: Chart | None = None
        self._shown: list[Mark] = []
        self._selected = pg.ScatterPlotItem(
            symbol="s",
            size=theme.size("icon") + theme.gap("xs"),
            pen=_pen("paper_pen", "hair"),
            brush=None,
        )
        self.getViewBox().sigResized.connect(lambda _box: self.laid_out.emit())
        self._style_axes()

    def _style_axes(self) -> None:
        for side in ("bottom", "left"):
            axis = self.getAxis(side)
            axis.setPen(_pen("paper_ink2"))
            axis.setTextPen(_pen("paper_ink"))
            axis.setTickFont(theme.font("caption"))
            axis.label.setFont(theme.font("caption"))
            axis.setStyle(tickLength=-theme.gap("xs"))

    def draw(self, chart: Chart, series: frozenset[Series]) -> None:
        """Draw the record with the marks of these series."""
        self.clear()
        self._chart = chart
        self._shown = [m for m in chart.marks if m.series in series or m.sign == "diamond"]
        for side, axis in (("bottom", chart.x), ("left", chart.y)):
            self.getAxis(side).setTicks([[(tick.at, tick.label) for tick in axis.ticks]])
            self.getAxis(side).setLabel(axis.title)
        room = (chart.x.high - chart.x.low) * LABEL_ROOM
        self.setXRange(chart.x.low, chart.x.high + room, padding=0)
        self.setYRange(chart.y.low, chart.y.high, padding=0)
        for band in chart.bands:
            self._band(band)
        for tick in chart.y.ticks:
            self._put(pg.InfiniteLine(tick.at, angle=0, pen=_pen("paper_line")), BELOW)
        for curve in chart.curves:
            self._curve(curve)
        highest = max((threshold.y for threshold in chart.thresholds), default=0)
        for threshold in chart.thresholds:
            self._threshold(threshold, above=threshold.y == highest)
        if chart.six_months is not None:
            self._upright(chart.six_months)
        self._events(chart.events)
        if len(series) > 1:
            for link in chart.links:
                dots = _pen("paper_pen", style=Qt.PenStyle.DotLine)
                line = pg.PlotCurveItem([link.x_low, link.x_high], [link.y, link.y], pen=dots)
                self._put(line, CURVES)
        self._marks()
        self._put(self._selected, MARKS)

    def select(self, index: int | None) -> None:
        """Frame the marks of a point of the record."""
        chart = self._chart
        framed: list[Mark] = []
        if chart is not None and index is not None:
            framed = [m for m in self._shown if m.point is chart.points[index]]
            # the age the rules use; with one age shown there is one mark
            ruled = [m for m in framed if (m.series == "corrected") == m.point.z_is_corrected]
            framed = ruled or framed
        self._selected.setData([m.x for m in framed], [m.y for m in framed])

    def places(self) -> Iterator[QPointF]:
        """Where the marks stand, in pixels of this widget."""
        return (self._at(mark.x, mark.y) for mark in self._shown)

    def place(self, box: QWidget, corners: Sequence[Corner]) -> None:
        """Put a box over the drawing where it covers the fewest marks; the first such corner."""
        box.adjustSize()
        inside = self.getViewBox().sceneBoundingRect()
        gap = theme.gap("s")
        left, top = inside.left() + gap, inside.top() + gap
        high_right = inside.right() - inside.width() * LABEL_ROOM - box.width()
        low_right = inside.right() - inside.width() * SIX_MONTHS_ROOM - box.width()
        low = inside.bottom() - gap - box.height()
        marks = list(self.places())

        def at(corner: Corner) -> QPointF:
            right = low_right if "low" in corner else high_right
            return QPointF(
                right if corner.endswith("right") else left, low if "low" in corner else top
            )

        def covered(corner: Corner) -> int:
            area = QRectF(at(corner), box.size().toSizeF())
            area.adjust(-gap, -gap, gap, gap)  # a mark is wider than the place it stands at
            return sum(area.contains(place) for place in marks)

        box.move(at(min(corners, key=covered)).toPoint())

    def _at(self, x: float, y: float) -> QPointF:
        return QPointF(self.mapFromScene(self.getViewBox().mapViewToScene(QPointF(x, y))))

    def mouseMoveEvent(self, event) -> None:
        self._point_at(event.position(), event.globalPosition().toPoint())
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event) -> None:
        self._point_at(event.position(), event.globalPosition().toPoint())
        super().mousePressEvent(event)

    def _point_at(self, where: QPointF, on_screen) -> None:
        chart = self._chart
        if chart is None:
            return
        reach = theme.gap("m")
        near = [(_apart(where, self._at(m.x, m.y)), m) for m in self._shown]
        close, mark = min(near, key=lambda pair: pair[0], default=(float("inf"), None))
        if mark is not None and close <= reach:
            self.pointed.emit(chart.points.index(mark.point))
            return
        for event in chart.events:
            if _apart(where, self._at(event.x, _flag_height(chart))) <= reach:
                QToolTip.showText(on_screen, event.label, self)

    def _put(self, item, layer: int) -> None:
        item.setZValue(layer)
        self.addItem(item)

    def _band(self, band: Band) -> None:
        tint: ColorName = "paper_moderate_tint" if band.key == "minus_2_to_3" else "paper_high_tint"
        word: ColorName = "paper_moderate" if band.key == "minus_2_to_3" else "paper_late"
        outline = [QPointF(x, y) for x, y in (*band.upper, *reversed(band.lower))]
        area = QGraphicsPolygonItem(QPolygonF(outline))
        area.setPen(QPen(Qt.PenStyle.NoPen))
        area.setBrush(theme.color(tint))
        self._put(area, BELOW)
        self._words(band.label, *band.label_at, color=word, bold=True)

    def _curve(self, curve: Curve) -> None:
        if not curve.points:
            return
        pen = _pen("paper_ink2")
        if curve.dash:
            pen.setDashPattern(list(curve.dash))
        xs, ys = zip(*curve.points, strict=True)
        self._put(pg.PlotCurveItem(list(xs), list(ys), pen=pen), CURVES)
        self._words(curve.label, xs[-1], ys[-1], anchor=(-0.15, 0.5), bold=True)

    def _threshold(self, threshold: Threshold, above: bool) -> None:
        line = pg.PlotCurveItem(
            [threshold.x_low, threshold.x_high],
            [threshold.y, threshold.y],
            pen=_pen("paper_moderate", "hair"),
        )
        self._put(line, CURVES)
        anchor = (0, 1 if above else 0)
        self._words(
            threshold.label, threshold.x_low, threshold.y, anchor=anchor, color="paper_moderate"
        )

    def _upright(self, upright: Upright) -> None:
        chart = self._chart
        if chart is None:
            return
        # thresholds of the arm are others on the two sides of the line: there it is heavy
        heavy = bool(chart.thresholds)
        pen = _pen("paper_ink", "hair" if heavy else None)
        self._put(pg.InfiniteLine(upright.x, angle=90, pen=pen), CURVES)
        self._words(upright.label, upright.x, chart.y.low, anchor=(1.05, 1.2))

    def _events(self, events: tuple[Upright, ...]) -> None:
        if not events or self._chart is None:
            return
        flags = pg.ScatterPlotItem(
            [event.x for event in events],
            [_flag_height(self._chart)] * len(events),
            symbol=SYMBOLS["flag"],
            size=theme.size("icon"),
            pen=_pen("paper_ink2"),
            brush=theme.color("paper_ink2"),
        )
        self._put(flags, MARKS)

    def _marks(self) -> None:
        for mark in self._shown:
            pen = _pen("paper_pen", "hair")
            if mark.sign == "bar":
                self._bar(mark, pen)
                continue
            spot = pg.ScatterPlotItem(
                [mark.x],
                [mark.y],
                symbol=SYMBOLS[mark.sign],
                size=theme.text("caption"),
                pen=pen,
                brush=None if mark.sign == "cross" else theme.color("paper"),
            )
            self._put(spot, MARKS)

    def _bar(self, mark: Mark, pen: QPen) -> None:
        """A date of birth that may be off is a stretch of ages, not a point."""
        self._put(pg.PlotCurveItem([mark.x_low, mark.x_high], [mark.y, mark.y], pen=pen), MARKS)
        ends = pg.ScatterPlotItem(
            [mark.x_low, mark.x_high],
            [mark.y, mark.y],
            symbol="|" if mark.series == "chronological" else SYMBOLS["cross"],
            size=theme.gap("s"),
            pen=pen,
            brush=None,
        )
        self._put(ends, MARKS)

    def _words(
        self,
        text: str,
        x: float,
        y: float,
        *,
        anchor: tuple[float, float] = (0.5, 0.5),
        color: ColorName = "paper_ink",
        bold: bool = False,
        size: TextName = "caption",
    ) -> None:
        item = pg.TextItem(text, color=theme.color(color), anchor=anchor)
        item.setFont(theme.font(size, bold=bold))
        item.setPos(x, y)
        self._put(item, WORDS)


def _flag_height(chart: Chart) -> float:
    return chart.y.low + (chart.y.high - chart.y.low) * FLAG_HEIGHT


def _pen(
    color: ColorName, wide: str | None = None, style: Qt.PenStyle = Qt.PenStyle.SolidLine
) -> QPen:
    width = theme.size("border") if wide is None else theme.gap("hair")
    pen = pg.mkPen(theme.color(color), width=width)
    pen.setStyle(style)
    return pen


def _apart(one: QPointF, other: QPointF) -> float:
    return (one - other).manhattanLength()
