"""The one place that opens databases: SQLite files and PostgreSQL servers alike."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from mami_desktop.errors import UserError
from mami_desktop.i18n import _

BUSY_TIMEOUT_MS = 5000


def is_url(where: str | Path) -> bool:
    """Whether ``where`` names a database server; anything else is the path of a file."""
    return "://" in str(where)


def open_engine(where: str | Path) -> Engine:
    """An engine for a file path (SQLite) or a database URL. Connects only when first used.

    SQLite: write-ahead log, and every commit is on disk before it returns (synchronous=FULL), so
    that a power cut loses nothing that was acknowledged.
    """
    if is_url(where):
        try:
            # what is typed about patients never stands in the text of a failure
            engine = create_engine(str(where), hide_parameters=True)
        except (SQLAlchemyError, ImportError) as error:
            raise UserError(
                _("This is not an address of a database the program can use."),
                _("Write it as postgresql+psycopg://user@server/name, or give the path of a file."),
            ) from error
    else:
        engine = create_engine(
            URL.create("sqlite+pysqlite", database=str(where)), hide_parameters=True
        )
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    # the driver must not start transactions by itself: _begin_sqlite does
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        "foreign_keys = ON",
        "journal_mode = WAL",
        "synchronous = FULL",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # a transaction that will write takes its lock at once, so that it cannot fail half-way
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def damaged() -> UserError:
    """What to say about a register file that is no longer whole."""
    return UserError(
        _("The register file is damaged or is no register."),
        _("Do not work in it. Bring back the newest safety copy."),
    )


def _sqlite_failure(code: int) -> UserError | None:
    primary = code & 0xFF
    if primary == sqlite3.SQLITE_FULL:
        return UserError(
            _("The disk is full, so the last change is not saved."),
            _("Free some room, then try again. Everything saved earlier is safe."),
        )
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return UserError(
            _("The register is being used by another window or program."),
            _("Wait a moment, then try again. Nothing was changed."),
        )
    # a file that ends too early fails like a bad disk does
    cut_off = code == sqlite3.SQLITE_IOERR_SHORT_READ
    if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or cut_off:
        return damaged()
    if primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN):
        return UserError(
            _("The register file cannot be written."),
            _("Ask for permission to change the file and its folder. Nothing was changed."),
        )
    if primary == sqlite3.SQLITE_IOERR:
        return UserError(
            _("The disk could not be read or written, so the last change is not saved."),
            _("Check the disk or stick, then try again. Everything saved earlier is safe."),
        )
    return None


@contextlib.contextmanager
def database_errors() -> Iterator[None]:
    """Turn failures of the surroundings (disk full, locked, damaged, server away) into UserError.

    Anything else that the database refuses is a bug and passes unchanged.
    """
    try:
        yield
    except DBAPIError as error:
        failure = _failure(error.orig, error)
        if failure is None:
            raise
        raise failure from error
    except sqlite3.Error as error:
        failure = _sqlite_failure(getattr(error, "sqlite_errorcode", 0))
        if failure is None:
            raise
        raise failure from error


def _failure(original: Any, error: DBAPIError) -> UserError | None:
    if isinstance(original, sqlite3.Error):
        code = getattr(original, "sqlite_errorcode", None)
        if code is None and isinstance(original, sqlite3.OperationalError):
            return damaged()  # not SQLite but its driver: a text that is no text
        return _sqlite_failure(code or 0)
    if isinstance(error, IntegrityError):
        return None
    if isinstance(error, OperationalError):
        return UserError(
            _("The database server cannot be reached, or it stopped."),
            _("Check the network and the server, then try again. Nothing half was saved."),
        )
    return None
