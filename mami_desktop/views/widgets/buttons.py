"""The kinds of button. Enter presses the one that has the focus, except a danger button.

A key beside the words ("New pair  F2") is only told here; the shortcut belongs to the screen.
"""

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from mami_desktop.views import theme
from mami_desktop.views.theme_tokens import ColorName
from mami_desktop.views.widgets.text import bold_extra

Kind = Literal["primary", "outline", "danger", "danger_outline", "link", "chip"]
_ICON_COLOR: dict[str, ColorName] = {
    "primary": "on_pen",
    "danger": "on_high",
    "danger_outline": "high",
}


class Button(QPushButton):
    """A button of one kind: words, an optional icon before them and the key after them."""

    kind: Kind = "outline"

    def __init__(
        self,
        text: str,
        *,
        icon: theme.IconName | None = None,
        key: str = "",
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", self.kind)
        self.setProperty("compact", "true" if compact else "false")
        self.setAutoDefault(False)
        self._key = key
        self.set_words(text)
        if icon is not None:
            self.setIcon(theme.icon(icon, _ICON_COLOR.get(self.kind, "pen")))
            self.setIconSize(QSize(theme.size("icon"), theme.size("icon")))

    def set_words(self, text: str) -> None:
        """Change the words, e.g. to "Printing..." while it is busy; the key stays."""
        self.setText(f"{text}   {self._key}" if self._key else text)
        self.setAccessibleName(text)

    def keyPressEvent(self, event) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self._enter(event)
        else:
            super().keyPressEvent(event)

    def _enter(self, event) -> None:
        self.click()


class _FilledButton(Button):
    """Filled: the focus is a white ring inside an ink ring, painted over the ground."""

    def paintEvent(self, event) -> None:
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = theme.gap("hair")
        corner = theme.size("radius")
        rings: tuple[ColorName, ...] = ("ring_outer", "ring_inner")
        for step, name in enumerate(rings):
            inset = wide * step + wide / 2
            path = QPainterPath()
            path.addRoundedRect(
                QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), corner, corner
            )
            painter.strokePath(path, QPen(theme.color(name), wide))


class PrimaryButton(_FilledButton):
    """The one filled button of a screen."""

    kind: Kind = "primary"


class DangerButton(_FilledButton):
    """Only "Refer now" and "Restore over this register". Enter never presses it; Space does."""

    kind: Kind = "danger"

    def _enter(self, event) -> None:
        event.ignore()


class DangerOutlineButton(Button):
    """The quiet way to "refer now". Enter never presses it."""

    kind: Kind = "danger_outline"

    def _enter(self, event) -> None:
        event.ignore()


class OutlineButton(Button):
    """Everything that is not the one filled button."""

    kind: Kind = "outline"


class LinkButton(Button):
    """An action written as a link."""

    kind: Kind = "link"


class ChipButton(Button):
    """A filter that states itself; checked when it filters."""

    kind: Kind = "chip"

    def __init__(self, text: str, *, checkable: bool = True, **rest) -> None:
        super().__init__(text, **rest)
        self.setCheckable(checkable)

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(bold_extra(self), 0)
