"""Long work off the window's thread: one worker, told to stop, result and failure by signal.

    run_job(owner, _("Export"), work, done)      work(progress) -> result;  done(result)

Only exports, papers, backup and upgrade are jobs. The worker opens its own transaction.
"""

from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from mami_desktop.progress import Cancelled, Progress
from mami_desktop.views.error_dialog import show_failure

Work = Callable[[Progress], Any]
Done = Callable[[Any], None]


class Job(QObject):
    """A running job; ``cancel()`` asks it to stop. All signals come on the window's thread."""

    progressed = Signal(int, int, str)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()
    _stepped = Signal(int, int, str)
    _left = Signal(object, object)

    def __init__(self, title: str, work: Work) -> None:
        super().__init__()
        self.title = title
        self._work = work
        self._stop = False
        queued = Qt.ConnectionType.QueuedConnection
        self._stepped.connect(self.progressed, queued)
        self._left.connect(self._tell_end, queued)

    def cancel(self) -> None:
        """Ask the work to stop; nothing half-done stays behind."""
        self._stop = True

    def run(self) -> None:
        """Carry out the work; on the worker thread."""
        try:
            result = self._work(self._progress)
        except Exception as error:  # noqa: BLE001 - handed on to the one dialog, never swallowed
            self._left.emit(None, error)
        else:
            self._left.emit(result, None)

    def _progress(self, done: int, total: int, text: str) -> None:
        if self._stop:
            raise Cancelled
        self._stepped.emit(done, total, text)

    def _tell_end(self, result: Any, error: Exception | None) -> None:
        self.ended.emit()
        if isinstance(error, Cancelled):
            self.cancelled.emit()
        elif error is not None:
            self.failed.emit(error)
        else:
            self.finished.emit(result)


class _Runner(QRunnable):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def run(self) -> None:
        self._job.run()


class JobQueue(QObject):
    """One worker thread for the whole program; the status bar listens to ``started``."""

    started = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._running: list[Job] = []

    def start(self, job: Job) -> None:
        """Let the job run after those before it."""
        self._running.append(job)
        job.ended.connect(lambda: self._running.remove(job))
        self.started.emit(job)
        self._pool.start(_Runner(job))

    def is_idle(self) -> bool:
        """Whether nothing runs or waits."""
        return not self._running

    def stop_all(self) -> None:
        """Ask all jobs to stop and wait for them: the window closes."""
        for job in self._running:
            job.cancel()
        self._pool.waitForDone()


_queue: JobQueue | None = None


def job_queue() -> JobQueue:
    """The program's one queue."""
    global _queue
    if _queue is None:
        _queue = JobQueue()
    return _queue


def run_job(
    owner: QObject,
    title: str,
    work: Work,
    done: Done,
    *,
    failed: Callable[[BaseException], None] | None = None,
) -> Job:
    """Start ``work`` on the worker; ``done(result)`` runs on the window's thread.

    A failure goes to ``failed``, or else to the one dialog. When ``owner`` is deleted meanwhile,
    nothing is called any more.
    """
    job = Job(title, work)

    def if_owner_lives(call: Callable[[Any], Any]) -> Callable[[Any], None]:
        return lambda value: call(value) if shiboken6.isValid(owner) else None

    job.finished.connect(if_owner_lives(done))
    job.failed.connect(if_owner_lives(failed) if failed is not None else show_failure)
    job_queue().start(job)
    return job
