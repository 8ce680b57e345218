"""How a stay ends: the essentials of the outcome form (records dossier, form C)."""

from mami_desktop.i18n import N_, _
from mami_desktop.services.entries import NewOutcome
from mami_desktop.services.outcomes import HANDED_OVER, close_enrolment
from mami_desktop.services.roles import may
from mami_desktop.views.desk import Desk
from mami_desktop.views.infant.form_panel import FormPanel
from mami_desktop.views.widgets import DateField, TextArea, TextField, options

OUTCOMES = (
    ("graduated", N_("Reached 6 months, problems resolved")),
    ("completed_not_ok", N_("Reached 6 months, still at risk, handed over")),
    ("early_discharge_ok", N_("Criteria met before 6 months")),
    ("transferred_inpatient", N_("To inpatient care; the enrolment waits for the return")),
    ("transferred_mami", N_("Moved to another MAMI site")),
    ("left_area", N_("Moved away, told us")),
    ("withdrew", N_("The family withdrew")),
    ("defaulted", N_("Stopped coming (default rule fulfilled)")),
    ("non_response", N_("No response")),
    ("died", N_("The infant died")),
)
LINKED_TO = (
    ("none", N_("None available")),
    ("gmp", N_("Growth monitoring")),
    ("otp", N_("Therapeutic care")),
    ("tsfp_bsfp", N_("Supplementary feeding")),
    ("iycf", N_("Feeding counselling")),
    ("disability", N_("Disability service")),
    ("social_protection", N_("Social support")),
    ("other", N_("Other")),
)
CONFIRMED_BY = (
    ("seen", N_("Seen")),
    ("home_visit", N_("Home visit")),
    ("phone", N_("Phone")),
    ("chw_report", N_("Volunteer")),
    ("not_confirmed", N_("Not confirmed")),
)
DEATH_PLACES = (
    ("home", N_("At home")),
    ("this_facility", N_("Here")),
    ("other_facility", N_("Other facility")),
    ("transit", N_("On the way")),
)
DEFAULT_REASONS = (
    ("distance", N_("Distance")),
    ("moved", N_("Moved")),
    ("illness_mother", N_("Mother ill")),
    ("felt_better", N_("Infant was better")),
    ("dissatisfied", N_("Not satisfied")),
    ("husband_family", N_("Husband or family")),
    ("insecurity", N_("Insecurity")),
    ("work_season", N_("Season of work")),
    ("unknown", N_("Not known")),
)


class OutcomeForm(FormPanel):
    """Ends the stay of an enrolment."""

    def __init__(self, desk: Desk, enrolment_uid: str) -> None:
        super().__init__(desk, _("Outcome"), _("Record the outcome"))
        self._enrolment_uid = enrolment_uid
        self._outcome = self.ask("outcome", _("Outcome"), _choices(_("Outcome"), OUTCOMES))
        self._outcome.chosen.connect(self._on_outcome)
        day = self.ask("outcome_on", _("Date"), DateField(_("Date"), desk.today))
        day.set_day(desk.today())
        self.ask("died_on", _("Date of death"), DateField(_("Date of death"), desk.today))
        self.ask("death_place", _("Where"), _choices(_("Where"), DEATH_PLACES))
        self.ask("death_cause", _("Probable cause"), TextField(_("Probable cause")))
        self.ask("default_reason", _("Why"), _choices(_("Why"), DEFAULT_REASONS))
        self.ask("linked_to", _("Handed over to"), _choices(_("Handed over to"), LINKED_TO))
        self.ask(
            "confirmed_by", _("How is it known?"), _choices(_("How is it known?"), CONFIRMED_BY)
        )
        self.ask("remarks", _("Remarks"), TextArea(_("Remarks"), lines=2))
        self.ask(
            "despite_rule",
            _("Why before the rule is fulfilled?"),
            TextField(_("Why before the rule is fulfilled?")),
            hint=_("only the in-charge; leave empty where the rule is fulfilled"),
        )
        self._on_outcome(None)

    def _on_outcome(self, outcome: str | None) -> None:
        died, defaulted = outcome == "died", outcome == "defaulted"
        by_rule = defaulted and may(self.desk.actor.role, "default_before_rule")
        self.show_only_if(
            {
                "died_on": died,
                "death_place": died,
                "death_cause": died,
                "default_reason": defaulted,
                "linked_to": outcome in HANDED_OVER,
                "confirmed_by": outcome is not None and not died,
                "despite_rule": by_rule,
            }
        )

    def _save(self) -> None:
        self.need("outcome", _("Choose how the stay ended."))
        self.need("outcome_on", _("Type the date."))
        entry = NewOutcome(
            enrolment_uid=self._enrolment_uid,
            **{name: self.value(name) for name in self.fields},
        )
        with self.desk.saving() as work:
            close_enrolment(work, entry)


def _choices(name: str, codes: tuple[tuple[str, str], ...]):
    return options(name, [(code, _(words)) for code, words in codes], not_assessed=False)
