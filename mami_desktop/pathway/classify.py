"""The level of a pair and everything shown beside it, from the answers of one contact.

The order of 5.2 of the pathway dossier: high; incomplete where a required danger sign is missing;
moderate; low if all that 5.6 lists was assessed; incomplete otherwise. Missing is never normal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import cast

from mami_desktop.pathway.answers import AnswerError
from mami_desktop.pathway.definition import LEVEL_SETTING, Item, Level, Pathway
from mami_desktop.pathway.explain import Reason, reasons
from mami_desktop.pathway.expression import Value
from mami_desktop.pathway.findings import Case, Findings, age_problem, find, open_items
from mami_desktop.pathway.names import DERIVED
from mami_desktop.pathway.order import order_of

__all__ = ["Case", "Classification", "Reason", "classify", "open_items", "review"]

NO_NEW_FINDING = "no_new_finding"
_RISK_SECTION = "risk_factors"
_TREATMENTS = ("imci", "pre_referral")
_VALUES = (
    "age_d",
    "corrected_age_d",
    "waz",
    "wlz",
    "laz",
    "waz_plain",
    "laz_plain",
    "fall_pct",
    "second_fall_pct",
    "birth_loss_pct",
    "gain_g_day",
    "waz_drop",
    "last_gain_g_day",
    "last_gain_g_kg_day",
)


@dataclass(frozen=True, slots=True)
class Classification:
    """The result of one contact. Lists of ids are sorted, ``actions`` in the catalogue's order."""

    level: Level | None
    """None: a follow-up visit (or a six-month review) without a new finding."""
    in_depth: bool
    """A clinician must decide to enrol or to refer."""
    mother_urgent: bool
    fired: tuple[str, ...]
    """Items that fired at high, moderate or in_depth, whatever the level came out as."""
    same_day: tuple[str, ...]
    refer: tuple[str, ...]
    undecided: tuple[str, ...]
    """For moderate and incomplete: what is open, counts and was not assessed."""
    missing_signs: tuple[str, ...]
    """The required danger signs among them."""
    actions: tuple[str, ...]
    notices: tuple[str, ...]
    values: Mapping[str, float]
    """Rounded for reading; rules compared the unrounded."""
    flagged: tuple[str, ...]
    """Computed z outside the plausible range: check the measurement."""
    reasons: tuple[Reason, ...]
    open_items: frozenset[str]
    """Questions that count at this age and under these answers."""
    follow_up: bool
    pathway: str
    version: str

    @property
    def level_id(self) -> str:
        """The key of ``Pathway.levels``: the level, or ``no_new_finding``."""
        return self.level or NO_NEW_FINDING


def classify(pathway: Pathway, case: Case) -> Classification:
    """Classify one contact.

    Raises AnswerError for an answer that does not fit its item, a visit before birth, or a visit
    on or after the six-month birthday: from then on no level is given (see ``review``).
    """
    kinds = {"assessment", "follow_up"} if case.follow_up else {"assessment"}
    findings = find(pathway, case, frozenset(kinds))
    born_on = findings.values.get(pathway.core["date_of_birth"].id)
    if isinstance(born_on, date) and (problem := age_problem(born_on, case.visit_on)):
        raise AnswerError(problem)
    signs = _missing_signs(findings)
    needed = signs if case.follow_up else signs | _missing_for_low(findings)
    level = _level(findings, bool(signs), bool(needed))
    return _result(findings, level, signs, needed)


def review(pathway: Pathway, case: Case) -> Classification:
    """What the six-month review finds, by the rules for 6 to 59 months: no level, only lists."""
    return _result(find(pathway, case, frozenset({"review"})), None, set(), set())


def _result(
    findings: Findings, level: Level | None, signs: set[str], needed: set[str]
) -> Classification:
    pathway, case = findings.pathway, findings.case
    actions = _actions(findings, level)
    fired = findings.fired
    all_in_depth = findings.values["parameter.in_depth_scope"] == "who_2023_all"
    return Classification(
        level=level,
        in_depth=level == "moderate" and (all_in_depth or bool(_at(findings, "in_depth"))),
        mother_urgent=bool(_at(findings, "mother_urgent")),
        fired=tuple(sorted({i for setting in LEVEL_SETTING for i in _at(findings, setting)})),
        same_day=_at(findings, "same_day"),
        refer=_at(findings, "refer"),
        undecided=tuple(sorted(needed)) if level in ("moderate", "incomplete") else (),
        missing_signs=tuple(sorted(signs)),
        actions=actions,
        notices=_notices(findings, level, actions),
        values=_rounded(findings),
        flagged=_flagged(findings),
        reasons=reasons(findings) if fired else (),
        open_items=findings.open_items,
        follow_up=case.follow_up,
        pathway=pathway.id,
        version=pathway.version,
    )


def _at(findings: Findings, level: str) -> tuple[str, ...]:
    return tuple(sorted(i for i, levels in findings.fired.items() if level in levels))


def _level(findings: Findings, signs_missing: bool, needed_missing: bool) -> Level | None:
    if _at(findings, "high"):
        return "high"
    if signs_missing:
        return "incomplete"
    if _at(findings, "in_depth") or _moderate(findings):
        return "moderate"
    if findings.case.follow_up:
        return None
    return "incomplete" if needed_missing else "low"


def _moderate(findings: Findings) -> bool:
    """Whether a moderate finding sets the level: risk factors alone may not (5.5 no. 13)."""
    risks_count = findings.values["parameter.risk_factor_alone_level"] == "moderate"
    items = findings.pathway.items
    return any(
        risks_count or items[item_id].section != _RISK_SECTION
        for item_id in _at(findings, "moderate")
    )


def _missing_signs(findings: Findings) -> set[str]:
    """Required danger signs (5.5 no. 10) that are open and were not assessed."""
    return {
        item.id
        for item in order_of(findings.pathway).required
        if findings.is_open(item)
        and not findings.assessed(item)
        and findings.may_hold(item.required)
    }


def _missing_for_low(findings: Findings) -> set[str]:
    """What 5.6 lists, is open and was not assessed, or not wholly."""
    return {
        item.id
        for item in order_of(findings.pathway).needed
        if findings.is_open(item)
        and (
            (not findings.assessed(item) and findings.may_hold(item.needed_for_low))
            or _part_missing(findings, item)
        )
    }


def _part_missing(findings: Findings, item: Item) -> bool:
    return any(
        findings.may_hold(part.needed_for_low)
        and findings.values.get(f"{item.id}.{part.name}") is None
        for part in item.parts
    )


def _actions(findings: Findings, level: Level | None) -> tuple[str, ...]:
    pathway = findings.pathway
    wanted: dict[str, None] = {}
    for item_id, rule in findings.rules.items():
        actions = pathway.items[item_id].actions if rule.actions is None else rule.actions
        wanted |= dict.fromkeys(actions)
    singles = _opened(findings, wanted)
    text = pathway.levels[level or NO_NEW_FINDING]
    if singles.isdisjoint(text.unless):
        singles |= _opened(findings, dict.fromkeys(text.actions))
    return tuple(action_id for action_id in pathway.actions if action_id in singles)


def _opened(findings: Findings, wanted: Mapping[str, None]) -> set[str]:
    """Actions with their bundles opened, through bundles inside bundles."""
    singles: set[str] = set()
    todo = list(wanted)
    while todo:
        action = findings.pathway.actions[todo.pop()]
        if not action.bundle:
            singles.add(action.id)
        todo += action.opens
        for condition, opens in action.opens_if:
            if condition is None or findings.holds(condition):
                todo += opens
                break
    return singles


def _notices(findings: Findings, level: Level | None, actions: tuple[str, ...]) -> tuple[str, ...]:
    catalogue = findings.pathway.actions
    treatment = any(catalogue[action].group in _TREATMENTS for action in actions)
    values = findings.values | {"level": level or NO_NEW_FINDING, "treatment": treatment}
    return tuple(
        sorted(
            notice.id
            for notice in findings.pathway.notices.values()
            if notice.when is not None and notice.when(values, findings.fired) is True
        )
    )


def _rounded(findings: Findings) -> dict[str, float]:
    found: dict[str, float] = {}
    for name in _VALUES:
        value = findings.values.get(name)
        if isinstance(value, int | float | Fraction):
            found[name] = _round(value, DERIVED[name].decimals)
    for item in order_of(findings.pathway).judged:
        value = findings.values.get(item.id)
        if item.value is not None and item.value.text not in DERIVED and value is not None:
            found[item.id] = _round(cast(float, value), 0)
    return found


def _round(value: float | Fraction, decimals: int) -> float:
    # + 0.0: never -0.0
    return round(float(value), decimals) + 0.0 if decimals else round(value)


def _flagged(findings: Findings) -> tuple[str, ...]:
    """Computed z outside their plausible range, judged on the rounded z."""
    flagged = []
    for item in order_of(findings.pathway).judged:
        value: Value = findings.values.get(item.id)
        if item.plausible is not None and isinstance(value, int | float):
            lo, hi = item.plausible
            if not lo <= round(value, 2) <= hi:
                flagged.append(item.id)
    return tuple(sorted(flagged))
