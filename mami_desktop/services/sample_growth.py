"""How the invented infants of a training register grow: along WHO curves, with noise and catch-up.

Means and spread of size are those of rural Ethiopian infants of 13 weeks (Abera and colleagues
2024: WAZ -0.7, LAZ -0.4, MUAC 124 mm, SD 13 mm); the catch-up is invented.
"""

import math
import random
from dataclasses import dataclass, field
from datetime import date

from mami_desktop.growth.age import age_days, gestation_days
from mami_desktop.growth.standards import Sex
from mami_desktop.growth.zscore import value_at

TERM_DAYS = 280
SETTLED_DAYS = 12  # until then the weight lies between birth weight and the curve
CATCH_UP_DAYS = 70.0
ARM_AT_13_WEEKS_MM = 124.0
OLDEST_DAYS = 200


@dataclass(frozen=True)
class Measures:
    """One weighing and measuring; None is not measured."""

    weight_g: int
    length_mm: int | None
    muac_mm: int | None
    head_mm: int | None


@dataclass
class Growth:
    """One infant's way. ``start_z`` is the weight-for-age z on the day of enrolment, ``goal_z``
    where it tends to; ``stalls`` are spans of age in days without gain."""

    rng: random.Random
    sex: Sex
    born_on: date
    gest_weeks: float | None
    start_z: float
    goal_z: float
    length_z: float
    from_day: int
    stalls: tuple[tuple[int, int], ...] = ()
    _lean: float = field(init=False, default=0.0)

    def __post_init__(self) -> None:
        self._lean = self.rng.gauss(0, 0.08)

    @property
    def early_days(self) -> int:
        """Days born before term; 0 at 37 weeks and later, as the pathway corrects."""
        if self.gest_weeks is None or self.gest_weeks >= 37:
            return 0
        return TERM_DAYS - gestation_days(self.gest_weeks)

    def birth_weight_g(self) -> int:
        """A birth weight that fits the way of growing."""
        at_term = value_at("waz", self.sex, 0, min(0.5, self.start_z + 0.3)) or 3.0
        small = math.exp(-0.0052 * self.early_days)
        return max(900, round(at_term * small * 100) * 10)

    def measure(self, on: date, *, length: bool = True, head: bool = False) -> Measures:
        """What scale, board and tape show on a day, with the usual small errors."""
        days = age_days(self.born_on, on)
        z = self._weight_z(days)
        weight = self._weight_kg(days, z) * (1 + self.rng.gauss(0, 0.004))
        arm = self._arm_mm(days, z)
        length_z = self.length_z + self.rng.gauss(0, 0.08)
        head_z = self.length_z * 0.5
        return Measures(
            max(900, round(weight * 100) * 10),
            round(self._at("laz", days, length_z) * 10) if length else None,
            round(arm),
            round(self._at("hcz", days, head_z) * 10) if head else None,
        )

    def _weight_z(self, days: int) -> float:
        passed = max(0.0, days - self.from_day - self._stalled(days))
        reached = 1 - math.exp(-passed / CATCH_UP_DAYS)
        stalled = 0.011 * self._stalled(days)
        way = self.start_z + (self.goal_z - self.start_z) * reached
        return way - stalled + self._lean

    def _stalled(self, days: int) -> float:
        return sum(max(0, min(days, last) - first) for first, last in self.stalls)

    def _weight_kg(self, days: int, z: float) -> float:
        on_curve = self._at("waz", days, z)
        born = self.birth_weight_g() / 1000
        until = SETTLED_DAYS + self.early_days
        if days >= until:
            return on_curve
        goal = self._at("waz", until, z)
        lowest = born * 0.95
        return lowest + (goal - lowest) * max(0.0, days - 3) / max(1, until - 3)

    def _at(self, indicator: str, days: int, z: float) -> float:
        day = min(OLDEST_DAYS, max(0, days - self.early_days))
        found = value_at(indicator, self.sex, day, max(-4.5, min(3.5, z)))  # type: ignore[arg-type]
        if found is None:
            raise ValueError(f"no {indicator} at {day} days")
        short = 1.0 - 0.0028 * max(0, self.early_days - days)
        return found * (short if indicator != "waz" else 1.0)

    def _arm_mm(self, days: int, z: float) -> float:
        day = max(0, days - self.early_days)
        usual = ARM_AT_13_WEEKS_MM + 34 * (math.exp(-94 / 80) - math.exp(-day / 80))
        return max(72.0, usual + 7.5 * (z + 0.7) + self.rng.gauss(0, 1.3))
