"""The pair page: the whole story of infant and mother on one page."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from mami_desktop.i18n import _
from mami_desktop.services.roles import may
from mami_desktop.services.today import TodayPair
from mami_desktop.views import theme
from mami_desktop.views.desk import Desk
from mami_desktop.views.infant.chart_card import LARGE_TEXT, ChartCard
from mami_desktop.views.infant.facts import PairPage, pair_facts, read_page
from mami_desktop.views.infant.form_panel import FormPanel
from mami_desktop.views.infant.now_column import NowColumn
from mami_desktop.views.infant.outcome_form import OutcomeForm
from mami_desktop.views.infant.papers import print_growth_chart, print_slip
from mami_desktop.views.infant.small_forms import (
    AnswerForm,
    ReturnForm,
    reopen_form,
    struck_enrolment_form,
    struck_visit_form,
)
from mami_desktop.views.infant.story_column import StoryColumn
from mami_desktop.views.infant.visit_detail import VisitDetail
from mami_desktop.views.infant.visits_table import VisitsTable
from mami_desktop.views.pair_facts import PairFacts
from mami_desktop.views.screen import Screen, is_built
from mami_desktop.views.widgets import (
    OptionRow,
    OutlineButton,
    PrimaryButton,
    boxed,
    column,
    row,
    scrolled,
)

CLINICAL = "record_visit"


class PairScreen(Screen):
    """Arguments: ``infant_uid`` or ``enrolment_uid``."""

    frame = "pair"
    rail_entry = "register"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.page: PairPage | None = None
        self._asked: tuple[str | None, str | None] = (None, None)
        self.story = StoryColumn()
        self.chart = ChartCard()
        self.visits = VisitsTable()
        self.now = NowColumn(lambda: desk.pathway)
        self.detail = VisitDetail(lambda: desk.pathway)
        overview = QWidget()
        self._overview = column(self.chart, self.visits, gap="m")
        overview.setLayout(self._overview)
        self._overview.setStretch(0, 1)
        self.middle = QStackedWidget()
        if theme.text_scale() >= LARGE_TEXT:
            self.chart.setMinimumHeight(theme.size("list_rows_high"))
            self.middle.addWidget(scrolled(overview))
        else:
            self.middle.addWidget(overview)
        self.middle.addWidget(self.detail)
        if theme.text_scale() >= LARGE_TEXT:
            box = row(self.middle, self._folded_side(), gap="m", margins="m")
        else:
            box = row(self.story, self.middle, self.now, gap="m", margins="m")
        box.setStretchFactor(self.middle, 1)
        self.setLayout(box)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.more = OutlineButton(_("More"), icon="menu", parent=self)
        self.more.setMenu(self._menu)
        self.record = PrimaryButton(_("Record visit"), key=_("F4"), parent=self)
        self.record.clicked.connect(self.record_visit)
        self._connect()

    def _folded_side(self) -> QWidget:
        """Large letters: story and present state share one column."""
        which = OptionRow(
            _("Beside the chart"), [("now", _("Now")), ("story", _("Story"))], not_assessed=False
        )
        which.set_value("now")
        self.story.hide()
        which.chosen.connect(lambda code: self.now.setVisible(code != "story"))
        which.chosen.connect(lambda code: self.story.setVisible(code == "story"))
        for part in (self.story, self.now):
            part.setFixedWidth(theme.size("now_column"))
        cards = column(which, self.story, self.now)
        cards.setStretch(1, 1)
        cards.setStretch(2, 1)
        side = boxed(cards)
        side.setFixedWidth(theme.size("now_column"))
        return side

    def _connect(self) -> None:
        self.story.visit_asked.connect(self.open_visit)
        self.visits.opened.connect(self.open_visit)
        self.visits.walked.connect(self.chart.view.show_key)
        self.chart.chosen.connect(self.visits.choose)
        self.detail.left.connect(self.show_overview)
        self.detail.strike_asked.connect(self._strike_visit)
        self.now.refer_asked.connect(self.refer)
        self.now.answer_asked.connect(self._enter_answer)
        self.desk.changed.connect(self._refresh_if_shown)
        QShortcut(QKeySequence("F4"), self, self.record_visit)
        QShortcut(QKeySequence("F9"), self, self.refer)
        QShortcut(QKeySequence("Ctrl+P"), self, self.print_chart)

    # -- what the window asks ----------------------------------------------------------------

    def open(self, **args: Any) -> None:
        asked = (args.get("infant_uid"), args.get("enrolment_uid"))
        same = asked == self._asked
        self._asked = asked
        self.refresh()
        if not same:
            self.chart.show_indicator("waz")
        self.show_overview()

    def showEvent(self, event) -> None:
        super().showEvent(event)
        if self.middle.currentIndex() == 0:
            self.chart.view.setFocus()

    def refresh(self) -> None:
        """Read the pair anew and draw it."""
        infant_uid, enrolment_uid = self._asked
        if infant_uid is None and enrolment_uid is None:
            return
        with self.desk.reading() as work:
            self.page = read_page(work, self.desk.pathway, infant_uid, enrolment_uid)
        page = self.page
        self.story.show_page(page)
        self.chart.show_page(page)
        self.visits.show_page(page)
        self.now.show_page(page, may_refer=self._may("issue_referral") and is_built("referral"))
        self.record.setVisible(self._can_record())
        self.more.setVisible(bool(self._choices()))
        self.bar_changed.emit()

    def _refresh_if_shown(self) -> None:
        if self.isVisible():
            self.refresh()

    def title(self) -> str:
        return _("Pair")

    def pair(self) -> PairFacts | None:
        return None if self.page is None else pair_facts(self.page.header, self.desk.today())

    def bar_buttons(self) -> list[QWidget]:
        return [w for w in (self.more, self.record) if not w.isHidden()]

    def keyPressEvent(self, event) -> None:
        if event.key() == Qt.Key.Key_Escape and self.middle.currentIndex() > 0:
            self.show_overview()
        else:
            super().keyPressEvent(event)

    # -- what can be done --------------------------------------------------------------------

    def record_visit(self) -> None:
        """F4: a follow-up visit of the present enrolment."""
        if self.page is not None and self._can_record():
            self.desk.go("visit", enrolment_uid=self.page.header.enrolment_uid)

    def refer(self) -> None:
        """F9: a new slip for this pair."""
        if self.page is not None and self._may("issue_referral") and is_built("referral"):
            header = self.page.header
            self.desk.go(
                "referral", infant_uid=header.infant_uid, enrolment_uid=header.enrolment_uid
            )

    def open_visit(self, visit_uid: str) -> None:
        """Show a past visit, read-only."""
        if self.page is None:
            return
        visit = next(v for v in self.page.story.visits if v.visit_uid == visit_uid)
        self.visits.choose(visit_uid)
        self.detail.show_visit(self.page, visit, may_strike=self._may("strike"))
        self.middle.setCurrentWidget(self.detail)
        self.detail.setFocus()

    def show_overview(self) -> None:
        """Chart and visits."""
        self.middle.setCurrentIndex(0)
        while self.middle.count() > 2:
            gone = self.middle.widget(2)
            if gone is not None:
                self.middle.removeWidget(gone)
                gone.deleteLater()
        self.chart.view.setFocus()

    def print_chart(self) -> None:
        """Ctrl+P: the chart that is shown, on paper."""
        if self.page is not None:
            print_growth_chart(self.desk, self.page, self.chart.view.chart(), self)

    def show_form(self, form: FormPanel) -> None:
        """Show a short form in the middle of the page."""
        self.show_overview()
        form.left.connect(self.show_overview)
        form.saved.connect(self.show_overview)
        self.middle.addWidget(form)
        self.middle.setCurrentWidget(form)

    def choices(self) -> list[str]:
        """What the More menu offers now."""
        return [name for name, _act in self._choices()]

    def choose(self, name: str) -> None:
        """Carry out an entry of the More menu."""
        next(act for words, act in self._choices() if words == name)()

    # -- details -----------------------------------------------------------------------------

    def _may(self, use_case: str) -> bool:
        return may(self.desk.actor.role, use_case)

    def _can_record(self) -> bool:
        if self.page is None or not is_built("visit"):
            return False
        return self.page.header.status == "on_roll" and self._may(CLINICAL)

    def _fill_menu(self) -> None:
        self._menu.clear()
        for name, act in self._choices():
            self._menu.addAction(name, act)

    def _choices(self) -> list[tuple[str, Any]]:
        if self.page is None:
            return []
        page, header = self.page, self.page.header
        uid = header.enrolment_uid
        found: list[tuple[str, Any]] = [(_("Print growth chart"), self.print_chart)]
        for slip in page.story.referrals[-3:]:
            if not slip.struck:
                words = _("Print slip {number}", number=slip.referral_no)
                found.append((words, lambda no=slip.referral_no: print_slip(self.desk, no, self)))
        if uid is None:
            return found
        if self._may("log_contact"):
            found.append((_("Log a call or home visit"), self._log_contact))
        if header.status == "on_roll" and self._may("close_enrolment"):
            found.append((_("Outcome..."), lambda: self.show_form(OutcomeForm(self.desk, uid))))
        if header.status in ("at_inpatient", "left") and self._may("record_return"):
            found.append(
                (_("Back on the roll..."), lambda: self.show_form(ReturnForm(self.desk, uid)))
            )
        if header.status in ("at_inpatient", "left") and self._may("reopen_enrolment"):
            found.append((_("Reopen..."), lambda: self.show_form(reopen_form(self.desk, uid))))
        if self._may("strike"):
            form = struck_enrolment_form
            found.append(
                (
                    _("Entered in error..."),
                    lambda: self.show_form(form(self.desk, uid, header.mami_no or "")),
                )
            )
        return found

    def _log_contact(self) -> None:
        from mami_desktop.views.today.contact import ContactDialog

        if self.page is None:
            return
        header = self.page.header
        pair = TodayPair(
            infant_uid=header.infant_uid,
            enrolment_uid=header.enrolment_uid,
            infant_name=header.infant_name,
            caregiver_name=header.caregiver_name,
            caregiver_role=header.caregiver_role,
            village=header.village,
            phone_1=header.phone_1,
            sex=header.sex,
            date_of_birth=header.date_of_birth,
            age_days=header.age_days,
            level=header.level,
            in_depth=header.in_depth,
        )
        ContactDialog(self.desk, pair, self).open()

    def _strike_visit(self, visit_uid: str) -> None:
        if self.detail.visit is not None:
            from mami_desktop.views.infant.facts import visit_name

            name = visit_name(self.detail.visit)
            self.show_form(struck_visit_form(self.desk, visit_uid, name))

    def _enter_answer(self, referral_uid: str) -> None:
        if self.page is not None:
            slips = self.page.story.referrals
            slip = next(s for s in slips if s.referral_uid == referral_uid)
            self.show_form(AnswerForm(self.desk, slip))
