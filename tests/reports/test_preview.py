"""The preview shows the PDF itself, and the ways out of it work."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog

from mami_desktop.i18n import translator
from mami_desktop.reports.referral_slip import referral_slip_pdf
from mami_desktop.views import theme
from mami_desktop.views.preview import PdfFile, PreviewDialog, file_name, prepare_printer, print_pdf
from tests.reports.slip_example import BRAVO


@pytest.fixture
def slip(tmp_path: Path) -> bytes:
    path = tmp_path / "slip.pdf"
    referral_slip_pdf(path, BRAVO, translator("en"))
    return path.read_bytes()


@pytest.fixture
def dialog(qtbot, qapp: QApplication, slip: bytes) -> PreviewDialog:
    theme.apply(qapp)
    made = PreviewDialog(slip, "Referral slip EX01/2026/R0007", copies_note="2 copies")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_all_pages_are_shown_as_wide_as_the_room(dialog: PreviewDialog, qtbot) -> None:
    assert dialog.pages.pages() == 2
    first = dialog.pages._pictures[0].pixmap().deviceIndependentSize()
    assert dialog.pages.width() * 0.85 < first.width() < dialog.pages.width()
    assert round(first.height() / first.width(), 2) == round(210 / 148, 2)
    dialog.pages.zoom(2.0)
    larger = dialog.pages._pictures[0].pixmap().deviceIndependentSize()
    assert larger.width() > 1.9 * first.width()


def test_the_picture_holds_ink(slip: bytes) -> None:
    document = PdfFile(slip)
    image = document.picture(0, 1.0)
    colours = {image.pixelColor(x, y).lightness() for x in range(0, 400, 3) for y in range(400)}
    assert min(colours) < 60 and max(colours) == 255


def test_saving_keeps_the_same_paper(
    dialog: PreviewDialog, slip: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy.pdf"
    asked = {}

    def choose(_parent, _title, proposed, _kinds):
        asked["name"] = proposed
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    dialog.save_button.click()
    assert target.read_bytes() == slip
    assert asked["name"] == "Referral slip EX01-2026-R0007.pdf"


def test_printing_keeps_size_and_pages(qapp: QApplication, slip: bytes, tmp_path: Path) -> None:
    printed = tmp_path / "printed.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(printed))
    prepare_printer(printer, slip)
    print_pdf(slip, printer)
    pages = PdfReader(printed).pages
    assert len(pages) == 2
    assert [round(float(side) / 72 * 25.4) for side in pages[0].mediabox[2:]] == [148, 210]
    before, after = PdfFile(slip), PdfFile(printed.read_bytes())
    one = before.picture(0, 0.5).convertToFormat(before.picture(0, 0.5).format())
    other = after.picture(0, 0.5)
    differing = sum(
        abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness()) > 100
        for x in range(min(one.width(), other.width()))
        for y in range(min(one.height(), other.height()))
    )
    assert differing < 0.02 * one.width() * one.height()


def test_file_names_hold_no_slashes() -> None:
    assert file_name("Slip EX01/2026/R0007") == "Slip EX01-2026-R0007"
