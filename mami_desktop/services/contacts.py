"""Calls and home visits to families that did not come."""

from mami_desktop.services.entries import NewContact
from mami_desktop.services.register_file import Work


def log_contact(work: Work, entry: NewContact) -> str:
    """Save a contact attempt, and with ``return_on`` its appointment; returns its uid."""
    raise NotImplementedError
