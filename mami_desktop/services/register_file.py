"""A register that is open: who works in it, and one transaction at a time.

with register.saving(actor) as work:
    enrol_infant(work, entry)          # committed when the block ends, or nothing is
"""

import contextlib
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Row, Table, select
from sqlalchemy.orm import Session

from mami_desktop.clock import Clock, clock_for
from mami_desktop.errors import UserError
from mami_desktop.i18n import _
from mami_desktop.models import rows, upgrade
from mami_desktop.models.audit import unrecorded
from mami_desktop.models.changes import ChainCheck, Pen
from mami_desktop.models.changes import verify_chain as verify_changes
from mami_desktop.models.db import database_errors, is_url, open_engine
from mami_desktop.models.entities import app_user, facility
from mami_desktop.services.checks import LONGEST_TEXT
from mami_desktop.services.numbers import number_key
from mami_desktop.services.roles import ROLE_NAMES, may

LONGEST_CODE = 40
"""Letters of a facility's code, which stands in every number."""


@dataclass(frozen=True)
class Actor:
    """The user who acts; roles are those of ``models.codes.ROLES``."""

    user_uid: str
    name: str
    role: str
    phone: str | None = None


@dataclass(frozen=True)
class FacilityFacts:
    """The register's own facility; ``training`` registers hold invented data."""

    uid: str
    code: str
    name: str
    training: bool
    admin1: str | None = None
    admin2: str | None = None
    admin3: str | None = None
    address: str | None = None
    phone: str | None = None


@dataclass(frozen=True)
class Work:
    """One transaction: the session, who acts, and the time it counts as."""

    session: Session
    actor: Actor | None
    now: datetime
    facility: FacilityFacts
    new_uid: Callable[[], str]

    @property
    def today(self) -> date:
        """The day of ``now``."""
        return self.now.date()

    @property
    def facility_uid(self) -> str:
        """The register's own facility."""
        return self.facility.uid

    @property
    def pen(self) -> Pen:
        """Who writes and when; a reading Work has none."""
        if self.actor is None:
            raise RuntimeError("a reading Work cannot write")
        return Pen(self.session, self.facility_uid, self.actor.user_uid, self.now, self.new_uid)

    @property
    def user(self) -> Actor:
        """The actor of a saving Work."""
        if self.actor is None:
            raise RuntimeError("nobody acts in this Work")
        return self.actor

    def allow(self, use_case: str) -> None:
        """UserError unless the actor's role may carry out the use case (services/roles.py)."""
        if not may(self.user.role, use_case):
            raise UserError(
                _(
                    "{name} ({role}) may not do this.",
                    name=self.user.name,
                    role=_(ROLE_NAMES[self.user.role]),
                ),
                _("Ask a clinician or the in-charge. Nothing was changed."),
            )

    def insert(self, table: Table, values: Mapping[str, Any], uid: str | None = None) -> str:
        """Add a row with its change line; returns its uid."""
        return rows.insert_row(self.pen, table, values, uid)

    def update(
        self,
        table: Table,
        uid: str,
        values: Mapping[str, Any],
        *,
        reason: str = "",
        row_version: int | None = None,
    ) -> bool:
        """Change a row with its change lines; UserError if somebody else changed it since."""
        return rows.update_row(self.pen, table, uid, values, reason=reason, row_version=row_version)

    def strike(
        self, table: Table, uid: str, reason: str, *, row_version: int | None = None
    ) -> None:
        """Strike a row out."""
        rows.strike_row(self.pen, table, uid, reason, row_version=row_version)

    def find(self, table: Table, uid: str) -> Row[Any]:
        """The row of this facility with that uid; UserError if there is none."""
        found = self.session.execute(
            select(table).where(
                table.c.facility_uid == self.facility_uid, table.c[rows.key_name(table)] == uid
            )
        ).one_or_none()
        if found is None:
            raise UserError(
                _("This entry is not in the register."), _("Open the list again and choose it.")
            )
        return found


class RegisterFile:
    """An open register. Make one with create_register or open_register."""

    def __init__(
        self, where: str, engine: Engine, clock: Clock | None, new_uid: Callable[[], str]
    ) -> None:
        self.where = where
        self.new_uid = new_uid
        self._engine = engine
        self._path = None if is_url(where) else Path(where).absolute()
        self._file: tuple[int, int] | None = None
        self._look_for_file()
        with database_errors(), Session(engine) as session:
            own = session.execute(select(facility).where(facility.c.is_own)).one_or_none()
        if own is None:
            raise upgrade.no_register(where)
        self.facility = FacilityFacts(
            own.facility_uid, own.code, own.name, own.training,
            own.admin1, own.admin2, own.admin3, own.address, own.phone,
        )  # fmt: skip
        self.clock = clock or clock_for(own.training)

    @contextlib.contextmanager
    def reading(self, actor: Actor | None = None) -> Iterator[Work]:
        """One transaction that only reads; it sees the register as it is at this moment."""
        self._look_for_file()
        with database_errors(), Session(self._engine) as session, session.begin():
            yield self._work(session, actor)
            session.rollback()

    @contextlib.contextmanager
    def saving(self, actor: Actor) -> Iterator[Work]:
        """One transaction that writes: committed when the block ends, undone if it raises."""
        self._look_for_file()
        engine = self._engine.execution_options(writing=True)
        with database_errors(), Session(engine) as session, session.begin():
            # on a server, one writer per facility at a time: numbers and change lines stay gapless
            session.execute(
                select(facility.c.facility_uid)
                .where(facility.c.facility_uid == self.facility.uid)
                .with_for_update()
            )
            yield self._work(session, actor)

    def _look_for_file(self) -> None:
        """UserError unless the file that was opened is in its place.

        An open file can be deleted or replaced, or its stick pulled out: without this, what is
        saved would go into a file that nobody finds again, and be told as saved.
        """
        if self._path is None:
            return
        try:
            found = self._path.stat()
        except OSError as error:
            self._engine.dispose()
            raise UserError(
                _("The register file is no longer in its place, so nothing can be saved."),
                _("Put the file or the stick back, then try again. Leave this window open."),
            ) from error
        same = (found.st_dev, found.st_ino)
        if self._file not in (None, same):
            self._engine.dispose()
            raise UserError(
                _("The register file was replaced by another one, so nothing can be saved."),
                _("Put the right file back, or start the program again to work in this one."),
            )
        self._file = same

    def _work(self, session: Session, actor: Actor | None) -> Work:
        return Work(session, actor, self.clock(), self.facility, self.new_uid)

    def users(self) -> list[Actor]:
        """The active users, by name."""
        with self.reading() as work:
            found = work.session.execute(
                select(app_user)
                .where(
                    app_user.c.facility_uid == self.facility.uid,
                    app_user.c.active,
                    app_user.c.struck_at.is_(None),
                )
                .order_by(app_user.c.created_at, app_user.c.name)
            )
            return [Actor(row.app_user_uid, row.name, row.role, row.phone) for row in found]

    def close(self) -> None:
        """Let go of the file or the server."""
        self._engine.dispose()


def verify_chain(work: Work) -> ChainCheck:
    """Whether the record of changes is whole, and every row as it says (if it can be trusted)."""
    chain = verify_changes(work.session, work.facility_uid)
    if not chain.ok:
        return chain
    return replace(chain, altered=tuple(unrecorded(work.session, work.facility_uid)))


def _random_uid() -> str:
    return str(uuid.uuid4())


def create_register(
    where: str | Path,
    *,
    facility_code: str,
    facility_name: str,
    user_name: str,
    training: bool = False,
    clock: Clock | None = None,
    new_uid: Callable[[], str] | None = None,
) -> RegisterFile:
    """Make an empty register with its facility and its first user, who is the in-charge.

    ``new_uid`` and ``clock`` make sample registers repeatable. UserError if an entry is missing,
    the file exists, or it cannot be written; nothing half is left behind.
    """
    wanted = {"code": facility_code.strip(), "name": facility_name.strip()}
    person = user_name.strip()
    if not (wanted["code"] and wanted["name"] and person):
        raise UserError(
            _("The facility's code, its name and your name are needed."),
            _("Type what is missing, then try again."),
        )
    if len(wanted["code"]) > LONGEST_CODE or len(wanted["name"]) > LONGEST_TEXT:
        raise UserError(
            _("The facility's code or name is too long."),
            _("The code stands in every number: give at most {n} letters.", n=LONGEST_CODE),
        )
    make_uid = new_uid or _random_uid
    now = (clock or clock_for(training))()

    def first_rows(session: Session) -> None:
        pen = Pen(session, make_uid(), make_uid(), now, make_uid)
        rows.insert_row(
            pen,
            facility,
            {
                **wanted,
                "code_key": number_key(wanted["code"]),
                "is_own": True,
                "training": training,
            },
            pen.facility_uid,
        )
        rows.insert_row(
            pen,
            app_user,
            {"name": person, "role": "in_charge", "active": True},
            pen.user_uid,
        )

    with database_errors():
        if is_url(where):
            upgrade.create_on_server(str(where), first_rows)
        else:
            upgrade.create_file(Path(where), first_rows)
    return RegisterFile(str(where), open_engine(where), clock, make_uid)


def open_register(where: str | Path, clock: Clock | None = None) -> RegisterFile:
    """Open a register, bringing an older one up to date behind a safety copy.

    UserError: not found, no register, made by a newer program, read-only, damaged, server away.
    """
    with database_errors():
        upgrade.make_current(where)
    return RegisterFile(str(where), open_engine(where), clock, _random_uid)
