"""The pathway as frozen records, exactly what the pathway file says. See ``load.py``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from mami_desktop.pathway.expression import Expression
from mami_desktop.pathway.names import DERIVED

Kind = Literal["bool", "choice", "multi", "int", "dec", "date", "text", "parts", "calc"]
Level = Literal["high", "moderate", "low", "incomplete"]
"""The level of a pair. ``None`` in its place: a follow-up visit without a new finding."""

FINDING_LEVELS = (
    "high",
    "mother_urgent",
    "in_depth",
    "moderate",
    "same_day",
    "refer",
    "info",
    "gate",
)
"""Levels a rule may fire at, worst first. ``gate`` only guides the screen."""

LEVEL_SETTING = ("high", "in_depth", "moderate")
"""Levels that carry an item into the ``fired`` list."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One code of a choice or multi item and what the nurse reads."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Part:
    """A named value inside an answer: ``days`` beside a yes, or one of the parts of mp_bp."""

    name: str
    kind: Literal["int", "dec", "bool", "text"]
    label: str
    unit: str = ""
    lo: float | None = None
    hi: float | None = None
    needed_for_low: Expression | None = None
    """When the value must have been given for "low" (unknown counts as needed)."""


@dataclass(frozen=True, slots=True)
class Rule:
    """When an item fires, at which levels, and how it is told. The first that holds counts."""

    when: Expression
    levels: tuple[str, ...]
    label: str
    """The finding in plain words with {names} of values, for screen and slip."""
    detail: str = ""
    """What it was compared with, with {names}."""
    actions: tuple[str, ...] | None = None
    """Support actions of this rule; None: those of the item."""
    mark: str = ""
    """Own confidence mark, where it differs from the item's."""


@dataclass(frozen=True, slots=True)
class Item:
    """One question, measurement or computed finding of the pathway."""

    id: str
    section: str
    kind: Kind
    label: str
    group: str = ""
    """Heading inside the section, a key of ``Section.groups``; empty if it has none."""
    hint: str = ""
    unit: str = ""
    lo: float | None = None
    hi: float | None = None
    step: float | None = None
    warn: tuple[float, float] | None = None
    """Values outside are asked about once more, not refused."""
    plausible: tuple[float, float] | None = None
    """A computed z outside is flagged; it still counts."""
    repeat_if_apart: tuple[str, float] | None = None
    """(item of the first reading, difference): a larger difference asks for a repeat."""
    choices: tuple[Choice, ...] = ()
    codes_of: str = ""
    """``actions``: the choices are the support actions, bundles left out."""
    parts: tuple[Part, ...] = ()
    """Second values beside the answer, or for kind ``parts`` the answer itself."""
    from_day: Expression | None = None
    to_day: Expression | None = None
    """First and last chronological day of age at which the item is open."""
    closed_when: Expression | None = None
    required: Expression | None = None
    """Required danger sign when this holds (unknown counts as required)."""
    needed_for_low: Expression | None = None
    """Must have been assessed for "low" when this holds (unknown counts as needed)."""
    value: Expression | None = None
    """What a calc item is worth."""
    assessed_when: Expression | None = None
    """When a calc item counts as assessed; otherwise when its value is known."""
    rules: tuple[Rule, ...] = ()
    actions: tuple[str, ...] = ()
    sensitive: bool = False
    core: str = ""
    """Name by which the program knows this item; empty for all that it need not know."""
    mark: str = ""
    source: str = ""
    """Keys of ``Pathway.sources``, joined by a comma."""
    basis: str = ""
    """What the mark applies to, where a row rests on several."""
    original: str = ""
    """Of a danger sign in a draft language: its English question and choices, shown beside it."""
    line: int = 0

    @property
    def asked(self) -> bool:
        """Whether somebody answers it; a calc is always computed."""
        return self.kind != "calc"

    def choice_label(self, code: str) -> str:
        """What the nurse reads for a code; the code itself if the pathway does not know it."""
        return next((choice.label for choice in self.choices if choice.code == code), code)

    def part(self, name: str) -> Part | None:
        """The named second value, or None."""
        return next((part for part in self.parts if part.name == name), None)


@dataclass(frozen=True, slots=True)
class Section:
    """A page of the wizard. ``kind``: when it is filled in."""

    id: str
    label: str
    kind: Literal["assessment", "follow_up", "outcome", "review"]
    hint: str = ""
    groups: Mapping[str, str] = field(default_factory=dict)
    line: int = 0


@dataclass(frozen=True, slots=True)
class Action:
    """A support action or a bundle of them. No drug doses, ever."""

    id: str
    group: str
    label: str
    text: str
    opens: tuple[str, ...] = ()
    """What a bundle opens into."""
    opens_if: tuple[tuple[Expression | None, tuple[str, ...]], ...] = ()
    """Further contents by condition; the first that holds counts, None is "else"."""
    mark: str = ""
    source: str = ""
    line: int = 0

    @property
    def bundle(self) -> bool:
        """Whether it is shown only as what it opens into."""
        return bool(self.opens or self.opens_if)


@dataclass(frozen=True, slots=True)
class Notice:
    """A caution. ``places``: sections and screens where it always stands."""

    id: str
    text: str
    places: tuple[str, ...] = ()
    when: Expression | None = None
    """When it stands beside a result."""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value a country may change."""

    id: str
    label: str
    kind: Literal["number", "int", "bool", "choice", "numbers", "codes"]
    default: bool | int | float | str | tuple[int | float | str, ...]
    unit: str = ""
    allowed: tuple[bool | int | float | str, ...] = ()
    lo: float | None = None
    hi: float | None = None
    item: str = ""
    """The item whose codes are allowed, instead of ``allowed``."""
    mark: str = ""
    source: str = ""
    basis: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an enrolment ends."""

    id: str
    label: str
    definition: str
    mark: str = ""
    source: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class LevelText:
    """What a level is called and what follows from it."""

    id: str
    label: str
    consequence: str
    do: str = ""
    dont: str = ""
    actions: tuple[str, ...] = ()
    """Actions the level itself brings."""
    unless: tuple[str, ...] = ()
    """...unless one of these was proposed already."""
    line: int = 0


@dataclass(frozen=True, eq=False)
class Pathway:
    """One version of the pathway. All tables keep the order of the file. Compared by identity."""

    id: str
    version: str
    label: str
    languages: tuple[str, ...]
    draft_languages: tuple[str, ...]
    """Those no clinician has checked: show the English beside danger signs."""
    sections: Mapping[str, Section]
    items: Mapping[str, Item]
    actions: Mapping[str, Action]
    action_groups: Mapping[str, str]
    notices: Mapping[str, Notice]
    parameters: Mapping[str, Parameter]
    levels: Mapping[str, LevelText]
    outcomes: Mapping[str, Outcome]
    conditions: Mapping[str, Expression]
    marks: Mapping[str, str]
    sources: Mapping[str, str]
    translations: Mapping[str, Mapping[str, str]] = field(repr=False)
    text: str = field(repr=False)
    """The whole file, kept with every assessment made under it."""
    sha256: str
    language: str = "en"

    @property
    def is_draft(self) -> bool:
        """Whether the words of this language still wait for a clinician's check."""
        return self.language in self.draft_languages

    def items_of(self, section_id: str) -> Iterator[Item]:
        """The items of a section, in order."""
        return (item for item in self.items.values() if item.section == section_id)

    @cached_property
    def core(self) -> Mapping[str, Item]:
        """Items by the name the program knows them by."""
        return {item.core: item for item in self.items.values() if item.core}

    @cached_property
    def used_by(self) -> Mapping[str, frozenset[str]]:
        """For each item the items whose rules or value read it, directly or through others."""
        direct: dict[str, set[str]] = {item_id: set() for item_id in self.items}
        for item in self.items.values():
            for name in names_read(item):
                derived = DERIVED.get(name)
                needs = [self.core[core].id for core in derived.needs] if derived else [name]
                for needed in needs:
                    if needed in direct and needed != item.id:
                        direct[needed].add(item.id)
        closed = {}
        for item_id in direct:
            seen: set[str] = set()
            todo = list(direct[item_id])
            while todo:
                user = todo.pop()
                if user not in seen:
                    seen.add(user)
                    todo += direct[user]
            closed[item_id] = frozenset(seen)
        return closed

    def levels_in_reach(self, item_id: str) -> frozenset[str]:
        """Levels an answer to this item could fire at, itself or through a computed item."""
        ids = {item_id} | self.used_by[item_id]
        return frozenset(
            level for reached in ids for rule in self.items[reached].rules for level in rule.levels
        )

    def source_text(self, keys: str) -> str:
        """Source keys in words, joined by semicolons."""
        return "; ".join(
            self.sources.get(key.strip(), key.strip()) for key in keys.split(",") if key.strip()
        )

    def translated(self, language: str) -> "Pathway":
        """The same pathway in another language, English wherever a text is not translated."""
        from mami_desktop.pathway.translate import translate  # it needs this module

        return translate(self, language)


def names_read(item: Item) -> frozenset[str]:
    """Items and values this item's rules, value and closure read; second values by their item."""
    expressions = [
        item.value,
        item.assessed_when,
        item.closed_when,
        *(rule.when for rule in item.rules),
    ]
    names: set[str] = set()
    for expression in expressions:
        if expression is not None:
            names |= {name.split(".")[0] for name in expression.names | expression.fired_names}
    return frozenset(names)
