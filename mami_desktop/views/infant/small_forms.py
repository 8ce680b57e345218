"""Short forms of the pair page: the answer to a slip, a return, a line entered in error."""

from collections.abc import Callable

from mami_desktop.i18n import N_, _
from mami_desktop.services.entries import NewReturn, ReferralAnswer
from mami_desktop.services.outcomes import reopen_enrolment
from mami_desktop.services.pair import ReferralFacts
from mami_desktop.services.referrals import enter_referral_answer
from mami_desktop.services.register_file import Work
from mami_desktop.services.returns import record_return
from mami_desktop.services.strikes import strike_enrolment, strike_visit
from mami_desktop.views.desk import Desk
from mami_desktop.views.infant.form_panel import FormPanel
from mami_desktop.views.widgets import DateField, NumberField, TextArea, TextField, options
from mami_desktop.views.widgets.reading import date_guard, weight_guard

RESULTS = (
    ("admitted", N_("Admitted")),
    ("treated_sent_back", N_("Treated, sent back")),
    ("referred_on", N_("Referred on")),
    ("absconded", N_("Left before the end")),
    ("died", N_("Died")),
    ("refused", N_("Refused")),
    ("not_arrived", N_("Did not arrive")),
)
LIGHTEST_G, HEAVIEST_G = 500, 12_000
"""Accepted weights (pathway gr_weight_g)."""


class AnswerForm(FormPanel):
    """The answer of the receiving place, with the fields of the paper below the tear line."""

    def __init__(self, desk: Desk, slip: ReferralFacts) -> None:
        title = _("Answer to slip {number}", number=slip.referral_no)
        super().__init__(desk, title, _("Save the answer"))
        self._slip = slip
        choices = [(code, _(words)) for code, words in RESULTS]
        self.ask("result", _("Result"), options(_("Result"), choices, not_assessed=False))
        self.ask("arrived_on", _("Arrived on"), DateField(_("Arrived on"), desk.today))
        self.ask("diagnosis", _("What was found"), TextField(_("What was found"), longest=2000))
        self.ask("treatment_received", _("Treatment"), TextField(_("Treatment"), longest=2000))
        weight = NumberField(
            _("Weight on leaving"), weight_guard(LIGHTEST_G, HEAVIEST_G), unit=_("kg")
        )
        self.ask("discharge_weight_g", _("Weight on leaving"), weight)
        self.ask("feeding_plan", _("Feeding plan"), TextField(_("Feeding plan"), longest=2000))
        again = DateField(_("See again on"), desk.today, date_guard(desk.today, prefer="future"))
        self.ask("follow_up_on", _("See again on"), again)
        self.ask("follow_up_at", _("Where"), TextField(_("Where")))
        self.ask("receiver_name", _("Name of the sender of the answer"), TextField(_("Name")))

    def _save(self) -> None:
        self.need("result", _("Choose what came of it."))
        answer = ReferralAnswer(
            self._slip.referral_uid, **{name: self.value(name) for name in self.fields}
        )
        with self.desk.saving() as work:
            enter_referral_answer(work, answer, row_version=self._slip.row_version)


class ReturnForm(FormPanel):
    """The pair is back: from inpatient care, or after it had left."""

    def __init__(self, desk: Desk, enrolment_uid: str) -> None:
        super().__init__(
            desk,
            _("Back on the roll"),
            _("Record the return"),
            _("The pair keeps its number. Record a visit afterwards."),
        )
        self._enrolment_uid = enrolment_uid
        day = self.ask("returned_on", _("Came back on"), DateField(_("Came back on"), desk.today))
        day.set_day(desk.today())

    def _save(self) -> None:
        self.need("returned_on", _("Type the date."))
        with self.desk.saving() as work:
            record_return(work, NewReturn(self._enrolment_uid, self.value("returned_on")))


class ReasonForm(FormPanel):
    """Something that is taken back for a reason: the old line stays readable."""

    def __init__(
        self, desk: Desk, title: str, verb: str, sentence: str, act: Callable[[Work, str], None]
    ) -> None:
        super().__init__(desk, title, verb, sentence)
        self._act = act
        self.ask("reason", _("Reason"), TextArea(_("Reason"), lines=2))

    def _save(self) -> None:
        self.need("reason", _("Say why."))
        with self.desk.saving() as work:
            self._act(work, self.value("reason"))


def struck_visit_form(desk: Desk, visit_uid: str, name: str) -> ReasonForm:
    """Mark one visit as entered in error."""
    return ReasonForm(
        desk,
        _("{visit}: entered in error", visit=name),
        _("Strike this visit out"),
        _("The line stays readable and counts nowhere any more."),
        lambda work, reason: strike_visit(work, visit_uid, reason),
    )


def struck_enrolment_form(desk: Desk, enrolment_uid: str, mami_no: str) -> ReasonForm:
    """Mark a whole enrolment as entered in error."""
    return ReasonForm(
        desk,
        _("Enrolment {number}: entered in error", number=mami_no),
        _("Strike this enrolment out"),
        _("Its number stays used. The line stays readable and counts nowhere any more."),
        lambda work, reason: strike_enrolment(work, enrolment_uid, reason),
    )


def reopen_form(desk: Desk, enrolment_uid: str) -> ReasonForm:
    """Take back an outcome that was wrong."""
    return ReasonForm(
        desk,
        _("Reopen"),
        _("Reopen this enrolment"),
        _("The outcome is struck out, and the stay goes on as if it had not been typed."),
        lambda work, reason: reopen_enrolment(work, enrolment_uid, reason),
    )
