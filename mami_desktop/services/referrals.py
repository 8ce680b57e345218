"""Referral slips and their answers."""

from dataclasses import dataclass

from mami_desktop.services.entries import NewReferral, ReferralAnswer
from mami_desktop.services.register_file import Work


@dataclass(frozen=True)
class ReferralSaved:
    """The slip's number and keys."""

    referral_uid: str
    referral_no: str
    infant_uid: str


def issue_referral(work: Work, entry: NewReferral) -> ReferralSaved:
    """Save a slip; nothing about the pair need be known yet."""
    raise NotImplementedError


def enter_referral_answer(work: Work, answer: ReferralAnswer) -> None:
    """Save the counter-slip."""
    raise NotImplementedError
