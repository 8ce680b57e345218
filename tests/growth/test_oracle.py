"""Agreement with WHO's own software on 2,000 infants, through the job people use."""

import csv
from pathlib import Path

import pytest

from mami_desktop.growth.age import DAYS_PER_MONTH
from mami_desktop.growth.batch import zscores_csv
from mami_desktop.growth.zscore import Measurement, all_scores

ORACLE = Path(__file__).parent.parent / "data" / "growth" / "oracle_cases.csv"
Z_AND_FLAG = {
    "waz": ("zwei", "fwei"),
    "laz": ("zlen", "flen"),
    "wlz": ("zwfl", "fwfl"),
    "baz": ("zbmi", "fbmi"),
    "hcz": ("zhc", "fhc"),
    "acz": ("zac", "fac"),
}
HEADING = "case_id,sex,age_days,weight_kg,length_cm,measured,head_cm,muac_cm,oedema"


def oracle_cases() -> list[dict[str, str]]:
    """The cases with our column names; a weight of 0 has no weight-for-length in a register."""
    with ORACLE.open(newline="", encoding="utf-8") as file:
        cases = list(csv.DictReader(file))
    for case in cases:
        case["measured"] = case["measure"]
        case["age_days"] = case["age"]
        if case["age"] and case["age_unit"] == "months":
            case["age_days"] = repr(float(case["age"]) * DAYS_PER_MONTH)
        if case["weight_kg"] and float(case["weight_kg"]) == 0:
            case["zwfl"] = case["fwfl"] = ""
    return cases


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """What the zscores job answers to the cases."""
    folder = tmp_path_factory.mktemp("oracle")
    with (folder / "in.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, HEADING.split(","), extrasaction="ignore")
        writer.writeheader()
        writer.writerows(oracle_cases())
    summary = zscores_csv(folder / "in.csv", folder / "out.csv")
    assert (summary.lines, summary.problem_lines) == (2000, 0)
    with (folder / "out.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("indicator", Z_AND_FLAG)
def test_every_z_and_flag_is_that_of_the_who_software(
    indicator: str, answers: list[dict[str, str]]
) -> None:
    z_column, flag_column = Z_AND_FLAG[indicator]
    differing = []
    for case, answer in zip(oracle_cases(), answers, strict=True):
        ours, theirs = answer[indicator], case[z_column]
        same_z = ours == theirs or (ours and theirs and abs(float(ours) - float(theirs)) < 0.0051)
        if not same_z or answer[f"f{indicator}"] != case[flag_column]:
            differing.append((case["case_id"], ours, theirs))
    assert differing == []


def test_every_empty_value_has_its_reason_in_the_note(answers: list[dict[str, str]]) -> None:
    for answer in answers:
        empty = [key for key in Z_AND_FLAG if not answer[key]]
        named = {
            key
            for phrase in answer["note"].split("; ")
            if phrase
            for key in phrase.partition(": ")[0].split(", ")
        }
        assert named == set(empty), answer


def test_one_infant_at_a_time_gives_the_same_as_the_table(answers: list[dict[str, str]]) -> None:
    def number(text: str) -> float | None:
        return float(text) if text else None

    for case, answer in zip(oracle_cases(), answers, strict=True):
        scores = all_scores(
            Measurement(
                sex={"female": "female", "male": "male"}.get(case["sex"]),  # type: ignore[arg-type] # codes of the file
                age_days=number(case["age_days"]),
                weight_kg=number(case["weight_kg"]),
                length_cm=number(case["length_cm"]),
                head_cm=number(case["head_cm"]),
                muac_cm=number(case["muac_cm"]),
                oedema=case["oedema"] == "y",
                standing={"h": True, "l": False}.get(case["measured"]),
            )
        )._asdict()
        for key, score in scores.items():
            text = "" if score.z is None else f"{score.z:.2f}"
            flag = "" if score.flagged is None else str(int(score.flagged))
            assert (text, flag) == (answer[key], answer[f"f{key}"]), case["case_id"]
            assert (score.z is None) == (score.exact is None) == (score.reason is not None)
