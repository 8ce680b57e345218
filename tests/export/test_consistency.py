"""The judge of exports is itself judged: it passes a good register and sees what is wrong."""

from copy import deepcopy
from datetime import timedelta
from pathlib import Path

import pytest

from tests.export.consistency import contradictions
from tests.export.reading import Line, read_workbook

EXAMPLE = Path(__file__).parent.parent / "data" / "month" / "example_register.xlsx"


@pytest.fixture(scope="module")
def example() -> dict[str, list[Line]]:
    return read_workbook(EXAMPLE)


def test_the_example_register_is_consistent(example: dict[str, list[Line]]) -> None:
    assert contradictions(example) == []


def _late_enrolment(sheets: dict[str, list[Line]]) -> None:
    sheets["enrolments"][0]["enrolled_on"] += timedelta(days=400)


def _visit_after_exit(sheets: dict[str, list[Line]]) -> None:
    ended = next(line for line in sheets["enrolments"] if line["outcome"] == "graduated")
    visit = next(
        line for line in sheets["visits"] if line["enrolment_uid"] == ended["enrolment_uid"]
    )
    visit["visit_on"] = ended["outcome_on"] + timedelta(days=1)


def _outcome_elsewhere(sheets: dict[str, list[Line]]) -> None:
    ended = next(line for line in sheets["enrolments"] if line["outcome"] == "graduated")
    ended["outcome"] = "withdrew"


def _more_at_risk_than_screened(sheets: dict[str, list[Line]]) -> None:
    sheets["screening"][0]["scr_at_risk_male"] = sheets["screening"][0]["scr_male"] + 1


def _reference_to_nothing(sheets: dict[str, list[Line]]) -> None:
    sheets["visits"][0]["infant_uid"] = "nobody"


def _unknown_code(sheets: dict[str, list[Line]]) -> None:
    sheets["infants"][0]["sex"] = "m"


def _number_twice(sheets: dict[str, list[Line]]) -> None:
    sheets["enrolments"][1]["mami_no"] = sheets["enrolments"][0]["mami_no"].lower()


def _kept_too_late(sheets: dict[str, list[Line]]) -> None:
    kept = next(line for line in sheets["appointments"] if line["visit_uid"])
    kept["scheduled_on"] -= timedelta(days=30)


@pytest.mark.parametrize(
    "spoil",
    [
        _late_enrolment,
        _visit_after_exit,
        _outcome_elsewhere,
        _more_at_risk_than_screened,
        _reference_to_nothing,
        _unknown_code,
        _number_twice,
        _kept_too_late,
    ],
)
def test_each_contradiction_is_seen(example: dict[str, list[Line]], spoil) -> None:
    sheets = deepcopy(example)
    spoil(sheets)
    assert contradictions(sheets)
