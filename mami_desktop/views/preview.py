"""A paper before it is printed: the PDF itself, page by page, and the ways out of it.

    PdfPages()                     the pages alone, for a screen that shows them beside its form
    PreviewDialog(pdf, name).exec()   the pages with Print, Save and Open

``pdf`` is the file's bytes, so nothing about a patient stays in a folder of temporary files longer
than an outside viewer needs it.
"""

import tempfile
from pathlib import Path

from PySide6.QtCore import QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QPageLayout, QPageSize, QPainter, QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QScrollArea, QVBoxLayout, QWidget

from mami_desktop.errors import UserError
from mami_desktop.files import write_aside
from mami_desktop.i18n import _
from mami_desktop.views import theme
from mami_desktop.views.widgets.buttons import OutlineButton, PrimaryButton
from mami_desktop.views.widgets.layouts import STRETCH, column, row
from mami_desktop.views.widgets.text import label

POINTS_PER_INCH = 72
PRINT_DPI = 300
ZOOM_STEP = 1.25
SMALLEST_ZOOM, LARGEST_ZOOM = 0.4, 4.0


class PdfFile:
    """A PDF in memory and its pages as pictures. Nothing stays open between two pictures."""

    def __init__(self, pdf: bytes) -> None:
        self.data = pdf
        with self._document() as document:
            self._sizes = [QSizeF(*page.get_size()) for page in document]

    def _document(self):
        import pypdfium2  # late: the window is up before papers are needed

        return pypdfium2.PdfDocument(self.data)

    def __len__(self) -> int:
        return len(self._sizes)

    def size_pt(self, page: int) -> QSizeF:
        """Width and height of a page in points."""
        return self._sizes[page]

    def picture(self, page: int, scale: float) -> QImage:
        """A page at ``scale`` pixels to the point."""
        with self._document() as document:
            bitmap = document[page].render(scale=scale, rev_byteorder=True)
            form = {
                "RGB": QImage.Format.Format_RGB888,
                "RGBX": QImage.Format.Format_RGBX8888,
                "RGBA": QImage.Format.Format_RGBA8888,
                "L": QImage.Format.Format_Grayscale8,
            }[bitmap.mode]
            image = QImage(
                bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, form
            ).copy()
            bitmap.close()
        return image


class PdfPages(QScrollArea):
    """The pages below each other, as wide as the room; Ctrl+wheel or ``zoom`` makes them larger."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file: PdfFile | None = None
        self._zoom = 1.0
        self._pictures: list[QLabel] = []
        self._sheet = QWidget()
        self._box = QVBoxLayout(self._sheet)
        self._box.setSpacing(theme.gap("m"))
        self._box.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setWidgetResizable(True)
        self.setWidget(self._sheet)
        self.setAccessibleName(_("Preview of the paper"))

    def show_pdf(self, pdf: bytes) -> None:
        """Show this paper instead of the one before."""
        self._file = PdfFile(pdf)
        while len(self._pictures) > len(self._file):
            gone = self._pictures.pop()
            self._box.removeWidget(gone)
            gone.deleteLater()
        while len(self._pictures) < len(self._file):
            picture = label("")
            self._pictures.append(picture)
            self._box.addWidget(picture)
        self._draw()

    def pages(self) -> int:
        """How many pages are shown."""
        return len(self._pictures)

    def pdf(self) -> bytes:
        """The paper that is shown."""
        return self._file.data if self._file is not None else b""

    def zoom(self, factor: float) -> None:
        """Make the pages larger or smaller; 1 is as wide as the room."""
        self._zoom = min(LARGEST_ZOOM, max(SMALLEST_ZOOM, factor))
        self._draw()

    def zoom_factor(self) -> float:
        """How large the pages are; 1 is as wide as the room."""
        return self._zoom

    def wheelEvent(self, event) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(self._zoom * (ZOOM_STEP if event.angleDelta().y() > 0 else 1 / ZOOM_STEP))
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._draw()

    def _draw(self) -> None:
        if self._file is None:
            return
        ratio = self.devicePixelRatioF()
        edges = 2 * theme.gap("m") + self.verticalScrollBar().sizeHint().width()
        room = max(theme.size("control"), self.width() - edges)
        for page, picture in enumerate(self._pictures):
            scale = room * self._zoom / self._file.size_pt(page).width()
            image = self._file.picture(page, scale * ratio)
            image.setDevicePixelRatio(ratio)
            picture.setPixmap(QPixmap.fromImage(image))
            picture.setAccessibleName(
                _("Page {number} of {pages}", number=page + 1, pages=len(self._pictures))
            )


class PreviewDialog(QDialog):
    """A paper on the screen with Print, Save as PDF and Open.

    ``name`` titles the window and names the file and the print job: it never holds a patient's
    name. ``copies_note`` says what will come out, e.g. "2 copies: family, clinic".
    """

    def __init__(
        self, pdf: bytes, name: str, *, copies_note: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._outside: tempfile.TemporaryDirectory[str] | None = None
        self.setWindowTitle(name)
        self.pages = PdfPages()
        self.print_button = PrimaryButton(_("Print..."), icon="print", key="Ctrl+P")
        self.print_button.setShortcut("Ctrl+P")
        self.print_button.clicked.connect(self.print_it)
        self.save_button = OutlineButton(_("Save as PDF..."))
        self.save_button.clicked.connect(self.save_as)
        self.open_button = OutlineButton(_("Open in another program"))
        self.open_button.clicked.connect(self.open_outside)
        self.close_button = OutlineButton(_("Close"))
        self.close_button.clicked.connect(self.accept)
        smaller, larger = OutlineButton(_("Smaller")), OutlineButton(_("Larger"))
        fit = OutlineButton(_("Fit width"))
        smaller.clicked.connect(lambda: self.pages.zoom(self.pages.zoom_factor() / ZOOM_STEP))
        larger.clicked.connect(lambda: self.pages.zoom(self.pages.zoom_factor() * ZOOM_STEP))
        fit.clicked.connect(lambda: self.pages.zoom(1.0))
        head = row(
            label(name, "section"), label(copies_note, "quiet"), STRETCH, smaller, fit, larger
        )
        foot = row(
            self.close_button, STRETCH, self.open_button, self.save_button, self.print_button
        )
        self.setLayout(column(head, self.pages, foot, gap="m", margins="l"))
        screen = self.screen().availableGeometry()
        self.resize(min(screen.width(), 2 * theme.size("dialog")), int(screen.height() * 0.92))
        self.pages.show_pdf(pdf)
        self.print_button.setFocus()

    def print_it(self) -> None:
        """Ask for the printer and print."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._name)
        prepare_printer(printer, self.pages.pdf())
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            print_pdf(self.pages.pdf(), printer)

    def save_as(self) -> None:
        """Ask where, and save a copy."""
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Save as PDF"), f"{file_name(self._name)}.pdf", _("PDF (*.pdf)")
        )
        if chosen:
            with write_aside(Path(chosen), force=True) as aside:
                aside.write_bytes(self.pages.pdf())

    def open_outside(self) -> None:
        """Show the paper in the computer's own PDF program; the copy goes with this window."""
        self._outside = self._outside or tempfile.TemporaryDirectory(prefix="mami-")
        path = Path(self._outside.name) / f"{file_name(self._name)}.pdf"
        path.write_bytes(self.pages.pdf())
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            raise UserError(
                _("No other program here opens a PDF."),
                _("Print it from this window, or save it and open it elsewhere."),
            )

    def done(self, result: int) -> None:
        if self._outside is not None:
            self._outside.cleanup()
            self._outside = None
        super().done(result)


def file_name(name: str) -> str:
    """``name`` as a file name: a register number holds slashes."""
    return "".join(c if c.isalnum() or c in " -_." else "-" for c in name).strip()


def prepare_printer(printer: QPrinter, pdf: bytes) -> None:
    """Set the printer to the paper's own size and direction, without further margins."""
    document = PdfFile(pdf)
    size = document.size_pt(0)
    upright = size.height() >= size.width()
    sheet = size if upright else size.transposed()
    printer.setPageSize(QPageSize(sheet, QPageSize.Unit.Point))
    printer.setPageOrientation(
        QPageLayout.Orientation.Portrait if upright else QPageLayout.Orientation.Landscape
    )
    printer.setFullPage(True)


def print_pdf(pdf: bytes, printer: QPrinter) -> None:
    """Print the pages the dialog chose. UserError if the printer does not take them.

    The pages go to the printer as pictures of 300 dots to the inch.
    """
    document = PdfFile(pdf)
    first = printer.fromPage() or 1
    last = printer.toPage() or len(document)
    painter = QPainter()
    if not painter.begin(printer):
        raise UserError(
            _("Not printed: the printer does not answer, or has no paper."),
            _("Everything is saved. Print again, save as PDF, or copy it by hand from the screen."),
        )
    for page in range(first - 1, last):
        if page >= first:
            printer.newPage()
        image = document.picture(page, PRINT_DPI / POINTS_PER_INCH)
        size = document.size_pt(page) * (printer.resolution() / POINTS_PER_INCH)
        painter.drawImage(QRectF(0, 0, size.width(), size.height()), image)
    painter.end()
