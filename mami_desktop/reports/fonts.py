"""The typefaces of paper: Noto Sans, one face per script, in regular and bold.

The files lie in ``resources/fonts`` (put there at set-up) or come from the system's package
fonts-noto-core. A face is opened when its script is first printed. Noto's script faces hold no
Latin letters, so a text is split into runs (``shaping.py``), each in the face of its script.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from mami_desktop.errors import UserError
from mami_desktop.i18n import _
from mami_desktop.paths import resource

SYSTEM_FOLDERS = (
    Path("/usr/share/fonts/truetype/noto"),
    Path("/usr/share/fonts/noto"),
    Path("C:/Windows/Fonts"),
    Path("/Library/Fonts"),
)


@dataclass(frozen=True)
class Script:
    """A script, the stem of its font files, and the characters (ranges) it is used for."""

    name: str
    stem: str
    ranges: tuple[tuple[int, int], ...]
    shaped: bool  # letters change their form or order beside each other


LATIN = Script("Latin", "NotoSans", (), False)
ARABIC = Script(
    "Arabic",
    "NotoSansArabic",
    ((0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFF)),
    False,  # joined by arabic_reshaper before the run is drawn
)
SCRIPTS = (
    ARABIC,
    Script("Ethiopic", "NotoSansEthiopic", ((0x1200, 0x139F), (0x2D80, 0x2DDF)), False),
    Script("Bengali", "NotoSansBengali", ((0x0980, 0x09FF),), True),
    # the danda of Devanagari (U+0964) also ends Bangla sentences: see script_of
    Script("Devanagari", "NotoSansDevanagari", ((0x0900, 0x097F), (0xA8E0, 0xA8FF)), True),
)


def script_of(character: str) -> Script | None:
    """The script whose face prints this character; None for Latin and all that is common."""
    code = ord(character)
    for script in SCRIPTS:
        for first, last in script.ranges:
            if first <= code <= last:
                return script
    return None


def font_folders() -> tuple[Path, ...]:
    """Where font files are looked for, the program's own folder first."""
    return (resource("fonts"), *SYSTEM_FOLDERS)


def _file(stem: str, style: str) -> Path | None:
    for folder in font_folders():
        path = folder / f"{stem}-{style}.ttf"
        if path.is_file():
            return path
    return None


@cache
def face(script: Script, bold: bool) -> str:
    """The ReportLab name of a script's face; a missing bold is replaced by the regular one.

    UserError if there is no file for the script: nothing is printed rather than a gap.
    """
    path = (_file(script.stem, "Bold") if bold else None) or _file(script.stem, "Regular")
    if path is None:
        raise UserError(
            _("The letters for {script} are missing on this computer.", script=script.name),
            _(
                "Install the font package fonts-noto-core (file {file}), then print again."
                " Nothing was printed, and nothing is lost.",
                file=f"{script.stem}-Regular.ttf",
            ),
        )
    name = f"mami-{script.stem}-{'bold' if bold else 'regular'}"
    pdfmetrics.registerFont(TTFont(name, str(path), shapable=True))
    return name


@cache
def glyphs(face_name: str) -> frozenset[int]:
    """The characters a face can print."""
    return frozenset(pdfmetrics.getFont(face_name).face.charToGlyph)
