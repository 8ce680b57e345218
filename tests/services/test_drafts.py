"""Forms that are not finished: nothing acknowledged is lost, nothing is a record yet."""

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from mami_desktop.errors import UserError
from mami_desktop.models import entities as tables
from mami_desktop.services.drafts import (
    DraftState,
    discard_draft,
    list_drafts,
    load_draft,
    restore_draft,
    save_draft,
)
from mami_desktop.services.enrolment import enrol_infant
from mami_desktop.services.register_file import open_register
from tests.services.pairs import new_enrolment


def keep(register, actor, state):
    with register.saving(actor) as work:
        return save_draft(work, state)


def test_a_draft_comes_back_as_it_was_left(register, nurse, clock):
    state = DraftState("enrolment", title="Golf Example", form={"infant_name": "Golf Example"})
    uid = keep(register, nurse, state)
    clock.advance(minutes=5)
    answers = {"ds_oedema": {"value": "none", "state": "typed"}}
    keep(register, nurse, replace(state, draft_uid=uid, answers=answers, section="danger_signs",
                                  item="ds_oedema"))  # fmt: skip
    with register.reading() as work:
        (draft,) = list_drafts(work)
    assert (draft.draft_uid, draft.title, draft.form) == (
        uid, "Golf Example", {"infant_name": "Golf Example"},
    )  # fmt: skip
    assert (draft.answers, draft.section, draft.item) == (answers, "danger_signs", "ds_oedema")
    assert (draft.started_at, draft.updated_at) == (clock.at - timedelta(minutes=5), clock.at)
    assert draft.owner_name == "N. Sample"


def test_a_draft_has_no_number_and_leaves_no_line_in_the_record_of_changes(register, nurse):
    with register.reading() as work:
        before = work.session.scalar(select(func.count()).select_from(tables.change))
    keep(register, nurse, DraftState("enrolment", title="Golf Example"))
    with register.reading() as work:
        after = work.session.scalar(select(func.count()).select_from(tables.change))
        assert work.session.scalar(select(func.count()).select_from(tables.enrolment)) == 0
    assert after == before


def test_a_discarded_draft_can_be_brought_back(register, nurse):
    uid = keep(register, nurse, DraftState("visit"))
    with register.saving(nurse) as work:
        discard_draft(work, uid)
        assert list_drafts(work) == []
        with pytest.raises(UserError):
            load_draft(work, uid)
        restore_draft(work, uid)
        assert load_draft(work, uid).kind == "visit"


def test_finishing_the_form_takes_the_draft_off_the_list(register, nurse):
    uid = keep(register, nurse, DraftState("enrolment"))
    with register.saving(nurse) as work:
        enrol_infant(work, new_enrolment(draft_uid=uid))
    with register.reading() as work:
        assert list_drafts(work) == []
    with pytest.raises(UserError, match="finished or discarded"):
        keep(register, nurse, DraftState("enrolment", draft_uid=uid, title="late answer"))


TYPIST = """
import sys
from mami_desktop.services.drafts import DraftState, save_draft
from mami_desktop.services.register_file import open_register
register = open_register(sys.argv[1])
nurse = next(user for user in register.users() if user.role == "nurse")
uid = None
for number in range(10_000):
    with register.saving(nurse) as work:
        uid = save_draft(work, DraftState("enrolment", uid, answers={"number": number}))
    print(number, flush=True)
"""


def test_every_acknowledged_answer_outlives_a_killed_process(register, where):
    for acknowledged_before_death in (1, 7, 23):
        typist = subprocess.Popen(
            [sys.executable, "-c", TYPIST, where], stdout=subprocess.PIPE, text=True
        )
        assert typist.stdout is not None
        for _line in range(acknowledged_before_death):
            last = int(typist.stdout.readline())
        typist.kill()
        rest = typist.stdout.read().split()
        typist.wait()
        typist.stdout.close()
        last = int(rest[-1]) if rest else last
        again = open_register(where)
        with again.reading() as work:
            newest = list_drafts(work)[0]
        again.close()
        assert newest.answers["number"] >= last and newest.draft_uid is not None
        with register.saving(register.users()[0]) as work:
            discard_draft(work, newest.draft_uid)
