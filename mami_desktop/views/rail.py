"""The rail at the leading edge: where one can go. Icon and word; inside a pair icons alone."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from mami_desktop.i18n import N_, _
from mami_desktop.views import theme
from mami_desktop.views.theme_icons import IconName
from mami_desktop.views.widgets.text import label, restyle


@dataclass(frozen=True)
class RailEntry:
    """A screen one can go to from anywhere."""

    screen: str
    words: str
    icon: IconName


ENTRIES = (
    RailEntry("today", N_("Today"), "today"),
    RailEntry("register", N_("Register"), "register"),
    RailEntry("month", N_("Month"), "month"),
)


class RailButton(QPushButton):
    """One entry; a number beside it only when work is waiting."""

    def __init__(self, entry: RailEntry, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self._key = number
        self._waiting = 0
        self._narrow = False
        self.setProperty("kind", "rail")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self._describe()

    def set_waiting(self, count: int) -> None:
        """How much work waits there."""
        self._waiting = count
        self._describe()
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon alone."""
        self._narrow = narrow
        self.setToolTip(_(self.entry.words) if narrow else "")
        self.update()

    def _describe(self) -> None:
        words = _(self.entry.words)
        if self._waiting:
            words = _("{screen}, {count} waiting", screen=words, count=self._waiting)
        self.setAccessibleName(words)
        self.setAccessibleDescription(_("Alt+{digit}", digit=self._key))

    def sizeHint(self) -> QSize:
        return QSize(theme.size("rail_narrow"), theme.size("rail_row"))

    def paintEvent(self, event) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        tone: theme.ColorName = "rail_text"
        side = theme.size("icon")
        start = (self.width() - side + theme.size("bar")) / 2 if self._narrow else theme.gap("m")
        box = self._from_start(start, side, (self.height() - side) / 2, side)
        theme.draw_icon(painter, box, self.entry.icon, tone, filled=chosen)
        if self._narrow:
            return
        painter.setFont(theme.font("body", bold=chosen))
        painter.setPen(theme.color(tone))
        begin = start + side + theme.gap("l")
        words = self._from_start(begin, self.width() - begin, 0, self.height())
        painter.drawText(words, _start_side(), _(self.entry.words))
        if self._waiting:
            self._paint_waiting(painter, chosen)

    def _paint_waiting(self, painter: QPainter, chosen: bool) -> None:
        font = theme.font("caption", bold=True)
        text = str(self._waiting)
        high = theme.gap("xl")
        wide = max(high, QFontMetrics(font).horizontalAdvance(text) + theme.gap("m"))
        begin = self.width() - wide - theme.gap("m")
        box = self._from_start(begin, wide, (self.height() - high) / 2, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("surface" if chosen else "rail_badge"))
        painter.drawRoundedRect(box, high / 2, high / 2)
        painter.setFont(font)
        painter.setPen(theme.color("rail" if chosen and not theme.is_dark() else "rail_text"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)

    def _from_start(self, x: float, wide: float, y: float, high: float) -> QRectF:
        left = self.width() - x - wide if theme.is_right_to_left() else x
        return QRectF(left, y, wide, high)


class Rail(QFrame):
    """All entries that are built; ``asked(screen)`` when one is pressed."""

    asked = Signal(str)

    def __init__(self, entries: tuple[RailEntry, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "rail")
        self.setAccessibleName(_("Screens"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._name = _Name()
        box.addWidget(self._name)
        self.buttons = {
            entry.screen: RailButton(entry, number) for number, entry in enumerate(entries, 1)
        }
        for button in self.buttons.values():
            button.clicked.connect(lambda _on, b=button: self._press(b))
            box.addWidget(button)
        box.addStretch(1)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Icons alone (inside a pair), or icons and words."""
        self.setFixedWidth(theme.size("rail_narrow" if narrow else "rail"))
        self._name.setHidden(narrow)
        for button in self.buttons.values():
            button.set_narrow(narrow)
        restyle(self)

    def light(self, screen: str | None) -> None:
        """Show which entry the present screen belongs to."""
        for name, button in self.buttons.items():
            button.setAutoExclusive(False)
            button.setChecked(name == screen)
            button.setAutoExclusive(True)

    def set_waiting(self, screen: str, count: int) -> None:
        """The number beside an entry."""
        if screen in self.buttons:
            self.buttons[screen].set_waiting(count)

    def _press(self, button: RailButton) -> None:
        self.asked.emit(button.entry.screen)


class _Name(QWidget):
    """The program's name over the entries."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumHeight(theme.size("title_bar"))
        box = QVBoxLayout(self)
        start = theme.gap("l") + theme.size("icon_large") + theme.gap("m")
        edges = (0, theme.gap("s"), start, theme.gap("s"))
        if not theme.is_right_to_left():
            edges = (start, theme.gap("s"), 0, theme.gap("s"))
        box.setContentsMargins(*edges)
        box.setSpacing(0)
        box.addWidget(label(_("MAMI Desktop"), "rail_name"))
        box.addWidget(label(_("register"), "rail_quiet"))

    def paintEvent(self, event) -> None:
        painter = QPainter(self)
        side = theme.size("icon_large")
        x = theme.gap("l")
        left = self.width() - x - side if theme.is_right_to_left() else x
        box = QRectF(left, (self.height() - side) / 2, side, side)
        theme.draw_icon(painter, box, "register", "rail_text", filled=True)


def _start_side() -> int:
    side = Qt.AlignmentFlag.AlignRight if theme.is_right_to_left() else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute)
