"""The workbook without people: nothing in it leads back to a name, a number, a place or a day."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mami_desktop.reports.register_xlsx import register_xlsx
from mami_desktop.services.export import export_of
from mami_desktop.services.register_file import RegisterFile
from mami_desktop.services.sample import make_sample
from tests.export.reading import Line, made_on, read_workbook

Sheets = dict[str, list[Line]]


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RegisterFile]:
    folder = tmp_path_factory.mktemp("anonymous")
    made = make_sample(folder / "s.mami", infants=17, months=4, seed=2, until=date(2026, 10, 31))
    yield made
    made.close()


def write(register: RegisterFile, path: Path, **options: Any) -> Sheets:
    with export_of(register, register.users()[0], **options) as export:
        register_xlsx(path, export.sheets())
    return read_workbook(path)


@pytest.fixture(scope="module")
def both(register: RegisterFile, tmp_path_factory: pytest.TempPathFactory) -> tuple[Sheets, Sheets]:
    """The full workbook and the anonymous one."""
    folder = tmp_path_factory.mktemp("books")
    return (
        write(register, folder / "full.xlsx"),
        write(register, folder / "anonymous.xlsx", anonymous=True),
    )


def texts(sheets: Sheets) -> set[str]:
    return {
        str(value)
        for name, lines in sheets.items()
        if name != "codebook"
        for line in lines
        for value in line.values()
        if value is not None
    }


def test_the_mothers_are_left_out_and_twins_can_still_be_seen(both: tuple[Sheets, Sheets]) -> None:
    full, anonymous = both
    assert "mothers" not in anonymous
    assert list(anonymous["facility"][0]) == ["facility_code", "facility_name"]
    twins = [line["mother_key"] for line in anonymous["infants"] if line["birth_type"] == "twin"]
    assert len(twins) == 2 and len(set(twins)) == 1
    assert len({line["mother_key"] for line in anonymous["infants"]}) == len(full["mothers"])


def test_no_identifier_of_the_register_is_in_it(both: tuple[Sheets, Sheets]) -> None:
    full, anonymous = both
    said = texts(anonymous)
    for sheet, columns in {
        "mothers": ("mother_uid", "caregiver_name", "village", "phone_1", "chw_name"),
        "infants": ("infant_uid", "infant_name"),
        "enrolments": ("enrolment_uid", "mami_no", "remarks"),
        "visits": ("visit_uid", "staff_name", "note", "override_reason"),
        "referrals": ("referral_uid", "referral_no", "reason", "treatment_given"),
    }.items():
        for line in full[sheet]:
            for column in columns:
                assert line[column] is None or str(line[column]) not in said
    whole_days = {text for text in said if re.search(r"\d{4}-\d{2}-\d{2}", text)}
    assert whole_days == {str(made_on(anonymous))}
    assert {line["name"]: line["value"] for line in anonymous["about"]}["made_by"] is None


def test_days_are_counted_from_enrolment(both: tuple[Sheets, Sheets]) -> None:
    full, anonymous = both
    for name in anonymous:
        if name not in ("codebook", "about"):
            for line in anonymous[name]:
                assert not any(isinstance(value, date) for value in line.values())
    months = sorted(line["enrolled_month"] for line in anonymous["enrolments"])
    struck = "entered_in_error"
    standing = [line for line in full["enrolments"] if line["outcome"] != struck]
    assert months == sorted(f"{line['enrolled_on']:%Y-%m}" for line in standing)
    enrolled = {line["enrolment_uid"]: line["enrolled_on"] for line in standing}
    days = sorted(
        (line["visit_on"] - enrolled[line["enrolment_uid"]]).days
        for line in full["visits"]
        if line["enrolment_uid"] in enrolled and line["entered_in_error"] is None
    )
    found = [line["visit_day"] for line in anonymous["visits"] if line["visit_day"] is not None]
    assert sorted(found) == days
    alone = [line for line in anonymous["visits"] if line["enrolment_uid"] is None]
    assert alone and all(re.fullmatch(r"\d{4}-\d{2}", line["visit_month"]) for line in alone)
    assert all(0 <= line["age_weeks"] <= 30 for line in anonymous["visits"])
    assert all(line["scr_month"] for line in anonymous["screening"])


def test_sensitive_answers_actions_reasons_and_services_are_gone(
    both: tuple[Sheets, Sheets],
) -> None:
    full, anonymous = both
    items = {line["item_id"] for line in anonymous["answers"]}
    hidden = ("mh_", "mp_hiv", "med_hiv", "mp_tb", "mp_substance", "risk_violence", "risk_social")
    assert items and not [item for item in items if item.startswith(hidden)]
    assert not [item for item in items if item.endswith(".text") or item == "med_other"]
    assert any(line["item_id"].startswith("mh_") for line in full["answers"])
    actions = {line["action_id"] for line in anonymous["actions"]}
    assert actions and not actions & {"mat_mh_support", "ref_mental_health", "bf_hiv", "ref_tb"}
    services = {line["to_service"] for line in anonymous["referrals"]}
    assert not services & {"mental_health", "hiv_pmtct", "tb", "gbv"}
    private = {"r_mat_mh", "r_mat_hiv", "r_social"}
    for line in anonymous["enrolments"]:
        assert not private & set(line["reasons"].split(";"))
        assert line["main_reason"] in line["reasons"].split(";")


def test_what_was_struck_out_is_left_out(both: tuple[Sheets, Sheets]) -> None:
    full, anonymous = both
    struck = [line for line in full["enrolments"] if line["outcome"] == "entered_in_error"]
    assert struck
    assert len(anonymous["enrolments"]) == len(full["enrolments"]) - len(struck)
    gone = {line["enrolment_uid"] for line in struck}
    standing = [
        line
        for line in full["visits"]
        if line["enrolment_uid"] not in gone and line["entered_in_error"] is None
    ]
    assert len(anonymous["visits"]) == len(standing)


def test_lines_still_belong_together(both: tuple[Sheets, Sheets]) -> None:
    anonymous = both[1]
    enrolments = {line["enrolment_uid"] for line in anonymous["enrolments"]}
    visits = {line["visit_uid"] for line in anonymous["visits"]}
    infants = {line["infant_uid"] for line in anonymous["infants"]}
    for name in ("stints", "appointments", "contact_attempts"):
        assert all(line["enrolment_uid"] in enrolments for line in anonymous[name])
    for name in ("answers", "actions"):
        assert anonymous[name] and all(line["visit_uid"] in visits for line in anonymous[name])
    assert all(line["infant_uid"] in infants for line in anonymous["enrolments"])


def test_keys_are_new_in_every_export(
    register: RegisterFile, both: tuple[Sheets, Sheets], tmp_path: Path
) -> None:
    again = write(register, tmp_path / "again.xlsx", anonymous=True)
    first = {line["infant_uid"] for line in both[1]["infants"]}
    assert not first & {line["infant_uid"] for line in again["infants"]}


def test_the_codebook_explains_the_columns_that_are_there(both: tuple[Sheets, Sheets]) -> None:
    anonymous = both[1]
    explained = {(line["sheet"], line["column"]) for line in anonymous["codebook"]}
    for name, lines in anonymous.items():
        if name not in ("codebook", "about"):
            assert {(name, column) for column in lines[0]} <= explained
    assert ("answers", "mp_hiv") not in explained
    assert all(line["label"] for line in anonymous["codebook"])


def test_it_says_who_would_be_alone(register: RegisterFile) -> None:
    with export_of(register, register.users()[0], anonymous=True) as export:
        assert export.anonymizer is not None
        assert 0 < export.anonymizer.alone() <= 17
