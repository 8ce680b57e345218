"""Where things are: this computer's folders, and the files shipped with the program."""

import importlib.resources
import importlib.util
import os
from pathlib import Path

import platformdirs

APP_NAME = "mami-desktop"


def home() -> Path:
    """The folder of this computer's registers, logs and settings; MAMI_HOME overrides it."""
    override = os.environ.get("MAMI_HOME")
    return Path(override) if override else Path(platformdirs.user_data_dir(APP_NAME, False))


def registers_dir() -> Path:
    """Where new registers are put."""
    return home() / "registers"


def backups_dir() -> Path:
    """Where safety copies are put."""
    return home() / "backups"


def logs_dir() -> Path:
    """Where the program writes what it did (never patient data)."""
    return home() / "logs"


def settings_file() -> Path:
    """Preferences of this computer; facility facts live in the register."""
    return home() / "settings.toml"


def resource(*parts: str) -> Path:
    """A file or folder of ``resources/``, in a checkout, an installed wheel or a frozen build.

    In a bare checkout the package ``mami_desktop.resources`` does not exist: then the folder beside
    the package is used.
    """
    if importlib.util.find_spec("mami_desktop.resources") is not None:
        root = Path(str(importlib.resources.files("mami_desktop.resources")))
    else:
        root = Path(__file__).resolve().parent.parent / "resources"
    return root.joinpath(*parts)
