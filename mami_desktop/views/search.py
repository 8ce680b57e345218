"""Find a pair from anywhere (Ctrl+K): a line, and below it at most twelve pairs, best first."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from mami_desktop.i18n import _
from mami_desktop.services.register import PairHit, find_pairs
from mami_desktop.views import theme, words
from mami_desktop.views.desk import Desk
from mami_desktop.views.widgets.level_badge import badge_size, paint_badge
from mami_desktop.views.widgets.text import label

LEAST_LETTERS = 1
PAUSE_MS = 120
HIT = Qt.ItemDataRole.UserRole


class SearchField(QLineEdit):
    """The line and its list. Enter opens the pair, F4 starts a visit, Esc gives the focus back."""

    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._came_from: QWidget | None = None
        self.setProperty("kind", "search")
        self.setAccessibleName(_("Find a pair: name, number, village, phone"))
        self.setPlaceholderText(_("Find a pair: name, number, village, phone"))
        self.addAction(theme.icon("find", "ink2"), QLineEdit.ActionPosition.LeadingPosition)
        self.setMinimumWidth(theme.size("date_field"))
        self.setMaximumWidth(theme.size("find_field"))
        self.setClearButtonEnabled(True)
        self.found = FoundPairs(self)
        self.found.picked.connect(self._open)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.look)
        self.textEdited.connect(lambda _text: self._pause.start())

    def begin(self, came_from: QWidget | None) -> None:
        """Put the cursor here; Esc gives the focus back to ``came_from``."""
        self._came_from = came_from
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def look(self) -> None:
        """Search now for what is typed."""
        self._pause.stop()
        text = self.text().strip()
        if len(text) < LEAST_LETTERS:
            self.found.hide()
            return
        with self._desk.reading() as work:
            hits = find_pairs(work, text)
        self.found.show_hits(hits, text)
        self._place()

    def _place(self) -> None:
        window = self.window()
        self.found.setParent(window)
        wide = min(theme.size("find_list"), window.width())
        corner = self.mapTo(window, QPoint(0, self.height()))
        x = max(0, min(corner.x() + self.width() - wide, window.width() - wide))
        high = min(self.found.wanted_height(), window.height() - corner.y() - theme.gap("xl"))
        self.found.setGeometry(x, corner.y() + theme.gap("xs"), wide, high)
        self.found.show()
        self.found.raise_()

    def _open(self, hit: PairHit) -> None:
        self._end()
        self._desk.go("pair", infant_uid=hit.infant_uid, enrolment_uid=hit.enrolment_uid)

    def _visit(self, hit: PairHit) -> None:
        if hit.status == "on_roll" and hit.enrolment_uid:
            self._end()
            self._desk.go("visit", enrolment_uid=hit.enrolment_uid)
        else:
            self._open(hit)

    def _end(self) -> None:
        self._pause.stop()
        self.clear()
        self.found.hide()
        self.left.emit()

    def keyPressEvent(self, event) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            back = self._came_from
            self._end()
            if back is not None and back.isVisible():
                back.setFocus()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.found.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F4):
            if self._pause.isActive():
                self.look()
            hit = self.found.current_hit()
            if hit is not None:
                self._visit(hit) if key == Qt.Key.Key_F4 else self._open(hit)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self.found.hide()
            self.left.emit()


class FoundPairs(QFrame):
    """The list below the line; it never takes the focus from it."""

    picked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card_focus")
        self._list = QListWidget()
        self._list.setProperty("kind", "finds")
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setItemDelegate(_HitDelegate(self._list))
        self._list.setAccessibleName(_("Pairs found"))
        self._list.itemClicked.connect(lambda item: self.picked.emit(item.data(HIT)))
        self._nothing = label("", "quiet", wrap=True)
        box = QVBoxLayout(self)
        edge = theme.gap("s")
        box.setContentsMargins(edge, edge, edge, edge)
        box.addWidget(self._nothing)
        box.addWidget(self._list)
        self.hide()

    def show_hits(self, hits: tuple[PairHit, ...], text: str) -> None:
        """Fill the list; best first, those who left last."""
        self._list.clear()
        for hit in hits:
            item = QListWidgetItem(self._list)
            item.setData(HIT, hit)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(hit))
        self._list.setCurrentRow(0 if hits else -1)
        self._list.setHidden(not hits)
        self._nothing.setHidden(bool(hits))
        self._nothing.setText(
            _(
                "No pair found for “{text}”. Check the spelling or press F2 for a new pair.",
                text=text,
            )
        )

    def wanted_height(self) -> int:
        """The height that shows all."""
        edges = 2 * theme.gap("s") + 2 * theme.gap("xs")
        if self._list.isHidden():
            return theme.size("pair_bar")
        return self._list.count() * self._list.sizeHintForRow(0) + edges

    def step(self, by: int) -> None:
        """Walk up or down."""
        row = self._list.currentRow() + by
        if 0 <= row < self._list.count():
            self._list.setCurrentRow(row)

    def current_hit(self) -> PairHit | None:
        """The pair that Enter opens."""
        item = self._list.currentItem()
        return item.data(HIT) if item is not None and not self.isHidden() else None

    def hits(self) -> list[PairHit]:
        """All pairs shown."""
        return [self._list.item(row).data(HIT) for row in range(self._list.count())]

    def nothing_found(self) -> str:
        """The sentence shown when there is no pair."""
        return "" if self._nothing.isHidden() else self._nothing.text()


class _HitDelegate(QStyledItemDelegate):
    """Two lines and the level badge."""

    def sizeHint(self, option, index: QModelIndex | QPersistentModelIndex) -> QSize:
        lines = QFontMetrics(theme.font("body", bold=True)).height()
        lines += QFontMetrics(theme.font("caption")).height()
        return QSize(0, lines + theme.gap("m"))

    def paint(self, painter: QPainter, option, index: QModelIndex | QPersistentModelIndex) -> None:
        hit: PairHit = index.data(HIT)
        rect = QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("pen_tint"))
        right_to_left = theme.is_right_to_left()
        inner = rect.adjusted(theme.gap("s"), theme.gap("xs"), -theme.gap("s"), -theme.gap("xs"))
        level = words.level_of(hit.level)
        if level is not None:
            size = badge_size(level)
            box = QRectF(0, 0, size.width(), size.height())
            box.moveCenter(inner.center())
            if right_to_left:
                box.moveLeft(inner.left())
                inner.setLeft(box.right() + theme.gap("s"))
            else:
                box.moveRight(inner.right())
                inner.setRight(box.left() - theme.gap("s"))
            paint_badge(painter, box, level, right_to_left=right_to_left)
        side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        flags = int(side | Qt.AlignmentFlag.AlignAbsolute)
        half = inner.height() * 0.55
        first, second = QRectF(inner), QRectF(inner)
        first.setHeight(half)
        second.setTop(inner.top() + half)
        _line(painter, first, flags, theme.font("body", bold=True), "ink", _first_line(hit))
        _line(painter, second, flags, theme.font("caption"), "ink2", _second_line(hit))
        painter.restore()


def _line(
    painter: QPainter, box: QRectF, side: int, font: QFont, tone: theme.ColorName, text: str
) -> None:
    painter.setFont(font)
    painter.setPen(theme.color(tone))
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    fitting = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, side | int(Qt.AlignmentFlag.AlignVCenter), fitting)


def _first_line(hit: PairHit) -> str:
    carer = words.carer(hit.caregiver_name, hit.caregiver_role)
    return ", ".join(part for part in (words.infant(hit.infant_name, carer), carer) if part)


def _second_line(hit: PairHit) -> str:
    parts = [
        words.sex_and_age(hit.sex, hit.age_days, short=True),
        hit.village or "",
        hit.mami_no or "",
        "" if hit.status == "on_roll" else words.status(hit.status),
    ]
    return ", ".join(part for part in parts if part)


def _spoken(hit: PairHit) -> str:
    return f"{_first_line(hit)}, {_second_line(hit)}"
