"""The last page: look it over, decide, agree the first steps, one button."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mami_desktop.errors import EntryError
from mami_desktop.i18n import _, current
from mami_desktop.pathway.reasons import LABELS
from mami_desktop.views import theme
from mami_desktop.views.assessment.plan import (
    ENROL,
    FOLLOWED_HERE,
    REFER,
    USUAL_CARE,
    Plan,
)
from mami_desktop.views.desk import Desk
from mami_desktop.views.enrolment.intake import Intake
from mami_desktop.views.widgets import (
    DateField,
    EnterFlow,
    LabeledField,
    LinkButton,
    MessageStrip,
    OptionRow,
    OptionSet,
    TextField,
    column,
    label,
    options,
    row,
    scrolled,
)
from mami_desktop.views.widgets.layouts import clear
from mami_desktop.views.widgets.reading import date_guard

_LEVELS = ("high", "moderate", "low")
_OTHER_REASON = "other_reason"
_OPENS = {"override_open": "chosen_level", "other_reason_open": "main_reason_all"}
"""What was asked to be opened has the focus next."""


class ReviewPage(QWidget):
    """``changed`` after each choice, ``finished(screen, args)`` once saved, ``asked_item`` and
    ``asked_page`` to mend what is missing."""

    changed = Signal()
    finished = Signal(str, dict)
    asked_item = Signal(str)
    asked_page = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.plan: Plan | None = None
        self._told: dict[str, LabeledField] = {}
        self._shape: tuple | None = None
        self.flow = EnterFlow(parent=self)
        self._problem = MessageStrip("problem")
        inside = QWidget()
        self._box = QVBoxLayout(inside)
        edge = theme.gap("m")
        self._box.setContentsMargins(edge, theme.gap("xs"), edge, theme.gap("xs"))
        self._box.setSpacing(theme.gap("s"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._problem)
        outer.addWidget(scrolled(inside), 1)

    # -- what the foot needs ---------------------------------------------------------------------

    def button_words(self) -> str:
        """What the one button does."""
        plan = self.plan
        if plan is None:
            return ""
        if plan.enrols:
            return _("Enrol {infant}", infant=plan.intake.infant_words)
        if plan.decision == REFER:
            return _("Finish: referred") if plan.has_slip() else _("Refer: write the slip")
        if plan.decision == USUAL_CARE:
            return _("Usual care")
        return _("Finish")

    def can_finish(self) -> bool:
        """Whether nothing is missing for the decision."""
        if self.plan is None:
            return False
        if self.plan.enrols and self.plan.intake.missing():
            return False
        return not self.plan.problems() and not self.plan.not_taken()

    def finish(self) -> None:
        """Save in one transaction and go to the pair, or write the slip first."""
        plan = self.plan
        if plan is None or not self.can_finish():
            return
        if plan.decision == REFER and not plan.has_slip():
            plan.intake.save()
            urgency = "emergency" if plan.level == "high" else "within_24h"
            self.desk.go("referral", draft_uid=plan.intake.draft_uid, urgency=urgency)
            return
        try:
            done = plan.save()
        except EntryError as error:
            self._problem.say(_("Not saved yet."), " ".join(p.text for p in error.problems))
            return
        self._problem.say("")
        self.desk.say(done.sentence)
        self.finished.emit(done.screen, done.args)

    # -- showing ---------------------------------------------------------------------------------

    def show_intake(self, intake: Intake) -> None:
        """Review this pair."""
        self.plan = Plan(intake)
        self.plan.take_over_refusal()
        self._shape = None
        self._problem.say("")

    def start(self) -> None:
        """Focus the first open choice."""
        self.flow.start()

    def refresh(self) -> None:
        """Draw what the decision asks for; only when something else is asked than before."""
        plan = self.plan
        if plan is None:
            return
        shape = (
            plan.level,
            plan.chosen_level,
            self._override_open(),
            plan.decision,
            tuple(plan.decisions()),
            plan.reasons(),
            plan.main_reason,
            self._other_reason_open(),
            tuple(plan.actions()),
            tuple(text for _page, _field, text in plan.intake.missing()),
            tuple(plan.not_taken()),
            plan.has_slip(),
        )
        if shape != self._shape:
            self._shape = shape
            self._draw(plan)
        self._tell_problems(plan)

    def _override_open(self) -> bool:
        return self.plan is not None and bool(self.plan.get("override_open"))

    def _other_reason_open(self) -> bool:
        plan = self.plan
        return plan is not None and (
            bool(plan.get("other_reason_open")) or plan.main_reason not in plan.reasons()
        )

    def _draw(self, plan: Plan) -> None:
        clear(self._box)
        self.flow.clear()
        self._told.clear()
        self._add_not_taken(plan)
        self._add_missing(plan)
        self._add_level(plan)
        self._add_decision(plan)
        if plan.enrols:
            self._add_reason(plan)
        if plan.decision is not None and plan.actions():
            self._add_actions(plan)
        if plan.enrols:
            self._add_next_visit(plan)
        self._box.addStretch(1)

    def _add_not_taken(self, plan: Plan) -> None:
        answers = plan.not_taken()
        if answers:
            words = _("Not taken as it is typed: correct it or empty it")
            self._box.addWidget(label(words, "section", wrap=True))
        for item_id, text in answers:
            self._add_link(f"refused_{item_id}", text, partial(self.asked_item.emit, item_id))

    def _add_missing(self, plan: Plan) -> None:
        missing = plan.intake.missing()
        if not missing or (plan.decision is not None and not plan.enrols):
            return
        self._box.addWidget(label(_("Still needed to enrol"), "section"))
        for page, field, text in missing:
            self._add_link(f"missing_{field.key}", text, partial(self.asked_page.emit, page.id))

    def _add_link(self, name: str, text: str, follow: Callable[[], None]) -> None:
        link = LinkButton(text, icon="go", compact=True)
        link.setObjectName(name)
        link.clicked.connect(lambda: follow())
        holder = QWidget()
        holder.setLayout(row(link, "stretch"))
        self._box.addWidget(holder)

    def _add_level(self, plan: Plan) -> None:
        worked_out = plan.result.level or "incomplete"
        if plan.chosen_level is not None:
            words = _(
                "Worked out: {level}. Chosen: {chosen}.",
                level=_word(worked_out),
                chosen=_word(plan.chosen_level),
            )
        else:
            words = _("Worked out: {level}.", level=_word(worked_out))
        change = LinkButton(_("Another level..."), compact=True)
        change.clicked.connect(lambda: self._put("override_open", True))
        self._box.addLayout(row(label(words, "strong"), change, "stretch"))
        change.setHidden(self._override_open())
        if not self._override_open():
            return
        levels = OptionRow(
            _("Level"),
            [(level, _word(level)) for level in _LEVELS],
            not_assessed=False,
        )
        levels.set_value(plan.get("chosen_level"))
        levels.chosen.connect(lambda code: self._put("chosen_level", code))
        self._field("chosen_level", _("Chosen level"), levels)
        if plan.chosen_level is not None:
            self._words("override_reason", _("Why another level?"))

    def _add_decision(self, plan: Plan) -> None:
        words = {
            ENROL: _("Enrol"),
            REFER: _("Refer"),
            USUAL_CARE: _("Usual care"),
            FOLLOWED_HERE: _("Family refuses: follow here"),
        }
        choice = OptionRow(
            _("Decision"), [(code, words[code]) for code in plan.decisions()], not_assessed=False
        )
        choice.set_value(plan.decision)
        choice.chosen.connect(lambda code: self._put("decision", code))
        heading = (
            _("A clinician decides: enrol or refer")
            if plan.in_depth
            else _("What happens with this pair?")
        )
        self._field("decision", heading, choice)
        if plan.intake.care_refused:
            text = _("The family does not agree to care: advice and referral only, no number.")
            self._box.addWidget(label(text, "note", wrap=True))
        if plan.needs_decision_reason():
            self._words("decision_reason", _("Why?"))

    def _add_reason(self, plan: Plan) -> None:
        proposed = list(plan.reasons())
        opened = self._other_reason_open()
        choices = [(code, _(LABELS[code])) for code in proposed[:5]]
        if not opened:
            choices.append((_OTHER_REASON, _("Another reason...")))
        main = OptionRow(_("Main reason"), choices, not_assessed=False)
        main.set_value(plan.main_reason)
        main.chosen.connect(self._main_reason)
        self._field("main_reason", _("Main reason, for the register"), main)
        if opened:
            every = options(
                _("Main reason"),
                [(code, _(words)) for code, words in LABELS.items()],
                not_assessed=False,
            )
            every.set_value(plan.main_reason)
            every.chosen.connect(lambda code: self._put("main_reason", code))
            self._field("main_reason_all", _("All reasons"), every)

    def _main_reason(self, code: str | None) -> None:
        if code == _OTHER_REASON:
            self._put("other_reason_open", True)
        else:
            self._put("main_reason", code)

    def _add_actions(self, plan: Plan) -> None:
        catalogue = plan.intake.assessment.pathway.actions
        agreed = OptionSet(
            _("Agreed actions"),
            [(action, catalogue[action].label) for action in plan.actions()],
            not_assessed=False,
        )
        agreed.set_value(plan.agreed())
        agreed.chosen.connect(lambda codes: self._put("actions", list(codes or ())))
        for button in agreed.buttons:
            button.setToolTip(catalogue[button.code].text)
        self._field(
            "actions",
            _("Agreed with the mother: a few first steps"),
            agreed,
            hint=_("Three are proposed. Take away what she does not agree to."),
        )

    def _add_next_visit(self, plan: Plan) -> None:
        t = current()
        proposed = plan.proposed_visit()
        day = DateField(_("Next visit"), lambda: plan.intake.visit_on, self._read_visit)
        typed = plan.get("next_visit")
        if typed is not None:
            day.set_typed(typed)
        elif proposed is not None:
            day.set_day(proposed.proposed_on)
        day.committed.connect(lambda read: self._put_next_visit(day.typed(), read.value))
        hint = ""
        if proposed is not None:
            hint = t.n(
                "Proposed by the schedule: in {n} day.",
                "Proposed by the schedule: in {n} days.",
                (proposed.proposed_on - plan.intake.visit_on).days,
            )
        field = self._field("next_visit", _("Next visit"), day, hint=hint)
        field.setMaximumWidth(theme.size("text_field"))

    def _put_next_visit(self, typed: str, on) -> None:
        if self.plan is not None:
            self.plan.put_next_visit(typed, on)
            self.refresh()
            self.changed.emit()

    def _read_visit(self, text: str):
        plan = self.plan
        assert plan is not None
        proposed = plan.proposed_visit()
        return date_guard(
            lambda: plan.intake.visit_on,
            prefer="future",
            earliest=plan.intake.visit_on + timedelta(days=1),
            latest=proposed.until if proposed else None,
        )(text)

    def _words(self, key: str, text: str) -> None:
        assert self.plan is not None
        field = TextField(text)
        field.set_typed(self.plan.get(key) or "")
        field.committed.connect(lambda _reading: self._put(key, field.value()))
        self._field(key, text, field)

    def _field(self, key: str, text: str, editor, *, hint: str = "") -> LabeledField:
        field = LabeledField(text, editor, hint=hint)
        field.setObjectName(key)
        self._told[key] = field
        self._box.addLayout(column(field))
        self.flow.add(editor)
        return field

    def _tell_problems(self, plan: Plan) -> None:
        problems = {problem.where: problem for problem in plan.problems()}
        for key, field in self._told.items():
            problem = problems.get(key)
            shown = problem if key in ("chosen_level", "next_visit") else None
            field.set_problem(shown)
            if problem is not None and shown is None:
                field.set_hint(problem.text)

    def _put(self, key: str, value) -> None:
        plan = self.plan
        if plan is None:
            return
        plan.put(key, value)
        focus = self.focusWidget()
        where = _OPENS.get(key) or next(
            (k for k, field in self._told.items() if focus and field.isAncestorOf(focus)), None
        )
        self.refresh()
        if where in self._told and self._told[where].editor is not None:
            editor = self._told[where].editor
            if not editor.hasFocus() and not self._told[where].isAncestorOf(
                self.focusWidget() or self
            ):
                editor.focus_entry()
        self.changed.emit()


def _word(level: str) -> str:
    return _(theme.LEVELS[level].word)  # type: ignore[index]  # a stored level is one of them
