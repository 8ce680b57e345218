"""The one table that says who may do what."""

from mami_desktop.i18n import N_

_CLINICAL = frozenset({"nurse", "clinician", "in_charge"})
_NAMED_CLINICIAN = frozenset({"clinician", "in_charge"})
_IN_CHARGE = frozenset({"in_charge"})
_COUNTING = _CLINICAL | {"data_officer"}
_ADMIN = frozenset({"in_charge", "administrator"})

ROLE_NAMES = {
    "nurse": N_("nurse"),
    "clinician": N_("clinician"),
    "in_charge": N_("in-charge"),
    "data_officer": N_("data officer"),
    "administrator": N_("administrator"),
}

ROLES_OF_USE_CASE: dict[str, frozenset[str]] = {
    "save_draft": _CLINICAL,
    "enrol_infant": _CLINICAL,
    "save_seen_not_enrolled": _CLINICAL,
    "record_visit": _CLINICAL,
    "record_return": _CLINICAL,
    "issue_referral": _CLINICAL,
    "enter_referral_answer": _CLINICAL,
    "log_contact": _CLINICAL,
    "change_appointment": _CLINICAL,
    "close_enrolment": _CLINICAL,
    "correct_pair": _CLINICAL,
    "override_level": _CLINICAL,
    # pathway 5.3 and 7.2: only a named clinician downgrades from high or lowers the pair's level
    "downgrade_level": _NAMED_CLINICIAN,
    "strike": _NAMED_CLINICIAN,
    "reopen_enrolment": _IN_CHARGE,
    # records 6.6 no. 4 and 37
    "close_at_inpatient": _IN_CHARGE,
    "default_before_rule": _IN_CHARGE,
    "record_screening": _COUNTING,
    "export_workbook": _NAMED_CLINICIAN | {"data_officer"},
    "change_settings": _ADMIN,
    "manage_users": _ADMIN,
}


def may(role: str, use_case: str) -> bool:
    """Whether the role may carry out the use case. KeyError for a use case that is not listed."""
    return role in ROLES_OF_USE_CASE[use_case]
