"""Colours, sizes and icons come from the theme alone, and can be read by everybody."""

import ast
import re
from pathlib import Path

import pytest

import mami_desktop.views
from mami_desktop.views import theme, theme_icons
from mami_desktop.views.theme_tokens import DARK, LIGHT, SIZES, TEXT

VIEWS = Path(mami_desktop.views.__file__).parent
SCREENS = sorted(path for path in VIEWS.rglob("*.py") if not path.name.startswith("theme"))
# calls whose plain numbers would be pixels; 0 is no size
SIZED = {
    "setFixedWidth", "setFixedHeight", "setFixedSize", "setMinimumWidth", "setMinimumHeight",
    "setMinimumSize", "setMaximumWidth", "setMaximumHeight", "setMaximumSize", "setSpacing",
    "setContentsMargins", "addSpacing", "setPixelSize", "setPointSize", "setPointSizeF",
    "setColumnWidth", "resize", "setDefaultSectionSize", "setIconSize",
}  # fmt: skip


def test_there_are_screens_to_look_at():
    assert len(SCREENS) > 20


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: str(path.relative_to(VIEWS)))
def test_a_screen_writes_no_colour_and_no_size(path: Path):
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if re.search(r"#[0-9A-Fa-f]{3,8}\b|\d\s*px\b|\brgba?\(", node.value):
                found.append((node.lineno, node.value))
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in {"QColor", "setStyleSheet"}:
                # QColor of a colour that came from the theme is a copy
                if any(isinstance(part, ast.Constant) for part in node.args) or (
                    name == "setStyleSheet"
                ):
                    found.append((node.lineno, name))
            if name in SIZED:
                found += [
                    (node.lineno, f"{name}({part.value})")
                    for part in node.args
                    if isinstance(part, ast.Constant)
                    and isinstance(part.value, int | float)
                    and part.value != 0
                ]
    assert not found


def luminance(colour: str) -> float:
    def linear(part: str) -> float:
        value = int(part, 16) / 255
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(colour[i : i + 2]) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TEXT_ON = [
    *((ink, ground) for ink in ("ink", "ink2") for ground in ("surface", "canvas", "sunken")),
    ("ink3", "surface"), ("ink3", "canvas"), ("pen", "surface"), ("pen", "canvas"),
    ("pen", "pen_tint"), ("on_pen", "pen"), ("on_pen_dark", "pen_dark"), ("on_high", "high"),
    ("paper_ink", "paper"), ("paper_ink2", "paper"), ("paper_pen", "paper"),
    ("paper_pen", "paper_selected"), ("paper_late", "paper"), ("paper_late", "paper_selected"),
    ("rail_text", "rail"), ("rail_quiet", "rail"), ("rail_text", "rail_chosen"),
    ("rail_text", "rail_badge"), ("on_training", "training"), ("ink2", "status"),
    *((level, f"{level}_tint") for level in ("high", "moderate", "low", "incomplete", "same_day")),
    *((level, "surface") for level in ("high", "moderate", "low", "incomplete", "same_day")),
]  # fmt: skip


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_ON)
def test_text_can_be_read(palette, ink, ground):
    assert contrast(palette[ink], palette[ground]) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("thing", ["field", "focus"])
@pytest.mark.parametrize("ground", ["surface", "canvas"])
def test_borders_and_focus_can_be_seen(palette, thing, ground):
    assert contrast(palette[thing], palette[ground]) >= 3.0


def test_no_text_is_smaller_than_twelve_pixels():
    assert min(TEXT.values()) >= 12


def test_nothing_clickable_is_smaller_than_a_finger():
    assert SIZES["row_button"] >= 30 and SIZES["touch"] >= 30 and SIZES["control"] == 36


def test_levels_differ_without_colour():
    looks = list(theme.LEVELS.values())
    assert len({(look.shape, look.word, look.pattern, look.double_border) for look in looks}) == 7
    # the four levels a pair can have differ by their shape alone
    shapes = {theme.level(name).shape for name in ("high", "moderate", "low", "incomplete")}
    assert len(shapes) == 4


def test_a_level_that_does_not_exist_is_never_shown_as_a_milder_one():
    with pytest.raises(KeyError):
        theme.level("urgent")  # type: ignore[arg-type]  # that is the point


@pytest.mark.parametrize("name", list(theme_icons.GLYPHS))
def test_every_icon_has_a_glyph_that_paints(qapp, name):
    theme.apply(qapp)
    picture = theme.icon(name, "ink").pixmap(24, 24).toImage()
    painted = sum(
        picture.pixelColor(x, y).alpha() > 0
        for x in range(picture.width())
        for y in range(picture.height())
    )
    assert painted > 20


def test_the_style_sheet_grows_with_the_text(qapp):
    sizes = {}
    for scale in theme.TEXT_SCALES:
        theme.apply(qapp, text_scale=scale)
        sizes[scale] = (theme.text("body"), theme.size("control"), theme.gap("m"))
        assert f"font-size: {theme.text('body')}px" in qapp.styleSheet()
    theme.apply(qapp)
    assert sizes[200] == (28, 72, 24)
    assert sizes[150] == (21, 54, 18)
    # the numbers are pixels of our screen, never points of the system's
    assert "pt;" not in qapp.styleSheet()


def test_the_style_sheet_mirrors_for_right_to_left(qapp):
    from PySide6.QtCore import Qt

    theme.apply(qapp)
    to_right = qapp.styleSheet()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        theme.apply(qapp)
        to_left = qapp.styleSheet()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        theme.apply(qapp)
    assert "text-align: left" in to_right and "text-align: right" in to_left
    assert "{start}" not in to_right and "{end}" not in to_left
