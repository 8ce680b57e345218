"""Icons by meaning: glyphs of the Phosphor font that the qtawesome package carries.

qtawesome itself is never imported (that costs more time than the whole window); only its font file
and its table of names are read.
"""

import importlib.util
import json
from functools import cache
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

IconName = Literal[
    "today",
    "register",
    "month",
    "help",
    "infant",
    "mother",
    "high",
    "moderate",
    "low",
    "incomplete",
    "same_day",
    "six_months",
    "overdue",
    "referral",
    "draft",
    "print",
    "hide",
    "show",
    "go",
    "back",
    "down",
    "find",
    "add",
    "done",
    "differs",
    "open",
    "partly",
    "user",
    "phone",
    "clock",
    "file_out",
    "measure",
    "menu",
    "question",
    "arrow",
]

GLYPHS: dict[IconName, str] = {
    "today": "calendar-check",
    "register": "notebook",
    "month": "table",
    "help": "question",
    "infant": "baby",
    "mother": "user",
    "high": "warning-octagon",
    "moderate": "warning",
    "low": "check-circle",
    "incomplete": "circle-dashed",
    "same_day": "first-aid",
    "six_months": "hourglass-medium",
    "overdue": "clock-counter-clockwise",
    "referral": "arrow-bend-up-left",
    "draft": "note-pencil",
    "print": "printer",
    "hide": "eye-slash",
    "show": "eye",
    "go": "caret-right",
    "back": "caret-left",
    "down": "caret-down",
    "find": "magnifying-glass",
    "add": "plus",
    "done": "check",
    "differs": "x",
    "open": "circle",
    "partly": "circle-half",
    "user": "user-circle",
    "phone": "phone",
    "clock": "clock",
    "file_out": "export",
    "measure": "ruler",
    "menu": "caret-down",
    "question": "question",
    "arrow": "arrow-right",
}
MIRRORED: frozenset[IconName] = frozenset({"go", "back", "arrow", "referral"})


@cache
def _font_folder() -> Path:
    spec = importlib.util.find_spec("qtawesome")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the qtawesome package, which carries the icons, is not installed")
    return Path(spec.origin).parent / "fonts"


@cache
def _charmap() -> dict[str, str]:
    path = next(_font_folder().glob("phosphor-charmap-*.json"))
    return {name: chr(int(code, 16)) for name, code in json.loads(path.read_text("utf-8")).items()}


@cache
def _family() -> str:
    path = next(_font_folder().glob("phosphor-[0-9]*.ttf"))
    return QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))[0]


@cache
def glyph(name: IconName, filled: bool) -> str:
    """The character of an icon; KeyError for a name that does not exist."""
    return _charmap()[GLYPHS[name] + ("-fill" if filled else "")]


def draw_icon(
    painter: QPainter,
    rect: QRect | QRectF,
    name: IconName,
    color: QColor,
    *,
    filled: bool = False,
    mirrored: bool = False,
) -> None:
    """Paint an icon centred in ``rect`` as an outline of the font: crisp at every scale."""
    painter.save()
    font = QFont(_family())
    font.setPixelSize(max(1, round(min(rect.width(), rect.height()))))
    painter.setFont(font)
    painter.setPen(color)
    box = QRectF(rect)
    if mirrored and name in MIRRORED:
        painter.translate(box.center().x() * 2, 0)
        painter.scale(-1, 1)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, glyph(name, filled))
    painter.restore()


class _GlyphEngine(QIconEngine):
    def __init__(self, name: IconName, color: QColor, filled: bool, mirrored: bool) -> None:
        super().__init__()
        self._look = (name, color, filled, mirrored)

    def paint(self, painter, rect, mode, state) -> None:
        name, color, filled, mirrored = self._look
        if mode == QIcon.Mode.Disabled:
            color = QColor(color)
            color.setAlphaF(0.5)
        draw_icon(painter, rect, name, color, filled=filled, mirrored=mirrored)

    def pixmap(self, size: QSize, mode, state) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _GlyphEngine(*self._look)


@cache
def make_icon(name: IconName, color: str, filled: bool, mirrored: bool) -> QIcon:
    """A QIcon painted from the font whenever it is shown."""
    return QIcon(_GlyphEngine(name, QColor(color), filled, mirrored))
