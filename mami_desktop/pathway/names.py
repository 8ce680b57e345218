"""Names the program and a pathway file share: core items, and values worked out by the program."""

from dataclasses import dataclass
from typing import Literal

CORE: dict[str, str] = {
    "contact_on": "date",
    "date_of_birth": "date",
    "sex": "choice",
    "gestation_weeks": "dec",
    "birth_weight_g": "int",
    "birth_type": "choice",
    "mother_status": "choice",
    "caregiver_role": "choice",
    "immunisation": "choice",
    "oedema": "choice",
    "weight_g": "int",
    "second_weight_g": "int",
    "length_mm": "int",
    "muac_mm": "int",
    "head_mm": "int",
    "feeding_type": "choice",
    "suckling": "choice",
    "mother_muac_mm": "int",
    "screening_total": "calc",
}
"""Items the program's own logic needs, and their kind; a pathway without one of them is refused."""

CORE_CODES = {"sex": ("female", "male"), "oedema": ("none",)}
"""Codes of core items that the program itself reads."""

NOTICES_ONLY = ("level", "treatment")
"""Derived values that exist only once the level is known."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A value the program works out for conditions to read."""

    kind: Literal["number", "text", "bool"]
    needs: tuple[str, ...]
    """Core items it is worked out from."""
    decimals: int = 0
    label: str = ""


_AGE = ("date_of_birth",)
_Z_AGE = ("date_of_birth", "gestation_weeks", "sex")

DERIVED = {
    "age_d": Derived("number", _AGE, label="age in completed days"),
    "age_m": Derived("number", _AGE, label="age in completed calendar months"),
    "corrected_age_d": Derived("number", (*_AGE, "gestation_weeks"), label="corrected age in days"),
    "waz": Derived("number", (*_Z_AGE, "weight_g", "oedema"), 2, "weight-for-age z"),
    "laz": Derived("number", (*_Z_AGE, "length_mm"), 2, "length-for-age z"),
    "wlz": Derived("number", ("sex", "weight_g", "length_mm", "oedema"), 2, "weight-for-length z"),
    "waz_drop": Derived("number", (*_Z_AGE, "weight_g", "oedema"), 2, "fall of weight-for-age z"),
    "fall_pct": Derived("number", (*_AGE, "weight_g"), 1, "fall in % of the highest recent weight"),
    "second_fall_pct": Derived(
        "number", (*_AGE, "second_weight_g"), 1, "the same by the second weighing"
    ),
    "birth_loss_pct": Derived(
        "number", (*_AGE, "weight_g", "birth_weight_g"), 1, "loss in % of birth weight"
    ),
    "gain_last_g": Derived("number", (*_AGE, "weight_g"), 0, "gain since a weight 5 days old"),
    "gain_before_g": Derived("number", _AGE, 0, "gain in the 5 days or more before that"),
    "gain_g_day": Derived("number", (*_AGE, "weight_g"), 1, "gain per day over 7 days or more"),
    "gain_before_g_day": Derived("number", _AGE, 1, "gain per day over the 7 days or more before"),
    "gain_before_age_d": Derived("number", _AGE, 0, "age at the end of that earlier interval"),
    "last_gain_g_day": Derived("number", (*_AGE, "weight_g"), 1, "gain per day since last weight"),
    "last_gain_g_kg_day": Derived("number", (*_AGE, "weight_g"), 1, "the same per kilogram"),
    "waz_plain": Derived(
        "number", (*_AGE, "sex", "weight_g", "oedema"), 2, "weight-for-age z by age since birth"
    ),
    "laz_plain": Derived(
        "number", (*_AGE, "sex", "length_mm"), 2, "length-for-age z by age since birth"
    ),
    "level": Derived("text", (), label="the level of the pair, for notices only"),
    "treatment": Derived("bool", (), label="a treatment is proposed, for notices only"),
    "slow_twice": Derived("bool", (), label="slow at two visits running, told by the register"),
    "days_overdue": Derived("number", (), label="days after the due date, told by the register"),
}
"""Names a condition may read beside items, parameters and named conditions."""
