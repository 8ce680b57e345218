"""Calls and home visits to families that did not come."""

from dataclasses import asdict

from mami_desktop.errors import EntryError, Problem
from mami_desktop.i18n import _
from mami_desktop.models import codes
from mami_desktop.models.entities import contact_attempt
from mami_desktop.services.appointments import book, check_day
from mami_desktop.services.checks import not_in_future, not_too_long, one_of, only_hard
from mami_desktop.services.entries import NewContact
from mami_desktop.services.episodes import read_episode
from mami_desktop.services.register_file import Work


def log_contact(work: Work, entry: NewContact) -> str:
    """Save a contact attempt; returns its uid.

    A promised ``return_on`` is booked while the pair is on the roll. Contacts may be later than the
    exit (records 6.6 no. 14), and with a pair that is found to have left before.
    """
    work.allow("log_contact")
    episode = read_episode(work, entry.enrolment_uid)
    attempted_on = entry.attempted_on or work.today
    only_hard(
        [
            *not_in_future(attempted_on, work.today, "attempted_on"),
            *one_of(entry.means, codes.CONTACT_MEANS, "means"),
            *one_of(entry.result, codes.CONTACT_RESULTS, "result"),
            *not_too_long(entry, ("note", "staff_name")),
        ]
    )
    if attempted_on < episode.enrolment.enrolled_on:
        text = _("This day is before the enrolment. Correct the date.")
        raise EntryError([Problem(text, "attempted_on")])
    uid = work.insert(
        contact_attempt,
        {
            **asdict(entry),
            "attempted_on": attempted_on,
            "staff_name": entry.staff_name or work.user.name,
        },
    )
    if entry.return_on is not None and episode.on_roll:
        check_day(entry.return_on, attempted_on, "return_on")
        book(work, entry.enrolment_uid, entry.return_on)
    return uid
