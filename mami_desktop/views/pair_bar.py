"""The bar inside a pair: infant and mother joined by a link, level, next visit, buttons."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mami_desktop.i18n import _, current
from mami_desktop.views import theme
from mami_desktop.views.pair_facts import PairFacts
from mami_desktop.views.theme_icons import IconName
from mami_desktop.views.title_bar import put_buttons
from mami_desktop.views.widgets.buttons import ChipButton, LinkButton
from mami_desktop.views.widgets.layouts import clear
from mami_desktop.views.widgets.level_badge import LevelBadge
from mami_desktop.views.widgets.text import ElidedLabel, label


class PairBar(QFrame):
    """``asked_find`` for the search, ``asked_pair(args)`` for a twin."""

    asked_find = Signal()
    asked_pair = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "pair_bar")
        self.setMinimumHeight(theme.size("pair_bar"))
        self._infant = _Person("infant")
        self._carer = _Person("mother")
        self._link = _Link()
        self._twins = QHBoxLayout()
        self._next_twin: dict[str, str] | None = None
        self._badge = LevelBadge()
        self._next_word = label(_("Next visit"), "label")
        self._next_day = label("", "strong")
        self._next = QWidget()
        next_box = QVBoxLayout(self._next)
        next_box.setContentsMargins(0, 0, 0, 0)
        next_box.setSpacing(theme.gap("xs"))
        next_box.addWidget(self._next_word)
        self._next_in = label("", "body")
        days = QHBoxLayout()
        days.setSpacing(0)
        days.addWidget(self._next_day)
        days.addWidget(self._next_in)
        next_box.addLayout(days)
        self._find = LinkButton(_("Find"), icon="find", key=_("Ctrl+K"))
        self._find.clicked.connect(self.asked_find)
        self._extra = QHBoxLayout()
        self._extra.setContentsMargins(0, 0, 0, 0)
        self._extra.setSpacing(theme.gap("s"))
        box = QHBoxLayout(self)
        box.setContentsMargins(theme.gap("l"), theme.gap("xs"), theme.gap("m"), theme.gap("xs"))
        box.setSpacing(theme.gap("m"))
        box.addWidget(self._infant)
        box.addLayout(self._twins)
        box.addWidget(self._link)
        box.addWidget(self._carer)
        box.addStretch(1)
        box.addWidget(self._badge)
        box.addWidget(self._next)
        box.addWidget(self._find)
        box.addLayout(self._extra)

    def show_pair(self, facts: PairFacts | None, buttons: list[QWidget]) -> None:
        """Who the screen is about, and its buttons."""
        facts = facts or PairFacts(infant_name="")
        t = current()
        self._infant.show_person(
            facts.infant_name or _("no name yet"),
            ", ".join(part for part in (_("infant"), facts.mami_no) if part),
            *_infant_line(facts),
        )
        self._carer.show_person(
            facts.carer_name or _("carer not known yet"),
            facts.carer_word,
            "",
            "",
            _carer_line(facts),
        )
        self._badge.set_level(facts.level)
        self._badge.setHidden(facts.level is None)
        self._next.setHidden(facts.next_visit_on is None)
        self._next_day.setText(t.date(facts.next_visit_on, year=False))
        self._next_in.setText(_when(facts.next_visit_days))
        clear(self._twins)
        self._next_twin = facts.twins[0][1] if facts.twins else None
        for name, args in facts.twins:
            chip = ChipButton(name, checkable=False)
            chip.setToolTip(_("Twin: Ctrl+Tab"))
            chip.clicked.connect(lambda _on, a=args: self.asked_pair.emit(a))
            self._twins.addWidget(chip)
        # with a level and a next visit there is no room for Find; Ctrl+K works all the same
        self._find.setHidden(facts.next_visit_on is not None)
        put_buttons(self._extra, buttons)

    def next_twin(self) -> None:
        """Ctrl+Tab: the other infant of this birth."""
        if self.isVisible() and self._next_twin is not None:
            self.asked_pair.emit(self._next_twin)


class _Person(QWidget):
    """A name with its word, and a line of facts of which one part may be bold."""

    def __init__(self, icon: IconName) -> None:
        super().__init__()
        picture = label("")
        picture.setPixmap(
            theme.pixmap(icon, filled=True, size_name="icon_person", ratio=self.devicePixelRatioF())
        )
        # long names and places give way, so that the window never grows past the screen
        self._name = ElidedLabel("", "section")
        self._word = label("", "label")
        self._facts = [label("", "note"), label("", "strong"), ElidedLabel("", "note")]
        for part in (self._name, self._facts[-1]):
            part.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        first = QHBoxLayout()
        first.setSpacing(theme.gap("s"))
        first.addWidget(self._name)
        first.addWidget(self._word)
        first.addStretch(1)
        second = QHBoxLayout()
        second.setSpacing(theme.gap("xs"))
        for part in self._facts:
            second.addWidget(part)
        second.addStretch(1)
        lines = QVBoxLayout()
        lines.setSpacing(theme.gap("xs"))
        lines.addLayout(first)
        lines.addLayout(second)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.gap("s"))
        box.addWidget(picture)
        box.addLayout(lines)

    def show_person(self, name: str, word: str, *facts: str) -> None:
        self._name.setText(name)
        whole = self._name.fontMetrics().horizontalAdvance(name)
        self._name.setMinimumWidth(min(whole, theme.size("story_column")))
        self._word.setText(word)
        for part, text in zip(self._facts, facts, strict=True):
            part.setText(text)
            part.setHidden(not text)
        self.setAccessibleName(" ".join(part for part in (name, word, *facts) if part))


class _Link(QWidget):
    """The drawing that joins the two: the pair is the case."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("and"))

    def sizeHint(self) -> QSize:
        return QSize(theme.size("link_drawing"), theme.size("icon"))

    def paintEvent(self, event) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("pen"), theme.gap("hair")))
        ring = self.height() * 0.6
        middle = self.height() / 2
        edge = theme.gap("hair")
        painter.drawLine(
            round(edge + ring), round(middle), round(self.width() - edge - ring), round(middle)
        )
        for left in (edge, self.width() - edge - ring):
            painter.drawEllipse(QRectF(left, middle - ring / 2, ring, ring))


def _infant_line(facts: PairFacts) -> tuple[str, str, str]:
    t = current()
    before = t.sex(facts.sex) + "," if facts.sex else ""
    age = ""
    if facts.age_days is not None:
        age = ("~ " if facts.birth_estimated else "") + t.age(facts.age_days, facts.age_months)
    after = []
    if facts.age_days is not None and facts.age_days >= 14:
        after.append(t("({days} days)", days=facts.age_days))
    if facts.corrected_age_days is not None:
        after.append(t("corrected {age}", age=t.age(facts.corrected_age_days)))
    elif facts.born_on is not None:
        born = t("born {day}", day=t.date(facts.born_on))
        after.append(f"{born}, {facts.known_from}" if facts.known_from else born)
    return before, age, ", ".join(after)


def _when(days: int | None) -> str:
    t = current()
    if days is None:
        return ""
    if days == 0:
        return t(", today")
    if days > 0:
        return t.n(", in {n} day", ", in {n} days", days)
    return t.n(", {n} day late", ", {n} days late", -days)


def _carer_line(facts: PairFacts) -> str:
    t = current()
    parts = [
        t.n("{n} year", "{n} years", facts.carer_age) if facts.carer_age is not None else "",
        facts.village,
        facts.phone,
        facts.carer_note,
    ]
    return ", ".join(part for part in parts if part)
