"""The WHO Child Growth Standards as tables, read from ``resources/growth`` when first needed."""

import csv
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from mami_desktop.paths import resource

Sex = Literal["female", "male"]
Indicator = Literal["waz", "laz", "wlz", "baz", "hcz", "acz"]

INDICATORS: tuple[Indicator, ...] = ("waz", "laz", "wlz", "baz", "hcz", "acz")
"""Weight-, length-for-age, weight-for-length, BMI-, head- and arm circumference-for-age."""


@dataclass(frozen=True)
class Standard:
    """What sets one indicator apart. The flag limits are those of the WHO software anthro."""

    file: str
    restricted: bool
    """Whether z beyond +-3 is counted in steps of the outermost SD (all but length and head)."""
    flag_below: float
    flag_above: float


STANDARDS: dict[Indicator, Standard] = {
    "waz": Standard("who_2006_weight_for_age.csv", True, -6, 5),
    "laz": Standard("who_2006_length_for_age.csv", False, -6, 6),
    "wlz": Standard("who_2006_weight_for_length.csv", True, -5, 5),
    "baz": Standard("who_2006_bmi_for_age.csv", True, -5, 5),
    "hcz": Standard("who_2006_head_circumference_for_age.csv", False, -5, 5),
    "acz": Standard("who_2006_arm_circumference_for_age.csv", True, -5, 5),
}


class Lms(NamedTuple):
    """L, M and S of the published tables at one age or length."""

    power: float
    median: float
    cv: float


@dataclass(frozen=True)
class Table:
    """Rows for each whole day of age, or for each millimetre of length, from ``first`` on."""

    first: int
    rows: tuple[Lms, ...]

    @property
    def last(self) -> int:
        """The last day or millimetre the table knows."""
        return self.first + len(self.rows) - 1

    def at(self, position: int) -> Lms | None:
        """The row of a day or millimetre; None outside the table, never the nearest row."""
        index = position - self.first
        return self.rows[index] if 0 <= index < len(self.rows) else None


@cache
def table(indicator: Indicator, sex: Sex) -> Table:
    """The table of one indicator and sex. ValueError if the file has a gap."""
    path = resource("growth", STANDARDS[indicator].file)
    key = "length_mm" if indicator == "wlz" else "age_days"
    with path.open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["sex"] == sex]
    positions = [int(row[key]) for row in rows]
    if not rows or positions != list(range(positions[0], positions[0] + len(rows))):
        raise ValueError(f"{path.name}: no unbroken table for {sex}")
    lms = (Lms(float(row["l"]), float(row["m"]), float(row["s"])) for row in rows)
    return Table(positions[0], tuple(lms))
