"""Draws a growth chart record on paper as vectors, legible in black and white.

WHO lines are told apart by their pattern and the label at their end, signs by their shape; areas
that carry a rule are shaded lightly and worded.
"""

from collections.abc import Sequence

from reportlab.lib.colors import HexColor

from mami_desktop.growth.chart_record import XY, Axis, Band, Chart, Mark, Sign
from mami_desktop.reports.pdf import (
    INK,
    LABEL,
    MM,
    PEN,
    QUIET,
    RULE,
    SHADE,
    THICK,
    THIN,
    WHITE,
    Paper,
)

LEFT_SPACE = 11.0  # mm for the numbers and the title of the upright axis
RIGHT_SPACE = 2.5  # beside the labels at the ends of the lines
FOOT_SPACE = 9.5
LABEL_STEP = 2.9  # mm between two labels under each other
SIGN_SIZE = 1.25  # mm from the middle of a sign to its edge


class _Plot:
    """The area inside the axes: from the chart's numbers to millimetres on the sheet."""

    def __init__(
        self, paper: Paper, chart: Chart, x: float, y: float, width: float, height: float
    ) -> None:
        self.paper = paper
        self.chart = chart
        texts = [label for _y, label in self.end_labels()]
        widest = max((paper.text_width(text, LABEL, bold=True) for text in texts), default=0.0)
        self.left, self.top = x + LEFT_SPACE, y
        self.right, self.foot = x + width - RIGHT_SPACE - widest, y + height - FOOT_SPACE

    def end_labels(self) -> list[tuple[float, str]]:
        """What stands right of the chart: -3 to +3, and limits that hold to its end."""
        chart = self.chart
        labels = [(curve.points[-1][1], curve.label) for curve in chart.curves]
        labels += [(t.y, t.label) for t in chart.thresholds if t.x_high >= chart.x.high]
        return labels

    def across(self, x: float) -> float:
        axis = self.chart.x
        return self.left + (x - axis.low) / (axis.high - axis.low) * (self.right - self.left)

    def down(self, y: float) -> float:
        axis = self.chart.y
        return self.foot - (y - axis.low) / (axis.high - axis.low) * (self.foot - self.top)

    def point(self, at: XY) -> XY:
        """Points on the canvas, from the foot of the sheet."""
        return self.across(at[0]) * MM, (self.paper.height - self.down(at[1])) * MM


def draw_chart(paper: Paper, chart: Chart, x: float, y: float, width: float, height: float) -> None:
    """Draw the chart with its axes into a rectangle (mm from the top left corner of the sheet).

    Legend, remarks and sentence are the caller's to place. Raises MissingGlyph.
    """
    plot = _Plot(paper, chart, x, y, width, height)
    _clip(plot)
    for band in chart.bands:
        _band(plot, band)
    _grid(plot, chart.y)
    for curve in chart.curves:
        _line(plot, curve.points, curve.dash, 0.7)
    paper.canvas.restoreState()
    _axes(plot)
    _end_labels(plot)
    for band in chart.bands:
        at_x, at_y = plot.across(band.label_at[0]), plot.down(band.label_at[1])
        paper.text(at_x, at_y + 0.9, band.label, LABEL, colour=QUIET, align="center")
    _uprights(plot)
    _thresholds(plot)
    for link in chart.links:
        level = plot.down(link.y)
        paper.line(
            plot.across(link.x_low),
            level,
            plot.across(link.x_high),
            level,
            weight=THIN,
            colour=PEN,
            dash=(0.8, 1.6),
        )
    for mark in chart.marks:
        _mark(plot, mark)


def draw_sign(paper: Paper, sign: Sign, x: float, y: float, reach: float = 2.4) -> None:
    """One sign with its middle at x, y; ``reach`` is half the length of a bar."""
    canvas, size = paper.canvas, SIGN_SIZE
    middle_x, middle_y = x * MM, (paper.height - y) * MM
    canvas.setStrokeColor(HexColor(PEN))
    canvas.setFillColor(HexColor(WHITE))
    canvas.setLineWidth(1.1)
    canvas.setDash([])
    if sign == "ring":
        canvas.circle(middle_x, middle_y, size * MM, stroke=1, fill=1)
    elif sign == "cross":
        for up in (-1, 1):
            paper.line(x - size, y - up * size, x + size, y + up * size, weight=1.2, colour=PEN)
    elif sign == "bar":
        paper.line(x - reach, y, x + reach, y, weight=1.4, colour=PEN)
        for end in (x - reach, x + reach):
            paper.line(end, y - 0.9, end, y + 0.9, weight=1.1, colour=PEN)
    else:
        _polygon(paper, [(x, y - 1.6), (x + 1.6, y), (x, y + 1.6), (x - 1.6, y)])


def _polygon(paper: Paper, corners: Sequence[XY]) -> None:
    path = paper.canvas.beginPath()
    path.moveTo(corners[0][0] * MM, (paper.height - corners[0][1]) * MM)
    for x, y in corners[1:]:
        path.lineTo(x * MM, (paper.height - y) * MM)
    path.close()
    paper.canvas.drawPath(path, stroke=1, fill=1)


def _clip(plot: _Plot) -> None:
    """What is drawn until restoreState stays inside the axes."""
    canvas, paper = plot.paper.canvas, plot.paper
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(
        plot.left * MM,
        (paper.height - plot.foot) * MM,
        (plot.right - plot.left) * MM,
        (plot.foot - plot.top) * MM,
    )
    canvas.clipPath(path, stroke=0, fill=0)


def _band(plot: _Plot, band: Band) -> None:
    canvas = plot.paper.canvas
    path = canvas.beginPath()
    path.moveTo(*plot.point(band.upper[0]))
    for at in (*band.upper[1:], *reversed(band.lower)):
        path.lineTo(*plot.point(at))
    path.close()
    canvas.setFillColor(HexColor(SHADE))
    # the milder area is half as dark: both stay lighter than 8 % grey
    canvas.setFillAlpha(1 if band.key == "below_minus_3" else 0.5)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.setFillAlpha(1)


def _grid(plot: _Plot, axis: Axis) -> None:
    canvas = plot.paper.canvas
    canvas.setStrokeColor(HexColor(RULE))
    canvas.setStrokeAlpha(0.4)
    canvas.setLineWidth(THIN)
    for tick in axis.ticks:
        canvas.line(
            *plot.point((plot.chart.x.low, tick.at)), *plot.point((plot.chart.x.high, tick.at))
        )
    canvas.setStrokeAlpha(1)


def _line(plot: _Plot, points: Sequence[XY], dash: tuple[float, ...], weight: float) -> None:
    canvas = plot.paper.canvas
    canvas.setStrokeColor(HexColor(INK))
    canvas.setLineWidth(weight)
    canvas.setDash(list(dash))
    path = canvas.beginPath()
    for step, at in enumerate(points):
        path.moveTo(*plot.point(at)) if step == 0 else path.lineTo(*plot.point(at))
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.setDash([])


def _axes(plot: _Plot) -> None:
    paper, chart = plot.paper, plot.chart
    paper.line(plot.left, plot.top, plot.left, plot.foot, weight=0.6, colour=INK)
    paper.line(plot.left, plot.foot, plot.right, plot.foot, weight=0.6, colour=INK)
    for tick in chart.x.ticks:
        at = plot.across(tick.at)
        paper.line(at, plot.foot, at, plot.foot + 0.9, weight=THIN, colour=INK)
        paper.text(at, plot.foot + 3.7, tick.label, LABEL, align="center")
    for tick in chart.y.ticks:
        level = plot.down(tick.at)
        paper.line(plot.left - 0.9, level, plot.left, level, weight=THIN, colour=INK)
        paper.text(plot.left - 1.5, level + 0.9, tick.label, LABEL, align="right")
    middle = (plot.left + plot.right) / 2
    paper.text(middle, plot.foot + 7.4, chart.x.title, LABEL, colour=QUIET, align="center")
    canvas = paper.canvas
    canvas.saveState()
    height = (plot.top + plot.foot) / 2
    canvas.translate((plot.left - 7.9) * MM, (paper.height - height) * MM)
    canvas.rotate(90)
    # drawn as if at the top left corner of the turned sheet
    paper.text(0, paper.height, chart.y.title, LABEL, colour=QUIET, align="center")
    canvas.restoreState()


def _end_labels(plot: _Plot) -> None:
    """Labels beside the ends of their lines, moved apart where the lines run close together."""
    lowest = plot.top
    for level, label in sorted((plot.down(y), label) for y, label in plot.end_labels()):
        level = max(level, lowest)
        plot.paper.text(plot.right + 1.2, level + 0.9, label, LABEL, bold=True)
        lowest = level + LABEL_STEP


def _uprights(plot: _Plot) -> None:
    paper, chart = plot.paper, plot.chart
    if chart.six_months is not None:
        at = plot.across(chart.six_months.x)
        paper.line(at, plot.top, at, plot.foot, weight=THICK, colour=INK)
        paper.text(at - 1, plot.foot - 1.5, chart.six_months.label, LABEL, align="right")
    row_ends: list[float] = []
    flags: list[tuple[float, float, str]] = []
    for event in chart.events:
        at = plot.across(event.x)
        ends = at + 3.2 + paper.text_width(event.label, LABEL)
        # the first row of labels that is free here
        row = next((i for i, taken in enumerate(row_ends) if taken < at), len(row_ends))
        row_ends[row : row + 1] = [ends]
        level = plot.top + 3 + row * LABEL_STEP
        paper.line(at, plot.top, at, level, weight=0.6, colour=INK)
        flags.append((at, level, event.label))
    for at, level, label in flags:
        wide = paper.text_width(label, LABEL)
        paper.box(at + 1.8, level - 2.6, wide + 0.8, 2.7, weight=0, fill=WHITE)
        canvas = paper.canvas
        canvas.setFillColor(HexColor(INK))
        canvas.setStrokeColor(HexColor(INK))
        canvas.setLineWidth(0.4)
        _polygon(paper, [(at, level - 2.2), (at + 1.5, level - 1.4), (at, level - 0.6)])
        paper.text(at + 2.2, level - 0.5, label, LABEL)


def _thresholds(plot: _Plot) -> None:
    for threshold in plot.chart.thresholds:
        level = plot.down(threshold.y)
        start, end = plot.across(threshold.x_low), plot.across(threshold.x_high)
        plot.paper.line(start, level, end, level, weight=THICK, colour=INK)
        if threshold.x_high < plot.chart.x.high:  # others have their label at the end
            plot.paper.text(
                start - 1, level + 0.9, threshold.label, LABEL, bold=True, align="right"
            )


def _mark(plot: _Plot, mark: Mark) -> None:
    x, y = plot.across(mark.x), plot.down(mark.y)
    if mark.on_foot:
        y -= 2.0
    if mark.sign != "bar":
        draw_sign(plot.paper, mark.sign, x, y)
        return
    low, high = plot.across(mark.x_low), plot.across(mark.x_high)
    draw_sign(plot.paper, "bar", (low + high) / 2, y, (high - low) / 2)
    if mark.series == "corrected":
        draw_sign(plot.paper, "cross", x, y)
