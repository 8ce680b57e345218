"""The words of each kind of line on Today."""

from mami_desktop.i18n import _, current
from mami_desktop.services.today import DueRow, OverdueRow, TurningSixRow, WaitingReferralRow
from mami_desktop.views import words
from mami_desktop.views.screen import is_built
from mami_desktop.views.today.rows import SideRow, WideRow
from mami_desktop.views.widgets import Button, LinkButton, OutlineButton, PrimaryButton


def due_row(due: DueRow, *, primary: bool, striped: bool) -> WideRow:
    """Due today: what to do at the visit, or when the next one is once seen."""
    t = current()
    seen = due.seen_at is not None
    button: Button
    if seen or not is_built("visit"):
        button = LinkButton(_("Open pair"))
    elif primary:
        button = PrimaryButton(_("Record visit"))
    else:
        button = OutlineButton(_("Record visit"))
    return WideRow(
        due.pair,
        state=t.time(due.seen_at) if due.seen_at is not None else _("all day"),
        state_icon="done" if seen else "open",
        state_color="low" if seen else "ink2",
        text=_seen(due) if seen else _tasks(due),
        strong_text=False,
        button=button,
        striped=striped,
    )


def overdue_row(overdue: OverdueRow, *, striped: bool) -> WideRow:
    """Overdue: how late, and why it matters."""
    t = current()
    return WideRow(
        overdue.pair,
        state=t.n("{n} day", "{n} days", overdue.days_late),
        state_icon="overdue",
        state_color="ink2",
        text=_why(overdue),
        strong_text=overdue.gained_too_little,
        button=OutlineButton(_("Log contact")),
        striped=striped,
    )


def six_months_row(turning: TurningSixRow, *, striped: bool) -> SideRow:
    """Turning six months: how soon, and whether the review is booked."""
    t = current()
    late = turning.days < 0
    if turning.days > 0:
        text = t.n("in {n} day", "in {n} days", turning.days)
    elif turning.days == 0:
        text = _("today")
    else:
        text = t.n("6 months since {n} day", "6 months since {n} days", -turning.days)
    if turning.booked_on is not None:
        text = _("{when}, review {day}", when=text, day=t.date(turning.booked_on, year=False))
    elif late:
        text = _("{when}, review overdue", when=text)
    return SideRow(
        turning.pair,
        icon="six_months",
        icon_color="high" if late else "moderate",
        text=text,
        button=LinkButton(_("Open pair"), compact=True),
        striped=striped,
    )


def referral_row(waiting: WaitingReferralRow, *, striped: bool) -> SideRow:
    """A slip without an answer; a private service is never named."""
    t = current()
    urgent = waiting.urgency != "routine"
    ago = t.n("{n} day", "{n} days", waiting.days)
    service = words.service(waiting.to_service)
    return SideRow(
        waiting.pair,
        icon="referral",
        icon_color="high" if urgent else "ink2",
        more=service,
        text=_("urgent, {ago}, arrival unknown", ago=ago)
        if urgent
        else _("sent {ago} ago", ago=ago),
        button=LinkButton(_("Open pair"), compact=True),
        striped=striped,
    )


def _seen(due: DueRow) -> str:
    if due.next_visit_on is None:
        return _("Seen")
    return _("Seen. Next visit {day}", day=current().date(due.next_visit_on, year=False))


def _tasks(due: DueRow) -> str:
    names = []
    for task in due.tasks:
        name = words.word(words.TASK, task)
        if task == "length" and due.last_length_days is not None:
            name = _("{task} (last {days} days ago)", task=name, days=due.last_length_days)
        names.append(name)
    text = ", ".join(names)
    return text[:1].upper() + text[1:]


def _why(overdue: OverdueRow) -> str:
    t = current()
    if overdue.contact_on is not None:
        day = t.date(overdue.contact_on, year=False)
        result = words.word(words.CONTACT_RESULT, overdue.contact_result)
        if overdue.contact_return_on is not None:
            result = _("promised {day}", day=t.date(overdue.contact_return_on, year=False))
        contact = _("Contact {day}: {result}", day=day, result=result or _("no result"))
    elif overdue.missed_count <= 1 and not overdue.gained_too_little:
        return _("First missed visit")
    else:
        contact = _("No call yet")
    if overdue.gained_too_little:
        return _("Gained too little last time. {contact}", contact=contact)
    if overdue.contact_on is None:
        missed = t.n("{n} visit missed.", "{n} visits missed.", overdue.missed_count)
        return f"{missed} {contact}"
    return contact
