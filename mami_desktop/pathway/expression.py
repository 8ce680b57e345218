"""Conditions of the pathway file: short, safe expressions with three values.

An expression is true, false or unknown (None). What was not assessed is unknown, and what is
unknown fires nothing: ``gr_muac_mm < muac_cut_mm`` is unknown until the arm was measured,
``a or b`` is true as soon as one of them is, ``not a`` of an unknown ``a`` stays unknown.

Allowed are names, numbers, 'codes', lists of codes, comparisons, ``in``, ``and``, ``or``, ``not``,
``+ - *``, an item's second value (``cb_cough.days``), one value of a list (``mh_cutoffs[1]``), a
parameter that shares its name with an item (``parameter.mh_instrument``) and these functions:

answered(a, b)    whether all of these open items were assessed (never unknown)
fired(a, b)       whether a rule of any of these items holds (never unknown)
count(x, y, z)    how many of the conditions hold; what is unknown counts 0
total(a, b, c)    sum of those that were given; unknown if none was
overlaps(a, b)    whether two lists of codes share one
otherwise(a, b)   a, or b where a is unknown
"""

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from mami_desktop.i18n import _

Value = bool | int | float | Fraction | str | date | tuple[str | int | float, ...] | None
Fired = Mapping[str, tuple[str, ...]]
Run = Callable[[Mapping[str, Value], Fired], Value]

FUNCTIONS = ("answered", "fired", "count", "total", "overlaps", "otherwise")
_CONSTANTS: dict[str, Value] = {"true": True, "false": False}
# What the operators meet is settled when a pathway is loaded (expression_kinds), hence Any.
_COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.In: lambda a, b: a in b,
    ast.NotIn: lambda a, b: a not in b,
}
_ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Value]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
}


class ExpressionError(ValueError):
    """The text is no expression of this language; the message says which part."""


@dataclass(frozen=True)
class Comparison:
    """One comparison with a number, kept to explain a finding: value, sign, threshold."""

    value: Run
    sign: str
    threshold: Run
    holds: Run


@dataclass(frozen=True)
class Expression:
    """A compiled condition; call it with the known values and what has fired."""

    text: str
    tree: ast.expr = field(repr=False, compare=False)
    run: Run = field(repr=False, compare=False)
    names: frozenset[str] = field(compare=False)
    """Every name whose value is read, conditions opened; second values as ``item.days``."""
    fired_names: frozenset[str] = field(compare=False)
    comparisons: tuple[Comparison, ...] = field(repr=False, compare=False)

    def __call__(self, values: Mapping[str, Value], fired: Fired | None = None) -> Value:
        """True, false or None (unknown); for a value expression the value."""
        return self.run(values, fired or {})


def compile_expression(text: str, conditions: Mapping[str, Expression] | None = None) -> Expression:
    """Compile ``text``; a name of ``conditions`` stands for that expression.

    Raises ExpressionError for a syntax error or anything outside the language.
    """
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except SyntaxError as error:
        raise ExpressionError(
            _("“{text}” cannot be read near character {place}", text=text, place=error.offset)
        ) from None
    compiler = _Compiler(conditions or {})
    run = compiler.compile(tree)
    return Expression(
        text,
        tree,
        run,
        frozenset(compiler.names),
        frozenset(compiler.fired),
        tuple(compiler.comparisons),
    )


def name_of(node: ast.expr) -> str | None:
    """``item`` or ``item.extra`` of a name node, else None."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    return None


class _Compiler:
    def __init__(self, conditions: Mapping[str, Expression]) -> None:
        self.conditions = conditions
        self.names: set[str] = set()
        self.fired: set[str] = set()
        self.comparisons: list[Comparison] = []

    def compile(self, node: ast.expr) -> Run:
        name = name_of(node)
        if name is not None:
            return self._name(name)
        if isinstance(node, ast.Constant):
            return self._constant(node.value)
        if isinstance(node, ast.List | ast.Tuple):
            return self._list(node)
        if isinstance(node, ast.BoolOp):
            parts = [self.compile(part) for part in node.values]
            return _all(parts) if isinstance(node.op, ast.And) else _any(parts)
        if isinstance(node, ast.UnaryOp):
            return self._unary(node)
        if isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
            return _both(
                _ARITHMETIC[type(node.op)], self.compile(node.left), self.compile(node.right)
            )
        if isinstance(node, ast.Compare):
            return self._compare(node)
        if isinstance(node, ast.Subscript):
            return self._index(node)
        if isinstance(node, ast.Call):
            return self._call(node)
        raise _not_allowed(ast.unparse(node))

    def _name(self, name: str) -> Run:
        if name in _CONSTANTS:
            return self._constant(_CONSTANTS[name])
        condition = self.conditions.get(name)
        if condition is not None:
            self.names |= condition.names
            self.fired |= condition.fired_names
            self.comparisons += condition.comparisons
            return condition.run
        self.names.add(name)
        return lambda values, fired: values.get(name)

    def _constant(self, value: object) -> Run:
        if not isinstance(value, bool | int | float | str):
            raise _not_allowed(value)
        return lambda values, fired: value

    def _list(self, node: ast.List | ast.Tuple) -> Run:
        codes: list[str | int | float] = []
        for element in node.elts:
            if not (
                isinstance(element, ast.Constant) and isinstance(element.value, str | int | float)
            ):
                raise ExpressionError(
                    _("“{text}”: a list may hold codes only", text=ast.unparse(node))
                )
            codes.append(element.value)
        wanted = tuple(codes)
        return lambda values, fired: wanted

    def _unary(self, node: ast.UnaryOp) -> Run:
        operand = self.compile(node.operand)
        if isinstance(node.op, ast.Not):

            def negate(values: Mapping[str, Value], fired: Fired) -> Value:
                value = operand(values, fired)
                return None if value is None else not value

            return negate
        if isinstance(node.op, ast.USub):

            def minus(values: Mapping[str, Value], fired: Fired) -> Value:
                value: Any = operand(values, fired)
                return None if value is None else -value

            return minus
        raise _not_allowed(ast.unparse(node))

    def _compare(self, node: ast.Compare) -> Run:
        sides = [self.compile(side) for side in (node.left, *node.comparators)]
        parts: list[Run] = []
        for left, sign, right in zip(sides, node.ops, sides[1:], strict=False):
            if type(sign) not in _COMPARE:
                raise _not_allowed(ast.unparse(node))
            part = _both(_COMPARE[type(sign)], left, right)
            parts.append(part)
            words = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}.get(type(sign))
            if words:
                self.comparisons.append(Comparison(left, words, right, part))
        return parts[0] if len(parts) == 1 else _all(parts)

    def _index(self, node: ast.Subscript) -> Run:
        listed = self.compile(node.value)
        if not (isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, int)):
            raise ExpressionError(
                _("“{text}”: the place in a list is a whole number", text=ast.unparse(node))
            )
        place = node.slice.value

        def index(values: Mapping[str, Value], fired: Fired) -> Value:
            value: Any = listed(values, fired)
            return None if value is None else value[place]

        return index

    def _call(self, node: ast.Call) -> Run:
        function = node.func.id if isinstance(node.func, ast.Name) else ""
        if function not in FUNCTIONS or node.keywords or not node.args:
            raise ExpressionError(
                _(
                    "“{text}” is not allowed; functions are {names}",
                    text=ast.unparse(node),
                    names=", ".join(FUNCTIONS),
                )
            )
        if function == "fired":
            wanted = self._plain_names(node)
            self.fired |= set(wanted)
            return lambda values, fired: any(name in fired for name in wanted)
        if function == "answered":
            wanted = self._plain_names(node)
            self.names |= set(wanted)
            return lambda values, fired: all(values.get(name) is not None for name in wanted)
        if function == "total":
            wanted = self._plain_names(node)
            self.names |= set(wanted)
            return lambda values, fired: _total([values.get(name) for name in wanted])
        arguments = [self.compile(argument) for argument in node.args]
        if function == "count":
            return lambda values, fired: sum(arg(values, fired) is True for arg in arguments)
        if len(arguments) != 2:
            raise ExpressionError(
                _("“{text}”: {name} takes two values", text=ast.unparse(node), name=function)
            )
        first, second = arguments
        if function == "overlaps":
            return _both(lambda a, b: not set(a).isdisjoint(b), first, second)

        def otherwise(values: Mapping[str, Value], fired: Fired) -> Value:
            value = first(values, fired)
            return second(values, fired) if value is None else value

        return otherwise

    def _plain_names(self, node: ast.Call) -> tuple[str, ...]:
        names = [name_of(argument) for argument in node.args]
        found = [name for name in names if name is not None]
        if len(found) != len(names):
            raise ExpressionError(_("“{text}” takes names of items only", text=ast.unparse(node)))
        return tuple(found)


def _not_allowed(text: object) -> ExpressionError:
    return ExpressionError(_("“{text}” is not allowed in a condition", text=text))


def _total(values: list[Value]) -> Value:
    given = [value for value in values if isinstance(value, int | float)]
    return sum(given) if given else None


def _all(parts: list[Run]) -> Run:
    def conjunction(values: Mapping[str, Value], fired: Fired) -> Value:
        result: Value = True
        for part in parts:
            value = part(values, fired)
            if value is None:
                result = None
            elif not value:
                return False
        return result

    return conjunction


def _any(parts: list[Run]) -> Run:
    def disjunction(values: Mapping[str, Value], fired: Fired) -> Value:
        result: Value = False
        for part in parts:
            value = part(values, fired)
            if value is None:
                result = None
            elif value:
                return True
        return result

    return disjunction


def _both(apply: Callable[[Any, Any], Value], left: Run, right: Run) -> Run:
    """``apply`` where both sides are known; exact where one is a fraction."""

    def both(values: Mapping[str, Value], fired: Fired) -> Value:
        a, b = left(values, fired), right(values, fired)
        if a is None or b is None:
            return None
        # 6.7 as written, not its binary neighbour; by type, as isinstance is slow for a Fraction
        if type(a) is Fraction and type(b) is float:
            b = Fraction(str(b))
        elif type(b) is Fraction and type(a) is float:
            a = Fraction(str(a))
        return apply(a, b)

    return both
