"""The referral slip: everything filled as far as it is known, the paper beside it."""

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mami_desktop.errors import EntryError, UserError
from mami_desktop.i18n import _, current
from mami_desktop.views import theme
from mami_desktop.views.desk import Desk
from mami_desktop.views.infant.chart_card import LARGE_TEXT
from mami_desktop.views.infant.papers import pdf_bytes
from mami_desktop.views.pair_facts import PairFacts
from mami_desktop.views.preview import PdfPages, PreviewDialog, file_name
from mami_desktop.views.referral.form import SlipForm
from mami_desktop.views.referral.writing import Writing
from mami_desktop.views.screen import Screen
from mami_desktop.views.widgets import (
    STRETCH,
    Card,
    MessageStrip,
    OutlineButton,
    PrimaryButton,
    column,
    label,
    row,
    rule,
)

PREVIEW_AFTER_MS = 250
"""The paper is drawn anew once the hand rests."""


class ReferralScreen(Screen):
    """Arguments, all optional: ``draft_uid`` (of the form it is for, or of a slip begun before),
    ``infant_uid``, ``enrolment_uid``, ``visit_uid``, ``answers``, ``urgency``, ``refused``."""

    frame = "pair"
    rail_entry = "register"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.writing: Writing | None = None
        self._refused = False
        self.form = SlipForm()
        self.pages = PdfPages()
        self.strip = MessageStrip("problem")
        self.done_strip = MessageStrip("ok")
        self._when = label("", "caption")
        self.print_button = PrimaryButton(_("Print 2 copies"), icon="print", key=_("Ctrl+P"))
        self.print_button.clicked.connect(self.print_it)
        self.pdf_button = OutlineButton(_("PDF"))
        self.pdf_button.clicked.connect(self.save_pdf)
        self.later = OutlineButton(_("Later"), key=_("Esc"))
        self.later.clicked.connect(self.go_back)
        head = column(label(_("Referral slip"), "title"), self._when, gap="none")
        head.setContentsMargins(theme.gap("l"), theme.gap("s"), theme.gap("m"), theme.gap("s"))
        foot = row(self.later, STRETCH, self.pdf_button, self.print_button)
        edge = theme.gap("m")
        foot.setContentsMargins(edge, theme.gap("s"), edge, theme.gap("s"))
        strips = QVBoxLayout()
        strips.setContentsMargins(edge, 0, edge, 0)
        strips.addWidget(self.strip)
        strips.addWidget(self.done_strip)
        card = Card(flush=True)
        card.body.addLayout(head)
        card.body.addWidget(rule())
        card.body.addWidget(self.form, 1)
        card.body.addLayout(strips)
        card.body.addLayout(foot)
        paper = Card(flush=True)
        paper.body.addWidget(self.pages)
        large = theme.text_scale() >= LARGE_TEXT
        paper.setFixedWidth(theme.size("now_column" if large else "dialog"))
        box = row(card, paper, gap="m", margins="m")
        box.setStretch(0, 1)
        self.setLayout(box)
        self._redraw = QTimer(self)
        self._redraw.setSingleShot(True)
        self._redraw.setInterval(PREVIEW_AFTER_MS)
        self._redraw.timeout.connect(self.draw_paper)
        self.form.put.connect(self._put)
        self.form.flow.set_primary(self.print_button)
        QShortcut(QKeySequence("Ctrl+P"), self, self.print_it)

    # -- what the window asks ----------------------------------------------------------------

    def open(self, **args: Any) -> None:
        self._refused = bool(args.pop("refused", False))
        self.writing = Writing(self.desk, args)
        t = current()
        now = self.desk.now()
        self._when.setText(
            _("{day}, {time}", day=t.date(now.date(), weekday=True), time=t.time(now))
        )
        self.strip.say("")
        self.done_strip.say("")
        self.form.show_writing(self.writing, refused=self._refused)
        self._name_buttons()
        self.draw_paper()
        if self.isVisible():
            self._start()

    def showEvent(self, event) -> None:
        super().showEvent(event)
        self._start()

    def _start(self) -> None:
        if self.writing is None or self.writing.saved is not None:
            return
        if self.writing.value("to_service") is None:
            self.form.service.focus_entry()
        elif self._refused and not self.writing.value("refused_by"):
            self.form.refused_by.focus_entry()
        else:
            self.form.place.focus_entry()

    def leave(self) -> None:
        self.form.commit()
        self._redraw.stop()
        if self.writing is not None:
            self.writing.save_rest()

    def place(self, opened_with: dict) -> dict | None:
        """The slip begun here; an issued one is finished and not written twice."""
        if self.writing is None or self.writing.saved is not None:
            return None
        begun = self.writing.draft_uid
        return opened_with if begun is None else {"draft_uid": begun}

    def title(self) -> str:
        return _("Referral slip")

    def pair(self) -> PairFacts | None:
        return None if self.writing is None else self.writing.pair()

    def keyPressEvent(self, event) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)

    # -- acting ------------------------------------------------------------------------------

    def _put(self, key: str, value: Any) -> None:
        if self.writing is None or self.writing.saved is not None:
            return
        if self.writing.value(key) == value or (not value and not self.writing.value(key)):
            return
        self.writing.put(key, value)
        self.form.refresh(self.writing)
        self._redraw.start()

    def print_it(self) -> None:
        """Save the slip, then show the paper with its number and print it."""
        if self._issue():
            self.preview().open()

    def preview(self) -> PreviewDialog:
        """The paper of the saved slip, with Print, Save and Open."""
        return PreviewDialog(
            self.pages.pdf(), self._paper_name(), copies_note=_("2 copies: family, clinic"),
            parent=self,
        )  # fmt: skip

    def save_pdf(self) -> None:
        """Save the slip, then the paper as a file."""
        if self._issue():
            self.preview().save_as()

    def go_back(self) -> None:
        """Later: the slip waits as a draft, or is saved already."""
        self.form.commit()
        self.desk.back()

    def _issue(self) -> bool:
        writing = self.writing
        if writing is None:
            return False
        self.form.commit()
        self.strip.say("")
        if writing.value("to_service") is None:
            self.form.fields["to_service"].set_problem(_("Choose where the slip sends."))
            self.form.service.focus_entry()
            return False
        if writing.value("share_sensitive") and not writing.value("accompanied_by"):
            self.form.fields["accompanied_by"].set_problem(
                _("Private reasons are printed only when it is known who carries the slip.")
            )
            self.form.carried_by.focus_entry()
            return False
        try:
            saved = writing.issue()
        except EntryError as error:
            self._show_problems(error)
            return False
        self._redraw.stop()
        self.form.refresh(writing)
        self.done_strip.say(
            _("Saved as {number}.", number=saved.referral_no),
            _("Print it again, save it as PDF, or copy it by hand from the screen."),
        )
        self._name_buttons()
        self.draw_paper()
        return True

    def _show_problems(self, error: EntryError) -> None:
        others = []
        for problem in error.problems:
            field = self.form.fields.get(problem.where or "")
            if field is not None:
                field.set_problem(problem)
            else:
                others.append(problem.text)
        self.strip.say(" ".join(others) or _("Look at the marked answer."))

    # -- showing -----------------------------------------------------------------------------

    def _name_buttons(self) -> None:
        issued = self.writing is not None and self.writing.saved is not None
        self.print_button.set_words(_("Print again") if issued else _("Print 2 copies"))
        self.later.set_words(_("Done") if issued else _("Later"))

    def _paper_name(self) -> str:
        saved = self.writing.saved if self.writing is not None else None
        number = saved.referral_no if saved is not None else ""
        return file_name(_("Referral slip {number}", number=number))

    def draw_paper(self) -> None:
        """Draw the paper beside the form, as it would print now."""
        writing = self.writing
        if writing is None or writing.value("to_service") is None:
            self.pages.hide()
            return
        from mami_desktop.reports.referral_slip import referral_slip_pdf

        try:
            facts = writing.facts()
        except UserError as error:
            # the form stays usable; the same words come beside the fields when it is saved
            self.strip.say(error.what, error.advice)
            self.pages.hide()
            return
        self.pages.show()
        self.pages.show_pdf(pdf_bytes(lambda path: referral_slip_pdf(path, facts, self.desk.t)))
