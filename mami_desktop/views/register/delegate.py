"""Paints a cell of the book: pen blue for what was typed, badges, struck lines, matches in bold."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mami_desktop.services.register import RegisterRow
from mami_desktop.views import theme, words
from mami_desktop.views.register.columns import PageColumn
from mami_desktop.views.table_model import COLUMN, RECORD
from mami_desktop.views.theme_tokens import ColorName
from mami_desktop.views.widgets.level_badge import badge_size, paint_badge

Index = QModelIndex | QPersistentModelIndex


class PageDelegate(QStyledItemDelegate):
    """``match``: what was typed into the filter, shown bold where it stands."""

    match = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, theme.size("table_row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: RegisterRow = index.data(RECORD)
        column: PageColumn = index.data(COLUMN)
        rect = QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("paper_selected"))
            if index.column() == 0:
                self._paint_bar(painter, rect)
        if _year_changes(index):
            painter.setPen(QPen(theme.color("paper_ink"), theme.gap("hair")))
            painter.drawLine(rect.topLeft(), rect.topRight())
        inner = rect.adjusted(theme.gap("s"), 0, -theme.gap("s"), 0)
        if column.key == "level":
            edge = theme.gap("xs")
            self._paint_level(painter, rect.adjusted(edge, 0, -edge, 0), row)
        elif column.key == "next_visit_on" and row.days_late > 0 and not row.struck:
            self._paint_late(painter, inner, index.data())
        else:
            self._paint_text(painter, inner, row, column, index.data())
        painter.restore()

    def _paint_bar(self, painter: QPainter, rect: QRectF) -> None:
        wide = theme.size("bar")
        left = rect.right() - wide if theme.is_right_to_left() else rect.left()
        painter.fillRect(QRectF(left, rect.top(), wide, rect.height()), theme.color("paper_pen"))

    def _paint_level(self, painter: QPainter, inner: QRectF, row: RegisterRow) -> None:
        level = words.level_of(row.level)
        if level is None or row.struck:
            return
        size = badge_size(level)
        box = QRectF(0, 0, min(size.width(), inner.width()), size.height())
        box.moveCenter(inner.center())
        if theme.is_right_to_left():
            box.moveRight(inner.right())
        else:
            box.moveLeft(inner.left())
        paint_badge(painter, box, level, right_to_left=theme.is_right_to_left())

    def _paint_late(self, painter: QPainter, inner: QRectF, text: str) -> None:
        side = theme.size("icon_small")
        icon = QRectF(inner.left(), inner.center().y() - side / 2, side, side)
        rest = inner.adjusted(side + theme.gap("xs"), 0, 0, 0)
        if theme.is_right_to_left():
            icon.moveRight(inner.right())
            rest = inner.adjusted(0, 0, -side - theme.gap("xs"), 0)
        theme.draw_icon(painter, icon, "overdue", "paper_late")
        self._draw(painter, rest, text, theme.font("body"), "paper_late", right=False)

    def _paint_text(
        self, painter: QPainter, inner: QRectF, row: RegisterRow, column: PageColumn, text: str
    ) -> None:
        font = theme.font("body", bold=column.bold)
        tone: ColorName = "paper_pen" if column.origin == "typed" else "paper_ink"
        if row.struck:
            tone = "paper_ink2"
            font.setStrikeOut(column.key != "next_visit_on")
        self._draw(painter, inner, text, font, tone, right=column.align == "right")

    def _draw(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        font: QFont,
        tone: ColorName,
        *,
        right: bool,
    ) -> None:
        painter.setPen(theme.color(tone))
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # 28 Nov, never Nov 28
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
        at = shown.casefold().find(self.match.casefold()) if self.match else -1
        pieces = [(shown, False)]
        if at >= 0:
            end = at + len(self.match)
            pieces = [(shown[:at], False), (shown[at:end], True), (shown[end:], False)]
        fonts = [_heavier(font) if hit else font for _piece, hit in pieces]
        wide = [
            QFontMetrics(made).horizontalAdvance(piece)
            for made, (piece, _hit) in zip(fonts, pieces, strict=True)
        ]
        to_right = right != theme.is_right_to_left()
        x = box.right() - sum(wide) if to_right else box.left()
        y = box.center().y() + (metrics.ascent() - metrics.descent()) / 2
        for made, (piece, hit), advance in zip(fonts, pieces, wide, strict=True):
            painter.setFont(made)
            painter.drawText(QRectF(x, y, 0, 0).topLeft(), piece)
            if hit:
                painter.drawLine(
                    QRectF(x, y + theme.gap("hair"), advance, 0).topLeft(),
                    QRectF(x, y + theme.gap("hair"), advance, 0).topRight(),
                )
            x += advance

    def displayText(self, value, locale) -> str:
        return str(value)


def _heavier(font: QFont) -> QFont:
    made = QFont(font)
    made.setBold(True)
    return made


def _year_changes(index: Index) -> bool:
    if index.row() == 0:
        return False
    above = index.sibling(index.row() - 1, index.column()).data(RECORD)
    return above.enrolled_on.year != index.data(RECORD).enrolled_on.year
