"""Writing a file so that it is there whole or not at all."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mami_desktop.errors import UserError
from mami_desktop.i18n import _


def refuse_unusable(path: Path) -> None:
    """UserError where no file can be: no such folder, a closed one, or an impossible name."""
    try:
        path.lstat()
    except FileNotFoundError:
        pass  # free to be made
    except PermissionError as error:
        raise UserError(
            _("“{name}” could not be written.", name=path.name),
            _("Choose a folder you may write to. Nothing was changed."),
        ) from error
    except (OSError, ValueError) as error:
        raise UserError(
            _("“{name}” is no name for a file.", name=path.name), _("Choose another name.")
        ) from error
    if not path.parent.is_dir():
        raise UserError(
            _("The folder “{folder}” does not exist.", folder=path.parent),
            _("Make the folder first, or choose another one."),
        )


def refuse_target(path: Path, *, force: bool = False) -> None:
    """UserError where ``write_aside`` would refuse at once; a command with several outputs asks
    for all of them before it writes the first."""
    refuse_unusable(path)
    if path.exists() and not force:
        raise UserError(
            _("“{name}” is there already, and was not replaced.", name=path.name),
            _("Choose another name, or ask for it to be replaced (--force)."),
        )


@contextmanager
def write_aside(path: Path, *, force: bool = False) -> Iterator[Path]:
    """Give a temporary path beside ``path``; on success it is flushed to disk and renamed.

    UserError if the file exists and ``force`` is not set, the folder is missing, there is no
    permission, the disk is full, or another program holds the file. Nothing half-written stays.
    """
    refuse_target(path, force=force)
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        yield aside
        with aside.open("rb+") as written:
            os.fsync(written.fileno())
        os.replace(aside, path)
    except PermissionError as error:
        raise UserError(
            _("“{name}” could not be written.", name=path.name),
            _(
                "Close it in any other program that has it open, or choose a folder you may write"
                " to, then try again. Nothing was changed."
            ),
        ) from error
    except OSError as error:
        raise UserError(
            _(
                "“{name}” could not be written: {reason}.",
                name=path.name,
                reason=error.strerror,
            ),
            _("Free some room or choose another folder, then try again. Nothing was changed."),
        ) from error
    finally:
        aside.unlink(missing_ok=True)
