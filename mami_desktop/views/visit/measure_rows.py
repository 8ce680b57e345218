"""The measurements of a visit: fields with what was understood and how it changed."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from mami_desktop.i18n import _, current
from mami_desktop.measures import say
from mami_desktop.pathway.definition import Item
from mami_desktop.pathway.entry import shown_unit
from mami_desktop.views import theme
from mami_desktop.views.assessment.editors import typed_text, unit_words
from mami_desktop.views.visit.danger_list import measured_signs, stand_ins
from mami_desktop.views.visit.measuring import Earlier, follow_up_reader, length_due
from mami_desktop.views.visit.sitting import Sitting
from mami_desktop.views.widgets import (
    STRETCH,
    LabeledField,
    LinkButton,
    MessageStrip,
    NumberField,
    OptionRow,
    OutlineButton,
    boxed,
    column,
    row,
    rule,
)
from mami_desktop.views.widgets.option_row import OptionButtons

COLUMNS = 4
Editor = NumberField | OptionButtons


class MeasureRows(QWidget):
    """``answered(item_id, typed)`` when a field is left, ``kept(item_id)`` when an unusual value
    was looked at and stays."""

    answered = Signal(str, object)
    kept = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout()
        edge = theme.gap("l")
        self._grid.setContentsMargins(edge, theme.gap("s"), theme.gap("m"), theme.gap("xs"))
        self._grid.setHorizontalSpacing(theme.gap("m"))
        self._grid.setVerticalSpacing(theme.gap("s"))
        for at in range(COLUMNS):
            self._grid.setColumnStretch(at, 1)
        self.fields: dict[str, LabeledField] = {}
        self.editors: dict[str, Any] = {}
        self._weight = ""
        self._second = ""
        self.more = LinkButton(_("Length and head too"), icon="measure", compact=True)
        self.no_thermometer = LinkButton(_("No thermometer"), compact=True)
        self.second = OutlineButton(_("Weighed again: 2nd reading"))
        self.second.clicked.connect(self.open_second)
        self.keep = OutlineButton("")
        self.keep.clicked.connect(lambda: self.kept.emit(self._weight))
        self.strip = MessageStrip("warn", buttons=(self.second, self.keep))
        self._links = boxed(
            column(row(self.more, STRETCH), row(self.no_thermometer, STRETCH), STRETCH, gap="none")
        )
        strips = row(self.strip)
        strips.setContentsMargins(edge, 0, theme.gap("m"), theme.gap("xs"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._grid)
        box.addLayout(strips)
        box.addWidget(rule())
        self.more.clicked.connect(self._open_more)
        self.no_thermometer.clicked.connect(self._open_touch)

    # -- building ----------------------------------------------------------------------------

    def show_sitting(self, sitting: Sitting) -> list[Editor]:
        """Draw the fields of this visit; returns their editors in reading order."""
        for field in self.fields.values():
            self._grid.removeWidget(field)
            field.hide()
            field.deleteLater()
        self.fields, self.editors = {}, {}
        pathway, opened = sitting.desk.pathway, sitting.open_items
        core = pathway.core
        self._weight, self._second = core["weight_g"].id, core["second_weight_g"].id
        self._add(sitting, core["weight_g"], "weight_g", _("Weight"))
        self._add(sitting, core["second_weight_g"], None, _("Weight, second reading"))
        arms = [i for i in pathway.items_of("growth") if _is_arm(i) and i.id in opened]
        for item in arms:
            self._add(sitting, item, "muac_mm", _("Arm (MUAC)"))
        for item in measured_signs(pathway, opened):
            self._add(sitting, item, None, item.label)
        self._touch = stand_ins(pathway, opened)
        for item in self._touch:
            self._add_choice(sitting, item)
        length, head = core["length_mm"], core["head_mm"]
        self._add(sitting, length, "length_mm", _("Length"))
        self._add(sitting, head, "head_mm", _("Head"))
        due = length_due(sitting.last("length_mm"), sitting.visit_on)
        answered = sitting.assessment.touched
        self._shown = {
            self._second: answered(self._second),
            length.id: due or answered(length.id),
            head.id: answered(head.id),
        } | {item.id: answered(item.id) for item in self._touch}
        self._more = (length.id, head.id)
        self.refresh(sitting)
        return list(self.editors.values())

    def _add(self, sitting: Sitting, item: Item, column: str | None, name: str) -> None:
        last = sitting.last(column) if column else None
        read = follow_up_reader(
            item,
            sitting.visit_on,
            last,
            born_on=sitting.header.date_of_birth,
            parameters=sitting.parameters,
        )
        editor = NumberField(name, read, unit=unit_words(item))
        typed = sitting.assessment.refused.get(item.id) or typed_text(
            item, sitting.assessment.value(item.id)
        )
        if typed:
            editor.set_typed(typed)
        editor.committed.connect(lambda _r, i=item.id, e=editor: self.answered.emit(i, e.typed()))
        field = LabeledField(name, editor, hint=_hint(item, column, last, sitting), parent=self)
        self.fields[item.id], self.editors[item.id] = field, editor

    def _add_choice(self, sitting: Sitting, item: Item) -> None:
        editor = OptionRow(
            item.label, [(c.code, c.label) for c in item.choices], not_assessed=False
        )
        editor.set_value(sitting.assessment.value(item.id))
        editor.chosen.connect(lambda code, i=item.id: self.answered.emit(i, code))
        self.fields[item.id] = LabeledField(item.label, editor, hint=item.hint, parent=self)
        self.editors[item.id] = editor

    # -- showing -----------------------------------------------------------------------------

    def refresh(self, sitting: Sitting) -> None:
        """Show what the answers so far ask for: second counts, checks, problems."""
        opened = sitting.open_items
        assessment = sitting.assessment
        at = 0
        for item_id, field in self.fields.items():
            shown = self._shown.get(item_id, True)
            if item_id not in (self._second, *self._more):
                shown = shown and item_id in opened
            if item_id.endswith("_2") and item_id != self._second:
                first = assessment.value(item_id.removesuffix("_2"))
                shown = shown and first is not None
            field.setVisible(shown)
            if shown:
                self._grid.addWidget(field, at // COLUMNS, at % COLUMNS)
                at += 1
            problems = [
                p for p in assessment.problems(item_id) if item_id not in assessment.refused
            ]
            field.set_problem(problems[0] if problems else None)
        self._grid.addWidget(self._links, at // COLUMNS, at % COLUMNS)
        length_shown = self._shown.get(self._more[0])
        self.more.set_words(_("Head too") if length_shown else _("Length and head too"))
        self.more.setVisible(not all(self._shown.get(item_id) for item_id in self._more))
        self.no_thermometer.setVisible(
            any(i.id in opened and not self._shown.get(i.id) for i in self._touch)
        )
        check = sitting.weight_to_look_at()
        value = sitting.weight_g
        self.strip.say(check.title if check else "", check.text if check else "")
        self.keep.set_words(_("Keep {weight}", weight=say(value or 0, "g", "kg")))

    def commit(self) -> None:
        """Take what is being typed as the answer."""
        for editor in self.editors.values():
            editor.commit()

    def has_refused(self) -> str | None:
        """The first field whose text cannot be taken."""
        for item_id, field in self.fields.items():
            problem = field.problem()
            if problem is not None and problem.severity == "hard" and not field.isHidden():
                return item_id
        return None

    def open_second(self) -> None:
        """Ctrl+2: a second reading of the weight."""
        self._reveal(self._second)

    def _open_more(self) -> None:
        for item_id in self._more:
            self._shown[item_id] = True
        self._reveal(self._more[0])
        self._reveal(self._more[1], focus=False)
        self.more.hide()

    def _open_touch(self) -> None:
        for item in self._touch:
            self._reveal(item.id)
        self.no_thermometer.hide()

    def _reveal(self, item_id: str, *, focus: bool = True) -> None:
        self._shown[item_id] = True
        places = [f for f in self.fields.values() if not f.isHidden()]
        field = self.fields[item_id]
        if field.isHidden():
            at = len(places)
            self._grid.addWidget(field, at // COLUMNS, at % COLUMNS)
            self._grid.addWidget(self._links, (at + 1) // COLUMNS, (at + 1) % COLUMNS)
            field.show()
        if focus:
            self.editors[item_id].focus_entry()


def _is_arm(item: Item) -> bool:
    return "muac" in item.id and item.kind == "int" and item.repeat_if_apart is None


def _hint(item: Item, column: str | None, last: Earlier | None, sitting: Sitting) -> str:
    if column is None:
        return item.hint
    if last is None:
        return _("not measured before")
    was = say(last.value, item.unit, shown_unit(item))
    ago = (sitting.visit_on - last.on).days
    days = current().n("{n} day ago", "{n} days ago", ago)
    if column == "length_mm" and length_due(last, sitting.visit_on):
        return _("last {value}, {days}: due today", value=was, days=days)
    return _("last {value}, {days}", value=was, days=days)
