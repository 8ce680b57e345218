"""How a question of the pathway is answered: one editor for each kind of item.

An editor shows a ``QuestionView`` and says ``answered(value, parts)``; ``stops`` are the places
Enter goes through. Nothing is ever chosen beforehand.
"""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mami_desktop.errors import Problem
from mami_desktop.i18n import _, current
from mami_desktop.pathway.assessment_views import QuestionView
from mami_desktop.pathway.definition import Item, Part
from mami_desktop.pathway.entry import read_answer, read_part, shown_unit
from mami_desktop.views import theme
from mami_desktop.views.widgets import (
    NOT_ASSESSED,
    DateField,
    EntryLine,
    FlowLayout,
    NumberField,
    OptionRow,
    OptionSet,
    TextField,
    boxed,
    column,
    label,
    options,
    row,
)

_YES_NO = {"yes": True, "no": False}
_WIDE_CHOICES = 30
"""Letters on the buttons of one question; with more they stand below it."""


class Editor(QWidget):
    """``answered(value, parts)``: a value as typed or chosen (None takes it back), second values or
    None where they did not change."""

    answered = Signal(object, object)
    below = False
    """Whether it needs the whole width, below the words of the question."""

    def __init__(self, item: Item, visit_on: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self.visit_on = visit_on
        self.stops: list = []
        self._parts = _PartFields(item, self)
        self._parts.changed.connect(lambda values: self.answered.emit(self.value(), values))

    def value(self) -> object:
        """The answer as it stands in the editor."""
        raise NotImplementedError

    def doubt(self) -> Problem | None:
        """What is asked about the text as it was typed; the stored value no longer shows it."""
        return None

    def show_view(self, view: QuestionView) -> None:
        """Show what is stored; what is being typed just now is left alone."""
        self._show(view)
        # a temperature can be taken whatever she feels; days and words belong to a yes
        measured = view.value is False and self.item.part("temp_c") is not None
        self._parts.show_view(view, opened=view.open and (view.value is True or measured))

    def _show(self, view: QuestionView) -> None:
        raise NotImplementedError

    def _arrange(self, main: QWidget) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.gap("xs"))
        box.addWidget(main)
        if self.item.parts:
            box.addWidget(self._parts)
            self.stops += self._parts.fields


class _ChoiceEditor(Editor):
    """Yes and no, or one of a few codes."""

    def __init__(self, item: Item, visit_on: date, parent: QWidget | None = None) -> None:
        super().__init__(item, visit_on, parent)
        choices = (
            [("yes", _("Yes")), ("no", _("No"))]
            if item.kind == "bool"
            else [(choice.code, choice.label) for choice in item.choices]
        )
        letters = sum(len(words) for _code, words in choices)
        self.below = len(choices) > 5 or letters > _WIDE_CHOICES
        self._options = options(item.label, choices, at_end=not self.below)
        self._options.chosen.connect(lambda _code: self.answered.emit(self.value(), None))
        self.stops.append(self._options)
        self._arrange(self._options)

    def value(self) -> object:
        code = self._options.value()
        if self.item.kind == "bool" and code in _YES_NO:
            return _YES_NO[code]
        return code  # a choice may have a code "yes" of its own

    def _show(self, view: QuestionView) -> None:
        if view.state == "not_assessed":
            self._options.set_value(NOT_ASSESSED)
        elif isinstance(view.value, bool):
            self._options.set_value("yes" if view.value else "no")
        else:
            self._options.set_value(view.value)


class _SetEditor(Editor):
    """Several codes at once; "none" stands alone."""

    below = True

    def __init__(self, item: Item, visit_on: date, parent: QWidget | None = None) -> None:
        super().__init__(item, visit_on, parent)
        self._options = OptionSet(
            item.label,
            [(choice.code, choice.label) for choice in item.choices],
            alone=frozenset({"none"}),
        )
        self._options.chosen.connect(lambda _codes: self.answered.emit(self.value(), None))
        self.stops.append(self._options)
        self._arrange(self._options)

    def value(self) -> object:
        codes = self._options.value()
        return list(codes) if isinstance(codes, tuple) else codes

    def _show(self, view: QuestionView) -> None:
        self._options.set_value(NOT_ASSESSED if view.state == "not_assessed" else view.value)


class _TypedEditor(Editor):
    """A number, a date or words, and "Not assessed" beside it."""

    def __init__(self, item: Item, visit_on: date, parent: QWidget | None = None) -> None:
        super().__init__(item, visit_on, parent)
        self.below = item.kind == "text"
        self._field = _make_field(item, visit_on)
        self._field.committed.connect(self._typed)
        self._understood = label("", "understood")
        self._understood.hide()
        self._field.told.connect(self._tell)
        self._skip = OptionRow(item.label, [])
        self._skip.chosen.connect(self._skipped)
        self._skip.entered.connect(lambda: self._field.entered.emit())
        self._skip.went_back.connect(lambda: self._field.focus_entry())
        self._field.is_answered_beside = lambda: self._skip.value() is not None
        line = QWidget(self)
        box = QHBoxLayout(line)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.gap("s"))
        if not self.below:
            box.addStretch(1)
        box.addWidget(self._understood)
        box.addWidget(self._field, 1 if self.below else 0)
        if item.kind != "text":
            box.addWidget(self._skip)
        self.stops.append(self._field)
        self._arrange(line)

    def value(self) -> object:
        return self._skip.value() or self._field.typed()

    def doubt(self) -> Problem | None:
        problem = self._field.reading().problem if self._field.is_checked() else None
        return problem if problem is not None and problem.severity == "soft" else None

    def _typed(self, _reading) -> None:
        self._skip.set_value(None)
        self.answered.emit(self._field.typed(), None)

    def _skipped(self, code: str | None) -> None:
        if code is not None:
            self._field.set_typed("")
        self.answered.emit(code, None)

    def _tell(self, reading, _checked: bool) -> None:
        words = reading.understood if self.item.kind != "text" else ""
        self._understood.setText(f"= {words}" if words else "")
        self._understood.setVisible(bool(words))

    def _show(self, view: QuestionView) -> None:
        self._skip.set_value(NOT_ASSESSED if view.state == "not_assessed" else None)
        text = view.typed or typed_text(self.item, view.value)
        if not being_typed(self._field) and _differs(
            self.item, self._field.typed(), text, self.visit_on
        ):
            self._field.set_typed(text)


class _PartsEditor(Editor):
    """An answer made of several named values, any of which may be missing (blood pressure)."""

    below = True

    def __init__(self, item: Item, visit_on: date, parent: QWidget | None = None) -> None:
        super().__init__(item, visit_on, parent)
        self._skip = OptionRow(item.label, [])
        self._skip.chosen.connect(lambda code: self.answered.emit(code, None))
        line = QWidget(self)
        box = QHBoxLayout(line)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._parts, 1)
        box.addWidget(self._skip, 0, Qt.AlignmentFlag.AlignBottom)
        self.stops += self._parts.fields
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(line)

    def value(self) -> object:
        return None

    def show_view(self, view: QuestionView) -> None:
        self._skip.set_value(NOT_ASSESSED if view.state == "not_assessed" else None)
        self._parts.show_view(view, opened=True)

    def _show(self, view: QuestionView) -> None:
        """The parts show everything."""


class _PartFields(QWidget):
    """The second values of an answer: how many days, which, how hot."""

    changed = Signal(object)

    def __init__(self, item: Item, parent: QWidget) -> None:
        super().__init__(parent)
        self._item = item
        self.fields: list = []
        self._by_name: dict[str, Any] = {}
        box = FlowLayout(gap="m", at_end=item.kind != "parts")
        self.setLayout(box)
        for part in item.parts:
            field = self._field(part)
            field.setObjectName(f"{item.id}.{part.name}")
            place = row if item.kind != "parts" else column
            box.addWidget(boxed(place(label(part.label, "label"), field, gap="xs")))
            self.fields.append(field)
            self._by_name[part.name] = field
        self.hide()

    def _field(self, part: Part):
        name = f"{self._item.label} {part.label}"
        if part.kind == "bool":
            choice = OptionRow(name, [("yes", _("Yes")), ("no", _("No"))], not_assessed=False)
            choice.chosen.connect(lambda code: self.changed.emit({part.name: _YES_NO.get(code)}))
            return choice
        field: EntryLine
        if part.kind == "text":
            field = TextField(name)
        else:
            field = NumberField(
                name, lambda text: read_part(self._item, part, text), unit=current()(part.unit)
            )
        field.committed.connect(lambda _r: self.changed.emit({part.name: field.typed()}))
        return field

    def show_view(self, view: QuestionView, *, opened: bool) -> None:
        """Show what is stored, where there is something to say more about."""
        for part in view.item.parts:
            field = self._by_name[part.name]
            value = view.parts.get(part.name)
            if isinstance(field, OptionRow):
                field.set_value(None if value is None else "yes" if value else "no")
            elif not being_typed(field):
                text = "" if value is None else _plain(value)
                if value is not None or not opened:
                    if field.typed() != text:
                        field.set_typed(text)
        self.setVisible(opened and bool(view.item.parts))


class _Number(NumberField):
    """A number field that counts as answered when "Not assessed" is chosen beside it."""

    is_answered_beside = staticmethod(lambda: False)

    def is_empty(self) -> bool:
        return super().is_empty() and not self.is_answered_beside()


class _Day(DateField):
    is_answered_beside = staticmethod(lambda: False)

    def is_empty(self) -> bool:
        return super().is_empty() and not self.is_answered_beside()


class _Words(TextField):
    is_answered_beside = staticmethod(lambda: False)


def being_typed(field) -> bool:
    """Whether somebody is typing there just now: what is stored must not overwrite it."""
    return field.hasFocus() and bool(field.typed()) and not field.is_checked()


def _make_field(item: Item, visit_on: date):
    def read(text: str):
        return read_answer(item, text, visit_on)

    if item.kind == "date":
        return _Day(item.label, lambda: visit_on, read)
    if item.kind == "text":
        return _Words(item.label)
    return _Number(item.label, read, unit=unit_words(item))


def unit_words(item: Item) -> str:
    """The unit inside the field: what people most often type."""
    shown = shown_unit(item)
    if shown == "mm":
        return _("mm or cm")
    return shown or current()(item.unit) if item.unit else ""


def typed_text(item: Item, value: object) -> str:
    """A stored answer as somebody would have typed it."""
    t = current()
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        shown = shown_unit(item)
        if shown == "kg":
            return t.kg(int(value))
        if shown == "cm":
            return t.cm(int(value))
        return _plain(value)
    if item.kind == "date":
        return f"{date.fromisoformat(str(value)):%d %m %Y}"
    return str(value)


def _plain(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _differs(item: Item, typed: str, text: str, visit_on: date) -> bool:
    """Whether the field says something else than what is stored (3,8 and 3.800 do not)."""
    if typed == text:
        return False
    if not typed or not text:
        return True
    return read_answer(item, typed, visit_on).value != read_answer(item, text, visit_on).value


def make_editor(item: Item, visit_on: date, parent: QWidget) -> Editor:
    """The editor for an item's kind."""
    match item.kind:
        case "bool" | "choice":
            return _ChoiceEditor(item, visit_on, parent)
        case "multi":
            return _SetEditor(item, visit_on, parent)
        case "parts":
            return _PartsEditor(item, visit_on, parent)
        case _:
            return _TypedEditor(item, visit_on, parent)
