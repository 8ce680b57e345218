"""One table of the pathway file into one record. What is missing or odd is told by ``Fields``."""

from typing import Any, get_args

from mami_desktop.i18n import _
from mami_desktop.pathway.definition import (
    FINDING_LEVELS,
    Action,
    Choice,
    Item,
    Kind,
    LevelText,
    Notice,
    Outcome,
    Parameter,
    Part,
    Rule,
    Section,
)
from mami_desktop.pathway.fields import NEVER, Fields

_PARAMETER_KINDS = ("number", "int", "bool", "choice", "numbers", "codes")


def _one_of(fields: Fields, key: str, allowed: tuple[str, ...]) -> Any:
    value = fields.text(key, required=True)
    if value and value not in allowed:
        fields.problem(
            _("“{value}” is no “{key}”.", value=value, key=key),
            _("Use one of: {allowed}.", allowed=", ".join(allowed)),
        )
    return value if value in allowed else allowed[0]


def section(fields: Fields) -> Section:
    """A ``[[section]]``."""
    return Section(
        id=fields.text("id", required=True),
        label=fields.text("label", required=True),
        kind=_one_of(fields, "kind", ("assessment", "follow_up", "outcome", "review")),
        hint=fields.text("hint"),
        groups=fields.table("groups"),
        line=fields.line,
    )


def item(fields: Fields) -> Item:
    """An ``[[item]]`` with its choices, parts and rules."""
    limits = fields.range("range")
    choices = fields.table("choices")
    repeat = fields.raw("repeat_if_apart")
    return Item(
        id=fields.text("id", required=True),
        section=fields.text("section", required=True),
        kind=_one_of(fields, "kind", get_args(Kind)),
        label=fields.text("label", required=True),
        group=fields.text("group"),
        hint=fields.text("hint"),
        unit=fields.text("unit"),
        lo=limits[0] if limits else None,
        hi=limits[1] if limits else None,
        step=fields.number("step"),
        warn=fields.range("warn"),
        plausible=fields.range("plausible"),
        repeat_if_apart=_repeat(fields, repeat),
        choices=tuple(Choice(code, label) for code, label in choices.items()),
        codes_of=fields.text("codes_of"),
        parts=tuple(_part(fields.nested(entry)) for entry in fields.tables("part")),
        from_day=fields.expression("from_day"),
        to_day=fields.expression("to_day"),
        closed_when=fields.condition("closed_when"),
        required=fields.condition("required"),
        needed_for_low=fields.condition("needed_for_low"),
        value=fields.expression("value"),
        assessed_when=fields.condition("assessed_when"),
        rules=tuple(_rule(fields.nested(entry)) for entry in fields.tables("rule")),
        actions=fields.texts("actions"),
        sensitive=fields.flag("sensitive"),
        core=fields.text("core"),
        mark=fields.text("mark", required=True),
        source=fields.text("source", required=True),
        basis=fields.text("basis"),
        line=fields.line,
    )


def _repeat(fields: Fields, value: Any) -> tuple[str, float] | None:
    if value is None:
        return None
    if (
        isinstance(value, list)
        and len(value) == 2
        and isinstance(value[0], str)
        and isinstance(value[1], int | float)
    ):
        return value[0], value[1]
    fields.problem(
        _("“{key}” is not an item and a difference.", key="repeat_if_apart"),
        _('Write for example repeat_if_apart = ["gr_weight_g", 100].'),
    )
    return None


def _part(fields: Fields) -> Part:
    limits = fields.range("range")
    part = Part(
        name=fields.text("name", required=True),
        kind=_one_of(fields, "kind", ("int", "dec", "bool", "text")),
        label=fields.text("label", required=True),
        unit=fields.text("unit"),
        lo=limits[0] if limits else None,
        hi=limits[1] if limits else None,
        needed_for_low=fields.condition("needed_for_low"),
    )
    fields.finish()
    return part


def _rule(fields: Fields) -> Rule:
    level = fields.raw("level")
    levels = [level] if isinstance(level, str) else level
    if not isinstance(levels, list) or not levels or not set(levels) <= set(FINDING_LEVELS):
        fields.problem(
            _("a rule has the level “{level}”, which nobody knows.", level=level),
            _("Use one of: {allowed}.", allowed=", ".join(FINDING_LEVELS)),
        )
        levels = ["info"]
    has_actions = fields.raw("actions")
    when = fields.condition("when")
    if when is None:
        fields.problem(_("a rule has no condition."), _('Add when = "...".'))
    rule = Rule(
        when=when or NEVER,
        levels=tuple(levels),
        label=fields.text("label", required=True),
        detail=fields.text("detail"),
        actions=tuple(has_actions) if isinstance(has_actions, list) else None,
        mark=fields.text("mark"),
    )
    fields.finish()
    return rule


def action(fields: Fields) -> Action:
    """An ``[[action]]``; a bundle has ``opens``, or ``[[action.branch]]`` by condition."""
    branches = []
    for entry in fields.tables("branch"):
        branch = fields.nested(entry)
        branches.append((branch.condition("when"), branch.texts("opens")))
        branch.finish()
    return Action(
        id=fields.text("id", required=True),
        group=fields.text("group", required=True),
        label=fields.text("label", required=True),
        text=fields.text("text", required=True),
        opens=fields.texts("opens"),
        opens_if=tuple(branches),
        mark=fields.text("mark", required=True),
        source=fields.text("source", required=True),
        line=fields.line,
    )


def notice(fields: Fields) -> Notice:
    """A ``[[notice]]``."""
    return Notice(
        id=fields.text("id", required=True),
        text=fields.text("text", required=True),
        places=fields.texts("places"),
        when=fields.condition("when"),
        line=fields.line,
    )


def parameter(fields: Fields) -> Parameter:
    """A ``[[parameter]]``. Whether its default is allowed is checked with every other value."""
    limits = fields.range("range")
    allowed = fields.raw("allowed")
    default = fields.raw("default")
    if default is None:
        fields.problem(_("“{key}” is missing.", key="default"), _("Add default = ..."))
        default = 0
    return Parameter(
        id=fields.text("id", required=True),
        label=fields.text("label", required=True),
        kind=_one_of(fields, "kind", _PARAMETER_KINDS),
        default=tuple(default) if isinstance(default, list) else default,
        unit=fields.text("unit"),
        allowed=tuple(allowed) if isinstance(allowed, list) else (),
        lo=limits[0] if limits else None,
        hi=limits[1] if limits else None,
        item=fields.text("item"),
        mark=fields.text("mark", required=True),
        source=fields.text("source", required=True),
        basis=fields.text("basis"),
        line=fields.line,
    )


def outcome(fields: Fields) -> Outcome:
    """An ``[[outcome]]``."""
    return Outcome(
        id=fields.text("id", required=True),
        label=fields.text("label", required=True),
        definition=fields.text("definition", required=True),
        mark=fields.text("mark", required=True),
        source=fields.text("source", required=True),
        line=fields.line,
    )


def level(fields: Fields) -> LevelText:
    """A ``[[level]]``."""
    return LevelText(
        id=fields.text("id", required=True),
        label=fields.text("label", required=True),
        consequence=fields.text("consequence", required=True),
        do=fields.text("do"),
        dont=fields.text("dont"),
        actions=fields.texts("actions"),
        unless=fields.texts("unless"),
        line=fields.line,
    )
