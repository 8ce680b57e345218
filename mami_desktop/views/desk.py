"""What a screen works with: the open register, who works, the pathway, and the way elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from mami_desktop.errors import EntryError, UserError
from mami_desktop.i18n import Translator, current
from mami_desktop.pathway.definition import Pathway
from mami_desktop.services.register_file import Actor, RegisterFile, Work


class Desk(QObject):
    """One register, one user, one window.

    ``go("pair", enrolment_uid=...)`` shows a screen, ``back()`` the one before. Writing through
    ``with desk.saving() as work`` tells the status bar when it is on disk.
    """

    asked_to_go = Signal(str, object)
    asked_back = Signal()
    saved = Signal(object)
    not_saved = Signal(str)
    changed = Signal()
    said = Signal(str, object)
    actor_changed = Signal()

    def __init__(self, register: RegisterFile, actor: Actor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.register = register
        self.actor = actor

    @property
    def t(self) -> Translator:
        """The language of the screen."""
        return current()

    @property
    def pathway(self) -> Pathway:
        """The pathway new assessments are made under, in the language of the screen."""
        from mami_desktop.pathway.load import default_pathway  # read at first use

        return default_pathway().translated(self.t.language)

    def now(self) -> datetime:
        """The time by the register's clock."""
        return self.register.clock()

    def today(self) -> date:
        """The day by the register's clock."""
        return self.now().date()

    def set_actor(self, actor: Actor) -> None:
        """Somebody else works from now on; what is saved next carries that name."""
        self.actor = actor
        self.actor_changed.emit()

    def go(self, screen: str, /, **args: Any) -> None:
        """Show a screen: today, register, month, enrolment, assessment, pair, visit, referral."""
        self.asked_to_go.emit(screen, args)

    def back(self) -> None:
        """Show the screen before this one (Alt+Left)."""
        self.asked_back.emit()

    def say(self, sentence: str, undo: Callable[[], None] | None = None) -> None:
        """Tell what was done, ten seconds at the foot of the window; ``undo`` takes it back."""
        self.said.emit(sentence, undo)

    @contextmanager
    def reading(self) -> Iterator[Work]:
        """A transaction that only reads."""
        with self.register.reading(self.actor) as work:
            yield work

    @contextmanager
    def saving(self, *, quietly: bool = False) -> Iterator[Work]:
        """A transaction that writes; when it ends the status bar says so.

        ``quietly``: a draft; lists need not look again. What fails is raised on, for the field
        (EntryError) or the one dialog.
        """
        try:
            with self.register.saving(self.actor) as work:
                yield work
        except EntryError:
            raise  # something to mend in the entry: the disk is not to blame
        except UserError as error:
            self.not_saved.emit(error.what)
            raise
        self.saved.emit(self.now())
        if not quietly:
            self.changed.emit()
