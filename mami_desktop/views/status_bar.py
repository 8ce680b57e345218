"""The foot of the window: is everything saved, what runs, which register, who works."""

from datetime import datetime

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QProgressBar, QPushButton, QWidget

from mami_desktop.i18n import _, current
from mami_desktop.services.register_file import Actor
from mami_desktop.services.roles import ROLE_NAMES
from mami_desktop.views import theme
from mami_desktop.views.desk import Desk
from mami_desktop.views.jobs import Job, job_queue
from mami_desktop.views.widgets.text import label, restyle

SHOW_JOB_AFTER_MS = 2000


class StatusBar(QFrame):
    """Says when the last answer reached the disk; a failure stays until a save succeeds."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setProperty("kind", "status_bar")
        self.setMinimumHeight(theme.size("status_bar"))
        self._saved = QPushButton()
        self._saved.setProperty("kind", "status")
        self._job = _JobLine()
        facility = desk.register.facility
        self._training = label(_("TRAINING DATA"), "training")
        self._user = QPushButton()
        self._user.setProperty("kind", "status")
        self._user.setIcon(theme.icon("user", "ink2"))
        for button in (self._saved, self._user):
            button.setIconSize(QSize(theme.size("icon"), theme.size("icon")))
        self._user.setToolTip(_("Who works now: press to change"))
        self._users = QMenu(self)
        self._users.aboutToShow.connect(self._list_users)
        self._user.setMenu(self._users)
        box = QHBoxLayout(self)
        box.setContentsMargins(theme.gap("l"), theme.gap("xs"), theme.gap("l"), theme.gap("xs"))
        box.setSpacing(theme.gap("l"))
        box.addWidget(self._saved)
        box.addWidget(self._job)
        box.addStretch(1)
        box.addWidget(self._training)
        self._training.setVisible(facility.training)
        box.addWidget(label(facility.name))
        box.addWidget(self._user)
        desk.saved.connect(self.show_saved)
        desk.not_saved.connect(self.show_not_saved)
        desk.actor_changed.connect(self._show_user)
        job_queue().started.connect(self._job.follow)
        self._show_user()
        self.show_saved(None)

    def show_saved(self, at: datetime | None) -> None:
        """Everything is on disk."""
        words = _("All saved {time}", time=current().time(at)) if at is not None else _("All saved")
        self._say(words, alarm=False)

    def show_not_saved(self, why: str) -> None:
        """The last answer is not on disk; stays until one is."""
        self._say(_("Not saved: {why}", why=why), alarm=True)

    def save_state(self) -> str:
        """The words of the save state."""
        return self._saved.accessibleName()

    def _say(self, words: str, *, alarm: bool) -> None:
        self._saved.setText(f" {words}")
        self._saved.setAccessibleName(words)
        self._saved.setIcon(
            theme.icon("high" if alarm else "low", "high" if alarm else "low", filled=True)
        )
        self._saved.setProperty("alarm", "true" if alarm else "false")
        restyle(self._saved)

    def _show_user(self) -> None:
        words = _who(self._desk.actor)
        self._user.setText(f" {words}")
        self._user.setAccessibleName(_("Who works now: {who}", who=words))

    def _list_users(self) -> None:
        self._users.clear()
        for actor in self._desk.register.users():
            self._users.addAction(_who(actor)).triggered.connect(
                lambda _on, chosen=actor: self._desk.set_actor(chosen)
            )


def _who(actor: Actor) -> str:
    return _("{name}, {role}", name=actor.name, role=_(ROLE_NAMES[actor.role]))


class _JobLine(QWidget):
    """A job that takes longer than two seconds, with Cancel."""

    def __init__(self) -> None:
        super().__init__()
        self._current: Job | None = None
        self._words = label("")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(theme.size("number_field"))
        self._bar.setMaximumHeight(theme.gap("m"))
        self._cancel = QPushButton(_("Cancel"))
        self._cancel.setProperty("kind", "status")
        self._cancel.clicked.connect(self._stop)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.gap("s"))
        for part in (self._words, self._bar, self._cancel):
            box.addWidget(part)
        self.hide()

    def follow(self, job: Job) -> None:
        """Show this job once it has run for two seconds."""
        self._current = job
        self._words.setText(job.title)
        self._bar.setRange(0, 0)
        job.progressed.connect(self._progress)
        job.ended.connect(self._end)
        QTimer.singleShot(SHOW_JOB_AFTER_MS, self, lambda: self._show(job))

    def _show(self, job: Job) -> None:
        if self._current is job:
            self.show()

    def _progress(self, done: int, total: int, text: str) -> None:
        self._words.setText(text)
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _stop(self) -> None:
        if self._current is not None:
            self._current.cancel()

    def _end(self) -> None:
        self._current = None
        self.hide()
