"""French: complete, faithful to the English, and drawn on paper without losing a letter."""

import ast
import importlib.util
import re
import string
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import polib
import pytest
from pypdf import PdfReader

from mami_desktop import i18n
from mami_desktop.cli.main import main
from mami_desktop.i18n import Translator, translator
from mami_desktop.paths import resource
from mami_desktop.pathway.definition import Pathway
from mami_desktop.pathway.load import DEFAULT_FILE, check_pathway, default_pathway, load_text
from mami_desktop.pathway.translate import texts
from mami_desktop.reports.monthly_tally import monthly_tally_pdf
from mami_desktop.reports.pdf import check_glyphs
from mami_desktop.reports.records import TallySheet
from mami_desktop.reports.referral_slip import referral_slip_pdf
from mami_desktop.typed_dates import read_date
from tests.month.making import Making
from tests.reports.slip_example import BRAVO, FURNITURE

PROJECT = Path(__file__).resolve().parent.parent
_spec = importlib.util.spec_from_file_location("catalogues", PROJECT / "setup" / "catalogues.py")
assert _spec is not None and _spec.loader is not None
catalogues = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(catalogues)

FRENCH = polib.pofile(str(resource("locale", "fr.po")), encoding="utf-8")
FR = translator("fr")


@pytest.fixture
def pathway() -> Pathway:
    return default_pathway()


@pytest.fixture
def french_screen() -> Iterator[Translator]:
    yield i18n.set_language("fr")
    i18n.set_language("en")


def placeholders(text: str) -> list[str]:
    return sorted({name for _text, name, _spec, _conv in string.Formatter().parse(text) if name})


def numbers(text: str) -> list[str]:
    """The numbers of a text; a thousands space and a decimal comma make no difference."""
    joined = re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d{3}\b)", "", text)
    return sorted(n.replace(",", ".") for n in re.findall(r"-?\d+(?:[.,]\d+)?", joined))


# -- the catalogue ---------------------------------------------------------------------------


def test_every_text_of_the_program_has_its_french() -> None:
    """`make messages` brings a new text in; then it wants translating."""
    source = {message.text for message in catalogues.messages()}
    known = {entry.msgid for entry in FRENCH}
    assert len(source) > 1000
    assert sorted(source - known) == [], "not in fr.po: run make messages, then translate"
    assert sorted(known - source) == [], "no longer in the program: run make messages"
    assert [entry.msgid for entry in FRENCH.untranslated_entries()] == []
    assert [entry.msgid for entry in FRENCH.fuzzy_entries()] == []


def test_french_keeps_every_placeholder_and_every_number() -> None:
    for entry in FRENCH.translated_entries():
        english = entry.msgid_plural or entry.msgid
        for french in entry.msgstr_plural.values() or [entry.msgstr]:
            assert placeholders(french) == placeholders(english), entry.msgid
            assert numbers(french) == numbers(english), entry.msgid


def test_a_counted_text_has_a_form_for_one_and_a_form_for_many() -> None:
    counted = [entry for entry in FRENCH if entry.msgid_plural]
    assert counted
    for entry in counted:
        assert set(entry.msgstr_plural) == {0, 1} and all(entry.msgstr_plural.values())
    days = [FR.n("{n} day", "{n} days", n) for n in (0, 1, 2, 21)]
    assert days == ["0 jour", "1 jour", "2 jours", "21 jours"]  # French counts 0 with 1


def test_the_words_of_the_levels_are_told_apart() -> None:
    for words in (("High", "Moderate", "Low", "Incomplete"), ("yes", "no"), ("Boys", "Girls")):
        assert len({FR(word) for word in words}) == len(words)
    assert FR("Not assessed") == "Non évalué"


def test_french_screens_never_say_admitted_sam_or_mam() -> None:
    """The words of screens.md and of the notice cau_words; the hospital alone admits."""
    for entry in FRENCH:
        for french in entry.msgstr_plural.values() or [entry.msgstr]:
            assert not re.search(r"\badmi[st]|\bMAS\b|\bMAM\b", french), entry.msgid


# -- the tool that keeps the catalogue -------------------------------------------------------


def test_updating_keeps_translations_and_lets_old_texts_go(tmp_path: Path) -> None:
    code = tmp_path / "mami_desktop" / "page.py"
    code.parent.mkdir()
    code.write_text(
        '_("Kept whole, over " "two lines"); self.t("New {x}", x=1)\n'
        't.n("{n} day", "{n} days", 3); current()("Spoken"); N_("Marked" if a else "Otherwise")\n'
        "label(_(word)); other('Not visible')\n"
    )
    found = catalogues.messages(tmp_path)
    assert [(one.text, one.many) for one in found] == [
        ("Kept whole, over two lines", ""),
        ("New {x}", ""),
        ("{n} day", "{n} days"),
        ("Spoken", ""),
        ("Marked", ""),
        ("Otherwise", ""),
    ]
    assert {one.file for one in found} == {"mami_desktop/page.py"}
    old = polib.POFile()
    old.append(polib.POEntry(msgid="Kept whole, over two lines", msgstr="Gardé"))
    old.append(polib.POEntry(msgid="Gone", msgstr="Parti"))
    new = catalogues.updated("fr", old, found)
    assert "Gone" not in [entry.msgid for entry in new]
    assert new.find("Kept whole, over two lines").msgstr == "Gardé"
    assert len(new.untranslated_entries()) == 5
    assert catalogues.updated("fr", new, found) == new


TELLING = {"label", "setText", "setToolTip", "setAccessibleName", "setPlaceholderText", "addItem"}


def test_no_screen_shows_words_that_no_catalogue_holds() -> None:
    """A literal given to a label, button or tool tip would stay English for everybody."""
    for path in sorted((PROJECT / "mami_desktop" / "views").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(call, ast.Call) and call.args):
                continue
            function, first = call.func, call.args[0]
            name = str(getattr(function, "id", "") or getattr(function, "attr", ""))
            if name in TELLING or name.endswith(("Button", "Label")):
                said = first.value if isinstance(first, ast.Constant) else ""
                if isinstance(said, str):
                    assert not re.search(r"[A-Za-z]{2}", said), f"{path.name}:{call.lineno}: {said}"


# -- the translator --------------------------------------------------------------------------


def test_a_translation_with_other_placeholders_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "locale").mkdir()
    (tmp_path / "locale" / "sw.po").write_text(
        'msgid "{n} kg for {name}"\nmsgstr "kilo {kilo}"\n\n'
        'msgid "Weight"\nmsgstr "Uzito"\n\n'
        '#, fuzzy\nmsgid "Length"\nmsgstr "Uzito"\n\n'
        'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "siku {x}"\nmsgstr[1] "siku {n}"\n'
    )
    monkeypatch.setattr(i18n, "resource", lambda *parts: tmp_path.joinpath(*parts))
    speak = translator.__wrapped__("sw")
    assert speak("{n} kg for {name}", n=3, name="Golf") == "3 kg for Golf"
    assert speak("Weight") == "Uzito"
    assert speak("Length") == "Length"  # an unsure one never reaches a nurse
    assert speak.n("{n} day", "{n} days", 1) == "1 day"


def test_dates_ages_and_numbers_are_written_the_french_way() -> None:
    assert FR.date(date(2026, 8, 1)) == "1 août 2026"
    assert FR.date(date(2026, 11, 28), weekday=True) == "samedi 28 novembre 2026"
    assert FR.month(date(2026, 10, 1)) == "octobre 2026"
    assert FR.kg(3800) == "3,800" and FR.cm(545) == "54,5"
    assert FR.z(-2.519) == "\N{MINUS SIGN}2,52"
    assert FR.number(12345.5, 1) == "12\N{NARROW NO-BREAK SPACE}345,5"
    assert FR.age(52) == "7 semaines 3 jours"
    assert FR.age(52, short=True) == "7 s 3 j"
    assert FR.age(9) == "9 jours"


@pytest.mark.usefixtures("french_screen")
def test_today_is_typed_as_a_french_keyboard_types_it() -> None:
    for typed in ("aujourd'hui", "Aujourd’hui", "today"):
        assert read_date(typed, date(2026, 11, 21)) == date(2026, 11, 21)


@pytest.mark.usefixtures("french_screen")
def test_the_command_line_speaks_french_too(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check-pathway", "--language", "fr", "--help"])
    assert "celle de l’ordinateur" in " ".join(capsys.readouterr().out.split())


# -- the pathway -----------------------------------------------------------------------------


def test_every_text_of_the_pathway_has_its_french(pathway: Pathway) -> None:
    words = pathway.translations["fr"]
    missing = [
        k for k, text, _ in texts(pathway) if text not in words and f"{text}|{k}" not in words
    ]
    assert missing == []
    assert check_pathway(resource("pathways", DEFAULT_FILE)) == []


def test_french_keeps_every_number_and_value_of_the_pathway(pathway: Pathway) -> None:
    for key, french in pathway.translations["fr"].items():
        english = key.partition("|")[0]
        assert numbers(french) == numbers(english), key
        assert sorted(re.findall(r"{[^}]+}", french)) == sorted(re.findall(r"{[^}]+}", english)), (
            key
        )


NOT = r"\b(no|not|never|cannot|nobody|without|none|nothing|neither|do not)\b"
PAS = r"\b(pas|non|ne|jamais|sans|aucune?|rien|ni|hors|incapable)\b|\bn’"


def test_what_is_denied_in_english_is_denied_in_french(pathway: Pathway) -> None:
    """A lost "not" is the worst a translation can do."""
    lost = [
        (key, french)
        for key, french in pathway.translations["fr"].items()
        if re.search(NOT, key.partition("|")[0], re.IGNORECASE)
        and not re.search(PAS, french, re.IGNORECASE)
    ]
    assert lost == []


def test_an_answer_is_told_from_every_other_answer_in_french(pathway: Pathway) -> None:
    for item in pathway.translated("fr").items.values():
        labels = [choice.label for choice in item.choices]
        assert len(set(labels)) == len(labels), item.id
        english = {choice.code for choice in pathway.items[item.id].choices}
        assert {choice.code for choice in item.choices} == english


def test_a_rewritten_text_is_never_shown_beside_its_old_translation(pathway: Pathway) -> None:
    """A country that raises a threshold must not leave the old one standing in French."""
    english, french = "Vomits everything?", "Vomit tout\u00a0?"
    assert pathway.translated("fr").items["ds_b_vomits"].label == french
    text = pathway.text.replace(f'label = "{english}"', 'label = "Vomits twice or more?"')
    text = text.replace('languages = ["en", "fr"]', 'languages = ["en"]')
    text = text.replace(f'"{english}" = "{french}"\n', "")
    changed = load_text(text, "adapted.toml").translated("fr")
    assert changed.items["ds_b_vomits"].label == "Vomits twice or more?"


def test_a_rewritten_text_is_asked_for_in_every_language_offered(
    pathway: Pathway, tmp_path: Path
) -> None:
    path = tmp_path / "adapted.toml"
    path.write_text(
        pathway.text.replace('label = "Vomits everything?"', 'label = "Vomits twice or more?"')
    )
    problems = check_pathway(path)
    assert [problem.item for problem in problems] == [
        "item.ds_b_vomits.label",
        "Vomits everything?",
    ]
    assert "Vomits twice or more?" in problems[0].remedy
    lines = path.read_text().splitlines()
    assert lines[problems[1].line - 1].startswith('"Vomits everything?" = ')


def test_one_english_word_may_need_two_french_ones(pathway: Pathway) -> None:
    french = pathway.translated("fr")
    assert french.items["ds_oedema"].choice_label("none") == "Aucun"
    assert french.items["cb_pallor"].choice_label("none") == "Aucune"


def test_danger_signs_show_their_english_until_a_clinician_has_checked_them(
    pathway: Pathway,
) -> None:
    french = pathway.translated("fr")
    assert french.is_draft and not pathway.is_draft
    asked = [item for item in french.items_of("danger_signs") if item.asked]
    assert asked and all(item.original for item in asked)
    assert french.items["ds_a_feeding"].original == (
        "How does the baby feed? / Feeds well / Does not feed well / Not able to feed at all"
    )
    assert not french.items["bfa_freq"].original
    assert not any(item.original for item in pathway.items.values())
    text = pathway.text.replace('draft_languages = ["fr"]', "draft_languages = []")
    checked = load_text(text, "checked.toml").translated("fr")
    assert not checked.is_draft and not any(item.original for item in checked.items.values())


def test_the_language_never_changes_the_pathway_itself(pathway: Pathway) -> None:
    french = pathway.translated("fr_FR.UTF-8")
    assert french.sha256 == pathway.sha256 and french.text == pathway.text
    for item_id, item in french.items.items():
        rules = pathway.items[item_id].rules
        assert [(r.when, r.levels, r.actions) for r in item.rules] == [
            (r.when, r.levels, r.actions) for r in rules
        ]
    assert tomllib.loads(pathway.text)["draft_languages"] == ["fr"]


# -- paper -----------------------------------------------------------------------------------


def test_every_french_letter_can_be_printed(pathway: Pathway) -> None:
    for text in pathway.translations["fr"].values():
        check_glyphs(text)
        check_glyphs(text, bold=True)
    for entry in FRENCH:
        for text in entry.msgstr_plural.values() or [entry.msgstr]:
            if "↑" not in text:  # names of keys, on screens only
                check_glyphs(text)
                check_glyphs(text, bold=True)


def pages(path: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def test_a_slip_is_written_in_french(tmp_path: Path) -> None:
    path = tmp_path / "fiche.pdf"
    referral_slip_pdf(path, BRAVO, FR)
    family, stub = pages(path)
    for text in (
        "URGENCE. Élevé : référer maintenant",
        "Gardez la mère et le bébé ensemble. Allaitez et gardez au chaud en route.",
        "30 sept. 2026, 7 semaines 3 jours",
        "3,800 kg",
        "54,0 cm",
        "Réponse de l’hôpital",
    ):
        assert text in family and text in stub
    assert "pour la famille" in family and "reste au centre" in stub


def test_a_month_is_reported_in_french(tmp_path: Path) -> None:
    book = Making()
    book.pair("female", ("new", "2026-10-02", None, None))
    place = ("Example Health Post 01", "EX01", "North", "River", "N. Sample")
    furniture = replace(FURNITURE, title="Rapport mensuel MAMI 2026-10")
    path = tmp_path / "rapport.pdf"
    monthly_tally_pdf(path, TallySheet(book.report(), *place, furniture), FR)
    [page] = pages(path)
    for text in ("Rapport mensuel MAMI", "En suivi à la fin", "Garçons", "Abandons"):
        assert text in page
    for english in ("On the roll", "Boys", "Defaulted", "Screened"):
        assert english not in page
