"""The global search: pairs whose search text holds every word, best first."""

import difflib
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session

from mami_desktop.models.entities import enrolment, infant, mother, visit
from mami_desktop.models.queries.shared import LEFT, same, stands, status_of_enrolment
from mami_desktop.models.search import holds_every_word, words_of

CLOSE_ENOUGH = 0.75
"""How alike two words must be, from 0 to 1, for one to be a misspelling of the other."""

SHORTEST_GUESSED = 3


def pair_hits(session: Session, facility_uid: str, text: str, limit: int) -> Sequence[Row[Any]]:
    """Hits with the infant's latest enrolment; those who left come last."""
    latest = (
        select(
            enrolment.c.facility_uid,
            enrolment.c.infant_uid,
            func.max(enrolment.c.enrolled_on).label("enrolled_on"),
        )
        .where(stands(enrolment))
        .group_by(enrolment.c.facility_uid, enrolment.c.infant_uid)
        .subquery()
    )
    status = status_of_enrolment().label("status")
    any_enrolment = enrolment.alias("any_enrolment")
    exact = exists().where(
        same(any_enrolment, infant, "infant_uid"),
        or_(
            any_enrolment.c.mami_no_key == text.strip().casefold(),
            *_serial(any_enrolment, text),
        ),
    )
    return session.execute(
        select(
            infant.c.infant_uid,
            infant.c.mother_uid,
            infant.c.infant_name,
            infant.c.sex,
            infant.c.date_of_birth,
            mother.c.caregiver_name,
            mother.c.caregiver_role,
            mother.c.village,
            enrolment.c.enrolment_uid,
            enrolment.c.mami_no,
            enrolment.c.outcome_on,
            enrolment.c.current_level,
            enrolment.c.current_in_depth,
            status,
        )
        .select_from(infant)
        .join(mother, same(mother, infant, "mother_uid"))
        .outerjoin(latest, same(latest, infant, "infant_uid"))
        .outerjoin(
            enrolment,
            and_(
                same(enrolment, latest, "infant_uid", "enrolled_on"),
                stands(enrolment),
            ),
        )
        .where(
            infant.c.facility_uid == facility_uid,
            stands(infant),
            holds_every_word(infant.c.search_text, text),
        )
        .order_by(
            case((exact, 0), else_=1),
            case((status_of_enrolment() == LEFT, 1), else_=0),
            _place_of_word(text),
            infant.c.search_text,
            infant.c.infant_uid,
        )
        .limit(limit)
    ).all()


def spelled_alike(session: Session, facility_uid: str, text: str) -> str | None:
    """``text`` with each unknown word replaced by the word of the register most like it.

    None if a word is too short to guess or like nothing.
    """
    sought = words_of(text)
    if not sought or any(len(word) < SHORTEST_GUESSED for word in sought):
        return None
    texts = session.scalars(
        select(infant.c.search_text).where(infant.c.facility_uid == facility_uid)
    )
    known = {word for line in texts for word in line.split()}
    guessed = []
    for word in sought:
        near = [one for one in known if abs(len(one) - len(word)) <= 2]
        alike = difflib.get_close_matches(word, near, n=1, cutoff=CLOSE_ENOUGH)
        if not alike:
            return None
        guessed += alike
    return " ".join(guessed)


def levels_of_not_enrolled(
    session: Session, facility_uid: str, infant_uids: Sequence[str]
) -> dict[str, tuple[str | None, bool, date]]:
    """Level, in-depth mark and day of the last assessment of infants without an enrolment."""
    found = session.execute(
        select(visit.c.infant_uid, visit.c.level, visit.c.chosen_level, visit.c.in_depth,
               visit.c.visit_on)
        .where(
            visit.c.facility_uid == facility_uid,
            visit.c.infant_uid.in_(infant_uids),
            visit.c.enrolment_uid.is_(None),
            stands(visit),
        )
        .order_by(visit.c.visit_on)
    )  # fmt: skip
    return {
        row.infant_uid: (row.chosen_level or row.level, bool(row.in_depth), row.visit_on)
        for row in found
    }


def _serial(table: Any, text: str) -> list[ColumnElement[bool]]:
    digits = text.strip()
    return [table.c.serial_no == int(digits)] if digits.isdecimal() and len(digits) < 7 else []


def _place_of_word(text: str) -> ColumnElement[int]:
    """The infant's name stands first in the search text, so a beginning there is the best hit."""
    words = words_of(text)
    if not words:
        return case((infant.c.search_text == "", 0), else_=0)
    begins = infant.c.search_text.startswith(words[0], autoescape=True)
    inside = infant.c.search_text.contains(f" {words[0]}", autoescape=True)
    return case((begins, 0), (inside, 1), else_=2)
