"""Every id of the dossier's sections 2-4, 6, 9 and 10 is in the pathway file, and no other."""

from pathlib import Path

from mami_desktop.pathway.load import default_pathway

IDS = Path(__file__).parent.parent / "data" / "pathway" / "ids.txt"


def test_the_pathway_has_exactly_the_ids_of_the_dossier():
    pathway = default_pathway()
    assessed = {key for key, section in pathway.sections.items() if section.kind == "assessment"}
    found = {f"item {item.id}" for item in pathway.items.values() if item.section in assessed}
    found |= {f"action {key}" for key in pathway.actions}
    found |= {f"notice {key}" for key in pathway.notices}
    found |= {f"parameter {key}" for key in pathway.parameters}
    assert found == set(IDS.read_text(encoding="utf-8").splitlines())


def test_follow_up_outcome_and_review_are_there_too():
    pathway = default_pathway()
    assert [item.id for item in pathway.items_of("follow_up")] == [
        "fu_danger",
        "fu_growth",
        "fu_feeding",
        "fu_mother",
        "fu_gain_g_day",
        "fu_gain_g_kg_day",
        "fu_actions_done",
        "fu_counselling",
        "fu_progress",
        "fu_slow_twice",
        "fu_missed",
        "fu_next_date",
        "fu_referral_result",
        "fu_back_from_inpatient",
    ]
    assert [item.id for item in pathway.items_of("six_month_review")] == [
        "six_due",
        "six_growth",
        "six_growth_moderate",
        "six_waz",
        "six_feeding",
        "six_mother",
        "six_link",
    ]
    assert list(pathway.outcomes) == [
        "graduated",
        "completed_not_ok",
        "transferred_inpatient",
        "transferred_mami",
        "defaulted",
        "left_area",
        "died",
        "non_response",
        "withdrew",
        "entered_in_error",
    ]


def test_everything_says_where_it_comes_from_and_how_sure_that_is():
    pathway = default_pathway()
    for item in pathway.items.values():
        assert item.mark in pathway.marks, item.id
        assert pathway.source_text(item.source), item.id
        for rule in item.rules:
            assert not rule.mark or rule.mark in pathway.marks, item.id


def test_no_text_gives_a_dose():
    pathway = default_pathway()
    for action in pathway.actions.values():
        for unit in (" mg", "mg/", " ml/kg", "IU", " times daily"):
            assert unit not in action.text, action.id


def test_hiv_mental_health_and_violence_are_marked_as_private():
    items = default_pathway().items
    private = {item_id for item_id, item in items.items() if item.sensitive}
    assert {"mp_hiv", "med_hiv", "risk_hiv", "risk_violence", "nba_reason"} <= private
    assert {item_id for item_id in items if item_id.startswith("mh_")} <= private
