"""What first start does once the entries are good: make a register, open one, or make a sample."""

import re
import shutil
import time
from datetime import datetime
from pathlib import Path

from mami_desktop.clock import system_clock
from mami_desktop.errors import UserError
from mami_desktop.i18n import _, current
from mami_desktop.paths import registers_dir
from mami_desktop.progress import Progress
from mami_desktop.services.register_file import RegisterFile, create_register, open_register

LEAST_ROOM = 500 * 1024 * 1024
SAMPLE_PAIRS, SAMPLE_MONTHS, SAMPLE_SEED = 40, 6, 1
REGISTER_SUFFIX = ".mami"


def register_path(facility_code: str, folder: Path | None = None) -> Path:
    """A path for a new register, named by the facility's code, that is not taken yet."""
    place = folder or registers_dir()
    name = re.sub(r"[^\w-]+", "-", facility_code.strip()).strip("-") or "register"
    path = place / f"{name}{REGISTER_SUFFIX}"
    number = 2
    while path.exists():
        path = place / f"{name}-{number}{REGISTER_SUFFIX}"
        number += 1
    return path


def start_register(path: Path, code: str, name: str, user: str) -> RegisterFile:
    """Make the register at ``path``; its folder is made too. UserError in words."""
    _make_folder(path.parent)
    return create_register(path, facility_code=code, facility_name=name, user_name=user)


def start_sample(progress: Progress) -> Path:
    """Make a training register of invented pairs up to today; returns its path."""
    from mami_desktop.services.sample import make_sample

    path = register_path("TRAINING")
    _make_folder(path.parent)
    register = make_sample(
        path,
        infants=SAMPLE_PAIRS,
        months=SAMPLE_MONTHS,
        seed=SAMPLE_SEED,
        until=system_clock().date(),
        progress=progress,
    )
    register.close()  # the window opens it anew, on its own thread
    return path


def open_existing(path: Path) -> RegisterFile:
    """Open a register file; UserError for a file that is none."""
    return open_register(path)


def room_warning() -> str:
    """A warning when the disk is nearly full; empty when there is room."""
    place = registers_dir()
    while not place.exists():
        place = place.parent
    if shutil.disk_usage(place).free >= LEAST_ROOM:
        return ""
    return _("This disk is nearly full. Free some room soon; you can go on.")


def clock_warning() -> str:
    """A warning when the computer's clock lies before the newest register file; else empty."""
    newest = max(
        (path.stat().st_mtime for path in registers_dir().glob(f"*{REGISTER_SUFFIX}")),
        default=None,
    )
    if newest is None or newest <= time.time():
        return ""
    return _(
        "The computer's clock says {day}, but a register here was written on {last}. Set the clock"
        " first: ages would be wrong.",
        day=current().date(system_clock().date()),
        last=current().date(datetime.fromtimestamp(newest).date()),
    )


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            _("The folder “{folder}” cannot be made.", folder=folder),
            _("Choose another folder, or ask who looks after this computer."),
        ) from error
