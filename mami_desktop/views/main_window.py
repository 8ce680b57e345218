"""The frame around every screen: rail, title bar or pair bar, the screen, the status bar."""

from datetime import date
from typing import Any

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from mami_desktop.errors import UserError
from mami_desktop.i18n import _
from mami_desktop.services.today import today_board
from mami_desktop.views import theme
from mami_desktop.views.desk import Desk
from mami_desktop.views.error_dialog import show_failure
from mami_desktop.views.jobs import job_queue
from mami_desktop.views.pair_bar import PairBar
from mami_desktop.views.rail import ENTRIES, Rail
from mami_desktop.views.screen import Screen, is_built, make_screen
from mami_desktop.views.search import SearchField
from mami_desktop.views.status_bar import StatusBar
from mami_desktop.views.title_bar import TitleBar
from mami_desktop.views.undo_strip import UndoStrip
from mami_desktop.views.widgets.layouts import column, row

MIDNIGHT_CHECK_MS = 60_000
LONGEST_HISTORY = 30

Place = tuple[str, dict[str, Any]]
"""A screen and the arguments it was opened with."""


class MainWindow(QMainWindow):
    """One register, one user. Screens are made at first use; leaving one never asks "Save?"."""

    text_scale_asked = Signal(int)
    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        desk.setParent(self)
        self._screens: dict[str, Screen] = {}
        self._history: list[Place] = []
        self._here: Place | None = None
        self._day: date = desk.today()
        self.rail = Rail(tuple(entry for entry in ENTRIES if is_built(entry.screen)))
        self.search = SearchField(desk)
        self.title_bar = TitleBar(self.search)
        self.pair_bar = PairBar()
        self.stack = ScreenStack()
        self.undo_strip = UndoStrip()
        self.status = StatusBar(desk)
        inner = column(
            self.title_bar, self.pair_bar, self.stack, self.undo_strip, self.status, gap="none"
        )
        inner.setStretch(2, 1)
        central = QWidget()
        central.setLayout(row(self.rail, inner, gap="none"))
        self.setCentralWidget(central)
        # never a patient's name: the title is shown in task bars and screen shares
        self.setWindowTitle(_("{facility} - MAMI Desktop", facility=desk.register.facility.name))
        self.setWindowIcon(theme.icon("register", "pen", filled=True))
        self.resize(theme.window_size())
        self._connect()
        self._shortcuts()

    def _connect(self) -> None:
        self.rail.asked.connect(lambda screen: self.go(screen))
        self.title_bar.asked_new_pair.connect(self.new_pair)
        self.pair_bar.asked_find.connect(self.find_pair)
        self.pair_bar.asked_pair.connect(lambda args: self.go("pair", **args))
        self.search.left.connect(self._show_bars)
        self.desk.asked_to_go.connect(lambda screen, args: self.go(screen, **args))
        self.desk.asked_back.connect(self.back)
        self.desk.said.connect(self.undo_strip.say)
        self.desk.changed.connect(self._on_changed)
        self._midnight = QTimer(self)
        self._midnight.setInterval(MIDNIGHT_CHECK_MS)
        self._midnight.timeout.connect(self._check_day)
        self._midnight.start()
        self._recount = QTimer(self)
        self._recount.setSingleShot(True)
        self._recount.setInterval(0)
        self._recount.timeout.connect(self._count_waiting)

    def _shortcuts(self) -> None:
        for keys, action in (
            (("Ctrl+K", "F3"), self.find_pair),
            (("F2", "Ctrl+N"), self.new_pair),
            (("Alt+Left",), self.back),
            (("F5",), self.refresh),
            (("Ctrl+Z",), self._undo),
            (("Ctrl+Tab",), self.pair_bar.next_twin),
            (("Ctrl++", "Ctrl+="), lambda: self._rescale(1)),
            (("Ctrl+-",), lambda: self._rescale(-1)),
        ):
            for key in keys:
                QShortcut(QKeySequence(key), self, action)
        for number, screen in enumerate(self.rail.buttons, 1):
            QShortcut(QKeySequence(f"Alt+{number}"), self, lambda s=screen: self.go(s))

    # -- going about ------------------------------------------------------------------------

    def go(self, name: str, /, **args: Any) -> None:
        """Show a screen; what cannot be kept or opened stays where it is, and says so."""
        try:
            came_from = self._leave()
            self._open(name, args)
        except UserError as error:
            show_failure(error)
            return
        if came_from is not None and came_from != (name, args):
            self._history = [*self._history[-LONGEST_HISTORY:], came_from]

    def back(self) -> None:
        """Show the screen before this one; the first one leads to Today."""
        try:
            self._leave()
        except UserError as error:
            show_failure(error)
            return
        while self._history:
            name, args = self._history.pop()
            try:
                self._open(name, args)
            except UserError:
                continue  # finished or discarded meanwhile: the one before it
            return
        self.go("today")

    def _leave(self) -> Place | None:
        """Keep what is typed; the way back to it, None where there is nothing to come back to."""
        if self._here is None:
            return None
        self.current().leave()
        name, args = self._here
        place = self.current().place(args)
        return None if place is None else (name, place)

    def _open(self, name: str, args: dict[str, Any]) -> None:
        screen = self._screen(name)
        screen.open(**args)
        self._here = (name, args)
        self.stack.setCurrentWidget(screen)
        self._show_bars()
        self._recount.start()

    def current(self) -> Screen:
        """The screen shown."""
        shown = self.stack.currentWidget()
        assert isinstance(shown, Screen)
        return shown

    def where(self) -> Place:
        """Name and arguments of the screen shown."""
        return self._here or ("today", {})

    def trail(self) -> list[Place]:
        """The way here, this screen last, for another window to `follow`; typed text is kept."""
        here = self._leave()
        return self._history if here is None else [*self._history, here]

    def follow(self, trail: list[Place]) -> None:
        """Go where another window was."""
        self._history = list(trail)
        self.back()

    def new_pair(self) -> None:
        """F2: a new pair, with what was typed in the search."""
        if is_built("enrolment"):
            text = self.search.text().strip()
            self.search.clear()
            self.desk.go("enrolment", **({"name": text} if text else {}))

    def find_pair(self) -> None:
        """Ctrl+K: the search; inside a pair it takes the place of the pair bar meanwhile."""
        came_from = QApplication.focusWidget()
        self.pair_bar.hide()
        self.title_bar.show()
        self.search.begin(came_from)

    def refresh(self) -> None:
        """F5: look again."""
        self._guarded(self.current().refresh)
        self._recount.start()

    def _screen(self, name: str) -> Screen:
        if name not in self._screens:
            screen = make_screen(name, self.desk)
            screen.bar_changed.connect(self._show_bars)
            self._screens[name] = screen
            self.stack.addWidget(screen)
        return self._screens[name]

    def _show_bars(self) -> None:
        if self._here is None or self.search.hasFocus():
            return
        screen = self.current()
        in_pair = screen.frame == "pair"
        self.rail.set_narrow(screen.frame != "title" or theme.is_large())
        self.rail.light(screen.rail_entry)
        buttons = screen.bar_buttons()
        if in_pair:
            self.pair_bar.show_pair(screen.pair(), buttons)
        self.title_bar.show_screen(
            screen.title(), [] if in_pair else buttons, screen.offers_new_pair()
        )
        self.pair_bar.setVisible(in_pair)
        self.title_bar.setVisible(not in_pair)

    # -- what changes under way -------------------------------------------------------------

    def _on_changed(self) -> None:
        self._recount.start()

    def _count_waiting(self) -> None:
        with self.desk.reading() as work:
            board = today_board(work)
        self.rail.set_waiting("today", board.work_waiting)

    def _check_day(self) -> None:
        if self.desk.today() != self._day:
            self._day = self.desk.today()
            self.refresh()

    def _undo(self) -> None:
        if self.undo_strip.can_undo():
            self._guarded(self.undo_strip.undo)

    def _rescale(self, step: int) -> None:
        scales = theme.TEXT_SCALES
        at = scales.index(theme.text_scale()) + step
        if 0 <= at < len(scales):
            self.text_scale_asked.emit(scales[at])

    def _guarded(self, act: Any) -> None:
        try:
            act()
        except UserError as error:
            show_failure(error)

    def closeEvent(self, event) -> None:
        """Leaving keeps a draft; there is no question."""
        try:
            if self._here is not None:
                self.current().leave()
        except UserError as error:
            show_failure(error)
            event.ignore()
            return
        job_queue().stop_all()
        self.closed.emit()
        super().closeEvent(event)


class ScreenStack(QStackedWidget):
    """The screens; only the one that is shown says how much room it needs."""

    def sizeHint(self) -> QSize:
        shown = self.currentWidget()
        return super().sizeHint() if shown is None else shown.sizeHint()

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return super().minimumSizeHint() if shown is None else shown.minimumSizeHint()
