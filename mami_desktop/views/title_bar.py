"""The bar over a screen: its title, the search for a pair, and New pair."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from mami_desktop.i18n import _
from mami_desktop.views import theme
from mami_desktop.views.search import SearchField
from mami_desktop.views.widgets.buttons import PrimaryButton
from mami_desktop.views.widgets.text import ElidedLabel, label


class TitleBar(QFrame):
    """``asked_new_pair`` when New pair is pressed."""

    asked_new_pair = Signal()

    def __init__(self, search: SearchField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "title_bar")
        self.setMinimumHeight(theme.size("title_bar"))
        self._title = ElidedLabel("", "title")
        self._key = label(_("Ctrl+K"), "caption")
        self._new_pair = PrimaryButton(_("New pair"), icon="add", key=_("F2"))
        self._new_pair.clicked.connect(self.asked_new_pair)
        self._extra = QHBoxLayout()
        self._extra.setContentsMargins(0, 0, 0, 0)
        self._extra.setSpacing(theme.gap("s"))
        box = QHBoxLayout(self)
        box.setContentsMargins(theme.gap("xl"), theme.gap("s"), theme.gap("l"), theme.gap("s"))
        box.setSpacing(theme.gap("s"))
        box.addWidget(self._title, 1)
        box.addWidget(search, 2)
        box.addWidget(self._key)
        self._key.setHidden(theme.is_large())
        box.addSpacing(theme.gap("m"))
        box.addLayout(self._extra)
        box.addWidget(self._new_pair)

    def show_screen(self, title: str, buttons: list[QWidget], offers_new_pair: bool) -> None:
        """The title and buttons of the present screen."""
        self._title.setText(title)
        self._new_pair.setVisible(offers_new_pair)
        put_buttons(self._extra, buttons)


def put_buttons(place: QHBoxLayout, buttons: list[QWidget]) -> None:
    """Put a screen's buttons into a bar; those of the screen before go back to their screen."""
    while (item := place.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None and widget not in buttons:
            widget.hide()
    for button in buttons:
        place.addWidget(button)
        button.show()
