"""The page frame of everything printed: fonts, glyph check, fields, boxes, header and footer.

A report opens a ``Paper`` and draws on it in millimetres from the top left corner; ``y`` of a text
is its baseline, ``y`` of a field is its ruled line. What a person typed is drawn in PEN, what the
form says in INK, labels in QUIET: the form in black, answers in pen blue. Every
text is checked for glyphs before it is drawn, so nothing can be left out silently.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from mami_desktop.files import write_aside
from mami_desktop.i18n import Translator
from mami_desktop.reports import fonts, shaping
from mami_desktop.reports.records import Furniture as Furniture  # papers import it with the frame

# The only colours of paper. All stay legible as black or grey on a cheap printer.
INK = "#17212B"
QUIET = "#596671"
PEN = "#1B4B8F"
RULE = "#8B959E"
SHADE = "#EDF0F3"
WHITE = "#FFFFFF"

# sizes in points; the smallest is 7
LABEL = 7.0
BODY = 8.5
VALUE = 9.5
TITLE = 15.0

MM = 72 / 25.4  # points in a millimetre

THIN = 0.4
THICK = 1.0

Align = Literal["left", "right", "center"]
Size = tuple[float, float]
A4: Size = (210.0, 297.0)
A5: Size = (148.0, 210.0)
MARGIN = 11.0
EDGE = 8.0  # printers leave this much white
FOOTER_STEP = 3.3

RIGHT_TO_LEFT = ("ar", "fa", "ps", "ur")


class _CountedCanvas(Canvas):  # type: ignore[misc]  # ReportLab brings no types
    """Keeps the pages back until their number is known, then lets ``finish`` draw the footers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def finish(self, paper: "Paper") -> None:
        for number, state in enumerate(self._kept, start=1):
            self.__dict__.update(state)
            paper.draw_footer(number, len(self._kept))
            super().showPage()
        self.save()


class Paper:
    """Sheets of one size being drawn; made by ``open_paper``."""

    def __init__(self, canvas: Canvas, size: Size, furniture: Furniture, t: Translator) -> None:
        self.canvas = canvas
        self.size = size
        self.furniture = furniture
        self.t = t
        self.rtl = t.language in RIGHT_TO_LEFT
        self.footer_left = furniture.facility
        self._footers: list[str] = []

    @property
    def width(self) -> float:
        """Width of the sheet in mm."""
        return self.size[0]

    @property
    def height(self) -> float:
        """Height of the sheet in mm."""
        return self.size[1]

    @property
    def right(self) -> float:
        """The right margin's position in mm."""
        return self.size[0] - MARGIN

    def end_page(self) -> None:
        """This sheet is complete; what follows goes on the next one."""
        self._footers.append(self.footer_left)
        self.canvas.showPage()

    # -- text ------------------------------------------------------------------------------

    def text_width(self, text: str, size: float = BODY, *, bold: bool = False) -> float:
        """Width of a text in mm."""
        return shaping.width(text, size, bold=bold) / MM

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = BODY,
        *,
        bold: bool = False,
        colour: str = INK,
        align: Align = "left",
        width: float | None = None,
    ) -> float:
        """Draw one line with its baseline at y, and give back the x where it ends, in mm.

        With ``width`` a text that is too wide is made smaller, down to 7 points, and then cut with
        an ellipsis. Raises MissingGlyph before anything of the line is drawn.
        """
        if width is not None:
            size = self.fitting_size(text, width, size, bold=bold)
            text = shaping.shorten(text, width * MM, size, bold=bold)
        taken = self.text_width(text, size, bold=bold)
        start = x - {"left": 0.0, "right": taken, "center": taken / 2}[align]
        drawn = start * MM
        for run in shaping.runs(text, bold, self.rtl):
            self.canvas.setFont(run.face, size)
            self.canvas.setFillColor(HexColor(colour))
            self.canvas.drawString(drawn, self._up(y), shaping.drawable(run, size))
            drawn += shaping.run_width(run, size)
        return start + taken

    def fitting_size(
        self, text: str, width: float, size: float, *, bold: bool = False, smallest: float = LABEL
    ) -> float:
        """The largest size, at most ``size``, at which the text is at most ``width`` mm wide."""
        taken = self.text_width(text, size, bold=bold)
        if taken <= width or size <= smallest:
            return size
        return max(smallest, int(size * width / taken * 10) / 10)

    def block(
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        size: float = BODY,
        *,
        bold: bool = False,
        colour: str = INK,
        lines: int | None = None,
    ) -> float:
        """Draw a text broken into lines, the first with its baseline at y; gives back the y of the
        line after it. With ``lines`` it is made smaller, down to 7 points, to need no more lines,
        and what still does not fit is cut with an ellipsis."""
        broken, size = self.broken(text, width, size, bold=bold, lines=lines)
        step = self.leading(text, size)
        for line in broken:
            self.text(x, y, line, size, bold=bold, colour=colour)
            y += step
        return y

    def broken(
        self, text: str, width: float, size: float, *, bold: bool = False, lines: int | None = None
    ) -> tuple[list[str], float]:
        """The lines ``block`` would draw, and their size in points."""
        broken = shaping.wrap(text, width * MM, size, bold=bold)
        while lines is not None and len(broken) > lines:
            if size <= LABEL:
                rest = " ".join(broken[lines - 1 :])
                last = shaping.shorten(rest, width * MM, size, bold=bold)
                return [*broken[: lines - 1], last], size
            size = max(LABEL, size - 0.5)
            broken = shaping.wrap(text, width * MM, size, bold=bold)
        return broken, size

    def leading(self, text: str, size: float) -> float:
        """Distance of lines in mm: 1.35 of the size, 1.5 where letters are tall."""
        tall = any(fonts.script_of(character) for character in text)
        return size * (1.5 if tall else 1.35) / MM

    # -- parts of a form -------------------------------------------------------------------

    def field(
        self,
        x: float,
        y: float,
        width: float,
        label: str,
        value: str = "",
        *,
        size: float = VALUE,
        colour: str = PEN,
    ) -> None:
        """A small label over a value on a ruled line at y; an empty value leaves room for a pen.

        The field is 7 mm high. A long value is made smaller, then set in two small lines.
        """
        self.line(x, y, x + width)
        inner = width - 1.0
        label_y = y - 4.9
        if not value or self.text_width(value, 8.0, bold=True) <= inner:
            self.text(x + 0.5, y - 1.1, value, size, bold=True, colour=colour, width=inner)
        else:
            broken, small = self.broken(value, inner, LABEL, bold=True, lines=2)
            for up, line in enumerate(reversed(broken)):
                self.text(x + 0.5, y - 0.7 - 2.6 * up, line, small, bold=True, colour=colour)
            label_y -= 0.9 * (len(broken) - 1)
        self.text(x, label_y, label, LABEL, colour=QUIET, width=width)

    def line(
        self,
        x: float,
        y: float,
        x_end: float,
        y_end: float | None = None,
        *,
        weight: float = THIN,
        colour: str = RULE,
        dash: tuple[float, ...] = (),
    ) -> None:
        """A straight line (level, unless ``y_end`` says otherwise); weight and dash in points."""
        self.canvas.setLineWidth(weight)
        self.canvas.setStrokeColor(HexColor(colour))
        self.canvas.setDash(list(dash))
        self.canvas.line(x * MM, self._up(y), x_end * MM, self._up(y if y_end is None else y_end))
        self.canvas.setDash([])

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        weight: float = THICK,
        colour: str = INK,
        fill: str | None = None,
        dash: tuple[float, ...] = (),
    ) -> None:
        """A rectangle with its top left corner at x, y; weight 0 draws no border."""
        self.canvas.setLineWidth(weight)
        self.canvas.setStrokeColor(HexColor(colour))
        self.canvas.setDash(list(dash))
        if fill is not None:
            self.canvas.setFillColor(HexColor(fill))
        self.canvas.rect(
            x * MM,
            self._up(y + height),
            width * MM,
            height * MM,
            stroke=int(weight > 0),
            fill=int(fill is not None),
        )
        self.canvas.setDash([])

    def heading(self, title: str, under: str, right: str = "", under_right: str = "") -> None:
        """The head of a sheet: title and what it is about; number or month, and copy, at right."""
        y = 11.9
        space = self.right - MARGIN
        taken = self.text_width(right, 10.5, bold=True) if right else 0.0
        self.text(MARGIN, y, title, TITLE, bold=True, width=space - taken - 4)
        self.text(self.right, y, right, 10.5, bold=True, align="right")
        taken = self.text_width(under_right, 7.5)
        self.text(MARGIN, y + 4.2, under, 7.5, colour=QUIET, width=space - taken - 4)
        self.text(self.right, y + 4.2, under_right, 7.5, colour=QUIET, align="right")

    def footer_top(self) -> float:
        """The upper edge of the footer of this sheet, in mm."""
        lines = len(self._footer_lines(self.footer_left, 8, 8))
        return self.height - EDGE - 0.5 - lines * FOOTER_STEP

    def draw_footer(self, number: int, pages: int) -> None:
        """Who printed what and when, page x of y, TRAINING DATA; drawn when all pages are known."""
        lines = self._footer_lines(self._footers[number - 1], number, pages)
        y = self.height - EDGE - 0.5 - FOOTER_STEP * (len(lines) - 1)
        for left, right in lines:
            self.text(MARGIN, y, left, LABEL, colour=QUIET, width=self.right - MARGIN)
            self.text(self.right, y, right, LABEL, bold=True, align="right")
            y += FOOTER_STEP

    def _footer_lines(self, left: str, number: int, pages: int) -> list[tuple[str, str]]:
        """What stands at the left and at the right of each line: as few lines as there is room."""
        f = self.furniture
        printed = self.t(
            "printed {date} {time} by {name}",
            date=self.t.date(f.printed_at.date()),
            time=self.t.time(f.printed_at),
            name=f.printed_by,
        )
        page = self.t("page {number} of {pages}", number=number, pages=pages)
        about = ", ".join(part for part in (f.form, f.pathway, printed, page) if part)
        mark = self.t("TRAINING DATA, invented") if f.training else ""
        taken = self.text_width(mark, LABEL, bold=True) + 4 if mark else 0.0

        def fits(text: str) -> bool:
            return self.text_width(text, LABEL) <= self.right - MARGIN - taken

        together = f"{left}, {about}"
        if fits(together):
            return [(together, mark)]
        if fits(left):
            return [(left, mark), (about, "")]
        whole = [(line, "") for line in self.broken(left, self.right - MARGIN, LABEL)[0]]
        if fits(about):
            return [*whole, (about, mark)]
        return [*whole, (about, ""), ("", mark)]

    def _up(self, y: float) -> float:
        """Points from the foot of the sheet, as the canvas counts."""
        return (self.height - y) * MM


@contextmanager
def open_paper(
    path: Path, size: Size, furniture: Furniture, t: Translator, *, force: bool = False
) -> Iterator[Paper]:
    """Draw a PDF: ``with open_paper(...) as paper``, and ``paper.end_page()`` after each sheet.

    The file appears whole or not at all. UserError if it exists (without ``force``), cannot be
    written, or a character cannot be printed.
    """
    with write_aside(path, force=force) as aside:
        canvas = _CountedCanvas(str(aside), pagesize=(size[0] * MM, size[1] * MM))
        canvas.setTitle(furniture.title)
        canvas.setAuthor(furniture.facility)
        canvas.setCreator("MAMI Desktop")
        paper = Paper(canvas, size, furniture, t)
        yield paper
        canvas.finish(paper)


def check_glyphs(text: str, *, bold: bool = False) -> None:
    """Raise MissingGlyph (a UserError) if a character of ``text`` would not appear on paper."""
    shaping.check_glyphs(text, bold=bold)
