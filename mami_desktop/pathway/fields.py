"""Typed reading of one table of the pathway file; every mistake becomes a problem, none stops."""

from collections.abc import Mapping
from typing import Any

from mami_desktop.i18n import _
from mami_desktop.pathway.expression import Expression, ExpressionError, compile_expression
from mami_desktop.pathway.problems import Findings

ALWAYS = compile_expression("true")
NEVER = compile_expression("false")


class Fields:
    """The keys of one table. Read each with a method; ``finish`` complains about the rest."""

    def __init__(
        self,
        data: Mapping[str, Any],
        findings: Findings,
        line: int,
        conditions: Mapping[str, Expression],
        item: str = "",
    ) -> None:
        self._rest = dict(data)
        self._findings = findings
        self._conditions = conditions
        self.line = line
        self.item = item or str(data.get("id", ""))

    def problem(self, text: str, remedy: str) -> None:
        """Note a problem at this table."""
        self._findings.add(self.line, self.item, text, remedy)

    def _take(self, key: str, kinds: type | tuple[type, ...], words: str) -> Any:
        if key not in self._rest:
            return None
        value = self._rest.pop(key)
        wrong_bool = isinstance(value, bool) and kinds not in (bool, (bool, str))
        if wrong_bool or not isinstance(value, kinds):
            self.problem(
                _("“{key}” is not {words}.", key=key, words=words),
                _("Write it as {words}.", words=words),
            )
            return None
        return value

    def text(self, key: str, *, required: bool = False) -> str:
        """A text, empty if absent."""
        missing = key not in self._rest
        value = self._take(key, str, _("a text in quotes"))
        if required and (missing or value == ""):
            self.problem(_("“{key}” is missing.", key=key), _('Add {key} = "...".', key=key))
        return value or ""

    def flag(self, key: str) -> bool:
        """true or false; false if absent."""
        return bool(self._take(key, bool, _("true or false")))

    def number(self, key: str) -> float | None:
        """A number, or None."""
        value: float | None = self._take(key, (int, float), _("a number"))
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty if absent."""
        value = self._take(key, list, _("a list of texts")) or []
        if not all(isinstance(entry, str) for entry in value):
            self.problem(
                _("“{key}” is not a list of texts.", key=key), _("Put each entry in quotes.")
            )
            return ()
        return tuple(value)

    def range(self, key: str) -> tuple[float, float] | None:
        """[lowest, highest], or None."""
        value = self._take(key, list, _("two numbers in brackets"))
        if value is None:
            return None
        numbers = [v for v in value if isinstance(v, int | float) and not isinstance(v, bool)]
        if len(value) != 2 or len(numbers) != 2 or value[0] > value[1]:
            self.problem(
                _("“{key}” is not a lowest and a highest value.", key=key),
                _("Write for example {key} = [50, 200].", key=key),
            )
            return None
        return value[0], value[1]

    def table(self, key: str) -> dict[str, str]:
        """A table of texts, empty if absent."""
        value = self._take(key, dict, _("a table of texts")) or {}
        for name, entry in value.items():
            if not isinstance(entry, str) or not entry:
                self.problem(
                    _("“{name}” in “{key}” has no text.", name=name, key=key),
                    _("Give it a text in quotes."),
                )
        return {name: str(entry) for name, entry in value.items()}

    def tables(self, key: str) -> list[dict[str, Any]]:
        """A list of tables, empty if absent."""
        value = self._take(key, list, _("a list of tables")) or []
        if not all(isinstance(entry, dict) for entry in value):
            self.problem(
                _("“{key}” is not a list of tables.", key=key),
                _("Write each under its own [[...]] line."),
            )
            return []
        return list(value)

    def raw(self, key: str) -> Any:
        """Whatever stands there, for a value whose kind is checked elsewhere."""
        return self._rest.pop(key, None)

    def expression(self, key: str) -> Expression | None:
        """A condition or value in quotes, or a number; None if absent."""
        value = self._take(key, (str, int), _("an expression in quotes"))
        return None if value is None else self._compiled(key, str(value))

    def condition(self, key: str) -> Expression | None:
        """true, or a condition in quotes; None if absent or false."""
        value = self._take(key, (bool, str), _("true, or a condition in quotes"))
        if value is None or value is False:
            return None
        return ALWAYS if value is True else self._compiled(key, value)

    def _compiled(self, key: str, text: str) -> Expression | None:
        try:
            return compile_expression(text, self._conditions)
        except ExpressionError as error:
            self.problem(
                _("“{key}” is no condition: {reason}.", key=key, reason=error),
                _("Correct the expression."),
            )
            return None

    def nested(self, data: Mapping[str, Any]) -> "Fields":
        """Fields of a table inside this one, told under the same line and id."""
        return Fields(data, self._findings, self.line, self._conditions, self.item)

    def finish(self) -> None:
        """Complain about keys nobody knows."""
        for key in self._rest:
            self.problem(
                _("nobody knows “{key}”.", key=key),
                _("Correct its spelling or take the line out."),
            )
