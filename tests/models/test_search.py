"""How text is made ready for searching."""

import pytest

from mami_desktop.models.search import normalised, words_of


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  Zoé   ÉTANG ", "zoe etang"),
        ("Straße", "strasse"),
        ("İpek", "ipek"),
        ("አበበ", "አበበ"),
        ("মায়া", normalised("মায়া")),
        ("EX01/2026/0121", "ex01/2026/0121"),
    ],
)
def test_case_accents_and_blanks_make_no_difference(text, plain):
    assert normalised(text) == plain


def test_vowel_signs_of_other_scripts_are_kept():
    assert normalised("কা") != normalised("কি")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("0700 867 017", ["0700867017"]),
        ("+251 (0)911-22", ["251091122"]),
        ("Bravo river", ["bravo", "river"]),
        ("121", ["121"]),
        ("ex01/2026/0121", ["ex01/2026/0121"]),
    ],
)
def test_a_telephone_number_is_one_word(typed, words):
    assert words_of(typed) == words
