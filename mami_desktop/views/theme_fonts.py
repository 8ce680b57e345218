"""The program's own fonts: Noto Sans and the scripts it speaks, never whatever the PC has."""

import logging
from functools import cache
from pathlib import Path

from PySide6.QtGui import QFontDatabase

from mami_desktop.paths import resource

FAMILIES = (
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Ethiopic",
    "Noto Sans Bengali",
    "Noto Sans Devanagari",
)
# where Debian's fonts-noto-core puts them, for a checkout whose resources/fonts is still empty
SYSTEM_FOLDER = Path("/usr/share/fonts/truetype/noto")


@cache
def load_fonts() -> tuple[str, ...]:
    """Load the faces into the running application; returns the families that are missing."""
    missing = []
    for family in FAMILIES:
        for weight in ("Regular", "Bold"):
            name = f"{family.replace(' ', '')}-{weight}.ttf"
            path = next(
                (p for p in (resource("fonts", name), SYSTEM_FOLDER / name) if p.is_file()), None
            )
            if path is None or QFontDatabase.addApplicationFont(str(path)) < 0:
                missing.append(family)
    if missing:
        logging.getLogger(__name__).info("Fonts not found: %s", ", ".join(sorted(set(missing))))
    return tuple(dict.fromkeys(missing))
