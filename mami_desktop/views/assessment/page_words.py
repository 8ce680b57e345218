"""How the wizard names its pages and tells how far each one is."""

from mami_desktop.i18n import _, current
from mami_desktop.pathway.assessment import Assessment
from mami_desktop.pathway.assessment_views import DANGER_SIGNS, SectionView
from mami_desktop.pathway.definition import Section
from mami_desktop.views.assessment.section_list import Entry, State

REVIEW = "review"
"""The last page, which is no section of the pathway."""


def name_of(assessment: Assessment, page_id: str) -> str:
    """What a page is called in the list and on the button that leads to it."""
    if page_id == REVIEW:
        return _("Plan and next visit")
    return assessment.pathway.sections[page_id].label


def hint_of(assessment: Assessment, section: Section) -> str:
    """What stands below a page's title: its hint and its cautions, each once."""
    hints = [section.hint]
    if section.id == DANGER_SIGNS and assessment.born_on:
        days = (assessment.visit_on - assessment.born_on).days
        hints.insert(0, _("Age {days} days.", days=days))
    holding = assessment.result().notices
    for notice in assessment.pathway.notices.values():
        if section.id in notice.places and (notice.when is None or notice.id in holding):
            hints.append(notice.text)
    return " ".join(dict.fromkeys(hint for hint in hints if hint))


def list_entries(views: list[SectionView], high: bool) -> list[Entry]:
    """The lines of the page list; after a danger sign what is open goes quiet."""
    asked = {view.title for view in views if view.state != "not_for_this_age"}
    # the list for the other age has the same name: it need not stand beside this one
    entries = [
        _entry(view, high)
        for view in views
        if view.state != "not_for_this_age" or view.title not in asked
    ]
    return [*entries, Entry(REVIEW, _("Plan and next visit"), quiet=high)]


def _entry(view: SectionView, high: bool) -> Entry:
    t = current()
    findings = t.n("{n} finding", "{n} findings", view.findings) if view.findings else ""
    if view.id == DANGER_SIGNS and view.findings:
        findings = t.n("{n} danger sign", "{n} danger signs", view.findings)
    state: State = "open"
    note = findings
    if view.state in ("not_for_this_age", "not_needed"):
        state = "away"
        note = t("not for this age") if view.state == "not_for_this_age" else t("not needed")
    elif view.worst == "high":
        state = "high"
    elif view.state in ("done", "findings"):
        state = "moderate" if view.findings else "done"
        if view.id == DANGER_SIGNS and not view.findings:
            note = t("none found")
    elif view.state == "partly":
        state = "partly"
        counted = t("{n} of {total} answered", n=view.answered, total=view.total)
        note = f"{counted}, {findings}" if findings else counted
    elif view.findings:
        state = "moderate"
    return Entry(view.id, view.title, note, state, quiet=high and state == "open")
