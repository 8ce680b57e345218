"""The story of the pair as a column, newest first: visits, calls, slips, birth."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from mami_desktop.i18n import N_, _, current
from mami_desktop.pathway.schedule import Judged
from mami_desktop.services.pair import StoryLine
from mami_desktop.views import theme, words
from mami_desktop.views.infant.facts import PairPage, progress_word, visit_name, weeks_number
from mami_desktop.views.theme_icons import IconName
from mami_desktop.views.theme_tokens import ColorName
from mami_desktop.views.widgets import Card, column, label, row, scrolled

RESULTS = {
    "admitted": N_("admitted"),
    "treated_sent_back": N_("treated, sent back"),
    "died": N_("died"),
    "absconded": N_("left before the end"),
    "referred_on": N_("referred on"),
    "refused": N_("refused"),
    "not_arrived": N_("did not arrive"),
}


class StoryColumn(Card):
    """``visit_asked(visit_uid)`` when a visit's line is opened."""

    visit_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Story"), flush=True, parent=parent)
        self.setFixedWidth(theme.size("story_column"))
        self.rows: list[StoryRow] = []
        inside = QWidget()
        self._lines = QVBoxLayout(inside)
        edge = theme.gap("m")
        start = edge - theme.size("bar")  # each row keeps room for the bar of the focus
        self._lines.setContentsMargins(start, theme.gap("s"), edge, theme.gap("s"))
        self._lines.setSpacing(theme.gap("s"))
        self.body.addWidget(scrolled(inside), 1)

    def show_page(self, page: PairPage) -> None:
        """Show the lines of a pair."""
        while (item := self._lines.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        self.rows = [StoryRow(line, page) for line in reversed(page.story.lines)]
        for made in self.rows:
            made.opened.connect(self.visit_asked)
            self._lines.addWidget(made)
        self._lines.addStretch(1)


class StoryRow(QFrame):
    """One line: what happened in a few words, and when, by whom. Visits can be opened."""

    opened = Signal(str)

    def __init__(self, line: StoryLine, page: PairPage) -> None:
        super().__init__()
        self.setProperty("kind", "row")
        icon, color, strong, rest, small = _telling(line, page)
        picture = label("")
        picture.setPixmap(
            theme.pixmap(
                icon,
                color,
                filled=icon not in ("phone", "referral", "clock"),
                size_name="icon_small",
                ratio=self.devicePixelRatioF(),
            )
        )
        picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        heading = _heading(strong, rest)
        lines = column(heading, label(small, "caption", wrap=True), gap="none")
        box = row(picture, lines, gap="s")
        box.setStretch(1, 1)
        self.setLayout(box)
        self.setAccessibleName(f"{', '.join(x for x in (strong, rest) if x)}. {small}")
        self.visit_uid = line.facts.visit_uid if line.kind in ("visit", "absent") else None
        if self.visit_uid is not None:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def words(self) -> str:
        """What the line says."""
        return self.accessibleName()

    def mouseReleaseEvent(self, event) -> None:
        if self.visit_uid is not None:
            self.opened.emit(self.visit_uid)

    def keyPressEvent(self, event) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.visit_uid is not None:
            self.opened.emit(self.visit_uid)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event) -> None:
        super().focusInEvent(event)
        self._set_current(True)

    def focusOutEvent(self, event) -> None:
        super().focusOutEvent(event)
        self._set_current(False)

    def _set_current(self, current_row: bool) -> None:
        self.setProperty("current", "true" if current_row else "false")
        self.style().unpolish(self)
        self.style().polish(self)


def _heading(strong: str, rest: str) -> QLabel:
    """A bold word or words and plain ones behind."""
    made = label("", wrap=True)
    made.setTextFormat(Qt.TextFormat.RichText)
    plain = f", {escape(rest)}" if rest else ""
    made.setText(f"<b>{escape(strong)}</b>{plain}")
    return made


Telling = tuple[IconName, ColorName, str, str, str]


def _telling(line: StoryLine, page: PairPage) -> Telling:
    """Icon, its colour, the first word or words, the rest, and the small line below."""
    teller = {
        "born": _born,
        "enrolled": _enrolled,
        "returned": _returned,
        "visit": _visit,
        "absent": _visit,
        "contact": _contact,
        "referral": _referral,
        "answer": _answer,
        "exit": _exit,
    }[line.kind]
    return teller(line, page)


def _day(line: StoryLine, page: PairPage, *more: str | None) -> str:
    return ", ".join([page.day(line.on), *(part for part in more if part)])


def _born(line: StoryLine, page: PairPage) -> Telling:
    t = current()
    header = page.header
    weeks = header.gest_weeks
    text = _("Born at {weeks} weeks", weeks=weeks_number(weeks)) if weeks else _("Born")
    weight = ""
    if header.birth_weight_g is not None:
        weight = t("{weight} g", weight=t.number(header.birth_weight_g))
        source = {"card": _("card"), "recall": _("as remembered")}
        known = source.get(header.birth_weight_source or "", "")
        weight = f"{weight} ({known})" if known else weight
    return "infant", "pen", text, "", _day(line, page, weight)


def _enrolled(line: StoryLine, page: PairPage) -> Telling:
    first = next((v for v in page.story.visits if v.visit_kind == "enrolment"), None)
    level = words.level_of(first.level) if first is not None else None
    rest = _(theme.level(level).word) if level else ""
    age = ""
    born_on = page.header.date_of_birth
    if born_on is not None and line.on >= born_on:
        age = current().age((line.on - born_on).days)
    return "register", "pen", _("Enrolled"), rest, _day(line, page, age)


def _returned(line: StoryLine, page: PairPage) -> Telling:
    text = words.word(words.ENTRY_TYPE, line.facts.entry_type)
    return "referral", "ink2", text[:1].upper() + text[1:], "", _day(line, page)


def _visit(line: StoryLine, page: PairPage) -> Telling:
    t = current()
    visit = line.facts
    gain = ""
    if visit.gain_g_day is not None:
        gain = t("{gain} g a day", gain=t.number(visit.gain_g_day, signed=True))
    small = _day(line, page, visit.staff_name)
    if visit.struck:
        return "differs", "ink3", visit_name(visit), _("struck out"), small
    if visit.visit_kind in ("absent", "phone"):
        icon: IconName = "phone" if visit.visit_kind == "phone" else "overdue"
        return icon, "ink2", visit_name(visit), "", small
    if visit.level == "high":
        return "high", "high", visit_name(visit), _("danger sign"), small
    progress = progress_word(page, visit)
    good = _judged(page, visit.visit_uid)
    if good == "good":
        return "low", "low", visit_name(visit), progress, small
    if good in ("slow", "worse"):
        small = _day(line, page, gain)
        return "moderate", "moderate", visit_name(visit), progress, small
    return "done", "ink2", visit_name(visit), "", small


def _judged(page: PairPage, visit_uid: str) -> str | None:
    judged: Judged | None = page.judged.get(visit_uid)
    return None if judged is None else judged.progress


def _contact(line: StoryLine, page: PairPage) -> Telling:
    facts = line.facts
    means = words.word(words.CONTACT_MEANS, facts.means)
    result = words.word(words.CONTACT_RESULT, facts.result)
    return (
        "phone",
        "ink2",
        means[:1].upper() + means[1:],
        result,
        _day(line, page, facts.staff_name),
    )


def _referral(line: StoryLine, page: PairPage) -> Telling:
    slip = line.facts
    text = _("Sent: {place}", place=words.service(slip.to_service))
    rest = _("refused") if slip.refused else _("struck out") if slip.struck else ""
    return "referral", "ink2", text, rest, _day(line, page, slip.referral_no)


def _answer(line: StoryLine, page: PairPage) -> Telling:
    slip = line.facts
    return (
        "referral",
        "low",
        _("Answer"),
        result_word(slip.result),
        _day(line, page, slip.referral_no),
    )


def _exit(line: StoryLine, page: PairPage) -> Telling:
    text = words.word(words.OUTCOME, line.facts.exit_code)
    return "arrow", "ink2", text[:1].upper() + text[1:], "", _day(line, page)


def result_word(code: str | None) -> str:
    """What came of a referral, in words."""
    return _(RESULTS[code]) if code else ""
