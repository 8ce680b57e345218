"""The danger signs that are read out as one list, taken from the pathway. Free of Qt.

A measurement is never part of it, nor what stands for one ("hot to touch, if no thermometer"): a
list that was read out says nothing about them.
"""

from collections.abc import Iterator

from mami_desktop.pathway.assessment_views import DANGER_SIGNS
from mami_desktop.pathway.definition import Item, Pathway

ASKED_AS_LIST = "asked_as_list"
"""Stands in ``why`` of an answer that was given by confirming the whole list."""

_MEASURED = ("int", "dec")


def listed_signs(pathway: Pathway, open_items: frozenset[str]) -> list[Item]:
    """The signs of this age that can be asked and denied as a list, in the pathway's order."""
    return [
        item
        for item in pathway.items_of(DANGER_SIGNS)
        if item.id in open_items
        and item.kind in ("bool", "choice")
        and not _stands_for_a_measurement(pathway, item)
        and denial(item) is not None
    ]


def measured_signs(pathway: Pathway, open_items: frozenset[str]) -> list[Item]:
    """The signs of this age that must be measured: temperature, breaths."""
    return [
        item
        for item in pathway.items_of(DANGER_SIGNS)
        if item.id in open_items and item.kind in _MEASURED
    ]


def stand_ins(pathway: Pathway, open_items: frozenset[str]) -> list[Item]:
    """Questions asked only where a measurement cannot be taken."""
    return [
        item
        for item in pathway.items_of(DANGER_SIGNS)
        if item.id in open_items
        and item.kind in ("bool", "choice")
        and _stands_for_a_measurement(pathway, item)
    ]


def denial(item: Item) -> bool | str | None:
    """The answer that says "not seen": no, or the one code at which no rule fires; else None."""
    if item.kind == "bool":
        return False
    quiet = [
        choice.code
        for choice in item.choices
        if not any(rule.when({item.id: choice.code}) is True for rule in item.rules)
    ]
    return quiet[0] if len(quiet) == 1 else None


def sign_words(item: Item) -> Iterator[str]:
    """What is read out for a sign: its findings in words, or the question itself."""
    told = [rule.label for rule in item.rules if "{" not in rule.label]
    yield from dict.fromkeys(told or [item.label])


def _stands_for_a_measurement(pathway: Pathway, item: Item) -> bool:
    if item.closed_when is None:
        return False
    read = item.closed_when.names | item.closed_when.fired_names
    names = {name.split(".")[0] for name in read}
    names |= {other for other in pathway.items if other in item.closed_when.text}
    return any(
        name in pathway.items and pathway.items[name].kind in _MEASURED
        for name in names
        if name != item.id
    )
