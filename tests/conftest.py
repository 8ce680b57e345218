"""Fixtures for every test: an own home folder, a fixed clock, both databases, no silent warnings.

Under MAMI_REQUIRE_ALL=1 nothing is skipped: a test that lacks PostgreSQL or another part fails.
"""

import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

# before anything imports Qt
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# never the home of whoever runs the tests, not even in fixtures that live longer than a test
SESSION_HOME = tempfile.mkdtemp(prefix="mami-home-")
os.environ["MAMI_HOME"] = SESSION_HOME

from mami_desktop import i18n  # noqa: E402  after the variables
from tests.postgres import PostgresServer, running_server, why_missing  # noqa: E402  after the variables

REQUIRE_ALL = os.environ.get("MAMI_REQUIRE_ALL") == "1"


# -- nothing skipped in the gate -------------------------------------------------------------


def _fail_instead_of_skipping(report) -> None:
    if REQUIRE_ALL and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"MAMI_REQUIRE_ALL=1, but a part is missing: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    _fail_instead_of_skipping(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    report = yield
    _fail_instead_of_skipping(report)
    return report


def pytest_unconfigure() -> None:
    shutil.rmtree(SESSION_HOME, ignore_errors=True)


# -- the surroundings of a test --------------------------------------------------------------


@pytest.fixture(autouse=True)
def mami_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program's home folder of this test; English, nothing set from outside."""
    home = tmp_path / "mami-home"
    monkeypatch.setenv("MAMI_HOME", str(home))
    for name in ("MAMI_REGISTER", "MAMI_NOW", "MAMI_PASSPHRASE", "LANGUAGE", "LC_ALL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    i18n.set_language("en")  # whatever the test before spoke
    return home


class FixedClock:
    """A clock that stands still until told: `clock.at = ...` or `clock.advance(days=1)`."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def advance(self, **amount: float) -> None:
        self.at += timedelta(**amount)


@pytest.fixture
def clock() -> FixedClock:
    """Thursday 15 October 2026, 09:00 local time."""
    return FixedClock(datetime(2026, 10, 15, 9, 0))


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(f"{record.name} {record.levelname}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def logged_warnings() -> Iterator[list[str]]:
    """Warnings and errors logged so far. A test that expects some asserts on them and clears the
    list; whatever is left at the end fails the test."""
    collector = _Collector()
    root = logging.getLogger()
    root.addHandler(collector)
    yield collector.messages
    root.removeHandler(collector)
    if collector.messages:
        pytest.fail("logged unexpectedly:\n" + "\n".join(collector.messages))


# -- databases -------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A private PostgreSQL server, started once for all tests that need it."""
    missing = why_missing()
    if missing:
        pytest.skip(missing)
    with running_server() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """URL of a fresh, empty PostgreSQL database."""
    name = postgres_server.new_database()
    yield postgres_server.url(name)
    postgres_server.drop_database(name)


@pytest.fixture
def sqlite_path(tmp_path: Path) -> Path:
    """Path of a register file that does not exist yet."""
    return tmp_path / "register.mami"


@pytest.fixture(params=["sqlite", "postgresql"])
def register_url(request: pytest.FixtureRequest) -> str:
    """Where a fresh register can be made: a file path, then a PostgreSQL URL."""
    if request.param == "sqlite":
        return str(request.getfixturevalue("sqlite_path"))
    return str(request.getfixturevalue("postgres_url"))
