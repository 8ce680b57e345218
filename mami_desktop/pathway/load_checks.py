"""Checks across the whole pathway: names, ages, cut-offs, circles, actions, texts."""

from mami_desktop.i18n import _
from mami_desktop.pathway.answers import AnswerError
from mami_desktop.pathway.checks_base import Checks
from mami_desktop.pathway.definition import Pathway
from mami_desktop.pathway.explain import PLACEHOLDER
from mami_desktop.pathway.item_checks import ItemChecks
from mami_desktop.pathway.names import CORE, CORE_CODES, DERIVED
from mami_desktop.pathway.order import CircleError, judging_order, opening_order
from mami_desktop.pathway.parameters import read_parameter
from mami_desktop.pathway.problems import Findings
from mami_desktop.pathway.toml_lines import TomlLines
from mami_desktop.pathway.translate import texts

LEVELS = ("high", "moderate", "low", "incomplete", "no_new_finding")


def check(pathway: Pathway, lines: TomlLines, findings: Findings) -> None:
    """Add everything that is wrong with the pathway as a whole."""
    checks = _PathwayChecks(pathway, findings)
    items = ItemChecks(pathway, findings)
    checks.core()
    checks.parameters()
    checks.conditions(lines)
    for item in pathway.items.values():
        items.item(item)
    checks.circles()
    checks.actions()
    checks.notices_and_levels()
    checks.translations(lines)


class _PathwayChecks(Checks):
    def core(self) -> None:
        """Every core item once, of the right kind, with the codes the program reads."""
        for name, kind in CORE.items():
            items = [item for item in self.pathway.items.values() if item.core == name]
            if len(items) != 1:
                self.findings.add(
                    items[1].line if items else 1,
                    items[1].id if items else name,
                    _("the program needs exactly one item with core = “{name}”.", name=name),
                    _('Write core = "{name}" in one item, of kind {kind}.', name=name, kind=kind),
                )
                continue
            item = items[0]
            codes = {choice.code for choice in item.choices}
            if item.kind != kind or not codes.issuperset(CORE_CODES.get(name, ())):
                self.findings.add(
                    item.line,
                    item.id,
                    _("the core item “{name}” has another kind or other codes.", name=name),
                    _(
                        "Make it of kind {kind} {codes}.",
                        kind=kind,
                        codes=", ".join(CORE_CODES.get(name, ())),
                    ),
                )
        for item in self.pathway.items.values():
            if item.core and item.core not in CORE:
                self.findings.add(
                    item.line,
                    item.id,
                    _("the program knows no core “{name}”.", name=item.core),
                    _("Use one of: {names}.", names=", ".join(CORE)),
                )

    def parameters(self) -> None:
        """Defaults are allowed values."""
        for parameter in self.pathway.parameters.values():
            try:
                read_parameter(self.pathway, parameter, parameter.default)
            except AnswerError as error:
                self.findings.add(
                    parameter.line, parameter.id, str(error), _("Correct the default.")
                )
            self.origin(parameter.line, parameter.id, parameter.mark, parameter.source)

    def conditions(self, lines: TomlLines) -> None:
        """Named conditions read known names."""
        for name, condition in self.pathway.conditions.items():
            line = lines.of_key("condition", name)
            self.expression(condition, "any", line, name)
            if name in self.pathway.items or name in self.pathway.parameters or name in DERIVED:
                self.findings.add(
                    line,
                    name,
                    _("this name is also that of an item, a parameter or a value."),
                    _("Give the condition another name."),
                )

    def circles(self) -> None:
        """Nothing may depend on itself."""
        for order in (opening_order, judging_order):
            try:
                order(self.pathway.items)
            except CircleError as error:
                first = self.pathway.items[error.names[0]]
                self.findings.add(
                    first.line,
                    first.id,
                    _("this item depends on itself: {names}.", names=" > ".join(error.names)),
                    _("Take one of these conditions out."),
                )

    def actions(self) -> None:
        """Groups and contents of actions exist; no bundle holds itself."""
        for action in self.pathway.actions.values():
            self.origin(action.line, action.id, action.mark, action.source)
            if action.group not in self.pathway.action_groups:
                self.findings.add(
                    action.line,
                    action.id,
                    _("the action group “{name}” does not exist.", name=action.group),
                    _("Use one of: {names}.", names=", ".join(self.pathway.action_groups)),
                )
            for condition, opens in (*action.opens_if, (None, action.opens)):
                self.known_actions(action.line, action.id, opens)
                self.expression(condition, "bool", action.line, action.id)
            if action.id in self._inside(action.id):
                self.findings.add(
                    action.line,
                    action.id,
                    _("this bundle holds itself."),
                    _("Take it out of what it opens."),
                )

    def _inside(self, action_id: str) -> set[str]:
        seen: set[str] = set()
        todo = [action_id]
        while todo:
            action = self.pathway.actions.get(todo.pop())
            if action is None:
                continue
            contents = {
                *action.opens,
                *(name for _when, opens in action.opens_if for name in opens),
            }
            todo += contents - seen
            seen |= contents
        return seen

    def notices_and_levels(self) -> None:
        """Conditions of notices, the five levels, sources of outcomes."""
        for notice in self.pathway.notices.values():
            self.expression(notice.when, "bool", notice.line, notice.id, late=True)
        for level_id in LEVELS:
            if level_id not in self.pathway.levels:
                self.findings.add(
                    1,
                    level_id,
                    _("the level “{name}” is missing.", name=level_id),
                    _("Add a [[level]] with this id."),
                )
        for level in self.pathway.levels.values():
            self.known_actions(level.line, level.id, (*level.actions, *level.unless))
        for outcome in self.pathway.outcomes.values():
            self.origin(outcome.line, outcome.id, outcome.mark, outcome.source)

    def translations(self, lines: TomlLines) -> None:
        """Texts exist, placeholders agree, and a language that is offered is complete."""
        known = list(texts(self.pathway))
        entries = {text: text for _key, text, _line in known}
        entries |= {f"{text}|{key}": text for key, text, _line in known}
        for language, words in self.pathway.translations.items():
            table = f"translations.{language}"
            for key, text in words.items():
                line = lines.of_key(table, key)
                if key not in entries:
                    self.findings.add(
                        line,
                        key,
                        _("no English text of this pathway is written like this."),
                        _("Copy the English text exactly, or take the line out."),
                    )
                elif set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(entries[key])):
                    self.findings.add(
                        line,
                        key,
                        _("the names in braces differ from the English text."),
                        _("Use the same: {text}", text=entries[key]),
                    )
        for language in self.pathway.languages:
            if language == self.pathway.language:
                continue
            words = self.pathway.translations.get(language, {})
            for key, text, line in known:
                if not (words.get(f"{text}|{key}") or words.get(text)):
                    self.findings.add(
                        line,
                        key,
                        _("the translation into “{language}” is missing.", language=language),
                        _("Translate: {text}", text=text),
                    )
