"""Checks c07 to c13 of the monthly report: they look at single records and name those that fail."""

import difflib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from mami_desktop.growth.age import age_days
from mami_desktop.i18n import N_
from mami_desktop.pathway.facts import Book, Infant, Stint, Visit
from mami_desktop.pathway.tally_checks import Check, failed, passed, unjudged, with_records
from mami_desktop.pathway.tally_rows import on_roll_at_end
from mami_desktop.period import Period

OLDEST_OPEN_DAYS = 210
GHOST_DAYS = 35
JUMP_DAYS = 7
JUMP_PERCENT = 15
ROUND_WEIGHT_G = 500
DIGIT_SHARE_PERCENT = 40
DIGIT_CASES = 20
DUPLICATE_DAYS = 3
SIMILAR_WORD = 0.75

RANGES = {"weight_g": (500, 12000), "length_mm": (300, 800), "head_mm": (200, 500)}
MUAC_MM, EARLY_MUAC_MM, MUAC_FROM_DAYS = (50, 200), (40, 160), 42
PLAUSIBLE_Z = {"waz": (-6, 5), "laz": (-6, 6), "wlz": (-5, 5)}
"""Plausible z of the WHO Anthro software; outside it is flagged, never dropped."""


def check_records(book: Book, period: Period) -> list[Check]:
    """c07 to c13 in their order."""
    visits = [v for v in book.visits if period.contains(v.visit_on)]
    touched = [s for s in book.stints if _touches(s, period)]
    return [
        _exits_whole(book, period),
        _no_ghosts(book, period),
        _dates_in_order(book, touched),
        _measurements(book, visits),
        _digits(visits),
        _duplicates(book, period),
        _first_visits(book, touched, visits),
    ]


def _touches(stint: Stint, period: Period) -> bool:
    """On the roll at some time of the month, or beginning or ending in it."""
    stays = stint.started_on <= period.last_on and (
        stint.ended_on is None or stint.ended_on >= period.first_on
    )
    return stays or period.contains(stint.started_on) or period.contains(stint.ended_on)


def _exits_whole(book: Book, period: Period) -> Check:
    last = period.last_on
    half = [
        s.enrolment_uid
        for s in book.stints
        if s.started_on <= last and (s.ended_on is None) != (s.exit_code is None)
    ]
    old = [
        e.uid
        for e in book.enrolments.values()
        if e.enrolled_on <= last
        and (e.outcome_on is None or e.outcome_on > last)
        and age_days(book.infants[e.infant_uid].born_on, last) > OLDEST_OPEN_DAYS
    ]
    return with_records(
        "c07",
        "warn",
        "enrolment",
        list(dict.fromkeys(half + old)),
        N_("Every exit has its date and outcome, and nobody stayed on past seven months."),
        N_("Without date or outcome of the exit, or open past 210 days of age: {n}."),
    )


def _no_ghosts(book: Book, period: Period) -> Check:
    """c08: on the roll, but no visit made and no appointment that stood in the last 35 days."""
    since = period.last_on - timedelta(days=GHOST_DAYS)

    def recent(day: date) -> bool:
        return since < day <= period.last_on

    ghosts = [
        s.enrolment_uid
        for s in on_roll_at_end(book, period)
        if not any(v.seen and recent(v.visit_on) for v in book.visits_of[s.enrolment_uid])
        and not any(
            a.status == "booked" and recent(a.scheduled_on)
            for a in book.appointments_of[s.enrolment_uid]
        )
    ]
    return with_records(
        "c08",
        "warn",
        "enrolment",
        ghosts,
        N_("Everybody on the roll was seen or expected in the last 35 days."),
        N_("On the roll, but neither seen nor expected in the last 35 days: {n}."),
    )


def _dates_in_order(book: Book, touched: list[Stint]) -> Check:
    wrong = [
        s.enrolment_uid
        for s in touched
        if (s.ended_on is not None and s.ended_on < s.started_on)
        or s.started_on < book.infant(s.enrolment_uid).born_on
    ]
    return with_records(
        "c09",
        "block",
        "enrolment",
        wrong,
        N_("No exit lies before its entry, and no entry before birth."),
        N_("With an exit before the entry, or an entry before birth: {n}."),
    )


def _measurements(book: Book, visits: list[Visit]) -> Check:
    wrong = [v.uid for v in visits if _out_of_range(book, v) or _jumps(book, v)]
    return with_records(
        "c10",
        "warn",
        "visit",
        wrong,
        N_("All measurements are possible, and no weight jumped within a week."),
        N_("Visits with a measurement hardly possible, or a weight that jumped: {n}."),
    )


def _out_of_range(book: Book, visit: Visit) -> bool:
    born_on = book.infants[visit.infant_uid].born_on
    early = age_days(born_on, visit.visit_on) < MUAC_FROM_DAYS
    ranges = {**RANGES, "muac_mm": EARLY_MUAC_MM if early else MUAC_MM, **PLAUSIBLE_Z}
    for name, (low, high) in ranges.items():
        value = getattr(visit, name)
        if value is not None and not low <= value <= high:
            return True
    return False


def _jumps(book: Book, visit: Visit) -> bool:
    """More than 15 % off a weight taken at most 7 days earlier."""
    if visit.weight_g is None or visit.enrolment_uid is None:
        return False
    for earlier in book.visits_of[visit.enrolment_uid]:
        days = (visit.visit_on - earlier.visit_on).days
        before = (days, earlier.visit_no or 0) > (0, visit.visit_no or 0) or days > 0
        if earlier.weight_g is None or earlier is visit or not before or days > JUMP_DAYS:
            continue
        if 100 * abs(visit.weight_g - earlier.weight_g) > JUMP_PERCENT * earlier.weight_g:
            return True
    return False


def _digits(visits: list[Visit]) -> Check:
    """c11: too many weights on a whole or half kilogram."""
    weighed = [v for v in visits if v.weight_g is not None]
    rounds = [v for v in weighed if (v.weight_g or 0) % ROUND_WEIGHT_G == 0]
    values = {"rounds": len(rounds), "weights": len(weighed)}
    if len(weighed) < DIGIT_CASES:
        text = N_("{weights} weights in this month: too few to judge how they were read.")
        return unjudged("c11", "info", text, **values)
    if 100 * len(rounds) > DIGIT_SHARE_PERCENT * len(weighed):
        text = N_(
            "{rounds} of {weights} weights end on a whole or half kilogram. Is the scale read?"
        )
        return failed("c11", "info", text, **values)
    text = N_("{rounds} of {weights} weights end on a whole or half kilogram.")
    return passed("c11", "info", text, **values)


def _duplicates(book: Book, period: Period) -> Check:
    """c12: those who came this month against everybody near in birth, of one sex and village."""
    groups: defaultdict[tuple[str, str], list[Infant]] = defaultdict(list)
    for uid in dict.fromkeys(e.infant_uid for e in book.enrolments.values()):
        infant = book.infants[uid]
        village = _plain(book.mothers[infant.mother_uid].village)
        if village:
            groups[infant.sex, village].append(infant)
    came = {
        book.enrolments[s.enrolment_uid].infant_uid: s.enrolment_uid
        for s in book.stints
        if s.seq == 1 and period.contains(s.started_on)
    }
    doubtful = []
    for infant_uid, enrolment_uid in came.items():
        infant = book.infants[infant_uid]
        village = _plain(book.mothers[infant.mother_uid].village)
        if any(_alike(book, infant, other) for other in groups[infant.sex, village]):
            doubtful.append(enrolment_uid)
    return with_records(
        "c12",
        "warn",
        "enrolment",
        doubtful,
        N_("Nobody who came this month looks like another pair."),
        N_("Very much like another pair (sex, village, birth, mother's name): {n}."),
    )


def _alike(book: Book, one: Infant, other: Infant) -> bool:
    if one.uid == other.uid or abs((one.born_on - other.born_on).days) > DUPLICATE_DAYS:
        return False
    if one.mother_uid == other.mother_uid:
        return "singleton" in (one.birth_type, other.birth_type)
    mine, theirs = (_words(book.mothers[i.mother_uid].caregiver_name) for i in (one, other))
    return _same_person(mine, theirs)


def _same_person(mine: list[str], theirs: list[str]) -> bool:
    """Whether each word of the shorter name has a word like it in the other; an initial is like
    every word that begins with it."""
    shorter, longer = sorted((mine, theirs), key=len)
    rest = list(longer)
    for word in shorter:
        found = next((candidate for candidate in rest if _like(word, candidate)), None)
        if found is None:
            return False
        rest.remove(found)
    return bool(shorter)


def _like(word: str, other: str) -> bool:
    if len(word) == 1 or len(other) == 1:
        return word[0] == other[0]
    return difflib.SequenceMatcher(None, word, other).ratio() >= SIMILAR_WORD


def _words(name: str | None) -> list[str]:
    """The words of a name, whole ones first, without accents, case and dots."""
    words = _plain(name).replace(".", " ").split()
    return sorted(words, key=len, reverse=True)


def _plain(name: str | None) -> str:
    """A name without accents, case and double blanks."""
    letters = unicodedata.normalize("NFKD", name or "")
    kept = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join(kept.casefold().split())


def _first_visits(book: Book, touched: list[Stint], visits: Iterable[Visit]) -> Check:
    missing = [
        uid
        for uid in dict.fromkeys(s.enrolment_uid for s in touched)
        if book.first_visit(uid) is None
    ]
    stray = [v.uid for v in visits if v.enrolment_uid is None and v.kind == "enrolment"]
    if stray and not missing:
        text = N_("First visits in this month without an enrolment: {n}.")
        check = failed("c13", "warn", text, n=len(stray))
        return Check(check.id, "warn", False, check.sentence, kind="visit", ids=tuple(stray))
    return with_records(
        "c13",
        "warn",
        "enrolment",
        missing,
        N_("Every enrolment has its first visit."),
        N_("Enrolments without a first visit (visit 0): {n}."),
    )
