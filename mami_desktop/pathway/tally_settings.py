"""What a facility sets for its monthly report."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from mami_desktop.pathway.tally_numbers import rounded

U6M_SHARE_PERCENT = 2
"""Infants under 6 months among the whole population, where their number is not known."""


@dataclass(frozen=True)
class TallySettings:
    """What a facility sets for its report; None is "not set".

    ``denominator`` is the row the outcome rates are taken of; it is printed under the table.
    """

    denominator: Literal["m11_discharges", "m15_total_out"] = "m11_discharges"
    u6m_population: int | None = None
    population: int | None = None
    expected_caseload_12m: int | None = None
    maternal_muac_cut: int = 230
    due_day: int = 5

    @property
    def infants_under_6m(self) -> int | None:
        """Infants under 6 months in the catchment: as set, else 2 % of the population."""
        if self.u6m_population is not None:
            return self.u6m_population
        if self.population is None:
            return None
        return int(rounded(Fraction(self.population * U6M_SHARE_PERCENT, 100), 0))
