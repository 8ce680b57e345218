"""The workbook of a real register, reopened."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from mami_desktop.errors import UserError
from mami_desktop.i18n import translator
from mami_desktop.pathway.load import default_pathway
from mami_desktop.pathway.stored import stored_answers
from mami_desktop.progress import Cancelled
from mami_desktop.reports.register_xlsx import register_xlsx
from mami_desktop.services.enrolment import EnrolmentSaved, enrol_infant
from mami_desktop.services.entries import InfantEntry, MotherEntry, NewEnrolment, VisitEntry
from mami_desktop.services.export import export_of
from mami_desktop.services.register_file import RegisterFile, create_register, open_register
from mami_desktop.services.sample import make_sample
from mami_desktop.services.strikes import strike_visit
from mami_desktop.services.users import add_user
from tests.conftest import FixedClock
from tests.export.columns import COLUMNS, SHEETS
from tests.export.consistency import assert_consistent
from tests.export.reading import Line, read_workbook

EVIL = '=HYPERLINK("http://example.org","x")'
ANSWERS = {
    "ds_b_not_drinking": False,
    "ds_oedema": "none",
    "gr_weight_g": 4100,
    "gr_length_mm": 548,
    "gr_muac_mm": 108,
    "bfa_freq": 9,
    "cb_cough": {"value": True, "days": 3},
    "fd_behaviour": ["sleepy", "tires"],
    "mp_bp": {"systolic": 120, "diastolic": 80, "symptoms": False},
    "cb_temp_c": 36.9,
    "med_other": "+ seen at the post",
    "mh_phq1": "not_assessed",
}


def enrol(register: RegisterFile, **changes: Any) -> EnrolmentSaved:
    """Alpha, enrolled today."""
    answers = stored_answers(default_pathway(), ANSWERS, by="N. Sample", at="2026-10-15T09:00")
    answers["mp_hiv"] = {"value": "unknown", "parts": {}, "state": "carried", "why": None}
    entry = NewEnrolment(
        infant=InfantEntry(
            infant_name=EVIL,
            sex="female",
            date_of_birth=date(2026, 8, 1),
            birth_type="singleton",
            gest_weeks=38.5,
        ),
        mother=MotherEntry(
            caregiver_name="Mother \x07A.\x00 Example",
            caregiver_role="mother",
            mother_status="present",
            village="-Village",
            phone_1="0700123456",
            consent_phone_sms=False,
        ),
        visit=VisitEntry(answers=answers, agreed_actions=("bf_attachment",), note="@note"),
        consent_care=True,
        referral_source="self",
        main_reason="r_muac",
        reasons=("r_feeding",),
        remarks="first line\nsecond line",
    )
    with register.saving(register.users()[0]) as work:
        return enrol_infant(work, replace(entry, **changes))


@pytest.fixture
def register(tmp_path: Path, clock: FixedClock) -> Iterator[RegisterFile]:
    made = create_register(
        tmp_path / "r.mami",
        facility_code="EX01",
        facility_name="Example Health Post 01",
        user_name="P. Sample",
        clock=clock,
    )
    yield made
    made.close()


def write(register: RegisterFile, path: Path, **options: Any) -> dict[str, list[Line]]:
    with export_of(register, register.users()[0], **options) as export:
        register_xlsx(path, export.sheets())
    return read_workbook(path)


def test_all_sheets_and_columns_in_their_order(register: RegisterFile, tmp_path: Path) -> None:
    enrol(register)
    write(register, tmp_path / "r.xlsx")
    book = load_workbook(tmp_path / "r.xlsx")
    assert book.sheetnames == SHEETS
    for name, columns in COLUMNS.items():
        header = [cell.value for cell in book[name][1]]
        assert header == [column for column, _kind, _required in columns]
    book.close()


def test_the_head_is_bold_frozen_and_filtered(register: RegisterFile, tmp_path: Path) -> None:
    enrol(register)
    write(register, tmp_path / "r.xlsx")
    book = load_workbook(tmp_path / "r.xlsx")
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(cell.font.bold for cell in sheet[1])
        assert not sheet.merged_cells.ranges
    widths = book["mothers"].column_dimensions
    assert widths["B"].width > len("caregiver_name")
    assert max(one.width for one in widths.values()) <= 40
    book.close()


def test_dates_numbers_and_text_are_what_they_are(register: RegisterFile, tmp_path: Path) -> None:
    enrol(register)
    write(register, tmp_path / "r.xlsx")
    book = load_workbook(tmp_path / "r.xlsx")
    cells = {
        (sheet.title, head.value): sheet.cell(2, head.column or 1)
        for sheet in book.worksheets
        for head in sheet[1]
    }
    born = cells["infants", "date_of_birth"]
    assert born.value == datetime(2026, 8, 1) and born.number_format == "yyyy-mm-dd"
    assert cells["infants", "gest_weeks"].value == 38.5
    assert cells["visits", "weight_g"].value == 4100
    assert cells["visits", "weight_g"].data_type == "n"
    number = cells["enrolments", "mami_no"]
    assert (number.value, number.data_type, number.number_format) == ("EX01/2026/0001", "s", "@")
    phone = cells["mothers", "phone_1"]
    assert (phone.value, phone.data_type, phone.number_format) == ("0700123456", "s", "@")
    assert cells["mothers", "consent_phone_sms"].value == "no"
    assert cells["enrolments", "reasons"].value == "r_muac;r_feeding"
    assert cells["enrolments", "consent_share"].value is None
    book.close()


def test_no_name_becomes_a_formula_and_no_control_character_stays(
    register: RegisterFile, tmp_path: Path
) -> None:
    enrol(register)
    sheets = write(register, tmp_path / "r.xlsx")
    book = load_workbook(tmp_path / "r.xlsx")
    kinds = {cell.data_type for sheet in book.worksheets for row in sheet for cell in row}
    assert "f" not in kinds and "e" not in kinds
    book.close()
    assert sheets["infants"][0]["infant_name"] == EVIL
    assert sheets["mothers"][0]["caregiver_name"] == "Mother A. Example"
    assert sheets["mothers"][0]["village"] == "-Village"
    assert sheets["visits"][0]["note"] == "@note"
    assert sheets["enrolments"][0]["remarks"] == "first line\nsecond line"


def test_answers_are_lines_with_their_second_values(register: RegisterFile, tmp_path: Path) -> None:
    enrol(register)
    sheets = write(register, tmp_path / "r.xlsx")
    found = {line["item_id"]: line["value"] for line in sheets["answers"]}
    assert found == {
        "ds_b_not_drinking": "no",
        "bfa_freq": 9,
        "cb_cough": "yes",
        "cb_cough.days": 3,
        "fd_behaviour": "sleepy;tires",
        "mp_bp.systolic": 120,
        "mp_bp.diastolic": 80,
        "mp_bp.symptoms": "no",
        "cb_temp_c": 36.9,
        "med_other": "+ seen at the post",
        "mh_phq1": "not_assessed",
    }
    assert [line["action_id"] for line in sheets["actions"]] == ["bf_attachment"]


def test_z_scores_have_two_decimals_and_the_level_is_that_of_the_day(
    register: RegisterFile, tmp_path: Path
) -> None:
    enrol(register)
    (visit,) = write(register, tmp_path / "r.xlsx")["visits"]
    assert visit["level"] == "incomplete"
    assert visit["muac_mm"] == 108
    for name in ("waz", "laz", "wlz"):
        assert round(visit[name], 2) == visit[name]


def test_a_struck_visit_stays_and_says_so(register: RegisterFile, tmp_path: Path) -> None:
    saved = enrol(register)
    with register.saving(register.users()[0]) as work:
        strike_visit(work, saved.visit_uid, "Typed twice.")
    (visit,) = write(register, tmp_path / "r.xlsx")["visits"]
    assert visit["entered_in_error"] == "yes"
    assert visit["weight_g"] == 4100


def test_about_says_what_was_exported(register: RegisterFile, tmp_path: Path) -> None:
    enrol(register)
    sheets = write(register, tmp_path / "r.xlsx", from_on=date(2026, 1, 1))
    about = {line["name"]: line["value"] for line in sheets["about"]}
    assert about["format"] == "mami-register" and about["format_version"] == 1
    assert about["made_on"] == date(2026, 10, 15) and about["made_by"] == "P. Sample"
    assert about["from"] == date(2026, 1, 1) and about["to"] is None
    assert about["anonymous"] == "no" and about["training"] == "no"
    assert about["pathway_id"] == "mami"
    for name in COLUMNS:
        assert about[name] == len(sheets[name])


def test_the_codebook_explains_every_column_code_and_item(
    register: RegisterFile, tmp_path: Path
) -> None:
    lines = write(register, tmp_path / "r.xlsx", t=translator("en"))["codebook"]
    explained = {(line["sheet"], line["column"], line["code"]) for line in lines}
    for sheet, columns in COLUMNS.items():
        for column, kind, _required in columns:
            assert (sheet, column, None) in explained
            for code in kind.split(":")[1].split(",") if ":" in kind else ():
                assert (sheet, column, code) in explained
    for item in default_pathway().items.values():
        if item.asked and item.kind != "parts":
            assert ("answers", item.id, None) in explained
        for choice in item.choices:
            assert ("answers", item.id, choice.code) in explained
    assert all(line["label"] and line["type"] and line["class"] for line in lines)


@pytest.fixture(scope="module")
def some_pairs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RegisterFile]:
    """A small training register; tests only read it."""
    folder = tmp_path_factory.mktemp("pairs")
    made = make_sample(folder / "s.mami", infants=10, months=3, seed=2, until=date(2026, 10, 31))
    yield made
    made.close()


def test_a_time_span_leaves_no_reference_to_nothing(
    some_pairs: RegisterFile, tmp_path: Path
) -> None:
    everything = write(some_pairs, tmp_path / "all.xlsx")
    days = sorted(line["enrolled_on"] for line in everything["enrolments"])
    span = (days[1], days[len(days) // 2])
    part = write(some_pairs, tmp_path / "part.xlsx", from_on=span[0], to_on=span[1])
    assert_consistent(part)
    inside = [
        line for line in everything["enrolments"] if span[0] <= line["enrolled_on"] <= span[1]
    ]
    assert part["enrolments"] == inside and 0 < len(inside) < len(everything["enrolments"])
    uids = {line["enrolment_uid"] for line in inside}
    for sheet in ("stints", "visits", "appointments", "contact_attempts"):
        belonging = [line for line in everything[sheet] if line["enrolment_uid"] in uids]
        assert [line for line in part[sheet] if line["enrolment_uid"]] == belonging
    assert {line["infant_uid"] for line in part["infants"]} >= {
        line["infant_uid"] for line in inside
    }
    assert len(part["infants"]) < len(everything["infants"])


def test_lines_are_sorted_by_date_and_then_key(some_pairs: RegisterFile, tmp_path: Path) -> None:
    sheets = write(some_pairs, tmp_path / "s.xlsx")
    for name, columns in COLUMNS.items():
        day = next((column for column, kind, _required in columns if kind == "date"), None)
        keys = 2 if name in ("answers", "actions") else 1
        key = [column for column, _kind, _required in columns[:keys]]
        order = [
            (line[day] if day else None, *(line[column] for column in key)) for line in sheets[name]
        ]
        assert order == sorted(order), name


def test_only_those_who_may_export_do(register: RegisterFile, tmp_path: Path) -> None:
    with register.saving(register.users()[0]) as work:
        nurse = add_user(work, "N. Sample", "nurse")
    with pytest.raises(UserError, match="may not"), export_of(register, nurse):
        pass


def test_cancelling_leaves_no_file(register: RegisterFile, tmp_path: Path) -> None:
    enrol(register)

    def stop(done: int, total: int, text: str) -> None:
        raise Cancelled

    with (
        pytest.raises(Cancelled),
        export_of(register, register.users()[0]) as export,
    ):
        register_xlsx(tmp_path / "r.xlsx", export.sheets(), progress=stop)
    assert not [path for path in tmp_path.iterdir() if "xlsx" in path.name]


def test_a_wrong_span_is_refused_in_words(register: RegisterFile) -> None:
    with (
        pytest.raises(UserError, match="before the first"),
        export_of(register, register.users()[0], from_on=date(2026, 5, 1), to_on=date(2026, 4, 1)),
    ):
        pass


def test_a_server_exports_the_same_lines_as_a_file(tmp_path: Path, postgres_url: str) -> None:
    made = []
    for where, name in ((tmp_path / "f.mami", "f"), (postgres_url, "p")):
        register = make_sample(where, infants=2, months=1, seed=3, until=date(2026, 10, 31))
        sheets = write(register, tmp_path / f"{name}.xlsx")
        register.close()
        del sheets["about"]
        made.append(sheets)
    assert made[0] == made[1]


def test_an_export_does_not_change_the_register(register: RegisterFile, tmp_path: Path) -> None:
    enrol(register)
    first = write(register, tmp_path / "one.xlsx")
    again = open_register(register.where, register.clock)
    assert write(again, tmp_path / "two.xlsx") == first
    again.close()
