"""From a text to what is drawn: runs of one face each, in the order in which they stand on paper.

A character without a glyph in its face would be left out silently by the PDF library (a z-score of
-2.52 became 2.52 that way), so ``runs`` raises instead, and a minus sign is printed as an en dash,
which every face here has.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import shapeStr

from mami_desktop.errors import UserError
from mami_desktop.i18n import _
from mami_desktop.reports import fonts

SUBSTITUTES = str.maketrans(
    {
        "\N{MINUS SIGN}": "\N{EN DASH}",
        "\N{NON-BREAKING HYPHEN}": "-",
        "\N{NARROW NO-BREAK SPACE}": "\N{NO-BREAK SPACE}",
        "\N{THIN SPACE}": "\N{NO-BREAK SPACE}",
        "\N{FIGURE SPACE}": "\N{NO-BREAK SPACE}",
        "\t": " ",
        "\n": " ",
        "\r": " ",
        "\N{SOFT HYPHEN}": "",
        "\N{ZERO WIDTH NO-BREAK SPACE}": "",
        "\N{ZERO WIDTH SPACE}": "",
    }
)
_LETTER = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]"
# a name or address on a sheet written from left to right: what follows it, an age or a comma, is
# not part of it, but a number between two of its words is
_RIGHT_TO_LEFT_WORDS = re.compile(f"{_LETTER}(?:[\\s\\d./-]*{_LETTER})*")
JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"


class MissingGlyph(UserError):
    """A character cannot be printed; the text itself is not repeated, it may be a name."""

    def __init__(self, character: str) -> None:
        self.character = character
        super().__init__(
            _(
                "The character “{character}” ({code}) cannot be printed with the fonts here.",
                character=character,
                code=f"U+{ord(character):04X}",
            ),
            _(
                "Write the word with other letters and print again, or copy the sheet by hand from"
                " the screen. Nothing is lost."
            ),
        )


@dataclass(frozen=True)
class Run:
    """Neighbouring characters of one face, in drawing order from left to right."""

    face: str
    text: str
    shaped: bool


def printable(text: str) -> str:
    """The text with composed letters, a printable minus, plain spaces and no control characters."""
    text = unicodedata.normalize("NFC", text).translate(SUBSTITUTES)
    return "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cs", "Co"))


def check_glyphs(text: str, *, bold: bool = False) -> None:
    """Raise MissingGlyph (a UserError) if any character of the text cannot be printed."""
    runs(text, bold)


@lru_cache(maxsize=4096)
def runs(text: str, bold: bool = False, rtl: bool = False) -> tuple[Run, ...]:
    """The runs of one line of text in drawing order; raises MissingGlyph.

    ``rtl`` says that the sheet is in a language written from right to left.
    """
    text = printable(text)
    if _has_right_to_left(text):
        import arabic_reshaper
        from bidi import get_display

        text = arabic_reshaper.reshape(text)
        if not rtl:
            text = _RIGHT_TO_LEFT_WORDS.sub("\u2067\\g<0>\u2069", text)  # isolated
        text = str(get_display(text, base_dir="R" if rtl else "L"))
        text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    found: list[Run] = []
    script: fonts.Script | None = None
    for character in text:
        own = _script_in_context(character, script)
        if own is None:
            if character in JOINERS or unicodedata.category(character) == "Cf":
                continue  # a joiner beside Latin letters, a direction mark
            own = fonts.LATIN
        face = fonts.face(own, bold)
        if ord(character) not in fonts.glyphs(face):
            if character in JOINERS:
                continue
            raise MissingGlyph(character)
        shaped = own.shaped or unicodedata.combining(character) > 0
        if found and found[-1].face == face:
            last = found[-1]
            found[-1] = Run(face, last.text + character, last.shaped or shaped)
        else:
            found.append(Run(face, character, shaped))
        script = own
    return tuple(found)


def _script_in_context(character: str, before: fonts.Script | None) -> fonts.Script | None:
    """A joiner or danda goes with the letters before it; everything else by its own block."""
    if before is not None and before.shaped and character in JOINERS + "\u0964\u0965":
        return before
    return fonts.script_of(character)


def _has_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in text)


def drawable(run: Run, size: float) -> str:
    """What the canvas draws for a run: the text, or its shaped glyphs."""
    if not run.shaped:
        return run.text
    shaped: str = shapeStr(run.text, run.face, size, force=True)
    return shaped


def run_width(run: Run, size: float) -> float:
    """Width of a run in points."""
    shaped = drawable(run, size)
    data = getattr(shaped, "__shapeData__", None)
    if data is not None:
        return float(sum(item.x_advance for item in data) * size / 1000)
    return float(pdfmetrics.stringWidth(shaped, run.face, size))


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of a line of text in points; raises MissingGlyph."""
    return sum(run_width(run, size) for run in runs(text, bold))


def wrap(text: str, width_pt: float, size: float, *, bold: bool = False) -> list[str]:
    """Lines no wider than ``width_pt`` points, broken at blanks, else inside a word."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        line = ""
        for word in paragraph.split(" "):
            candidate = f"{line} {word}" if line else word
            if width(candidate, size, bold=bold) <= width_pt:
                line = candidate
                continue
            if line:
                lines.append(line)
            line = word
            while width(line, size, bold=bold) > width_pt and len(line) > 1:
                fits = _longest_prefix(line, width_pt, size, bold)
                lines.append(line[:fits])
                line = line[fits:]
        lines.append(line)
    return lines


def _longest_prefix(word: str, width_pt: float, size: float, bold: bool) -> int:
    count = 1
    while count < len(word) and width(word[: count + 1], size, bold=bold) <= width_pt:
        count += 1
    while count < len(word) - 1 and unicodedata.combining(word[count]):
        count += 1
    return count


def shorten(text: str, width_pt: float, size: float, *, bold: bool = False) -> str:
    """The text, or as much of it as fits followed by an ellipsis."""
    if width(text, size, bold=bold) <= width_pt:
        return text
    while text and width(text + "…", size, bold=bold) > width_pt:
        text = text[:-1].rstrip()
    return text + "…"
