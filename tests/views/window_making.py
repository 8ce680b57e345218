"""The main window over a real register, for tests of screens."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mami_desktop.services.register_file import RegisterFile
from mami_desktop.views import theme
from mami_desktop.views.desk import Desk
from mami_desktop.views.main_window import MainWindow


def dressed() -> QApplication:
    """The application with the program's look."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app)
    return app


def open_window(qtbot: QtBot, register: RegisterFile) -> MainWindow:
    """The main window at Today."""
    dressed()
    window = MainWindow(Desk(register, register.users()[0]))
    qtbot.addWidget(window)
    window.show()
    window.go("today")
    QTest.qWait(0)
    return window


def texts(widget: QWidget) -> str:
    """Everything the labels and buttons of a widget say, for looking for a sentence."""
    from PySide6.QtWidgets import QAbstractButton, QLabel

    parts: list[QLabel | QAbstractButton] = [
        *widget.findChildren(QLabel),
        *widget.findChildren(QAbstractButton),
    ]
    return "\n".join(part.text() for part in parts if not part.isHidden())
