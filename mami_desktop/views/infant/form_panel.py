"""A short form in the middle of the pair page: fields, one filled button, Esc leaves it."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mami_desktop.errors import EntryError, Problem
from mami_desktop.i18n import _
from mami_desktop.views import theme
from mami_desktop.views.desk import Desk
from mami_desktop.views.visit.sheet import Sheet
from mami_desktop.views.widgets import (
    STRETCH,
    Card,
    DateField,
    EnterFlow,
    LabeledField,
    LinkButton,
    MessageStrip,
    NumberField,
    PrimaryButton,
    label,
    row,
)


class FormPanel(Card):
    """``saved`` after the use case, ``left`` when the form is put away.

    Subclasses add fields with `ask` and save in `_save`; a problem stands beside its field.
    """

    saved = Signal()
    left = Signal()

    def __init__(self, desk: Desk, title: str, save_words: str, sentence: str = "") -> None:
        super().__init__(title)
        self.desk = desk
        self.fields: dict[str, LabeledField] = {}
        self._editors: dict[str, Any] = {}
        self.strip = MessageStrip("problem")
        self.save_button = PrimaryButton(save_words)
        self.save_button.clicked.connect(self.save)
        leave = LinkButton(_("Leave it"), key=_("Esc"))
        leave.clicked.connect(self.left)
        self.flow = EnterFlow((), self.save_button, self)
        inside = QWidget()
        self._box = QVBoxLayout(inside)
        self._box.setContentsMargins(0, 0, theme.gap("m"), 0)
        self._box.setSpacing(theme.gap("m"))
        if sentence:
            self._box.addWidget(label(sentence, "note", wrap=True))
        self._box.addStretch(1)
        self.body.addWidget(Sheet(inside), 1)
        self.body.addWidget(self.strip)
        self.body.addLayout(row(leave, STRETCH, self.save_button))

    def ask(self, key: str, text: str, editor: Any, *, hint: str = "") -> Any:
        """Add a field; returns its editor."""
        field = LabeledField(text, editor, hint=hint)
        self.fields[key] = field
        self._editors[key] = editor
        self._box.insertWidget(self._box.count() - 1, field)
        self.flow.add(editor)
        if isinstance(editor, DateField | NumberField):
            editor.setMaximumWidth(theme.size("text_field"))
        return editor

    def show_only_if(self, shown: Mapping[str, bool]) -> None:
        """Show or hide fields that depend on other answers."""
        for key, visible in shown.items():
            self.fields[key].setVisible(visible)

    def showEvent(self, event) -> None:
        super().showEvent(event)
        self.flow.start()

    def keyPressEvent(self, event) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def save(self) -> None:
        """Carry out the use case; what is refused stays typed, with the reason beside it."""
        self.strip.say("")
        for key, field in self.fields.items():
            field.set_problem(None)
            self._editors[key].commit()
        refused = [f.problem() for f in self.fields.values() if not f.isHidden() and f.problem()]
        if any(problem.severity == "hard" for problem in refused if problem is not None):
            return
        try:
            self._save()
        except EntryError as error:
            self._show(error.problems)
            return
        self.saved.emit()

    def need(self, key: str, text: str) -> None:
        """EntryError beside the field while it is empty."""
        if self.value(key) is None:
            raise EntryError([Problem(text, key)])

    def _save(self) -> None:
        raise NotImplementedError

    def _show(self, problems: list[Problem]) -> None:
        for problem in problems:
            field = self.fields.get(problem.where or "")
            if field is None or field.isHidden():
                self.strip.say(problem.text)
            else:
                field.set_problem(problem)

    def value(self, key: str) -> Any:
        """The answer of a field that is shown; None of one that is not."""
        return None if self.fields[key].isHidden() else self._editors[key].value()
