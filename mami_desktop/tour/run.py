"""Carries out the main job in the real windows on a fresh training register, and keeps the proof.

With a screen the windows are seen; without one they are drawn offscreen, the same in every pixel.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mami_desktop.clock import system_clock
from mami_desktop.errors import UserError
from mami_desktop.i18n import _

if TYPE_CHECKING:
    from mami_desktop.tour.windows import Tour

TOUR_NOW = datetime(2026, 11, 23, 10, 42, 8)  # a Monday: the sample clinic is open
SAMPLE_UNTIL = date(2026, 11, 20)


def run_tour(folder: Path) -> Path:
    """Make a new dated folder inside ``folder`` with pictures, papers and a workbook.

    Nothing of this computer's registers and settings is touched. UserError if the folder cannot be
    made. Returns the new folder.
    """
    made = _new_folder(folder)
    _choose_platform()
    with _own_home() as home:
        tour = _begin(home / "training.mami", made)
        try:
            tour.show_first_start()
            tour.show_today()
            tour.refer_in_an_emergency()
            tour.enrol()
            tour.visit()
            tour.show_pair()
            tour.show_register()
            tour.show_month()
        finally:
            tour.close()
    return made


def _begin(where: Path, folder: Path) -> "Tour":
    from mami_desktop.app import make_application
    from mami_desktop.services.register_file import open_register
    from mami_desktop.services.sample import make_sample
    from mami_desktop.tour.windows import Tour

    make_sample(where, infants=80, months=5, seed=1, until=SAMPLE_UNTIL).close()
    make_application()
    return Tour(open_register(where, clock=lambda: TOUR_NOW), folder)


def _new_folder(folder: Path) -> Path:
    started = system_clock()
    made = folder / f"{started:%Y-%m-%d_%H%M%S}"
    number = 1
    while made.exists():
        number += 1
        made = folder / f"{started:%Y-%m-%d_%H%M%S}_{number}"
    try:
        made.mkdir(parents=True)
    except OSError as error:
        raise UserError(
            _("The folder “{folder}” could not be made.", folder=folder),
            _("Choose a folder you may write to."),
        ) from error
    return made.resolve()


def _choose_platform() -> None:
    """Without a display Qt draws offscreen; with one, or where asked otherwise, it does not."""
    seen = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in seen):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")


@contextmanager
def _own_home() -> Iterator[Path]:
    """The tour's own folder of registers and settings, gone afterwards."""
    before = os.environ.get("MAMI_HOME")
    with tempfile.TemporaryDirectory(prefix="mami-tour-") as home:
        os.environ["MAMI_HOME"] = home
        try:
            yield Path(home)
        finally:
            if before is None:
                del os.environ["MAMI_HOME"]
            else:
                os.environ["MAMI_HOME"] = before
