"""The enrolment form: four short pages, every field on disk before the next one."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mami_desktop.i18n import _, current
from mami_desktop.pathway.assessment_views import DANGER_SIGNS
from mami_desktop.views import theme
from mami_desktop.views.assessment.section_list import Entry, SectionList, State
from mami_desktop.views.assessment.side_fold import SideFold
from mami_desktop.views.desk import Desk
from mami_desktop.views.enrolment.alike import AlikePane
from mami_desktop.views.enrolment.fields import PAGES
from mami_desktop.views.enrolment.form_page import FormPage
from mami_desktop.views.enrolment.intake import Intake
from mami_desktop.views.screen import Screen
from mami_desktop.views.widgets import (
    Card,
    DangerOutlineButton,
    OutlineButton,
    PrimaryButton,
    SavedNote,
    label,
    row,
    rule,
)

ASSESSMENT = "assessment"


class EnrolmentScreen(Screen):
    """``open()`` begins a new pair, ``open(name=...)`` with a name from the search,
    ``open(draft_uid=...)`` goes on with a draft, ``page=...`` at one of the pages."""

    frame = "title_narrow"
    rail_entry = "register"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.intake: Intake | None = None
        self._pages: dict[str, FormPage] = {}
        self._page = PAGES[0].id
        self._list = SectionList(
            _("New pair"), _("The number is given when the enrolment is finished")
        )
        self._list.asked.connect(self.show_page)
        self._alike = AlikePane(desk)
        self._alike.chosen.connect(lambda args: desk.go("pair", **args))
        self._build()
        for keys, act in (
            ("Ctrl+Down", lambda: self._step(1)),
            ("Ctrl+Up", lambda: self._step(-1)),
            ("F9", self.refer_now),
            ("Esc", self.pause),
        ):
            QShortcut(QKeySequence(keys), self, act)

    def _build(self) -> None:
        self._card = Card(flush=True)
        self._title = label("", "title")
        self._hint = label(
            _("Enter goes to the next field. Everything is kept from the first letter on."), "note"
        )
        self._stack = QStackedWidget()
        self._pause = OutlineButton(_("Stop, keep as draft"), icon="draft", key=_("Esc"))
        self._pause.clicked.connect(self.pause)
        self._danger = DangerOutlineButton(_("Danger sign"), icon="high", key="F9")
        self._danger.clicked.connect(self.refer_now)
        self._saved = SavedNote()
        self._next = PrimaryButton("")
        self._next.clicked.connect(lambda: self._step(1))
        edge = theme.gap("m")
        words = QVBoxLayout()
        words.setContentsMargins(edge, edge, edge, theme.gap("s"))
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._hint)
        foot = row(self._pause, self._danger, self._saved, self._next)
        foot.setStretchFactor(self._saved, 1)
        foot.setContentsMargins(edge, theme.gap("s"), edge, theme.gap("s"))
        body = self._card.body
        body.addLayout(words)
        body.addWidget(rule())
        body.addWidget(self._stack, 1)
        body.addWidget(rule())
        body.addLayout(foot)
        self._fold = SideFold(self._card, self._alike, _("Look at them"))
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, theme.gap("m"), 0)
        box.setSpacing(theme.gap("m"))
        box.addWidget(self._list)
        box.addWidget(self._fold, 1)

    # -- Screen ------------------------------------------------------------------------------

    def open(self, draft_uid: str = "", page: str = "", name: str = "", **_rest) -> None:
        """Begin a new pair or go on with a draft where it stopped."""
        for old in self._pages.values():
            self._stack.removeWidget(old)
            old.deleteLater()
        self._pages.clear()
        if draft_uid:
            self.intake = Intake.resume(self.desk, draft_uid)
        else:
            self.intake = Intake(self.desk)
            if name:
                self.intake.put("infant_name", name)
        pages = {one.id for one in PAGES}
        stopped_at = self.intake.section
        if draft_uid and not page and stopped_at and stopped_at not in pages:
            # it stopped in the assessment; this screen is only on the way there
            QTimer.singleShot(0, lambda: self.desk.go(ASSESSMENT, draft_uid=draft_uid))
        wanted = page or stopped_at or PAGES[0].id
        self.show_page(wanted if wanted in pages else PAGES[-1].id, self.intake.item)

    def leave(self) -> None:
        """Keep what is being typed, and what the disk refused before."""
        self._commit()
        if self.intake is not None:
            self.intake.save_rest()

    def place(self, opened_with: dict) -> dict | None:
        """The draft, once there is one: a new form begins anew each time it is opened."""
        if self.intake is None or self.intake.draft_uid is None:
            return opened_with
        return {"draft_uid": self.intake.draft_uid, "page": self._page}

    def title(self) -> str:
        return _("New pair")

    def offers_new_pair(self) -> bool:
        return False

    # -- going about -------------------------------------------------------------------------

    def show_page(self, page_id: str, field: str | None = None) -> None:
        """Show a page at a field, or at its first empty one."""
        assert self.intake is not None
        self._commit()
        self._fold.show_main()
        if page_id == ASSESSMENT:
            self._begin_assessment()
            return
        self._page = page_id
        if page_id not in self._pages:
            page = FormPage(self.intake, next(p for p in PAGES if p.id == page_id), self._stack)
            page.put.connect(self._put)
            page.moved.connect(lambda key: self._stand_at(key))
            page.flow.set_primary(self._next)
            self._pages[page_id] = page
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(self._pages[page_id])
        self._stand_at(field)
        self._refresh()
        page = self._pages[page_id]
        QTimer.singleShot(0, lambda: page.start(field) if page.isVisible() else None)

    def refer_now(self) -> None:
        """F9: the slip, even before any name is typed."""
        assert self.intake is not None
        self._commit()
        self.intake.save()
        self.desk.go("referral", draft_uid=self.intake.draft_uid, urgency="emergency")

    def pause(self) -> None:
        """Esc: leaving keeps a draft; an untouched form leaves nothing."""
        assert self.intake is not None
        self.leave()
        if self.intake.draft_uid is not None:
            self.desk.say(_("{name} is kept as a draft on Today.", name=self.intake.infant_words))
        self.desk.go("today")

    def _step(self, by: int) -> None:
        keys = [page.id for page in PAGES]
        at = keys.index(self._page) + by
        if at >= len(keys):
            self._begin_assessment()
        elif at >= 0:
            self.show_page(keys[at])

    def _begin_assessment(self) -> None:
        assert self.intake is not None
        self.intake.save()
        stopped_at = self.intake.section
        in_form = stopped_at is None or stopped_at in {page.id for page in PAGES}
        section = DANGER_SIGNS if in_form else stopped_at
        self.desk.go(ASSESSMENT, draft_uid=self.intake.draft_uid, section=section)

    def _stand_at(self, field: str | None) -> None:
        if self.intake is not None:
            self.intake.stand_at(self._page, field)

    # -- answering ---------------------------------------------------------------------------

    def _put(self, key: str, value: object) -> None:
        assert self.intake is not None
        self._stand_at(key)
        self._pages[self._page].tell(key, self.intake.take(key, value))
        self._refresh()

    def _commit(self) -> None:
        page = self._pages.get(self._page)
        if page is not None:
            page.commit()

    def _refresh(self) -> None:
        assert self.intake is not None
        t = current()
        page = next(one for one in PAGES if one.id == self._page)
        self._title.setText(_(page.title))
        self._pages[self._page].refresh()
        self._list.show_entries(self._entries(), self._page)
        at = PAGES.index(page) + 1
        name = _(PAGES[at].name) if at < len(PAGES) else _("Assessment")
        self._next.set_words(_("Next: {page}", page=name))
        saved = self.intake.saved_at
        self._saved.tell(saved)
        self._alike.look(self.intake)
        alike = len(self._alike.hits())
        self._fold.say(
            None,
            t.n("{n} pair in the register is alike", "{n} pairs in the register are alike", alike)
            if alike
            else t("Nobody alike in the register."),
        )

    def _entries(self) -> list[Entry]:
        assert self.intake is not None
        t = current()
        entries = []
        for page in PAGES:
            answered, asked = self.intake.progress(page)
            note = (
                t("{n} of {total} answered", n=answered, total=asked) if answered else _(page.note)
            )
            done = not self.intake.missing(page) and answered
            state: State = "done" if done else "partly" if answered else "open"
            entries.append(Entry(page.id, _(page.name), note, state))
        return [*entries, Entry(ASSESSMENT, _("Assessment"), _("starts with danger signs"))]
