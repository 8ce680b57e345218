"""Registers made once for all tests of screens and copied for each: making one takes a second."""

import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

from mami_desktop.services.register_file import RegisterFile, open_register
from tests.views.pair_making import Clock, MadeRegister, alpha

ON = date(2026, 11, 21)
_FOLDER = tempfile.TemporaryDirectory(prefix="mami-kept-")


@cache
def _kept(name: str, training: bool, fill: Callable[[MadeRegister], object] | None) -> Path:
    path = Path(_FOLDER.name) / f"{name}.mami"
    made = MadeRegister(path, ON, training=training)
    if fill is not None:
        fill(made)
    made.register.close()
    return path


def kept_register(
    folder: Path,
    name: str = "empty",
    *,
    training: bool = False,
    fill: Callable[[MadeRegister], object] | None = None,
    on: date = ON,
) -> RegisterFile:
    """An own copy, in ``folder``, of the register that ``fill`` filled once, seen on a day."""
    path = folder / f"{name}.mami"
    shutil.copyfile(_kept(name, training, fill), path)
    return open_register(path, Clock(on))


def with_alpha(folder: Path, on: date = ON) -> RegisterFile:
    """One pair with six visits behind it, due on 21 November 2026."""
    return kept_register(folder, "alpha", fill=alpha, on=on)
