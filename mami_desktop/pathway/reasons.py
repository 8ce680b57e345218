"""Which reason of the register a fired item stands for (records dossier, form A, list A6).

The register counts each enrolment under one main reason; the assessment proposes it from what
fired, worst finding first, and people may choose another.
"""

from collections.abc import Iterable, Mapping

from mami_desktop.i18n import N_

OTHER = "r_other"

LABELS = {
    "r_waz": N_("Low weight for age"),
    "r_wlz": N_("Low weight for length"),
    "r_muac": N_("Small arm"),
    "r_laz": N_("Short for age"),
    "r_growth_falter": N_("Losing or not gaining weight"),
    "r_oedema": N_("Swelling of both feet"),
    "r_lbw": N_("Birth weight under 2 500 g"),
    "r_preterm": N_("Born early"),
    "r_multiple": N_("Twin or triplet"),
    "r_feeding": N_("Breastfeeding difficulty"),
    "r_not_bf": N_("Not, or not only, breastfed"),
    "r_clinical": N_("Recent illness, or back from inpatient care"),
    "r_disability": N_("Congenital problem or disability"),
    "r_mat_mh": N_("Mother distressed"),
    "r_mat_nut": N_("Mother thin, ill or anaemic"),
    "r_mat_adol": N_("Very young mother"),
    "r_mat_hiv": N_("Mother living with HIV"),
    "r_mother_absent": N_("Mother dead or away"),
    "r_social": N_("Violence, displacement, poverty"),
    "r_other": N_("Other"),
}
"""What each code of list A6 is called where it may be named."""

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
