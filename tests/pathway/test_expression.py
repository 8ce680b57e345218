"""The condition language: three values, nothing unsafe, exact numbers."""

from fractions import Fraction

import pytest

from mami_desktop.pathway.expression import ExpressionError, Value, compile_expression

VALUES: dict[str, Value] = {
    "yes": True,
    "no": False,
    "n": 5,
    "code": "a",
    "codes": ("a", "b"),
    "item.days": 14,
}
VALUES |= {"cuts": (5, 10, 20), "third": Fraction(10, 3), "exact": Fraction(67, 10)}


def value(text, fired=None):
    return compile_expression(text)(VALUES, fired)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yes and yes", True),
        ("yes and open", None),
        ("no and open", False),
        ("open and no", False),
        ("yes or open", True),
        ("open or yes", True),
        ("no or open", None),
        ("not open", None),
        ("not no", True),
        ("open < 3", None),
        ("n < open", None),
        ("n >= 5", True),
        ("n > 5", False),
        ("n < 5.0", False),
        ("3 < n <= 5", True),
        ("3 < open <= 5", None),
        ("code == 'a'", True),
        ("code != 'a'", False),
        ("open != 'a'", None),
        ("code in ['a', 'c']", True),
        ("code not in ['a', 'c']", False),
        ("open in ['a']", None),
        ("'b' in codes", True),
        ("'none' not in codes", True),
        ("'none' not in open", None),
        ("item.days >= 14", True),
        ("item.hours >= 14", None),
        ("cuts[1] == 10", True),
        ("n + 1 == 6", True),
        ("2 * n - 1 == 9", True),
        ("n + open", None),
        ("n > -1", True),
        ("answered(yes, no, n)", True),
        ("answered(yes, open)", False),
        ("not answered(open)", True),
        ("count(yes, no, open, n > 4)", 2),
        ("total(n, open)", 5),
        ("total(open, hidden)", None),
        ("overlaps(codes, codes)", True),
        ("overlaps(codes, open)", None),
        ("otherwise(open, n)", 5),
        ("otherwise(n, 7)", 5),
        ("true and not false", True),
    ],
)
def test_three_values(text, expected):
    assert value(text) == expected
    assert (value(text) is None) is (expected is None)


def test_fired_knows_only_yes_and_no():
    assert value("fired(x, y)", {"y": ("high",)}) is True
    assert value("fired(x)", {"y": ("high",)}) is False
    assert value("not fired(x)") is True


def test_fractions_meet_decimals_as_written():
    assert value("exact >= 6.7") is True
    assert value("6.7 <= exact") is True
    assert value("exact > 6.7") is False
    assert value("third * 3 == 10") is True


def test_a_named_condition_is_opened():
    conditions = {"fast": compile_expression("n >= 5 and other > 1")}
    expression = compile_expression("fast or fired(x)", conditions)
    assert expression.names == {"n", "other"}
    assert expression.fired_names == {"x"}
    assert expression({"n": 4}) is False
    assert expression({"n": 5}) is None
    assert expression({"n": 5, "other": 2}) is True


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a ==",
        "a = 3",
        "__import__('os')",
        "a.b.c",
        "a()",
        "eval('1')",
        "count(a, key=b)",
        "count()",
        "fired(a > 1)",
        "total(1)",
        "overlaps(a)",
        "otherwise(a, b, c)",
        "lambda: 1",
        "[x for x in a]",
        "a if b else c",
        "a[b]",
        "a[1:2]",
        "a / b",
        "a ** 99",
        "a is b",
        "~a",
        "{1: 2}",
        "f'{a}'",
        "['a', b]",
        "None",
        "b'x'",
        "(a := 3)",
        "await a",
    ],
)
def test_nothing_else_is_allowed(text):
    with pytest.raises(ExpressionError):
        compile_expression(text)


def test_what_was_compared_is_kept_to_explain_it():
    (comparison,) = compile_expression("yes and n >= cuts[0]").comparisons
    assert comparison.value(VALUES, {}) == 5
    assert (comparison.sign, comparison.threshold(VALUES, {})) == (">=", 5)
