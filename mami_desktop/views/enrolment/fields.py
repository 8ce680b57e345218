"""What the enrolment form asks, page by page: at most nine fields each (records dossier, form A).

Fields with ``item`` are registration items of the pathway and are kept as its answers, so that the
assessment knows them; all others are facts of the register.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from mami_desktop.i18n import N_

Kind = Literal["text", "choice", "yes_no", "number", "item"]
Place = Literal["line", "beside"]


@dataclass(frozen=True)
class Field:
    """One field. ``beside``: it stands in the row of the field before it.

    ``only_if``: shown when another field has one of these values (empty string: any value).
    """

    key: str
    label: str
    kind: Kind = "text"
    hint: str = ""
    place: Place = "line"
    choices: tuple[tuple[str, str], ...] = ()
    """The codes of a register's field; for an item of the pathway, shorter words for some."""
    lo: int = 0
    hi: int = 0
    unit: str = ""
    only_if: tuple[str, tuple[str, ...]] | None = None
    missing: str = ""
    """Why the enrolment needs it; empty for a field that may stay empty."""

    def shown(self, values: Mapping[str, object]) -> bool:
        """Whether it is asked, given what stands in the other fields."""
        if self.only_if is None:
            return True
        key, wanted = self.only_if
        value = values.get(key)
        return value is not None and (not wanted or value in wanted)


@dataclass(frozen=True)
class Group:
    """Fields under one heading."""

    heading: str
    icon: Literal["infant", "mother", "register", ""]
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Page:
    """One topic. ``note`` stands under the page's name in the list."""

    id: str
    name: str
    note: str
    title: str
    groups: tuple[Group, ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields in reading order."""
        return tuple(field for group in self.groups for field in group.fields)


def _item(key: str, label: str, **rest) -> Field:
    return Field(key, label, "item", **rest)


_WHO = Page(
    "who",
    N_("Who"),
    N_("infant, mother"),
    N_("Who is it?"),
    (
        Group(
            N_("Infant"),
            "infant",
            (
                Field(
                    "infant_name",
                    N_("Name"),
                    hint=N_("no name yet? Enter leaves “Baby of ...”"),
                ),
                _item(
                    "reg_sex",
                    N_("Sex"),
                    place="beside",
                    missing=N_("Sex is needed for growth charts"),
                ),
                _item(
                    "reg_dob",
                    N_("Born"),
                    hint=N_("for example 21 11 26"),
                    missing=N_("The date of birth is needed: age decides what is asked"),
                ),
                _item(
                    "reg_dob_quality",
                    N_("How is the date known?"),
                    place="beside",
                    choices=(
                        ("document", N_("Paper")),
                        ("exact_recall", N_("Exact memory")),
                        ("estimated", N_("Estimated")),
                        ("unknown", N_("Not known")),
                    ),
                ),
            ),
        ),
        Group(
            N_("Mother or carer"),
            "mother",
            (
                Field(
                    "caregiver_name",
                    N_("Name"),
                    hint=N_("spelling does not matter for the search"),
                    missing=N_("The name of the mother or carer is needed to find the pair again"),
                ),
                _item("reg_mother_age_y", N_("Age"), place="beside"),
                _item("reg_parity", N_("Births"), place="beside"),
                _item(
                    "reg_caregiver_role",
                    N_("Relation to the baby"),
                    choices=(
                        ("other_relative", N_("Relative")),
                        ("foster", N_("Foster")),
                        ("other", N_("Other")),
                    ),
                    missing=N_("Who cares for the baby is needed for the risk factors"),
                ),
                _item(
                    "reg_mother_status",
                    N_("The baby’s mother is"),
                    choices=(
                        ("present", N_("Here")),
                        ("alive_absent", N_("Alive, away")),
                        ("dead", N_("Dead")),
                        ("unknown", N_("Not known")),
                    ),
                    missing=N_("Whether the mother is here is needed for the risk factors"),
                ),
            ),
        ),
    ),
)

_WHERE = Page(
    "where",
    N_("Where"),
    N_("village, phone"),
    N_("Where do they live?"),
    (
        Group(
            N_("Home"),
            "",
            (
                Field(
                    "village",
                    N_("Village or block"),
                    missing=N_("The village is needed to visit a family that does not come"),
                ),
                Field(
                    "house_landmark",
                    N_("House or landmark"),
                    place="beside",
                    hint=N_("for example behind the mill"),
                ),
                Field("father_or_head_name", N_("Father or head of household")),
                Field("chw_name", N_("Volunteer"), place="beside"),
                Field(
                    "resident_status",
                    N_("The family is"),
                    "choice",
                    choices=(
                        ("resident", N_("Resident")),
                        ("idp", N_("Displaced")),
                        ("refugee", N_("Refugee")),
                        ("nomad", N_("Nomad")),
                        ("returnee", N_("Returnee")),
                        ("unknown", N_("Not known")),
                    ),
                ),
                Field(
                    "travel_time_min",
                    N_("Way to the clinic"),
                    "number",
                    hi=600,
                    unit="min",
                    hint=N_("minutes, one way"),
                ),
            ),
        ),
        Group(
            N_("Phone"),
            "",
            (
                Field("phone_1", N_("Number")),
                Field(
                    "phone_1_owner",
                    N_("Whose phone is it?"),
                    "choice",
                    place="beside",
                    choices=(
                        ("own", N_("Own")),
                        ("husband", N_("Husband")),
                        ("relative", N_("Relative")),
                        ("neighbour", N_("Neighbour")),
                        ("chw", N_("Volunteer")),
                    ),
                    only_if=("phone_1", ()),
                ),
                Field(
                    "consent_phone_sms",
                    N_("May we call or write?"),
                    "yes_no",
                    only_if=("phone_1", ()),
                ),
            ),
        ),
    ),
)

_BIRTH = Page(
    "birth",
    N_("Birth"),
    N_("weight, weeks, twin"),
    N_("How was the birth?"),
    (
        Group(
            N_("At birth"),
            "infant",
            (
                _item("reg_birth_weight_g", N_("Birth weight"), hint=N_("kilograms or grams")),
                _item("reg_birth_weight_source", N_("How is it known?"), place="beside"),
                _item("reg_gest_weeks", N_("Weeks of pregnancy"), hint=N_("40 = born on time")),
                _item("reg_gest_source", N_("How are they known?"), place="beside"),
                _item(
                    "reg_birth_type",
                    N_("One baby, twins or more"),
                    missing=N_("Twin or not is needed for the risk factors"),
                ),
                Field(
                    "birth_order",
                    N_("Born as number"),
                    "number",
                    lo=1,
                    hi=4,
                    place="beside",
                    only_if=("reg_birth_type", ("twin", "triplet_plus")),
                ),
            ),
        ),
        Group(
            N_("Since birth"),
            "",
            (
                _item("reg_immunisation", N_("Vaccines for this age")),
                _item("reg_prior_care", N_("Care before today")),
            ),
        ),
    ),
)

_AGREEMENT = Page(
    "agreement",
    N_("Agreement"),
    N_("care, sharing, visits"),
    N_("What does the family agree to?"),
    (
        Group(
            N_("Explained and agreed"),
            "mother",
            (
                Field(
                    "consent_care",
                    N_("Care in this programme"),
                    "yes_no",
                    hint=N_("No: advice and referral only, nobody is enrolled"),
                    missing=N_("Whether the family agrees to care decides if they can be enrolled"),
                ),
                Field("consent_share", N_("Passing details on with a referral"), "yes_no"),
                Field("consent_home_visit", N_("Home visits"), "yes_no", place="beside"),
                Field(
                    "consent_form",
                    N_("How was it given?"),
                    "choice",
                    choices=(
                        ("verbal", N_("Spoken")),
                        ("signature", N_("Signature")),
                        ("thumbprint", N_("Thumbprint")),
                    ),
                ),
            ),
        ),
        Group(
            N_("Register"),
            "register",
            (
                Field(
                    "referral_source",
                    N_("Sent by"),
                    "choice",
                    choices=(
                        ("self", N_("Came by themselves")),
                        ("chw_volunteer", N_("Volunteer")),
                        ("opd_imci", N_("Outpatients")),
                        ("immunisation", N_("Vaccination")),
                        ("pnc_maternity", N_("Maternity")),
                        ("neonatal_unit", N_("Newborn unit")),
                        ("inpatient_sc", N_("Inpatient care")),
                        ("other_mami_site", N_("Other MAMI site")),
                        ("cmam_otp_tsfp", N_("Nutrition programme")),
                        ("iycf_corner", N_("Feeding counsellor")),
                        ("mental_health", N_("Mental health care")),
                        ("other", N_("Other")),
                    ),
                    missing=N_("Who sent the pair is needed for the register"),
                ),
                Field(
                    "paper_no",
                    N_("Number from the paper book"),
                    hint=N_("leave empty: the number is given when the enrolment is saved"),
                ),
                Field(
                    "previous_mami_no",
                    N_("Earlier MAMI number"),
                    place="beside",
                    hint=N_("from an earlier enrolment or another site"),
                ),
            ),
        ),
    ),
)

PAGES = (_WHO, _WHERE, _BIRTH, _AGREEMENT)
FIELDS = {field.key: field for page in PAGES for field in page.fields}
