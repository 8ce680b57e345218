"""The chips over the book: whose lines, from when, and which; each states itself."""

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from mami_desktop.i18n import _
from mami_desktop.services.register import RegisterCounts, RegisterFilter
from mami_desktop.views import theme, words
from mami_desktop.views.theme_tokens import LevelName
from mami_desktop.views.widgets import ChipButton, FlowLayout, label, level_word

STATUSES = ("on_roll", "at_inpatient", "left", "all")
LEVELS: tuple[LevelName, ...] = ("high", "moderate", "low", "incomplete")
REASONS = (
    "r_waz", "r_wlz", "r_muac", "r_laz", "r_growth_falter", "r_oedema", "r_lbw", "r_preterm",
    "r_multiple", "r_feeding", "r_not_bf", "r_clinical", "r_disability", "r_mat_nut",
    "r_mat_adol", "r_mother_absent", "r_other",
)  # fmt: skip
"""Reasons one may filter by: the private ones are never offered."""


class Filters(QWidget):
    """``changed`` when any chip changes."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.status = "on_roll"
        self.since = "any"
        self.level: LevelName | None = None
        self.reason: str | None = None
        box = FlowLayout()
        self.setLayout(box)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.chips: dict[str, ChipButton] = {}
        for status in STATUSES:
            chip = ChipButton(_status_words(status))
            chip.setAutoExclusive(True)
            chip.clicked.connect(lambda _on, s=status: self._set_status(s))
            self.chips[status] = chip
            box.addWidget(chip)
        since = label(_("Enrolled"), "label")
        since.setMinimumHeight(self.chips["all"].sizeHint().height())
        box.addWidget(since)
        self.since_chip = ChipButton("", icon="down", checkable=False)
        # the caret stands behind the words
        self.since_chip.setLayoutDirection(
            Qt.LayoutDirection.LeftToRight
            if theme.is_right_to_left()
            else Qt.LayoutDirection.RightToLeft
        )
        self._since_menu = QMenu(self)
        for key, text in _since_words().items():
            self._since_menu.addAction(text).triggered.connect(
                lambda _on, k=key: self._set(since=k)
            )
        self.since_chip.setMenu(self._since_menu)
        box.addWidget(self.since_chip)
        self.more_chip = ChipButton(_("More filters"), checkable=False)
        self.more_chip.setMenu(self._more_menu())
        box.addWidget(self.more_chip)
        self.level_chip = self._removable(lambda: self._set(level=None))
        self.reason_chip = self._removable(lambda: self._set(reason=None))
        box.addWidget(self.level_chip)
        box.addWidget(self.reason_chip)
        self._show()

    def wanted(self, today: date, text: str, sort: str) -> RegisterFilter:
        """What the chips say, for the database."""
        return RegisterFilter(
            status=self.status,
            text=text,
            levels=(self.level,) if self.level else (),
            enrolled_from=_since(self.since, today),
            main_reasons=(self.reason,) if self.reason else (),
            sort=sort,
        )

    def show_counts(self, counts: RegisterCounts) -> None:
        """The number on each status chip."""
        for status, number in (
            ("on_roll", counts.on_roll),
            ("at_inpatient", counts.at_inpatient),
            ("left", counts.left),
            ("all", counts.all),
        ):
            self.chips[status].set_words(f"{_status_words(status)}  {number}")

    def clear(self) -> None:
        """Ctrl+0: all filters off; the status stays."""
        self._set(since="any", level=None, reason=None)

    def choose_status(self, status: str) -> None:
        """Show the lines of a status."""
        self._set_status(status)

    def _set_status(self, status: str) -> None:
        self._set(status=status)

    def _set(self, **values) -> None:
        for name, value in values.items():
            setattr(self, name, value)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        for status, chip in self.chips.items():
            chip.setAutoExclusive(False)
            chip.setChecked(status == self.status)
            chip.setAutoExclusive(True)
        self.since_chip.set_words(_since_words()[self.since])
        self.level_chip.setVisible(self.level is not None)
        if self.level is not None:
            self.level_chip.set_words(_("Level: {level}", level=level_word(self.level)))
        self.reason_chip.setVisible(self.reason is not None)
        if self.reason is not None:
            reason = words.word(words.MAIN_REASON, self.reason)
            self.reason_chip.set_words(_("Reason: {reason}", reason=reason))

    def _removable(self, remove) -> ChipButton:
        chip = ChipButton("", icon="differs", checkable=False)
        chip.setToolTip(_("Press to remove this filter (Ctrl+0 removes all)"))
        chip.clicked.connect(remove)
        chip.setParent(self)
        return chip

    def _more_menu(self) -> QMenu:
        menu = QMenu(self)
        levels = menu.addMenu(_("Level"))
        for level in LEVELS:
            levels.addAction(level_word(level)).triggered.connect(
                lambda _on, chosen=level: self._set(level=chosen)
            )
        reasons = menu.addMenu(_("Main reason"))
        for reason in REASONS:
            reasons.addAction(words.word(words.MAIN_REASON, reason)).triggered.connect(
                lambda _on, chosen=reason: self._set(reason=chosen)
            )
        return menu


def _status_words(status: str) -> str:
    return {
        "on_roll": _("On the roll"),
        "at_inpatient": _("At inpatient"),
        "left": _("Left"),
        "all": _("All"),
    }[status]


def _since_words() -> dict[str, str]:
    return {
        "any": _("any time"),
        "this_year": _("this year"),
        "three_months": _("the last 3 months"),
        "month": _("the last 30 days"),
    }


def _since(key: str, today: date) -> date | None:
    return {
        "any": None,
        "this_year": today.replace(month=1, day=1),
        "three_months": today - timedelta(days=91),
        "month": today - timedelta(days=30),
    }[key]
