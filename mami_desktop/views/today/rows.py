"""Lines of the Today cards: arrows reach them across all cards, Enter presses their button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mami_desktop.services.today import TodayPair
from mami_desktop.views import theme, words
from mami_desktop.views.theme_tokens import ColorName, SizeName
from mami_desktop.views.widgets import Button, ElidedLabel, LevelBadge, label


class BoardRow(QFrame):
    """A line about a pair with one button; ``opened`` for Ctrl+Enter, ``stepped(+1/-1)``."""

    opened = Signal()
    stepped = Signal(int)
    contact_asked = Signal()
    visit_asked = Signal()

    def __init__(self, pair: TodayPair | None, button: Button | None, *, striped: bool) -> None:
        super().__init__()
        self.pair = pair
        self.button = button
        self.setProperty("kind", "board_row")
        self.setProperty("striped", "true" if striped else "false")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if button is not None:
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the line itself has the focus

    def keyPressEvent(self, event) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.opened.emit()
            elif self.button is not None and not event.isAutoRepeat():
                self.button.click()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_F4:
            self.visit_asked.emit()
        elif key == Qt.Key.Key_T:
            self.contact_asked.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event) -> None:
        self.opened.emit()


class WideRow(BoardRow):
    """A line of the large cards: state, both names, level, what to do or why, one button."""

    def __init__(
        self,
        pair: TodayPair,
        *,
        state: str,
        state_icon: theme.IconName,
        state_color: ColorName,
        text: str,
        strong_text: bool,
        button: Button,
        striped: bool,
    ) -> None:
        super().__init__(pair, button, striped=striped)
        box = QHBoxLayout(self)
        box.setContentsMargins(theme.gap("s"), 0, theme.gap("s"), 0)
        box.setSpacing(theme.gap("m"))
        box.addWidget(_fixed(_state(state, state_icon, state_color), "today_state"))
        badge = LevelBadge(words.level_of(pair.level))
        what = label(text, "label_ink" if strong_text else "note", wrap=True)
        if theme.is_large():  # no room for a column of its own
            box.addWidget(_names(pair, what), 1)
            box.addWidget(_fixed(badge, "today_level"))
        else:
            box.addWidget(_names(pair), 1)
            box.addWidget(_fixed(badge, "today_level"))
            box.addWidget(_fixed(what, "today_task"))
        box.addWidget(_fixed(button, "today_button"))
        self.setMinimumHeight(theme.size("today_row"))
        self.setAccessibleName(
            ", ".join(
                part for part in (state, *_name_lines(pair), badge.accessibleName(), text) if part
            )
        )


class SideRow(BoardRow):
    """A line of the narrow cards: icon, name, a quiet line, a link."""

    def __init__(
        self,
        pair: TodayPair,
        *,
        icon: theme.IconName,
        icon_color: ColorName,
        more: str = "",
        text: str,
        button: Button,
        striped: bool,
    ) -> None:
        super().__init__(pair, button, striped=striped)
        box = QHBoxLayout(self)
        box.setContentsMargins(theme.gap("s"), 0, theme.gap("s"), 0)
        box.setSpacing(theme.gap("s"))
        box.addWidget(_icon(icon, icon_color))
        name = words.infant(pair.infant_name, words.carer(pair.caregiver_name, pair.caregiver_role))
        lines = QVBoxLayout()
        lines.setSpacing(0)
        first = QHBoxLayout()
        first.setSpacing(0)
        first.addWidget(label(name, "strong"))
        first.addWidget(ElidedLabel(f", {more}" if more else "", "body"), 1)
        lines.addLayout(first)
        lines.addWidget(ElidedLabel(text, "caption"))
        box.addLayout(lines, 1)
        box.addWidget(button)
        self.setMinimumHeight(theme.size("today_row"))
        self.setAccessibleName(", ".join(part for part in (name, more, text) if part))


def _names(pair: TodayPair, below: QWidget | None = None) -> QWidget:
    carer = words.carer(pair.caregiver_name, pair.caregiver_role)
    first = QHBoxLayout()
    first.setSpacing(theme.gap("s"))
    name = ElidedLabel(words.infant(pair.infant_name, carer), "strong")
    name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    first.addWidget(name)
    short = words.sex_and_age(pair.sex, pair.age_days, short=True)
    age = ElidedLabel(words.sex_and_age(pair.sex, pair.age_days), "note", short=short)
    # a long name gives way before the age is cut
    age.setMinimumWidth(QFontMetrics(theme.font("label")).horizontalAdvance(short) + 1)
    first.addWidget(age, 1)
    box = QVBoxLayout()
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    box.addStretch(1)
    box.addLayout(first)
    box.addWidget(ElidedLabel(_name_lines(pair)[1], "caption"))
    if below is not None:
        box.addWidget(below)
    box.addStretch(1)
    holder = QWidget()
    holder.setLayout(box)
    return holder


def _name_lines(pair: TodayPair) -> tuple[str, str]:
    carer = words.carer(pair.caregiver_name, pair.caregiver_role)
    infant = words.infant(pair.infant_name, carer)
    age = words.sex_and_age(pair.sex, pair.age_days)
    return f"{infant}, {age}", ", ".join(part for part in (carer, pair.village) if part)


def _state(text: str, icon: theme.IconName, color: ColorName) -> QWidget:
    box = QHBoxLayout()
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(theme.gap("s"))
    box.addWidget(_icon(icon, color, "icon_small"))
    box.addWidget(label(text, "label_ink"), 1)
    holder = QWidget()
    holder.setLayout(box)
    return holder


def _icon(name: theme.IconName, color: ColorName, size: SizeName = "icon") -> QWidget:
    picture = label("")
    picture.setPixmap(theme.pixmap(name, color, size_name=size, ratio=picture.devicePixelRatioF()))
    return picture


def _fixed(widget: QWidget, size: SizeName) -> QWidget:
    """A column of its own width, the widget at its start."""
    box = QHBoxLayout()
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(widget)
    if isinstance(widget, LevelBadge):
        box.addStretch(1)
    holder = QWidget()
    holder.setFixedWidth(theme.size(size))
    holder.setLayout(box)
    return holder


def walk(rows: list[BoardRow], here: BoardRow, by: int) -> None:
    """Focus the next or previous line across all cards."""
    at = rows.index(here) + by
    if 0 <= at < len(rows):
        rows[at].setFocus(Qt.FocusReason.OtherFocusReason)
