"""The line all typed answers come from: pen blue, unit inside at the end."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QLineEdit, QWidget

from mami_desktop.views import theme
from mami_desktop.views.widgets.reading import Reader, Understood
from mami_desktop.views.widgets.text import restyle


class EntryLine(QLineEdit):
    """A line read by a ``Reader``: at each key for what is understood, on leaving for problems.

    Signals: ``edited(Understood)`` at each change, ``committed(Understood)`` once a changed text is
    left or accepted, ``entered`` after Enter or Down, ``went_back`` after Up, and
    ``told(Understood, checked)`` whenever what stands below the field may change.
    """

    edited = Signal(object)
    told = Signal(object, bool)
    committed = Signal(object)
    entered = Signal()
    went_back = Signal()

    def __init__(
        self,
        name: str,
        read: Reader,
        *,
        unit: str = "",
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._unit = unit
        self._committed_text = ""
        self._checked = False
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(f"{name}, {unit}" if unit else name)
        if unit:
            wide = QFontMetrics(theme.font("label")).horizontalAdvance(unit) + theme.gap("xs")
            start, end = (wide, 0) if theme.is_right_to_left() else (0, wide)
            self.setTextMargins(start, 0, end, 0)
        self.textEdited.connect(self._on_edited)

    def set_reader(self, read: Reader) -> None:
        """Read by other rules from now on, e.g. after the sex or age changed."""
        self._read = read
        self._mark()

    def reading(self) -> Understood:
        """What is understood of the text now."""
        return self._read(self.text())

    def value(self):
        """The usable value, or None when empty or refused."""
        return self.reading().value

    def typed(self) -> str:
        """The text as typed, which is kept even when it is refused."""
        return self.text()

    def set_typed(self, text: str) -> None:
        """Put back what was typed before (from a draft); nothing is announced as edited."""
        self.setText(text)
        self._committed_text = text
        self._checked = bool(text)
        self._mark()

    def is_empty(self) -> bool:
        """Whether nothing is typed: where Enter goes next."""
        return not self.text().strip()

    def is_checked(self) -> bool:
        """Whether the field was left at least once: only then problems are told."""
        return self._checked

    def focus_entry(self) -> None:
        """Put the cursor here."""
        self.setFocus(Qt.FocusReason.TabFocusReason)
        self.selectAll()

    def commit(self) -> None:
        """Take the text as the answer now."""
        self._checked = True
        self._mark()
        if self.text() != self._committed_text:
            self._committed_text = self.text()
            self.committed.emit(self.reading())

    def _on_edited(self, text: str) -> None:
        self._checked = False
        self._mark()
        self.edited.emit(self.reading())

    def _mark(self) -> None:
        reading = self.reading()
        self.told.emit(reading, self._checked)
        problem = reading.problem if self._checked else None
        self.set_mark(problem.severity if problem is not None else "")

    def set_mark(self, severity: str) -> None:
        """The border of a field with a problem: "hard", "soft" or none."""
        if self.property("problem") != severity:
            self.setProperty("problem", severity)
            restyle(self)

    def focusOutEvent(self, event) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()

    def keyPressEvent(self, event) -> None:
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            if not event.isAutoRepeat():
                self.commit()
                self.entered.emit()
        elif key == Qt.Key.Key_Up and plain:
            self.commit()
            self.went_back.emit()
        elif key == Qt.Key.Key_Down and plain:
            self.commit()
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event) -> None:
        super().paintEvent(event)
        if not self._unit:
            return
        painter = QPainter(self)
        painter.setFont(theme.font("label"))
        painter.setPen(theme.color("ink2"))
        pad = theme.gap("m")
        box = QRect(self.rect()).adjusted(pad, 0, -pad, 0)
        painter.drawText(
            box,
            int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter),
            self._unit,
        )
