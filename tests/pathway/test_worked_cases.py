"""Whole cases with their results, worked out apart from this program.

``worked_cases`` came with the pathway. ``second_reading`` are made-up cases on the edges of every
rule, with changed parameters and missing answers; their results, what is undecided included, come
from a second reading of the pathway's text that shares no code with this program.
"""

import json
from pathlib import Path

import pytest

from mami_desktop.pathway.case import classify_json

DATA = Path(__file__).parent.parent / "data" / "pathway"


def lines_of(name):
    text = (DATA / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


WORKED, SECOND = lines_of("worked_cases"), lines_of("second_reading")


def test_the_cases_are_all_there():
    assert len({line["case"]["case_id"] for line in WORKED}) == 150
    assert len({line["case"]["case_id"] for line in SECOND}) == 139
    changed = {key for line in SECOND for key in line["case"]["parameters"]}
    assert len(changed) > 25


@pytest.mark.parametrize("line", WORKED + SECOND, ids=lambda line: line["case"]["case_id"])
def test_the_result_agrees(line):
    result = classify_json(line["case"])
    assert {field: result[field] for field in line["expected"]} == line["expected"]
    assert result["case_id"] == line["case"]["case_id"]
