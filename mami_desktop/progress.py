"""How long work reports how far it is, and is told to stop."""

from collections.abc import Callable

Progress = Callable[[int, int, str], None]
"""Called with done, total and a sentence; raises Cancelled when the user wants to stop."""


class Cancelled(Exception):
    """The user stopped the work; nothing half-done may stay behind."""


def no_progress(done: int, total: int, text: str) -> None:
    """For tests and scripts: listens to nothing, never cancels."""
