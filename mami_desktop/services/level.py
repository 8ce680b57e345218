"""A pair's current level, worked out from its visits (pathway dossier 7.2).

It is that of the last full assessment, raised by any later visit, lowered only by a full
reassessment or by a clinician with a reason. Pure.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

RANK = {None: -1, "low": 0, "incomplete": 1, "moderate": 2, "high": 3}
"""How worrying a level is; None is "no new finding"."""

NAMED_CLINICIANS = ("clinician", "in_charge")


@dataclass(frozen=True)
class JudgedVisit:
    """What one visit, in order of date, said about the level."""

    visit_on: date
    level: str | None
    full: bool
    in_depth: bool = False
    chosen_level: str | None = None
    override_role: str | None = None


@dataclass(frozen=True)
class CurrentLevel:
    """The level of the pair, its in-depth mark, and the day of the visit it comes from."""

    level: str | None = None
    in_depth: bool = False
    level_on: date | None = None


def current_level(visits: Iterable[JudgedVisit]) -> CurrentLevel:
    """The level after ``visits``, which must be in order of date. Nothing classified: no level."""
    now = CurrentLevel()
    for visit in visits:
        said = visit.chosen_level or visit.level
        if said is None:
            continue
        by_clinician = visit.chosen_level is not None and visit.override_role in NAMED_CLINICIANS
        raises = RANK[said] > RANK[now.level] and said in ("moderate", "high")
        if now.level is None or visit.full or by_clinician or raises:
            in_depth = visit.in_depth and said == "moderate"
            now = CurrentLevel(said, in_depth, visit.visit_on)
        elif visit.in_depth and said == now.level:
            now = CurrentLevel(now.level, True, visit.visit_on)
    return now
