"""The questions of a section, opened from the visit page only for what is not well."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from mami_desktop.i18n import _
from mami_desktop.views.assessment.section_page import SectionPage
from mami_desktop.views.visit.sitting import Sitting
from mami_desktop.views.widgets import STRETCH, OutlineButton, PrimaryButton, column, label, row


class Detour(QWidget):
    """``answered(item_id, value, parts)`` as in the wizard; ``done`` leads back to the visit."""

    answered = Signal(str, object, object)
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sitting: Sitting | None = None
        self._sections: tuple[str, ...] = ()
        self.pages: dict[str, SectionPage] = {}
        self._seen: set[str] = set()
        self._title = label("", "title")
        self._stack = QStackedWidget()
        back = OutlineButton(_("Back to the visit"), icon="back", key=_("Esc"))
        back.clicked.connect(self.done)
        self.onward = PrimaryButton(_("Done"))
        self.onward.clicked.connect(self._onward)
        box = column(self._title, self._stack, row(back, STRETCH, self.onward), margins="m")
        box.setStretch(1, 1)
        self.setLayout(box)

    def show_sections(self, sitting: Sitting, sections: Sequence[str]) -> None:
        """Open these sections, one after the other."""
        if sitting is not self._sitting:
            self.forget()
            self._sitting = sitting
        opened = sitting.open_items
        items = sitting.desk.pathway.items
        self._sections = tuple(s for s in sections if any(items[i].section == s for i in opened))
        for name in self._sections:
            if name not in self.pages:
                page = SectionPage(sitting.assessment, sitting.desk.pathway.sections[name])
                page.answered.connect(self.answered)
                self.pages[name] = page
                self._stack.addWidget(page)
        if self._sections:
            self._show(self._sections[0])

    def forget(self) -> None:
        """Another visit: its questions are drawn anew."""
        for page in self.pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self.pages = {}
        self._seen = set()

    def refresh(self, *, danger: bool) -> None:
        """Show the questions as they stand after an answer."""
        for page in self.pages.values():
            page.refresh(quiet=danger)

    def commit(self) -> None:
        """Take what is being typed as the answer."""
        for page in self.pages.values():
            page.commit()

    def current(self) -> SectionPage:
        """The page shown."""
        return self.pages[self._name()]

    def keyPressEvent(self, event) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.commit()
            self.done.emit()
        elif event.key() == Qt.Key.Key_F8 and self.current().private:
            page = self.current()
            (page.uncover if page.is_covered() else page.cover)()
        else:
            super().keyPressEvent(event)

    def _name(self) -> str:
        return next(
            name for name, page in self.pages.items() if page is self._stack.currentWidget()
        )

    def _show(self, name: str) -> None:
        page = self.pages[name]
        self._title.setText(page.section.label)
        self._stack.setCurrentWidget(page)
        page.refresh(quiet=False)
        page.flow.set_primary(self.onward)
        at = self._sections.index(name)
        last = at == len(self._sections) - 1
        self.onward.set_words(
            _("Done")
            if last
            else _("Next: {page}", page=self.pages[self._sections[at + 1]].section.label)
        )
        if page.private and name in self._seen:
            page.cover()  # somebody may have come in meanwhile
        self._seen.add(name)
        page.start()

    def _onward(self) -> None:
        self.commit()
        at = self._sections.index(self._name())
        if at == len(self._sections) - 1:
            self.done.emit()
        else:
            self._show(self._sections[at + 1])
