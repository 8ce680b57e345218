"""A private PostgreSQL server for the tests: own folder, own socket, no network, nothing kept."""

import contextlib
import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

# PostgreSQL refuses to run as root; Debian's package brings this user
SERVER_USER = "postgres"
# what a crash would lose does not matter here, the time does
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "40",
}


def find_programs() -> Path | None:
    """The folder of initdb and pg_ctl (Debian keeps them off the PATH), newest version first."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(found, key=lambda folder: int(folder.parent.name), default=None)


def why_missing() -> str:
    """What keeps a server from being started here; empty when nothing does."""
    if find_programs() is None:
        return "PostgreSQL is not installed (Debian package: postgresql)"
    if os.geteuid() == 0:
        try:
            pwd.getpwnam(SERVER_USER)
        except KeyError:
            return f"PostgreSQL cannot run as root and there is no user {SERVER_USER}"
    return ""


class PostgresServer:
    """A running server; `new_database` gives the URL of a fresh database."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self._folder = folder
        self._programs = programs
        self._numbers = itertools.count(1)

    def start(self) -> None:
        if os.geteuid() == 0:
            shutil.chown(self._folder, SERVER_USER, SERVER_USER)
        data = str(self._folder / "data")
        self._run(
            "initdb", "-D", data, "-U", "mami", "-A", "trust",
            "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync",
        )  # fmt: skip
        options = " ".join(f"-c {name}='{value}'" for name, value in SETTINGS.items())
        log = str(self._folder / "log")
        self._run(
            "pg_ctl", "-D", data, "-w", "-l", log, "-o", f"-k {self._folder} {options}", "start"
        )

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-m", "immediate", "stop")

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://mami@/{name}?host={self._folder}"

    def new_database(self, template: str = "template0") -> str:
        """Name of a new database, a copy of `template`."""
        name = f"register_{next(self._numbers)}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop_database(self, name: str) -> None:
        self._execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def _execute(self, statement: str) -> None:
        with psycopg.connect(
            host=str(self._folder), user="mami", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement.encode())

    def _run(self, program: str, *arguments: str) -> None:
        as_user: dict[str, Any] = {}
        if os.geteuid() == 0:
            as_user = {"user": SERVER_USER, "group": SERVER_USER, "extra_groups": []}
        # a pipe would stay open in the server that pg_ctl leaves running: use a file
        with open(self._folder / f"{program}.out", "w+") as output:
            done = subprocess.run(
                [self._programs / program, *arguments],
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                **as_user,
            )
            output.seek(0)
            assert done.returncode == 0, f"{program} failed:\n{output.read()}"


@contextlib.contextmanager
def running_server() -> Iterator[PostgresServer]:
    """Start a server in a new folder (short: a socket's path is limited), stop and remove it."""
    programs = find_programs()
    assert programs is not None
    folder = Path(tempfile.mkdtemp(prefix="mami-pg-"))
    server = PostgresServer(folder, programs)
    try:
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
