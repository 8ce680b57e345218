"""Which reason of the register a fired item stands for (records dossier, form A, list A6).

The register counts each enrolment under one main reason; the assessment proposes it from what
fired, worst finding first, and people may choose another.
"""

from collections.abc import Iterable, Mapping

OTHER = "r_other"

_BY_ITEM = {
    "gr_waz": "r_waz",
    "gr_waz_severe": "r_waz",
    "gr_wlz": "r_wlz",
    "gr_wlz_severe": "r_wlz",
    "gr_looks_wasted": "r_wlz",
    "gr_muac_mm": "r_muac",
    "rs_muac": "r_muac",
    "gr_laz": "r_laz",
    "rs_oedema": "r_oedema",
    "ds_oedema": "r_oedema",
    "ca_very_low_weight": "r_lbw",
    "risk_lbw": "r_lbw",
    "risk_vlbw": "r_lbw",
    "risk_preterm": "r_preterm",
    "risk_multiple": "r_multiple",
    "rs_feeding": "r_feeding",
    "med_congenital": "r_disability",
    "med_neuro": "r_disability",
    "risk_infant_condition": "r_disability",
    "med_hiv": "r_mat_hiv",
    "risk_hiv": "r_mat_hiv",
    "risk_adolescent": "r_mat_adol",
    "risk_mat_malnutrition": "r_mat_nut",
    "risk_mother_ill": "r_mat_nut",
    "risk_mother_dead": "r_mother_absent",
    "risk_mother_absent": "r_mother_absent",
    "risk_other_carer": "r_mother_absent",
    "risk_social": "r_social",
    "risk_violence": "r_social",
    "risk_food": "r_social",
}
# where the item is not named above: by the beginning of its id
_BY_PREFIX = {
    "gr_": "r_growth_falter",
    "ds_": "r_clinical",
    "ca_": "r_clinical",
    "cb_": "r_clinical",
    "rs_": "r_clinical",
    "med_": "r_clinical",
    "bfa_": "r_feeding",
    "br_": "r_feeding",
    "nba_": "r_not_bf",
    "mp_": "r_mat_nut",
    "mh_": "r_mat_mh",
}
_ARTIFICIAL_OR_MIXED = ("not_bf", "mixed_milk")
_WEIGHT_OF_LEVEL = {"high": 0, "in_depth": 1, "moderate": 2}


def reason_for(item_id: str, answers: Mapping[str, object]) -> str:
    """The A6 code an item that fired stands for; r_other for an item the list does not know."""
    if item_id.startswith("fd_"):
        artificial = item_id == "fd_type" and answers.get("fd_type") in _ARTIFICIAL_OR_MIXED
        return "r_not_bf" if artificial else "r_feeding"
    if item_id in _BY_ITEM:
        return _BY_ITEM[item_id]
    prefix = item_id.split("_", 1)[0] + "_"
    return _BY_PREFIX.get(prefix, OTHER)


def proposed_reasons(
    fired: Iterable[tuple[str, str]], answers: Mapping[str, object]
) -> tuple[str, ...]:
    """A6 codes for the fired (item id, level) pairs, worst level first; the first is the main one.

    Within a level the order of the items is kept. Empty when nothing fired at a level that enrols.
    """
    worst_first = sorted(
        (pair for pair in fired if pair[1] in _WEIGHT_OF_LEVEL),
        key=lambda pair: _WEIGHT_OF_LEVEL[pair[1]],
    )
    return tuple(dict.fromkeys(reason_for(item_id, answers) for item_id, _level in worst_first))
