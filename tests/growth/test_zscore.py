"""Z-scores: worked examples, limits, and what must hold for every infant."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mami_desktop.growth import plausibility as why
from mami_desktop.growth.plausibility import is_flagged
from mami_desktop.growth.standards import INDICATORS, STANDARDS, Indicator, Sex
from mami_desktop.growth.zscore import Measurement, all_scores, round_z, score, value_at

GIRL = Measurement(
    sex="female", age_days=100, weight_kg=5.2, length_cm=59.0, head_cm=39.0, muac_cm=12.8
)
MEASURED_FOR: dict[str, tuple[str, ...]] = {
    "waz": ("weight_kg",),
    "laz": ("length_cm",),
    "wlz": ("weight_kg", "length_cm"),
    "baz": ("weight_kg", "length_cm"),
    "hcz": ("head_cm",),
    "acz": ("muac_cm",),
}

indicators = st.sampled_from(INDICATORS)
sexes = st.sampled_from(["female", "male"])


def x_for(indicator: Indicator, part: float) -> float:
    """An age in days or a length in cm somewhere in the indicator's range."""
    if indicator == "wlz":
        return 45 + part * 65
    first = 91 if indicator == "acz" else 0
    return first + round(part * (400 - first))


def z_of(indicator: Indicator, sex: Sex, x: float, y: float) -> float | None:
    if indicator == "wlz":
        return score(indicator, sex, y=y, length_cm=x)
    return score(indicator, sex, y=y, age_days=x)


@pytest.mark.parametrize(
    ("indicator", "sex", "x", "y", "z"),
    [
        ("waz", "male", 60, 4.8, -1.1402),
        ("waz", "male", 60, 2.9, -4.6237),
        ("waz", "male", 60, 8.9, 4.1017),
        ("wlz", "female", 55.37, 4.2, -1.1344),
        ("wlz", "female", 55.37, 3.2, -4.2253),
    ],
)
def test_the_worked_examples(indicator: Indicator, sex: Sex, x: float, y: float, z: float) -> None:
    assert z_of(indicator, sex, x, y) == pytest.approx(z, abs=6e-5)


@given(indicators, sexes, st.floats(0, 1), st.floats(-8, 8), st.floats(0.01, 3))
def test_z_strictly_rises_with_the_measurement(
    indicator: Indicator, sex: Sex, part: float, z: float, step: float
) -> None:
    x = x_for(indicator, part)
    lower, higher = value_at(indicator, sex, x, z), value_at(indicator, sex, x, z + step)
    if lower is None:  # below what a measurement can be
        return
    assert higher is not None and lower < higher
    low_z, high_z = z_of(indicator, sex, x, lower), z_of(indicator, sex, x, higher)
    assert low_z is not None and high_z is not None and low_z < high_z


@given(indicators, sexes, st.floats(0, 1), st.floats(-5, 8))
def test_the_inverse_gives_the_z_back(
    indicator: Indicator, sex: Sex, part: float, z: float
) -> None:
    x = x_for(indicator, part)
    value = value_at(indicator, sex, x, z)
    assert value is not None
    assert z_of(indicator, sex, x, value) == pytest.approx(z, abs=1e-7)


@given(indicators, sexes, st.floats(0, 1), st.floats(0.001, 200))
def test_the_value_at_a_z_gives_the_value_back(
    indicator: Indicator, sex: Sex, part: float, y: float
) -> None:
    x = x_for(indicator, part)
    z = z_of(indicator, sex, x, y)
    assert z is not None
    assert value_at(indicator, sex, x, z) == pytest.approx(y, rel=1e-7)


@given(
    sex=st.none() | sexes,
    age=st.none() | st.floats(0, 1000),
    weight=st.none() | st.floats(-1, 20) | st.just(1e308),
    length=st.none() | st.floats(-1, 130) | st.just(1e-200),
    head=st.none() | st.floats(-1, 60),
    muac=st.none() | st.floats(-1, 30) | st.just(1e308),
    oedema=st.booleans(),
    standing=st.none() | st.booleans(),
)
def test_no_number_comes_from_what_is_missing_or_outside(
    sex: Sex | None,
    age: float | None,
    weight: float | None,
    length: float | None,
    head: float | None,
    muac: float | None,
    oedema: bool,
    standing: bool | None,
) -> None:
    m = Measurement(sex, age, weight, length, head, muac, oedema, standing)
    for key, found in all_scores(m)._asdict().items():
        needed = [getattr(m, name) for name in MEASURED_FOR[key]]
        without_number = (
            sex is None
            or (age is None and key != "wlz")
            or (key != "wlz" and age is not None and age >= 400.5)
            or (key == "acz" and age is not None and age < 90.5)
            or any(value is None or value <= 0 for value in needed)
            or (oedema and key in ("waz", "wlz", "baz"))
        )
        if without_number:
            assert found.z is None and found.exact is None and found.flagged is None
        if found.z is None:
            assert found.reason
        else:
            assert found.exact is not None and found.reason is None
            assert math.isfinite(found.z) and abs(found.z - found.exact) < 0.0051
            assert found.flagged == is_flagged(key, found.z)  # type: ignore[arg-type] # its keys


@pytest.mark.parametrize("indicator", INDICATORS)
def test_flags_begin_beyond_the_limit_and_are_read_on_two_decimals(indicator: Indicator) -> None:
    limits = STANDARDS[indicator]
    for limit, outward in ((limits.flag_below, -1), (limits.flag_above, 1)):
        assert not is_flagged(indicator, limit - outward * 0.01)
        assert not is_flagged(indicator, limit)
        assert is_flagged(indicator, limit + outward * 0.01)
        x = x_for(indicator, 0.5)
        for beyond, flagged in ((0.004, False), (0.006, True)):
            value = value_at(indicator, "male", x, limit + outward * beyond)
            if value is None:
                continue
            z = z_of(indicator, "male", x, value)
            assert z is not None and is_flagged(indicator, round_z(z)) is flagged


@pytest.mark.parametrize(
    ("change", "indicator", "reason"),
    [
        ({"sex": None}, "wlz", why.NO_SEX),
        ({"age_days": None}, "waz", why.NO_AGE),
        ({"age_days": 400.5}, "laz", why.AGE_OVER),
        ({"age_days": 731}, "wlz", why.AGE_OVER),
        ({"age_days": 90.4}, "acz", why.MUAC_TOO_YOUNG),
        ({"weight_kg": None}, "baz", why.NO_WEIGHT),
        ({"weight_kg": 0}, "wlz", why.NOT_POSITIVE),
        ({"length_cm": None}, "wlz", why.NO_LENGTH),
        ({"length_cm": 44.99}, "wlz", why.LENGTH_UNDER),
        ({"length_cm": 110.01}, "wlz", why.LENGTH_OVER),
        ({"age_days": None, "standing": True}, "wlz", why.STANDING),
        ({"age_days": None, "length_cm": 87.0}, "wlz", why.STANDING),
        ({"head_cm": None}, "hcz", why.NO_HEAD),
        ({"muac_cm": None}, "acz", why.NO_MUAC),
        ({"oedema": True}, "waz", why.OEDEMA),
        ({"weight_kg": 1e308}, "waz", why.NOT_MEASURABLE),
    ],
)
def test_each_missing_z_says_why(change: dict[str, object], indicator: str, reason: str) -> None:
    found = getattr(all_scores(replace(GIRL, **change)), indicator)  # type: ignore[arg-type] # any field
    assert (found.z, found.reason) == (None, reason)


@pytest.mark.parametrize(
    ("change", "indicator"),
    [
        ({"age_days": 400.49}, "laz"),
        ({"age_days": 730}, "wlz"),
        ({"age_days": None}, "wlz"),
        ({"age_days": None, "length_cm": 86.99}, "wlz"),
        ({"age_days": None, "length_cm": 87.0, "standing": False}, "wlz"),
        ({"age_days": 90.5}, "acz"),
        ({"length_cm": 45.0}, "wlz"),
        ({"length_cm": 110.0}, "wlz"),
        ({"oedema": True}, "laz"),
        ({"oedema": True}, "hcz"),
        ({"oedema": True}, "acz"),
    ],
)
def test_at_the_limit_there_still_is_a_z(change: dict[str, object], indicator: str) -> None:
    assert getattr(all_scores(replace(GIRL, **change)), indicator).z is not None  # type: ignore[arg-type] # any field


def test_standing_adds_to_the_length_from_nine_months_on_only() -> None:
    def laz(age_days: float, standing: bool) -> float | None:
        return all_scores(replace(GIRL, age_days=age_days, standing=standing)).laz.exact

    assert laz(273, True) == laz(273, False)
    assert laz(274, True) != laz(274, False)
    assert laz(274, True) == score("laz", "female", y=59.7, age_days=274)


def test_a_fraction_of_a_day_counts_half_up() -> None:
    at_60 = score("waz", "male", y=5.0, age_days=60)
    assert score("waz", "male", y=5.0, age_days=59.5) == at_60
    assert score("waz", "male", y=5.0, age_days=60.49) == at_60
    assert score("waz", "male", y=5.0, age_days=60.5) != at_60


def test_a_negative_age_is_an_error_not_a_missing_value() -> None:
    with pytest.raises(ValueError, match="negative"):
        score("waz", "male", y=3.2, age_days=-1)
    with pytest.raises(ValueError, match="negative"):
        all_scores(replace(GIRL, age_days=-0.4))


@pytest.mark.parametrize("cut", [-2, -3])
def test_a_z_printed_as_the_cut_off_is_still_told_apart_unrounded(cut: int) -> None:
    """Below, at and above a cut-off: rules compare the unrounded z."""
    for indicator in INDICATORS:
        x = x_for(indicator, 0.6)
        values = [value_at(indicator, "female", x, cut + step) for step in (-0.003, 0, 0.003)]
        below, at, above = (z_of(indicator, "female", x, v) for v in values if v is not None)
        assert below is not None and at is not None and above is not None
        assert below < cut < above and at == pytest.approx(cut, abs=1e-9)
        assert {round_z(below), round_z(at), round_z(above)} == {float(cut)}
