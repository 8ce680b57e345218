"""Beside the visit: how it was last time, what this visit says so far, and the way to refer."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mami_desktop.i18n import _, current
from mami_desktop.pathway.classify import Classification
from mami_desktop.pathway.schedule import NextVisit
from mami_desktop.views import theme, words
from mami_desktop.views.infant.facts import fed_word, feeding_word
from mami_desktop.views.theme_tokens import LevelName
from mami_desktop.views.visit.sitting import Sitting
from mami_desktop.views.widgets import (
    Card,
    DangerOutlineButton,
    KeyValue,
    LevelBadge,
    LevelShape,
    clear,
    column,
    label,
    row,
    rule,
    scrolled,
)

SHAPES: dict[str, LevelName] = {
    "high": "high",
    "mother_urgent": "mother_urgent",
    "in_depth": "in_depth",
    "moderate": "moderate",
    "same_day": "same_day",
}


class SidePanel(Card):
    """``refer_asked`` by the button; the shortcut F9 belongs to the screen."""

    refer_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self.setFixedWidth(theme.size("visit_panel"))
        self.badge = LevelBadge(large=True)
        self.sentence = label("", "body", wrap=True)
        inside = QWidget()
        self._box = QVBoxLayout(inside)
        edge = theme.gap("m")
        self._box.setContentsMargins(edge, edge, edge, edge)
        self._box.setSpacing(theme.gap("s"))
        self._last = column()
        self._found = column()
        self._next = column()
        self._box.addLayout(self._last)
        self._box.addWidget(rule())
        self._box.addWidget(label(_("This visit so far"), "overline"))
        self._box.addWidget(self.badge)
        self._box.addWidget(self.sentence)
        self._box.addLayout(self._found)
        self._box.addWidget(rule())
        self._box.addLayout(self._next)
        self._box.addStretch(1)
        self.refer = DangerOutlineButton(_("Danger sign seen: refer now"), icon="high", key=_("F9"))
        self.refer.clicked.connect(self.refer_asked)
        self.body.addWidget(scrolled(inside), 1)
        foot = row(self.refer, margins="m")
        self.body.addLayout(foot)

    def show_sitting(self, sitting: Sitting) -> None:
        """How it was last time."""
        clear(self._last)
        for line in _last_time(sitting):
            self._last.addWidget(line)

    def show_result(self, sitting: Sitting, proposal: NextVisit | None) -> None:
        """What the answers so far say."""
        result = sitting.result()
        self.badge.set_level(_level(result))
        self.badge.setVisible(_level(result) is not None)
        self.sentence.setText(_sentence(sitting, result))
        self.sentence.setHidden(not self.sentence.text())
        clear(self._found)
        for line in _found(sitting, result):
            self._found.addWidget(line)
        clear(self._next)
        if proposal is not None and not sitting.six_months:
            t = current()
            self._next.addWidget(label(_("Next visit"), "strong"))
            day = t.date(proposal.proposed_on, weekday=True)
            self._next.addWidget(label(_("proposed: {day}", day=day), "body", wrap=True))
            self._next.addWidget(label(why_then(proposal), "caption", wrap=True))


def _last_time(sitting: Sitting) -> Iterator[QWidget]:
    t = current()
    seen = sitting.seen_before
    if not seen:
        yield label(_("First visit"), "overline")
        return
    last = seen[-1]
    yield label(_("Last time, {day}", day=t.date(last.visit_on, year=False)), "overline")
    if last.weight_g is not None:
        yield KeyValue(_("Weight"), f"{t.kg(last.weight_g)} kg", "typed")
    if last.gain_g_day is not None:
        gain = t("{gain} g a day", gain=t.number(last.gain_g_day, signed=True))
        yield KeyValue(_("Gain before"), gain, "computed")
    if last.waz is not None:
        yield KeyValue(_("WAZ"), t.z(last.waz), "computed")
    if last.muac_mm is not None:
        yield KeyValue(_("Arm"), f"{t.number(last.muac_mm)} mm", "typed")
    if last.fd_type:
        yield KeyValue(_("Fed"), fed_word(last.fd_type), "typed")
    if last.feeding_progress:
        yield KeyValue(_("Feeding"), feeding_word(last), "typed")


def _level(result: Classification | None) -> LevelName | None:
    if result is None or result.level is None:
        return None
    level = words.level_of(result.level)
    return "in_depth" if level == "moderate" and result.in_depth else level


def _sentence(sitting: Sitting, result: Classification | None) -> str:
    t = current()
    if sitting.six_months:
        return _("The infant is 6 months old: no level is given any more. Review and hand over.")
    if result is None:
        return ""
    if result.level == "incomplete":
        count = len(sitting.still_open())
        return t.n(
            "{n} answer is still open. Nothing says High.",
            "{n} answers are still open. Nothing says High.",
            count,
        )
    if result.level is None:
        name = words.level_of(sitting.header.level)
        if name is None or sitting.header.level_on is None:
            return _("No new finding.")
        if name == "moderate" and sitting.header.in_depth:
            return _("No new finding. A clinician still decides: enrol or refer.")
        return _(
            "No new finding. The level stays {level}, of {day}.",
            level=_(theme.level(name).word),
            day=t.date(sitting.header.level_on),
        )
    return sitting.desk.pathway.levels[result.level].consequence if result.level == "high" else ""


def _found(sitting: Sitting, result: Classification | None) -> Iterator[QWidget]:
    if sitting.weight_to_look_at() is not None:
        yield label(_("Weight"), "strong")
        yield label(_("Waiting for your answer: no gain is judged until then."), "note", wrap=True)
    else:
        progress = {"good": _("good"), "slow": _("slow"), "worse": _("worse")}.get(
            sitting.progress() or ""
        )
        if progress and result is not None and result.level != "incomplete":
            yield KeyValue(_("Progress"), progress, "computed")
    for reason in result.reasons if result is not None else ():
        shape = SHAPES.get(reason.level)
        if shape is None:
            continue
        text = reason.text
        if reason.sensitive:
            section = sitting.desk.pathway.sections[reason.section].label
            text = _("an answer in {section}", section=section)
        line = QWidget()
        detail = "" if reason.sensitive else reason.detail
        told = column(label(text, "body", wrap=True), gap="none")
        if detail:
            told.addWidget(label(detail, "caption", wrap=True))
        box = row(LevelShape(shape), told)
        box.setAlignment(Qt.AlignmentFlag.AlignTop)
        box.setStretch(1, 1)
        line.setLayout(box)
        yield line


def why_then(proposal: NextVisit) -> str:
    """Why this day: the phase, how many good visits, what brings the next one nearer."""
    t = current()
    if proposal.same_day:
        return _("soon, because something is treated today")
    phases = {
        "start": _("at the start"),
        "weekly": _("weekly"),
        "fortnightly": _("every 14 days"),
        "monthly": _("every 28 days"),
    }
    phase = phases[proposal.phase]
    if proposal.stepped_back:
        return t("{phase} again, because of a new finding", phase=phase)
    if proposal.good_running:
        good = t.n("{n} good visit running", "{n} good visits running", proposal.good_running)
        return t("{phase}; {good}", phase=phase, good=good)
    return phase
