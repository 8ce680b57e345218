"""150 whole cases with their results, worked out apart from this program."""

import json
from pathlib import Path

import pytest

from mami_desktop.pathway.case import classify_json

DATA = Path(__file__).parent.parent / "data" / "pathway"
CASES = [json.loads(line) for line in (DATA / "worked_cases.jsonl").read_text().splitlines()]


def test_there_are_150_worked_cases():
    assert len({line["case"]["case_id"] for line in CASES}) == 150


@pytest.mark.parametrize("line", CASES, ids=lambda line: line["case"]["case_id"])
def test_the_result_agrees(line):
    result = classify_json(line["case"])
    assert {field: result[field] for field in line["expected"]} == line["expected"]
    assert result["case_id"] == line["case"]["case_id"]
