"""A measurement or count. The caller brings the reader (`reading.weight_guard` and the like)."""

from PySide6.QtWidgets import QWidget

from mami_desktop.views import theme
from mami_desktop.views.widgets.entry_line import EntryLine
from mami_desktop.views.widgets.reading import Reader


class NumberField(EntryLine):
    """Comma, point and Arabic signs are one; digits of any script are read."""

    def __init__(
        self, name: str, read: Reader, *, unit: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(name, read, unit=unit, parent=parent)
        self.setMinimumWidth(theme.size("number_field"))
        self.setMaximumWidth(theme.size("date_field"))
