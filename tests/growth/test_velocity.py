"""Gain between two weighings, and the least that is expected."""

import pytest

from mami_desktop.growth.velocity import gain, least_gain

STEPS = ((14, 20.0), (91, 10.0))


def test_gain_in_grams_a_day_and_per_kilogram() -> None:
    found = gain(4060, 4500, 14)
    assert found is not None
    assert found.grams == 440
    assert found.g_per_day == pytest.approx(31.43, abs=0.01)
    assert found.g_per_kg_day == pytest.approx(31.43 / 4.06, abs=0.01)


@pytest.mark.parametrize(
    ("entry_kg", "exit_kg", "days", "g_kg_day"),
    [(6.6, 7.5, 56, 2.44), (7.2, 7.8, 42, 1.98), (6.4, 7.2, 49, 2.55), (6.0, 7.1, 19, 9.65)],
)
def test_gain_per_kilogram_as_on_published_treatment_cards(
    entry_kg: float, exit_kg: float, days: int, g_kg_day: float
) -> None:
    """Card rows of an outpatient programme in Sudan (records dossier, test T11)."""
    found = gain(round(entry_kg * 1000), round(exit_kg * 1000), days)
    assert found is not None and round(found.g_per_kg_day, 2) == g_kg_day


@pytest.mark.parametrize("days", [0, -3])
def test_weights_of_one_day_or_out_of_order_give_no_gain(days: int) -> None:
    assert gain(4060, 4500, days) is None


@pytest.mark.parametrize(
    ("age_days", "least"), [(13, None), (14, 20), (90, 20), (91, 10), (183, 10)]
)
def test_the_least_gain_by_age(age_days: int, least: float | None) -> None:
    assert least_gain(STEPS, age_days) == least
