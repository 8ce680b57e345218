"""Preferences of this computer, in one small TOML file. Facility facts live in the register."""

import json
import logging
import tomllib
from dataclasses import asdict, dataclass, fields, replace

from mami_desktop.errors import UserError
from mami_desktop.files import write_aside
from mami_desktop.i18n import _
from mami_desktop.paths import settings_file

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Settings:
    """``last_register``: path or URL opened last. ``last_user``: uid of who worked last.
    ``language``: code, empty = the computer's. ``text_scale`` in per cent."""

    last_register: str = ""
    last_user: str = ""
    language: str = ""
    text_scale: int = 100
    dark: bool = False


def load_settings() -> Settings:
    """The preferences kept; what is missing or damaged falls back to the default."""
    path = settings_file()
    try:
        kept = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        log.info("The settings could not be read: %s", type(error).__name__)
        return Settings()
    defaults = Settings()
    good = {
        field.name: kept[field.name]
        for field in fields(Settings)
        if type(kept.get(field.name)) is type(getattr(defaults, field.name))
    }
    return Settings(**good)


def save_settings(settings: Settings) -> None:
    """Keep the preferences; UserError if the file cannot be written."""
    path = settings_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            _("The folder “{folder}” cannot be made.", folder=path.parent),
            _("Ask who looks after this computer. Your entries are safe."),
        ) from error
    lines = [
        f"{name} = {json.dumps(value, ensure_ascii=False)}\n"
        for name, value in asdict(settings).items()
    ]
    with write_aside(path, force=True) as aside:
        aside.write_text("".join(lines), encoding="utf-8")


def change_settings(**changes: str | int | bool) -> Settings:
    """Change some preferences and keep them; returns all."""
    changed = replace(load_settings(), **changes)  # type: ignore[arg-type]  # names are checked by replace
    save_settings(changed)
    return changed
