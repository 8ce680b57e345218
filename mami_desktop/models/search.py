"""Searching pairs: one normalised text per infant, searched with LIKE for every word."""

import re
import unicodedata
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from mami_desktop.models.entities import enrolment, infant, mother, referral

_ACCENTS = re.compile("[\N{COMBINING GRAVE ACCENT}-\N{COMBINING LATIN SMALL LETTER X}]")


def normalised(text: str) -> str:
    """Casefolded, without accents, blanks run together: the same for what is stored and sought."""
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return " ".join(unicodedata.normalize("NFKC", plain).casefold().split())


def words_of(text: str) -> list[str]:
    """The words of a search; the blanks inside a telephone number are no gaps."""
    if re.fullmatch(r"[\d\s+()./-]{6,}", text.strip()) and "/" not in text:
        return [re.sub(r"\D", "", text)]
    return normalised(text).split()


def holds_every_word(column: ColumnElement[Any], text: str) -> ColumnElement[bool]:
    """The condition that ``column`` (a search_text) holds every word; true for an empty text."""
    return and_(True, *(column.contains(word, autoescape=True) for word in words_of(text)))


def search_text_of(session: Session, facility_uid: str, infant_uid: str) -> str:
    """Names, numbers, village and phones of an infant and its mother, as searched."""
    pair = session.execute(_pair(facility_uid, infant_uid)).one()
    numbers = session.execute(
        select(enrolment.c.mami_no, enrolment.c.previous_mami_no).where(
            enrolment.c.facility_uid == facility_uid, enrolment.c.infant_uid == infant_uid
        )
    ).all()
    slips = session.execute(
        select(referral.c.referral_no).where(
            referral.c.facility_uid == facility_uid, referral.c.infant_uid == infant_uid
        )
    ).all()
    digits = re.sub(r"\D", "", pair.phone_1 or "")
    parts = [*pair, digits, *(no for row in numbers for no in row), *(row[0] for row in slips)]
    return " ".join(dict.fromkeys(normalised(part) for part in parts if part))


def _pair(facility_uid: str, infant_uid: str) -> Select[Any]:
    return (
        select(
            infant.c.infant_name,
            mother.c.caregiver_name,
            mother.c.father_or_head_name,
            mother.c.village,
            mother.c.house_landmark,
            mother.c.phone_1,
        )
        .join(
            mother,
            and_(
                mother.c.facility_uid == infant.c.facility_uid,
                mother.c.mother_uid == infant.c.mother_uid,
            ),
        )
        .where(infant.c.facility_uid == facility_uid, infant.c.infant_uid == infant_uid)
    )


def infants_touched(
    facility_uid: str, *, infant_uid: str | None = None, mother_uid: str | None = None
) -> Select[tuple[str]]:
    """The infants whose search text a change of this infant or mother touches."""
    return select(infant.c.infant_uid).where(
        infant.c.facility_uid == facility_uid,
        or_(infant.c.infant_uid == infant_uid, infant.c.mother_uid == mother_uid),
    )
