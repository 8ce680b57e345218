"""A white card with an optional heading: icon, title, count, and a quiet word at the end."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mami_desktop.views import theme
from mami_desktop.views.theme_tokens import ColorName
from mami_desktop.views.widgets.layouts import rule
from mami_desktop.views.widgets.text import label


class Card(QFrame):
    """``card.body`` takes the content; ``card.head`` (when there is a title) more at its end."""

    def __init__(
        self,
        title: str = "",
        *,
        icon: theme.IconName | None = None,
        icon_color: ColorName = "pen",
        icon_filled: bool = True,
        flush: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        outer = QVBoxLayout(self)
        line = theme.size("border") if flush else 0
        outer.setContentsMargins(line, line, line, line)
        outer.setSpacing(0)
        edge = theme.gap("m")
        self.head = QHBoxLayout()
        self.head.setContentsMargins(edge, theme.gap("s"), edge, theme.gap("s"))
        self.head.setSpacing(theme.gap("s"))
        self._title = label(title, "section")
        self._count = label("", "count")
        self._note = label("", "caption")
        if title:
            if icon is not None:
                picture = label("")
                picture.setPixmap(
                    theme.pixmap(
                        icon,
                        icon_color,
                        filled=icon_filled,
                        size_name="icon_large",
                        ratio=self.devicePixelRatioF(),
                    )
                )
                self.head.addWidget(picture)
            self.head.addWidget(self._title)
            self.head.addWidget(self._count)
            self.head.addStretch(1)
            self.head.addWidget(self._note)
            outer.addLayout(self.head)
            outer.addWidget(rule())
            self.setAccessibleName(title)
        self.body = QVBoxLayout()
        inside = 0 if flush else edge
        self.body.setContentsMargins(inside, inside, inside, inside)
        self.body.setSpacing(0 if flush else theme.gap("s"))
        outer.addLayout(self.body, 1)

    def set_count(self, count: int | None) -> None:
        """The number behind the title."""
        self._count.setText("" if count is None else str(count))

    def set_title(self, text: str) -> None:
        """Change the title."""
        self._title.setText(text)
        self.setAccessibleName(text)

    def set_note(self, text: str) -> None:
        """The quiet word at the end of the heading."""
        self._note.setText(text)
