"""A strip that says something in place: what happened, what to do, and buttons that do it."""

from typing import Literal

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mami_desktop.views import theme
from mami_desktop.views.theme_tokens import ColorName
from mami_desktop.views.widgets.text import Role, label

Kind = Literal["info", "warn", "problem", "ok", "draft", "danger"]
_LOOK: dict[Kind, tuple[theme.IconName, ColorName]] = {
    "info": ("help", "pen"),
    "warn": ("help", "moderate"),
    "problem": ("high", "high"),
    "ok": ("low", "low"),
    "draft": ("draft", "same_day"),
    "danger": ("high", "on_high"),
}


class MessageStrip(QFrame):
    """Icon, a bold sentence, a quieter one below, buttons at the end. Hidden while empty."""

    def __init__(
        self,
        kind: Kind,
        title: str = "",
        text: str = "",
        *,
        buttons: tuple[QWidget, ...] = (),
        icon: theme.IconName | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", f"strip_{kind}")
        name, tone = _LOOK[kind]
        picture = label("")
        picture.setPixmap(
            theme.pixmap(
                icon or name,
                tone,
                filled=kind != "draft",
                size_name="icon_large",
                ratio=self.devicePixelRatioF(),
            )
        )
        loud, soft = _roles(kind)
        self._title = label("", loud, wrap=True)
        self._text = label("", soft, wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._text)
        box = QHBoxLayout(self)
        edge = theme.gap("m")
        box.setContentsMargins(edge, theme.gap("s"), edge, theme.gap("s"))
        box.setSpacing(edge)
        box.addWidget(picture)
        box.addLayout(words, 1)
        for button in buttons:
            box.addWidget(button)
        self.say(title, text)

    def say(self, title: str, text: str = "") -> None:
        """Show these words; with none the strip goes away."""
        self._title.setText(title)
        self._title.setHidden(not title)
        self._text.setText(text)
        self._text.setHidden(not text)
        self.setAccessibleName(f"{title} {text}".strip())
        if not (title or text):
            self.hide()
        elif self.parentWidget() is not None:
            self.show()

    def title(self) -> str:
        """The bold sentence now shown."""
        return self._title.text()


def _roles(kind: Kind) -> tuple[Role, Role]:
    if kind == "danger":
        return "on_high_strong", "on_high"
    return "strong", "caption_ink"
