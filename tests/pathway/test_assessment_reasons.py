"""The register's main reason is proposed from what fired, worst finding first (form A, list A6)."""

from mami_desktop.models.codes import REASONS
from mami_desktop.pathway import reasons
from mami_desktop.pathway.load import default_pathway
from mami_desktop.pathway.reasons import proposed_reasons, reason_for


def test_the_worst_finding_comes_first_and_each_reason_once():
    fired = [
        ("gr_muac_mm", "moderate"),
        ("bfa_attachment", "moderate"),
        ("bfa_freq", "moderate"),
        ("gr_waz_severe", "in_depth"),
    ]
    assert proposed_reasons(fired, {}) == ("r_waz", "r_muac", "r_feeding")


def test_what_does_not_enrol_gives_no_reason():
    assert proposed_reasons([("ca_umbilicus", "same_day"), ("mp_hb", "refer")], {}) == ()


def test_feeding_without_breast_milk_is_told_from_a_breastfeeding_difficulty():
    assert reason_for("fd_type", {"fd_type": "not_bf"}) == "r_not_bf"
    assert reason_for("fd_type", {"fd_type": "mixed_milk"}) == "r_not_bf"
    assert reason_for("fd_type", {"fd_type": "bf_plus_water"}) == "r_feeding"
    assert reason_for("fd_bottle", {"fd_type": "exclusive_bf"}) == "r_feeding"
    assert reason_for("nba_cleaning", {}) == "r_not_bf"


def test_a_country_item_unknown_to_the_list_is_other():
    assert reason_for("xx_local", {}) == reasons.OTHER


def test_every_item_that_can_enrol_has_a_reason_of_the_register():
    pathway = default_pathway()
    for item in pathway.items.values():
        if pathway.sections[item.section].kind != "assessment":
            continue
        levels = {level for rule in item.rules for level in rule.levels}
        if levels & {"high", "in_depth", "moderate"}:
            assert reason_for(item.id, {}) in set(REASONS) - {reasons.OTHER}, item.id
