"""A past visit, read-only: what was measured, found and agreed, and why it came out as it did."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mami_desktop.i18n import _, current
from mami_desktop.pathway.definition import Pathway
from mami_desktop.services.pair import VisitFacts
from mami_desktop.views import theme
from mami_desktop.views.infant.facts import PairPage, fed_word, feeding_word, visit_name
from mami_desktop.views.infant.now_column import status_word
from mami_desktop.views.infant.visits_table import visit_level, visit_level_word
from mami_desktop.views.theme_tokens import LevelName
from mami_desktop.views.widgets import (
    STRETCH,
    Card,
    KeyValue,
    LevelBadge,
    LevelShape,
    LinkButton,
    OutlineButton,
    clear,
    column,
    label,
    row,
    scrolled,
)

SHAPES: dict[str, LevelName] = {
    "high": "high",
    "mother_urgent": "mother_urgent",
    "in_depth": "in_depth",
    "moderate": "moderate",
    "same_day": "same_day",
}


class VisitDetail(Card):
    """``left`` on Esc or Close; ``strike_asked(visit_uid)`` for a visit entered in error."""

    left = Signal()
    strike_asked = Signal(str)

    def __init__(self, pathway: Callable[[], Pathway], parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self._pathway = pathway
        self._page: PairPage | None = None
        self.visit: VisitFacts | None = None
        self._private_shown = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inside = QWidget()
        self._box = QVBoxLayout(inside)
        self._box.setContentsMargins(0, 0, theme.gap("m"), 0)
        self._box.setSpacing(theme.gap("s"))
        self.body.addWidget(scrolled(inside), 1)
        self.show_private = OutlineButton(_("Show the private answers"), icon="show", key=_("F8"))
        self.show_private.clicked.connect(self.uncover)
        self._strike = LinkButton(_("Entered in error..."))
        self._strike.clicked.connect(self._ask_strike)
        close = OutlineButton(_("Close"), key=_("Esc"))
        close.clicked.connect(self.left)
        self.body.addLayout(row(self._strike, STRETCH, self.show_private, close))

    def show_visit(self, page: PairPage, visit: VisitFacts, *, may_strike: bool) -> None:
        """Show one visit; private reasons are covered at first."""
        self._page, self.visit, self._private_shown = page, visit, False
        self.set_title(f"{visit_name(visit)}, {current().date(visit.visit_on)}")
        self._strike.setVisible(may_strike and not visit.struck and visit.visit_no != 0)
        self._draw()
        self.setFocus()

    def uncover(self) -> None:
        """F8: show what is private."""
        self._private_shown = not self._private_shown
        self._draw()

    def keyPressEvent(self, event) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_F8:
            self.uncover()
        else:
            super().keyPressEvent(event)

    def why(self) -> list[str]:
        """The reasons as they are shown."""
        return [text for _level, text, _detail in self._reasons()]

    def _ask_strike(self) -> None:
        if self.visit is not None:
            self.strike_asked.emit(self.visit.visit_uid)

    def _draw(self) -> None:
        clear(self._box)
        visit = self.visit
        if visit is None or self._page is None:
            return
        if visit.struck:
            self._box.addWidget(label(_("Struck out: this visit counts nowhere."), "high"))
        self._box.addLayout(self._level_line(visit))
        columns = row(gap="xxl")
        columns.addLayout(column(*_measured(visit), STRETCH), 1)
        columns.addLayout(column(*self._course(visit), STRETCH), 1)
        self._box.addLayout(columns)
        self._why()
        if visit.note:
            self._part(_("Note"), [label(visit.note, "answer", wrap=True)])
        self._box.addStretch(1)

    def _level_line(self, visit: VisitFacts):
        level = visit_level(visit)
        first = LevelBadge(level) if level else label(visit_level_word(visit), "strong")
        whole = (
            _("by a full assessment")
            if visit.full_assessment
            else _("by the questions of that day")
        )
        if visit.chosen_level and visit.chosen_level != visit.level:
            whole = _(
                "chosen by {name}: {reason}",
                name=visit.override_by or "",
                reason=visit.override_reason or "",
            )
        line = row(first, label(whole, "note", wrap=True))
        line.setStretch(1, 1)
        return line

    def _course(self, visit: VisitFacts) -> Iterator[QWidget]:
        came = {
            "mother": _("mother"),
            "other_caregiver": _("another carer"),
            "infant_only": _("the infant alone"),
        }
        if visit.attended_by:
            yield KeyValue(_("Came with"), came[visit.attended_by], "typed")
        if visit.fd_type:
            yield KeyValue(_("Fed"), fed_word(visit.fd_type), "typed")
        if visit.feeding_progress:
            yield KeyValue(_("Feeding since the visit before"), feeding_word(visit), "typed")
        for action in visit.actions:
            known = self._pathway().actions.get(action.action_id)
            name = known.label if known else action.action_id
            yield KeyValue(name, status_word(action.status))
        if visit.staff_name:
            yield KeyValue(_("By"), visit.staff_name)
        if visit.typed_at.date() != visit.visit_on:
            yield KeyValue(_("Typed on"), current().date(visit.typed_at.date()))

    def _why(self) -> None:
        reasons = self._reasons()
        stored = self.visit.reasons if self.visit is not None else ()
        self.show_private.setVisible(any(reason.get("sensitive") for reason in stored))
        lines: list[QWidget] = []
        for level, text, detail in reasons:
            line = QWidget()
            shape = SHAPES.get(level)
            mark = LevelShape(shape) if shape else label("")
            mark.setFixedWidth(theme.size("icon_small"))
            words = column(
                label(text, "body", wrap=True), label(detail, "caption", wrap=True), gap="none"
            )
            box = row(mark, words)
            box.setStretch(1, 1)
            line.setLayout(box)
            lines.append(line)
        self._part(_("Why"), lines or [label(_("Nothing was found."), "caption")])

    def _reasons(self) -> list[tuple[str, str, str]]:
        """Level, words and detail of each reason; what is private only names its page."""
        visit = self.visit
        if visit is None:
            return []
        found = []
        for reason in visit.reasons:
            if reason.get("sensitive") and not self._private_shown:
                found.append((reason["level"], self._covered(reason), ""))
            else:
                found.append((reason["level"], reason["text"], reason.get("detail") or ""))
        return list(dict.fromkeys(found))

    def _covered(self, reason: Mapping[str, Any]) -> str:
        section = self._pathway().sections.get(reason.get("section") or "")
        if section is None:
            return _("a private answer")
        return _("an answer in {section}", section=section.label)

    def _part(self, title: str, lines: list[QWidget]) -> None:
        self._box.addWidget(label(title, "section"))
        for line in lines:
            self._box.addWidget(line)


def _measured(visit: VisitFacts) -> Iterator[QWidget]:
    t = current()
    if visit.weight_g is not None:
        yield KeyValue(_("Weight"), f"{t.kg(visit.weight_g)} kg", "typed")
    if visit.gain_g is not None and visit.gain_days:
        gain = _(
            "{grams} g in {days}, {gain} g a day",
            grams=t.number(visit.gain_g, signed=True),
            days=t.n("{n} day", "{n} days", visit.gain_days),
            gain=t.number(visit.gain_g_day or 0, signed=True),
        )
        yield KeyValue(_("Gain"), gain, "computed")
    if visit.length_mm is not None:
        yield KeyValue(_("Length"), f"{t.cm(visit.length_mm)} cm", "typed")
    if visit.muac_mm is not None:
        yield KeyValue(_("Arm"), f"{t.number(visit.muac_mm)} mm", "typed")
    if visit.head_mm is not None:
        yield KeyValue(_("Head"), f"{t.cm(visit.head_mm)} cm", "typed")
    for name, z in ((_("WAZ"), visit.waz), (_("LAZ"), visit.laz), (_("WLZ"), visit.wlz)):
        if z is not None:
            yield KeyValue(name, t.z(z), "computed")
    if visit.mp_muac_mm is not None:
        yield KeyValue(_("Mother's arm"), f"{t.number(visit.mp_muac_mm)} mm", "typed")
