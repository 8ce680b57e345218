"""One page of the enrolment form: fields under headings, drawn from the field list."""

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from mami_desktop.errors import Problem
from mami_desktop.i18n import _
from mami_desktop.measures import read_measure
from mami_desktop.pathway.entry import read_answer
from mami_desktop.views import theme
from mami_desktop.views.assessment.editors import typed_text, unit_words
from mami_desktop.views.enrolment.fields import Field, Group, Page
from mami_desktop.views.enrolment.intake import Intake
from mami_desktop.views.widgets import (
    STRETCH,
    DateField,
    EnterFlow,
    LabeledField,
    NumberField,
    OptionRow,
    TextField,
    label,
    row,
    rule,
    scrolled,
)
from mami_desktop.views.widgets.reading import EMPTY

_YES_NO = {"yes": True, "no": False}
_CODES = {True: "yes", False: "no"}


class FormPage(QWidget):
    """``put(key, value)`` at each change, ``moved(key)`` as the focus goes on."""

    put = Signal(str, object)
    moved = Signal(str)

    def __init__(self, intake: Intake, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.intake = intake
        self.page = page
        self._fields: dict[str, LabeledField] = {}
        self._rows: list[tuple[QWidget, list[str]]] = []
        self.flow = EnterFlow(parent=self)
        inside = QWidget()
        self._area = scrolled(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)
        self._box = QVBoxLayout(inside)
        edge = theme.gap("m")
        self._box.setContentsMargins(edge, theme.gap("s"), edge, theme.gap("xs"))
        self._box.setSpacing(theme.gap("xs"))
        for number, group in enumerate(page.groups):
            if number:
                self._box.addSpacing(theme.gap("xs"))
                self._box.addWidget(rule())
                self._box.addSpacing(theme.gap("xs"))
            self._add_group(group)
        self._box.addStretch(1)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)

    def _add_group(self, group: Group) -> None:
        heading = label(_(group.heading), "section")
        if group.icon:
            picture = label("")
            picture.setPixmap(
                theme.pixmap(
                    group.icon,
                    filled=True,
                    size_name="icon_large",
                    ratio=self.devicePixelRatioF(),
                )
            )
            self._box.addLayout(row(picture, heading, STRETCH))
        else:
            self._box.addWidget(heading)
        line: list[Field] = []
        for field in group.fields:
            if line and field.place == "line":
                self._add_line(line)
                line = []
            line.append(field)
        if line:
            self._add_line(line)

    def _add_line(self, fields: list[Field]) -> None:
        holder = QWidget(self._area.widget())
        box = QHBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.gap("l"))
        for field in fields:
            made = LabeledField(_(field.label), self._editor(field), hint=_(field.hint))
            made.setObjectName(field.key)
            self._fields[field.key] = made
            if isinstance(made.editor, TextField):
                made.setFixedWidth(theme.size("text_field"))
            elif isinstance(made.editor, DateField):
                made.setFixedWidth(theme.size("section_list"))
            stretches = isinstance(made.editor, OptionRow) and field is fields[-1]
            box.addWidget(made, 1 if stretches else 0)
            self.flow.add(made.editor)
        if not stretches:
            box.addStretch(1)
        self._box.addWidget(holder)
        self._rows.append((holder, [field.key for field in fields]))

    # -- editors -----------------------------------------------------------------------------

    def _editor(self, field: Field):
        if field.kind == "item":
            return self._item_editor(field)
        if field.kind == "choice":
            return self._options(field, [(code, _(words)) for code, words in field.choices])
        if field.kind == "yes_no":
            return self._options(field, [("yes", _("Yes")), ("no", _("No"))])
        if field.kind == "number":
            return self._typed(field, NumberField(_(field.label), self._number_reader(field)))
        return self._typed(field, TextField(_(field.label)))

    def _item_editor(self, field: Field):
        item = self.intake.assessment.pathway.items[field.key]
        if item.kind == "choice":
            short = {code: _(words) for code, words in field.choices}
            return self._options(
                field, [(c.code, short.get(c.code, c.label)) for c in item.choices]
            )
        visit_on = self.intake.visit_on

        def read(text: str):
            return read_answer(item, text, visit_on)

        if item.kind == "date":
            return self._typed(field, DateField(_(field.label), lambda: visit_on, read))
        return self._typed(field, NumberField(_(field.label), read, unit=unit_words(item)))

    def _options(self, field: Field, choices: list[tuple[str, str]]) -> OptionRow:
        made = OptionRow(_(field.label), choices, not_assessed=False)
        made.chosen.connect(
            lambda code: self.put.emit(
                field.key, _YES_NO.get(code, code) if field.kind == "yes_no" else code
            )
        )
        return made

    def _typed(self, field: Field, editor):
        editor.committed.connect(lambda _reading: self.put.emit(field.key, editor.typed().strip()))
        return editor

    def _number_reader(self, field: Field):
        def read(text: str):
            if not text.strip():
                return EMPTY
            return read_measure(text, unit=field.unit, lo=field.lo, hi=field.hi, whole=True)

        return read

    # -- showing -----------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show every field as it stands; what is being typed just now is left alone."""
        values = self.intake.values()
        for field in self.page.fields:
            self._show(field)
            self._fields[field.key].setVisible(field.shown(values))
        if "reg_mother_status" in self._fields:
            self.tell("reg_mother_status", self.intake.mother_problem())
        for holder, keys in self._rows:
            holder.setVisible(any(not self._fields[key].isHidden() for key in keys))

    def _show(self, field: Field) -> None:
        editor = self._fields[field.key].editor
        if isinstance(editor, OptionRow):
            value = self._value(field)
            code: str | None = _CODES[value] if isinstance(value, bool) else value
            if editor.value() != code:
                editor.set_value(code)
        elif not editor.typed():
            text = self._typed_before(field)
            if text:
                editor.set_typed(text)
                if field.key == "reg_dob":
                    self.tell(field.key, self.intake.birth_problem())

    def _value(self, field: Field) -> Any:
        if field.kind == "item":
            return self.intake.assessment.value(field.key)
        return self.intake.form.get(field.key)

    def _typed_before(self, field: Field) -> str:
        if field.kind != "item":
            return str(self.intake.form.get(field.key) or "")
        assessment = self.intake.assessment
        item = assessment.pathway.items[field.key]
        return assessment.refused.get(field.key) or typed_text(item, assessment.value(field.key))

    def tell(self, key: str, problem: Problem | None) -> None:
        """Show a problem beside a field, or take it away."""
        self._fields[key].set_problem(problem)

    def field(self, key: str) -> LabeledField:
        """A field with its label and problem."""
        return self._fields[key]

    # -- going about -------------------------------------------------------------------------

    def start(self, key: str | None = None) -> None:
        """Put the focus on a field, or on the first empty one."""
        field = self._fields.get(key or "")
        if field is not None and field.isVisible():
            field.editor.focus_entry()
        else:
            self.flow.start()

    def commit(self) -> None:
        """Take what is being typed."""
        for field in self._fields.values():
            field.editor.commit()

    def _focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self.isVisible():
            return
        for key, field in self._fields.items():
            if field.isAncestorOf(now):
                self.moved.emit(key)
                QTimer.singleShot(0, lambda f=field: self._area.ensureWidgetVisible(f))
                return
