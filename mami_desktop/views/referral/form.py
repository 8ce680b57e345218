"""The fields of a referral slip, prefilled: Enter leads straight to the filled button."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mami_desktop.i18n import N_, _
from mami_desktop.views import theme
from mami_desktop.views.referral.writing import Writing
from mami_desktop.views.theme_tokens import LevelName
from mami_desktop.views.visit.rows import AskRow
from mami_desktop.views.visit.sheet import Sheet
from mami_desktop.views.widgets import (
    ChoiceBox,
    EnterFlow,
    LabeledField,
    LevelShape,
    LinkButton,
    OptionRow,
    OptionSet,
    TextField,
    boxed,
    label,
    row,
)

URGENCIES = (
    ("emergency", N_("Emergency")),
    ("within_24h", N_("Within 24 hours")),
    ("routine", N_("Routine")),
)
WHO = (("infant", N_("Infant")), ("mother", N_("Mother")), ("both", N_("Both")))
SERVICES = (
    ("inpatient_sc", N_("Inpatient care")),
    ("neonatal", N_("Newborn unit, kangaroo care")),
    ("opd", N_("Outpatient clinic")),
    ("maternity_pnc", N_("Maternity, postnatal care")),
    ("iycf", N_("Infant feeding counselling")),
    ("cmam_otp", N_("Nutrition programme")),
    ("social_protection", N_("Social support")),
    ("disability_rehab", N_("Disability, rehabilitation")),
    ("mental_health", N_("Mental health care")),
    ("hiv_pmtct", N_("HIV care")),
    ("tb", N_("TB clinic")),
    ("gbv", N_("Protection from violence")),
    ("other_mami", N_("Another MAMI site")),
    ("other", N_("Other care")),
)
REASON_SHAPES: dict[str, LevelName] = {
    "high": "high",
    "mother_urgent": "mother_urgent",
    "in_depth": "in_depth",
    "moderate": "moderate",
    "same_day": "same_day",
}
MOST_REASONS = 6


class SlipForm(QWidget):
    """``put(key, value)`` under the names of NewReferral."""

    put = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.flow = EnterFlow((), parent=self)
        self.urgency = _row(_("Urgency"), URGENCIES)
        self.service = ServiceBox(_("Service"))
        self.place = TextField(_("To (place)"))
        self.who = _row(_("Who goes"), WHO)
        self.reason = TextField(_("Another reason, in words"), longest=2000)
        self.steps: OptionSet | None = None
        self.treatment = TextField(_("First dose, other, with the time"), longest=2000)
        self.carried_by = TextField(_("Going with them"))
        self.transport = TextField(_("Transport"))
        self.private = OptionRow(
            _("Private reasons"),
            [("neutral", _("Print “for further care”")), ("shown", _("Print them"))],
            not_assessed=False,
        )
        self.refuse = LinkButton(_("Family refuses, or cannot go..."), compact=True)
        self.refuse.clicked.connect(self.open_refusal)
        self.refused_by = TextField(_("Who decided?"))
        self.refused_reason = TextField(_("Why?"), longest=2000)
        self.refused_agreed = TextField(_("What was agreed?"), longest=2000)
        self.fields = {
            "to_service": LabeledField(_("Service"), self.service),
            "to_facility": LabeledField(_("To (place)"), self.place),
            "reason": LabeledField(_("Another reason, in words"), self.reason),
            "treatment_given": LabeledField(_("First dose, other, with the time"), self.treatment),
            "accompanied_by": LabeledField(_("Going with them"), self.carried_by),
            "transport": LabeledField(_("Transport"), self.transport),
            "refused_by": LabeledField(_("Who decided?"), self.refused_by),
            "refused_reason": LabeledField(_("Why?"), self.refused_reason),
            "refused_agreed": LabeledField(_("What was agreed?"), self.refused_agreed),
        }
        named = {"urgency": self.urgency, "who_is_referred": self.who, "private": self.private}
        for key, part in {**self.fields, **named}.items():
            part.setObjectName(key)
        self._reasons = QVBoxLayout()
        self._steps = QVBoxLayout()
        self._build()
        self._connect()

    def _build(self) -> None:
        place = row(self.fields["to_service"], self.fields["to_facility"], gap="m")
        self.private_row = AskRow(_("Private reasons"), self.private)
        self.refusal = AskRow(
            _("Refused"),
            row(self.fields["refused_by"], self.fields["refused_reason"], gap="m"),
            self.fields["refused_agreed"],
        )
        self.refusal.say(_("the pair stays High and on the roll"))
        parts = (
            AskRow(_("Urgency"), self.urgency),
            AskRow(_("To"), place),
            AskRow(_("Who goes"), self.who),
            AskRow(_("Why"), self._reasons, self.fields["reason"]),
            AskRow(_("Done before leaving"), self._steps, self.fields["treatment_given"]),
            AskRow(
                _("On the way"),
                row(self.fields["accompanied_by"], self.fields["transport"], gap="m"),
            ),
            self.private_row,
            self.refusal,
        )
        inside = QVBoxLayout()
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        for part in parts:
            inside.addWidget(part)
        link = row(self.refuse)
        link.setContentsMargins(theme.gap("m"), theme.gap("xs"), 0, 0)
        link.setAlignment(Qt.AlignmentFlag.AlignLeading)
        inside.addLayout(link)
        inside.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Sheet(boxed(inside)))

    def _connect(self) -> None:
        self.urgency.chosen.connect(lambda code: self.put.emit("urgency", code))
        self.who.chosen.connect(lambda code: self.put.emit("who_is_referred", code))
        self.service.chosen.connect(lambda code: self.put.emit("to_service", code))
        self.private.chosen.connect(lambda code: self.put.emit("share_sensitive", code == "shown"))
        for key, field in self._typed().items():
            field.committed.connect(lambda _r, k=key, f=field: self.put.emit(k, f.value()))

    def _typed(self) -> dict[str, TextField]:
        return {
            "to_facility": self.place,
            "reason": self.reason,
            "treatment_given": self.treatment,
            "accompanied_by": self.carried_by,
            "transport": self.transport,
            "refused_by": self.refused_by,
            "refused_reason": self.refused_reason,
            "refused_agreed": self.refused_agreed,
        }

    # -- showing -----------------------------------------------------------------------------

    def show_writing(self, writing: Writing, *, refused: bool) -> None:
        """Show a slip as it stands."""
        for key, field in self._typed().items():
            field.set_typed(writing.value(key) or "")
        self._show_steps(writing)
        self._show_reasons(writing)
        self.refresh(writing)
        opened = refused or any(
            writing.value(k) for k in ("refused_by", "refused_reason", "refused_agreed")
        )
        self.refusal.setVisible(opened)
        self.refuse.setHidden(opened)

    def refresh(self, writing: Writing) -> None:
        """Show what depends on other answers."""
        self.urgency.set_value(writing.value("urgency"))
        self.who.set_value(writing.value("who_is_referred"))
        self.service.set_value(writing.value("to_service"))
        self.private_row.setVisible(writing.is_private())
        self.private.set_value("shown" if writing.value("share_sensitive") else "neutral")
        self.private_row.say(
            _("say who carries the slip") if writing.value("share_sensitive") else ""
        )
        self.setEnabled(writing.saved is None)

    def _show_reasons(self, writing: Writing) -> None:
        _empty(self._reasons)
        result = writing.result()
        lines: dict[str, str] = {}
        for reason in result.reasons if result is not None else ():
            if reason.level in REASON_SHAPES:
                text = _("for further care") if reason.sensitive else reason.text
                lines.setdefault(text, reason.level)
        for text, level in list(lines.items())[:MOST_REASONS]:
            line = row(LevelShape(REASON_SHAPES[level]), label(text, "answer", wrap=True))
            line.setStretch(1, 1)
            self._reasons.addWidget(boxed(line))
        if len(lines) > MOST_REASONS:
            more = _("and {n} more on the slip", n=len(lines) - MOST_REASONS)
            self._reasons.addWidget(label(more, "caption"))

    def _show_steps(self, writing: Writing) -> None:
        _empty(self._steps)
        catalogue = writing.desk.pathway.actions
        self.steps = OptionSet(
            _("Done before leaving"),
            [(a, catalogue[a].label) for a in writing.proposed_steps()],
            not_assessed=False,
        )
        self.steps.set_value(tuple(writing.value("steps_done") or ()) or None)
        self.steps.chosen.connect(lambda codes: self.put.emit("steps_done", list(codes or ())))
        self._steps.addWidget(self.steps)
        self.flow.clear()
        stops: tuple[Any, ...] = (
            self.urgency,
            self.service,
            self.place,
            self.who,
            self.reason,
            self.steps,
            self.treatment,
            self.carried_by,
            self.transport,
            self.private,
            self.refused_by,
            self.refused_reason,
            self.refused_agreed,
        )
        for stop in stops:
            self.flow.add(stop)

    def open_refusal(self) -> None:
        """The family refuses, or cannot go: who decided, why, what was agreed instead."""
        self.refusal.show()
        self.refuse.hide()
        self.refused_by.focus_entry()

    def commit(self) -> None:
        """Take what is being typed as the answer."""
        for field in self._typed().values():
            field.commit()


class ServiceBox(ChoiceBox):
    """A drop-down that takes its place among the questions: Enter goes on."""

    chosen = Signal(object)
    entered = Signal()
    went_back = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setPlaceholderText(_("choose"))
        for code, words in SERVICES:
            self.addItem(_(words), code)
        self.setCurrentIndex(-1)
        self.setMinimumWidth(theme.size("answer_column"))
        self.activated.connect(lambda _at: self.chosen.emit(self.value()))

    def value(self) -> str | None:
        """The code chosen."""
        return self.currentData()

    def set_value(self, code: str | None) -> None:
        """Show a code without a signal."""
        self.setCurrentIndex(self.findData(code))

    def is_empty(self) -> bool:
        """Whether nothing is chosen."""
        return self.currentIndex() < 0

    def focus_entry(self) -> None:
        """Put the focus here."""
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def commit(self) -> None:
        """Nothing waits: a choice is taken at once."""

    def keyPressEvent(self, event) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            before = self.currentIndex()
            super().keyPressEvent(event)
            if self.currentIndex() != before:
                self.chosen.emit(self.value())


def _row(name: str, codes: Any) -> OptionRow:
    return OptionRow(name, [(code, _(words)) for code, words in codes], not_assessed=False)


def _empty(box: QVBoxLayout) -> None:
    while (item := box.takeAt(0)) is not None:
        if (gone := item.widget()) is not None:
            gone.hide()
            gone.deleteLater()
