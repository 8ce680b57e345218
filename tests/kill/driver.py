"""A nurse who never looks up: fills the form and the wizard in a real window, with real keys.

Run as ``python -m tests.kill.driver REGISTER SEED``. One line of JSON tells each answer that the
window has moved on from; the one who started this may kill it at any time.
"""

import json
import os
import random
import sys
import time
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mami_desktop.pathway.definition import Item
from mami_desktop.services.register_file import open_register
from mami_desktop.views import theme
from mami_desktop.views.assessment.page_words import REVIEW
from mami_desktop.views.assessment.screen import AssessmentScreen
from mami_desktop.views.desk import Desk
from mami_desktop.views.enrolment.screen import EnrolmentScreen
from mami_desktop.views.main_window import MainWindow
from mami_desktop.views.widgets import (
    NOT_ASSESSED,
    DateField,
    EntryLine,
    OptionList,
    OptionRow,
    OptionSet,
)

ENTER = Qt.Key.Key_Return
BORN_BEFORE_DAYS = (1, 170)


class Nurse:
    """Answers whatever has the focus, at random, with the keyboard alone."""

    def __init__(self, window: MainWindow, seed: int) -> None:
        self.window = window
        self.dice = random.Random(seed)

    def work(self) -> None:
        """Fill everything in, page after page, up to the review."""
        self.settle()
        QTest.keyClick(QApplication.focusWidget() or self.window, Qt.Key.Key_F2)
        self.settle()
        while True:
            screen = self.window.current()
            if isinstance(screen, AssessmentScreen) and screen._section == REVIEW:
                return
            self.answer_one(screen)

    def answer_one(self, screen: Any) -> None:
        focus = QApplication.focusWidget()
        if focus is None:
            self.settle()
            return
        key = self.asked_at(screen, focus)
        if key is not None:
            self.type_answer(screen, key, focus)
        QTest.keyClick(QApplication.focusWidget() or self.window, ENTER)
        self.settle()
        if key is not None:
            self.tell(screen.intake, key)

    def asked_at(self, screen: Any, focus: QWidget) -> str | None:
        """The field or question that has the focus; None on a button."""
        if isinstance(screen, EnrolmentScreen):
            page = screen._pages[screen._page]
            found = (k for k, field in page._fields.items() if field.isAncestorOf(focus))
            return next(found, None)
        page = screen._pages[screen._section]
        found = (k for k in page.shown_items() if page.row(k).isAncestorOf(focus))
        return next(found, None)

    def type_answer(self, screen: Any, key: str, focus: QWidget) -> None:
        item = screen.intake.assessment.pathway.items.get(key)
        if isinstance(focus, DateField):
            QTest.keyClicks(focus, f"-{self.dice.randint(*BORN_BEFORE_DAYS)}")
        elif isinstance(focus, EntryLine):
            QTest.keyClicks(focus, self.text_for(item, focus))
        else:
            self.choose(focus)

    def choose(self, focus: QWidget) -> None:
        holder: Any = focus
        while not isinstance(holder, OptionRow | OptionSet | OptionList):
            holder = holder.parentWidget()
        if isinstance(holder, OptionList):
            lowest, most = 0, holder.count() - 1
        else:
            codes = [button.code for button in holder.buttons]
            lowest = 0 if NOT_ASSESSED in codes else 1
            most = len(codes) - (1 - lowest)
        digit = self.dice.randint(lowest, min(most, 9))
        QTest.keyClick(focus, Qt.Key(Qt.Key.Key_0.value + digit))

    def text_for(self, item: Item | None, focus: EntryLine) -> str:
        words = f"Example {self.dice.randint(1, 99)}"
        if item is None or item.kind == "text":
            return str(self.dice.randint(1, 4)) if "number" in focus.accessibleName() else words
        part = next((p for p in item.parts if p.label in focus.accessibleName()), None)
        if part is not None and part.kind == "text":
            return words
        low, high = (part.lo, part.hi) if part is not None else (item.lo, item.hi)
        return str(self.dice.randint(int(low or 0), int(high or 9)))

    def tell(self, intake: Any, key: str) -> None:
        stored = intake.assessment.answers.get(key)
        told = {"key": key, "form": intake.form.get(key), "answer": stored}
        if told["form"] is not None or stored is not None:
            print(json.dumps(told), flush=True)

    def settle(self) -> None:
        for _round in range(3):
            QApplication.processEvents()


def main() -> None:
    where, seed = sys.argv[1], int(sys.argv[2])
    app = QApplication([])
    theme.apply(app)
    register = open_register(where)
    window = MainWindow(Desk(register, register.users()[0]))
    window.show()
    window.activateWindow()
    window.go("today")
    Nurse(window, seed).work()
    print(json.dumps({"done": True}), flush=True)
    time.sleep(60)


if __name__ == "__main__":
    main()
