"""What people type as a weight, length, arm, temperature or date, and what is understood."""

from datetime import date

import pytest

from mami_desktop.measures import Reading, read_measure, typed_number
from mami_desktop.typed_dates import read_date


def weight(text: str) -> Reading:
    return read_measure(text, unit="g", lo=500, hi=12000, whole=True, shown="kg")


def length(text: str) -> Reading:
    return read_measure(text, unit="mm", lo=300, hi=800, whole=True, shown="cm")


def arm(text: str) -> Reading:
    return read_measure(text, unit="mm", lo=50, hi=200, whole=True, shown="mm")


def temperature(text: str) -> Reading:
    return read_measure(text, unit="°C", lo=32, hi=45, whole=False)


@pytest.mark.parametrize(
    ("typed", "stored", "understood"),
    [
        ("3,8", 3800, "3.800 kg"),
        ("3.8", 3800, "3.800 kg"),
        ("3800", 3800, "3.800 kg"),
        ("3 800 g", 3800, "3.800 kg"),
        ("3200", 3200, "3.200 kg"),
        ("0.95", 950, "0.950 kg"),
        ("12", 12000, "12.000 kg"),
        ("٣٫٨", 3800, "3.800 kg"),
        ("৩.৮", 3800, "3.800 kg"),
        ("३,८", 3800, "3.800 kg"),
    ],
)
def test_weights_are_understood_in_kilograms_and_grams(typed, stored, understood):
    assert weight(typed) == Reading(stored, understood)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("38", "38? Type 3.8 or 3800."),
        ("45", "45? Type 4.5 or 4500."),
        ("200", "200? Type 2 or 2000."),
        ("45 kg", "45 kg is not possible for a baby. Type kilograms, for example 4.5."),
        ("3200 kg", "3200 kg is not possible for a baby. Type kilograms, for example 3.2."),
        ("0.3", "0.3 is not possible for a baby. Type kilograms, for example 2.5."),
        ("0", "0 is not possible for a baby. Type kilograms, for example 2.5."),
        ("-3", "-3 is not possible for a baby. Type kilograms, for example 2.5."),
        ("heavy", "“heavy” is not a number. Type digits only."),
        ("3.8.1", "“3.8.1” is not a number. Type digits only."),
        ("3.8 cm", "“3.8 cm” is not a number. Type digits only."),
    ],
)
def test_an_impossible_weight_is_refused_with_what_to_type(typed, words):
    reading = weight(typed)
    assert reading.value is None
    assert reading.problem is not None
    assert (reading.problem.text, reading.problem.severity) == (words, "hard")


@pytest.mark.parametrize(
    ("typed", "stored"), [("54.5", 545), ("54,5", 545), ("545", 545), ("545 mm", 545)]
)
def test_lengths_are_understood_in_centimetres_and_millimetres(typed, stored):
    assert length(typed) == Reading(stored, "54.5 cm")


def test_a_length_of_45_m_is_refused():
    reading = length("45 m")
    assert reading.value is None
    assert reading.problem is not None
    assert reading.problem.text == ("45 m is not possible here. Type centimetres, for example 45.")


@pytest.mark.parametrize("typed", ["108", "10.8", "10,8", "10.8 cm"])
def test_arms_are_understood_in_millimetres_and_centimetres(typed):
    assert arm(typed) == Reading(108, "108 mm")


def test_an_arm_of_108_cm_is_asked_back():
    reading = arm("108 cm")
    assert reading.value == 108
    assert reading.problem is not None
    assert reading.problem.severity == "soft"
    assert reading.problem.text.endswith("did you mean 108 mm?")


def test_a_temperature_keeps_its_decimals_and_is_never_scaled_silently():
    assert temperature("37,95").value == 37.95
    reading = temperature("365")
    assert reading.value is None
    assert reading.problem is not None
    assert reading.problem.text == "365? Type 36.5."


def test_a_count_takes_whole_numbers_in_its_range():
    def feeds(text: str) -> Reading:
        return read_measure(text, unit="per 24 h", lo=0, hi=24, whole=True)

    assert feeds("9") == Reading(9, "9 per 24 h")
    assert feeds("0").value == 0
    assert feeds("8.5").value is None
    problem = feeds("30").problem
    assert problem is not None
    assert problem.text == "30 is not possible here. Type a number from 0 to 24."


def test_typed_number_keeps_the_unit_word():
    assert typed_number(" 3,8 KG ") == (3.8, "kg")
    assert typed_number("") == (None, "")


TODAY = date(2026, 10, 15)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("30 09 26", date(2026, 9, 30)),
        ("30.9.2026", date(2026, 9, 30)),
        ("2026-09-30", date(2026, 9, 30)),
        ("30/9", date(2026, 9, 30)),
        ("21/11", date(2025, 11, 21)),
        ("today", TODAY),
        ("-3", date(2026, 10, 12)),
        ("+7", date(2026, 10, 22)),
        ("٣٠/٩/٢٠٢٦", date(2026, 9, 30)),
        ("31 2 26", None),
        ("30 09 126", None),
        ("yesterday", None),
        ("45", None),
    ],
)
def test_dates_are_read_as_they_are_written_on_paper(typed, day):
    assert read_date(typed, TODAY) == day
