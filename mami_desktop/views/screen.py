"""What every screen is, and where each one is found.

The main window makes a screen at its first use and keeps it; ``open(**args)`` shows it for other
arguments. A screen never reaches for the window: it says ``desk.go(...)``, and emits
``bar_changed`` when its title, pair or buttons in the bar are others.
"""

import importlib
import importlib.util
from typing import Any, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mami_desktop.views.desk import Desk
from mami_desktop.views.pair_facts import PairFacts

Frame = Literal["title", "title_narrow", "pair"]

SCREENS: dict[str, str] = {
    "today": "mami_desktop.views.today.screen:TodayScreen",
    "register": "mami_desktop.views.register.screen:RegisterScreen",
    "month": "mami_desktop.views.month.screen:MonthScreen",
    "enrolment": "mami_desktop.views.enrolment.screen:EnrolmentScreen",
    "assessment": "mami_desktop.views.assessment.screen:AssessmentScreen",
    "pair": "mami_desktop.views.infant.screen:PairScreen",
    "visit": "mami_desktop.views.visit.screen:VisitScreen",
    "referral": "mami_desktop.views.referral.screen:ReferralScreen",
}


class Screen(QWidget):
    """One thing the clinic does, filling the window beside the rail.

    ``frame``: "title" (wide rail, title bar), "title_narrow" (rail of icons, title bar), "pair"
    (rail of icons, pair bar). ``rail_entry`` names the entry of the rail that stays lit.
    """

    frame: Frame = "title"
    rail_entry: str | None = None
    bar_changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "screen")
        self.desk = desk

    def open(self, **args: Any) -> None:
        """Show the screen for these arguments; called each time it is gone to."""

    def leave(self) -> None:
        """The screen is about to be left: keep what is typed (there is no "Save?")."""

    def place(self, opened_with: dict[str, Any]) -> dict[str, Any] | None:
        """Arguments that lead back to what stands here now; None when it is finished."""
        return opened_with

    def refresh(self) -> None:
        """The register changed, or midnight passed: look again."""

    def title(self) -> str:
        """The title of the title bar."""
        return ""

    def pair(self) -> PairFacts | None:
        """Who the pair bar is about."""
        return None

    def bar_buttons(self) -> list[QWidget]:
        """Buttons at the end of the title or pair bar; made once, the screen keeps them."""
        return []

    def offers_new_pair(self) -> bool:
        """Whether the title bar shows "New pair F2"."""
        return self.frame == "title"


def is_built(name: str) -> bool:
    """Whether the screen exists in this program; what does not is absent, never greyed."""
    module = SCREENS[name].partition(":")[0]
    package = module.rpartition(".")[0]
    return (
        importlib.util.find_spec(package) is not None
        and importlib.util.find_spec(module) is not None
    )


def make_screen(name: str, desk: Desk) -> Screen:
    """Import and make a screen; KeyError for a name that does not exist."""
    module, _sep, class_name = SCREENS[name].partition(":")
    made = getattr(importlib.import_module(module), class_name)(desk)
    if not isinstance(made, Screen):
        raise TypeError(f"{SCREENS[name]} is no Screen")
    return made
