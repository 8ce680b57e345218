"""A date, typed or picked: Alt+Down or the small button opens the calendar."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QWidget

from mami_desktop.i18n import _
from mami_desktop.views import theme
from mami_desktop.views.widgets.entry_line import EntryLine
from mami_desktop.views.widgets.reading import Reader, date_guard


class DateField(EntryLine):
    """Typed as 21 11 26, 21/11, today, -3; the text stays as typed, the day is shown below it."""

    def __init__(
        self,
        name: str,
        today: Callable[[], date],
        read: Reader | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, read or date_guard(today), parent=parent)
        self._today = today
        self.setMinimumWidth(theme.size("date_field"))
        action = self.addAction(theme.icon("today"), QLineEdit.ActionPosition.TrailingPosition)
        action.setToolTip(_("Calendar (Alt+Down)"))
        action.triggered.connect(self.open_calendar)
        self._calendar: QCalendarWidget | None = None

    def set_day(self, day: date | None) -> None:
        """Show a day as if it had been typed."""
        self.set_typed("" if day is None else f"{day:%d %m %Y}")

    def open_calendar(self) -> None:
        """Open the calendar at the typed day, or today."""
        calendar = QCalendarWidget(self)
        calendar.setWindowFlag(Qt.WindowType.Popup)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        day = self.value() or self._today()
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.activated.connect(self._pick)
        calendar.clicked.connect(self._pick)
        calendar.move(self.mapToGlobal(QPoint(0, self.height())))
        calendar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._calendar = calendar
        calendar.show()
        calendar.setFocus()

    def _pick(self, day: QDate) -> None:
        if self._calendar is None:
            return
        calendar, self._calendar = self._calendar, None
        calendar.close()
        self.setText(f"{day.day():02d} {day.month():02d} {day.year()}")
        self.edited.emit(self.reading())
        self.commit()
        self.focus_entry()

    def keyPressEvent(self, event) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() == Qt.Key.Key_Down:
            self.open_calendar()
        else:
            super().keyPressEvent(event)
