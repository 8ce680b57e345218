"""What the mother's answers about her wellbeing say for the tallies: screened, positive, total."""

from collections.abc import Mapping
from typing import Any, NamedTuple

PHQ_ITEMS = tuple(f"mh_phq{number}" for number in range(1, 10))
"""The nine items of the PHQ-9, 0 to 3 each (Kroenke and colleagues)."""

DEFAULT_CUTOFFS = (5, 10, 20)
"""Counsel, moderate, prompt referral (PHQ-9 bands); parameter mh_cutoffs."""

NOT_HERE = frozenset({"dead", "alive_absent"})
"""States of the mother that close every question about her."""


class Wellbeing(NamedTuple):
    """``phq_total`` is the sum of the answered items; None when none was answered."""

    screened: bool
    positive: bool
    phq_total: int | None


def wellbeing(
    answers: Mapping[str, Any],
    mother_status: str | None,
    cutoffs: tuple[int, ...] = DEFAULT_CUTOFFS,
) -> Wellbeing:
    """Judge plain ``answers`` (item id to value; not assessed = absent or None) of one visit.

    *Positive*: the answered PHQ items or the score of another tool reach the second cut-off,
    thoughts of self-harm, fear of harming the infant, or psychosis. *Screened*: positive, or the
    total counts as assessed (all nine answered, or the first two with a sum under 3), or another
    tool's score was given. Answers closed by the mother's absence or her refusal are ignored.
    """
    if mother_status in NOT_HERE:
        return Wellbeing(False, False, None)
    may_ask = answers.get("mh_ok_to_ask") is not False
    phq = [answers.get(item) if may_ask else None for item in PHQ_ITEMS]
    other = answers.get("mh_other_score") if may_ask else None
    answered = [score for score in phq if score is not None]
    total = sum(answered) if answered else None
    positive = (
        (total is not None and total >= cutoffs[1])
        or (other is not None and other >= cutoffs[1])
        or (phq[8] is not None and phq[8] >= 1)
        or answers.get("mh_harm_infant") is True
        or answers.get("mh_psychosis") is True
    )
    first, second = phq[0], phq[1]
    short_form = first is not None and second is not None and first + second < 3
    assessed = len(answered) == len(phq) or short_form
    return Wellbeing(positive or assessed or other is not None, positive, total)
