"""The questions of a visit, one below the other, in the order a nurse asks them."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from mami_desktop.errors import Problem
from mami_desktop.i18n import _, current
from mami_desktop.pathway.assessment_views import DANGER_SIGNS
from mami_desktop.pathway.schedule import LENGTH_EVERY_DAYS, NextVisit
from mami_desktop.views import theme
from mami_desktop.views.desk import Desk
from mami_desktop.views.infant.chart_card import LARGE_TEXT
from mami_desktop.views.infant.facts import feeding_word
from mami_desktop.views.visit.measure_rows import Editor, MeasureRows
from mami_desktop.views.visit.rows import ActionsAsk, AskRow, ChoiceAsk, DangerAsk
from mami_desktop.views.visit.sheet import Sheet
from mami_desktop.views.visit.side_panel import why_then
from mami_desktop.views.visit.sitting import Sitting
from mami_desktop.views.widgets import (
    STRETCH,
    DateField,
    EnterFlow,
    LabeledField,
    LinkButton,
    OptionRow,
    OptionSet,
    boxed,
    column,
    label,
    row,
    rule,
)
from mami_desktop.views.widgets.reading import date_guard

SUPPORT = ("breastfeeding", "supplementary", "not_breastfed", "social")
"""Groups of the action catalogue that are agreed with a mother."""

MOST_PROPOSED = 6


class VisitPage(QWidget):
    """Says what was answered; the screen keeps it. ``put(key, value)`` are keys of the form."""

    answered = Signal(str, object)
    put = Signal(str, object)
    kept = Signal(str)
    denied = Signal()
    moved = Signal(object)
    sections_asked = Signal(tuple)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.flow = EnterFlow((), parent=self)
        self._visit_on = desk.today()
        self._latest = desk.today()
        self._proposed: date | None = None
        self._title = label("", "title")
        self._when = label("", "caption")
        came = _("Came with")
        self.came_with = OptionRow(
            came,
            [("mother", _("Mother")), ("other_caregiver", _("Another carer"))],
            not_assessed=False,
        )
        self.other_date = LinkButton(_("Other date"), icon="today", key=_("Ctrl+D"))
        self.other_date.clicked.connect(self.open_date)
        self.day = DateField(_("Date of the visit"), desk.today)
        self.day_field = LabeledField(_("Date of the visit"), self.day)
        self.day_field.hide()
        self.danger = DangerAsk()
        self.measures = MeasureRows()
        self.feeding = ChoiceAsk(
            _("Feeding since last visit"),
            [
                ("solved", _("Solved")),
                ("better", _("Better")),
                ("same", _("Same")),
                ("worse", _("Worse")),
                ("new", _("New problem...")),
            ],
            _("Feeding questions"),
        )
        self.mother = ChoiceAsk(
            _("Mother today"),
            [("well", _("Well")), ("concern", _("Something to look at..."))],
            _("Questions about her"),
        )
        self.illness = ChoiceAsk(
            _("Illness since last visit"), [("none", _("None")), ("yes", _("Yes..."))],
            _("Signs of illness"),
        )  # fmt: skip
        self.agreed_last = ActionsAsk((), {})
        self.agreed: OptionSet | None = None
        self._offered: list[str] = []
        self._fields: list[Editor] = []
        self.next_on = DateField(_("Next visit"), desk.today, self._read_next)
        self.next_field = LabeledField("", self.next_on)  # the row says what it is
        self._build()
        self._connect()

    def _build(self) -> None:
        self._box = QVBoxLayout()
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        came = row(label(_("Came with"), "label"), self.came_with, self.other_date)
        came.setAlignment(self.came_with, Qt.AlignmentFlag.AlignVCenter)
        title = row(column(self._title, self._when, gap="none"), STRETCH, self.day_field)
        if theme.text_scale() >= LARGE_TEXT:
            head: QBoxLayout = column(title, came)
        else:
            head = row(title, came)
            head.setStretch(0, 1)
        head.setContentsMargins(theme.gap("l"), theme.gap("s"), theme.gap("m"), theme.gap("s"))
        self._box.addLayout(head)
        self._box.addWidget(rule())
        for part in (self.danger, self.measures, self.feeding, self.mother, self.illness):
            self._box.addWidget(part)
        self._late = QVBoxLayout()
        self._late.setSpacing(0)
        self._box.addLayout(self._late)
        next_line = row(self.next_field, STRETCH)
        self.next_row = AskRow(_("Next visit"), next_line)
        self._box.addWidget(self.next_row)
        self._box.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Sheet(boxed(self._box)))

    def _connect(self) -> None:
        self.came_with.chosen.connect(lambda code: self.put.emit("attended_by", code))
        self.day.committed.connect(self._on_day)
        self.danger.denied.connect(self.denied)
        self.danger.seen.connect(lambda: self.sections_asked.emit((DANGER_SIGNS,)))
        self.measures.answered.connect(self.answered)
        self.measures.kept.connect(self.kept)
        for key, ask, sections in (
            ("feeding_progress", self.feeding, ("feeding",)),
            ("mother", self.mother, ("mother_physical", "mother_mental")),
            ("illness", self.illness, ("clinical_a", "clinical_b")),
        ):
            ask.options.chosen.connect(lambda code, k=key: self.put.emit(k, code))
            ask.more_asked.connect(lambda s=sections: self.sections_asked.emit(s))
        self.next_on.committed.connect(lambda _r: self.put.emit("next_on", self._typed_next()))

    # -- showing -----------------------------------------------------------------------------

    def show_sitting(self, sitting: Sitting) -> None:
        """Draw the page for this visit."""
        form = sitting.form
        self._visit_on = sitting.visit_on
        self._title.setText(_("Visit {number}", number=sitting.number))
        self._when.setText(_when(sitting))
        self.came_with.set_value(form.get("attended_by"))
        self.day_field.setVisible(sitting.visit_on != self.desk.today())
        self.day.set_reader(date_guard(self.desk.today, earliest=sitting.enrolled_on))
        self.day.set_day(sitting.visit_on)
        self.feeding.options.set_value(form.get("feeding_progress"))
        self.mother.options.set_value(form.get("mother"))
        self.illness.options.set_value(form.get("illness"))
        seen = sitting.seen_before
        before = feeding_word(seen[-1]) if seen else ""
        self.feeding.say(_("was: {word}", word=before.lower()) if before else "")
        self.mother.say(_mothers_arm(sitting))
        self._fields = self.measures.show_sitting(sitting)
        self._show_actions(sitting)
        typed = form.get("next_on")
        self.next_on.set_typed(typed or "")
        self.next_row.setVisible(not sitting.six_months)
        self._offered = []
        self._show_agreed(sitting)
        self._fill_flow()

    def _fill_flow(self) -> None:
        self.flow.clear()
        for stop in (
            self.came_with,
            self.danger.options,
            *self._fields,
            self.feeding.options,
            self.mother.options,
            self.illness.options,
            *self.agreed_last.options.values(),
            *([self.agreed] if self.agreed is not None else []),
            self.next_on,
        ):
            self.flow.add(stop)
        self._name_stops()

    def _name_stops(self) -> None:
        """Each question is found by its key: the form's, the item's, or the action's."""
        for name, stop in (
            ("attended_by", self.came_with),
            ("danger", self.danger.options),
            ("feeding_progress", self.feeding.options),
            ("mother", self.mother.options),
            ("illness", self.illness.options),
            ("agreed", self.agreed),
            ("next_on", self.next_on),
            *self.measures.editors.items(),
            *self.agreed_last.options.items(),
        ):
            if stop is not None:
                stop.setObjectName(name)

    def _show_actions(self, sitting: Sitting) -> None:
        while (item := self._late.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        catalogue = self.desk.pathway.actions
        agreed = [
            (action, catalogue[action].label if action in catalogue else action)
            for action in sitting.case.agreed_actions
        ]
        statuses = dict(sitting.form.get("actions", {}))
        self.agreed_last = ActionsAsk(agreed, statuses)
        self.agreed_last.told.connect(
            lambda action, code: self.put.emit(
                "actions",
                {k: v for k, v in {**sitting.form.get("actions", {}), action: code}.items() if v},
            )
        )
        self._late.addWidget(self.agreed_last)

    def _show_agreed(self, sitting: Sitting) -> None:
        """Offer what can be agreed for next time; drawn anew only when the offer changed."""
        offered = _proposed(sitting)
        if offered == self._offered:
            return
        self._offered = offered
        while self._late.count() > 1:
            item = self._late.takeAt(1)
            gone = item.widget() if item is not None else None
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        self.agreed = None
        if offered:
            catalogue = self.desk.pathway.actions
            name = _("Agreed for next time")
            choices = [(action, catalogue[action].label) for action in offered]
            self.agreed = OptionSet(name, choices, not_assessed=False)
            self.agreed.set_value(tuple(sitting.form.get("agreed", ())) or None)
            self.agreed.chosen.connect(lambda codes: self.put.emit("agreed", list(codes or ())))
            asked = AskRow(name, self.agreed)
            asked.say(_("chosen with her, never beforehand"))
            self._late.addWidget(asked)
            asked.show()  # at once: the next Enter goes there
        self._fill_flow()

    def refresh(self, sitting: Sitting, proposal: NextVisit | None, latest: date) -> None:
        """Show what the answers so far change on the page."""
        self._latest = latest
        self.danger.show_signs(sitting.listed(), sitting.form.get("danger"), bool(sitting.denied()))
        self.measures.refresh(sitting)
        self._show_agreed(sitting)
        for ask, key, codes, sections in (
            (self.feeding, "feeding_progress", ("new", "worse"), ("feeding",)),
            (self.mother, "mother", ("concern",), ("mother_physical", "mother_mental")),
            (self.illness, "illness", ("yes",), ("clinical_a", "clinical_b")),
        ):
            ask.more.setVisible(sitting.form.get(key) in codes)
            found = sitting.findings_in(*sections)
            if found:
                ask.say(current().n("{n} finding", "{n} findings", found))
        if proposal is not None:
            self._proposed = proposal.proposed_on
            if not sitting.form.get("next_on") and not self.next_on.hasFocus():
                self.next_on.set_day(proposal.proposed_on)
            self.next_row.say(why_then(proposal))

    # -- asking ------------------------------------------------------------------------------

    def start(self) -> None:
        """Put the focus on the first empty question."""
        self.flow.start()

    def go_on(self) -> None:
        """Put the focus on the next empty question."""
        self.flow.start()

    def commit(self) -> None:
        """Take what is being typed as the answer."""
        self.measures.commit()
        self.next_on.commit()

    def open_date(self) -> None:
        """Ctrl+D: the pair was seen on another day."""
        self.day_field.show()
        self.day.focus_entry()

    def chosen_next_on(self) -> date | None:
        """The day chosen instead of the proposed one, if any."""
        chosen = self.next_on.value()
        return None if chosen == self._proposed else chosen

    def first_refused(self) -> Any | None:
        """The first field whose text cannot be taken."""
        wrong = self.measures.has_refused()
        if wrong is not None:
            return self.measures.editors[wrong]
        if self.next_on.reading().problem is not None and not self.next_row.isHidden():
            return self.next_on
        return None

    def show_problem(self, problem: Problem) -> bool:
        """Show a problem beside its field; False where the page has no such field."""
        if problem.where == "next_visit_on":
            self.next_field.set_problem(problem)
        elif problem.where == "visit_on":
            self.day_field.show()
            self.day_field.set_problem(problem)
        elif problem.where in self.measures.fields:
            self.measures.fields[problem.where].set_problem(problem)
        else:
            return False
        return True

    def _on_day(self, reading: Any) -> None:
        if reading.value is not None:
            self.moved.emit(reading.value)

    def _typed_next(self) -> str | None:
        same = self.next_on.value() is not None and self.next_on.value() == self._proposed
        return None if same or self.next_on.is_empty() else self.next_on.typed()

    def _read_next(self, text: str):
        day = self._visit_on

        def from_today() -> date:
            return day

        return date_guard(from_today, prefer="future", earliest=day, latest=self._latest)(text)


def _when(sitting: Sitting) -> str:
    t = current()
    day = t.date(sitting.visit_on, weekday=True)
    planned = sitting.planned_on
    if planned is None:
        return day
    if planned == sitting.visit_on:
        return _("{day}, planned for today", day=day)
    return _("{day}, planned for {other}", day=day, other=t.date(planned, year=False))


def _mothers_arm(sitting: Sitting) -> str:
    t = current()
    if sitting.header.mother_status in ("dead", "alive_absent"):
        return _("who cares for the infant")
    last = sitting.last("mp_muac_mm")
    if last is None:
        return _("arm not measured yet")
    due = (sitting.visit_on - last.on).days >= LENGTH_EVERY_DAYS
    value = t.number(last.value)
    if due:
        return _("arm due, last {value} mm", value=value)
    return _("arm {value} mm, {day}", value=value, day=t.date(last.on, year=False))


def _proposed(sitting: Sitting) -> list[str]:
    """Actions to agree on: those not done yet, then what today's findings propose."""
    result = sitting.result()
    told = sitting.form.get("actions", {})
    again = [a for a in sitting.case.agreed_actions if told.get(a) in ("partly", "not_done")]
    catalogue = sitting.desk.pathway.actions
    found = [
        action
        for action in (result.actions if result is not None else ())
        if catalogue[action].group in SUPPORT
    ]
    chosen = sitting.form.get("agreed", ())
    every = dict.fromkeys([*chosen, *again, *found])
    return [action for action in every if action in catalogue][:MOST_PROPOSED]
