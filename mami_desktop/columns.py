"""A column is described once and serves the screen, the paper and the spreadsheet."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal


def plain_text(value: Any) -> str:
    """The text of a value where nothing better is said; an unknown value is an empty cell."""
    return "" if value is None else str(value)


@dataclass(frozen=True)
class Column:
    """``value`` takes the native value out of a row (for Excel); ``text`` writes it for eyes."""

    key: str
    heading: str
    value: Callable[[Any], Any]
    text: Callable[[Any], str] = plain_text
    align: Literal["left", "right"] = "left"
    width: int = 100

    def cell(self, row: Any) -> str:
        """The text shown for this column of ``row``."""
        return self.text(self.value(row))
