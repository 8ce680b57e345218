"""Texts on the screen: always plain text (a name may hold a "<"), styled by their role."""

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QSizePolicy, QWidget

from mami_desktop.views import theme

Role = Literal[
    "caption",
    "caption_strong",
    "caption_ink",
    "overline",
    "hint",
    "label",
    "label_ink",
    "body",
    "quiet",
    "note",
    "strong",
    "question",
    "question_strong",
    "section",
    "count",
    "title",
    "figure",
    "answer",
    "answer_strong",
    "problem_hard",
    "problem_soft",
    "understood",
    "high",
    "moderate",
    "on_high",
    "on_high_strong",
    "training",
    "rail_name",
    "rail_quiet",
]


def label(text: str, role: Role = "body", *, wrap: bool = False) -> QLabel:
    """A text in one of the roles of the style sheet."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    if theme.is_right_to_left():  # an English word in an Arabic window still starts at the right
        made.setAlignment(
            Qt.AlignmentFlag.AlignRight
            | Qt.AlignmentFlag.AlignVCenter
            | Qt.AlignmentFlag.AlignAbsolute
        )
    return made


def set_role(target: QLabel, role: Role) -> None:
    """Change what a text is; the style sheet follows."""
    if target.property("role") != role:
        target.setProperty("role", role)
        restyle(target)


def restyle(target: QWidget) -> None:
    """Let the style sheet look again after a dynamic property changed."""
    target.style().unpolish(target)
    target.style().polish(target)
    # a padding counts only once the frame was measured anew
    QApplication.sendEvent(target, QEvent(QEvent.Type.StyleChange))
    target.update()


def bold_extra(button: QPushButton) -> int:
    """Pixels a button's words grow by when it turns bold: room kept from the start."""
    font = QFont(button.font())
    wide = []
    for bold in (False, True):
        font.setBold(bold)
        wide.append(QFontMetrics(font).horizontalAdvance(button.text()))
    return max(0, wide[1] - wide[0])


class ElidedLabel(QLabel):
    """One line that gives way: too long a text ends in "..." and is whole in the tool tip.

    ``short`` is a shorter wording tried before anything is cut.
    """

    def __init__(
        self,
        text: str = "",
        role: Role = "body",
        parent: QWidget | None = None,
        *,
        short: str = "",
    ) -> None:
        super().__init__(parent)
        self._short = short
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text)
        self._tell_whole()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def shown_text(self) -> str:
        """The text as it fits now."""
        metrics = QFontMetrics(self.font())
        text = self.text()
        if self._short and metrics.horizontalAdvance(text) > self.width():
            text = self._short
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width())

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def _tell_whole(self) -> None:
        self.setToolTip(self.text() if self.shown_text() != self.text() else "")

    def paintEvent(self, event) -> None:
        painter = QPainter(self)
        # a Latin name keeps its order in an Arabic window, but stands at the side words begin
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        side = self.alignment() | Qt.AlignmentFlag.AlignVCenter
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        side |= Qt.AlignmentFlag.AlignAbsolute
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            int(side),
            self.palette(),
            self.isEnabled(),
            self.shown_text(),
            self.foregroundRole(),
        )
