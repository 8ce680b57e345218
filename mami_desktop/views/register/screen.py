"""The Register: the book, one line per enrolment, searched and sorted in the database."""

from pathlib import Path
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from mami_desktop.i18n import _, current
from mami_desktop.progress import Progress
from mami_desktop.services.register import (
    RegisterPage,
    RegisterRow,
    register_page,
    register_rows,
)
from mami_desktop.views import theme
from mami_desktop.views.desk import Desk
from mami_desktop.views.jobs import run_job
from mami_desktop.views.register.book import Book
from mami_desktop.views.register.columns import in_page, out_page
from mami_desktop.views.register.filter_strip import FilterStrip
from mami_desktop.views.register.filters import Filters
from mami_desktop.views.screen import Screen, is_built
from mami_desktop.views.table_model import RecordTableModel
from mami_desktop.views.widgets import (
    STRETCH,
    ChipButton,
    EmptyState,
    OutlineButton,
    PrimaryButton,
    label,
    row,
)

PAGE = 200
NEWEST_FIRST = "-enrolled_on"


class RegisterScreen(Screen):
    """Chips filter, typing filters, Enter opens the pair, F4 starts a visit."""

    frame = "title"
    rail_entry = "register"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._sort = NEWEST_FIRST
        self._stale = True
        self._all_of_status = 0
        self.filters = Filters()
        self.strip = FilterStrip()
        self.model = RecordTableModel(in_page(), self)
        self.book = Book(self.model)
        self.empty = EmptyState("", self._new_pair_button())
        self._counts = label("", "strong")
        self._struck = label("", "note")
        self._order = label("", "caption")
        self.in_chip, self.out_chip = ChipButton(_("In page")), ChipButton(_("Out page"))
        for chip, columns in ((self.in_chip, in_page), (self.out_chip, out_page)):
            chip.setAutoExclusive(True)
            chip.clicked.connect(lambda _on, make=columns: self.model.set_columns(make()))
        self.in_chip.setChecked(True)
        pages = QWidget()
        pages.setLayout(row(self.in_chip, self.out_chip))
        excel = OutlineButton(_("Excel"), icon="file_out")
        excel.clicked.connect(self.export)
        self._excel = excel
        self._place = QStackedWidget()
        self._place.addWidget(self.book)
        self._place.addWidget(self.empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.gap("xl"), theme.gap("m"), theme.gap("l"), theme.gap("s"))
        box.setSpacing(theme.gap("s"))
        chips = row(self.filters, pages)
        chips.setStretch(0, 1)
        box.addLayout(chips)
        box.addLayout(row(self._counts, self._struck, STRETCH, excel, gap="xs"))
        box.addWidget(self.strip)
        box.addWidget(self._place, 1)
        box.addLayout(
            row(
                label(_("Enter opens the pair"), "caption"),
                label(_("F4 records a visit"), "caption"),
                label(_("Typing filters the lines"), "caption"),
                STRETCH,
                self._order,
                gap="xl",
            )
        )
        self._connect()

    def _connect(self) -> None:
        self.filters.changed.connect(self.refresh)
        self.strip.changed.connect(lambda _text: self.refresh())
        self.strip.to_table.connect(self._to_table)
        self.book.typed.connect(self.strip.begin)
        self.book.opened.connect(self._open_pair)
        self.book.visit_asked.connect(self._start_visit)
        self.book.sort_asked.connect(self._sort_by)
        self.desk.changed.connect(self._on_changed)
        for keys, action in (("Ctrl+F", self.strip.begin), ("Ctrl+0", self.filters.clear)):
            QShortcut(QKeySequence(keys), self, action)

    def title(self) -> str:
        return _("Register")

    def open(self, **args: Any) -> None:
        if self._stale:
            self.refresh()
        self.book.setFocus()

    def refresh(self) -> None:
        """Ask the database again for the first page of what the chips and the strip say."""
        shown = self.book.current_row()
        wanted = self.filters.wanted(self.desk.today(), self.strip.text(), self._sort)
        with self.desk.reading() as work:
            page = register_page(work, wanted, limit=PAGE)

        def more(offset: int) -> tuple[RegisterRow, ...]:
            with self.desk.reading() as work:
                return register_rows(work, wanted, limit=PAGE, offset=offset)

        self._stale = False
        self.book.painter_of_cells.match = self.strip.text()
        self.model.set_rows(page.rows, total=page.total, more=more)
        if shown is not None:
            self.book.show_line(shown.enrolment_uid)
        self._tell(page)

    def _on_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _tell(self, page: RegisterPage) -> None:
        t = current()
        self.filters.show_counts(page.counts)
        of_status = {
            "on_roll": page.counts.on_roll,
            "at_inpatient": page.counts.at_inpatient,
            "left": page.counts.left,
            "all": page.counts.all,
        }[self.filters.status]
        self._counts.setText(
            {
                "on_roll": t.n("{n} pair on the roll", "{n} pairs on the roll", of_status),
                "at_inpatient": t.n(
                    "{n} pair at inpatient care", "{n} pairs at inpatient care", of_status
                ),
                "left": t.n("{n} pair left", "{n} pairs left", of_status),
                "all": t.n("{n} pair in all", "{n} pairs in all", of_status),
            }[self.filters.status]
        )
        struck = page.counts.struck
        self._struck.setText(
            t.n("and {n} line struck out", "and {n} lines struck out", struck) if struck else ""
        )
        if not self.strip.text():
            self._all_of_status = of_status
        self.strip.show_found(page.total, self._all_of_status)
        self._order.setText(_("newest first") if self._sort == NEWEST_FIRST else "")
        if page.total:
            self._place.setCurrentWidget(self.book)
        else:
            self.empty.say(self._nothing(page))
            self._place.setCurrentWidget(self.empty)

    def _nothing(self, page: RegisterPage) -> str:
        if self.strip.text():
            return _(
                "No line matches “{text}” here. {left} among those who left: choose Left.",
                text=self.strip.text(),
                left=page.counts.left,
            )
        if page.counts.all == 0 and not self._is_filtered():
            return _("No pair yet. F2 enrols the first one.")
        return _("No line for these filters. Ctrl+0 removes them.")

    def _is_filtered(self) -> bool:
        filters = self.filters
        return bool(filters.since != "any" or filters.level or filters.reason)

    def _new_pair_button(self) -> QWidget | None:
        if not is_built("enrolment"):
            return None
        button = PrimaryButton(_("New pair"), key=_("F2"))
        button.clicked.connect(lambda: self.desk.go("enrolment"))
        return button

    # -- acting -----------------------------------------------------------------------------

    def _to_table(self) -> None:
        self.strip.settle()
        self.book.setFocus()

    def _sort_by(self, key: str) -> None:
        self._sort = f"-{key}" if self._sort == key else key
        self.refresh()

    def _open_pair(self, line: RegisterRow) -> None:
        self.desk.go("pair", infant_uid=line.infant_uid, enrolment_uid=line.enrolment_uid)

    def _start_visit(self, line: RegisterRow) -> None:
        if line.status == "on_roll" and not line.struck and is_built("visit"):
            self.desk.go("visit", enrolment_uid=line.enrolment_uid)
        else:
            self._open_pair(line)

    def export(self) -> None:
        """Write the register as a workbook where the user chooses."""
        name = _("register {day}", day=self.desk.today().isoformat()) + ".xlsx"
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Export the register"), name, _("Workbooks (*.xlsx)")
        )
        if chosen:
            self.export_to(Path(chosen))

    def export_to(self, path: Path) -> None:
        """Write the workbook in the background."""
        register, actor = self.desk.register, self.desk.actor

        def work(progress: Progress) -> Path:
            from mami_desktop.reports.register_xlsx import register_xlsx
            from mami_desktop.services.export import export_of

            with export_of(register, actor) as export:
                register_xlsx(path, export.sheets(), force=True, progress=progress)
            return path

        self._excel.set_words(_("Exporting..."))
        job = run_job(
            self,
            _("Export the register"),
            work,
            lambda written: self.desk.say(
                _("The workbook “{name}” is written.", name=written.name)
            ),
        )
        job.ended.connect(lambda: self._excel.set_words(_("Excel")))
