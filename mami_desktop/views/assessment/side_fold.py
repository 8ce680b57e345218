"""With large text there is no room for a side panel: it folds into a strip below the questions."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mami_desktop.i18n import _
from mami_desktop.views import theme
from mami_desktop.views.widgets import Card, ElidedLabel, LevelBadge, LinkButton, row

FOLDED_FROM = 150
"""The text scale in per cent from which the panel folds at 1366 pixels."""

_WIDEST = 16_777_215  # Qt's own "no limit"


class SideFold(QWidget):
    """Holds the main card with its side panel: beside it, or behind a strip whose link says
    ``show``. ``button`` stands on the strip only: the panel has its own."""

    def __init__(
        self, main: QWidget, side: QWidget, show: str, button: QWidget | None = None
    ) -> None:
        super().__init__()
        self.folded = theme.text_scale() >= FOLDED_FROM
        self._main, self._side, self._show_words = main, side, show
        edge = theme.gap("m")
        if not self.folded:
            beside = row(main, side, gap="m")
            beside.setStretchFactor(main, 1)
            beside.setContentsMargins(0, edge, 0, edge)
            self.setLayout(beside)
            return
        side.setMinimumWidth(0)
        side.setMaximumWidth(_WIDEST)
        side.hide()
        self._badge = LevelBadge()
        self._words = ElidedLabel("", "strong")
        self._toggle = LinkButton(show, compact=True)
        self._toggle.clicked.connect(self._swap)
        strip = Card()
        line = row(self._badge, self._words, self._toggle, *([button] if button else []))
        line.setStretchFactor(self._words, 1)
        strip.body.addLayout(line)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, edge, 0, edge)
        box.setSpacing(theme.gap("s"))
        box.addWidget(main, 1)
        box.addWidget(side, 1)
        box.addWidget(strip)

    def say(self, level: theme.LevelName | None, words: str) -> None:
        """What the strip tells of the folded panel."""
        if self.folded:
            self._badge.set_level(level)
            self._words.setText(words)

    def show_main(self) -> None:
        """Back to the questions."""
        if self.folded and self._main.isHidden():
            self._swap()

    def _swap(self) -> None:
        to_side = not self._main.isHidden()
        self._main.setHidden(to_side)
        self._side.setHidden(not to_side)
        self._toggle.set_words(_("Back to the questions") if to_side else self._show_words)
