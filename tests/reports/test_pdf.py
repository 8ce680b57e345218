"""The page frame: nothing is left out silently, every sheet says what it is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from mami_desktop.errors import UserError
from mami_desktop.i18n import translator
from mami_desktop.reports import fonts, shaping
from mami_desktop.reports.pdf import A4, A5, Paper, check_glyphs, open_paper
from mami_desktop.reports.shapes import disc, level_pattern, level_sign, tick_box
from tests.reports.slip_example import FURNITURE

EN = translator("en")


def drawn(path: Path, draw: Callable[[Paper], object]) -> list[str]:
    """The text of each sheet of a paper drawn by ``draw``."""
    with open_paper(path, A5, FURNITURE, EN) as paper:
        draw(paper)
        paper.end_page()
    return [page.extract_text() for page in PdfReader(path).pages]


def test_a_minus_sign_is_printed_for_every_z_score(tmp_path: Path) -> None:
    values = [hundredths / 100 for hundredths in range(-999, 1000, 7)]

    def draw(paper: Paper) -> None:
        for place, value in enumerate(values):
            paper.text(10 + place % 10 * 12, 20 + place // 10 * 5, EN.z(value))

    (text,) = drawn(tmp_path / "z.pdf", draw)
    printed = text.split()
    for value in values:
        assert f"{value:.2f}".replace("-", "–") in printed


def test_a_character_without_a_glyph_stops_the_print_and_leaves_no_file(tmp_path: Path) -> None:
    path = tmp_path / "broken.pdf"
    with pytest.raises(UserError, match="U\\+4E2D"):
        drawn(path, lambda paper: paper.text(10, 10, "Name 中 Example"))
    assert list(tmp_path.glob("*.pdf*")) == []
    assert list(tmp_path.glob(".*.part")) == []


@pytest.mark.parametrize("text", ["≥ 3", "→", "☐", "✓", "日本"])
def test_signs_that_the_fonts_lack_are_refused_not_lost(text: str) -> None:
    with pytest.raises(shaping.MissingGlyph):
        check_glyphs(text)


@pytest.mark.parametrize(
    "name",
    [
        "አበበ ከበደ",
        "محمد علي",
        "মোহাম্মদ ক্ষমা",
        "कृष्ण क्षत्रिय",
        "Ẹ̀kọ́ Ŋuol Ünsal",
        "Nguyễn",
        "Абдуллаев",
    ],
)
@pytest.mark.parametrize("bold", [False, True])
def test_names_of_the_countries_we_work_in_print(name: str, bold: bool, tmp_path: Path) -> None:
    check_glyphs(name + ", −2.52", bold=bold)
    (text,) = drawn(
        tmp_path / "name.pdf", lambda paper: paper.field(10, 30, 60, "Infant", f"{name}, 12 days")
    )
    assert "12 days" in text


def test_bangla_and_devanagari_conjuncts_are_shaped() -> None:
    for conjunct in ("ক্ষ", "क्ष"):
        (run,) = shaping.runs(conjunct)
        assert len(conjunct) == 3
        assert len(shaping.drawable(run, 10)) == 1


def test_arabic_is_joined_and_runs_from_right_to_left() -> None:
    (run,) = shaping.runs("علي")
    # final yeh, medial lam, initial ain: the first letter stands at the right end
    assert [f"{ord(c):04X}" for c in run.text] == ["FEF2", "FEE0", "FECB"]


def test_what_follows_an_arabic_name_is_not_drawn_into_it() -> None:
    age_after_name = "".join(run.text for run in shaping.runs("محمد علي, 12 days"))
    assert age_after_name.endswith(", 12 days")
    number = "".join(run.text for run in shaping.runs("محمد 2026/0121"))
    assert number.endswith(" 2026/0121")
    house_between_words = [run.text for run in shaping.runs("شارع 12 الرياض, 000")]
    assert house_between_words[1:] == [" 12 ", house_between_words[2], ", 000"]
    assert "\ufeb7" in house_between_words[2]  # the street's initial sheen stays at the right


def test_every_sheet_names_facility_date_printer_page_and_training(tmp_path: Path) -> None:
    path = tmp_path / "two.pdf"
    with open_paper(path, A5, FURNITURE, EN) as paper:
        paper.end_page()
        paper.end_page()
    for number, page in enumerate(PdfReader(path).pages, start=1):
        text = page.extract_text().replace("\n", " ")
        assert "Example Health Post 01 (EX01)" in text
        assert "printed 21 Nov 2026 10:45 by N. Sample" in text
        assert "referral slip 1.0" in text and "pathway mami 1.0" in text
        assert f"page {number} of 2" in text
        assert "TRAINING DATA" in text


def test_paper_of_a_real_register_says_nothing_of_training(tmp_path: Path) -> None:
    from dataclasses import replace

    path = tmp_path / "real.pdf"
    with open_paper(path, A4, replace(FURNITURE, training=False), EN) as paper:
        paper.end_page()
    assert "TRAINING" not in PdfReader(path).pages[0].extract_text()


def test_a_text_with_a_width_never_runs_over_it(tmp_path: Path) -> None:
    long = "Mohamed Abdirahman Abdullahi Hassan-Warsame of the Second Example " * 3

    def draw(paper: Paper) -> None:
        assert paper.text(10, 10, long, 12, width=40) <= 50.01
        lines, size = paper.broken(long, 40, 12, lines=2)
        assert len(lines) == 2 and lines[1].endswith("…") and size == 7
        assert all(paper.text_width(line, size) <= 40.01 for line in lines)
        assert "".join(shaping.wrap(long.strip(), 100, 9)).replace(" ", "") == long.replace(" ", "")

    drawn(tmp_path / "long.pdf", draw)


def test_a_word_longer_than_the_line_is_broken_not_lost() -> None:
    word = "Donaudampfschifffahrtsgesellschaft" * 3
    assert "".join(shaping.wrap(word, 60, 9)) == word


def test_an_existing_file_is_replaced_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "old.pdf"
    path.write_text("precious")
    with (
        pytest.raises(UserError, match="not replaced"),
        open_paper(path, A5, FURNITURE, EN) as paper,
    ):
        paper.end_page()
    assert path.read_text() == "precious"
    with open_paper(path, A5, FURNITURE, EN, force=True) as paper:
        paper.end_page()
    assert len(PdfReader(path).pages) == 1


def test_without_the_font_of_a_script_nothing_is_printed_and_the_package_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(fonts, "font_folders", lambda: (tmp_path,))
    fonts.face.cache_clear()
    shaping.runs.cache_clear()
    try:
        with pytest.raises(UserError, match="fonts-noto-core"):
            check_glyphs("ከበደ")
    finally:
        fonts.face.cache_clear()


def test_levels_differ_by_shape_without_colour(tmp_path: Path) -> None:
    """Rendered in black and white, no two levels look alike."""
    import pypdfium2

    levels = ["high", "moderate", "in_depth", "low", "incomplete"]
    path = tmp_path / "levels.pdf"
    with open_paper(path, A5, FURNITURE, EN) as paper:
        for level in levels:
            level_sign(paper, level, 20, 20, 6)
            level_pattern(paper, level, 40, 14, 12, 12)
            tick_box(paper, 60, 14, level == "low")
            disc(paper, 70, 14, 1.5)
            paper.end_page()
    document = pypdfium2.PdfDocument(path)
    pictures = [page.render(scale=2).to_pil().convert("1").tobytes() for page in document]
    document.close()
    assert len(set(pictures)) == len(levels)
