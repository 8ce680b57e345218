"""A year of a training register adds up, and is the same each time it is made."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mami_desktop.cli.main import main
from tests.acceptance.plain_count import Line, count_rows, read_workbook
from tests.export.consistency import assert_consistent
from tests.export.reading import read_workbook as typed_workbook
from tests.sample.counting import assert_everything_occurs

Sheets = dict[str, list[Line]]

MONTHS = [f"2025-{month:02d}" for month in (11, 12)] + [f"2026-{m:02d}" for m in range(1, 11)]
ARGUMENTS = ["--infants", "200", "--months", "12", "--seed", "1", "--until", "2026-10-31"]


MAKE = """
import sys
from mami_desktop.cli.main import main
register, book, *arguments = sys.argv[1:]
code = main(["sample", register, *arguments])
sys.exit(code or main(["--register", register, "export", "-o", book]))
"""


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, Path]]:
    """Two registers made with the same arguments, each with its export.

    Two programs make them side by side, and put equal things in another order (hash seed).
    """
    made, running = [], []
    for name, seed in (("first", "1"), ("second", "2")):
        folder = tmp_path_factory.mktemp(name)
        register, book = folder / "sample.mami", folder / "register.xlsx"
        made.append((register, book))
        command = [sys.executable, "-c", MAKE, str(register), str(book), *ARGUMENTS]
        running.append(subprocess.Popen(command, env={**os.environ, "PYTHONHASHSEED": seed}))
    assert [program.wait() for program in running] == [0, 0]
    return made


@pytest.fixture(scope="module")
def lines(exports: list[tuple[Path, Path]]) -> Sheets:
    """The first export, read once: that is the slow part."""
    return read_workbook(exports[0][1])


def test_the_same_arguments_give_the_same_export(exports: list[tuple[Path, Path]]) -> None:
    first, second = (typed_workbook(book) for _register, book in exports)
    first.pop("about")
    second.pop("about")
    assert first == second


@pytest.mark.parametrize("month", MONTHS)
def test_every_month_balances_and_equals_a_plain_count_of_the_export(
    exports: list[tuple[Path, Path]], lines: Sheets, month: str, capsys: pytest.CaptureFixture[str]
) -> None:
    register, _book = exports[0]
    assert main(["--register", str(register), "tally", "--month", month, "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    for column in ("m", "f", "total"):
        start, entered = rows["m01_start"][column], rows["m06_total_in"][column]
        left, end = rows["m15_total_out"][column], rows["m16_end"][column]
        assert start + entered - left == end
    reasons = rows["m02_new_total"]["main_reason"]
    rows["m02_new_total"]["main_reason"] = {code: n for code, n in reasons.items() if n}
    assert rows == count_rows(lines, "EX01", month)


def test_the_sample_year_is_not_empty(lines: Sheets) -> None:
    counted = [count_rows(lines, "EX01", month) for month in MONTHS]
    assert sum(month["m02_new_total"]["total"] for month in counted) > 100
    assert all(month["m18_visits_done"]["total"] > 0 for month in counted[2:])


def test_the_sample_year_holds_every_case_and_no_contradiction(
    exports: list[tuple[Path, Path]],
) -> None:
    sheets = typed_workbook(exports[0][1])
    assert len(sheets["infants"]) == 200
    assert_everything_occurs(sheets)
    assert_consistent(sheets)
