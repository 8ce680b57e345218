"""The assessment wizard: pages at the start, questions in the middle, the result growing beside."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mami_desktop.i18n import _
from mami_desktop.pathway.assessment_views import (
    DANGER_SIGNS,
    SectionView,
    asked_sections,
    sections,
)
from mami_desktop.views import theme
from mami_desktop.views.assessment.page_words import REVIEW, hint_of, list_entries, name_of
from mami_desktop.views.assessment.plan import Plan
from mami_desktop.views.assessment.result_panel import ResultPanel
from mami_desktop.views.assessment.review_page import ReviewPage
from mami_desktop.views.assessment.section_list import SectionList
from mami_desktop.views.assessment.section_page import SectionPage
from mami_desktop.views.assessment.side_fold import SideFold
from mami_desktop.views.desk import Desk
from mami_desktop.views.enrolment.fields import PAGES
from mami_desktop.views.enrolment.intake import Intake
from mami_desktop.views.pair_facts import PairFacts
from mami_desktop.views.screen import Screen
from mami_desktop.views.widgets import (
    Card,
    DangerButton,
    DangerOutlineButton,
    MessageStrip,
    OutlineButton,
    PrimaryButton,
    SavedNote,
    label,
    row,
    rule,
)


class AssessmentScreen(Screen):
    """One draft of kind enrolment. ``open(draft_uid=..., section=..., item=...)``."""

    frame = "pair"
    rail_entry = "register"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.intake: Intake | None = None
        self._pages: dict[str, SectionPage] = {}
        self._section = ""
        self._seen: set[str] = set()
        self._list = SectionList(_("New pair: assessment"), _("Ctrl+↑ Ctrl+↓ change section"))
        self._list.asked.connect(self.show_section)
        self._panel = ResultPanel()
        self._panel.asked_item.connect(self.show_item)
        self._panel.refer_now.connect(self.refer_now)
        self._panel.refused.connect(lambda: self.refer_now(refused=True))
        self._panel.step_done.connect(self._step_done)
        self._pause = OutlineButton(_("Pause, keep as draft"), icon="draft", key=_("Esc"))
        self._pause.clicked.connect(self.pause)
        self._build_middle()
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, theme.gap("m"), 0)
        box.setSpacing(theme.gap("m"))
        danger = DangerOutlineButton(_("Refer now"), icon="high", key="F9", compact=True)
        danger.clicked.connect(self.refer_now)
        self._fold = SideFold(self._card, self._panel, _("Show the result"), danger)
        box.addWidget(self._list)
        box.addWidget(self._fold, 1)
        for keys, act in (
            ("Ctrl+Down", lambda: self._step(1)),
            ("Ctrl+Up", lambda: self._step(-1)),
            ("F1", self._tell_source),
            ("F9", self.refer_now),
            ("F8", self.hide_or_show),
            ("Esc", self.pause),
            ("F6", self._next_pane),
        ):
            QShortcut(QKeySequence(keys), self, act)

    def _build_middle(self) -> None:
        self._card = Card(flush=True)
        self._title = label("", "title")
        self._hint = label("", "note", wrap=True)
        self._eye = OutlineButton(_("Hide the answers"), icon="hide", key="F8", compact=True)
        self._eye.clicked.connect(self.hide_or_show)
        self._strip = MessageStrip("danger")
        self._strip.hide()
        self._stack = QStackedWidget()
        self._review = ReviewPage(self.desk)
        self._review.changed.connect(self._show_foot)
        self._review.finished.connect(self._finished)
        self._review.asked_item.connect(self.show_item)
        self._review.asked_page.connect(self._to_form)
        self._stack.addWidget(self._review)
        self._back = OutlineButton(_("Back"), icon="back")
        self._back.clicked.connect(lambda: self._step(-1))
        self._saved = SavedNote()
        self._next = PrimaryButton("")
        self._next.clicked.connect(self._go_on)
        self._review.flow.set_primary(self._next)
        self._go_on_anyway = OutlineButton(_("Go on with the questions"))
        self._go_on_anyway.clicked.connect(self._go_on)
        self._refer = DangerButton(_("Refer now"), icon="arrow", key="F9")
        self._refer.clicked.connect(self.refer_now)
        self._go_on_anyway.hide()
        self._refer.hide()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._hint)
        head = QHBoxLayout()
        edge = theme.gap("m")
        head.setContentsMargins(edge, edge, edge, theme.gap("s"))
        head.addLayout(words, 1)
        head.addWidget(self._eye)
        foot = row(
            self._back,
            self._saved,
            self._go_on_anyway,
            self._next,
            self._refer,
        )
        foot.setStretchFactor(self._saved, 1)
        foot.setContentsMargins(edge, theme.gap("s"), edge, theme.gap("s"))
        body = self._card.body
        body.addLayout(head)
        body.addWidget(rule())
        body.addWidget(self._strip)
        body.addWidget(self._stack, 1)
        body.addWidget(rule())
        body.addLayout(foot)

    # -- Screen --------------------------------------------------------------------------------

    def open(
        self, draft_uid: str = "", section: str | None = None, item: str | None = None, **_rest
    ) -> None:
        """Go on with a draft where it stopped; danger signs come first in a new one."""
        self.intake = Intake.resume(self.desk, draft_uid)
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self._seen.clear()
        self._panel.begin()
        self._section = ""
        section = section or self.intake.section
        item = item or self.intake.item
        if section in {page.id for page in PAGES}:
            section, item = DANGER_SIGNS, None
        if Plan(self.intake).has_slip() and self.intake.assessment.result().level == "high":
            section, item = REVIEW, None  # the slip is written: what is left is to finish
        known = {known.id for known in asked_sections(self.intake.assessment)} | {REVIEW}
        self.show_section(section if section in known else DANGER_SIGNS, item)

    def leave(self) -> None:
        """Keep what is being typed, and what the disk refused before."""
        self._commit()
        if self.intake is not None:
            self.intake.save_rest()

    def place(self, opened_with: dict) -> dict | None:
        return opened_with | {"section": self._section} if self.intake is not None else None

    def pair(self) -> PairFacts | None:
        """Who is being assessed."""
        return self.intake.pair_facts() if self.intake is not None else None

    def bar_buttons(self) -> list[QWidget]:
        return [self._pause]

    # -- going about ---------------------------------------------------------------------------

    def show_section(self, section_id: str, item_id: str | None = None) -> None:
        """Show a page, at a question or at the first empty one."""
        assert self.intake is not None
        self._commit()
        self._fold.show_main()
        if self._section in self._pages and self._pages[self._section].private:
            self._pages[self._section].cover()
        came_back = section_id in self._seen
        self._section = section_id
        self._seen.add(section_id)
        self.intake.stand_at(section_id, item_id)
        if section_id == REVIEW:
            self._review.show_intake(self.intake)
            self._stack.setCurrentWidget(self._review)
            self._refresh()
            # once the page is laid out: only what is visible can take the focus
            QTimer.singleShot(0, self._review.start)
            return
        page = self._page(section_id)
        self._stack.setCurrentWidget(page)
        if page.private and came_back:
            page.cover()
        elif page.is_covered():
            page.uncover()
        self._refresh()
        QTimer.singleShot(0, lambda: page.start(item_id) if page.isVisible() else None)

    def show_item(self, item_id: str) -> None:
        """Go to the question of a finding."""
        assert self.intake is not None
        item = self.intake.assessment.pathway.items[item_id]
        self.show_section(item.section, item_id)
        page = self._pages[item.section]
        if page.is_covered():
            page.uncover()

    def _tell_source(self) -> None:
        if self._section in self._pages:
            self._pages[self._section].tell_source()

    def refer_now(self, refused: bool = False) -> None:
        """F9: the slip with everything filled. ``refused``: family refuses, or cannot go."""
        assert self.intake is not None
        self._commit()
        self.intake.save()
        more = {"refused": True} if refused else {}
        self.desk.go("referral", draft_uid=self.intake.draft_uid, urgency="emergency", **more)

    def pause(self) -> None:
        """Esc: leaving keeps a draft."""
        assert self.intake is not None
        self._commit()
        self.intake.save()
        self.desk.say(_("{name} is kept as a draft on Today.", name=self.intake.infant_words))
        self.desk.go("today")

    def hide_or_show(self) -> None:
        """F8: hide the answers of the page, or show them again."""
        page = self._pages.get(self._section)
        if page is None:
            return
        if page.is_covered():
            page.uncover()
        else:
            page.cover()
        self._refresh()

    def _step(self, by: int) -> None:
        keys = self._walkable()
        if not keys:
            return
        at = keys.index(self._section) + by if self._section in keys else 0
        if at < 0:
            self._to_form(PAGES[-1].id)
        elif at < len(keys):
            self.show_section(keys[at])

    def _go_on(self) -> None:
        """The filled button: the next page that is not done, else the review."""
        if self._section == REVIEW:
            self._review.finish()
            return
        self.show_section(self._next_section())

    def _next_section(self) -> str:
        views = self._views()
        at = [view.id for view in views].index(self._section)
        for view in views[at + 1 :]:
            if view.state in ("open", "partly"):
                return view.id
        return REVIEW

    def _walkable(self) -> list[str]:
        away = ("not_for_this_age", "not_needed")
        return [view.id for view in self._views() if view.state not in away] + [REVIEW]

    def _next_pane(self) -> None:
        if self._panel.isAncestorOf(self.focusWidget()):
            self._pages[self._section].start()
        else:
            self._panel.focusNextChild()

    def _to_form(self, page_id: str) -> None:
        assert self.intake is not None
        self.desk.go("enrolment", draft_uid=self.intake.draft_uid, page=page_id)

    # -- answering -----------------------------------------------------------------------------

    def _answered(self, item_id: str, value: object, parts: dict | None) -> None:
        assert self.intake is not None
        self.intake.stand_at(self._section, item_id)
        self.intake.answer(item_id, value, parts)
        self._refresh()

    def _moved(self, item_id: str) -> None:
        if self.intake is not None:
            self.intake.stand_at(self._section, item_id)

    def _step_done(self, action_id: str, done: bool) -> None:
        assert self.intake is not None
        steps = set(self.intake.form.get("steps_done") or ())
        steps = steps | {action_id} if done else steps - {action_id}
        self.intake.keep("steps_done", sorted(steps))
        self._show_saved()

    def _commit(self) -> None:
        page = self._pages.get(self._section)
        if page is not None:
            page.commit()

    def _finished(self, screen: str, args: dict) -> None:
        self.intake = None
        self.desk.go(screen, **args)

    # -- showing -------------------------------------------------------------------------------

    def _page(self, section_id: str) -> SectionPage:
        assert self.intake is not None
        if section_id not in self._pages:
            section = self.intake.assessment.pathway.sections[section_id]
            page = SectionPage(self.intake.assessment, section, self._stack)
            page.answered.connect(self._answered)
            page.moved.connect(self._moved)
            page.title_changed.connect(self._title.setText)
            page.flow.set_primary(self._next)
            page.covered_changed.connect(self._refresh)
            self._pages[section_id] = page
            self._stack.addWidget(page)
        return self._pages[section_id]

    def _views(self) -> list[SectionView]:
        assert self.intake is not None
        return sections(self.intake.assessment)

    def _refresh(self) -> None:
        if self.intake is None:
            return
        assessment = self.intake.assessment
        result = assessment.result()
        high = result.level == "high"
        page = self._pages.get(self._section)
        if page is not None:
            page.refresh(quiet=high)
            self._title.setText(page.title())
            self._hint.setText(hint_of(page.assessment, page.section))
        else:
            self._title.setText(_("Plan and next visit"))
            self._hint.setText(_("Look it over, decide, agree the first steps."))
            self._review.refresh()
        self._hint.setHidden(not self._hint.text())
        self._eye.setVisible(page is not None and page.private and not page.is_covered())
        self._show_strip()
        self._panel.show_result(
            assessment,
            private=self._is_private,
            steps_done=set(self.intake.form.get("steps_done") or ()),
        )
        self._fold.say(self._panel.level(), self._panel.sentence())
        self._list.show_entries(list_entries(self._views(), high), self._section)
        self._show_foot()
        self.bar_changed.emit()

    def _is_private(self, section_id: str) -> bool:
        """Answers of a private page are named in *Why* only while that page is open to see."""
        page = self._pages.get(section_id)
        return section_id != self._section or page is None or page.is_covered()

    def _show_strip(self) -> None:
        assert self.intake is not None
        reasons = [r for r in self.intake.assessment.result().reasons if "high" in r.levels]
        if not reasons:
            self._strip.say("")
            return
        hidden = reasons[0].sensitive and self._is_private(reasons[0].section)
        sign = _("an answer about the mother") if hidden else reasons[0].text
        self._strip.say(
            _("Danger sign: {sign}. Act now, the other questions can wait.", sign=sign),
            _("Everything typed so far is saved. You can finish the form after the baby has left."),
        )

    def _show_foot(self) -> None:
        assert self.intake is not None
        high = self.intake.assessment.result().level == "high"
        review = self._section == REVIEW
        self._go_on_anyway.setVisible(high and not review)
        self._refer.setVisible(high and not review)
        self._next.setHidden(high and not review)
        if review:
            self._next.set_words(self._review.button_words())
            self._next.setEnabled(self._review.can_finish())
        else:
            self._next.setEnabled(True)
            self._next.set_words(
                _("Next: {page}", page=name_of(self.intake.assessment, self._next_section()))
            )
        page = self._pages.get(self._section)
        if page is not None:
            page.flow.set_primary(self._go_on_anyway if high else self._next)
        self._show_saved()

    def _show_saved(self) -> None:
        assert self.intake is not None
        saved = self.intake.saved_at
        self._saved.tell(saved)
