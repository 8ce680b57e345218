"""The time comes in from outside, so that tests and training can set it.

Instants are naive local times of the clinic's computer: the register is kept at one place, and a
date typed there means that place's day.
"""

import os
from collections.abc import Callable
from datetime import datetime

from mami_desktop.errors import UserError

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Now, by the computer, to the second."""
    return datetime.now().replace(microsecond=0)


def clock_for(training: bool) -> Clock:
    """The clock of a register; MAMI_NOW (ISO) sets it for training registers, never real ones."""
    fixed = os.environ.get("MAMI_NOW")
    if not training or not fixed:
        return system_clock
    try:
        moment = datetime.fromisoformat(fixed).replace(tzinfo=None)
    except ValueError as error:
        raise UserError(
            f"MAMI_NOW is set to “{fixed}”, which is not a time.",
            "Write it as 2026-11-21T10:42.",
        ) from error
    return lambda: moment
