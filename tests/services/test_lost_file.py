"""A register file that goes away under the program: it is said, and nothing is told as saved."""

import shutil

import pytest

from mami_desktop.errors import UserError
from mami_desktop.services.drafts import DraftState, list_drafts, save_draft


def save(register, actor, title):
    with register.saving(actor) as work:
        save_draft(work, DraftState("enrolment", title=title))


def titles(register):
    with register.reading() as work:
        return [draft.title for draft in list_drafts(work)]


def test_a_deleted_register_is_told_and_no_empty_one_is_made(register, nurse, tmp_path):
    path = tmp_path / "register.mami"
    save(register, nurse, "before")
    aside = tmp_path / "aside.mami"
    path.rename(aside)
    with pytest.raises(UserError, match="no longer in its place"):
        save(register, nurse, "lost")
    with pytest.raises(UserError, match="no longer in its place"):
        titles(register)
    assert not path.exists()
    aside.rename(path)
    save(register, nurse, "after")
    assert titles(register) == ["before", "after"]


def test_a_register_replaced_by_another_file_is_told_and_not_written_to(register, nurse, tmp_path):
    path = tmp_path / "register.mami"
    save(register, nurse, "before")
    register.close()
    copy = tmp_path / "copy.mami"
    shutil.copyfile(path, copy)
    copy.replace(path)
    before = path.read_bytes()
    with pytest.raises(UserError, match="replaced by another one"):
        save(register, nurse, "lost")
    assert path.read_bytes() == before
