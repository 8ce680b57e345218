"""What every check of a pathway file needs: complaints, expressions, actions, marks and sources."""

from collections.abc import Iterable

from mami_desktop.i18n import _
from mami_desktop.pathway.definition import Pathway
from mami_desktop.pathway.expression import Expression
from mami_desktop.pathway.expression_kinds import KindChecker
from mami_desktop.pathway.names import NOTICES_ONLY
from mami_desktop.pathway.problems import Findings


class Checks:
    """Checks of one pathway; every problem goes to ``findings``."""

    def __init__(self, pathway: Pathway, findings: Findings) -> None:
        self.pathway = pathway
        self.findings = findings

    def expression(
        self,
        expression: Expression | None,
        wanted: str,
        line: int,
        item: str,
        *,
        late: bool = False,
    ) -> None:
        """Check one expression; ``late``: it is read when the level is known."""
        if expression is None:
            return

        def complain(text: str, remedy: str) -> None:
            self.findings.add(line, item, text, remedy)

        KindChecker(self.pathway, complain).expect(expression, wanted)
        for name in expression.names & set(NOTICES_ONLY):
            if not late:
                complain(
                    _("“{name}” is known only in notices.", name=name), _("Do not use it here.")
                )

    def origin(self, line: int, item: str, mark: str, source: str) -> None:
        """A mark that is explained, and sources that are listed."""
        if mark and mark not in self.pathway.marks:
            self.findings.add(
                line,
                item,
                _("the mark “{mark}” is not explained.", mark=mark),
                _("Use one of: {marks}.", marks=", ".join(self.pathway.marks)),
            )
        for key in filter(None, (key.strip() for key in source.split(","))):
            if key not in self.pathway.sources:
                self.findings.add(
                    line,
                    item,
                    _("the source “{key}” is not listed.", key=key),
                    _("Add it under [sources]."),
                )

    def known_actions(self, line: int, item: str, actions: Iterable[str]) -> None:
        """Actions named somewhere exist."""
        for action_id in actions:
            if action_id not in self.pathway.actions:
                self.findings.add(
                    line,
                    item,
                    _("there is no action “{name}”.", name=action_id),
                    _("Correct its spelling, or add the action."),
                )
