"""The reference tables are the published ones, whole and unchanged."""

import hashlib
import re
from pathlib import Path

import pytest

from mami_desktop.growth.standards import INDICATORS, Sex, table
from mami_desktop.paths import resource

LISTED = re.compile(r"^\| `(?P<name>[^`]+\.csv)` .*`(?P<sha256>[0-9a-f]{64})` \|$", re.MULTILINE)


def test_every_table_is_listed_with_its_checksum_and_source() -> None:
    sources = resource("growth", "SOURCES.md").read_text(encoding="utf-8")
    listed = dict(LISTED.findall(sources))
    files: list[Path] = sorted(resource("growth").glob("*.csv"))
    assert sorted(listed) == [path.name for path in files]
    for path in files:
        assert hashlib.sha256(path.read_bytes()).hexdigest() == listed[path.name], path.name
    assert "WHO Child Growth Standards" in sources


@pytest.mark.parametrize("sex", ["female", "male"])
def test_the_tables_cover_their_range_without_a_gap(sex: Sex) -> None:
    ends = {key: (table(key, sex).first, table(key, sex).last) for key in INDICATORS}
    assert ends == {
        "waz": (0, 400),
        "laz": (0, 400),
        "wlz": (450, 1100),
        "baz": (0, 400),
        "hcz": (0, 400),
        "acz": (91, 400),
    }
    assert table("waz", sex).at(401) is None
    assert table("acz", sex).at(90) is None


def test_the_row_of_the_worked_example() -> None:
    assert table("waz", "male").at(60) == (0.1978, 5.5407, 0.12409)
