"""The brain of the assessment wizard: answers in; sections, questions, problems and result out.

The wizard only draws what this says, so every branch can be walked without a screen. An untouched
question has no answer at all; "not assessed" is an answer of its own; a question closed by a later
answer keeps its answer aside, unused. What was typed and refused is kept too, and is unknown.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal

from mami_desktop.errors import Problem
from mami_desktop.i18n import current
from mami_desktop.measures import say
from mami_desktop.pathway.classify import Case, Classification, classify
from mami_desktop.pathway.definition import Item, Pathway
from mami_desktop.pathway.derive import Previous, ages
from mami_desktop.pathway.entry import read_answer, read_part, shown_unit
from mami_desktop.pathway.findings import in_age
from mami_desktop.pathway.parameters import parameter_values
from mami_desktop.pathway.stored import plain_answers

NOT_ASSESSED = "not_assessed"
State = Literal["typed", "carried", "not_assessed"]
StoredAnswers = dict[str, dict[str, Any]]


class Assessment:
    """One contact being assessed. ``answers`` is the stored form, changed in place by each answer:
    ``{item: {"value", "parts", "state", "why", "at", "by"}}``.

    ``refused`` holds typed texts that could not be taken, by item or ``item.part``.
    """

    def __init__(
        self,
        pathway: Pathway,
        visit_on: date,
        answers: StoredAnswers | None = None,
        *,
        previous: tuple[Previous, ...] = (),
        parameters: Mapping[str, Any] | None = None,
        refused: dict[str, str] | None = None,
        follow_up: bool = False,
    ) -> None:
        self.pathway = pathway
        self.visit_on = visit_on
        self.answers: StoredAnswers = {} if answers is None else answers
        self.refused: dict[str, str] = {} if refused is None else refused
        self._previous = previous
        self._parameters = dict(parameters or {})
        self._follow_up = follow_up
        self._result: Classification | None = None
        self._open_by_age: frozenset[str] | None = None

    # -- answers in --------------------------------------------------------------------------

    def answer(
        self,
        item_id: str,
        value: object,
        *,
        parts: Mapping[str, object] | None = None,
        by: str = "",
        at: datetime | None = None,
        state: State = "typed",
    ) -> list[Problem]:
        """Take what was typed or chosen; an empty text takes the answer back.

        A hard problem leaves the question unanswered and keeps the text in ``refused``: an older
        answer never stands behind a text that says something else. Soft problems come with the
        answer taken. Second values not given in ``parts`` stay as they are.
        """
        item = self.pathway.items[item_id]
        self._changed()
        self.refused.pop(item_id, None)
        if value == NOT_ASSESSED or state == "not_assessed":
            self.not_assessed(item_id, by=by, at=at)
            return []
        problems: list[Problem] = []
        stored = {"value": None, "parts": {}, **self.answers.get(item_id, {})}
        if item.kind != "parts":
            entry = read_answer(item, value, self.visit_on)
            if entry.problem is not None:
                problems.append(entry.problem)
            if entry.value is None and entry.problem is not None:
                self.refused[item_id] = str(value)
            stored["value"] = entry.value
        stored["parts"] = dict(stored["parts"] or {})
        for name, typed in (parts or {}).items():
            problems += self._take_part(item, name, typed, stored["parts"])
        if stored["value"] is None and not (item.kind == "parts" and stored["parts"]):
            self.answers.pop(item_id, None)
        else:
            stored |= {"state": state, "why": None, "by": by, "at": _instant(at)}
            self.answers[item_id] = stored
        return problems + self._comparisons(item)

    def _take_part(
        self, item: Item, name: str, typed: object, kept: dict[str, Any]
    ) -> list[Problem]:
        part = item.part(name)
        if part is None:
            raise KeyError(f"{item.id} has no second value {name}")
        key = f"{item.id}.{name}"
        self.refused.pop(key, None)
        entry = read_part(item, part, typed)
        if entry.value is None:
            kept.pop(name, None)
            if entry.problem is not None:
                self.refused[key] = str(typed)
        else:
            kept[name] = entry.value
        return [entry.problem] if entry.problem else []

    def clear(self, item_id: str) -> None:
        """Take an answer back: the question is untouched again."""
        self._changed()
        self.answers.pop(item_id, None)
        for key in [key for key in self.refused if key.split(".")[0] == item_id]:
            del self.refused[key]

    def not_assessed(
        self, item_id: str, why: str | None = None, *, by: str = "", at: datetime | None = None
    ) -> None:
        """Say that this could not be assessed, with a reason if there is one."""
        self.clear(item_id)
        self.answers[item_id] = {
            "value": None,
            "parts": {},
            "state": "not_assessed",
            "why": why,
            "at": _instant(at),
            "by": by,
        }

    def leave_open_because(self, why: str, *, by: str = "", at: datetime | None = None) -> None:
        """Store every untouched open question as not assessed, e.g. for an urgent referral."""
        for item in self.pathway.items.values():
            if item.asked and item.id in self.open and item.id not in self.answers:
                if item.id not in self.refused:
                    self.not_assessed(item.id, why, by=by, at=at)

    # -- what is known -----------------------------------------------------------------------

    def value(self, item_id: str) -> Any:
        """The stored value, or None when untouched, refused or not assessed."""
        return self.answers.get(item_id, {}).get("value")

    def touched(self, item_id: str) -> bool:
        """Whether the question was answered, "not assessed" included."""
        return item_id in self.answers

    @property
    def open(self) -> frozenset[str]:
        """Items open at this age and not closed by an answer (pathway dossier 5.5 no. 5 and 6)."""
        return self.result().open_items

    @property
    def born_on(self) -> date | None:
        """The date of birth, when it is known."""
        value = self.value(self.pathway.core["date_of_birth"].id)
        return date.fromisoformat(value) if value else None

    @property
    def open_by_age(self) -> frozenset[str]:
        """Items asked at this age, whatever the answers say; all where the age is unknown."""
        if self._open_by_age is None:
            values = parameter_values(self.pathway, self._parameters)
            values |= ages(self.born_on, self.visit_on)
            self._open_by_age = frozenset(
                item.id for item in self.pathway.items.values() if in_age(item, values)
            )
        return self._open_by_age

    def case(self) -> Case:
        """The facts as the engine reads them."""
        return Case(
            answers=plain_answers(self.known_answers()),
            visit_on=self.visit_on,
            previous=self._previous,
            parameters=self._parameters,
            follow_up=self._follow_up,
        )

    def known_answers(self) -> StoredAnswers:
        """The answers to what this version of the pathway asks; others are kept, not judged."""
        items = self.pathway.items
        return {
            key: kept for key, kept in self.answers.items() if key in items and items[key].asked
        }

    def result(self) -> Classification:
        """The classification of all answers so far."""
        if self._result is None:
            self._result = classify(self.pathway, self.case())
        return self._result

    def problems(self, item_id: str) -> list[Problem]:
        """What is wrong at a question now: a refused text, an unusual value, readings apart."""
        item = self.pathway.items[item_id]
        found = []
        if item_id in self.refused:
            entry = read_answer(item, self.refused[item_id], self.visit_on)
            found += [entry.problem] if entry.problem else []
        elif item.kind != "parts" and self.value(item_id) is not None:
            entry = read_answer(item, self.value(item_id), self.visit_on)
            found += [entry.problem] if entry.problem else []
        for part in item.parts:
            typed = self.refused.get(f"{item_id}.{part.name}")
            entry = read_part(item, part, typed)
            found += [entry.problem] if entry.problem else []
        return found + self._comparisons(item)

    def _comparisons(self, item: Item) -> list[Problem]:
        """Two readings further apart than the measure allows: take a third (dossier 8.2)."""
        if item.repeat_if_apart is None:
            return []
        first_id, most = item.repeat_if_apart
        first, second = self.value(first_id), self.value(item.id)
        if first is None or second is None or abs(first - second) <= most:
            return []
        text = current()(
            "The two readings are {apart} apart, more than {most}. Measure a third time and type"
            " the two that are closest.",
            apart=say(abs(first - second), item.unit, shown_unit(item)),
            most=say(most, item.unit, shown_unit(item)),
        )
        return [Problem(text, item.id, "soft")]

    def _changed(self) -> None:
        self._result = None
        self._open_by_age = None


def _instant(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat(timespec="seconds")
