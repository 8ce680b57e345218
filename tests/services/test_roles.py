"""Who may do what: the whole table, and that the use cases ask it."""

import ast
from pathlib import Path

import pytest

import mami_desktop.services
from mami_desktop.errors import UserError
from mami_desktop.models.codes import ROLES
from mami_desktop.services.roles import ROLE_NAMES, ROLES_OF_USE_CASE, may
from mami_desktop.services.users import add_user

CLINICAL = {"nurse", "clinician", "in_charge"}
EXPECTED = {
    "save_draft": CLINICAL,
    "enrol_infant": CLINICAL,
    "save_seen_not_enrolled": CLINICAL,
    "record_visit": CLINICAL,
    "record_return": CLINICAL,
    "issue_referral": CLINICAL,
    "enter_referral_answer": CLINICAL,
    "log_contact": CLINICAL,
    "change_appointment": CLINICAL,
    "close_enrolment": CLINICAL,
    "correct_pair": CLINICAL,
    "override_level": CLINICAL,
    "downgrade_level": {"clinician", "in_charge"},
    "strike": {"clinician", "in_charge"},
    "reopen_enrolment": {"in_charge"},
    "close_at_inpatient": {"in_charge"},
    "default_before_rule": {"in_charge"},
    "record_screening": CLINICAL | {"data_officer"},
    "export_workbook": {"clinician", "in_charge", "data_officer"},
    "change_settings": {"in_charge", "administrator"},
    "manage_users": {"in_charge", "administrator"},
}


def test_the_table_says_exactly_this():
    assert {use_case: set(roles) for use_case, roles in ROLES_OF_USE_CASE.items()} == EXPECTED
    assert set(ROLE_NAMES) == set(ROLES)


def test_every_listed_use_case_asks_and_every_one_asked_is_listed():
    asked = set()
    folder = Path(mami_desktop.services.__file__).parent
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "allow"
            ):
                asked.add(ast.literal_eval(node.args[0]))
    assert asked == set(EXPECTED)


@pytest.mark.parametrize("role", ROLES)
def test_a_work_refuses_or_allows(register, in_charge, role):
    with register.saving(in_charge) as work:
        actor = add_user(work, "X. Sample", role)
    with register.saving(actor) as work:
        for use_case, roles in EXPECTED.items():
            assert may(role, use_case) == (role in roles)
            if role in roles:
                work.allow(use_case)
            else:
                with pytest.raises(UserError, match="X. Sample"):
                    work.allow(use_case)
