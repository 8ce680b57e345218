"""The drawer: the pairs behind a number, the rule in words, and the dates it was counted on."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mami_desktop.i18n import N_, _, current
from mami_desktop.services.month import AbsenceLine, BehindLine
from mami_desktop.views import theme, words
from mami_desktop.views.widgets import (
    STRETCH,
    LinkButton,
    OutlineButton,
    boxed,
    clear,
    column,
    label,
    row,
    rule,
)

SHOWN_AT_ONCE = 30

VISIT_KINDS = {
    "enrolment": N_("enrolment"),
    "scheduled": N_("visit on the day"),
    "early_unscheduled": N_("early visit"),
    "late": N_("late visit"),
    "home_visit": N_("home visit"),
    "phone": N_("phone call"),
    "absent": N_("did not come"),
    "assessment": N_("seen, not enrolled"),
}
PLACES = {
    "facility_opd": N_("outpatients"),
    "epi_immunisation": N_("vaccination"),
    "pnc": N_("postnatal care"),
    "gmp": N_("growth monitoring"),
    "ipd_discharge": N_("discharge from inpatient care"),
    "community_chw": N_("community"),
    "blanket_feeding": N_("food distribution"),
    "other": N_("other place"),
}


class Drawer(QFrame):
    """``pair_asked(infant uid, enrolment uid)`` by its button; ``closed`` by Esc."""

    pair_asked = Signal(str, object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card_focus")
        self._title = label("", "section", wrap=True)
        self._rule = label("", "caption_ink", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.gap("s"))
        self._rows.setContentsMargins(0, 0, 0, 0)
        close = LinkButton(_("Close"), key="Esc", compact=True)
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(lambda _on: self.closed.emit())
        head = row(self._title, close)
        head.setStretch(0, 1)
        self.setLayout(column(head, self._rule, rule(), self._rows, margins="m"))
        self._lines: list[BehindLine] = []
        self._absence: Callable[[BehindLine], AbsenceLine] | None = None
        self.open_buttons: list[OutlineButton] = []
        self.hide()

    def show_lines(
        self,
        title: str,
        rule_text: str,
        lines: Sequence[BehindLine],
        absence: Callable[[BehindLine], AbsenceLine] | None = None,
    ) -> None:
        """Open on these lines; ``absence`` tells the misses before a default."""
        self._title.setText(_("Behind the number: {what}", what=title))
        self._rule.setText(rule_text)
        self._rule.setHidden(not rule_text)
        self.setAccessibleName(self._title.text())
        self._lines = list(lines)
        self._absence = absence
        clear(self._rows)
        self.open_buttons = []
        if not self._lines:
            self._rows.addWidget(label(_("Nobody is behind this number: it is zero."), "quiet"))
        self._add(0)
        self.show()

    def title(self) -> str:
        """What the drawer is about."""
        return self._title.text()

    def sentences(self) -> list[str]:
        """What is said of each line, in order."""
        return [self._facts(line) for line in self._lines]

    def keyPressEvent(self, event) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _add(self, start: int) -> None:
        end = min(start + SHOWN_AT_ONCE, len(self._lines))
        for line in self._lines[start:end]:
            self._rows.addWidget(self._line(line))
        if end < len(self._lines):
            more = LinkButton(_("Show more ({n})", n=len(self._lines) - end), compact=True)
            more.clicked.connect(lambda _on: self._show_more(more, end))
            self._rows.addWidget(more, 0, Qt.AlignmentFlag.AlignLeading)

    def _show_more(self, button: QWidget, start: int) -> None:
        button.hide()
        button.deleteLater()
        self._add(start)

    def _line(self, line: BehindLine) -> QWidget:
        name, number = _who(line)
        facts = label(self._facts(line), "caption_ink", wrap=True)
        names = row(label(name, "strong"), label(number, "caption"), STRETCH)
        box = row(column(names, facts, gap="none"), gap="m")
        box.setStretch(0, 1)
        if line.infant_uid is not None:
            button = OutlineButton(_("Open pair"), compact=True)
            button.setAccessibleDescription(name)
            button.clicked.connect(
                lambda _on, one=line: self.pair_asked.emit(one.infant_uid, one.enrolment_uid)
            )
            box.addWidget(button)
            self.open_buttons.append(button)
        return boxed(box)

    def _facts(self, line: BehindLine) -> str:
        parts = [_stay(line) or _event(line)]
        if line.exit_code == "defaulted" and self._absence is not None:
            parts.append(_missed(self._absence(line)))
        return "; ".join(part for part in parts if part)


def _who(line: BehindLine) -> tuple[str, str]:
    if line.scr_place is not None:
        return _(PLACES[line.scr_place]), ""
    return words.infant(line.infant_name, line.caregiver_name or ""), line.mami_no or ""


def _stay(line: BehindLine) -> str:
    """Entry and exit of a stay, each with the day it is counted on."""
    t = current()
    if line.started_on is None:
        return ""
    came = t.date(line.started_on)
    if line.entry_type is None:
        return _("enrolled on {day}", day=came)
    sentence = _("{how}, {day}", how=words.word(words.ENTRY_TYPE, line.entry_type), day=came)
    if line.exit_code is None:
        return sentence
    left = _(
        "{how}, {day}",
        how=words.word(words.OUTCOME, line.exit_code),
        day=t.date(line.ended_on),
    )
    return f"{sentence}; {left}"


def _event(line: BehindLine) -> str:
    """A visit, an appointment, a slip or a day of screening."""
    t = current()
    if line.on is None:
        return ""
    day = t.date(line.on)
    if line.screened is not None:
        return _(
            "{day}: {screened} screened, {at_risk} at risk",
            day=day,
            screened=line.screened,
            at_risk=line.at_risk,
        )
    if line.visit_kind is not None:
        return _("{what}, {day}", what=_(VISIT_KINDS[line.visit_kind]), day=day)
    if line.kept_on is not None:
        return _("for {day}; came on {came}", day=day, came=t.date(line.kept_on))
    return _("for {day}; nobody came", day=day)


def _missed(absence: AbsenceLine) -> str:
    t = current()
    parts = []
    if absence.missed_on:
        days = ", ".join(t.date(day, year=False) for day in absence.missed_on)
        parts.append(_("visits missed: {days}", days=days))
    for day, means, result in absence.contacts:
        parts.append(
            _(
                "{means} {day}: {result}",
                means=words.word(words.CONTACT_MEANS, means),
                day=t.date(day, year=False),
                result=words.word(words.CONTACT_RESULT, result) or _("no answer noted"),
            )
        )
    return "; ".join(parts)
