"""What a country that adapts the pathway file is told: every problem, its line, what to do."""

import re
from pathlib import Path

import pytest

from mami_desktop.paths import resource
from mami_desktop.pathway.load import DEFAULT_FILE, check_pathway, default_pathway, load_text
from mami_desktop.pathway.problems import PathwayError

TEXT = resource("pathways", DEFAULT_FILE).read_text(encoding="utf-8")


def line_of(item_id: str, text: str = TEXT) -> int:
    return text.splitlines().index(f'id = "{item_id}"') + 1


def block(item_id: str) -> str:
    """The text of one item, with its choices, parts and rules."""
    start = TEXT.index(f'[[item]]\nid = "{item_id}"\n')
    return re.split(r"\n\n(?=\[\[|# -)", TEXT[start:], maxsplit=1)[0]


def changed(item_id: str, old: str, new: str) -> str:
    before = block(item_id)
    assert old in before, before
    return TEXT.replace(before, before.replace(old, new, 1))


def problems_of(text: str) -> list:
    with pytest.raises(PathwayError) as error:
        load_text(text, "copy.toml")
    return error.value.problems


def test_the_shipped_pathway_has_no_problem():
    assert check_pathway(resource("pathways", DEFAULT_FILE)) == []
    assert default_pathway().text == TEXT


DAMAGED = {
    "typo in a name": (
        "fd_bottle",
        lambda: changed("fd_bottle", 'when = "fd_bottle"', 'when = "fd_botle"'),
        "fd_botle",
    ),
    "unknown choice": (
        "cb_pallor",
        lambda: changed("cb_pallor", "cb_pallor == 'severe'", "cb_pallor == 'sever'"),
        "sever",
    ),
    "unknown choice in a list": (
        "cb_ear",
        lambda: changed("cb_ear", "'discharge_14d_plus'", "'discharge_long'"),
        "discharge_long",
    ),
    "duplicate id": (
        "fd_bottle",
        lambda: changed("fd_ever_bf", 'id = "fd_ever_bf"', 'id = "fd_bottle"'),
        "twice",
    ),
    "circular condition": (
        "ca_jaundice",
        lambda: changed(
            "ca_jaundice", "needed_for_low", 'closed_when = "not ca_jaundice_palms"\nneeded_for_low'
        ),
        "itself",
    ),
    "circular rules": (
        "ca_dehyd_severe",
        lambda: changed("ca_dehyd_severe", "count(", "not fired(ca_dehyd_some) and count("),
        "itself",
    ),
    "missing core item": (
        "sex",
        lambda: changed("reg_sex", 'core = "sex"\n', ""),
        "core",
    ),
    "empty age range": (
        "ca_pneumonia",
        lambda: changed("ca_pneumonia", "from_day = 7", "from_day = 70"),
        "age",
    ),
    "cut-off outside the accepted range": (
        "bfa_freq",
        lambda: changed("bfa_freq", "bfa_freq < bf_min_feeds_24h", "bfa_freq < 80"),
        "80",
    ),
    "wrong unit of a parameter": (
        "muac_cut_mm",
        lambda: TEXT.replace("default = 110\n", "default = 11\n"),
        "11",
    ),
    "a place outside a list": (
        "mh_other_score",
        lambda: changed("mh_other_score", "mh_cutoffs[1]", "mh_cutoffs[3]"),
        "mh_cutoffs[3]",
    ),
    "unknown level": (
        "fd_bottle",
        lambda: changed("fd_bottle", 'level = "moderate"', 'level = "medium"'),
        "medium",
    ),
    "unknown action": (
        "fd_bottle",
        lambda: changed("fd_bottle", '"nbf_cup"', '"nbf_mug"'),
        "nbf_mug",
    ),
    "unknown key": (
        "fd_bottle",
        lambda: changed("fd_bottle", "needed_for_low", "needed_for_lo"),
        "needed_for_lo",
    ),
    "unknown section": (
        "fd_bottle",
        lambda: changed("fd_bottle", '"feeding"', '"feding"'),
        "feding",
    ),
    "unknown mark": ("fd_bottle", lambda: changed("fd_bottle", '"P"', '"Q"'), "Q"),
    "unknown source": ("fd_bottle", lambda: changed("fd_bottle", '"DAK"', '"DACK"'), "DACK"),
    "no source": ("fd_bottle", lambda: changed("fd_bottle", 'source = "DAK"\n', ""), "source"),
    "no label": (
        "fd_bottle",
        lambda: changed("fd_bottle", "label = ", "hint = "),
        "label",
    ),
    "rule without condition": (
        "fd_bottle",
        lambda: changed("fd_bottle", 'when = "fd_bottle"\n', ""),
        "when",
    ),
    "no condition": (
        "bfa_freq",
        lambda: changed("bfa_freq", "bfa_freq < bf_min_feeds_24h", "bfa_freq <"),
        "bfa_freq <",
    ),
    "a number is no condition": (
        "bfa_freq",
        lambda: changed("bfa_freq", "bfa_freq < bf_min_feeds_24h", "bfa_freq"),
        "bfa_freq",
    ),
    "different kinds": (
        "bfa_freq",
        lambda: changed("bfa_freq", "bfa_freq < bf_min_feeds_24h", "bfa_freq == 'often'"),
        "kinds",
    ),
    "unknown name in a text": (
        "bfa_freq",
        lambda: changed("bfa_freq", "{bfa_freq} breastfeeds", "{bfa_freg} breastfeeds"),
        "bfa_freg",
    ),
    "a computed item has no value": (
        "risk_lbw",
        lambda: changed("risk_lbw", "reg_birth_weight_g < 2500", "risk_vlbw"),
        "fired(risk_vlbw)",
    ),
    "closed by something computed": (
        "br_engorged",
        lambda: changed("br_engorged", '"mother_gone"', '"waz < -2"'),
        "waz",
    ),
    "choices for a number": (
        "mp_diet",
        lambda: changed("mp_diet", "[[item.rule]]", '[item.choices]\nfew = "Few"\n[[item.rule]]'),
        "choices",
    ),
    "kind nobody knows": (
        "mp_diet",
        lambda: changed("mp_diet", 'kind = "int"', 'kind = "integer"'),
        "integer",
    ),
    "range the wrong way round": (
        "mp_diet",
        lambda: changed("mp_diet", "[0, 10]", "[10, 0]"),
        "range",
    ),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_copy_names_item_line_and_remedy(name):
    item_id, damage, words = DAMAGED[name]
    text = damage()
    found = [problem for problem in problems_of(text) if problem.item == item_id]
    assert found, problems_of(text)
    assert any(words in problem.text + problem.remedy for problem in found)
    for problem in found:
        assert problem.file == "copy.toml"
        assert problem.remedy
        assert str(problem).startswith(f"copy.toml, line {problem.line}")
    if item_id in default_pathway().items or item_id in default_pathway().parameters:
        wanted = [n for n, line in enumerate(text.splitlines(), 1) if line == f'id = "{item_id}"']
        assert {problem.line for problem in found} <= set(wanted)


def test_an_action_without_text():
    line = next(x for x in TEXT.splitlines() if x.startswith('text = "Explain growth'))
    found = problems_of(TEXT.replace(line + "\n", ""))
    lines = {problem.line for problem in found if problem.item == "care_growth_explain"}
    assert lines == {line_of("care_growth_explain")}


def test_a_bundle_that_holds_itself():
    text = TEXT.replace('opens = ["pre_first_dose"', 'opens = ["pre_set_child", "pre_first_dose"')
    assert "pre_set_child" in {problem.item for problem in problems_of(text)}


def test_bad_toml_names_the_line():
    lines = TEXT.splitlines()
    at = line_of("fd_bottle")
    lines[at - 1] = 'id = "fd_bottle'
    (problem,) = problems_of("\n".join(lines))
    assert problem.line == at


def test_a_missing_translation_names_the_line_of_its_item():
    text = re.sub(r"(?m)^languages = .*$", 'languages = ["en", "sw"]', TEXT)
    found = problems_of(text)
    assert line_of("fd_bottle") in {problem.line for problem in found}
    assert all("sw" in problem.text for problem in found)


def test_a_translation_must_keep_the_names_in_braces():
    english = "{bfa_freq} breastfeeds in 24 hours"
    assert english in TEXT
    words = f'"{english}" = "{{bfa_frequence}} tétées"\n"No such text" = "x"\n'
    text = f"{TEXT}\n[translations.sw]\n{words}"
    found = {problem.item: problem for problem in problems_of(text)}
    assert "{bfa_freq}" in found[english].remedy
    assert found["No such text"].line == len(text.splitlines())


def test_all_problems_are_told_at_once_in_order_of_line():
    text = TEXT
    for old, new in (
        ('when = "fd_bottle"', 'when = "fd_botle"'),
        ("cb_pallor == 'severe'", "cb_pallor == 'sever'"),
        ('core = "sex"\n', ""),
        ("default = 110\n", "default = 1100\n"),
    ):
        text = text.replace(old, new)
    found = problems_of(text)
    assert {"fd_bottle", "cb_pallor", "sex", "muac_cut_mm"} <= {problem.item for problem in found}
    assert [problem.line for problem in found] == sorted(problem.line for problem in found)


def test_conditions_that_name_each_other():
    text = TEXT.replace("[condition]\n", '[condition]\none = "two"\ntwo = "one"\n')
    assert any("itself" in problem.text for problem in problems_of(text))


@pytest.mark.parametrize("text", ["", "[[item]]", 'item = "x"', "[item]\nid = 1", "x = ["])
def test_a_file_that_is_something_else_is_told_in_words(text, tmp_path: Path):
    path = tmp_path / "other.toml"
    path.write_text(text, encoding="utf-8")
    assert check_pathway(path)


def test_a_file_that_cannot_be_read(tmp_path: Path):
    assert check_pathway(tmp_path / "none.toml")
    path = tmp_path / "latin.toml"
    path.write_bytes(b'label = "\xe9\xff"')
    assert check_pathway(path)
