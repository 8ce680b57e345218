"""Checks of one item of a pathway file: place, age, expressions, cut-offs, actions and words."""

import ast
from collections.abc import Iterator

from mami_desktop.i18n import _
from mami_desktop.pathway.checks_base import Checks
from mami_desktop.pathway.definition import Item
from mami_desktop.pathway.explain import PLACEHOLDER
from mami_desktop.pathway.expression import Expression, ExpressionError, compile_expression, name_of
from mami_desktop.pathway.names import DERIVED

_LAST_DAY = 184
"""No infant is older than this on the day before the six-month birthday."""


class ItemChecks(Checks):
    """Checks of items, one by one."""

    def item(self, item: Item) -> None:
        """One item: its place, choices, ages, expressions, cut-offs, actions and words."""

        def complain(text: str, remedy: str) -> None:
            self.findings.add(item.line, item.id, text, remedy)

        section = self.pathway.sections.get(item.section)
        if section is None:
            complain(
                _("the section “{name}” does not exist.", name=item.section),
                _("Use the id of a section."),
            )
        elif item.group and item.group not in section.groups:
            complain(
                _("the section has no group “{name}”.", name=item.group),
                _("Add it under the section's groups."),
            )
        if (item.kind in ("choice", "multi")) != bool(item.choices):
            complain(
                _("choices do not fit the kind {kind}.", kind=item.kind),
                _("A choice or multi item needs choices; no other has them."),
            )
        if item.repeat_if_apart and item.repeat_if_apart[0] not in self.pathway.items:
            complain(
                _("there is no item “{name}”.", name=item.repeat_if_apart[0]),
                _("Name the first reading."),
            )
        self.origin(item.line, item.id, item.mark, item.source)
        self._ages(item)
        for expression, wanted in _expressions(item):
            self.expression(expression, wanted, item.line, item.id)
        for rule in item.rules:
            self._cut_offs(item, rule.when)
            self._placeholders(item, rule.label)
            self._placeholders(item, rule.detail)
            self.known_actions(item.line, item.id, rule.actions or ())
        self.known_actions(item.line, item.id, item.actions)
        self._closure(item)

    def _ages(self, item: Item) -> None:
        values = {key: p.default for key, p in self.pathway.parameters.items()}
        days = []
        for expression in (item.from_day, item.to_day):
            try:
                day = expression(values) if expression else None
            except TypeError:
                return  # told by the kinds
            days.append(day)
        first, last = days
        start = first if isinstance(first, int | float) else 0
        end = last if isinstance(last, int | float) else _LAST_DAY
        if start > end or start > _LAST_DAY or end < 0:
            self.findings.add(
                item.line,
                item.id,
                _(
                    "no infant is ever of this age: from day {first} to day {last}.",
                    first=start,
                    last=end,
                ),
                _("Correct from_day or to_day."),
            )

    def _closure(self, item: Item) -> None:
        if item.closed_when is None:
            return
        for name in sorted(item.closed_when.names):
            read = self.pathway.items.get(name.split(".")[0])
            computed = (read is not None and not read.asked) or (
                name in DERIVED and name not in ("age_d", "age_m")
            )
            if computed or item.closed_when.fired_names:
                self.findings.add(
                    item.line,
                    item.id,
                    _("closed_when reads “{name}”, which is worked out later.", name=name),
                    _("Close a question by answers only."),
                )

    def _cut_offs(self, item: Item, when: Expression) -> None:
        for node in ast.walk(when.tree):
            if not isinstance(node, ast.Compare) or len(node.ops) != 1:
                continue
            if not isinstance(node.ops[0], ast.Lt | ast.LtE | ast.Gt | ast.GtE):
                continue
            for measured, limit in (
                (node.left, node.comparators[0]),
                (node.comparators[0], node.left),
            ):
                self._cut_off(item, measured, limit)

    def _cut_off(self, item: Item, measured: ast.expr, limit: ast.expr) -> None:
        limits = self._range(name_of(measured) or "")
        value = self._number(limit)
        if limits is None or value is None or limits[0] <= value <= limits[1]:
            return
        self.findings.add(
            item.line,
            item.id,
            _(
                "the cut-off {value} lies outside what {name} accepts, {lo} to {hi}.",
                value=value,
                name=ast.unparse(measured),
                lo=limits[0],
                hi=limits[1],
            ),
            _("Correct the cut-off or the range: check the unit."),
        )

    def _range(self, name: str) -> tuple[float, float] | None:
        base, _dot, part_name = name.partition(".")
        item = self.pathway.items.get(base)
        if item is None:
            return None
        part = item.part(part_name)
        lo, hi = (part.lo, part.hi) if part else (item.lo, item.hi)
        if lo is None or hi is None:
            return item.plausible if not part_name else None
        return lo, hi

    def _number(self, node: ast.expr) -> float | None:
        name = name_of(node)
        if name is None:
            try:
                value = ast.literal_eval(node)
            except ValueError:
                return None
        else:
            parameter = self.pathway.parameters.get(name.removeprefix("parameter."))
            value = parameter.default if parameter and name not in self.pathway.items else None
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None

    def _placeholders(self, item: Item, text: str) -> None:
        for written in PLACEHOLDER.findall(text):
            try:
                self.expression(compile_expression(written), "any", item.line, item.id)
            except ExpressionError:
                self.findings.add(
                    item.line,
                    item.id,
                    _("“{{{name}}}” in a text is no name.", name=written),
                    _("Put the name of an item or parameter in the braces."),
                )


def _expressions(item: Item) -> Iterator[tuple[Expression | None, str]]:
    yield item.from_day, "number"
    yield item.to_day, "number"
    yield item.closed_when, "bool"
    yield item.required, "bool"
    yield item.needed_for_low, "bool"
    yield item.assessed_when, "bool"
    yield item.value, "any"
    for part in item.parts:
        yield part.needed_for_low, "bool"
    for rule in item.rules:
        yield rule.when, "bool"
