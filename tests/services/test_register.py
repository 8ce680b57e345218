"""The list of the register and the global search."""

from datetime import date

import pytest

from mami_desktop.services.enrolment import enrol_infant
from mami_desktop.services.entries import NewOutcome, NewReferral
from mami_desktop.services.outcomes import close_enrolment
from mami_desktop.services.people import correct_mother
from mami_desktop.services.referrals import issue_referral
from mami_desktop.services.register import (
    SORTS,
    RegisterFilter,
    find_pairs,
    register_page,
    register_rows,
)
from mami_desktop.services.strikes import strike_enrolment
from mami_desktop.services.visits import record_visit
from tests.services.pairs import (
    SIGNS_A,
    both_databases,
    follow_up,
    infant_entry,
    mother_entry,
    new_enrolment,
    seen,
)

pytestmark = both_databases


def enrol(register, actor, name, mother="Mother Example", village="Village Hill", **changes):
    entry = new_enrolment(
        infant_entry(infant_name=name),
        mother_entry(caregiver_name=mother, village=village, phone_1=None),
        **changes,
    )
    with register.saving(actor) as work:
        return enrol_infant(work, entry)


def page(register, **wanted):
    with register.reading() as work:
        return register_page(work, RegisterFilter(**wanted))


def names(found):
    return [row.infant_name for row in getattr(found, "rows", found)]


@pytest.fixture
def book(register, nurse, in_charge, clock):
    """Four lines: on the roll and late, on the roll, left, struck out."""
    delta = enrol(register, nurse, "Delta Example", next_visit_on=date(2026, 10, 20))
    clock.advance(days=1)
    enrol(register, nurse, "Echo Example", main_reason="r_mat_hiv", village="Village River")
    whiskey = enrol(register, nurse, "Whiskey Example")
    yankee = enrol(register, nurse, "Yankee Example", next_visit_on=date(2026, 10, 26))
    with register.saving(in_charge) as work:
        strike_enrolment(work, whiskey.enrolment_uid, "typed twice")
    clock.advance(days=10)
    with register.saving(nurse) as work:
        answers = {**SIGNS_A, "gr_weight_g": 5200, "fd_type": "bf_plus_water"}
        record_visit(work, follow_up(yankee.enrolment_uid, answers, book_next=False))
        close_enrolment(
            work,
            NewOutcome(
                yankee.enrolment_uid, "graduated", date(2026, 10, 26), linked_to="gmp",
                confirmed_by="seen",
            ),
        )  # fmt: skip
    return {"delta": delta, "yankee": yankee, "whiskey": whiskey}


def test_a_line_has_what_the_left_page_shows(register, book):
    late = next(row for row in page(register).rows if row.infant_name == "Delta Example")
    assert (late.serial_no, late.mami_no) == (1, "EX01/2026/0001")
    assert (late.enrolled_on, late.village, late.sex) == (
        date(2026, 10, 15), "Village Hill", "female",
    )  # fmt: skip
    assert late.age_days == 55
    assert (late.level, late.level_on) == ("moderate", date(2026, 10, 15))
    assert late.weight_in_g == 4800
    assert late.waz_in is not None
    assert (late.days_late, late.next_visit_on, late.status) == (6, None, "on_roll")
    assert late.weight_out_g is None


def test_private_reasons_are_not_named(register, book):
    reasons = {row.infant_name: row.main_reason for row in page(register).rows}
    assert reasons["Echo Example"] == "private_mother"
    assert reasons["Delta Example"] == "r_mat_nut"


def test_the_right_page_shows_how_it_ended(register, book):
    (gone,) = page(register, status="left").rows
    assert (gone.outcome, gone.outcome_on, gone.linked_to) == (
        "graduated", date(2026, 10, 26), "gmp",
    )  # fmt: skip
    assert (gone.weight_out_g, gone.waz_out is None) == (5200, False)
    assert gone.days_in_care == 10
    assert gone.gain_g_kg_day == pytest.approx(1000 * 400 / (4800 * 10))
    assert gone.next_visit_on is None


def test_chips_count_lines_and_struck_lines_stay_readable(register, book):
    found = page(register)
    assert (found.counts.on_roll, found.counts.left, found.counts.struck) == (2, 1, 1)
    assert (found.counts.all, found.counts.at_inpatient, found.total) == (3, 0, 3)
    assert names(found) == ["Whiskey Example", "Echo Example", "Delta Example"]
    assert [row.struck for row in found.rows] == [True, False, False]
    assert found.rows[0].level is None
    without = page(register, include_struck=False)
    assert (names(without), without.total) == (["Echo Example", "Delta Example"], 2)
    assert len(page(register, status="all").rows) == 4


def test_at_inpatient_is_a_status_of_its_own(register, book, nurse):
    with register.saving(nurse) as work:
        issue_referral(
            work,
            NewReferral("inpatient_sc", "within_24h", enrolment_uid=book["delta"].enrolment_uid),
        )
    away = page(register, status="at_inpatient")
    assert (names(away), away.counts.on_roll) == (["Delta Example"], 1)
    assert away.rows[0].days_late == 0


def test_filters_and_sorting_are_done_in_the_database(register, book):
    assert names(page(register, text="river")) == ["Echo Example"]
    assert names(page(register, enrolled_to=date(2026, 10, 15))) == ["Delta Example"]
    assert names(page(register, enrolled_from=date(2026, 10, 16), include_struck=False)) == [
        "Echo Example"
    ]
    assert names(page(register, levels=("high",))) == []
    assert names(page(register, status="all", sort="infant_name")) == [
        "Delta Example", "Echo Example", "Whiskey Example", "Yankee Example",
    ]  # fmt: skip
    assert names(page(register, status="all", sort="-outcome_on"))[0] in (
        "Yankee Example", "Whiskey Example",
    )  # fmt: skip
    with register.reading() as work:
        everything = RegisterFilter(status="all", sort="serial_no")
        assert names(register_rows(work, everything, limit=2, offset=1)) == [
            "Echo Example", "Whiskey Example",
        ]  # fmt: skip


def test_every_column_sorts_both_ways(register, book):
    for column in SORTS:
        for sort in (column, f"-{column}"):
            assert len(page(register, status="all", sort=sort).rows) == 4
    oldest_first = page(register, status="all", sort="-age_days")
    assert oldest_first.rows[0].date_of_birth == min(row.date_of_birth for row in oldest_first.rows)


def hits(register, text):
    with register.reading() as work:
        return [hit.infant_name for hit in find_pairs(work, text)]


def test_search_finds_by_every_word_whatever_case_and_accent(register, nurse):
    enrol(register, nurse, "Zoé Example", "Amélie Kouassi", "Village Étang")
    enrol(register, nurse, "Zulu Example", "Mother Z. Example")
    assert hits(register, "zoe KOUASSI") == ["Zoé Example"]
    assert hits(register, "ETANG") == ["Zoé Example"]
    assert hits(register, "zulu kouassi") == []
    assert hits(register, "  ") == []


def test_search_takes_percent_and_underscore_as_they_are(register, nurse):
    enrol(register, nurse, "Alpha 100% Example")
    enrol(register, nurse, "Bravo_Example")
    assert hits(register, "100%") == ["Alpha 100% Example"]
    assert hits(register, "o_e") == ["Bravo_Example"]
    assert hits(register, "%%%%") == []


def test_search_finds_numbers_and_phones(register, nurse):
    first = enrol(register, nurse, "Alpha Example", paper_no="Book 3/977")
    enrol(register, nurse, "Bravo Example")
    with register.saving(nurse) as work:
        new_phone = mother_entry(phone_1="0700 867 017")
        correct_mother(work, first.mother_uid, new_phone, reason="new phone", row_version=1)
        slip = issue_referral(work, NewReferral("opd", "routine", infant_uid=first.infant_uid))
    assert hits(register, "book 3/977") == ["Alpha Example"]
    assert hits(register, "0700867017") == ["Alpha Example"]
    assert hits(register, "0700 867 017") == ["Alpha Example"]
    assert hits(register, slip.referral_no) == ["Alpha Example"]
    assert hits(register, "EX01/2026/0001") == ["Bravo Example"]


def test_search_lists_the_exact_number_first_and_those_who_left_last(register, book):
    assert hits(register, "example")[-1] == "Yankee Example"
    assert hits(register, "1")[0] == "Delta Example"
    with register.reading() as work:
        (left,) = find_pairs(work, "yankee")
    assert (left.status, left.mami_no, left.level) == ("left", "EX01/2026/0004", "moderate")


def test_search_forgives_a_slip_in_spelling(register, book):
    assert hits(register, "yanke exampel") == ["Yankee Example"]
    assert hits(register, "qqqqqq") == []


def test_search_finds_those_who_were_not_enrolled(register, nurse):
    with register.saving(nurse) as work:
        issue_referral(
            work,
            NewReferral(
                "inpatient_sc", "emergency", infant=infant_entry(infant_name="Golf Example"),
                answers=seen().answers,
            ),
        )  # fmt: skip
        (hit,) = find_pairs(work, "golf")
    assert (hit.status, hit.enrolment_uid, hit.mami_no) == ("not_enrolled", None, None)


def test_search_shows_an_infant_once_and_on_the_roll_though_it_left_that_very_day(register, nurse):
    with register.saving(nurse) as work:
        first = enrol_infant(work, new_enrolment())
        close_enrolment(
            work, NewOutcome(first.enrolment_uid, "early_discharge_ok", date(2026, 10, 15))
        )
        again = enrol_infant(work, new_enrolment(infant_uid=first.infant_uid))
        (hit,) = find_pairs(work, "bravo")
    assert (hit.status, hit.mami_no) == ("on_roll", again.mami_no)
