"""Findings in words: the rule's text with its values, what they were compared with, the source."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from mami_desktop.i18n import Translator, translator
from mami_desktop.pathway.definition import FINDING_LEVELS, Item, Pathway, Rule
from mami_desktop.pathway.expression import Expression, Value, compile_expression
from mami_desktop.pathway.findings import Findings
from mami_desktop.pathway.names import DERIVED

PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
_MOST_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was found: for the why panel, the slip and the filled form."""

    item_id: str
    level: str
    """The worst level it fired at."""
    levels: tuple[str, ...]
    text: str
    """The finding in plain words."""
    detail: str
    """What it was compared with; may be empty."""
    value: float | str | bool | None
    threshold: float | None
    """The number it was compared with, where it was one."""
    section: str
    source: str
    """Source keys, see ``Pathway.source_text``."""
    mark: str
    sensitive: bool


def reasons(findings: Findings) -> tuple[Reason, ...]:
    """One reason for each item that fired, worst first, then in the order of the pathway."""
    pathway = findings.pathway
    speak = translator(pathway.language)
    found = [
        _reason(findings, pathway.items[item_id], rule, speak)
        for item_id, rule in findings.rules.items()
    ]
    place = {item_id: number for number, item_id in enumerate(pathway.items)}
    found.sort(key=lambda reason: (FINDING_LEVELS.index(reason.level), place[reason.item_id]))
    return tuple(found)


def worst(levels: tuple[str, ...]) -> str:
    """The worst of some levels."""
    return min(levels, key=FINDING_LEVELS.index)


def _reason(findings: Findings, item: Item, rule: Rule, speak: Translator) -> Reason:
    values = findings.values
    value, threshold = _compared(findings, rule)
    return Reason(
        item_id=item.id,
        level=worst(rule.levels),
        levels=rule.levels,
        text=fill(findings.pathway, rule.label, values, speak, threshold),
        detail=fill(findings.pathway, rule.detail, values, speak, threshold),
        value=_plain(values.get(item.id)) if value is None else value,
        threshold=threshold,
        section=item.section,
        source=item.source,
        mark=rule.mark or item.mark,
        sensitive=item.sensitive,
    )


def _compared(findings: Findings, rule: Rule) -> tuple[float | None, float | None]:
    """The first comparison of the rule that holds: the value and what it was compared with."""
    for comparison in rule.when.comparisons:
        if comparison.holds(findings.values, findings.fired) is True:
            value = _plain(comparison.value(findings.values, findings.fired))
            threshold = _plain(comparison.threshold(findings.values, findings.fired))
            if isinstance(value, int | float) and isinstance(threshold, int | float):
                return value, threshold
    return None, None


def _plain(value: Value) -> float | str | bool | None:
    if isinstance(value, Fraction):
        return float(value)
    if isinstance(value, tuple):
        return ", ".join(str(entry) for entry in value)
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return value.isoformat()


@cache
def _placeholder(text: str) -> Expression:
    return compile_expression(text)


def fill(
    pathway: Pathway,
    text: str,
    values: Mapping[str, Value],
    speak: Translator,
    threshold: float | None = None,
) -> str:
    """``text`` with each {name} replaced by its value in words; unknown values become a dash."""

    def shown(match: re.Match[str]) -> str:
        name = match[1]
        return say(pathway, name, _placeholder(name)(values), speak, threshold)

    return PLACEHOLDER.sub(shown, text)


def say(
    pathway: Pathway, name: str, value: Value, speak: Translator, threshold: float | None = None
) -> str:
    """A value in words: codes by their labels, numbers with their decimals.

    A number that rounding would put on its threshold gets more decimals: -2.003, not -2.00.
    """
    if value is None:
        return "–"
    item = pathway.items.get(name.split(".")[0].split("[")[0])
    if isinstance(value, str):
        return item.choice_label(value) if item else value
    if isinstance(value, tuple):
        return ", ".join(item.choice_label(str(code)) if item else str(code) for code in value)
    if isinstance(value, bool) or not isinstance(value, int | float | Fraction):
        return str(value)
    decimals = _decimals(item, name, value)
    if threshold is not None and value != threshold:
        while decimals < _MOST_DECIMALS and round(float(value), decimals) == threshold:
            decimals += 1
    return speak.number(float(value), decimals)


def _decimals(item: Item | None, name: str, value: int | float | Fraction) -> int:
    derived = DERIVED.get(name)
    if item is not None and item.value is not None:
        derived = derived or DERIVED.get(item.value.text)
    if derived is not None:
        return derived.decimals
    if isinstance(value, Fraction):
        return 1
    return len(str(value).partition(".")[2]) if isinstance(value, float) else 0
