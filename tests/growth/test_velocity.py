"""Gain between two weighings, and the least that is expected."""

import pytest

from mami_desktop.growth.velocity import gain, least_gain

STEPS = ((14, 20.0), (91, 10.0))


def test_gain_in_grams_a_day_and_per_kilogram() -> None:
    found = gain(4060, 4500, 14)
    assert found is not None
    assert found.grams == 440
    assert found.g_per_day == pytest.approx(31.43, abs=0.01)
    assert found.g_per_kg_day == pytest.approx(31.43 / 4.28, abs=0.01)


@pytest.mark.parametrize("days", [0, -3])
def test_weights_of_one_day_or_out_of_order_give_no_gain(days: int) -> None:
    assert gain(4060, 4500, days) is None


@pytest.mark.parametrize(
    ("age_days", "least"), [(13, None), (14, 20), (90, 20), (91, 10), (183, 10)]
)
def test_the_least_gain_by_age(age_days: int, least: float | None) -> None:
    assert least_gain(STEPS, age_days) == least
