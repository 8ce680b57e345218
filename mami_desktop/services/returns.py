"""Coming back: after default, leaving or withdrawal, or from inpatient care (6.6 no. 3, 4, 6)."""

from mami_desktop.errors import EntryError, UserError
from mami_desktop.i18n import _
from mami_desktop.models.entities import enrolment, stint
from mami_desktop.services.checks import not_in_future, only_hard
from mami_desktop.services.entries import NewReturn
from mami_desktop.services.entry_rules import return_entry_type, return_problem
from mami_desktop.services.episodes import history_of, read_episode
from mami_desktop.services.register_file import Work


def record_return(work: Work, entry: NewReturn) -> str:
    """Begin the next stint of the same enrolment; returns its uid.

    A return makes the enrolment's outcome empty again; the old one stays in its stint and outcome
    line. It may come after the six-month birthday, for the review. EntryError if the exit allows no
    return, or it was too long ago.
    """
    work.allow("record_return")
    episode = read_episode(work, entry.enrolment_uid)
    returned_on = entry.returned_on or work.today
    only_hard(not_in_future(returned_on, work.today, "returned_on"))
    if episode.on_roll:
        raise UserError(_("This pair is on the roll."), _("Record a visit."))
    others = history_of(work, episode.infant.infant_uid, without=entry.enrolment_uid)
    if any(past.enrolled_on >= episode.enrolment.enrolled_on for past in others):
        raise UserError(
            _("The infant was enrolled again later."), _("Use the newer line of the register.")
        )
    problem = return_problem(episode.last.exit_code, episode.last.ended_on, returned_on)
    if problem is not None:
        raise EntryError([problem])
    work.update(enrolment, entry.enrolment_uid, {"outcome": None, "outcome_on": None})
    return work.insert(
        stint,
        {
            "enrolment_uid": entry.enrolment_uid,
            "seq": episode.last.seq + 1,
            "started_on": returned_on,
            "entry_type": return_entry_type(episode.last.exit_code),
        },
    )
