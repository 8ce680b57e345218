"""Today: what has to happen before the clinic closes. The start screen."""

from datetime import date
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from mami_desktop.errors import UserError
from mami_desktop.i18n import _, current
from mami_desktop.services.absence import catch_up_appointments
from mami_desktop.services.drafts import DraftState, discard_draft, restore_draft
from mami_desktop.services.roles import may
from mami_desktop.services.today import TodayBoard, TodayPair, today_board
from mami_desktop.views import theme
from mami_desktop.views.desk import Desk
from mami_desktop.views.enrolment.fields import PAGES
from mami_desktop.views.error_dialog import show_failure
from mami_desktop.views.screen import Screen, is_built
from mami_desktop.views.today.contact import ContactDialog
from mami_desktop.views.today.lines import due_row, overdue_row, referral_row, six_months_row
from mami_desktop.views.today.rows import BoardRow, walk
from mami_desktop.views.widgets import (
    Card,
    EmptyState,
    LinkButton,
    MessageStrip,
    PrimaryButton,
    boxed,
    clear,
    column,
    label,
    row,
    scrolled,
)

RESUME_SCREEN = {"enrolment": "enrolment", "visit": "visit", "referral": "referral"}


class TodayScreen(Screen):
    """Due, overdue, drafts, turning six months, referrals without an answer."""

    frame = "title"
    rail_entry = "today"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.rows: list[BoardRow] = []
        self._day = label("", "section")
        self._counts = label("", "note")
        self._main = QVBoxLayout()
        self._side = QVBoxLayout()
        for box in (self._main, self._side):
            box.setSpacing(theme.gap("m"))
            box.setContentsMargins(0, 0, 0, 0)
        main, side = QWidget(), QWidget()
        main.setLayout(self._main)
        side.setLayout(self._side)
        if theme.is_large():  # below each other: there is no room beside
            cards = row(scrolled(boxed(column(main, side, gap="m"))))
        else:
            beside = scrolled(side)
            beside.setFixedWidth(theme.size("today_side"))
            cards = row(scrolled(main), beside, gap="m")
            cards.setStretch(0, 1)
        heading = column(self._day, self._counts, gap="none")
        box = QVBoxLayout(self)
        edge = theme.gap("l")
        box.setContentsMargins(theme.gap("xl"), theme.gap("m"), edge, theme.gap("m"))
        box.setSpacing(theme.gap("m"))
        box.addLayout(heading)
        box.addLayout(cards, 1)
        desk.changed.connect(self._refresh_if_shown)

    def title(self) -> str:
        return _("Today")

    def open(self, **args: Any) -> None:
        if may(self.desk.actor.role, "change_appointment"):
            # whoever missed a visit is expected at the next one, so that misses go on counting
            try:
                with self.desk.saving(quietly=True) as work:
                    catch_up_appointments(work)
            except UserError as error:  # the list can be read all the same
                show_failure(error)
        self.refresh()
        if self.rows:
            self.rows[0].setFocus()
        QTimer.singleShot(0, self._to_top)  # the focus scrolled to where the line stood before

    def _to_top(self) -> None:
        for area in self.findChildren(QScrollArea):
            area.verticalScrollBar().setValue(0)

    def refresh(self) -> None:
        """Read the board anew and draw it."""
        with self.desk.reading() as work:
            board = today_board(work)
        self._draw(board)

    def _refresh_if_shown(self) -> None:
        if self.isVisible():
            self.refresh()

    # -- drawing ----------------------------------------------------------------------------

    def _draw(self, board: TodayBoard) -> None:
        at = next((i for i, row in enumerate(self.rows) if row.hasFocus()), None)
        t = current()
        self._day.setText(t.date(board.today, weekday=True))
        self._counts.setText(_counts(board))
        clear(self._main)
        clear(self._side)
        self.rows = []
        self._draw_due(board)
        self._draw_overdue(board)
        self._main.addStretch(1)
        for draft in board.drafts:
            self._side.addWidget(self._draft_strip(draft))
        self._draw_six_months(board)
        self._draw_referrals(board)
        self._side.addStretch(1)
        if self.rows and at is not None:
            self.rows[min(at, len(self.rows) - 1)].setFocus()

    def _draw_due(self, board: TodayBoard) -> None:
        card = Card(_("Due today"), icon="today", flush=True)
        card.set_count(len(board.due))
        if not board.due:
            card.body.addWidget(EmptyState(_nobody_due(board)))
        else:
            card.set_note(
                _(
                    "{to_come} to come, {seen} seen",
                    to_come=board.to_come,
                    seen=len(board.due) - board.to_come,
                )
            )
        first = not board.drafts
        for number, due in enumerate(board.due):
            line = due_row(due, primary=first and due.seen_at is None, striped=number % 2 == 1)
            first = first and due.seen_at is not None
            screen = "visit" if due.seen_at is None and is_built("visit") else "pair"
            self._add(card, line, screen)
        self._main.addWidget(card)

    def _draw_overdue(self, board: TodayBoard) -> None:
        if not board.overdue:
            return
        card = Card(_("Overdue"), icon="overdue", icon_color="high", icon_filled=False, flush=True)
        card.set_count(len(board.overdue))
        card.set_note(_("T writes down a call or home visit"))
        for number, overdue in enumerate(board.overdue):
            line = overdue_row(overdue, striped=number % 2 == 1)
            self._add(card, line, "contact")
            line.contact_asked.connect(lambda p=overdue.pair: self.log_contact(p))
        self._main.addWidget(card)

    def _draw_six_months(self, board: TodayBoard) -> None:
        if not board.turning_six:
            return
        card = Card(_("Turning six months"), flush=True)
        card.set_count(len(board.turning_six))
        for number, turning in enumerate(board.turning_six):
            self._add(card, six_months_row(turning, striped=number % 2 == 1), "pair")
        self._side.addWidget(card)

    def _draw_referrals(self, board: TodayBoard) -> None:
        if not board.referrals_waiting:
            return
        card = Card(_("Referrals without an answer"), flush=True)
        card.set_count(len(board.referrals_waiting))
        for number, waiting in enumerate(board.referrals_waiting):
            self._add(card, referral_row(waiting, striped=number % 2 == 1), "pair")
        self._side.addWidget(card)

    def _add(self, card: Card, line: BoardRow, leads_to: str) -> None:
        card.body.addWidget(line)
        self.rows.append(line)
        pair = line.pair
        line.stepped.connect(lambda by, r=line: walk(self.rows, r, by))
        line.opened.connect(lambda p=pair: self._go("pair", p))
        if is_built("visit"):
            line.visit_asked.connect(lambda p=pair: self._go("visit", p))
        if line.button is not None:
            if leads_to == "contact":
                line.button.clicked.connect(lambda _on, p=pair: self.log_contact(p))
            else:
                line.button.clicked.connect(lambda _on, p=pair, s=leads_to: self._go(s, p))

    def _draft_strip(self, draft: DraftState) -> MessageStrip:
        resume = PrimaryButton(_("Resume"))
        resume.clicked.connect(
            lambda: self.desk.go(RESUME_SCREEN[draft.kind], draft_uid=draft.draft_uid)
        )
        discard = LinkButton(_("Discard"), compact=True)
        discard.clicked.connect(lambda: self._discard(draft))
        buttons = QWidget()
        buttons.setLayout(column(resume, discard, gap="hair"))
        return MessageStrip(
            "draft",
            _("{who}: not finished", who=draft.title or _("New pair")),
            _stopped(draft, self._section_words(draft.section), self.desk.today()),
            buttons=(buttons,),
        )

    def _section_words(self, section: str | None) -> str:
        pages = {page.id: _(page.name) for page in PAGES}
        if not section or section in pages:
            return pages.get(section or "", "")
        known = self.desk.pathway.sections.get(section)
        return known.label if known is not None else ""

    # -- acting -----------------------------------------------------------------------------

    def _go(self, screen: str, pair: TodayPair) -> None:
        if screen == "visit" and pair.enrolment_uid is not None:
            self.desk.go("visit", enrolment_uid=pair.enrolment_uid)
        else:
            self.desk.go("pair", infant_uid=pair.infant_uid, enrolment_uid=pair.enrolment_uid)

    def log_contact(self, pair: TodayPair) -> ContactDialog:
        """Write down a call or home visit to a family that did not come."""
        dialog = ContactDialog(self.desk, pair, self)
        dialog.open()
        return dialog

    def _discard(self, draft: DraftState) -> None:
        uid = draft.draft_uid
        assert uid is not None

        def bring_back() -> None:
            with self.desk.saving() as work:
                restore_draft(work, uid)

        with self.desk.saving() as work:
            discard_draft(work, uid)
        self.desk.say(_("The draft of {who} is discarded.", who=draft.title or "…"), bring_back)


def _counts(board: TodayBoard) -> str:
    t = current()
    parts = [
        t.n("{n} still to see today", "{n} still to see today", board.to_come),
        t.n("{n} overdue", "{n} overdue", len(board.overdue)),
    ]
    if board.drafts:
        parts.append(t.n("{n} draft to finish", "{n} drafts to finish", len(board.drafts)))
    on_roll = t.n("{n} pair on the roll.", "{n} pairs on the roll.", board.on_roll)
    return t("{on_roll} {rest}.", on_roll=on_roll, rest=", ".join(parts))


def _nobody_due(board: TodayBoard) -> str:
    t = current()
    if board.next_due is None:
        return _("Nobody is due today.")
    pair, day = board.next_due
    return _(
        "Nobody is due today. The next visit is {name} on {day}.",
        name=pair.infant_name or pair.caregiver_name or "…",
        day=t.date(day, weekday=True),
    )


def _stopped(draft: DraftState, section: str, today: date) -> str:
    t = current()
    when = ""
    if draft.updated_at is not None:
        time = t.time(draft.updated_at)
        if draft.updated_at.date() == today:
            when = _("{time} today", time=time)
        else:
            when = f"{t.date(draft.updated_at.date(), year=False)} {time}"
    if section:
        return _("Stopped at {section}, {when}. Nothing was lost.", section=section, when=when)
    return _("Stopped {when}. Nothing was lost.", when=when)
