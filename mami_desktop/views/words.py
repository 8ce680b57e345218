"""Codes of the register in the words of lists: neutral, short, and private where they must be.

Nothing here names mental health, HIV, violence or social trouble; screens that may do so have their
own words.
"""

from mami_desktop.i18n import N_, _, current
from mami_desktop.views.theme_tokens import LevelName

CAREGIVER = {
    "mother": N_("mother"),
    "father": N_("father"),
    "grandmother": N_("grandmother"),
    "other_relative": N_("relative"),
    "foster": N_("foster family"),
    "institution": N_("institution"),
    "other": N_("carer"),
}
STATUS = {
    "on_roll": N_("on the roll"),
    "at_inpatient": N_("at inpatient care"),
    "left": N_("left"),
    "not_enrolled": N_("seen, not enrolled"),
}
MAIN_REASON = {
    "r_waz": N_("low weight"),
    "r_wlz": N_("low weight for length"),
    "r_muac": N_("low arm"),
    "r_laz": N_("short length"),
    "r_growth_falter": N_("poor gain"),
    "r_oedema": N_("swelling"),
    "r_lbw": N_("born small"),
    "r_preterm": N_("born early"),
    "r_multiple": N_("twin"),
    "r_feeding": N_("feeding"),
    "r_not_bf": N_("not breastfed"),
    "r_clinical": N_("illness"),
    "r_disability": N_("disability"),
    "r_mat_nut": N_("mother's nutrition"),
    "r_mat_adol": N_("young mother"),
    "r_mother_absent": N_("mother away"),
    "r_other": N_("other"),
    "private_mother": N_("mother's health"),
    "private_family": N_("family situation"),
    # never named in lists, even if a list is handed the code itself
    "r_mat_mh": N_("mother's health"),
    "r_mat_hiv": N_("mother's health"),
    "r_social": N_("family situation"),
}
OUTCOME = {
    "graduated": N_("discharged well"),
    "early_discharge_ok": N_("discharged well, early"),
    "completed_not_ok": N_("6 months, still at risk"),
    "non_response": N_("not recovered"),
    "died": N_("died"),
    "defaulted": N_("defaulted"),
    "transferred_mami": N_("to other MAMI site"),
    "transferred_inpatient": N_("to inpatient care"),
    "left_area": N_("left the area"),
    "withdrew": N_("withdrew"),
    "entered_in_error": N_("entered in error"),
}
ENTRY_TYPE = {
    "new": N_("new"),
    "relapse": N_("relapse"),
    "step_down_inpatient": N_("from inpatient care"),
    "transfer_in_mami": N_("from other MAMI site"),
    "return_after_default": N_("return after default"),
    "return_from_inpatient": N_("back from inpatient care"),
}
TASK = {
    "weigh": N_("weigh"),
    "length": N_("length"),
    "watch_feed": N_("watch a feed"),
    "check_mother": N_("check on mother"),
    "arm": N_("arm"),
    "six_month_review": N_("six-month review"),
}
CONTACT_MEANS = {
    "phone": N_("phone call"),
    "home_visit": N_("home visit"),
    "chw": N_("visit by the volunteer"),
}
CONTACT_RESULT = {
    "found_will_return": N_("promised to come"),
    "found_refused": N_("does not want to come"),
    "moved": N_("moved away"),
    "inpatient": N_("in hospital"),
    "died": N_("the infant died"),
    "not_found": N_("nobody reached"),
}
SERVICE = {
    "inpatient_sc": N_("hospital"),
    "neonatal": N_("newborn unit"),
    "opd": N_("outpatients"),
    "maternity_pnc": N_("maternity"),
    "iycf": N_("feeding counsellor"),
    "disability_rehab": N_("rehabilitation"),
    "social_protection": N_("support service"),
    "cmam_otp": N_("nutrition programme"),
    "other_mami": N_("other MAMI site"),
}
PRIVATE_SERVICE = N_("for further care")


def word(table: dict[str, str], code: str | None) -> str:
    """The word of a code in the language of the screen; nothing for no code."""
    return _(table[code]) if code else ""


def service(code: str | None) -> str:
    """Where a slip sends, or "for further care" where that is private."""
    return _(SERVICE.get(code or "", PRIVATE_SERVICE))


def status(code: str) -> str:
    """Where a pair stands, in words."""
    return word(STATUS, code)


def level_of(code: str | None) -> LevelName | None:
    """The level to show for a stored code; None before any assessment; KeyError for a wrong one."""
    known: dict[str, LevelName] = {
        "high": "high",
        "moderate": "moderate",
        "low": "low",
        "incomplete": "incomplete",
    }
    return known[code] if code else None


def infant(name: str | None, carer_name: str = "") -> str:
    """The infant's name, or whose baby it is while it has none."""
    if name:
        return name
    if carer_name:
        return _("Baby of {carer}", carer=carer_name)
    return _("no name yet")


def carer(name: str | None, role: str | None) -> str:
    """The carer as lists name her: the name, or the relation when there is no name."""
    return name or word(CAREGIVER, role) or _("carer not known")


def sex_and_age(
    sex: str | None, age_days: int | None, age_months: int | None = None, *, short: bool = False
) -> str:
    """girl, 13 weeks 4 days."""
    t = current()
    parts = [
        t.sex(sex) if sex else "",
        t.age(age_days, age_months, short=short) if age_days is not None else "",
    ]
    return ", ".join(part for part in parts if part)
