"""What the pair bar shows about an infant and the mother or carer."""

from dataclasses import dataclass, field
from datetime import date

from mami_desktop.views.theme_tokens import LevelName


@dataclass(frozen=True)
class PairFacts:
    """``known_from``: how the date of birth is known, e.g. "card", or "about" for an estimate.

    ``next_visit_days``: days until the next visit, negative when it is late.
    ``carer_word`` is mother, grandmother, ...; ``carer_note`` follows in small, e.g. "first baby".
    ``twins``: (name, arguments for desk.go("pair", ...)) of the other infants of this birth.
    """

    infant_name: str
    sex: str | None = None
    born_on: date | None = None
    age_days: int | None = None
    age_months: int | None = None
    corrected_age_days: int | None = None
    birth_estimated: bool = False
    known_from: str = ""
    mami_no: str = ""
    carer_name: str = ""
    carer_word: str = ""
    carer_age: int | None = None
    village: str = ""
    phone: str = ""
    carer_note: str = ""
    level: LevelName | None = None
    next_visit_on: date | None = None
    next_visit_days: int | None = None
    twins: tuple[tuple[str, dict[str, str]], ...] = field(default=())
