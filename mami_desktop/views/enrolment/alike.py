"""Already in the register? Looks while the form is filled in; nothing is decided for anybody."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from mami_desktop.i18n import _, current
from mami_desktop.services.register import PairHit, find_pairs
from mami_desktop.views import theme, words
from mami_desktop.views.desk import Desk
from mami_desktop.views.enrolment.intake import Intake
from mami_desktop.views.theme_tokens import ColorName
from mami_desktop.views.widgets import (
    STRETCH,
    Card,
    OutlineButton,
    boxed,
    column,
    label,
    row,
    scrolled,
    set_role,
)
from mami_desktop.views.widgets.layouts import clear

LEAST_LETTERS = 3
MOST_SHOWN = 5
VERY_ALIKE = 2
"""Facts that are the same, from which on a card is marked."""


class AlikePane(Card):
    """Pairs whose names are alike. ``chosen(args)``: it is this pair."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setFixedWidth(theme.size("alike_pane"))
        self._desk = desk
        self._shown: tuple[PairHit, ...] | None = None
        self._asked: tuple[str, ...] = ()
        self.body.addWidget(label(_("Already in the register?"), "section"))
        self.body.addWidget(
            label(_("Looks while you type. Nothing is decided for you."), "caption", wrap=True)
        )
        inside = QWidget()
        self._box = QVBoxLayout(inside)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.gap("s"))
        self.body.addWidget(scrolled(inside), 1)
        self.body.addWidget(
            label(
                _("Somebody who left and came back keeps her story: open the pair first."),
                "caption",
                wrap=True,
            )
        )

    def hits(self) -> tuple[PairHit, ...]:
        """The pairs shown."""
        return self._shown or ()

    def look(self, intake: Intake) -> None:
        """Look again when a name or the village changed."""
        asked = tuple(
            text
            for text in (intake.form.get("infant_name"), intake.form.get("caregiver_name"))
            if text and len(str(text).strip()) >= LEAST_LETTERS
        )
        if asked == self._asked and self._shown is not None:
            return
        self._asked = asked
        found: dict[str, PairHit] = {}
        if asked:
            with self._desk.reading() as work:
                for text in asked:
                    for hit in find_pairs(work, text, limit=MOST_SHOWN):
                        found.setdefault(hit.infant_uid, hit)
        self._show(intake, tuple(found.values())[:MOST_SHOWN])

    def _show(self, intake: Intake, hits: tuple[PairHit, ...]) -> None:
        self._shown = hits
        clear(self._box)
        for hit in hits:
            self._box.addWidget(self._card(intake, hit))
        if not self._asked:
            text = _("Names are compared from the third letter on.")
            self._box.addWidget(label(text, "note", wrap=True))
        elif not hits:
            self._box.addLayout(self._fact("low", _("Nobody alike in the register.")))
        elif len(hits) < MOST_SHOWN:
            self._box.addLayout(self._fact("low", _("Nobody else is alike.")))
        self._box.addStretch(1)

    def _card(self, intake: Intake, hit: PairHit) -> QWidget:
        t = current()
        who = ", ".join(
            part
            for part in (
                words.infant(hit.infant_name, hit.caregiver_name or ""),
                t.sex(hit.sex) if hit.sex else "",
            )
            if part
        )
        number = hit.mami_no or _("no number")
        same, differs = _compare(intake, hit)
        alike = len(same) >= VERY_ALIKE
        how = label(_("very alike") if alike else _("a little alike"), "caption")
        if alike:
            set_role(how, "problem_soft")
        head = row(label(who, "strong", wrap=True), how)
        head.setStretch(0, 1)
        head.setAlignment(how, Qt.AlignmentFlag.AlignTop)
        lines: list[QWidget | QLayout] = [
            head,
            label(f"{number}, {words.status(hit.status)}", "caption", wrap=True),
        ]
        if same:
            lines.append(self._fact("done", _("same: {what}", what=", ".join(same))))
        if differs:
            lines.append(self._fact("differs", _("differs: {what}", what=", ".join(differs))))
        take = OutlineButton(_("It is this pair"), compact=True)
        take.clicked.connect(
            lambda: self.chosen.emit(
                {"infant_uid": hit.infant_uid, "enrolment_uid": hit.enrolment_uid}
            )
        )
        return boxed(
            column(*lines, row(take, STRETCH), gap="xs", margins="m"),
            "strip_alike" if alike else "card",
        )

    def _fact(self, icon: theme.IconName, text: str) -> QLayout:
        picture = label("")
        picture.setPixmap(
            theme.pixmap(
                icon,
                FACT_COLORS[icon],
                filled=icon == "low",
                size_name="icon_small",
                ratio=self.devicePixelRatioF(),
            )
        )
        line = row(picture, label(text, "caption_ink", wrap=True), gap="s")
        line.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        return line


FACT_COLORS: dict[str, ColorName] = {"done": "ink2", "differs": "high", "low": "low"}


def _compare(intake: Intake, hit: PairHit) -> tuple[list[str], list[str]]:
    """What is the same and what differs, where both sides are known."""
    t = current()
    value = intake.assessment.value
    facts = (
        (_("name"), intake.form.get("infant_name"), hit.infant_name, str),
        (_("mother's name"), intake.form.get("caregiver_name"), hit.caregiver_name, str),
        (_("village"), intake.form.get("village"), hit.village, str),
        (_("sex"), value("reg_sex"), hit.sex, lambda sex: t.sex(sex)),
        (_("born"), intake.born_on, hit.date_of_birth, lambda day: t.date(day)),
    )
    same, differs = [], []
    for name, typed, known, say in facts:
        if typed is None or known is None:
            continue
        if _plain(typed) == _plain(known):
            same.append(name)
        else:
            differs.append(f"{name} {say(known)}")
    return same, differs


def _plain(value: object) -> object:
    return " ".join(value.casefold().split()) if isinstance(value, str) else value
