"""The referral slip: A5, the upper part goes with the family, the lower part comes back.

Two copies, one for the family and one that stays at the clinic. Upper part: who, where to, why,
what was measured and done. Lower part, below the tear line: the answer of the receiving place
(contents: records dossier section 9, after the referral note of the Ethiopian HEAT module).
"""

from dataclasses import dataclass
from pathlib import Path

from mami_desktop.i18n import Translator
from mami_desktop.reports import shapes, slip_words
from mami_desktop.reports.pdf import A5, BODY, INK, LABEL, MARGIN, PEN, QUIET, Paper, open_paper
from mami_desktop.reports.records import SlipFacts, SlipStep

LEFT = MARGIN
WHY_LINE = 72.2  # the rule above the reasons
CELLS_HEIGHT = 10.6
TEAR_LINE = 138.2  # where the tear line stands when the upper part leaves room
ANSWER_HEIGHT = 45.0


def referral_slip_pdf(path: Path, facts: SlipFacts, t: Translator, *, force: bool = False) -> None:
    """Write the slip, two sheets of A5. UserError as for ``open_paper``."""
    with open_paper(path, A5, facts.furniture, t, force=force) as paper:
        for copy, whose in ((1, t("for the family")), (2, t("stays at the clinic"))):
            label = t("copy {n} of {copies}: {whose}", n=copy, copies=2, whose=whose)
            _draw(paper, facts, label)
            paper.end_page()


def _draw(paper: Paper, f: SlipFacts, copy: str) -> None:
    t = paper.t
    paper.footer_left = t("Return to: {place}", place=f.return_to)
    paper.heading(t("Referral slip"), f.facility_line, f.referral_no, copy)
    _banner(paper, f)
    _people(paper, f)
    lowest = paper.footer_top() - ANSWER_HEIGHT
    for density in DENSITIES:
        findings = _Findings(paper, f, density)
        if findings.end() <= lowest and len(findings.why) <= density.why_lines:
            break
    else:
        findings.cut_to(lowest)
    findings.draw()
    tear = max(TEAR_LINE, findings.end())
    middle = paper.width / 2
    words = t("tear here: please send this part back with the family")
    paper.text(middle, tear - 1.5, words, LABEL, colour=QUIET, align="center")
    paper.line(0, tear, paper.width, colour=INK, weight=0.6, dash=(3.5, 2.5))
    _answer(paper, f, tear)


def _banner(paper: Paper, f: SlipFacts) -> None:
    first, second = slip_words.banner(f, paper.t)
    top, height = 18.4, 12.8
    paper.box(LEFT, top, paper.right - LEFT, height)
    sign = "high" if f.urgency == "emergency" else f.level or "incomplete"
    shapes.level_sign(paper, sign, LEFT + 6.8, top + height / 2, 4.6)
    shapes.level_pattern(paper, sign, paper.right - 6.4, top, 6.4, height)
    width = paper.right - LEFT - 14.2 - 8
    paper.text(LEFT + 14.2, top + 5.6, first, 12.5, bold=True, width=width)
    paper.text(LEFT + 14.2, top + 10.4, second, BODY, width=width)


def _people(paper: Paper, f: SlipFacts) -> None:
    t = paper.t
    paper.field(LEFT, 39.9, 63, t("To (place and service)"), slip_words.destination(f, t))
    paper.field(77.6, 39.9, 31.6, t("Date"), t.date(f.ref_on))
    time = f"{f.ref_time:%H:%M}" if f.ref_time else ""
    paper.field(112.8, 39.9, paper.right - 112.8, t("Time"), time)
    number = f.mami_no or t("not enrolled yet")
    goes = t(slip_words.WHO_GOES[f.who_is_referred])
    rows = (
        (t("Infant"), slip_words.infant(f, t), t("Mother or carer"), slip_words.carer(f, t)),
        (
            t("Born, age today"),
            slip_words.birth(f, t),
            t("Village, phone"),
            slip_words.joined((f.village, f.phone)),
        ),
        (
            t("MAMI no., who is referred"),
            slip_words.joined((number, goes)),
            t("Going with them, transport"),
            slip_words.joined((f.accompanied_by, f.transport)),
        ),
    )
    for row, (left_label, left, right_label, right) in enumerate(rows):
        y = 49.5 + row * 9.4
        paper.field(LEFT, y, 61, left_label, left)
        paper.field(75.6, y, paper.right - 75.6, right_label, right)


@dataclass(frozen=True)
class _Density:
    """How tightly the findings are set: type sizes in points, most lines of the reasons, step of
    the boxes in mm."""

    why: float
    why_lines: int
    also: float
    step: float


DENSITIES = (
    _Density(11.5, 2, 8.0, 5.3),
    _Density(11.5, 2, 7.0, 4.7),
    _Density(10.0, 3, 7.0, 4.5),
    _Density(9.0, 4, 7.0, 4.3),
    _Density(8.0, 6, 7.0, 4.0),
    _Density(7.0, 99, 7.0, 3.7),
)
"""From the roomy setting of a slip with one reason to a full one."""


class _Findings:
    """Why, measurements, steps and sender, set as tightly as ``density`` says.

    The reasons are always whole; only the list of what was found besides may be cut, and then says
    how much is missing.
    """

    def __init__(self, paper: Paper, f: SlipFacts, density: _Density) -> None:
        t = paper.t
        self.paper, self.f, self.density = paper, f, density
        self.indent = LEFT + max(12.1, paper.text_width(t("Why"), 11.5, bold=True) + 3)
        self.width = paper.right - self.indent
        why = "; ".join(slip_words.reasons(f.reasons, f, t))
        self.why, self.why_size = paper.broken(why, self.width, density.why, bold=True)
        self.why_step = paper.leading(why, self.why_size)
        other = SlipStep(t("other: {what}", what=f.other_step).strip(), bool(f.other_step))
        steps = [*f.steps, other]
        self.rows = [steps[place : place + 2] for place in range(0, len(steps), 2)]
        self.found = slip_words.reasons(f.also_found, f, t)
        self.also_step = paper.leading(", ".join(self.found), density.also)
        self.also = self._also(len(self.found))

    def _also(self, count: int) -> list[str]:
        if not self.found:
            return []
        t = self.paper.t
        shown = slip_words.joined(self.found[:count])
        left_out = len(self.found) - count
        if left_out:
            text = t("Also found: {findings}, and {n} more", findings=shown, n=left_out)
        else:
            text = t("Also found: {findings}", findings=shown)
        return self.paper.broken(text, self.width, self.density.also)[0]

    def cut_to(self, lowest: float) -> None:
        """Leave out what was found besides, from the end, until the tear line is not lower."""
        count = len(self.found)
        while self.end() > lowest and count > 1:
            count -= 1
            self.also = self._also(count)

    def _row_height(self, row: list[SlipStep]) -> float:
        long = any(_is_long(self.paper, step) for step in row)
        return max(self.density.step, 6.2) if long else self.density.step

    def end(self) -> float:
        """The highest place for the tear line below all this, in mm."""
        lines = len(self.why) * self.why_step + len(self.also) * self.also_step
        rows = sum(self._row_height(row) for row in self.rows)
        return WHY_LINE + 5.4 + lines + 0.2 + CELLS_HEIGHT + 5.6 + 2.4 + rows + 8.4 + 6.8

    def draw(self) -> None:
        """Put it on the sheet."""
        paper, f, t, y = self.paper, self.f, self.paper.t, WHY_LINE
        paper.line(LEFT, y, paper.right, weight=1.0, colour=INK)
        y += 5.4
        paper.text(LEFT, y, t("Why"), 11.5, bold=True)
        for line in self.why:
            paper.text(self.indent, y, line, self.why_size, bold=True, colour=PEN)
            y += self.why_step
        for line in self.also:
            paper.text(self.indent, y, line, self.density.also, colour=PEN)
            y += self.also_step
        y += 0.2
        _cells(paper, f, y)
        y += CELLS_HEIGHT + 5.6
        paper.text(LEFT, y, t("Done before leaving"), 10.5, bold=True)
        y += 2.4
        for row in self.rows:
            for column, step in enumerate(row):
                _step(paper, LEFT + column * 63, y, step)
            y += self._row_height(row)
        y += 8.4
        paper.field(LEFT, y, 53, t("Sent by (name, role)"), slip_words.sender(f, t))
        paper.field(67.6, y, 31.6, t("Phone"), f.sender_phone)
        paper.field(102.8, y, paper.right - 102.8, t("Signature"))


def _cells(paper: Paper, f: SlipFacts, y: float) -> None:
    t = paper.t
    cells = slip_words.measurement_cells(f, t)
    width = (paper.right - LEFT) / len(cells)
    paper.box(LEFT, y, paper.right - LEFT, CELLS_HEIGHT)
    for place, (label, value) in enumerate(cells):
        x = LEFT + place * width
        if place:
            paper.line(x, y, x, y + CELLS_HEIGHT)
        paper.text(x + 1.3, y + 3.2, label, LABEL, colour=QUIET, width=width - 2)
        shown = value or t("not done")
        paper.text(x + 1.3, y + 8.0, shown, 9.5, bold=bool(value), colour=PEN, width=width - 2)


STEP_WIDTH = 57.0


def _step_text(step: SlipStep) -> str:
    return slip_words.joined((step.text, step.detail))


def _is_long(paper: Paper, step: SlipStep) -> bool:
    return paper.text_width(_step_text(step), LABEL, bold=step.done) > STEP_WIDTH


def _step(paper: Paper, x: float, y: float, step: SlipStep) -> None:
    shapes.tick_box(paper, x, y, step.done)
    text, bold = _step_text(step), step.done
    if _is_long(paper, step):
        paper.block(x + 4.3, y + 1.7, STEP_WIDTH, text, LABEL, bold=bold, lines=2)
    else:
        paper.text(x + 4.3, y + 2.6, text, BODY, bold=bold, width=STEP_WIDTH)


def _answer(paper: Paper, f: SlipFacts, tear: float) -> None:
    t = paper.t
    in_hospital = f.to_service in slip_words.IN_HOSPITAL
    title = t("Answer of the hospital") if in_hospital else t("Answer of the receiving place")
    paper.text(LEFT, tear + 6.9, title, 12.5, bold=True)
    number = t("to slip {number}", number=f.referral_no)
    paper.text(paper.right, tear + 6.9, number, BODY, bold=True, align="right")
    y = tear + 17.6
    paper.field(LEFT, y, 35.3, t("Arrived on"))
    paper.field(51.2, y, paper.right - 51.2, t("What was found"))
    outcomes = (
        t("admitted"),
        t("treated, sent back"),
        t("referred on"),
        t("died"),
        t("left"),
    )
    room = paper.right - LEFT - len(outcomes) * 4.3 - (len(outcomes) - 1) * 2.0
    size = paper.fitting_size("".join(outcomes), room, BODY)
    spare = room - paper.text_width("".join(outcomes), size)
    x = LEFT
    for word in outcomes:
        shapes.tick_box(paper, x, y + 3.2, False)
        x = paper.text(x + 4.3, y + 5.8, word, size) + 2.0 + min(3.2, spare / 4)
    y += 17.0
    paper.field(LEFT, y, 75.5, t("Treatment and feeding plan"))
    paper.field(91.5, y, paper.right - 91.5, t("Weight on leaving"))
    y += 9.7
    paper.field(LEFT, y, 47.8, t("See again on, where"))
    paper.field(63.8, y, 38, t("Name, role"))
    paper.field(106.6, y, paper.right - 106.6, t("Signature"))
