"""The look of the program: the one place screens ask for colours, sizes, fonts and icons.

    theme.color("ink")        QColor              theme.gap("m")       px between things
    theme.size("control")     px of a thing       theme.text("body")   px of a text
    theme.font("body", bold=True)                 theme.icon("print")  QIcon
    theme.level("high")       LevelLook           theme.apply(app, text_scale=125, dark=False)

Names and values are in `theme_tokens`; pixels are multiplied by the text scale of the user.
"""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from mami_desktop.i18n import N_
from mami_desktop.views import theme_icons
from mami_desktop.views.theme_fonts import FAMILIES, load_fonts
from mami_desktop.views.theme_icons import IconName
from mami_desktop.views.theme_style import style_sheet
from mami_desktop.views.theme_tokens import (
    BOLD_TEXTS,
    DARK,
    GAPS,
    LARGE,
    LIGHT,
    SIZES,
    TEXT,
    TEXT_SCALES,
    ColorName,
    GapName,
    LevelLook,
    LevelName,
    SizeName,
    TextName,
)

__all__ = ["TEXT_SCALES", "LEVELS", "ColorName", "IconName", "LevelLook", "LevelName"]

LEVELS: dict[LevelName, LevelLook] = {
    "high": LevelLook("high", "high_tint", "octagon", N_("High"), "hatch"),
    "moderate": LevelLook("moderate", "moderate_tint", "triangle", N_("Moderate"), "dots"),
    "in_depth": LevelLook(
        "moderate",
        "moderate_tint",
        "triangle_question",
        N_("Decide: enrol or refer"),
        "dots",
        double_border=True,
    ),
    "low": LevelLook("low", "low_tint", "tick_disc", N_("Low"), "plain"),
    "incomplete": LevelLook(
        "incomplete", "incomplete_tint", "dashed_ring", N_("Incomplete"), "dashed"
    ),
    "mother_urgent": LevelLook("high", "high_tint", "octagon", N_("Mother: urgent"), "hatch"),
    "same_day": LevelLook("same_day", "same_day_tint", "box", N_("Treat today"), "lines"),
}


@dataclass
class _Look:
    """What the user chose; set once by `apply`, read by everything that paints."""

    text_scale: int = 100
    dark: bool = False
    right_to_left: bool = False


_look = _Look()


def apply(app: QApplication, *, text_scale: int = 100, dark: bool = False) -> None:
    """Give the whole application its fonts, palette and style sheet.

    ``text_scale`` in per cent, one of TEXT_SCALES. Windows made before keep their measures, so the
    main window is made anew after a change.
    """
    _look.text_scale = text_scale
    _look.dark = dark
    _look.right_to_left = app.layoutDirection() == Qt.LayoutDirection.RightToLeft
    load_fonts()
    sheet = style_sheet(_colors(), px=_px, right_to_left=_look.right_to_left)
    if app.styleSheet() == sheet:
        return  # dressed so already; polishing every widget again takes its time
    app.setStyle("Fusion")
    app.setPalette(_palette())
    app.setFont(font("body"))
    app.setStyleSheet(sheet)


def is_dark() -> bool:
    """Whether the dark palette is in use."""
    return _look.dark


def text_scale() -> int:
    """The text scale in per cent."""
    return _look.text_scale


def is_large() -> bool:
    """From 150 % on there is no room for everything beside each other: screens fold."""
    return _look.text_scale >= LARGE


def is_right_to_left() -> bool:
    """Whether the application runs from right to left."""
    return _look.right_to_left


def color(name: ColorName) -> QColor:
    """A colour of the palette in use."""
    return QColor(_colors()[name])


def size(name: SizeName) -> int:
    """Pixels of a thing at the user's scale."""
    return _px(SIZES[name])


def window_size() -> QSize:
    """The size of a window on the clinic PC's screen, whatever the text scale."""
    return QSize(SIZES["window_width"], SIZES["window_height"])


def gap(name: GapName) -> int:
    """Pixels between things at the user's scale: hair, xs, s, m, l, xl, xxl (2, 4, 8 ... 24)."""
    return _px(GAPS[name])


def text(name: TextName) -> int:
    """Pixels of a text at the user's scale."""
    return _px(TEXT[name])


def font(name: TextName = "body", *, bold: bool | None = None) -> QFont:
    """A font of the program; titles are bold unless told otherwise."""
    made = QFont()
    made.setFamilies(list(FAMILIES))
    made.setPixelSize(text(name))
    made.setBold(name in BOLD_TEXTS if bold is None else bold)
    return made


def level(name: LevelName) -> LevelLook:
    """How a level is shown; KeyError for a level that does not exist (never a milder one)."""
    return LEVELS[name]


def icon(name: IconName, color_name: ColorName = "pen", *, filled: bool = False) -> QIcon:
    """The icon of a meaning. Outline for an action, filled for a state."""
    return theme_icons.make_icon(name, _colors()[color_name], filled, _look.right_to_left)


def pixmap(
    name: IconName,
    color_name: ColorName = "pen",
    *,
    filled: bool = False,
    size_name: SizeName = "icon",
    ratio: float = 1.0,
) -> QPixmap:
    """The icon as a picture for a label on a screen of the given device pixel ratio."""
    side = size(size_name)
    made = QPixmap(round(side * ratio), round(side * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    draw_icon(painter, QRectF(0, 0, side, side), name, color_name, filled=filled)
    painter.end()
    return made


def draw_icon(
    painter: QPainter,
    rect: QRectF,
    name: IconName,
    color_name: ColorName = "pen",
    *,
    filled: bool = False,
) -> None:
    """Paint an icon centred in ``rect`` (for delegates and hand-painted widgets)."""
    theme_icons.draw_icon(
        painter, rect, name, color(color_name), filled=filled, mirrored=_look.right_to_left
    )


def _px(pixels: int) -> int:
    # a hairline stays a hairline: only what is to be read or hit grows with the text
    return pixels if pixels <= SIZES["border"] else round(pixels * _look.text_scale / 100)


def _colors() -> dict[ColorName, str]:
    return DARK if _look.dark else LIGHT


def _palette() -> QPalette:
    made = QPalette()
    role = QPalette.ColorRole
    pairs: tuple[tuple[QPalette.ColorRole, ColorName], ...] = (
        (role.Window, "canvas"),
        (role.WindowText, "ink"),
        (role.Base, "surface"),
        (role.AlternateBase, "stripe"),
        (role.Text, "ink"),
        (role.Button, "surface"),
        (role.ButtonText, "ink"),
        (role.PlaceholderText, "ink3"),
        (role.ToolTipBase, "surface"),
        (role.ToolTipText, "ink"),
        (role.Highlight, "pen_tint"),
        (role.HighlightedText, "ink"),
        (role.Link, "pen"),
    )
    for target, name in pairs:
        made.setColor(target, color(name))
    return made
