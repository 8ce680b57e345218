"""The result so far, growing in sight: level, consequence, why, what is undecided, actions."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mami_desktop.i18n import _, current
from mami_desktop.pathway.assessment import Assessment
from mami_desktop.pathway.assessment_views import (
    questions_that_could_raise,
    target_of,
    undecided_by_section,
)
from mami_desktop.pathway.classify import Classification
from mami_desktop.pathway.explain import Reason
from mami_desktop.views import theme
from mami_desktop.views.assessment.question_row import SHAPES
from mami_desktop.views.assessment.sources import source_words
from mami_desktop.views.theme_tokens import LevelName
from mami_desktop.views.widgets import (
    Card,
    CheckBox,
    DangerOutlineButton,
    LevelBadge,
    LevelShape,
    LinkButton,
    label,
    rule,
    scrolled,
)
from mami_desktop.views.widgets.layouts import clear, column

BEFORE_LEAVING = "pre_referral"
_SETS_LEVEL = ("high", "in_depth", "moderate")


class ResultPanel(Card):
    """``asked_item`` jumps to an answer, ``refer_now`` is F9, ``refused`` "family refuses,
    or cannot go", ``step_done(action, on)`` a step before leaving."""

    asked_item = Signal(str)
    refer_now = Signal()
    refused = Signal()
    step_done = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setFixedWidth(theme.size("result_panel"))
        self._actions_shown = False
        self._assessment: Assessment | None = None
        self._private: Callable[[str], bool] = lambda _section: True
        self._steps: set[str] = set()
        self._heading = label("", "overline")
        self._certain = label("", "caption")
        self._badge = LevelBadge(large=True)
        self._badge.setObjectName("level")
        self._sentence = label("", "strong", wrap=True)
        self._more = label("", "body", wrap=True)
        head = QHBoxLayout()
        head.addWidget(self._heading)
        head.addStretch(1)
        head.addWidget(self._certain)
        self._lines = QWidget()
        self._box = QVBoxLayout(self._lines)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.gap("xs"))
        self._refer = DangerOutlineButton(_("Danger sign seen: refer now"), icon="high", key="F9")
        self._refer.clicked.connect(self.refer_now)
        self._refuse = LinkButton(_("Family refuses, or cannot go..."))
        self._refuse.clicked.connect(self.refused)
        self.body.addLayout(head)
        self.body.addWidget(self._badge)
        self.body.addLayout(column(self._sentence, self._more, gap="none"))
        self._area = scrolled(self._lines)
        self.body.addWidget(self._area, 1)
        self.body.addWidget(self._refuse, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(self._refer)

    def level(self) -> LevelName | None:
        """The level shown."""
        return self._badge.level()

    def sentence(self) -> str:
        """What follows from it, as shown."""
        return f"{self._sentence.text()} {self._more.text()}".strip()

    def begin(self) -> None:
        """Start anew for another pair: from the top, actions folded."""
        self._actions_shown = False
        self._area.verticalScrollBar().setValue(0)

    def texts(self) -> list[str]:
        """Every line below the sentence, for tests and readers."""
        kinds = (QPushButton, QCheckBox)
        return [
            child.accessibleName() or child.text()
            for kind in kinds
            for child in self._lines.findChildren(kind)
            if not child.isHidden()
        ]

    def show_result(
        self,
        assessment: Assessment,
        *,
        private: Callable[[str], bool],
        steps_done: set[str],
    ) -> None:
        """Show the classification of all answers. ``private`` hides a section's answers."""
        self._assessment, self._private, self._steps = assessment, private, steps_done
        result = assessment.result()
        high = result.level == "high"
        self._heading.setText(_("Result") if high else _("Result so far"))
        self._certain.setText(_("certain") if high else "")
        self._badge.set_level("in_depth" if result.in_depth else result.level)
        self._announce()
        self._sentence.setText(
            _("A clinician decides: enrol or refer.")
            if result.in_depth
            else assessment.pathway.levels[result.level_id].consequence
        )
        self._say_more(result)
        self._refuse.setVisible(high)
        self._refer.setHidden(high)
        clear(self._box)
        self._add_badges(result)
        self._add_why(result)
        if high:
            self._add_steps(result)
        else:
            self._add_undecided()
        self._add_actions(result)
        self._add_notices(result)
        self._box.addStretch(1)

    def _announce(self) -> None:
        """Let a reader say the new level."""
        event = QAccessibleEvent(self._badge, QAccessible.Event.NameChanged)
        QAccessible.updateAccessibility(event)

    def _say_more(self, result: Classification) -> None:
        t = current()
        assessment = self._assessment
        assert assessment is not None
        raising = questions_that_could_raise(assessment) if result.undecided else 0
        if result.level == "incomplete":
            count = sum(view.count for view in undecided_by_section(assessment))
            text = t.n("{n} answer is still open.", "{n} answers are still open.", count)
            if result.missing_signs:
                text += " " + t.n(
                    "{n} danger sign is not assessed.",
                    "{n} danger signs are not assessed.",
                    len(result.missing_signs),
                )
        else:
            text = ""
        if result.level == "moderate" and raising:
            text += " " + t.n(
                "Not final: {n} open question could still make it High.",
                "Not final: {n} open questions could still make it High.",
                raising,
            )
        self._more.setText(text.strip())
        self._more.setVisible(bool(text))

    def _add_badges(self, result: Classification) -> None:
        if result.mother_urgent:
            self._box.addWidget(LevelBadge("mother_urgent"))
            reasons = [r for r in result.reasons if "mother_urgent" in r.levels]
            if any(reason.sensitive for reason in reasons):
                # what she said is not for onlookers; what to do is
                words = _("Stay with her. Help is needed today.")
                self._box.addWidget(label(words, "strong", wrap=True))
        if result.same_day:
            self._box.addWidget(LevelBadge("same_day"))

    def _add_why(self, result: Classification) -> None:
        groups = (
            (_("Why"), [r for r in result.reasons if set(r.levels) & set(_SETS_LEVEL)]),
            (
                _("For the mother, today"),
                [r for r in result.reasons if "mother_urgent" in r.levels],
            ),
            (_("Treat today"), [r for r in result.reasons if "same_day" in r.levels]),
            (_("Refer, not urgent"), [r for r in result.reasons if "refer" in r.levels]),
        )
        for heading, reasons in groups:
            if reasons:
                self._heading_line(heading)
                hidden: set[str] = set()
                for reason in reasons:
                    self._reason_line(reason, hidden)

    def _heading_line(self, text: str, count: int | None = None) -> None:
        self._box.addWidget(rule())
        words = QHBoxLayout()
        words.addWidget(label(text, "strong"))
        if count is not None:
            words.addWidget(label(str(count), "quiet"))
        words.addStretch(1)
        self._box.addLayout(words)

    def _reason_line(self, reason: Reason, hidden: set[str]) -> None:
        assessment = self._assessment
        assert assessment is not None
        pathway = assessment.pathway
        section = pathway.sections[reason.section]
        if reason.sensitive and self._private(reason.section):
            if section.id in hidden:
                return
            hidden.add(section.id)
            text, detail = _("An answer in {section}", section=section.label), ""
            tip = ""
        else:
            text, detail = reason.text, reason.detail
            tip = source_words(pathway, reason.item_id, reason.mark, reason.source)
        line = _Line(LevelShape(SHAPES[reason.level]), text, detail)
        line.setToolTip(tip)
        target = target_of(assessment, reason.item_id)
        if target is not None:
            line.clicked.connect(lambda: self.asked_item.emit(target))
        self._box.addWidget(line)

    def _add_undecided(self) -> None:
        assessment = self._assessment
        assert assessment is not None
        views = undecided_by_section(assessment)
        if not views:
            return
        t = current()
        self._heading_line(_("Still undecided"))
        for view in views:
            count = t.n("{n} question", "{n} questions", view.count)
            detail = (
                t("could make the pair High")
                if view.high
                else t("could be urgent for the mother")
                if view.raising
                else t("could add actions or a decision to take")
            )
            line = _Line(LevelShape("incomplete"), f"{view.title}, {count}", detail, strong=False)
            ids = view.item_ids
            line.clicked.connect(lambda _on=False, first=ids[0]: self.asked_item.emit(first))
            self._box.addWidget(line)

    def _add_steps(self, result: Classification) -> None:
        assessment = self._assessment
        assert assessment is not None
        catalogue = assessment.pathway.actions
        steps = [a for a in result.actions if catalogue[a].group == BEFORE_LEAVING]
        if not steps:
            return
        self._heading_line(_("Before leaving"))
        for action_id in steps:
            tick = CheckBox(catalogue[action_id].label)
            tick.setToolTip(catalogue[action_id].text)
            tick.setChecked(action_id in self._steps)
            tick.toggled.connect(lambda on, key=action_id: self.step_done.emit(key, on))
            self._box.addWidget(tick)

    def _add_actions(self, result: Classification) -> None:
        if not result.actions:
            return
        assessment = self._assessment
        assert assessment is not None
        self._box.addWidget(rule())
        words = QHBoxLayout()
        words.addWidget(label(_("Actions so far"), "strong"))
        words.addWidget(label(str(len(result.actions)), "quiet"))
        words.addStretch(1)
        fold = LinkButton(_("Hide") if self._actions_shown else _("Show"), compact=True)
        fold.clicked.connect(self._fold)
        words.addWidget(fold)
        self._box.addLayout(words)
        if self._actions_shown:
            for action_id in result.actions:
                action = assessment.pathway.actions[action_id]
                if self._is_private(action_id):
                    continue
                line = label(action.label, "body", wrap=True)
                line.setToolTip(action.text)
                self._box.addWidget(line)

    def _add_notices(self, result: Classification) -> None:
        assessment = self._assessment
        assert assessment is not None
        pathway = assessment.pathway
        shown = [
            pathway.notices[notice_id]
            for notice_id in result.notices
            if not any(self._hides(place) for place in pathway.notices[notice_id].places)
        ]
        if shown:
            self._box.addWidget(rule())
        for notice in shown:
            self._box.addWidget(label(notice.text, "caption", wrap=True))

    def _hides(self, place: str) -> bool:
        """Whether a notice of this place would tell what a hidden page found."""
        assessment = self._assessment
        assert assessment is not None
        items = [item for item in assessment.pathway.items_of(place) if item.asked]
        return bool(items) and all(item.sensitive for item in items) and self._private(place)

    def _is_private(self, action_id: str) -> bool:
        """Whether the action would tell what a hidden section found."""
        assessment = self._assessment
        assert assessment is not None
        asking = [
            item
            for item in assessment.pathway.items.values()
            if action_id in item.actions
            or any(action_id in (rule_.actions or ()) for rule_ in item.rules)
        ]
        return bool(asking) and all(
            item.sensitive and self._private(item.section) for item in asking
        )

    def _fold(self) -> None:
        self._actions_shown = not self._actions_shown
        if self._assessment is not None:
            self.show_result(self._assessment, private=self._private, steps_done=self._steps)


class _Line(QPushButton):
    """A finding or an open matter: shape, words, a quieter line; it leads to its question."""

    def __init__(self, shape: QWidget, text: str, detail: str, *, strong: bool = True) -> None:
        super().__init__()
        self.setProperty("kind", "line")
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(f"{text}. {detail}" if detail else text)
        words = QVBoxLayout()
        words.setSpacing(0)
        parts = [label(text, "strong" if strong else "body", wrap=True)]
        if detail:
            parts.append(label(detail, "caption", wrap=True))
        for part in (shape, *parts):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for part in parts:
            words.addWidget(part)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, theme.gap("hair"), 0, theme.gap("hair"))
        box.setSpacing(theme.gap("s"))
        box.addWidget(shape)
        box.addLayout(words, 1)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        box = self.layout()
        return box.totalHeightForWidth(width) if box is not None else -1

    def sizeHint(self) -> QSize:
        wide = theme.size("result_panel") - 3 * theme.gap("xl")
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())
