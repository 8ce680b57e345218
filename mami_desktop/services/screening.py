"""The screening tally: anonymous counts of one day and place."""

from mami_desktop.services.entries import ScreeningEntry
from mami_desktop.services.register_file import Work


def record_screening(work: Work, entry: ScreeningEntry, *, add: bool = False) -> str:
    """Save a tally line; an existing one of that day and place is replaced, or added to."""
    raise NotImplementedError
