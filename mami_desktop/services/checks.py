"""Checks of what was typed: each returns problems that point at the field."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from mami_desktop.errors import EntryError, Problem
from mami_desktop.growth.age import six_month_birthday
from mami_desktop.i18n import _
from mami_desktop.models import codes
from mami_desktop.services.entries import InfantEntry, MotherEntry

LONGEST_TEXT = 2000


def only_hard(problems: Iterable[Problem]) -> None:
    """Refuse the entry with its hard problems; soft ones never stop a save."""
    hard = [problem for problem in problems if problem.severity == "hard"]
    if hard:
        raise EntryError(hard)


def need(value: Any, where: str, text: str) -> list[Problem]:
    """A problem if a required value is missing."""
    missing = value is None or value == "" or value == ()
    return [Problem(text, where)] if missing else []


def one_of(value: str | None, allowed: Sequence[str], where: str) -> list[Problem]:
    """A problem if a code is not in its list; an empty value passes."""
    if value is None or value in allowed:
        return []
    return [Problem(_("“{value}” is none of the answers. Choose one.", value=value), where)]


def within(value: float | None, low: float, high: float, where: str) -> list[Problem]:
    """A problem if a number is outside its accepted range; an empty value passes."""
    if value is None or low <= value <= high:
        return []
    return [
        Problem(
            _("{value} is not possible. It lies between {low} and {high}.",
              value=value, low=low, high=high),
            where,
        )
    ]  # fmt: skip


def not_in_future(day: date | None, today: date, where: str) -> list[Problem]:
    """A problem if a day has not come yet."""
    if day is None or day <= today:
        return []
    return [Problem(_("This day has not come yet. Correct the date."), where)]


def not_too_long(entry: Any, names: Iterable[str]) -> list[Problem]:
    """Problems for texts of more than 2,000 characters."""
    text = _("This text is too long. Shorten it to {most} characters.", most=LONGEST_TEXT)
    return [Problem(text, name) for name in names if len(getattr(entry, name) or "") > LONGEST_TEXT]


def mother_problems(entry: MotherEntry, *, known: bool = False) -> list[Problem]:
    """Problems of the mother's facts; of a known mother nothing need be given again."""
    problems = []
    if not known:
        problems += need(
            (entry.caregiver_name or "").strip(),
            "caregiver_name",
            _("The name of the mother or carer is needed to find the pair again."),
        )
        problems += need(entry.caregiver_role, "caregiver_role", _("Say who cares for the infant."))
        problems += need(
            entry.mother_status, "mother_status", _("Say whether the mother is present.")
        )
    return [
        *problems,
        *one_of(entry.caregiver_role, codes.CAREGIVER_ROLES, "caregiver_role"),
        *one_of(entry.mother_status, codes.MOTHER_STATUSES, "mother_status"),
        *one_of(entry.phone_1_owner, codes.PHONE_OWNERS, "phone_1_owner"),
        *one_of(entry.resident_status, codes.RESIDENT_STATUSES, "resident_status"),
        *within(entry.travel_time_min, 0, 600, "travel_time_min"),
        *not_too_long(
            entry,
            (
                "caregiver_name",
                "father_or_head_name",
                "village",
                "house_landmark",
                "phone_1",
                "chw_name",
            ),  # fmt: skip
        ),
    ]


def infant_problems(
    entry: InfantEntry, today: date, *, complete: bool = True, known: bool = False
) -> list[Problem]:
    """Problems of the infant's facts. ``complete`` False: nothing is required (emergency slip)."""
    problems = []
    if complete and not known:
        problems += need(entry.sex, "sex", _("Sex is needed for growth charts."))
        problems += need(
            entry.date_of_birth, "date_of_birth", _("The date of birth is needed for the age.")
        )
        problems += need(
            entry.dob_precision, "dob_precision", _("Say how well the date of birth is known.")
        )
        problems += need(entry.birth_type, "birth_type", _("Say whether it is a twin."))
    if entry.birth_order is not None and entry.birth_type == "singleton":
        problems.append(Problem(_("Only a twin or triplet has an order of birth."), "birth_order"))
    return [
        *problems,
        *one_of(entry.sex, codes.SEXES, "sex"),
        *one_of(entry.dob_precision, codes.DOB_PRECISIONS, "dob_precision"),
        *one_of(entry.birth_type, codes.BIRTH_TYPES, "birth_type"),
        *one_of(entry.birth_weight_source, codes.BIRTH_WEIGHT_SOURCES, "birth_weight_source"),
        *one_of(entry.gest_source, codes.GEST_SOURCES, "gest_source"),
        *not_in_future(entry.date_of_birth, today, "date_of_birth"),
        *within(entry.birth_order, 1, 4, "birth_order"),
        *within(entry.birth_weight_g, 400, 6500, "birth_weight_g"),
        *within(entry.gest_weeks, 22, 45, "gest_weeks"),
        *not_too_long(entry, ("infant_name",)),
    ]


def age_problems(born_on: date | None, on: date, where: str) -> list[Problem]:
    """A contact must not be before birth, nor on or after the six-month birthday (6.6 no. 2)."""
    if born_on is None:
        return []
    if on < born_on:
        return [Problem(_("This day is before the birth. Correct one of the two dates."), where)]
    if on >= six_month_birthday(born_on):
        return [
            Problem(
                _(
                    "The infant was 6 months old by then. MAMI ends at 6 months: refer to care for"
                    " older children, or correct the date."
                ),
                where,
            )
        ]
    return []
