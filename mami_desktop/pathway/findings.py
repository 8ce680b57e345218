"""What holds on a set of answers: open questions, known values, rules that fire. No level yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mami_desktop.growth.age import six_month_birthday
from mami_desktop.i18n import _
from mami_desktop.pathway.answers import Answer, AnswerError, read_answer
from mami_desktop.pathway.definition import Item, Pathway, Rule
from mami_desktop.pathway.derive import Previous, ages, as_previous, derived_values
from mami_desktop.pathway.expression import Expression, Value
from mami_desktop.pathway.order import order_of
from mami_desktop.pathway.parameters import parameter_values


@dataclass(frozen=True, slots=True)
class Case:
    """One contact to judge: answers in their plain form (see ``answers``), and what was before."""

    answers: Mapping[str, object]
    visit_on: date
    previous: Sequence[Previous | Mapping[str, Any]] = ()
    """Earlier contacts; mappings have the names of ``Previous``."""
    parameters: Mapping[str, object] = field(default_factory=dict)
    """Parameters that differ from the pathway's defaults."""
    follow_up: bool = False
    """A short visit: it may raise the level but never shows low (dossier 7.2)."""
    told: Mapping[str, Value] = field(default_factory=dict)
    """What the register knows from several contacts: ``slow_twice``, ``days_overdue``."""


@dataclass(slots=True)
class Findings:
    """The state after every rule was read."""

    pathway: Pathway
    case: Case
    values: dict[str, Value]
    """Known values by name: parameters, open answered items, second values, derived values."""
    open_items: frozenset[str]
    """Asked items that are neither outside their age nor closed by another answer."""
    fired: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Levels by item."""
    rules: dict[str, Rule] = field(default_factory=dict)
    """The rule that fired, by item."""

    def holds(self, condition: Expression | None) -> bool:
        """Whether a condition is true (unknown is not)."""
        return condition is not None and condition(self.values, self.fired) is True

    def may_hold(self, condition: Expression | None) -> bool:
        """Whether a condition is true or unknown: what is asked for "low" errs this way."""
        return condition is not None and condition(self.values, self.fired) is not False

    def in_age(self, item: Item) -> bool:
        """Whether the infant's age lies in the item's window; always without a date of birth."""
        return in_age(item, self.values)

    def is_open(self, item: Item) -> bool:
        """Whether the item counts at this age and under these answers; a calc is never closed."""
        return item.id in self.open_items if item.asked else self.in_age(item)

    def assessed(self, item: Item) -> bool:
        """Whether an open item was answered, or a calc could be worked out."""
        if item.assessed_when is not None:
            return self.holds(item.assessed_when)
        return self.values.get(item.id) is not None


def in_age(item: Item, values: Mapping[str, Value]) -> bool:
    """Whether ``age_d`` lies in the item's window; true where the age is unknown."""
    if item.from_day is None and item.to_day is None:
        return True
    age_d = values.get("age_d")
    if not isinstance(age_d, int):
        return True
    first = item.from_day(values) if item.from_day else None
    last = item.to_day(values) if item.to_day else None
    after = not isinstance(first, int | float) or age_d >= first
    return after and (not isinstance(last, int | float) or age_d <= last)


def find(pathway: Pathway, case: Case, kinds: frozenset[str]) -> Findings:
    """Read every rule of the sections of these kinds on the case.

    Raises AnswerError for an answer that does not fit its item, or dates that contradict.
    """
    values, open_items = _known(pathway, case)
    born_on = values.get(pathway.core["date_of_birth"].id)
    if isinstance(born_on, date) and born_on > case.visit_on:
        raise AnswerError(age_problem(born_on, case.visit_on))
    core = {name: values.get(item.id) for name, item in pathway.core.items()}
    window = values["parameter.weight_loss_window_d"]
    values |= derived_values(
        core,
        case.visit_on,
        [as_previous(entry) for entry in case.previous],
        use_corrected=bool(values["parameter.preterm_use_corrected"]),
        window_days=window if isinstance(window, int) else 0,
    )
    findings = Findings(pathway, case, values, open_items)
    _judge(findings, kinds)
    return findings


def open_items(pathway: Pathway, case: Case) -> frozenset[str]:
    """Questions open at this age and not closed by an answer (5.5 no. 5 and 6), also at 6 months.

    Raises AnswerError for an answer that does not fit its item.
    """
    return _known(pathway, case)[1]


def _known(pathway: Pathway, case: Case) -> tuple[dict[str, Value], frozenset[str]]:
    """Parameters, age and the answers of open items by name, and which items are open."""
    parameters = parameter_values(pathway, case.parameters)
    values: dict[str, Value] = {f"parameter.{key}": value for key, value in parameters.items()}
    values |= {key: value for key, value in parameters.items() if key not in pathway.items}
    values |= case.told
    answers = {
        item_id: read_answer(pathway.items[item_id], raw) for item_id, raw in case.answers.items()
    }
    born = answers.get(pathway.core["date_of_birth"].id)
    born_on = born.value if born and isinstance(born.value, date) else None
    if born_on is not None and born_on <= case.visit_on:
        values |= ages(born_on, case.visit_on)
    return values, _open_and_fill(pathway, answers, values)


def age_problem(born_on: date, visit_on: date) -> str:
    """Why no level is given on this day, in words; empty if the infant is under six months."""
    if visit_on < born_on:
        return _("The visit is before the date of birth.")
    if visit_on >= six_month_birthday(born_on):
        return _("The infant is 6 months or older on the day of the visit.")
    return ""


def _open_and_fill(
    pathway: Pathway, answers: Mapping[str, Answer], values: dict[str, Value]
) -> frozenset[str]:
    """Put the answers of open items into ``values``; returns the ids of the open items."""
    open_items = set()
    for item in order_of(pathway).asked:
        if not in_age(item, values):
            continue
        if item.closed_when is not None and item.closed_when(values) is True:
            continue
        open_items.add(item.id)
        answer = answers.get(item.id)
        if answer is not None:
            values[item.id] = answer.value
            for name, value in answer.parts.items():
                values[f"{item.id}.{name}"] = value
    return frozenset(open_items)


def _judge(findings: Findings, kinds: frozenset[str]) -> None:
    sections = findings.pathway.sections
    for item in order_of(findings.pathway).judged:
        if sections[item.section].kind not in kinds or not findings.is_open(item):
            continue
        if item.value is not None:
            findings.values[item.id] = item.value(findings.values, findings.fired)
        for rule in item.rules:
            if rule.when(findings.values, findings.fired) is True:
                findings.fired[item.id] = rule.levels
                findings.rules[item.id] = rule
                break
