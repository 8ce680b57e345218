"""What the wizard shows of an assessment: sections, their states, questions, the undecided."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from mami_desktop.errors import Problem
from mami_desktop.pathway.assessment import Assessment
from mami_desktop.pathway.definition import FINDING_LEVELS, Item, Section, names_read
from mami_desktop.pathway.names import DERIVED

SectionState = Literal["open", "partly", "done", "findings", "not_for_this_age", "not_needed"]

KEPT_BY_THE_REGISTER = frozenset(
    {"reg_date", "reg_infant_id", "reg_consent", "reg_contact_point", "reg_displacement"}
)
"""Registration items the register asks once, under its own names (records dossier 0.2)."""

SHORT_CHECK = "rapid_screen"
"""Its questions stand for the full assessment where none is made; here all of those are asked."""

DANGER_SIGNS = "danger_signs"

RAISING = frozenset({"high", "mother_urgent"})
"""Levels an open answer could still bring that change what happens today."""

_TOLD = frozenset(FINDING_LEVELS) - {"info", "gate"}


@dataclass(frozen=True)
class QuestionView:
    """One line of a section. ``open`` False: closed by an answer, its own is kept, "not used"."""

    item: Item
    open: bool
    value: Any
    parts: dict[str, Any]
    state: Literal["", "typed", "carried", "not_assessed"]
    why: str | None
    typed: str
    """What was typed and could not be taken, else empty."""
    problems: tuple[Problem, ...]
    findings: tuple[tuple[str, str], ...]
    """What fired here: (level, words); no words where the answer itself says it."""
    needed: bool
    """Still missing for "low", or a required danger sign."""


@dataclass(frozen=True)
class SectionView:
    """A page of the wizard: how far it is, and the worst that was found on it."""

    id: str
    title: str
    hint: str
    state: SectionState
    answered: int
    total: int
    findings: int
    worst: str | None


@dataclass(frozen=True)
class UndecidedView:
    """Open questions of a page that still count. ``raising``: one could bring High or urgency."""

    section_id: str
    title: str
    count: int
    raising: bool
    high: bool
    item_ids: tuple[str, ...]


def asked_sections(assessment: Assessment) -> list[Section]:
    """The pages of a full assessment, in the order of the pathway file."""
    return [
        section
        for section in assessment.pathway.sections.values()
        if section.kind == "assessment"
        and (section.id != SHORT_CHECK or _has_answers(assessment, section.id))
    ]


def sections(assessment: Assessment) -> list[SectionView]:
    """Every page with its state."""
    return [_section(assessment, section) for section in asked_sections(assessment)]


def questions(assessment: Assessment, section_id: str) -> list[QuestionView]:
    """The questions of a page: all open ones, and closed ones that keep an answer."""
    needed = set(missing_questions(assessment))
    told = _findings_by_question(assessment)
    found: list[QuestionView] = []
    for item in _asked_items(assessment, section_id):
        is_open = item.id in assessment.open
        stored = assessment.answers.get(item.id, {})
        if not is_open and not stored:
            continue
        found.append(
            QuestionView(
                item=item,
                open=is_open,
                value=stored.get("value"),
                parts=dict(stored.get("parts") or {}),
                state=stored.get("state", ""),
                why=stored.get("why"),
                typed=assessment.refused.get(item.id, ""),
                problems=tuple(assessment.problems(item.id)),
                findings=tuple(told.get(item.id, ())),
                needed=item.id in needed,
            )
        )
    return found


def missing_questions(assessment: Assessment) -> list[str]:
    """Questions behind what is still undecided: a computed item leads to those it is made of."""
    found: dict[str, None] = {}
    for item_id in assessment.result().undecided:
        found |= dict.fromkeys(open_questions_of(assessment, item_id))
    return list(found)


def open_questions_of(assessment: Assessment, item_id: str) -> list[str]:
    """The open questions without answer that an undecided item waits for; itself if it is asked."""
    item = assessment.pathway.items[item_id]
    if item.asked:
        return [item_id]
    return [
        question
        for question in questions_behind(assessment, item_id)
        if question in assessment.open and assessment.value(question) is None
    ]


def questions_behind(assessment: Assessment, item_id: str) -> list[str]:
    """The questions a finding rests on, in the order of the pathway."""
    pathway = assessment.pathway
    seen: set[str] = set()
    todo = [item_id]
    while todo:
        current = pathway.items[todo.pop()]
        if current.id in seen:
            continue
        seen.add(current.id)
        if current.asked and current.id != item_id:
            continue
        for name in names_read(current):
            derived = DERIVED.get(name)
            cores = derived.needs if derived else ()
            todo += [pathway.core[core].id for core in cores]
            if name in pathway.items:
                todo.append(name)
    return [item.id for item in pathway.items.values() if item.id in seen and item.asked]


def target_of(assessment: Assessment, item_id: str) -> str | None:
    """The question a line of *Why* or *Undecided* jumps to: in its own section where it can."""
    item = assessment.pathway.items[item_id]
    if item.asked:
        return item_id
    behind = questions_behind(assessment, item_id)
    own = [q for q in behind if assessment.pathway.items[q].section == item.section]
    if item_id in assessment.result().undecided:
        empty = [q for q in own if assessment.value(q) is None and q in assessment.open]
        return next(iter(empty), None)
    answered = [q for q in own or behind if assessment.value(q) is not None]
    alone = (q for q in answered if _fires_alone(item, q, assessment.value(q)))
    return next(alone, answered[-1] if answered else None)


def _fires_alone(item: Item, question: str, value: Any) -> bool:
    """Whether this one answer is enough, all others unknown: then the finding stands there."""
    return any(
        rule.when is not None and rule.when({question: value}) is True for rule in item.rules
    )


def levels_in_reach(assessment: Assessment, question: str) -> frozenset[str]:
    """Levels an answer could still fire at, itself or through others, at this age."""
    pathway = assessment.pathway
    by_age, is_open = assessment.open_by_age, assessment.open
    return frozenset(
        level
        for item_id in {question} | pathway.used_by[question]
        if item_id in by_age and (item_id in is_open or not pathway.items[item_id].asked)
        for rule in pathway.items[item_id].rules
        for level in rule.levels
    )


def undecided_by_section(assessment: Assessment) -> list[UndecidedView]:
    """Open questions grouped by page; pages that could still make the pair high come first."""
    by_section: dict[str, list[str]] = {}
    for question in missing_questions(assessment):
        by_section.setdefault(assessment.pathway.items[question].section, []).append(question)
    found = []
    for section_id, ids in by_section.items():
        reach: frozenset[str] = frozenset().union(
            *(levels_in_reach(assessment, question) for question in ids)
        )
        found.append(
            UndecidedView(
                section_id,
                assessment.pathway.sections[section_id].label,
                len(ids),
                bool(reach & RAISING),
                "high" in reach,
                tuple(ids),
            )
        )
    return sorted(found, key=lambda view: not view.raising)


def questions_that_could_raise(assessment: Assessment) -> int:
    """How many open questions could still make the pair high."""
    return sum(
        "high" in levels_in_reach(assessment, question)
        for question in missing_questions(assessment)
    )


def _section(assessment: Assessment, section: Section) -> SectionView:
    items = list(_asked_items(assessment, section.id))
    asked = [item for item in items if item.id in assessment.open]
    counted = [item for item in asked if _counts(assessment, item)]
    answered = sum(assessment.touched(item.id) for item in counted)
    told = _findings_by_section(assessment).get(section.id, [])
    worst = min(told, key=FINDING_LEVELS.index, default=None)
    return SectionView(
        section.id,
        section.label,
        section.hint,
        _state(assessment, items, asked, counted, answered, bool(told)),
        answered,
        len(counted),
        len(told),
        worst,
    )


def _state(
    assessment: Assessment,
    items: list[Item],
    asked: list[Item],
    counted: list[Item],
    answered: int,
    found: bool,
) -> SectionState:
    if not asked:
        by_age = not any(item.id in assessment.open_by_age for item in items)
        return "not_for_this_age" if by_age else "not_needed"
    refused = any(key.split(".")[0] == item.id for item in asked for key in assessment.refused)
    if answered == len(counted) and not refused:
        return "findings" if found else "done"
    if answered or any(assessment.touched(item.id) for item in asked) or refused:
        return "partly"
    return "open"


def _counts(assessment: Assessment, item: Item) -> bool:
    """Whether a page waits for this question: it is judged, and is no second reading."""
    if item.repeat_if_apart is not None:
        return False
    return bool(
        item.rules or item.required or item.needed_for_low or assessment.pathway.used_by[item.id]
    )


def is_asked_here(item: Item) -> bool:
    """Whether the wizard asks it: computed items and what the register keeps are not asked."""
    return item.asked and item.id not in KEPT_BY_THE_REGISTER


def _asked_items(assessment: Assessment, section_id: str) -> Iterator[Item]:
    return (item for item in assessment.pathway.items_of(section_id) if is_asked_here(item))


def _has_answers(assessment: Assessment, section_id: str) -> bool:
    return any(item.id in assessment.answers for item in assessment.pathway.items_of(section_id))


def _findings_by_section(assessment: Assessment) -> dict[str, list[str]]:
    """The worst level of each finding, by page."""
    found: dict[str, list[str]] = {}
    for reason in assessment.result().reasons:
        if reason.level in _TOLD:
            found.setdefault(reason.section, []).append(reason.level)
    return found


def _findings_by_question(assessment: Assessment) -> dict[str, list[tuple[str, str]]]:
    """What fired, at the question it stands beside: its own, or the last answered one behind it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for reason in assessment.result().reasons:
        place = target_of(assessment, reason.item_id)
        if reason.level in _TOLD and place is not None:
            says_itself = place == reason.item_id and not isinstance(reason.value, int | float)
            words = "" if says_itself or isinstance(reason.value, bool) else reason.text
            found.setdefault(place, []).append((reason.level, words))
    return found
