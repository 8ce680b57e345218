"""A field, its label above, and one line below: hint, what was understood, or the problem."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mami_desktop.errors import Problem
from mami_desktop.views import theme
from mami_desktop.views.widgets.entry_line import EntryLine
from mami_desktop.views.widgets.reading import Understood
from mami_desktop.views.widgets.text import label, set_role


class LabeledField(QWidget):
    """Wires itself to typed fields; `set_problem` shows a problem the use case found."""

    def __init__(
        self,
        text: str,
        editor: QWidget,
        *,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor: Any = editor  # each kind of editor has calls of its own
        self._hint = hint
        self._own: Problem | None = None
        self._given: Problem | None = None
        self._understood = ""
        self._label = label(text, "label")
        self._label.setBuddy(editor)
        if not text:
            self._label.hide()
        self._icon = label("")
        self._below = label("", "hint", wrap=True)
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(theme.gap("xs"))
        below.addWidget(self._icon)
        below.addWidget(self._below, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.gap("xs"))
        box.addWidget(self._label)
        box.addWidget(editor)
        box.addLayout(below)
        box.addStretch(1)
        if isinstance(editor, EntryLine):
            editor.told.connect(self._told)
            editor.edited.connect(lambda _reading: self.set_problem(None))
            self._told(editor.reading(), editor.is_checked())
        self._show()

    def set_hint(self, hint: str) -> None:
        """Change the hint below."""
        self._hint = hint
        self._show()

    def set_label(self, text: str) -> None:
        """Change the label above."""
        self._label.setText(text)
        self._label.setHidden(not text)

    def set_problem(self, problem: Problem | str | None) -> None:
        """Show a problem in place of the hint, or take it away; what was typed stays."""
        self._given = Problem(problem) if isinstance(problem, str) else problem
        if isinstance(self.editor, EntryLine):
            self.editor.set_mark(self._given.severity if self._given else "")
        self._show()

    def problem(self) -> Problem | None:
        """The problem shown now."""
        return self._given or self._own

    def below_text(self) -> str:
        """The line below as it is shown."""
        return self._below.text()

    def _told(self, reading: Understood, checked: bool) -> None:
        self._understood = reading.understood
        self._own = reading.problem if checked else None
        self._show()

    def _show(self) -> None:
        problem = self.problem()
        if problem is not None:
            set_role(self._below, "problem_hard" if problem.severity == "hard" else "problem_soft")
            self._below.setText(problem.text)
            hard = problem.severity == "hard"
            self._icon.setPixmap(
                theme.pixmap(
                    "high" if hard else "help",
                    "high" if hard else "moderate",
                    filled=True,
                    size_name="icon_small",
                    ratio=self.devicePixelRatioF(),
                )
            )
        elif self._understood:
            set_role(self._below, "understood")
            self._below.setText(f"= {self._understood}")
        else:
            set_role(self._below, "hint")
            self._below.setText(self._hint)
        self._icon.setHidden(problem is None)
        # a typed field keeps the room of its line, so that nothing jumps while typing
        self._below.setHidden(not self._below.text() and not isinstance(self.editor, EntryLine))
        self.editor.setAccessibleDescription(self._below.text())
