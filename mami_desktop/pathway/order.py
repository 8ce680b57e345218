"""In which order questions open and rules are read, so that each finds what it depends on."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from mami_desktop.pathway.definition import Item, Pathway


class CircleError(ValueError):
    """Something depends on itself; ``names`` is the circle, the first name repeated at the end."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(" > ".join(names))
        self.names = names


@dataclass(frozen=True, slots=True)
class Order:
    """What a classification walks through, sorted out once."""

    asked: tuple[Item, ...]
    """Asked items in the order in which they open or close."""
    judged: tuple[Item, ...]
    """Items with rules or a computed value, each after those it reads."""
    required: tuple[Item, ...]
    """Items that may be required danger signs."""
    needed: tuple[Item, ...]
    """Items that, or parts of which, may be needed for "low"."""


@cache
def order_of(pathway: Pathway) -> Order:
    """The order for a pathway. Raises CircleError where something depends on itself."""
    items = pathway.items
    return Order(
        asked=tuple(items[i] for i in opening_order(items) if items[i].asked),
        judged=tuple(
            item for i in judging_order(items) if (item := items[i]).rules or item.value is not None
        ),
        required=tuple(item for item in items.values() if item.required is not None),
        needed=tuple(item for item in items.values() if _may_be_needed(item)),
    )


def _may_be_needed(item: Item) -> bool:
    return item.needed_for_low is not None or any(
        part.needed_for_low is not None for part in item.parts
    )


def opening_order(items: Mapping[str, Item]) -> list[str]:
    """Ids so that an item comes after those whose answers may close it."""

    def needs(item_id: str) -> Iterable[str]:
        closed_when = items[item_id].closed_when
        names = closed_when.names if closed_when else ()
        return (base for name in names if (base := name.split(".")[0]) in items)

    return _sorted(items, needs)


def judging_order(items: Mapping[str, Item]) -> list[str]:
    """Ids so that an item comes after those whose rules or computed value it reads."""

    def needs(item_id: str) -> set[str]:
        item = items[item_id]
        expressions = [rule.when for rule in item.rules]
        expressions += [e for e in (item.value, item.assessed_when) if e is not None]
        found: set[str] = set()
        for expression in expressions:
            found |= expression.fired_names & items.keys()
            found |= {name for name in expression.names if name in items and not items[name].asked}
        own_value = item.value is not None and item_id not in item.value.names
        return found - {item_id} if own_value else found

    return _sorted(items, needs)


def _sorted(ids: Iterable[str], needs: Callable[[str], Iterable[str]]) -> list[str]:
    done: dict[str, None] = {}
    path: list[str] = []

    def visit(item_id: str) -> None:
        if item_id in done:
            return
        if item_id in path:
            raise CircleError([*path[path.index(item_id) :], item_id])
        path.append(item_id)
        for needed in sorted(needs(item_id)):
            visit(needed)
        path.pop()
        done[item_id] = None

    for item_id in ids:
        visit(item_id)
    return list(done)
