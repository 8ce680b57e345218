"""The record of changes: complete, append-only, and a forgery shows."""

import sqlite3

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from mami_desktop.errors import UserError
from mami_desktop.models.changes import CREATED
from mami_desktop.models.db import open_engine
from mami_desktop.models.entities import app_user, change, mother
from mami_desktop.services.register_file import create_register, verify_chain


@pytest.fixture
def actor(register):
    return register.users()[0]


def changes_of(register, table, uid):
    with register.reading() as work:
        return work.session.execute(
            select(change)
            .where(change.c.entity == table.name, change.c.entity_uid == uid)
            .order_by(change.c.seq)
        ).all()


def chain(register):
    with register.reading() as work:
        return verify_chain(work)


def test_each_changed_field_leaves_a_line_with_old_new_reason_user_and_time(register, actor, clock):
    with register.saving(actor) as work:
        uid = work.insert(mother, {"caregiver_name": "Mother B. Example", "village": None})
    clock.advance(days=1)
    with register.saving(actor) as work:
        work.update(
            mother,
            uid,
            {"caregiver_name": "Mother B. Sample", "village": "River"},
            reason="misheard",
        )
        assert not work.update(mother, uid, {"village": "River"})
        work.strike(mother, uid, "twice")
    made, name, village, *struck = changes_of(register, mother, uid)
    assert (made.field, made.old_value, made.new_value) == (
        CREATED, None, '{"caregiver_name": "Mother B. Example"}',
    )  # fmt: skip
    assert (name.field, name.old_value, name.new_value) == (
        "caregiver_name", '"Mother B. Example"', '"Mother B. Sample"',
    )  # fmt: skip
    assert (village.old_value, village.new_value, village.reason) == (None, '"River"', "misheard")
    assert (name.user_uid, name.at) == (actor.user_uid, clock.at)
    assert [line.field for line in struck] == ["struck_at", "struck_by", "struck_reason"]
    with register.reading() as work:
        row = work.find(mother, uid)
    assert (row.row_version, row.struck_reason, row.updated_at) == (3, "twice", clock.at)
    assert chain(register).ok


def test_a_transaction_that_fails_leaves_neither_row_nor_line(register, actor):
    before = chain(register).lines
    with pytest.raises(ZeroDivisionError), register.saving(actor) as work:
        uid = work.insert(mother, {"caregiver_name": "Mother B. Example"})
        raise ZeroDivisionError
    assert changes_of(register, mother, uid) == []
    assert chain(register).lines == before


@pytest.mark.parametrize("statement", [update(change).values(reason="x"), delete(change)])
def test_the_database_itself_refuses_to_alter_the_record(register, actor, statement):
    with pytest.raises(DBAPIError, match="append-only"), register.saving(actor) as work:
        work.session.execute(statement)
    assert chain(register).ok


def test_replacing_a_line_is_refused_too(sqlite_path):
    create_register(
        sqlite_path, facility_code="EX01", facility_name="Example", user_name="P. Sample"
    ).close()
    connection = sqlite3.connect(sqlite_path)
    for verb in ("INSERT OR REPLACE", "REPLACE"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(f"{verb} INTO change SELECT * FROM change WHERE seq = 1")
    connection.close()


@pytest.mark.parametrize(
    ("behind_the_back", "found"),
    [
        ("UPDATE mother SET village = 'Hill' WHERE caregiver_name = 'Mother B. Example'", "mother"),
        ("UPDATE mother SET struck_at = NULL, struck_by = NULL, struck_reason = NULL", "mother"),
        ("DELETE FROM mother WHERE caregiver_name = 'Mother B. Example'", "mother"),
        ("INSERT INTO mother (facility_uid, mother_uid, caregiver_name, created_at, created_by,"
         " updated_at, updated_by, row_version) SELECT facility_uid, 'new', 'D.', updated_at,"
         " updated_by, updated_at, updated_by, 1 FROM app_user", "mother"),
        ("UPDATE app_user SET role = 'administrator'", "app_user"),
    ],
)  # fmt: skip
def test_a_row_altered_behind_the_programs_back_is_found(
    register, register_url, actor, behind_the_back, found
):
    with register.saving(actor) as work:
        work.insert(mother, {"caregiver_name": "Mother B. Example", "village": "River"})
        struck = work.insert(mother, {"caregiver_name": "Mother C. Example"})
        work.update(mother, struck, {"village": "North"})
        work.update(mother, struck, {"village": None})
        work.strike(mother, struck, "twice")
    assert chain(register).ok
    engine = open_engine(register_url)
    with engine.begin() as connection:
        connection.execute(text(behind_the_back))
    engine.dispose()
    assert {table for table, _uid in chain(register).altered} == {found}
    assert not chain(register).ok


def test_a_record_whose_last_lines_were_cut_off_is_found(register, register_url, actor):
    with register.saving(actor) as work:
        work.insert(mother, {"caregiver_name": "Mother B. Example"})
    engine = open_engine(register_url)
    with engine.begin() as connection:
        allow_forgery(connection)
        connection.execute(text("DELETE FROM change WHERE seq = 3"))
    engine.dispose()
    check = chain(register)
    assert check.broken_at is None and not check.ok


def allow_forgery(connection):
    if connection.dialect.name == "sqlite":
        connection.execute(text("DROP TRIGGER change_no_update"))
        connection.execute(text("DROP TRIGGER change_no_delete"))
    else:
        connection.execute(text("DROP TRIGGER change_append_only ON change"))


@pytest.mark.parametrize(
    ("forgery", "broken_at"),
    [
        ("UPDATE change SET new_value = '\"Mother X\"' WHERE seq = 3", 3),
        ("UPDATE change SET at = '2020-01-01 00:00:00' WHERE seq = 2", 2),
        ("DELETE FROM change WHERE seq = 2", 2),
    ],
)
def test_a_forged_record_is_found(register, register_url, actor, forgery, broken_at):
    with register.saving(actor) as work:
        work.insert(mother, {"caregiver_name": "Mother B. Example"})
        work.insert(mother, {"caregiver_name": "Mother C. Example"})
    assert (chain(register).lines, chain(register).ok) == (4, True)
    engine = open_engine(register_url)
    with engine.begin() as connection:
        allow_forgery(connection)
        connection.execute(text(forgery))
    engine.dispose()
    assert chain(register).broken_at == broken_at


def test_a_row_that_somebody_else_changed_is_not_overwritten(register, actor):
    with register.saving(actor) as work:
        uid = work.insert(app_user, {"name": "N. Sample", "role": "nurse", "active": True})
    with register.saving(actor) as work:
        work.update(app_user, uid, {"phone": "000 000 001"}, row_version=1)
    with pytest.raises(UserError, match="Somebody else"), register.saving(actor) as work:
        work.update(app_user, uid, {"phone": "000 000 002"}, row_version=1)
    with register.reading() as work:
        assert work.find(app_user, uid).phone == "000 000 001"


def test_a_code_outside_its_list_is_refused_by_the_database(register, actor):
    with pytest.raises(DBAPIError, match="ck_app_user_role"), register.saving(actor) as work:
        work.insert(app_user, {"name": "N. Sample", "role": "queen", "active": True})
