"""Shapes drawn as vectors: no font here has ticks, boxes or level signs.

A level is told by shape, word and pattern, so that it survives a black and white printer:
high = octagon and hatch, moderate = triangle and dots, low = disc with tick, incomplete = dashed
ring.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from math import cos, pi, sin

from reportlab.lib.colors import HexColor

from mami_desktop.reports.pdf import INK, MM, PEN, WHITE, Paper


def _polygon(paper: Paper, points: list[tuple[float, float]], colour: str) -> None:
    path = paper.canvas.beginPath()
    (x, y), *rest = points
    path.moveTo(x * MM, (paper.height - y) * MM)
    for x, y in rest:
        path.lineTo(x * MM, (paper.height - y) * MM)
    path.close()
    paper.canvas.setFillColor(HexColor(colour))
    paper.canvas.drawPath(path, stroke=0, fill=1)


def _disc(paper: Paper, x: float, y: float, radius: float, colour: str) -> None:
    paper.canvas.setFillColor(HexColor(colour))
    paper.canvas.circle(x * MM, (paper.height - y) * MM, radius * MM, stroke=0, fill=1)


def ring(
    paper: Paper, x: float, y: float, radius: float, *, weight: float = 0.8, dashed: bool = False
) -> None:
    """A circle round (x, y); dashed it means incomplete."""
    paper.canvas.setStrokeColor(HexColor(INK))
    paper.canvas.setLineWidth(weight)
    paper.canvas.setDash([radius * 1.2, radius * 0.9] if dashed else [])
    paper.canvas.circle(x * MM, (paper.height - y) * MM, radius * MM, stroke=1, fill=0)
    paper.canvas.setDash([])


def disc(paper: Paper, x: float, y: float, radius: float) -> None:
    """A filled circle round (x, y): one counted infant."""
    _disc(paper, x, y, radius, INK)


def octagon(paper: Paper, x: float, y: float, radius: float, *, colour: str = INK) -> None:
    """The stop sign of level high, with its exclamation mark."""
    corners = [pi / 8 + k * pi / 4 for k in range(8)]
    _polygon(paper, [(x + radius * cos(a), y + radius * sin(a)) for a in corners], colour)
    _exclamation(paper, x, y, radius)


def triangle(paper: Paper, x: float, y: float, radius: float, *, mark: str = "!") -> None:
    """The warning sign of level moderate; with mark "?" enrol-or-refer is to be decided."""
    corners = [-pi / 2 + k * 2 * pi / 3 for k in range(3)]
    _polygon(paper, [(x + radius * cos(a), y + radius * sin(a)) for a in corners], INK)
    if mark == "?":
        paper.text(x, y + radius * 0.42, "?", radius * 3.2, bold=True, colour=WHITE, align="center")
    else:
        _exclamation(paper, x, y + radius * 0.08, radius * 0.72)


def _exclamation(paper: Paper, x: float, y: float, radius: float) -> None:
    thick = radius * 0.13
    bar = [
        (x - thick, y - radius * 0.55),
        (x + thick, y - radius * 0.55),
        (x + thick * 0.7, y + radius * 0.18),
        (x - thick * 0.7, y + radius * 0.18),
    ]
    _polygon(paper, bar, WHITE)
    _disc(paper, x, y + radius * 0.46, thick * 1.15, WHITE)


def tick(paper: Paper, x: float, y: float, size: float, *, colour: str = PEN) -> None:
    """A tick inside a square of ``size`` mm whose top left corner is x, y."""
    paper.canvas.setStrokeColor(HexColor(colour))
    paper.canvas.setLineWidth(size * 0.5)
    paper.canvas.setLineCap(1)
    path = paper.canvas.beginPath()
    for step, (dx, dy) in enumerate(((0.2, 0.55), (0.42, 0.82), (1.02, -0.05))):
        point = ((x + dx * size) * MM, (paper.height - y - dy * size) * MM)
        path.moveTo(*point) if step == 0 else path.lineTo(*point)
    paper.canvas.drawPath(path, stroke=1, fill=0)
    paper.canvas.setLineCap(0)


def tick_box(paper: Paper, x: float, y: float, ticked: bool, *, size: float = 3.1) -> None:
    """An answer box with its top left corner at x, y, ticked or empty."""
    paper.box(x, y, size, size, weight=0.8)
    if ticked:
        tick(paper, x, y, size)


def disc_tick(paper: Paper, x: float, y: float, radius: float) -> None:
    """The sign of level low: a disc with a tick in it."""
    _disc(paper, x, y, radius, INK)
    tick(paper, x - radius * 0.62, y - radius * 0.55, radius * 1.1, colour=WHITE)


def hatch(paper: Paper, x: float, y: float, width: float, height: float) -> None:
    """Diagonal lines filling a rectangle: the pattern of level high."""
    with _clipped(paper, x, y, width, height):
        reach = x - height
        while reach < x + width:
            paper.line(reach, y + height, reach + height, y, weight=0.9, colour=INK)
            reach += 1.5


def dots(paper: Paper, x: float, y: float, width: float, height: float) -> None:
    """Dots filling a rectangle: the pattern of level moderate."""
    with _clipped(paper, x, y, width, height):
        row, at = 0, y + 0.8
        while at < y + height:
            across = x + (0.8 if row % 2 else 1.6)
            while across < x + width:
                _disc(paper, across, at, 0.28, INK)
                across += 1.6
            row, at = row + 1, at + 1.2


@contextmanager
def _clipped(paper: Paper, x: float, y: float, width: float, height: float) -> Iterator[None]:
    """Only what lies in the rectangle is drawn."""
    paper.canvas.saveState()
    path = paper.canvas.beginPath()
    path.rect(x * MM, (paper.height - y - height) * MM, width * MM, height * MM)
    paper.canvas.clipPath(path, stroke=0, fill=0)
    yield
    paper.canvas.restoreState()


def level_sign(paper: Paper, level: str, x: float, y: float, radius: float) -> None:
    """The shape of a level round (x, y): high, moderate, in_depth, low or incomplete."""
    if level == "high":
        octagon(paper, x, y, radius)
    elif level in ("moderate", "in_depth"):
        triangle(paper, x, y, radius, mark="?" if level == "in_depth" else "!")
    elif level == "low":
        disc_tick(paper, x, y, radius)
    else:
        ring(paper, x, y, radius, weight=1.2, dashed=True)


def level_pattern(
    paper: Paper, level: str, x: float, y: float, width: float, height: float
) -> None:
    """The pattern of a level in a rectangle; low and incomplete stay plain."""
    if level == "high":
        hatch(paper, x, y, width, height)
    elif level in ("moderate", "in_depth"):
        dots(paper, x, y, width, height)
