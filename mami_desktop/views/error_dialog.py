"""The only place that shows a failure: what happened, what to do, what is safe.

`install` leads every uncaught exception of any thread here. Qt calls `data()` and the like again at
each repaint, so the same failure is shown once.
"""

import logging
import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QWidget

from mami_desktop.errors import UserError
from mami_desktop.i18n import _
from mami_desktop.problem_report import problem_report, write_report
from mami_desktop.progress import Cancelled
from mami_desktop.views import theme
from mami_desktop.views.widgets.buttons import LinkButton, OutlineButton, PrimaryButton
from mami_desktop.views.widgets.layouts import STRETCH, column, row
from mami_desktop.views.widgets.text import label

log = logging.getLogger(__name__)


class ErrorDialog(QDialog):
    """One failure. ``retry`` adds "Try again"."""

    def __init__(
        self,
        error: BaseException,
        *,
        retry: Callable[[], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._error = error
        expected = isinstance(error, UserError)
        what, advice = _words(error)
        self.setWindowTitle(_("MAMI Desktop"))
        self.setMinimumWidth(theme.size("dialog"))
        self.what = label(what, "section", wrap=True)
        self.advice = label(advice, "body", wrap=True)
        self.advice.setHidden(not advice)
        picture = label("")
        picture.setPixmap(
            theme.pixmap("high" if not expected else "help", "high", filled=True,
                         size_name="icon_person", ratio=self.devicePixelRatioF())
        )  # fmt: skip
        picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.report = label("", "caption", wrap=True)
        self.report.hide()
        self.details = QPlainTextEdit(problem_report(error))
        self.details.setReadOnly(True)
        self.details.setAccessibleName(_("Details"))
        self.details.hide()
        self.close_button = PrimaryButton(_("Go on"))
        self.close_button.clicked.connect(self.accept)
        buttons: list = [STRETCH]
        if not expected:
            buttons = [self._details_button(), *buttons, self._report_button()]
        if retry is not None:
            again = OutlineButton(_("Try again"))
            again.clicked.connect(self.accept)
            again.clicked.connect(retry)
            buttons.append(again)
        words = column(self.what, self.advice, self.report, self.details, gap="m")
        body = row(picture, words, gap="l")
        body.setStretch(1, 1)
        self.setLayout(column(body, row(*buttons, self.close_button), gap="xl", margins="xl"))
        self.setAccessibleName(f"{what} {advice}".strip())
        self.close_button.setFocus()

    def _details_button(self) -> LinkButton:
        button = LinkButton(_("Details"))
        button.clicked.connect(lambda: self.details.setVisible(self.details.isHidden()))
        return button

    def _report_button(self) -> OutlineButton:
        button = OutlineButton(_("Make a problem report"))
        button.clicked.connect(self._make_report)
        return button

    def _make_report(self) -> None:
        path = write_report(self._error)
        self.report.setText(_("The report lies in “{path}”. It holds no patient data.", path=path))
        self.report.show()


def show_failure(error: BaseException, *, retry: Callable[[], None] | None = None) -> None:
    """Show a failure in the one dialog; the same one is not shown twice while it is open."""
    _Shower.instance().show(error, retry)


def install() -> None:
    """Lead uncaught exceptions of the window's thread and of all others to the dialog."""
    _Shower.instance()
    sys.excepthook = _on_uncaught
    threading.excepthook = lambda args: _on_uncaught(
        args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
    )


def _on_uncaught(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        QApplication.quit()
        return
    _Shower.instance().arrived.emit(error)  # queued to the window's thread when it is another one


def _words(error: BaseException) -> tuple[str, str]:
    if isinstance(error, UserError):
        return error.what, error.advice
    return (
        _("Something went wrong in the program, not in your work."),
        _("Your answers are saved. Make a problem report (it holds no patient data) and go on."),
    )


class _Shower(QObject):
    """Collapses repeats: a failure at the same lines is shown once until the dialog is closed."""

    arrived = Signal(object)
    _one: "_Shower | None" = None

    def __init__(self) -> None:
        super().__init__()
        self._open: set[str] = set()
        self.dialogs: list[ErrorDialog] = []
        self.arrived.connect(self.show)

    @classmethod
    def instance(cls) -> "_Shower":
        if cls._one is None:
            cls._one = cls()
        return cls._one

    def show(self, error: BaseException, retry: Callable[[], None] | None = None) -> None:
        if isinstance(error, Cancelled):
            return
        mark = str(error) if isinstance(error, UserError) else problem_report(error)
        if mark in self._open:
            return
        if not isinstance(error, UserError):
            log.error("bug\n%s", problem_report(error))
        self._open.add(mark)
        dialog = ErrorDialog(error, retry=retry, parent=QApplication.activeWindow())
        self.dialogs.append(dialog)
        dialog.finished.connect(lambda _result: self._closed(dialog, mark))
        dialog.open()

    def _closed(self, dialog: ErrorDialog, mark: str) -> None:
        self._open.discard(mark)
        self.dialogs.remove(dialog)
        dialog.deleteLater()
