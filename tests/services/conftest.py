"""An open register on each database, and people to work in it.

The schema is made once per database and copied for each test; tests/models makes it anew.
"""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from mami_desktop.services.register_file import (
    Actor,
    RegisterFile,
    create_register,
    open_register,
)
from mami_desktop.services.users import add_user
from tests.conftest import FixedClock
from tests.postgres import PostgresServer

MADE_AT = datetime(2026, 10, 15, 9, 0)


def make(where: str) -> None:
    register = create_register(
        where,
        facility_code="EX01",
        facility_name="Example Health Post 01",
        user_name="P. Sample",
        clock=lambda: MADE_AT,
    )
    with register.saving(register.users()[0]) as work:
        add_user(work, "N. Sample", "nurse", "000 000 009")
        add_user(work, "C. Sample", "clinician")
    register.close()


@pytest.fixture(scope="session")
def sqlite_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model") / "model.mami"
    make(str(path))
    return path


@pytest.fixture(scope="session")
def postgres_model(postgres_server: PostgresServer) -> str:
    name = postgres_server.new_database()
    make(postgres_server.url(name))
    return name


@pytest.fixture
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Path of a fresh register with three users; modules marked ``both_databases`` get it as a URL
    too. What only decides in Python is tested on SQLite alone, every query on both."""
    get: Callable[[str], object] = request.getfixturevalue
    if getattr(request, "param", "sqlite") == "sqlite":
        path = tmp_path / "register.mami"
        shutil.copy(str(get("sqlite_model")), path)
        yield str(path)
        return
    server = get("postgres_server")
    assert isinstance(server, PostgresServer)
    name = server.new_database(template=str(get("postgres_model")))
    yield server.url(name)
    server.drop_database(name)


@pytest.fixture
def register(where: str, clock: FixedClock) -> Iterator[RegisterFile]:
    """An open register with a clock that can be set."""
    opened = open_register(where, clock)
    yield opened
    opened.close()


def user(register: RegisterFile, role: str) -> Actor:
    return next(one for one in register.users() if one.role == role)


@pytest.fixture
def in_charge(register: RegisterFile) -> Actor:
    """The first user."""
    return user(register, "in_charge")


@pytest.fixture
def nurse(register: RegisterFile) -> Actor:
    """A nurse."""
    return user(register, "nurse")


@pytest.fixture
def clinician(register: RegisterFile) -> Actor:
    """A clinician."""
    return user(register, "clinician")
