"""A follow-up visit on one page: an ordinary one takes about 25 keys."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from mami_desktop.errors import EntryError
from mami_desktop.i18n import _, current
from mami_desktop.pathway.assessment_views import DANGER_SIGNS
from mami_desktop.pathway.schedule import FURTHEST_DAYS
from mami_desktop.views import theme
from mami_desktop.views.desk import Desk
from mami_desktop.views.infant.facts import pair_facts
from mami_desktop.views.pair_facts import PairFacts
from mami_desktop.views.screen import Screen, is_built
from mami_desktop.views.visit.detour import Detour
from mami_desktop.views.visit.page import VisitPage
from mami_desktop.views.visit.side_panel import SidePanel
from mami_desktop.views.visit.sitting import Sitting
from mami_desktop.views.widgets import (
    Card,
    DangerButton,
    MessageStrip,
    OutlineButton,
    PrimaryButton,
    SavedNote,
    row,
)

ILLNESS = ("clinical_a", "clinical_b")
MOTHER = ("mother_physical", "mother_mental")
FEEDING = ("feeding",)


class VisitScreen(Screen):
    """Arguments: ``enrolment_uid`` for a new visit, or ``draft_uid`` of one that was begun."""

    frame = "pair"
    rail_entry = "today"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.sitting: Sitting | None = None
        self._warned = False
        self.page = VisitPage(desk)
        self.detour = Detour()
        self.side = SidePanel()
        self.middle = QStackedWidget()
        self.strip = MessageStrip("warn")
        self.danger = MessageStrip("danger")
        self.saved = SavedNote()
        self.finish_button = PrimaryButton(_("Finish"))
        self.finish_quiet = OutlineButton(_("Finish"))
        self.refer_button = DangerButton(_("Refer now"), key=_("F9"))
        back = OutlineButton(_("Back to pair"), icon="back", key=_("Esc"))
        back.clicked.connect(self.go_back)
        foot = row(back, self.saved, self.finish_quiet, self.finish_button, self.refer_button)
        foot.setStretchFactor(self.saved, 1)
        edge = theme.gap("m")
        foot.setContentsMargins(edge, theme.gap("s"), edge, theme.gap("s"))
        strips = QVBoxLayout()
        strips.setContentsMargins(edge, 0, edge, 0)
        strips.addWidget(self.strip)
        whole = QWidget()
        inside = QVBoxLayout(whole)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.danger)
        inside.addWidget(self.page, 1)
        inside.addLayout(strips)
        inside.addLayout(foot)
        self.middle.addWidget(whole)
        self.middle.addWidget(self.detour)
        card = Card(flush=True)
        card.body.addWidget(self.middle)
        box = row(card, self.side, gap="m", margins="m")
        box.setStretch(0, 1)
        self.setLayout(box)
        self._connect()

    def _connect(self) -> None:
        self.page.answered.connect(self._answer)
        self.page.put.connect(self._put)
        self.page.kept.connect(self._keep)
        self.page.denied.connect(self._deny)
        self.page.moved.connect(self._move)
        self.page.sections_asked.connect(self._open_sections)
        self.detour.answered.connect(self._answer_there)
        self.detour.done.connect(self._leave_detour)
        self.side.refer_asked.connect(self.refer)
        self.refer_button.clicked.connect(self.refer)
        self.finish_button.clicked.connect(self.finish)
        self.finish_quiet.clicked.connect(self.finish)
        self.page.flow.set_primary(self.finish_button)
        QShortcut(QKeySequence("F9"), self, self.refer)
        QShortcut(QKeySequence("Ctrl+D"), self, self.page.open_date)
        QShortcut(QKeySequence("Ctrl+2"), self, self.page.measures.open_second)

    # -- what the window asks ----------------------------------------------------------------

    def open(self, **args: Any) -> None:
        draft_uid = args.get("draft_uid")
        if draft_uid is not None:
            self.sitting = Sitting.resume(self.desk, draft_uid)
        else:
            self.sitting = Sitting.begin(self.desk, args["enrolment_uid"])
        self.detour.forget()
        self.middle.setCurrentIndex(0)
        self._draw()
        if self.isVisible():
            self.page.start()

    def showEvent(self, event) -> None:
        super().showEvent(event)
        self.page.start()

    def leave(self) -> None:
        if self.sitting is not None:
            self.page.commit()
            self.detour.commit()
            self.sitting.save_rest()

    def place(self, opened_with: dict) -> dict | None:
        return opened_with if self.sitting is not None else None

    def title(self) -> str:
        return _("Visit")

    def pair(self) -> PairFacts | None:
        if self.sitting is None:
            return None
        # the day of the next visit is what this page is about to change
        facts = pair_facts(self.sitting.header, self.sitting.visit_on)
        return replace(facts, next_visit_on=None, next_visit_days=None)

    def keyPressEvent(self, event) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)

    # -- answers -----------------------------------------------------------------------------

    def _answer(self, item_id: str, typed: Any) -> None:
        if self.sitting is not None:
            self.sitting.answer(item_id, typed)
            self._refresh()

    def _answer_there(self, item_id: str, value: Any, parts: Any) -> None:
        if self.sitting is not None:
            self.sitting.answer(item_id, value, parts)
            self.detour.refresh(danger=self.sitting.danger_found())
            self._refresh()

    def _put(self, key: str, value: Any) -> None:
        if self.sitting is None:
            return
        self.sitting.put(key, value)
        self._refresh()
        if key == "feeding_progress" and value == "new":
            self._open_sections(FEEDING)
        elif key == "mother" and value == "concern":
            self._open_sections(MOTHER)
        elif key == "illness" and value == "yes":
            self._open_sections(ILLNESS)

    def _keep(self, item_id: str) -> None:
        if self.sitting is not None:
            self.sitting.keep(item_id)
            self._refresh()
            self.page.go_on()

    def _deny(self) -> None:
        if self.sitting is not None:
            self.sitting.deny_danger_list()
            self._refresh()

    def _move(self, day: date) -> None:
        if self.sitting is not None and day != self.sitting.visit_on:
            self.sitting.move_to(day)
            self.detour.forget()
            self._draw()
            self.bar_changed.emit()

    def _open_sections(self, sections: tuple[str, ...]) -> None:
        sitting = self.sitting
        if sitting is None:
            return
        if sitting.six_months:
            self.strip.say(
                _("From 6 months on the questions of this pathway do not apply."),
                _("Refer with F9 where something is wrong, and hand the pair over."),
            )
            return
        if sections == (DANGER_SIGNS,) and sitting.form.get("danger") != "some":
            sitting.open_danger_list()
            self._refresh()
        self.middle.setCurrentWidget(self.detour)
        self.detour.show_sections(sitting, sections)

    def _leave_detour(self) -> None:
        self.middle.setCurrentIndex(0)
        self._draw()
        self.page.go_on()

    # -- going on ----------------------------------------------------------------------------

    def refer(self) -> None:
        """F9: a slip with what is known so far; the visit waits as a draft."""
        if self.sitting is None or not is_built("referral"):
            return
        self.leave()
        self.desk.go(
            "referral",
            draft_uid=self.sitting.draft_uid,
            enrolment_uid=self.sitting.enrolment_uid,
            infant_uid=self.sitting.header.infant_uid,
            answers=self.sitting.assessment.answers,
        )

    def go_back(self) -> None:
        """Esc: from the questions to the visit, from the visit to the pair; a draft stays."""
        if self.middle.currentWidget() is self.detour:
            self.detour.commit()
            self._leave_detour()
        elif self.sitting is not None:
            self.desk.go("pair", enrolment_uid=self.sitting.enrolment_uid)

    def finish(self) -> None:
        """Save the visit; what is open is said once, what is wrong must be mended."""
        sitting = self.sitting
        if sitting is None:
            return
        self.page.commit()
        wrong = self.page.first_refused()
        if wrong is not None:
            self.strip.say(_("One answer cannot be taken as it is typed. Correct it, then finish."))
            wrong.setFocus()
            return
        missing = sitting.still_open()
        if missing and not self._warned:
            self._warned = True
            self.strip.say(
                _("Still open: {list}.", list=", ".join(missing)),
                _("Answer it, or finish once more to save the visit as it is."),
            )
            return
        try:
            saved = sitting.finish(self.page.chosen_next_on())
        except EntryError as error:
            self._show_problems(error)
            return
        self.sitting = None
        t = current()
        sentence = _("Visit {number} is saved.", number=saved.visit_no)
        if saved.next_visit_on is not None:
            day = t.date(saved.next_visit_on, weekday=True)
            sentence = f"{sentence} {_('Next visit: {day}.', day=day)}"
        self.desk.say(sentence)
        self.desk.go("pair", enrolment_uid=sitting.enrolment_uid)

    def _show_problems(self, error: EntryError) -> None:
        beside = [p for p in error.problems if self.page.show_problem(p)]
        others = [p.text for p in error.problems if p not in beside]
        self.strip.say(" ".join(others) or _("Look at the marked answer, then finish."))

    # -- showing -----------------------------------------------------------------------------

    def _draw(self) -> None:
        sitting = self.sitting
        if sitting is None:
            return
        self._warned = False
        self.strip.say("")
        self.page.show_sitting(sitting)
        self.side.show_sitting(sitting)
        self._refresh()
        if sitting.already_recorded:
            self.strip.say(
                _("This pair was seen on that day already."),
                _("If they came on another day, choose it with Ctrl+D."),
            )

    def _refresh(self) -> None:
        sitting = self.sitting
        if sitting is None:
            return
        proposal = sitting.proposal()
        self._warned = False
        if self.strip.title():
            self.strip.say("")
        self.page.refresh(sitting, proposal, sitting.visit_on + timedelta(days=FURTHEST_DAYS))
        self.side.show_result(sitting, proposal)
        result = sitting.result()
        high = result is not None and result.level == "high"
        self.danger.say(
            _("Danger sign: refer mother and baby together now.") if high else "",
            _("The rest can wait. What is open stays open.") if high else "",
        )
        self.finish_button.setHidden(high)
        self.finish_quiet.setHidden(not high)
        self.refer_button.setHidden(not high or not is_built("referral"))
        self.side.refer.setVisible(not high and is_built("referral"))
        self.page.flow.set_primary(self.finish_quiet if high else self.finish_button)
        self.saved.tell(sitting.saved_at)
