"""Forms that are not finished: every answer is on disk before the next question."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from mami_desktop.services.register_file import Work


@dataclass(frozen=True)
class DraftState:
    """A form as it stands; ``kind`` enrolment, visit or referral; without ``draft_uid``: new."""

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
    owner_uid: str | None = None
    owner_name: str | None = None


def save_draft(work: Work, state: DraftState) -> str:
    """Keep the form as it stands (one upsert); returns its uid."""
    raise NotImplementedError


def list_drafts(work: Work) -> list[DraftState]:
    """All open drafts, last touched first."""
    raise NotImplementedError


def load_draft(work: Work, draft_uid: str) -> DraftState:
    """One draft."""
    raise NotImplementedError


def discard_draft(work: Work, draft_uid: str) -> None:
    """Take the draft off the list; restore_draft brings it back."""
    raise NotImplementedError


def restore_draft(work: Work, draft_uid: str) -> None:
    """Undo discard_draft."""
    raise NotImplementedError
