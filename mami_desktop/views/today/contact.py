"""Log contact: how, what came of it, and the day that was promised."""

from PySide6.QtWidgets import QDialog, QWidget

from mami_desktop.errors import EntryError
from mami_desktop.i18n import _
from mami_desktop.services.contacts import log_contact
from mami_desktop.services.entries import NewContact
from mami_desktop.services.today import TodayPair
from mami_desktop.views import theme, words
from mami_desktop.views.desk import Desk
from mami_desktop.views.widgets import (
    STRETCH,
    DateField,
    EnterFlow,
    LabeledField,
    LinkButton,
    OptionRow,
    PrimaryButton,
    TextField,
    column,
    label,
    options,
    row,
)
from mami_desktop.views.widgets.reading import date_guard

MEANS = ("phone", "home_visit", "chw")
RESULTS = ("found_will_return", "found_refused", "moved", "inpatient", "not_found", "died")


class ContactDialog(QDialog):
    """A call, home visit or volunteer's visit to a family that did not come."""

    def __init__(self, desk: Desk, pair: TodayPair, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pair = pair
        self.setWindowTitle(_("Log contact"))
        self.setMinimumWidth(theme.size("dialog"))
        carer = words.carer(pair.caregiver_name, pair.caregiver_role)
        self.means = OptionRow(
            _("How"),
            [(code, words.word(words.CONTACT_MEANS, code)) for code in MEANS],
            not_assessed=False,
        )
        self.outcome = options(
            _("Result"),
            [(code, words.word(words.CONTACT_RESULT, code)) for code in RESULTS],
            not_assessed=False,
        )
        self.promised = DateField(
            _("Promised to come on"),
            desk.today,
            date_guard(desk.today, prefer="future", earliest=desk.today()),
        )
        self.note = TextField(_("Note"))
        self.fields = {
            "means": LabeledField(_("How"), self.means),
            "result": LabeledField(_("Result"), self.outcome),
            "return_on": LabeledField(
                _("Promised to come on"), self.promised, hint=_("28 11, or +7; books this day")
            ),
            "note": LabeledField(_("Note"), self.note, hint=_("who answered; neutral words")),
        }
        self.save_button = PrimaryButton(_("Log contact"))
        self.save_button.clicked.connect(self.save)
        leave = LinkButton(_("Leave it"), key=_("Esc"))
        leave.clicked.connect(self.reject)
        phone = pair.phone_1 or _("no phone")
        self.setLayout(
            column(
                label(words.infant(pair.infant_name, carer), "section"),
                label(", ".join(x for x in (carer, pair.village, phone) if x), "note", wrap=True),
                *self.fields.values(),
                row(STRETCH, leave, self.save_button),
                gap="m",
                margins="xl",
            )
        )
        self._flow = EnterFlow(
            [self.means, self.outcome, self.promised, self.note], self.save_button, self
        )
        self.outcome.chosen.connect(self._offer_day)
        self._offer_day(None)

    def showEvent(self, event) -> None:
        super().showEvent(event)
        self._flow.start()

    def _offer_day(self, result: str | None) -> None:
        self.fields["return_on"].setVisible(result == "found_will_return")

    def save(self) -> None:
        """Keep the contact; problems are shown beside the fields."""
        self.fields["means"].set_problem(
            _("Choose how the family was reached.") if self.means.is_empty() else None
        )
        reading = self.promised.reading()
        self.promised.commit()
        if self.means.is_empty() or reading.problem is not None:
            return
        will_come = self.outcome.value() == "found_will_return"
        entry = NewContact(
            enrolment_uid=self._pair.enrolment_uid or "",
            means=self.means.value() or "",
            result=self.outcome.value(),
            return_on=reading.value if will_come else None,
            note=self.note.value(),
        )
        try:
            with self._desk.saving() as work:
                log_contact(work, entry)
        except EntryError as refused:
            for problem in refused.problems:
                self.fields.get(problem.where or "", self.fields["note"]).set_problem(problem)
            return
        self.accept()
