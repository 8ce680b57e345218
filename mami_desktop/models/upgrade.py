"""Making a register, and bringing an older one to the newest schema.

A file is never migrated in place: it is backed up, a copy is migrated and checked, and only then
takes the place of the old one. A failure leaves yesterday's register untouched.
"""

import contextlib
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.orm import Session

from mami_desktop.errors import UserError
from mami_desktop.files import refuse_unusable
from mami_desktop.i18n import _
from mami_desktop.models.db import damaged, is_url, open_engine
from mami_desktop.paths import backups_dir


@dataclass(frozen=True)
class Schema:
    """Revisions this program knows, oldest first, and where their scripts lie."""

    revisions: tuple[str, ...] = ("0001",)
    extra_versions: Path | None = None

    @property
    def head(self) -> str:
        """The revision this program works with."""
        return self.revisions[-1]


SCHEMA = Schema()


def no_register(where: str | Path) -> UserError:
    """What to say about a file or database that is no register."""
    name = _("The database") if is_url(where) else f"“{Path(where).name}”"
    return UserError(
        _("{name} is no register of this program.", name=name),
        _("Choose a register file (its name ends in .mami). Nothing was changed."),
    )


def create_file(path: Path, first_rows: Callable[[Session], None]) -> None:
    """Make a register file, whole or not at all."""
    refuse_unusable(path)
    if path.exists():
        raise UserError(
            _("“{name}” is there already.", name=path.name),
            _("Choose another name, or open it. Nothing was changed."),
        )
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        engine = open_engine(aside)
        try:
            _make_schema(engine, first_rows)
        finally:
            engine.dispose()
        _settle(aside)
        os.replace(aside, path)
    except PermissionError as error:
        raise _not_writable(path) from error
    finally:
        for leftover in (aside, *_side_files(aside)):
            leftover.unlink(missing_ok=True)


def create_on_server(url: str, first_rows: Callable[[Session], None]) -> None:
    """Make a register in an empty database of a server, in one transaction."""
    engine = open_engine(url)
    try:
        with engine.connect() as connection:
            if inspect(connection).get_table_names():
                raise UserError(
                    _("This database is not empty."),
                    _("Give the address of an empty one, or open the register in it."),
                )
        _make_schema(engine, first_rows)
    finally:
        engine.dispose()


def _make_schema(engine: Engine, first_rows: Callable[[Session], None]) -> None:
    with engine.execution_options(writing=True).connect() as connection, connection.begin():
        migrate(connection, SCHEMA)
        with Session(connection, join_transaction_mode="rollback_only") as session:
            first_rows(session)
            session.commit()


def migrate(connection: Connection, schema: Schema) -> None:
    """Run the scripts up to the newest revision, inside the caller's transaction."""
    from alembic import command  # late: costs start-up time and is rarely needed
    from alembic.config import Config

    here = Path(__file__).parent / "migrations"
    config = Config()
    config.set_main_option("script_location", str(here).replace("%", "%%"))
    places = [here / "versions"]
    if schema.extra_versions is not None:
        places.append(schema.extra_versions)
    config.set_main_option("path_separator", "newline")
    config.set_main_option(
        "version_locations", "\n".join(str(place).replace("%", "%%") for place in places)
    )
    config.attributes["connection"] = connection
    command.upgrade(config, schema.head)


def make_current(where: str | Path, schema: Schema = SCHEMA) -> Path | None:
    """Check that ``where`` is a register and bring it to the newest schema.

    Returns the safety copy made before an upgrade, if one was needed. UserError: not found, no
    register, made by a newer program, may not be written.
    """
    if not is_url(where):
        _check_file(Path(where))
    revision = _revision(where)
    if revision == schema.head:
        return None
    if revision not in schema.revisions:
        raise UserError(
            _("This register was made by a newer version of the program."),
            _("Install that version here, then open it again. Nothing was changed."),
        )
    if is_url(where):
        _upgrade_server(str(where), schema)
        return None
    return _upgrade_file(Path(where), schema)


def _check_file(path: Path) -> None:
    try:
        found = path.stat()
    except PermissionError as error:
        raise _not_writable(path) from error
    except OSError as error:  # also a name too long for any file
        raise UserError(
            _("The register “{name}” was not found.", name=path.name),
            _("It may have been moved, or lie on a stick that is not put in. Look for it there."),
        ) from error
    if not path.is_file() or found.st_size == 0:
        raise no_register(path)
    # the write-ahead log lies beside the file, so the folder must be writable too
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise _not_writable(path)


def _not_writable(path: Path) -> UserError:
    return UserError(
        _("You may not write “{name}” or its folder.", name=path.name),
        _("Copy the register to a folder of your own, or ask for permission."),
    )


OUR_TABLES = {"alembic_version", "facility", "change"}
REVISION = "SELECT version_num FROM alembic_version"


def _revision(where: str | Path) -> str:
    if not is_url(where):
        return _revision_of_file(Path(where))
    engine = open_engine(where)
    try:
        with engine.connect() as connection:
            if not set(inspect(connection).get_table_names()) >= OUR_TABLES:
                raise no_register(where)
            return str(connection.execute(text(REVISION)).scalar_one())
    finally:
        engine.dispose()


def _revision_of_file(path: Path) -> str:
    """The revision, read without changing anything: the file may be another program's.

    Never through open(): closing a plain file handle would drop the locks that SQLite holds on the
    file in this process, and a register that is open would lose its write-ahead log.
    """
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    connection.text_factory = lambda stored: stored.decode("utf-8", "replace")
    try:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        if not tables >= OUR_TABLES:
            raise no_register(path)
        # damage is told now, while a safety copy from before it still exists
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise damaged()
        return str(connection.execute(REVISION).fetchone()[0])
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
            raise no_register(path) from error
        raise
    except UnicodeDecodeError as error:  # the driver stumbles over SQLite's word for the damage
        raise damaged() from error
    finally:
        connection.close()


def _upgrade_server(url: str, schema: Schema) -> None:
    engine = open_engine(url)
    try:
        with engine.execution_options(writing=True).connect() as connection, connection.begin():
            migrate(connection, schema)
    finally:
        engine.dispose()


def _upgrade_file(path: Path, schema: Schema) -> Path:
    stamp = f"{datetime.now():%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
    backups_dir().mkdir(parents=True, exist_ok=True)
    backup = backups_dir() / f"{path.stem}-before-upgrade-{stamp}.mami"
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with _alone_with(path) as register:
            copy_to(register, backup)
            copy_to(register, aside)
            before = _row_counts(aside)
            engine = open_engine(aside)
            try:
                writing = engine.execution_options(writing=True)
                with writing.connect() as connection, connection.begin():
                    migrate(connection, schema)
            finally:
                engine.dispose()
            _check_copy(aside, before)
            _settle(aside)
        os.replace(aside, path)
    finally:
        for leftover in (aside, *_side_files(aside)):
            leftover.unlink(missing_ok=True)
    return backup


@contextlib.contextmanager
def _alone_with(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that keeps everybody else out; "in use" if somebody is in. Its end brings the
    write-ahead log into the file."""
    connection = sqlite3.connect(path, timeout=1, isolation_level=None)
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        yield connection
    finally:
        connection.close()


def copy_to(register: sqlite3.Connection, target: Path) -> None:
    """Copy a register through SQLite's backup call (a plain copy would lose the open log)."""
    copy = sqlite3.connect(target)
    try:
        register.backup(copy)
    finally:
        copy.close()


def _row_counts(path: Path) -> dict[str, int]:
    connection = sqlite3.connect(path)
    try:
        names = [
            row[0]
            for row in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
        ]
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for name in names
        }
    finally:
        connection.close()


def _check_copy(path: Path, before: dict[str, int]) -> None:
    connection = sqlite3.connect(path)
    try:
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        linked = connection.execute("PRAGMA foreign_key_check").fetchone() is None
    finally:
        connection.close()
    after = _row_counts(path)
    lost = [name for name, count in before.items() if after.get(name, 0) < count]
    if not sound or not linked or lost:
        raise UserError(
            _("The register could not be brought up to date."),
            _("It was left as it was. Keep it, and ask for help with this version."),
        )


def _settle(path: Path) -> None:
    """Bring the write-ahead log into the file, so that the file alone is the register."""
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _side_files(path: Path) -> tuple[Path, Path]:
    return path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")
