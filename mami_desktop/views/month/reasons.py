"""New enrolments by main reason, in groups that name nothing private."""

from PySide6.QtCore import Signal

from mami_desktop.i18n import _
from mami_desktop.pathway.tally import MonthReport
from mami_desktop.pathway.tally_words import reasons_shown
from mami_desktop.views import theme
from mami_desktop.views.widgets import STRETCH, Card, LinkButton, boxed, clear, label, row


class ReasonCard(Card):
    """``opened(label)``: the pairs with one of the reasons."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("New enrolments by main reason"))
        self.buttons: dict[str, LinkButton] = {}

    def show_report(self, report: MonthReport) -> None:
        """Show the reasons of this report; they make row 2."""
        clear(self.body)
        self.body.setSpacing(theme.gap("hair"))
        self.buttons = {}
        for text, number, _columns in reasons_shown(report):
            button = LinkButton(str(number), compact=True)
            button.setAccessibleName(f"{_(text)}: {number}")
            button.clicked.connect(lambda _on, one=text: self.opened.emit(one))
            self.buttons[text] = button
            self.body.addWidget(boxed(row(label(_(text), "body"), STRETCH, button)))
        self.set_count(report.rows["m02_new_total"].number())
