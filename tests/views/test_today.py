"""Today: who is due, who did not come, and what one presses about it."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mami_desktop.services.drafts import DraftState, list_drafts, save_draft
from mami_desktop.services.today import (
    DueRow,
    OverdueRow,
    TodayPair,
    TurningSixRow,
    WaitingReferralRow,
    today_board,
)
from mami_desktop.views.today.contact import ContactDialog
from mami_desktop.views.today.lines import due_row, overdue_row, referral_row, six_months_row
from mami_desktop.views.widgets import PrimaryButton
from tests.views.kept_registers import kept_register, with_alpha
from tests.views.window_making import dressed, open_window, texts


@pytest.fixture
def due(qtbot, tmp_path):
    """Alpha is booked for today."""
    register = with_alpha(tmp_path)
    window = open_window(qtbot, register)
    yield window
    register.close()


@pytest.fixture
def missed(qtbot, tmp_path):
    """Alpha was booked nine days ago and did not come."""
    register = with_alpha(tmp_path, on=date(2026, 11, 30))
    window = open_window(qtbot, register)
    yield window
    register.close()


@pytest.fixture
def empty(qtbot, tmp_path):
    register = kept_register(tmp_path)
    window = open_window(qtbot, register)
    yield window
    register.close()


def going(window) -> list[tuple[str, dict]]:
    """Where the screen asks to go, instead of going there."""
    went: list[tuple[str, dict]] = []
    window.desk.asked_to_go.disconnect()
    window.desk.asked_to_go.connect(lambda name, args: went.append((name, args)))
    return went


def test_an_empty_day_says_so(empty):
    said = texts(empty.current())
    assert "Saturday 21 November 2026" in said and "Nobody is due today." in said


def test_who_is_due_is_shown_with_the_tasks_of_the_visit(due):
    said = texts(due.current())
    for part in ("Alpha Example", "girl, 13 weeks 4 days", "Mother A. Example, Village North"):
        assert part in said
    assert "Weigh" in said and "1 to come, 0 seen" in said
    assert due.rail.buttons["today"].accessibleName() == "Today, 1 waiting"


def test_enter_presses_the_button_of_the_line_and_ctrl_enter_opens_the_pair(due):
    went = going(due)
    (line,) = due.current().rows
    assert due.focusWidget() is line
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert went[0][1]["enrolment_uid"] == went[1][1]["enrolment_uid"]
    assert went[1][0] == "pair"
    QTest.keyClick(line, Qt.Key.Key_F4)
    assert went[2] == ("visit", {"enrolment_uid": went[0][1]["enrolment_uid"]})


def test_the_only_filled_button_is_resume_or_else_the_first_due_visit(due):
    screen = due.current()
    filled = [b for b in screen.findChildren(PrimaryButton) if b.isVisible()]
    assert len(filled) <= 1
    with due.desk.saving() as work:
        save_draft(work, DraftState("enrolment", title="Golf Example", section="growth"))
    screen.refresh()
    QApplication.processEvents()
    filled = [b for b in screen.findChildren(PrimaryButton) if b.isVisible()]
    assert [button.text() for button in filled] == ["Resume"]


def test_a_missed_visit_is_logged_with_the_day_promised(missed):
    screen = missed.current()
    (line,) = screen.rows
    assert "9 days" in line.accessibleName() and "First missed visit" in line.accessibleName()
    QTest.keyClick(line, Qt.Key.Key_T)
    dialog = screen.findChild(ContactDialog)
    assert dialog is not None
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_1)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_1)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    QTest.keyClicks(dialog.promised, "+2")
    dialog.save()
    assert not dialog.isVisible()
    with missed.desk.reading() as work:
        board = today_board(work)
    (overdue,) = board.overdue
    assert overdue.contact_result == "found_will_return"
    assert overdue.contact_return_on == date(2026, 12, 2)
    assert "Contact 30 Nov: promised 2 Dec" in texts(screen)


def test_a_contact_without_means_is_told_beside_the_field(missed):
    screen = missed.current()
    dialog = screen.log_contact(screen.rows[0].pair)
    dialog.save()
    assert dialog.fields["means"].problem() is not None and dialog.isVisible()
    dialog.outcome.set_value("found_will_return")
    dialog.means.press("phone")
    dialog._offer_day("found_will_return")
    dialog.promised.set_typed("1 1 20")
    dialog.save()
    assert dialog.fields["return_on"].problem() is not None
    assert dialog.promised.text() == "1 1 20"
    dialog.reject()


def test_a_draft_is_resumed_or_discarded_and_brought_back(empty):
    with empty.desk.saving() as work:
        uid = save_draft(work, DraftState("enrolment", title="Golf Example", section="growth"))
    screen = empty.current()
    QApplication.processEvents()
    assert "Golf Example: not finished" in visible(screen)
    assert "Stopped at Growth, 10:42 today. Nothing was lost." in visible(screen)
    went = going(empty)
    (resume,) = [b for b in screen.findChildren(PrimaryButton) if b.isVisible()]
    resume.click()
    assert went == [("enrolment", {"draft_uid": uid})]
    with empty.desk.reading() as work:
        (draft,) = list_drafts(work)
    screen._discard(draft)
    QApplication.processEvents()
    assert "Golf Example: not finished" not in visible(screen)
    empty.undo_strip.undo()
    QApplication.processEvents()
    assert "Golf Example: not finished" in visible(screen)


def visible(screen) -> str:
    """What is seen now; what was taken out is deleted later."""
    from PySide6.QtWidgets import QLabel

    return "\n".join(part.text() for part in screen.findChildren(QLabel) if part.isVisible())


# -- lines -------------------------------------------------------------------------------------

PAIR = TodayPair(
    "i", "e", None, "Mother U. Example", "mother", "Camp Block 5", None, "male",
    date(2026, 10, 20), 32, "moderate", False,
)  # fmt: skip


def said(qtbot, row) -> str:
    dressed()
    qtbot.addWidget(row)
    return row.accessibleName()


def test_an_infant_without_name_is_named_after_the_mother(qtbot):
    line = due_row(
        DueRow(PAIR, "a", None, None, ("weigh",), None, None), primary=False, striped=False
    )
    assert said(qtbot, line).startswith("all day, Baby of Mother U. Example, boy, 4 weeks 4 days")


def test_a_pair_that_was_seen_says_when_it_comes_again(qtbot):
    seen = DueRow(PAIR, "a", datetime(2026, 11, 21, 9, 10), "v", (), None, date(2026, 11, 28))
    line = due_row(seen, primary=False, striped=False)
    assert "09:10" in said(qtbot, line) and "Seen. Next visit 28 Nov" in said(qtbot, line)


def test_too_little_gain_is_the_reason_to_hurry(qtbot):
    late = OverdueRow(PAIR, "a", date(2026, 11, 12), 9, 1, True, None, None, None, None, None, None)
    assert "Gained too little last time. No call yet" in said(
        qtbot, overdue_row(late, striped=False)
    )


@pytest.mark.parametrize(
    ("days", "booked", "words"),
    [
        (4, date(2026, 11, 25), "in 4 days, review 25 Nov"),
        (0, None, "today"),
        (-3, None, "6 months since 3 days, review overdue"),
    ],
)
def test_turning_six_months_says_how_soon(qtbot, days, booked, words):
    turning = TurningSixRow(PAIR, date(2026, 11, 25), days, booked)
    assert said(qtbot, six_months_row(turning, striped=False)).endswith(words)


@pytest.mark.parametrize("service", ["mental_health", "hiv_pmtct", "gbv", "tb"])
def test_a_private_referral_is_only_for_further_care(qtbot, service):
    waiting = WaitingReferralRow(
        PAIR, "r", "R1", date(2026, 11, 12), 9, "routine", service, "Some clinic", "mother"
    )
    words = said(qtbot, referral_row(waiting, striped=False))
    assert "for further care" in words and "clinic" not in words
