"""What kind of value an expression has, and what in it cannot be meant: unknown names and codes."""

import ast
from collections.abc import Callable
from dataclasses import dataclass

from mami_desktop.i18n import _
from mami_desktop.pathway.definition import Item, Parameter, Pathway
from mami_desktop.pathway.expression import Expression, name_of
from mami_desktop.pathway.names import DERIVED

Complain = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class ValueKind:
    """bool, number, numbers, text, date, parts, list, code (one of ``codes``), codes (several)."""

    name: str
    codes: tuple[object, ...] = ()


BOOL, NUMBER, TEXT = ValueKind("bool"), ValueKind("number"), ValueKind("text")
_ITEM_KINDS = {"bool": BOOL, "int": NUMBER, "dec": NUMBER, "date": ValueKind("date"), "text": TEXT}
_PART_KINDS = {"bool": BOOL, "int": NUMBER, "dec": NUMBER, "text": TEXT}


class KindChecker:
    """Checks expressions of one pathway; every complaint says what is wrong and what to do."""

    def __init__(self, pathway: Pathway, complain: Complain) -> None:
        self.pathway = pathway
        self.complain = complain

    def expect(self, expression: Expression, wanted: str) -> None:
        """Complain unless the expression is of kind ``wanted`` ("any": whatever it is)."""
        kind = self.kind(expression.tree)
        if kind is not None and wanted not in ("any", kind.name):
            self.complain(
                _("“{text}” is no {wanted}.", text=expression.text, wanted=_wanted(wanted)),
                _("Rewrite it so that it compares something."),
            )

    def kind(self, node: ast.expr) -> ValueKind | None:
        """The kind of a part of an expression; None after a complaint."""
        name = name_of(node)
        if name is not None:
            return self._name(name)
        if isinstance(node, ast.Constant):
            return self._constant(node.value)
        if isinstance(node, ast.List | ast.Tuple):
            return ValueKind("list", tuple(ast.literal_eval(node)))
        if isinstance(node, ast.BoolOp):
            for part in node.values:
                self._need(part, "bool")
            return BOOL
        if isinstance(node, ast.UnaryOp):
            wanted = BOOL if isinstance(node.op, ast.Not) else NUMBER
            self._need(node.operand, wanted.name)
            return wanted
        if isinstance(node, ast.BinOp):
            self._need(node.left, "number")
            self._need(node.right, "number")
            return NUMBER
        if isinstance(node, ast.Compare):
            return self._compare(node)
        if isinstance(node, ast.Subscript):
            return self._one_of_list(node)
        assert isinstance(node, ast.Call)  # nothing else compiles
        return self._call(node)

    def _one_of_list(self, node: ast.Subscript) -> ValueKind | None:
        if not self._need(node.value, "numbers"):
            return None
        name = (name_of(node.value) or "").removeprefix("parameter.")
        listed = self.pathway.parameters[name].default
        place = ast.literal_eval(node.slice)
        if isinstance(listed, tuple) and not 0 <= place < len(listed):
            self.complain(
                _("“{text}” is not in the list.", text=ast.unparse(node)),
                _("Places run from 0 to {last}.", last=len(listed) - 1),
            )
        return NUMBER

    def _need(self, node: ast.expr, wanted: str) -> bool:
        kind = self.kind(node)
        if kind is not None and kind.name != wanted:
            self.complain(
                _("“{text}” is no {wanted}.", text=ast.unparse(node), wanted=_wanted(wanted)),
                _("Compare it with something, or correct the name."),
            )
        return kind is not None and kind.name == wanted

    def _name(self, name: str) -> ValueKind | None:
        if name in ("true", "false"):
            return BOOL
        if name in self.pathway.conditions:
            return self.kind(self.pathway.conditions[name].tree)
        base, _dot, part_name = name.partition(".")
        if base == "parameter" and part_name in self.pathway.parameters:
            return self._parameter(self.pathway.parameters[part_name])
        item = self.pathway.items.get(base)
        if item is not None and part_name:
            part = item.part(part_name)
            if part is not None:
                return _PART_KINDS[part.kind]
        elif item is not None:
            return self._item(item)
        elif name in DERIVED:
            return ValueKind(DERIVED[name].kind)
        elif name in self.pathway.parameters:
            return self._parameter(self.pathway.parameters[name])
        self.complain(
            _("the name “{name}” is not known.", name=name),
            _("Correct its spelling: it must be an item, a parameter or a named condition."),
        )
        return None

    def _item(self, item: Item) -> ValueKind | None:
        if item.kind == "choice":
            return ValueKind("code", tuple(choice.code for choice in item.choices))
        if item.kind == "multi":
            return ValueKind("codes", tuple(choice.code for choice in item.choices))
        if item.kind == "calc":
            if item.value is not None:
                return self.kind(item.value.tree)
            self.complain(
                _("“{name}” is worked out by its rules and has no value.", name=item.id),
                _("Write fired({name}).", name=item.id),
            )
            return None
        return _ITEM_KINDS.get(item.kind, ValueKind("parts"))

    def _parameter(self, parameter: Parameter) -> ValueKind:
        if parameter.kind in ("number", "int"):
            return NUMBER
        if parameter.kind in ("bool", "numbers"):
            return ValueKind(parameter.kind)
        item = self.pathway.items.get(parameter.item)
        codes = tuple(choice.code for choice in item.choices) if item else parameter.allowed
        return ValueKind("code" if parameter.kind == "choice" else "codes", codes)

    def _constant(self, value: object) -> ValueKind:
        if isinstance(value, bool):
            return BOOL
        return NUMBER if isinstance(value, int | float) else ValueKind("literal", (value,))

    def _compare(self, node: ast.Compare) -> ValueKind:
        sides = [node.left, *node.comparators]
        for left, sign, right in zip(sides, node.ops, sides[1:], strict=False):
            self._compare_two(left, sign, right)
        return BOOL

    def _compare_two(self, left: ast.expr, sign: ast.cmpop, right: ast.expr) -> None:
        a, b = self.kind(left), self.kind(right)
        if a is None or b is None:
            return
        if isinstance(sign, ast.Lt | ast.LtE | ast.Gt | ast.GtE):
            fits = a.name == b.name == "number"
        elif isinstance(sign, ast.In | ast.NotIn):
            fits = (a.name, b.name) in (("code", "list"), ("literal", "codes"), ("literal", "code"))
            fits = fits and b.name != "code"
        else:
            fits = a.name == b.name or {a.name, b.name} in (
                {"code", "literal"},
                {"text", "literal"},
                {"code", "number"},
            )
        if not fits:
            words = f"{ast.unparse(left)} … {ast.unparse(right)}"
            self.complain(
                _("“{text}” compares things of different kinds.", text=words),
                _("Compare a number with a number, a code with its codes."),
            )
            return
        self._codes_exist(a, b, right if isinstance(right, ast.Constant) else left)
        self._codes_exist(b, a, left if isinstance(left, ast.Constant) else right)

    def _codes_exist(self, known: ValueKind, written: ValueKind, node: ast.expr) -> None:
        if known.name not in ("code", "codes"):
            return
        wanted = written.codes if written.name in ("list", "literal") else ()
        if written.name == "number" and isinstance(node, ast.Constant):
            wanted = (node.value,)
        for code in wanted:
            if code not in known.codes:
                self.complain(
                    _("the code “{code}” is not among the choices.", code=code),
                    _("Use one of: {codes}.", codes=", ".join(str(c) for c in known.codes)),
                )

    def _call(self, node: ast.Call) -> ValueKind | None:
        assert isinstance(node.func, ast.Name)  # nothing else compiles
        function = node.func.id
        if function == "fired":
            for argument in node.args:
                self._fires(argument)
            return BOOL
        if function == "answered":
            for argument in node.args:
                self.kind(argument)
            return BOOL
        if function in ("count", "total"):
            for argument in node.args:
                self._need(argument, "bool" if function == "count" else "number")
            return NUMBER
        if function == "overlaps":
            for argument in node.args:
                self._need(argument, "codes")
            return BOOL
        first, second = self.kind(node.args[0]), self.kind(node.args[1])
        if first is not None and second is not None and first.name != second.name:
            self.complain(
                _("“{text}” has values of different kinds.", text=ast.unparse(node)),
                _("Give two values of one kind."),
            )
        return first

    def _fires(self, argument: ast.expr) -> None:
        name = name_of(argument) or ""
        item = self.pathway.items.get(name)
        if item is None or not item.rules:
            self.complain(
                _("fired({name}): there is no such item with a rule.", name=name),
                _("Correct the name."),
            )


def _wanted(name: str) -> str:
    return {
        "bool": _("condition that is true or false"),
        "number": _("number"),
        "numbers": _("list of numbers"),
        "codes": _("list of codes"),
    }.get(name, name)
