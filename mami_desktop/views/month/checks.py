"""The equation box and the checks: what must be mended, looked at or known before sending."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from mami_desktop.i18n import _, current
from mami_desktop.pathway.tally import MonthReport
from mami_desktop.pathway.tally_checks import Check
from mami_desktop.pathway.tally_words import SEVERITIES
from mami_desktop.views import theme
from mami_desktop.views.theme_tokens import ColorName, SizeName
from mami_desktop.views.widgets import (
    STRETCH,
    Card,
    LinkButton,
    OutlineButton,
    boxed,
    clear,
    column,
    label,
    row,
)

LARGE_TEXT = 150
GOOD: tuple[theme.IconName, ColorName] = ("low", "low")
LOOK: dict[str, tuple[theme.IconName, ColorName]] = {
    "block": ("high", "high"),
    "warn": ("moderate", "moderate"),
    "info": ("help", "pen"),
    "ask": ("question", "pen"),
    "supervisor": ("user", "pen"),
}


def picture(
    name: theme.IconName, tone: ColorName, widget: QWidget, size: SizeName = "icon_large"
) -> QWidget:
    """An icon as a label."""
    shown = label("")
    shown.setPixmap(
        theme.pixmap(name, tone, filled=True, size_name=size, ratio=widget.devicePixelRatioF())
    )
    return shown


class EquationBox(QFrame):
    """start + in - out = on the roll, and whether it adds up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        # large letters need the whole width for the figures: the verdict then goes below
        large = theme.text_scale() >= LARGE_TEXT
        self._box = column(margins="m") if large else row(gap="m", margins="m")
        self.setLayout(self._box)

    def show_report(self, report: MonthReport) -> None:
        """Show the balance of this report."""
        clear(self._box)
        rows = report.rows
        parts = [
            (str(rows["m01_start"].number()), _("start")),
            ("+", ""),
            (str(rows["m06_total_in"].number()), _("in")),
            ("\N{MINUS SIGN}", ""),
            (str(rows["m15_total_out"].number()), _("out")),
            ("=", ""),
            (str(rows["m16_end"].number()), _("on the roll")),
        ]
        figures = row(gap="s" if theme.text_scale() >= LARGE_TEXT else "xl")
        for figure, below in parts:
            number = label(figure, "figure")
            name = label(below, "caption_ink")
            for one in (number, name):
                one.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            figures.addLayout(column(STRETCH, number, name, STRETCH, gap="none"))
        figures.addStretch(1)
        good = all(check.ok for check in report.checks if check.id in ("c01", "c03"))
        first = _("adds up") if good else _("does not add up")
        second = _("boys and girls too") if good else _("mend it before sending")
        words = (label(first, "strong"), label(second, "body"))
        icon = picture(*(GOOD if good else LOOK["block"]), self)
        verdict = row(icon, column(STRETCH, *words, STRETCH, gap="none"), gap="m")
        if theme.text_scale() >= LARGE_TEXT:
            verdict.addStretch(1)
        self._box.addLayout(figures)
        self._box.addLayout(verdict)
        spoken = " ".join(f"{figure} {below}" for figure, below in parts)
        self.setAccessibleName(f"{spoken}: {first}")


class CheckCard(Card):
    """``opened(check)``: the records that made a check fail."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Checks"))
        self._all = False
        self._told = row(gap="l")
        self.head.addLayout(self._told)
        self._report: MonthReport | None = None
        self.open_buttons: dict[str, OutlineButton] = {}

    def show_report(self, report: MonthReport) -> None:
        """Show the checks that are not in order; all of them on request."""
        self._report = report
        wrong = [check for check in report.checks if not check.ok]
        self._tell_counts(len(report.checks) - len(wrong), wrong)
        clear(self.body)
        self.open_buttons = {}
        shown = [check for check in report.checks if self._all and check.ok]
        for check in (*wrong, *shown):
            self.body.addWidget(self._line(check))
        text = _("Show fewer") if self._all else _("Show all {n}", n=len(report.checks))
        toggle = LinkButton(text, compact=True)
        toggle.clicked.connect(self._toggle)
        self.body.addWidget(toggle, 0, Qt.AlignmentFlag.AlignLeading)

    def _tell_counts(self, good: int, wrong: list[Check]) -> None:
        """At the end of the heading: how many are in order, and how many are not."""
        clear(self._told)
        told = [(GOOD, _("{n} in order", n=good))]
        if wrong:
            worst = next(one for one in LOOK if any(check.severity == one for check in wrong))
            told.append((LOOK[worst], _("{n} to look at", n=len(wrong))))
        for (icon, tone), words in told:
            self._told.addLayout(
                row(picture(icon, tone, self, "icon"), label(words, "caption_ink"), gap="xs")
            )

    def _toggle(self) -> None:
        self._all = not self._all
        if self._report is not None:
            self.show_report(self._report)

    def _line(self, check: Check) -> QWidget:
        icon, tone = GOOD if check.ok else LOOK[check.severity]
        sentence = label(check.sentence.words(current()), "body", wrap=True)
        about = _("check {id}, {kind}", id=check.id, kind=_(SEVERITIES[check.severity]))
        if check.ok and not check.judged:
            about = _("{about}: nothing to judge by", about=about)
        words = column(sentence, label(about, "caption"), gap="none")
        line = row(picture(icon, tone, self), words, gap="m")
        line.setStretch(1, 1)
        frame = boxed(line)
        frame.setAccessibleName(f"{sentence.text()} {about}")
        if not check.ok and check.ids:
            button = OutlineButton(_("Open"), compact=True)
            button.setAccessibleDescription(sentence.text())
            button.clicked.connect(lambda _on, one=check: self.opened.emit(one))
            line.addWidget(button)
            self.open_buttons[check.id] = button
        return frame
