"""In which line of a TOML text each table stands; tomllib does not say."""

import re

_HEADER = re.compile(r"^\s*\[(\[)?\s*([\w.\-]+)\s*\]")
_ID = re.compile(r"^\s*id\s*=")
_KEY = re.compile(r"^\s*([\w\-]+|\"[^\"]*\"|'[^']*')\s*=")


class TomlLines:
    """Lines, counted from 1, of array tables by position and of keys in plain tables."""

    def __init__(self, text: str) -> None:
        self._tables: dict[str, list[int]] = {}
        self._keys: dict[tuple[str, str], int] = {}
        table, is_array, in_text = "", False, ""
        for number, line in enumerate(text.splitlines(), start=1):
            if in_text:
                in_text = "" if in_text in line else in_text
                continue
            header = _HEADER.match(line)
            if header:
                is_array, table = bool(header[1]), header[2]
                if is_array:
                    self._tables.setdefault(table, []).append(number)
                self._keys.setdefault(("", table), number)
            elif is_array and _ID.match(line):
                self._tables[table][-1] = number
            elif not is_array and (key := _KEY.match(line)):
                self._keys.setdefault((table, key[1].strip("\"'")), number)
            for quotes in ('"""', "'''"):
                if line.count(quotes) % 2:
                    in_text = quotes

    def of_table(self, table: str, place: int) -> int:
        """Line of the ``id``, else of the header, of a ``[[table]]`` by place; 1 if unknown."""
        lines = self._tables.get(table, [])
        return lines[place] if place < len(lines) else 1

    def of_key(self, table: str, key: str) -> int:
        """Line of ``key`` in ``[table]``, else of the table; 1 if unknown."""
        return self._keys.get((table, key)) or self._keys.get(("", table), 1)
