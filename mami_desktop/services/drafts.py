"""Forms that are not finished: every answer is on disk before the next question.

A draft is no record yet: it has no number, and its steps leave no lines in the record of changes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, Row, Select, insert, select, update

from mami_desktop.errors import UserError
from mami_desktop.i18n import _
from mami_desktop.models.entities import app_user, draft
from mami_desktop.models.rows import storable
from mami_desktop.services.register_file import Work


@dataclass(frozen=True)
class DraftState:
    """A form as it stands; ``kind`` enrolment, visit or referral; without ``draft_uid``: new.

    ``form`` and ``answers`` are JSON; ``title`` is what the list calls it (the infant's name).
    """

    kind: str
    draft_uid: str | None = None
    infant_uid: str | None = None
    enrolment_uid: str | None = None
    title: str | None = None
    form: Mapping[str, Any] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)
    section: str | None = None
    item: str | None = None
    started_at: datetime | None = None
    updated_at: datetime | None = None
    owner_name: str | None = None


def save_draft(work: Work, state: DraftState) -> str:
    """Keep the form as it stands (one upsert); returns its uid. On disk when the Work ends.

    An ``infant_uid`` the draft has already (an emergency slip gave it) is never taken away.
    """
    work.allow("save_draft")
    values: dict[str, Any] = {
        "title": storable(state.title),
        "form": storable(state.form),
        "answers": storable(state.answers),
        "section": state.section,
        "item": state.item,
        "updated_at": work.now,
        "updated_by": work.user.user_uid,
    }
    for name in ("infant_uid", "enrolment_uid"):
        if getattr(state, name) is not None:
            values[name] = getattr(state, name)
    if state.draft_uid is not None:
        done = work.session.execute(
            update(draft)
            .where(
                draft.c.facility_uid == work.facility_uid,
                draft.c.draft_uid == state.draft_uid,
                draft.c.state == "open",
            )
            .values(**values, row_version=draft.c.row_version + 1)
        )
        if cast(CursorResult[Any], done).rowcount == 1:
            return state.draft_uid
        if _found(work, state.draft_uid) is not None:
            raise _no_longer_open()
    uid = state.draft_uid or work.new_uid()
    work.session.execute(
        insert(draft),
        {
            **values,
            "facility_uid": work.facility_uid,
            "draft_uid": uid,
            "kind": state.kind,
            "state": "open",
            "started_at": work.now,
            "created_at": work.now,
            "created_by": work.user.user_uid,
            "row_version": 1,
        },
    )
    return uid


def list_drafts(work: Work) -> list[DraftState]:
    """All open drafts, last touched first."""
    found = work.session.execute(
        _drafts(work).where(draft.c.state == "open").order_by(draft.c.updated_at.desc())
    )
    return [_state(row) for row in found]


def load_draft(work: Work, draft_uid: str) -> DraftState:
    """One open draft; UserError if it was finished or discarded."""
    row = _found(work, draft_uid)
    if row is None or row.state != "open":
        raise UserError(_("This form is no longer open."), _("Look for the pair in the register."))
    return _state(row)


def discard_draft(work: Work, draft_uid: str) -> None:
    """Take the draft off the list; restore_draft brings it back."""
    _move(work, draft_uid, "open", "discarded")


def restore_draft(work: Work, draft_uid: str) -> None:
    """Undo discard_draft."""
    _move(work, draft_uid, "discarded", "open")


def finish_draft(work: Work, draft_uid: str | None) -> None:
    """The form was saved as a record: the draft leaves the list in the same transaction.

    UserError if another window finished or discarded it: one form never makes two records.
    """
    if draft_uid is not None:
        _move(work, draft_uid, "open", "finished")


def draft_infant(work: Work, draft_uid: str | None) -> str | None:
    """The infant an emergency slip made for the form that is open, if any."""
    row = _found(work, draft_uid) if draft_uid else None
    return None if row is None else row.infant_uid


def link_draft(work: Work, draft_uid: str, infant_uid: str) -> None:
    """Let the open form go on with this infant."""
    work.session.execute(
        update(draft)
        .where(draft.c.facility_uid == work.facility_uid, draft.c.draft_uid == draft_uid)
        .values(infant_uid=infant_uid, row_version=draft.c.row_version + 1)
    )


def _move(work: Work, draft_uid: str, from_state: str, to_state: str) -> None:
    work.allow("save_draft")
    done = work.session.execute(
        update(draft)
        .where(
            draft.c.facility_uid == work.facility_uid,
            draft.c.draft_uid == draft_uid,
            draft.c.state == from_state,
        )
        .values(
            state=to_state,
            updated_at=work.now,
            updated_by=work.user.user_uid,
            row_version=draft.c.row_version + 1,
        )
    )
    if cast(CursorResult[Any], done).rowcount != 1:
        raise _no_longer_open()


def _no_longer_open() -> UserError:
    return UserError(
        _("This form was finished or discarded in the meantime."),
        _("Look for the pair in the register before you type it again."),
    )


def _drafts(work: Work) -> Select[Any]:
    return (
        select(draft, app_user.c.name.label("owner_name"))
        .outerjoin(
            app_user,
            (app_user.c.facility_uid == draft.c.facility_uid)
            & (app_user.c.app_user_uid == draft.c.created_by),
        )
        .where(draft.c.facility_uid == work.facility_uid)
    )


def _found(work: Work, draft_uid: str) -> Row[Any] | None:
    return work.session.execute(_drafts(work).where(draft.c.draft_uid == draft_uid)).one_or_none()


def _state(row: Row[Any]) -> DraftState:
    return DraftState(
        kind=row.kind,
        draft_uid=row.draft_uid,
        infant_uid=row.infant_uid,
        enrolment_uid=row.enrolment_uid,
        title=row.title,
        form=row.form,
        answers=row.answers,
        section=row.section,
        item=row.item,
        started_at=row.started_at,
        updated_at=row.updated_at,
        owner_name=row.owner_name,
    )
