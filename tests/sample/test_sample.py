"""The training register: realistic, consistent, the same every time, and nobody's."""

import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from mami_desktop.errors import UserError
from mami_desktop.progress import Cancelled
from mami_desktop.reports.register_xlsx import register_xlsx
from mami_desktop.services.export import export_of
from mami_desktop.services.register_file import RegisterFile, open_register, verify_chain
from mami_desktop.services.sample import make_sample
from tests.export.consistency import assert_consistent
from tests.export.reading import Line, read_workbook
from tests.sample.counting import assert_everything_occurs

UNTIL = date(2026, 10, 31)


def exported(register: RegisterFile, path: Path) -> dict[str, list[Line]]:
    with export_of(register, register.users()[0]) as export:
        register_xlsx(path, export.sheets())
    return read_workbook(path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sample")


@pytest.fixture(scope="module")
def sheets(folder: Path) -> dict[str, list[Line]]:
    """40 infants who came in 6 months."""
    register = make_sample(folder / "s.mami", infants=40, months=6, seed=1, until=UNTIL)
    found = exported(register, folder / "s.xlsx")
    register.close()
    return found


def test_every_way_in_and_out_and_every_special_case_occurs_twice(
    sheets: dict[str, list[Line]],
) -> None:
    assert_everything_occurs(sheets)


def test_nothing_in_it_contradicts_itself(sheets: dict[str, list[Line]]) -> None:
    assert_consistent(sheets)


def test_it_holds_as_many_infants_as_asked_for(sheets: dict[str, list[Line]]) -> None:
    assert len(sheets["infants"]) == 40
    assert len(sheets["facility"]) == 1
    assert sheets["facility"][0]["facility_code"] == "EX01"


def test_nothing_happens_after_the_last_day(sheets: dict[str, list[Line]]) -> None:
    for sheet, column in (
        ("visits", "visit_on"),
        ("enrolments", "enrolled_on"),
        ("stints", "ended_on"),
        ("referrals", "arrived_on"),
        ("screening", "scr_on"),
        ("contact_attempts", "attempted_on"),
    ):
        days = [line[column] for line in sheets[sheet] if line[column] is not None]
        assert days and max(days) <= UNTIL
        assert min(days) >= date(2026, 5, 1)


def test_visits_typed_on_a_later_day_occur(folder: Path, sheets: dict[str, list[Line]]) -> None:
    from sqlalchemy import select

    from mami_desktop.models.entities import visit

    register = open_register(folder / "s.mami")
    with register.reading() as work:
        rows = work.session.execute(select(visit.c.visit_on, visit.c.created_at)).all()
    register.close()
    assert sum(row.created_at.date() > row.visit_on for row in rows) >= 2
    assert all(row.created_at.date() >= row.visit_on for row in rows)


def test_infants_grow_like_infants(sheets: dict[str, list[Line]]) -> None:
    by_infant: dict[str, list[tuple[date, int]]] = {}
    for line in sheets["visits"]:
        if line["weight_g"] is not None and line["entered_in_error"] is None:
            by_infant.setdefault(line["infant_uid"], []).append(
                (line["visit_on"], line["weight_g"])
            )
    gains = [
        (last[1] - first[1]) / (last[0] - first[0]).days
        for first, *_between, last in (sorted(w) for w in by_infant.values() if len(w) > 1)
        if (last[0] - first[0]).days >= 28
    ]
    assert 15 < sum(gains) / len(gains) < 45
    assert all(abs(line["waz"]) < 6 for line in sheets["visits"] if line["waz"] is not None)


def test_everybody_is_invented(sheets: dict[str, list[Line]]) -> None:
    names = [line["infant_name"] for line in sheets["infants"] if line["infant_name"]]
    names += [line["caregiver_name"] for line in sheets["mothers"]]
    assert all(name.endswith(" Example") for name in names)
    assert all(line["phone_1"] is None or line["phone_1"].startswith("000 000") for line in
               sheets["mothers"])  # fmt: skip


def test_it_says_that_it_is_for_training_and_its_changes_are_whole(
    folder: Path, sheets: dict[str, list[Line]]
) -> None:
    assert {"name": "training", "value": "yes"} in sheets["about"]
    register = open_register(folder / "s.mami")
    assert register.facility.training
    assert {actor.role for actor in register.users()} == {"nurse", "clinician", "in_charge"}
    with register.reading() as work:
        assert verify_chain(work).ok
    register.close()


MAKE = """
import sys
from datetime import date
from pathlib import Path
from mami_desktop.reports.register_xlsx import register_xlsx
from mami_desktop.services.export import export_of
from mami_desktop.services.sample import make_sample
folder = Path(sys.argv[1])
register = make_sample(folder / "s.mami", infants=6, months=3, seed=int(sys.argv[2]),
                       until=date(2026, 10, 31))
with export_of(register, register.users()[0]) as export:
    register_xlsx(folder / "s.xlsx", export.sheets())
register.close()
"""


def test_the_same_arguments_give_the_same_register_on_any_computer(tmp_path: Path) -> None:
    made = []
    for name, seed, hashes in (("a", 7, "1"), ("b", 7, "2"), ("c", 8, "1")):
        folder = tmp_path / name
        folder.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": hashes}
        subprocess.run(
            [sys.executable, "-c", MAKE, str(folder), str(seed)], check=True, env=environment
        )
        sheets = read_workbook(folder / "s.xlsx")
        del sheets["about"]
        made.append(sheets)
    assert made[0] == made[1]
    assert made[0]["visits"] != made[2]["visits"]


@pytest.mark.parametrize(("infants", "months", "seed"), [(1, 1, 3), (9, 2, 4)])
def test_small_samples_are_consistent_too(
    infants: int, months: int, seed: int, tmp_path: Path
) -> None:
    register = make_sample(
        tmp_path / "small.mami", infants=infants, months=months, seed=seed, until=UNTIL
    )
    sheets = exported(register, tmp_path / "small.xlsx")
    register.close()
    assert len(sheets["infants"]) == infants
    assert_consistent(sheets)


def test_an_existing_register_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "mine.mami"
    path.write_bytes(b"precious")
    with pytest.raises(UserError):
        make_sample(path, infants=1, months=1, seed=1, until=UNTIL)
    assert path.read_bytes() == b"precious"


def test_cancelling_leaves_nothing_behind(tmp_path: Path) -> None:
    def stop(done: int, total: int, text: str) -> None:
        if done > total / 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        make_sample(tmp_path / "s.mami", infants=5, months=2, seed=1, until=UNTIL, progress=stop)
    assert list(tmp_path.iterdir()) == [tmp_path / "mami-home"] or not list(tmp_path.glob("s.*"))


def test_the_sample_works_on_with_the_computer_s_clock(tmp_path: Path) -> None:
    register = make_sample(tmp_path / "s.mami", infants=1, months=1, seed=1, until=UNTIL)
    assert isinstance(register.clock(), datetime)
    assert register.new_uid() != register.new_uid()
    register.close()
