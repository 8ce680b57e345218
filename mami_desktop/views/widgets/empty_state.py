"""What stands where nothing is yet: one sentence, and one button that fills the place."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mami_desktop.views import theme
from mami_desktop.views.widgets.text import label


class EmptyState(QWidget):
    """Never a blank pane, never a drawing."""

    def __init__(
        self, sentence: str, button: QWidget | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        box = QVBoxLayout(self)
        edge = theme.gap("xl")
        box.setContentsMargins(edge, edge, edge, edge)
        box.setSpacing(theme.gap("m"))
        self._words = label(sentence, "quiet", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)
        box.addWidget(self._words)
        if button is not None:
            box.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(2)
        self.setAccessibleName(sentence)

    def say(self, sentence: str) -> None:
        """Change the sentence."""
        self._words.setText(sentence)
        self.setAccessibleName(sentence)

    def sentence(self) -> str:
        """The sentence now shown."""
        return self._words.text()
