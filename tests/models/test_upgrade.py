"""Opening: what is no register, what is too new, and bringing an older one up to date."""

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from mami_desktop.errors import UserError
from mami_desktop.models import entities as tables
from mami_desktop.models.db import database_errors, open_engine
from mami_desktop.models.upgrade import SCHEMA, Schema, make_current
from mami_desktop.paths import backups_dir
from mami_desktop.services.register_file import create_register, open_register

NEXT = """
import sqlalchemy as sa
from alembic import op
revision = "0002"
down_revision = "0001"
def upgrade():
    with op.batch_alter_table("mother") as batch:
        batch.add_column(sa.Column("nickname", sa.Text()))
    {fails}
"""


def create(where, **more):
    register = create_register(
        where, facility_code="EX01", facility_name="Example", user_name="P. Sample", **more
    )
    register.close()


def next_schema(folder: Path, fails: str = "") -> Schema:
    folder.mkdir()
    (folder / "r0002_nickname.py").write_text(NEXT.format(fails=fails))
    return Schema((*SCHEMA.revisions, "0002"), folder)


def columns(path: Path) -> set[str]:
    connection = sqlite3.connect(path)
    found = {row[1] for row in connection.execute("PRAGMA table_info(mother)")}
    connection.close()
    return found


def test_an_older_register_is_backed_up_migrated_and_swapped(sqlite_path, tmp_path):
    create(sqlite_path)
    backup = make_current(sqlite_path, next_schema(tmp_path / "versions"))
    assert "nickname" in columns(sqlite_path)
    assert backup is not None and backup.parent == backups_dir()
    assert "nickname" not in columns(backup)
    assert sorted(path.name for path in tmp_path.glob("*.part*")) == []
    with pytest.raises(UserError, match="newer version"):
        open_register(sqlite_path)


def test_an_older_register_on_a_server_is_migrated(postgres_url, tmp_path):
    create(postgres_url)
    make_current(postgres_url, next_schema(tmp_path / "versions"))
    engine = open_engine(postgres_url)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT nickname FROM mother")).all() == []
    engine.dispose()


def test_a_failed_upgrade_leaves_yesterdays_register(sqlite_path, tmp_path):
    create(sqlite_path)
    schema = next_schema(tmp_path / "versions", fails="raise RuntimeError('half-way')")
    with pytest.raises(RuntimeError, match="half-way"):
        make_current(sqlite_path, schema)
    assert "nickname" not in columns(sqlite_path)
    open_register(sqlite_path).close()
    assert list(tmp_path.glob(".*.part*")) == []


def test_an_upgrade_that_would_lose_rows_is_refused(sqlite_path, tmp_path):
    create(sqlite_path)
    schema = next_schema(tmp_path / "versions", fails='op.execute("DELETE FROM app_user")')
    with pytest.raises(UserError, match="left as it was"):
        make_current(sqlite_path, schema)
    register = open_register(sqlite_path)
    assert [user.name for user in register.users()] == ["P. Sample"]
    register.close()


def test_no_upgrade_while_somebody_works_in_the_register(sqlite_path, tmp_path):
    create(sqlite_path)
    register = open_register(sqlite_path)
    with (
        pytest.raises(UserError, match="being used"),
        database_errors(),
        register.saving(register.users()[0]),
    ):
        make_current(sqlite_path, next_schema(tmp_path / "versions"))
    register.close()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "was not found"),
        (b"", "no register"),
        (b"PK\x03\x04 a workbook" * 400, "no register"),
        ("folder", "no register"),
        ("other database", "no register"),
    ],
)
def test_what_is_no_register_is_told_and_not_touched(sqlite_path, content, words):
    if content == "folder":
        sqlite_path.mkdir()
    elif content == "other database":
        connection = sqlite3.connect(sqlite_path)
        connection.execute("CREATE TABLE song (title TEXT)")
        connection.commit()
        connection.close()
    elif content is not None:
        sqlite_path.write_bytes(content)
    before = sqlite_path.read_bytes() if sqlite_path.is_file() else None
    with pytest.raises(UserError, match=words):
        open_register(sqlite_path)
    assert (sqlite_path.read_bytes() if sqlite_path.is_file() else None) == before


def test_a_damaged_register_is_told(sqlite_path):
    create(sqlite_path)
    whole = sqlite_path.read_bytes()
    sqlite_path.write_bytes(whole[:4096] + b"\xff" * 8192 + whole[12288:])
    with pytest.raises(UserError, match="damaged|no register"):
        open_register(sqlite_path)


def test_a_register_that_was_copied_half_is_told(sqlite_path):
    create(sqlite_path)
    whole = sqlite_path.read_bytes()
    for size in (len(whole) // 2, len(whole) - 4096, 5000):
        sqlite_path.write_bytes(whole[:size])
        with pytest.raises(UserError, match="damaged|no register"):
            open_register(sqlite_path)


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_damaged_opening_ends_in_words(sqlite_path, seed, register_made_once):
    rng = random.Random(seed)
    flipped = bytearray(register_made_once)
    for _ in range(20):
        flipped[rng.randrange(len(flipped))] ^= 1 << rng.randrange(8)
    sqlite_path.write_bytes(flipped)
    try:
        register = open_register(sqlite_path)
        register.users()
        register.close()
    except UserError as told:
        assert "damaged" in told.what or "no register" in told.what or "newer" in told.what


@pytest.fixture(scope="module")
def register_made_once(tmp_path_factory):
    path = tmp_path_factory.mktemp("made") / "register.mami"
    create(path)
    return path.read_bytes()


def test_a_name_that_no_file_can_have_is_told(tmp_path):
    with pytest.raises(UserError, match="not found"):
        open_register(tmp_path / ("x" * 300))
    with pytest.raises(UserError, match="no name for a file"):
        create(tmp_path / ("x" * 300))


def test_what_is_typed_about_patients_is_in_no_failure(sqlite_path):
    create(sqlite_path)
    register = open_register(sqlite_path)
    with (
        pytest.raises(IntegrityError) as told,
        register.saving(register.users()[0]) as work,
    ):
        work.insert(tables.app_user, {"name": "Bravo Example", "role": "king", "active": True})
    assert "Bravo" not in str(told.value)
    register.close()


def test_a_database_of_a_server_that_is_no_register_is_told(postgres_url):
    with pytest.raises(UserError, match="no register"):
        open_register(postgres_url)
    create(postgres_url)
    with pytest.raises(UserError, match="not empty"):
        create(postgres_url)


def test_a_server_that_does_not_answer_is_told(tmp_path):
    with pytest.raises(UserError, match="cannot be reached"):
        open_register(f"postgresql+psycopg://mami@/register?host={tmp_path}")
    with pytest.raises(UserError, match="address"):
        open_register("nonsense://somewhere/else")


def test_creating_replaces_nothing_and_leaves_nothing_half(sqlite_path, tmp_path):
    create(sqlite_path)
    with pytest.raises(UserError, match="there already"):
        create(sqlite_path)
    with pytest.raises(UserError, match="folder"):
        create(tmp_path / "nowhere" / "register.mami")
    with pytest.raises(UserError, match="needed"):
        create_register(
            tmp_path / "other.mami", facility_code=" ", facility_name="x", user_name="x"
        )
    assert sorted(path.name for path in tmp_path.iterdir() if "home" not in path.name) == [
        "register.mami"
    ]


def test_the_register_is_one_file_that_survives_a_crash(sqlite_path):
    create(sqlite_path)
    engine = open_engine(sqlite_path)
    with engine.connect() as connection:
        settings = [
            connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    engine.dispose()
    assert settings == ["wal", 2, 1]


OPENER = """
import os, sys
import alembic.command, alembic.config  # before the right to read them is given up
from mami_desktop.errors import UserError
from mami_desktop.services.register_file import create_register, open_register
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
for attempt in (
    lambda: open_register(sys.argv[1]),
    lambda: create_register(sys.argv[1] + ".new", facility_code="E", facility_name="E",
                            user_name="E"),
):
    try:
        attempt()
    except UserError as error:
        print(error)
"""


def test_a_file_that_may_not_be_written_is_told():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.mami"
        create(path)
        path.chmod(0o444)
        os.chmod(folder, 0o555)
        before = path.read_bytes()
        done = subprocess.run([sys.executable, "-c", OPENER, path], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        told = done.stdout.splitlines()
        os.chmod(folder, 0o755)
        assert "may not write" in told[0] and "cannot be written" in told[1]
        assert [one.name for one in Path(folder).iterdir()] == ["register.mami"]
        assert path.read_bytes() == before


def test_a_full_disk_is_told_in_words(sqlite_path):
    create(sqlite_path)
    register = open_register(sqlite_path)
    with pytest.raises(UserError, match="disk is full"), register.saving(register.users()[0]) as w:
        pages = w.session.execute(text("PRAGMA page_count")).scalar()
        w.session.execute(text(f"PRAGMA max_page_count = {pages}"))
        w.session.execute(text("CREATE TABLE filler (x TEXT)"))
        w.session.execute(text("INSERT INTO filler VALUES (hex(randomblob(100000)))"))
    register.close()


def test_a_register_locked_by_another_program_is_told(sqlite_path, monkeypatch):
    create(sqlite_path)
    monkeypatch.setattr("mami_desktop.models.db.BUSY_TIMEOUT_MS", 10)
    register = open_register(sqlite_path)
    user = register.users()[0]
    other = sqlite3.connect(sqlite_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(UserError, match="being used"), register.saving(user):
        pass
    with register.reading() as work:
        assert work.session is not None
    other.close()
    register.close()


def test_a_training_register_takes_its_time_from_outside(sqlite_path, monkeypatch):
    create(sqlite_path, training=True)
    monkeypatch.setenv("MAMI_NOW", "2026-11-21T10:42")
    register = open_register(sqlite_path)
    assert register.facility.training
    with register.reading() as work:
        assert work.now.isoformat() == "2026-11-21T10:42:00"
    register.close()
