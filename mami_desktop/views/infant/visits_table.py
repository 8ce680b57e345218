"""Every visit as a line, newest first; absent ones stay as empty lines, struck ones readable."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from mami_desktop.i18n import _, current
from mami_desktop.services.pair import VisitFacts
from mami_desktop.views import theme, words
from mami_desktop.views.infant.chart_card import LARGE_TEXT
from mami_desktop.views.infant.facts import (
    NOT_SEEN,
    PairPage,
    feeding_word,
    gain_text,
    initials,
    progress_word,
    visit_name,
)
from mami_desktop.views.theme_tokens import ColorName, LevelName
from mami_desktop.views.widgets.level_badge import badge_size, level_word, paint_badge

UID = Qt.ItemDataRole.UserRole
LEVEL = Qt.ItemDataRole.UserRole + 1
NUMBERS = (2, 3, 4, 5)
TYPED = (0, 2, 5, 6)
FEEDING_COLUMN = 6
LEVEL_COLUMN = 8
OPTIONAL = (6, 9)
"""Left out when letters are large: feeding, and who recorded it."""
FROM_LEFT = "\N{LEFT-TO-RIGHT MARK}"
LINES_SEEN = 3.5
"""Half a line shows that there are more."""


class VisitsTable(QTableWidget):
    """``opened(visit_uid)`` on Enter or double click, ``walked(visit_uid)`` as lines are chosen."""

    opened = Signal(str)
    walked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "paper")
        self.setAccessibleName(_("Visits"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.size("row_button"))
        seen = LINES_SEEN * theme.size("row_button") + theme.size("table_header")
        self.setFixedHeight(round(seen) + theme.gap("xs"))
        self.setItemDelegateForColumn(LEVEL_COLUMN, _LevelDelegate(self))
        self.cellDoubleClicked.connect(lambda line, _at: self.opened.emit(self._uid(line)))
        self.itemSelectionChanged.connect(self._on_walk)

    def show_page(self, page: PairPage) -> None:
        """Show the visits of a pair."""
        headings = [
            _("Date"),
            _("Age"),
            _("Weight"),
            _("g a day"),
            _("WAZ"),
            _("Arm"),
            _("Feeding"),
            _("Progress"),
            _("Level"),
            _("By"),
        ]
        self.blockSignals(True)
        self.clear()
        self.setColumnCount(len(headings))
        self.setHorizontalHeaderLabels(headings)
        visits = list(reversed(page.story.visits))
        self.setRowCount(len(visits))
        for line, visit in enumerate(visits):
            for at, text in enumerate(_cells(page, visit)):
                self.setItem(line, at, _cell(text, at, visit))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for at in OPTIONAL:
            self.setColumnHidden(at, theme.text_scale() >= LARGE_TEXT)
        self.blockSignals(False)
        self._spread()

    def choose(self, visit_uid: str) -> None:
        """Select the line of a visit, without a signal."""
        self.blockSignals(True)
        for line in range(self.rowCount()):
            if self._uid(line) == visit_uid:
                self.selectRow(line)
        self.blockSignals(False)
        self.viewport().update()

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._spread()

    def _spread(self) -> None:
        """Each column as wide as its words, what room is left shared among all."""
        header = self.horizontalHeader()
        shown = [at for at in range(self.columnCount()) if not self.isColumnHidden(at)]
        wide = {at: max(self.sizeHintForColumn(at), header.sectionSizeHint(at)) for at in shown}
        spare = self.viewport().width() - sum(wide.values())
        for place, at in enumerate(shown):
            # to the last pixel; where room is missing feeding gives way, whose words are longest
            more = spare * (place + 1) // len(shown) - spare * place // len(shown)
            if spare < 0:
                more = spare if at == FEEDING_COLUMN else 0
            header.resizeSection(at, max(wide[at] + more, header.minimumSectionSize()))

    def keyPressEvent(self, event) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self.opened.emit(self._uid(self.currentRow()))
        else:
            super().keyPressEvent(event)

    def _on_walk(self) -> None:
        if self.currentRow() >= 0:
            self.walked.emit(self._uid(self.currentRow()))

    def _uid(self, line: int) -> str:
        cell = self.item(line, 0)
        return "" if cell is None else str(cell.data(UID))


def _cells(page: PairPage, visit: VisitFacts) -> list[str]:
    t = current()
    age = "" if visit.age_days is None else t.age(visit.age_days, short=True)
    if visit.visit_kind in NOT_SEEN:
        return [
            page.day(visit.visit_on),
            age,
            visit_name(visit),
            *[""] * 6,
            initials(visit.staff_name),
        ]
    return [
        page.day(visit.visit_on),
        age,
        f"{t.kg(visit.weight_g)} kg" if visit.weight_g is not None else "",
        gain_text(visit),
        t.z(visit.waz),
        f"{t.number(visit.muac_mm)} mm" if visit.muac_mm is not None else "",
        feeding_word(visit),
        progress_word(page, visit),
        visit_level_word(visit),
        initials(visit.staff_name),
    ]


def visit_level(visit: VisitFacts) -> LevelName | None:
    """The level a visit came out at, by choice or by finding; None: no new finding."""
    level = words.level_of(visit.chosen_level or visit.level)
    return "in_depth" if level == "moderate" and visit.in_depth else level


def visit_level_word(visit: VisitFacts) -> str:
    """The level in a word; "nothing new" where a visit found nothing new."""
    level = visit_level(visit)
    if level is not None:
        return level_word(level)
    return "" if visit.visit_kind in NOT_SEEN else _("nothing new")


def _cell(text: str, at: int, visit: VisitFacts) -> QTableWidgetItem:
    if at in NUMBERS and theme.is_right_to_left():
        text = f"{FROM_LEFT}{text}{FROM_LEFT}"  # or the sign of a number changes its side
    cell = QTableWidgetItem(text)
    cell.setData(UID, visit.visit_uid)
    cell.setData(LEVEL, visit_level(visit))
    color: ColorName = "paper_pen" if at in TYPED else "paper_ink"
    cell.setForeground(theme.color("paper_ink2" if visit.struck else color))
    side = Qt.AlignmentFlag.AlignRight if at in NUMBERS else Qt.AlignmentFlag.AlignLeft
    cell.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    if visit.struck:
        font = theme.font("body")
        font.setStrikeOut(True)
        cell.setFont(font)
    return cell


class _LevelDelegate(QStyledItemDelegate):
    """Draws the badge of a level; a line without one shows its words."""

    def paint(self, painter: QPainter, option, index) -> None:
        level = index.data(LEVEL)
        if level is None:
            super().paint(painter, option, index)
            return
        if option.state & option.state.State_Selected:
            painter.fillRect(option.rect, theme.color("paper_selected"))
        box = QRectF(option.rect)
        size = badge_size(level)
        box = QRectF(
            box.left() + theme.gap("hair"),
            box.center().y() - size.height() / 2,
            size.width(),
            size.height(),
        )
        paint_badge(painter, box, level)

    def sizeHint(self, option, index):
        level = index.data(LEVEL)
        if level is None:
            return super().sizeHint(option, index)
        return badge_size(level) + QSize(theme.gap("xs"), 0)
