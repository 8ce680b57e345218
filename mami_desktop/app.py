"""Starts the window and wires it: settings, language, look, register, main window."""

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QObject, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QWidget

from mami_desktop import i18n
from mami_desktop.errors import UserError
from mami_desktop.services.register_file import Actor, RegisterFile, open_register
from mami_desktop.settings import change_settings, load_settings
from mami_desktop.views import error_dialog, theme
from mami_desktop.views.desk import Desk
from mami_desktop.views.first_start.window import FirstStart
from mami_desktop.views.main_window import MainWindow

RIGHT_TO_LEFT = frozenset({"ar", "fa", "ps", "ur"})


def run(register_where: str | None, argv: Sequence[str] = ()) -> int:
    """Open the window: this register, the one opened last, or first start. The exit code."""
    app = make_application(argv)
    error_dialog.install()
    program = Program(app)
    program.begin(register_where)
    return app.exec()


def make_application(argv: Sequence[str] = ()) -> QApplication:
    """The one QApplication, with name, language and look of this computer's settings."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(["mami-desktop", *argv])
    app.setApplicationName("MAMI Desktop")
    app.setDesktopFileName("mami-desktop")
    dress(app)
    return app


def dress(app: QApplication) -> None:
    """Give the application the language, direction and look of the settings."""
    settings = load_settings()
    if settings.language:
        i18n.set_language(settings.language)
    language = i18n.current().language
    side = Qt.LayoutDirection
    app.setLayoutDirection(side.RightToLeft if language in RIGHT_TO_LEFT else side.LeftToRight)
    _standard_words(app, language)
    scale = settings.text_scale if settings.text_scale in theme.TEXT_SCALES else 100
    theme.apply(app, text_scale=scale, dark=settings.dark)


def _standard_words(app: QApplication, language: str) -> None:
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    words = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load(f"qtbase_{language}", folder):
        app.installTranslator(words)


class Program(QObject):
    """Holds the one window that is open, and the register it shows."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self.register: RegisterFile | None = None
        self.window: QWidget | None = None

    def begin(self, register_where: str | None) -> None:
        """Show the register asked for (also by MAMI_REGISTER), the last one, or first start."""
        named = register_where or os.environ.get("MAMI_REGISTER")
        where = named or load_settings().last_register
        if not where:
            self.show_first_start()
            return
        try:
            register = open_register(where)
        except UserError as error:
            self.show_first_start()
            error_dialog.show_failure(error)
            return
        self.show_register(register)

    def show_first_start(self) -> None:
        """The page that makes or opens a register."""
        page = FirstStart()
        page.register_ready.connect(self.show_register)
        page.look_changed.connect(self._redress_first_start)
        self._replace_window(page)

    def show_register(self, register: RegisterFile) -> None:
        """The main window of a register; it is the one opened next time too."""
        actor = _last_actor(register)
        change_settings(last_register=_kept_path(register.where), last_user=actor.user_uid)
        if self.register is not None and self.register is not register:
            self.register.close()
        self.register = register
        self._show_main(Desk(register, actor))

    def _keep_actor(self, desk: Desk) -> None:
        change_settings(last_user=desk.actor.user_uid)

    def _show_main(self, desk: Desk) -> MainWindow:
        window = MainWindow(desk)
        window.text_scale_asked.connect(self._rescale)
        desk.actor_changed.connect(lambda: self._keep_actor(desk))
        self._replace_window(window)
        window.go("today")
        return window

    def _rescale(self, text_scale: int) -> None:
        """A new window at another text size, at the same place; drafts are on disk."""
        assert isinstance(self.window, MainWindow)
        trail = self.window.trail()
        desk = Desk(self.window.desk.register, self.window.desk.actor)
        change_settings(text_scale=text_scale)
        dress(self._app)
        self._show_main(desk).follow(trail)

    def _redress_first_start(self) -> None:
        dress(self._app)
        self.show_first_start()

    def _replace_window(self, window: QWidget) -> None:
        old, self.window = self.window, window
        window.show()
        if old is not None:
            old.hide()
            old.deleteLater()


def _last_actor(register: RegisterFile) -> Actor:
    """Who worked last on this computer, else the in-charge of the register."""
    users = register.users()
    if not users:
        raise UserError(
            i18n._("This register has no user."), i18n._("Restore it from a safety copy.")
        )
    last = load_settings().last_user
    ranked = sorted(users, key=lambda user: (user.user_uid != last, user.role != "in_charge"))
    return ranked[0]


def _kept_path(where: str) -> str:
    return where if "://" in where else str(Path(where).resolve())


def grab_screen(widget: QWidget, path: Path) -> None:
    """A picture of a window at the size of the clinic PC, for the tour."""
    widget.resize(theme.window_size())
    for _turn in range(3):  # layouts settle in more than one turn of the event loop
        QApplication.processEvents()
    if not widget.grab().save(str(path)):
        raise UserError(i18n._("The picture “{name}” could not be written.", name=path.name))
