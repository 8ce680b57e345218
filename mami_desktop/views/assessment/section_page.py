"""One page of the assessment: its questions in a single column, drawn from the pathway."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from mami_desktop.i18n import _
from mami_desktop.pathway.assessment import Assessment
from mami_desktop.pathway.assessment_views import QuestionView, is_asked_here, questions
from mami_desktop.pathway.definition import Section
from mami_desktop.pathway.measure_notes import measure_notes
from mami_desktop.views import theme
from mami_desktop.views.assessment.question_row import QuestionRow
from mami_desktop.views.assessment.sources import source_words
from mami_desktop.views.widgets import EmptyState, EnterFlow, OutlineButton, label, scrolled


class SectionPage(QWidget):
    """``answered(item_id, value, parts)`` at each answer, ``moved(item_id)`` as the focus goes on,
    ``title_changed`` when the heading names another group."""

    answered = Signal(str, object, object)
    moved = Signal(str)
    title_changed = Signal(str)
    covered_changed = Signal()

    def __init__(self, assessment: Assessment, section: Section, parent=None) -> None:
        super().__init__(parent)
        self.assessment = assessment
        self.section = section
        self.private = all(
            item.sensitive for item in assessment.pathway.items_of(section.id) if item.asked
        )
        self._rows: dict[str, QuestionRow] = {}
        self._second_readings: set[str] = set()
        self._current: QuestionRow | None = None
        self.flow = EnterFlow(parent=self)
        # built from the outside in: a subtree that changes its place is styled anew each time
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget(self)
        outer.addWidget(self._stack)
        self._inside = QWidget()
        self._area = scrolled(self._inside)
        self._stack.addWidget(self._area)
        self._box = QVBoxLayout(self._inside)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._groups: dict[str, QWidget] = {}
        self._build_rows()
        self._box.addStretch(1)
        show = OutlineButton(_("Show the answers"), icon="show", key="F8")
        show.clicked.connect(self.uncover)
        self._cover = EmptyState(_("This page is hidden. Nothing was lost."), show)
        self._stack.addWidget(self._cover)
        self._cover.setObjectName("cover")
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)
        QShortcut(QKeySequence("Ctrl+2"), self, self.open_second_reading)

    def _build_rows(self) -> None:
        group = None
        for item in self.assessment.pathway.items_of(self.section.id):
            if not is_asked_here(item):
                continue
            if item.group != group and item.group:
                group = item.group
                heading = label(self.section.groups.get(group, ""), "caption_strong")
                heading.setContentsMargins(theme.gap("m"), theme.gap("s"), 0, theme.gap("xs"))
                self._groups[group] = heading
                self._box.addWidget(heading)
            row = QuestionRow(item, self.assessment.visit_on, self._inside)
            row.answered.connect(self.answered)
            self._rows[item.id] = row
            self._box.addWidget(row)
            for stop in row.editor.stops:
                self.flow.add(stop)

    # -- showing -----------------------------------------------------------------------------

    def refresh(self, *, quiet: bool) -> None:
        """Show every question as it stands; ``quiet`` after a danger sign: the rest can wait."""
        views = {view.item.id: view for view in questions(self.assessment, self.section.id)}
        notes = measure_notes(self.assessment)
        shown_groups = set()
        number = 0
        for item_id, row in self._rows.items():
            view = views.get(item_id)
            if view is None or not self._is_shown(view):
                row.hide()
                continue
            number += 1
            row.show_view(view, number, notes.get(item_id, ""), quiet)
            shown_groups.add(row.item.group)
            row.show()
        several = len(shown_groups - {""}) > 1
        for group, heading in self._groups.items():
            heading.setVisible(several and group in shown_groups)

    def _is_shown(self, view: QuestionView) -> bool:
        if view.item.repeat_if_apart is None:
            return True
        return bool(view.state or view.typed) or view.item.id in self._second_readings

    def shown_items(self) -> list[str]:
        """The questions on the page now, in order."""
        return [item_id for item_id, row in self._rows.items() if not row.isHidden()]

    def row(self, item_id: str) -> QuestionRow:
        """The row of a question."""
        return self._rows[item_id]

    # -- going about ---------------------------------------------------------------------------

    def start(self, item_id: str | None = None) -> None:
        """Put the focus on a question, or on the first empty one."""
        if self.is_covered():
            return
        row = self._rows.get(item_id or "")
        if row is not None and not row.isHidden():
            row.editor.stops[0].focus_entry()
        else:
            self.flow.start()

    def commit(self) -> None:
        """Take what is being typed as the answer."""
        for row in self._rows.values():
            for stop in row.editor.stops:
                stop.commit()

    def tell_source(self) -> None:
        """Show or hide where the question with the focus comes from."""
        if self._current is None:
            return
        item = self._current.item
        words = source_words(self.assessment.pathway, item.id, item.mark, item.source)
        self._current.toggle_source(words)

    def open_second_reading(self) -> None:
        """Ctrl+2: ask for a second reading of the measurement that has the focus."""
        if self._current is None:
            return
        for item in self.assessment.pathway.items.values():
            if item.repeat_if_apart and item.repeat_if_apart[0] == self._current.item.id:
                self.show_second_reading(item.id)

    def show_second_reading(self, item_id: str) -> None:
        """Show the question for a second reading and go there."""
        self._second_readings.add(item_id)
        self.refresh(quiet=False)
        self.start(item_id)

    def _focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self.isVisible():
            return
        row = next((row for row in self._rows.values() if row.isAncestorOf(now)), None)
        if row is None or row is self._current:
            return
        if self._current is not None:
            self._current.set_current(False)
        self._current = row
        row.set_current(True)
        self.moved.emit(row.item.id)
        self.title_changed.emit(self.title())
        # after the row has grown by its hint
        QTimer.singleShot(0, self._bring_into_sight)

    def _bring_into_sight(self) -> None:
        if self._current is not None:
            self._area.ensureWidgetVisible(self._current, 0, theme.size("touch") * 2)

    def title(self) -> str:
        """The page's name, with the group of the current question."""
        group = self._current.item.group if self._current is not None else ""
        name = self.section.groups.get(group, "")
        if not name or ":" in self.section.label:
            return self.section.label
        return _("{section}: {group}", section=self.section.label, group=name)

    # -- privacy -------------------------------------------------------------------------------

    def is_covered(self) -> bool:
        """Whether the answers are hidden."""
        return self._stack.currentWidget() is self._cover

    def cover(self) -> None:
        """F8: somebody comes in. Hide questions and answers."""
        self._stack.setCurrentWidget(self._cover)
        self.covered_changed.emit()

    def uncover(self) -> None:
        """Show them again."""
        self._stack.setCurrentWidget(self._area)
        self.covered_changed.emit()
        self.flow.start()
