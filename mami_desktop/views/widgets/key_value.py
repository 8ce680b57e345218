"""A fact on a line: its name at the start, its value at the end, marked by where it comes from."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mami_desktop.views import theme
from mami_desktop.views.widgets.text import label

Origin = Literal["typed", "computed", "estimated", "said"]
_MARK: dict[Origin, str] = {"typed": "", "computed": "= ", "estimated": "~ ", "said": ""}


class KeyValue(QWidget):
    """``typed`` is pen blue; ``computed`` has "=" before it, ``estimated`` "~"; ``said`` is ink."""

    def __init__(
        self,
        name: str,
        value: str,
        origin: Origin = "said",
        *,
        note: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.gap("xs"))
        box.addWidget(label(name, "label"))
        box.addStretch(1)
        mark = _MARK[origin] if value else ""
        if mark:
            box.addWidget(label(mark.strip(), "quiet"))
        shown = label(value, "answer_strong" if origin == "typed" else "strong")
        shown.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        box.addWidget(shown)
        if note:
            box.addWidget(label(note, "caption"))
        self.setAccessibleName(f"{name}: {mark}{value} {note}".strip())
