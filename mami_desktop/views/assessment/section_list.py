"""The pages of a form at the start edge: name, how far each is, in any order."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mami_desktop.i18n import N_, _
from mami_desktop.views import theme
from mami_desktop.views.widgets import label, scrolled, set_role
from mami_desktop.views.widgets.layouts import clear

State = Literal["open", "partly", "done", "moderate", "high", "away"]
_ICONS: dict[str, tuple[theme.IconName, theme.ColorName, bool]] = {
    "open": ("open", "ink2", False),
    "partly": ("partly", "pen", True),
    "done": ("low", "low", True),
    "moderate": ("moderate", "moderate", True),
    "high": ("high", "high", True),
    "away": ("open", "line", False),
}


@dataclass(frozen=True)
class Entry:
    """One page: its key, name, a quiet line below, and how it stands."""

    key: str
    name: str
    note: str = ""
    state: State = "open"
    quiet: bool = False


class SectionList(QFrame):
    """``asked(key)`` when a page is chosen. The current one is marked."""

    asked = Signal(str)

    def __init__(self, heading: str, foot: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "side")
        self.setFixedWidth(theme.size("section_list"))
        self._rows: dict[str, _Row] = {}
        self._current: str | None = None
        inside = QWidget()
        self._box = QVBoxLayout(inside)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._heading = label(heading, "overline")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, theme.gap("m"), theme.size("border"), theme.gap("s"))
        outer.setSpacing(theme.gap("xs"))
        outer.addLayout(_indented(self._heading))
        outer.addWidget(scrolled(inside), 1)
        outer.addLayout(_indented(label(foot, "caption", wrap=True)))

    def show_entries(self, entries: list[Entry], current: str | None) -> None:
        """Show the pages; rows are kept while the pages stay the same."""
        if list(self._rows) != [entry.key for entry in entries]:
            clear(self._box)
            self._rows = {}
            for entry in entries:
                row = _Row(entry.key)
                row.clicked.connect(lambda _on, key=entry.key: self.asked.emit(key))
                self._rows[entry.key] = row
                self._box.addWidget(row)
            self._box.addStretch(1)
        for entry in entries:
            self._rows[entry.key].show_entry(entry, entry.key == current)
        self._current = current

    def keys(self) -> list[str]:
        """The pages in order."""
        return list(self._rows)

    def note(self, key: str) -> str:
        """The quiet line of a page."""
        return self._rows[key].note_text()


class _Row(QPushButton):
    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        self.setProperty("kind", "section")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._icon = label("")
        self._name = label("", "body")
        self._note = label("", "caption", wrap=True)
        for part in (self._icon, self._name, self._note):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._note)
        box = QHBoxLayout(self)
        box.setContentsMargins(theme.gap("s"), theme.gap("s"), theme.gap("s"), theme.gap("s"))
        box.setSpacing(theme.gap("s"))
        box.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        box.addLayout(words, 1)

    def sizeHint(self) -> QSize:
        width = theme.size("section_list")
        box = self.layout()
        if box is None:
            return QSize(width, theme.size("menu_row"))
        high = box.totalHeightForWidth(width) if box.hasHeightForWidth() else -1
        return QSize(width, max(theme.size("menu_row"), high, box.totalSizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def note_text(self) -> str:
        return self._note.text()

    def show_entry(self, entry: Entry, current: bool) -> None:
        name, color, filled = _ICONS[entry.state]
        self._icon.setPixmap(
            theme.pixmap(name, color, filled=filled, ratio=self.devicePixelRatioF())
        )
        self._name.setText(entry.name)
        quiet = entry.quiet or entry.state == "away"
        set_role(
            self._name,
            "answer_strong" if current else "quiet" if quiet else "body",
        )
        self._note.setText(entry.note)
        self._note.setHidden(not entry.note)
        self.setChecked(current)
        spoken = (entry.name, entry.note, _(_STATE_WORDS[entry.state]))
        self.setAccessibleName(", ".join(part for part in spoken if part))
        self.updateGeometry()


_STATE_WORDS = {
    "open": N_("open"),
    "partly": N_("partly answered"),
    "done": N_("done"),
    "moderate": N_("done with findings"),
    "high": N_("danger sign"),
    "away": N_("not asked"),
}


def _indented(widget: QWidget) -> QHBoxLayout:
    box = QHBoxLayout()
    box.setContentsMargins(theme.gap("s"), 0, theme.gap("s"), 0)
    box.addWidget(widget)
    return box
