"""The pathway's own translations, in the file's ``[translations.<language>]``.

They stand under the English text itself, so that a text a country rewrites is never shown beside
its old translation. Where one English text needs two translations, the second stands under
``text|key``, the key as in `texts`. What is not translated stays English.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from mami_desktop.pathway.definition import (
    Action,
    Choice,
    Item,
    LevelText,
    Notice,
    Outcome,
    Parameter,
    Part,
    Pathway,
    Rule,
    Section,
)

_SYMBOLS = frozenset({"g", "mm", "ml", "%", "°C", "z", "mmHg", "g/L"})


def texts(pathway: Pathway) -> Iterator[tuple[str, str, int]]:
    """Every text a person reads: key, English text, line of the id it belongs to."""
    yield "label", pathway.label, 1
    for section in pathway.sections.values():
        yield from _present(f"section.{section.id}", section, ("label", "hint"))
        for name, label in section.groups.items():
            yield f"section.{section.id}.group.{name}", label, section.line
    for level in pathway.levels.values():
        yield from _present(f"level.{level.id}", level, ("label", "consequence", "do", "dont"))
    for item in pathway.items.values():
        yield from _item_texts(item)
    for action in pathway.actions.values():
        yield from _present(f"action.{action.id}", action, ("label", "text"))
    for group, label in pathway.action_groups.items():
        yield f"action_group.{group}", label, 1
    for notice in pathway.notices.values():
        yield from _present(f"notice.{notice.id}", notice, ("text",))
    for parameter in pathway.parameters.values():
        yield from _present(f"parameter.{parameter.id}", parameter, ("label",))
    for outcome in pathway.outcomes.values():
        yield from _present(f"outcome.{outcome.id}", outcome, ("label", "definition"))
    for mark, words in pathway.marks.items():
        yield f"mark.{mark}", words, 1
    for unit, line in _units(pathway).items():
        yield f"unit.{unit}", unit, line


def _units(pathway: Pathway) -> dict[str, int]:
    """Units that are words, not symbols every language writes alike, with a line each."""
    lines = {item.unit: item.line for item in pathway.items.values()}
    lines |= {part.unit: item.line for item in pathway.items.values() for part in item.parts}
    lines |= {one.unit: one.line for one in pathway.parameters.values()}
    return {unit: line for unit, line in lines.items() if unit and unit not in _SYMBOLS}


def _present(
    key: str,
    record: Section | LevelText | Item | Action | Notice | Parameter | Outcome,
    names: tuple[str, ...],
) -> Iterator[tuple[str, str, int]]:
    for name in names:
        text = getattr(record, name)
        if text:
            yield f"{key}.{name}", text, record.line


def _item_texts(item: Item) -> Iterator[tuple[str, str, int]]:
    key = f"item.{item.id}"
    yield from _present(key, item, ("label", "hint"))
    for choice in () if item.codes_of else item.choices:
        yield f"{key}.choice.{choice.code}", choice.label, item.line
    for part in item.parts:
        yield f"{key}.part.{part.name}", part.label, item.line
    for place, rule in enumerate(item.rules, start=1):
        yield f"{key}.rule.{place}", rule.label, item.line
        if rule.detail:
            yield f"{key}.rule.{place}.detail", rule.detail, item.line


@cache
def translate(pathway: Pathway, language: str) -> Pathway:
    """The pathway in ``language`` (a code such as ``fr`` or ``fr_FR``)."""
    code = language.replace("-", "_").split(".")[0].split("_")[0].lower()
    if code == pathway.language or code not in pathway.translations:
        return pathway
    return _Translation(pathway, code).pathway()


class _Translation:
    def __init__(self, pathway: Pathway, language: str) -> None:
        self.source = pathway
        self.language = language
        self.words: Mapping[str, str] = pathway.translations[language]

    def say(self, key: str, english: str) -> str:
        return self.words.get(f"{english}|{key}") or self.words.get(english) or english

    def pathway(self) -> Pathway:
        p, say = self.source, self.say
        return replace(
            p,
            language=self.language,
            label=say("label", p.label),
            sections={k: self.section(v) for k, v in p.sections.items()},
            items={k: self.item(v) for k, v in p.items.items()},
            actions={
                k: replace(
                    v,
                    label=say(f"action.{k}.label", v.label),
                    text=say(f"action.{k}.text", v.text),
                )
                for k, v in p.actions.items()
            },
            action_groups={k: say(f"action_group.{k}", v) for k, v in p.action_groups.items()},
            notices={
                k: replace(v, text=say(f"notice.{k}.text", v.text)) for k, v in p.notices.items()
            },
            parameters={
                k: replace(v, label=say(f"parameter.{k}.label", v.label), unit=self.unit(v.unit))
                for k, v in p.parameters.items()
            },
            levels={k: self.level(v) for k, v in p.levels.items()},
            outcomes={
                k: replace(
                    v,
                    label=say(f"outcome.{k}.label", v.label),
                    definition=say(f"outcome.{k}.definition", v.definition),
                )
                for k, v in p.outcomes.items()
            },
            marks={k: say(f"mark.{k}", v) for k, v in p.marks.items()},
        )

    def unit(self, unit: str) -> str:
        return self.say(f"unit.{unit}", unit)

    def section(self, section: Section) -> Section:
        key = f"section.{section.id}"
        return replace(
            section,
            label=self.say(f"{key}.label", section.label),
            hint=self.say(f"{key}.hint", section.hint),
            groups={k: self.say(f"{key}.group.{k}", v) for k, v in section.groups.items()},
        )

    def level(self, level: LevelText) -> LevelText:
        key = f"level.{level.id}"
        return replace(
            level,
            label=self.say(f"{key}.label", level.label),
            consequence=self.say(f"{key}.consequence", level.consequence),
            do=self.say(f"{key}.do", level.do),
            dont=self.say(f"{key}.dont", level.dont),
        )

    def item(self, item: Item) -> Item:
        key = f"item.{item.id}"

        def choice(one: Choice) -> Choice:
            name = f"action.{one.code}.label" if item.codes_of else f"{key}.choice.{one.code}"
            return replace(one, label=self.say(name, one.label))

        def part(one: Part) -> Part:
            label = self.say(f"{key}.part.{one.name}", one.label)
            return replace(one, label=label, unit=self.unit(one.unit))

        def rule(place: int, one: Rule) -> Rule:
            return replace(
                one,
                label=self.say(f"{key}.rule.{place}", one.label),
                detail=self.say(f"{key}.rule.{place}.detail", one.detail),
            )

        return replace(
            item,
            label=self.say(f"{key}.label", item.label),
            hint=self.say(f"{key}.hint", item.hint),
            unit=self.unit(item.unit),
            choices=tuple(choice(one) for one in item.choices),
            parts=tuple(part(one) for one in item.parts),
            rules=tuple(rule(place, one) for place, one in enumerate(item.rules, start=1)),
            original=self.original(item),
        )

    def original(self, item: Item) -> str:
        """Question and choices of a danger sign that no clinician has checked in this language."""
        levels = {level for rule in item.rules for level in rule.levels}
        danger = levels & {"high", "mother_urgent"} or (item.required and not item.core)
        if not (danger and item.asked and self.language in self.source.draft_languages):
            return ""
        return " / ".join((item.label, *(choice.label for choice in item.choices)))
