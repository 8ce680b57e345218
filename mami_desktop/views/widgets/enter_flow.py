"""Enter = next: to the next visible empty question, from the last one to the filled button."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton

from mami_desktop.views.widgets.entry_line import EntryLine
from mami_desktop.views.widgets.option_list import OptionList
from mami_desktop.views.widgets.option_row import OptionButtons
from mami_desktop.views.widgets.text_field import TextArea

Question = EntryLine | TextArea | OptionButtons | OptionList


class EnterFlow(QObject):
    """Holds the questions of a page in reading order; hidden and disabled ones are passed over.

    Every question has ``is_empty()``, ``focus_entry()``, ``commit()`` and the signals ``entered``
    and ``went_back``.
    """

    def __init__(
        self,
        questions: Iterable[Question] = (),
        primary: QPushButton | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._questions: list[Question] = []
        self._primary = primary
        for question in questions:
            self.add(question)

    def add(self, question: Question) -> None:
        """Put a question at the end of the order."""
        self._questions.append(question)
        question.entered.connect(lambda: self.next_from(question))
        question.went_back.connect(lambda: self.back_from(question))

    def set_primary(self, primary: QPushButton | None) -> None:
        """The filled button that follows the last question."""
        self._primary = primary

    def clear(self) -> None:
        """Forget all questions, before a page is drawn anew."""
        self._questions.clear()

    def start(self) -> None:
        """Focus the first open empty question, or the first one when all are answered."""
        ready = list(self._open(self._questions))
        target = next((q for q in ready if q.is_empty()), ready[0] if ready else None)
        if target is not None:
            target.focus_entry()
        elif self._primary is not None:
            self._primary.setFocus()

    def next_from(self, question: Question) -> None:
        """Go to the next visible empty question below, or to the filled button."""
        at = self._questions.index(question)
        for target in self._open(self._questions[at + 1 :]):
            if target.is_empty():
                target.focus_entry()
                return
        if self._primary is not None and self._primary.isEnabled():
            self._primary.setFocus()

    def back_from(self, question: Question) -> None:
        """Go to the question above, answered or not."""
        at = self._questions.index(question)
        for target in self._open(reversed(self._questions[:at])):
            target.focus_entry()
            return

    def _open(self, questions: Iterable[Question]) -> Iterator[Question]:
        return (q for q in questions if q.isVisible() and q.isEnabled())
