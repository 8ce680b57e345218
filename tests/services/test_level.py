"""The pair's current level from its visits (pathway dossier 7.2)."""

from datetime import date

import pytest

from mami_desktop.services.level import CurrentLevel, JudgedVisit, current_level


def visit(day: int, level: str | None, full: bool = False, **more) -> JudgedVisit:
    return JudgedVisit(date(2026, 10, day), level, full, **more)


def test_no_visit_has_no_level():
    assert current_level([]) == CurrentLevel(None, False, None)


@pytest.mark.parametrize(
    ("later", "expected", "day"),
    [
        (visit(2, None), "moderate", 1),
        (visit(2, "high"), "high", 2),
        (visit(2, "low"), "moderate", 1),  # a short visit cannot say low
        (visit(2, "incomplete"), "moderate", 1),
        (visit(2, "low", full=True), "low", 2),
        (visit(2, None, chosen_level="low", override_role="nurse"), "moderate", 1),
        (visit(2, None, chosen_level="low", override_role="clinician"), "low", 2),
        (visit(2, None, chosen_level="high", override_role="nurse"), "high", 2),
    ],
)
def test_a_moderate_pair_after_one_more_visit(later, expected, day):
    now = current_level([visit(1, "moderate"), later])
    assert (now.level, now.level_on) == (expected, date(2026, 10, day))


def test_high_stays_until_a_full_reassessment_or_a_clinician():
    high = visit(1, "high")
    assert current_level([high, visit(2, "moderate")]).level == "high"
    assert current_level([high, visit(2, "moderate", full=True)]).level == "moderate"


def test_an_incomplete_start_is_raised_but_a_quiet_short_visit_leaves_it():
    start = visit(1, "incomplete")
    assert current_level([start, visit(2, None)]).level == "incomplete"
    assert current_level([start, visit(2, "moderate")]).level == "moderate"


def test_the_in_depth_mark_follows_and_can_come_later():
    now = current_level([visit(1, "moderate"), visit(2, "moderate", in_depth=True)])
    assert (now.in_depth, now.level_on) == (True, date(2026, 10, 2))
    after = visit(3, "moderate", full=True)
    assert not current_level([visit(2, "moderate", in_depth=True), after]).in_depth
