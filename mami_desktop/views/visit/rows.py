"""The rows of the visit page: a question at the start, its answer behind it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mami_desktop.i18n import _
from mami_desktop.pathway.definition import Item
from mami_desktop.views import theme
from mami_desktop.views.visit.danger_list import sign_words
from mami_desktop.views.widgets import (
    STRETCH,
    FlowLayout,
    LinkButton,
    OptionRow,
    OutlineButton,
    boxed,
    column,
    label,
    row,
    rule,
)
from mami_desktop.views.widgets.layouts import Item as Part


class AskRow(QWidget):
    """A question, a small line below it, and its answer; a rule closes the row."""

    def __init__(self, title: str, *parts: Part, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = label(title, "strong", wrap=True)
        self._small = label("", "caption", wrap=True)
        self._small.hide()
        words = boxed(column(STRETCH, self.heading, self._small, STRETCH, gap="none"))
        # in the middle of one line of answers, at the top of several
        words.setMinimumHeight(theme.size("control"))
        start = boxed(column(words, STRETCH))
        start.setFixedWidth(theme.size("answer_column"))
        self.answer = column(*parts, gap="s")
        line = row(start, self.answer, gap="s")
        line.setStretch(1, 1)
        line.setContentsMargins(theme.gap("l"), theme.gap("xs"), theme.gap("m"), theme.gap("xs"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(line)
        box.addWidget(rule())
        self.setAccessibleName(title)

    def say(self, text: str) -> None:
        """The small line below the question."""
        self._small.setText(text)
        self._small.setVisible(bool(text))


class ChoiceAsk(AskRow):
    """One of a few answers; a link opens more questions where one of them needs it."""

    more_asked = Signal()

    def __init__(self, title: str, choices: Sequence[tuple[str, str]], more: str = "") -> None:
        self.options = OptionRow(title, choices, not_assessed=False)
        self.more = LinkButton(more, icon="go", compact=True)
        self.more.hide()
        line = row(self.options, self.more)
        line.setStretch(0, 1)
        super().__init__(title, line)
        self.more.clicked.connect(self.more_asked)


class DangerAsk(AskRow):
    """The danger signs. "None of these" shows the list to read once; Enter confirms it whole.

    ``denied`` when the list was confirmed, ``seen`` when a sign was seen.
    """

    denied = Signal()
    seen = Signal()

    def __init__(self) -> None:
        title = _("Danger signs")
        self.options = OptionRow(
            title, [("none", _("None of these")), ("some", _("Yes, one..."))], not_assessed=False
        )
        self._list = label("", "caption", wrap=True)
        self.more = LinkButton(_("Danger signs, one by one"), icon="go", compact=True)
        line = row(self.options, self._list, self.more, gap="m")
        line.setStretch(1, 1)
        self._bullets = FlowLayout(gap="m")
        self._originals = label("", "hint", wrap=True)
        self.confirm = OutlineButton(_("All of these asked, none seen"), key=_("Enter"))
        inside = column(
            label(_("Read the list. Was each of these asked or looked for today?"), "strong"),
            self._bullets,
            self._originals,
            row(self.confirm, STRETCH),
            gap="s",
            margins="m",
        )
        self.reading = boxed(inside, "sunken")
        self.reading.hide()
        super().__init__(title, line, self.reading)
        self.more.clicked.connect(self.seen)
        self.confirm.clicked.connect(self._confirm)
        self.options.chosen.connect(self._chosen)
        self.options.entered.connect(self._confirm)

    def show_signs(self, signs: Sequence[Item], state: str | None, denied: bool) -> None:
        """Show the list of this age and how it was answered."""
        told = [words for item in signs for words in sign_words(item)]
        while (part := self._bullets.takeAt(0)) is not None:
            if (gone := part.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        for words in told:
            self._bullets.addWidget(label(f"\N{BULLET} {words}"))
        originals = [item.original for item in signs if item.original]
        self._originals.setText(" \N{MIDDLE DOT} ".join(originals))
        self._originals.setHidden(not originals)
        self._list.setText(", ".join(_lower(words) for words in told))
        self.reading.hide()
        self.more.setVisible(state == "some")
        self._list.setHidden(state == "some")
        self.options.set_value(state if state == "some" or denied else None)
        self.say(_("asked as a list, none seen") if denied else _("asked one by one"))
        self.setVisible(bool(signs))

    def is_reading(self) -> bool:
        """Whether the list waits to be confirmed."""
        return not self.reading.isHidden()

    def _chosen(self, code: str | None) -> None:
        self.reading.setVisible(code == "none")
        if code == "some":
            self.seen.emit()

    def _confirm(self) -> None:
        if self.is_reading() and self.options.value() == "none":
            self.reading.hide()
            self.denied.emit()


class ActionsAsk(AskRow):
    """What became of each action agreed last time. ``told(action_id, status)``."""

    told = Signal(str, object)

    def __init__(self, actions: Sequence[tuple[str, str]], statuses: dict[str, str]) -> None:
        self.options: dict[str, OptionRow] = {}
        lines = []
        choices = [("done", _("Done")), ("partly", _("Partly")), ("not_done", _("Not done"))]
        for action_id, name in actions:
            made = OptionRow(name, choices, not_assessed=False)
            made.set_value(statuses.get(action_id))
            made.chosen.connect(lambda code, a=action_id: self.told.emit(a, code))
            self.options[action_id] = made
            words = label(name, "body", wrap=True)
            words.setFixedWidth(theme.size("answer_column"))
            words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
            line = row(words, made)
            line.setStretch(1, 1)
            lines.append(line)
        super().__init__(_("Agreed last time"), *lines)
        if not actions:
            self.hide()


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
