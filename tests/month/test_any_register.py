"""Whatever a register holds, its months balance and each begins as the one before it ended."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from mami_desktop.pathway.tally import month_report
from mami_desktop.pathway.tally_checks import Standing, printed
from mami_desktop.pathway.tally_settings import TallySettings
from mami_desktop.period import month_of
from tests.month.making import Making, check_of

FIRST = date(2026, 1, 1)
EXITS = [
    "graduated",
    "early_discharge_ok",
    "died",
    "defaulted",
    "completed_not_ok",
    "non_response",
    "transferred_mami",
    "left_area",
    "withdrew",
    "entered_in_error",
]
BACK = {
    "transferred_inpatient": "return_from_inpatient",
    "defaulted": "return_after_default",
    "left_area": "return_after_default",
    "withdrew": "return_after_default",
}
ENTRIES = ["new", "relapse", "step_down_inpatient", "transfer_in_mami"]
REASONS = ["r_waz", "r_feeding", "r_other"]


@st.composite
def stays(draw: st.DrawFn) -> list[tuple[str, str, str | None, str | None]]:
    """Up to three stints that follow each other as the register allows."""
    day = FIRST + timedelta(days=draw(st.integers(0, 150)))
    found: list[tuple[str, str, str | None, str | None]] = []
    entry = draw(st.sampled_from(ENTRIES))
    while True:
        length = draw(st.none() | st.integers(0, 70))
        if length is None:
            return [*found, (entry, day.isoformat(), None, None)]
        ended = day + timedelta(days=length)
        code = draw(st.sampled_from([*EXITS, "transferred_inpatient"]))
        found.append((entry, day.isoformat(), code, ended.isoformat()))
        if len(found) == 3 or code not in BACK or draw(st.booleans()):
            return found
        entry, day = BACK[code], ended + timedelta(days=draw(st.integers(0, 60)))


@st.composite
def registers(draw: st.DrawFn) -> Making:
    book = Making()
    for _pair in range(draw(st.integers(0, 8))):
        book.pair(
            draw(st.sampled_from(["female", "male"])),
            *draw(stays()),
            age_months=draw(st.integers(0, 5)),
            main_reason=draw(st.sampled_from(REASONS)),
        )
    return book


@settings(max_examples=80, deadline=None)
@given(registers())
def test_months_balance_and_continue(book: Making) -> None:
    facts, end = book.facts(), None
    period = month_of(FIRST - timedelta(days=1))
    for _month in range(10):
        report = month_report(facts, period, TallySettings(), Standing(today=period.last_on))
        for uid in ("c01", "c02", "c03", "c04", "c05"):
            assert check_of(report, uid).ok, uid
        numbers = printed(report.rows)
        if end is not None:
            assert numbers["m01_start"] == end
        end = numbers["m16_end"]
        for row in report.rows.values():
            for column, cell in row.cells.items():
                assert cell.number == len(cell.ids) == len(set(cell.ids)), (row.id, column)
        period = period.next()
