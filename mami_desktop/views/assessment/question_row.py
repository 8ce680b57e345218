"""One question on a page: number, words, what was found, and its editor."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mami_desktop.i18n import _
from mami_desktop.pathway.assessment_views import QuestionView
from mami_desktop.pathway.definition import Item
from mami_desktop.views import theme
from mami_desktop.views.assessment.editors import make_editor
from mami_desktop.views.theme_tokens import LevelName
from mami_desktop.views.widgets import (
    LevelShape,
    OptionRow,
    OptionSet,
    label,
    level_word,
    rule,
    set_role,
)
from mami_desktop.views.widgets.text import restyle

SHAPES: dict[str, LevelName] = {
    "high": "high",
    "mother_urgent": "mother_urgent",
    "in_depth": "in_depth",
    "moderate": "moderate",
    "same_day": "same_day",
    "refer": "incomplete",
}
"""The shape that stands for the level of a finding."""


class QuestionRow(QWidget):
    """A row that grows by its hint while it has the focus. ``answered(item_id, value, parts)``."""

    answered = Signal(str, object, object)

    def __init__(self, item: Item, visit_on, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self.setObjectName(item.id)
        self._frame = QFrame(self)
        self._frame.setProperty("kind", "row")
        self.editor = make_editor(item, visit_on, self._frame)
        self.editor.answered.connect(lambda value, parts: self.answered.emit(item.id, value, parts))
        self._current = False
        self._source = ""
        self._quiet = False
        self._number = label("", "hint")
        self._number.setMinimumWidth(theme.gap("xl"))
        self._words = label(item.label, "question", wrap=True)
        self._original = label(item.original, "hint", wrap=True)
        if not item.original:
            self._original.hide()
        self._hint = label("", "hint", wrap=True)
        self._hint.hide()
        self._note = label("", "note", wrap=True)
        self._note.hide()
        self._problem = label("", "problem_hard", wrap=True)
        self._problem.hide()
        self._finding = QWidget(self._frame)
        self._finding_box = QHBoxLayout(self._finding)
        self._finding_box.setContentsMargins(0, 0, 0, 0)
        self._finding_box.setSpacing(theme.gap("xs"))
        self._finding_level: str | None = None
        self._shape: LevelShape | None = None
        self._finding_words = label("", "moderate", wrap=True)
        self._finding_box.addWidget(self._finding_words)
        self._finding.hide()
        self._build()
        self.setAccessibleName(item.label)

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        for part in (self._words, self._original, self._hint, self._note, self._problem):
            words.addWidget(part)
        words.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(theme.gap("s"))
        line.addWidget(self._number, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addLayout(words, 1)
        line.addWidget(self._finding, 0, Qt.AlignmentFlag.AlignVCenter)
        box = QVBoxLayout(self._frame)
        edge = theme.gap("m")
        start = edge - theme.size("bar")  # the frame keeps room for the bar of the focus
        box.setContentsMargins(start, theme.gap("hair"), edge, theme.gap("hair"))
        box.setSpacing(theme.gap("xs"))
        box.addLayout(line)
        if self.editor.below:
            under = QHBoxLayout()
            under.setContentsMargins(theme.gap("xl") + theme.gap("s"), 0, 0, theme.gap("xs"))
            under.addWidget(self.editor)
            box.addLayout(under)
        else:
            line.addWidget(self.editor, 0, Qt.AlignmentFlag.AlignVCenter)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._frame)
        outer.addWidget(rule())

    def show_view(self, view: QuestionView, number: int, note: str, quiet: bool) -> None:
        """Show the question as it stands. ``quiet``: it can wait, a danger sign was found."""
        self._number.setText(str(number))
        self.editor.show_view(view)
        self._quiet = quiet and not view.state
        words = view.item.label
        self._words.setText(words if view.open else _("{question} (not used)", question=words))
        self.editor.setEnabled(view.open)
        self._look()
        self._note.setText(note)
        self._note.setHidden(not note)
        problem = view.problems[0] if view.problems else self.editor.doubt()
        self._problem.setText(problem.text if problem else "")
        self._problem.setHidden(problem is None)
        if problem is not None:
            set_role(
                self._problem, "problem_hard" if problem.severity == "hard" else "problem_soft"
            )
        self._show_finding(view)

    def _show_finding(self, view: QuestionView) -> None:
        if not view.findings or not view.open:
            self._finding.hide()
            return
        level, words = view.findings[0]
        if level != self._finding_level:
            self._finding_level = level
            if self._shape is not None:
                self._shape.deleteLater()
            self._shape = LevelShape(SHAPES[level], self._finding)
            self._finding_box.insertWidget(0, self._shape)
            set_role(
                self._finding_words, "high" if level in ("high", "mother_urgent") else "moderate"
            )
        self._finding_words.setText(words or level_word(SHAPES[level]))
        # one line where it fits, two where it does not: the question keeps its room
        wide = self._finding_words.fontMetrics().horizontalAdvance(self._finding_words.text())
        self._finding_words.setFixedWidth(min(wide + theme.gap("xs"), theme.size("date_field")))
        self._finding.show()

    def set_current(self, current: bool) -> None:
        """The row that has the focus says more."""
        if current == self._current:
            return
        self._current = current
        self._source = ""
        self._frame.setProperty("current", "true" if current else "false")
        restyle(self._frame)
        self._show_hint()
        self._look()

    def toggle_source(self, source: str) -> None:
        """F1: where the question comes from and how sure that is; F1 again takes it away."""
        self._source = "" if self._source else source
        self._show_hint()

    def _show_hint(self) -> None:
        hint = self.item.hint
        if isinstance(self.editor.stops[0], OptionRow | OptionSet) and self.editor.stops[0].buttons:
            hint = f"{hint}  {self._keys()}".strip()
        hint = f"{hint}\n{self._source}".strip()
        self._hint.setText(hint)
        self._hint.setVisible(self._current and bool(hint))

    def _keys(self) -> str:
        buttons = [b for b in self.editor.stops[0].buttons if b.code != "not_assessed"]
        told = ", ".join(f"{n} {b.text()}" for n, b in enumerate(buttons, 1))
        return _("Keys: {keys}, 0 Not assessed", keys=told)

    def _look(self) -> None:
        if self._current:
            set_role(self._words, "question_strong")
        else:
            set_role(self._words, "quiet" if self._quiet else "question")
