"""What is typed in the tour: two invented pairs, by question. All names and numbers are made up.

A text is typed, a code or yes/no is chosen by its digit, several codes one after the other.
"""

from mami_desktop.tour.typist import Answer

IDENTITY: dict[str, Answer] = {
    "infant_name": "Bravo Example",
    "reg_sex": "male",
    "reg_dob": "30 09 26",
    "reg_dob_quality": "document",
    "caregiver_name": "Mother B. Example",
    "reg_mother_age_y": "19",
    "reg_parity": "1",
    "reg_caregiver_role": "mother",
    "reg_mother_status": "present",
    "village": "Village River",
    "phone_1": "000 000 002",
    "phone_1_owner": "own",
    "consent_phone_sms": True,
    "referral_source": "immunisation",
    "resident_status": "resident",
    "reg_birth_type": "singleton",
    "reg_birth_weight_g": "2300",
    "reg_birth_weight_source": "card",
    "reg_gest_weeks": "39",
    "reg_gest_source": "lmp",
    "reg_immunisation": "up_to_date",
    "reg_prior_care": "none",
    "consent_care": True,
    "consent_share": True,
    "consent_home_visit": True,
    "consent_form": "signature",
}

NO_DANGER: dict[str, Answer] = {
    "ds_a_feeding": "feeding_well",
    "ds_a_convulsion": False,
    "ds_a_indrawing": False,
    "ds_a_movement": "spontaneous",
    "ds_a_temp_c": "36,8",
    "ds_a_resp_rate": "48",
    "ds_a_other_critical": False,
    "ds_oedema": "none",
    "ds_clinician": False,
}

WELL: dict[str, Answer] = {
    "ca_umbilicus": False,
    "ca_pustules": False,
    "ca_eye_pus": False,
    "ca_jaundice": False,
    "ca_diarrhoea": False,
    "ca_blood_stool": False,
    "ca_mouth": False,
    "med_congenital": False,
    "med_neuro": False,
    "med_hiv": "not_exposed",
    "med_tb": False,
    "med_recent_inpatient": False,
}

SMALL: dict[str, Answer] = {
    "gr_weight_g": "3,8",
    "gr_length_mm": "54",
    "gr_muac_mm": "108",
    "gr_head_mm": "37,5",
    "gr_weight_loss_report": False,
    "gr_looks_wasted": False,
}

FEEDING: dict[str, Answer] = {
    "fd_type": "exclusive_bf",
    "fd_bottle": False,
    "fd_urine_24h": "8",
    "fd_behaviour": ("settled",),
    "bfa_difficulty": ("none",),
    "bfa_freq": "10",
    "bfa_other_fluids": ("none",),
    "bfa_switching": False,
    "bfa_more_when_ill": True,
    "bfa_fed_last_hour": False,
    "bfa_att_chin": True,
    "bfa_att_mouth": True,
    "bfa_att_lip": False,
    "bfa_att_areola": True,
    "bfa_pos_straight": True,
    "bfa_pos_facing": True,
    "bfa_pos_close": True,
    "bfa_pos_support": True,
    "bfa_suckling": "effective",
    "bfa_ends_feed": True,
    "bfa_supply_view": "enough",
    "bfa_away": False,
    "br_engorged": False,
    "br_blocked": False,
    "br_mastitis": False,
    "br_abscess": False,
    "br_sore_nipple": False,
    "br_thrush_nipple": False,
    "br_flat_inverted": False,
}

MOTHER: dict[str, Answer] = {
    "mp_muac_mm": "24,1",
    "mp_ill": False,
    "mp_fever": False,
    "mp_bleeding": False,
    "mp_breath_calf": False,
    "mp_pallor": "none",
    "mp_hiv": "negative_recent",
    "mp_tb": "none",
    "mp_chronic": False,
    "mp_pregnant": "no",
    "mh_ok_to_ask": True,
    "mh_phq1": "0",
    "mh_phq2": "0",
    "mh_harm_infant": False,
    "mh_psychosis": False,
    "mh_bonding": "responsive",
    "mh_coping": "none",
    "mh_worker_concern": False,
    "risk_social": False,
    "risk_food": False,
}

SMALL_BOY: dict[str, Answer] = IDENTITY | NO_DANGER | WELL | SMALL | FEEDING | MOTHER
"""Bravo: small and thin-armed at 52 days, the lower lip turned in; enrolled as moderate."""

GIRL_WITH_FITS: dict[str, Answer] = IDENTITY | {
    "infant_name": "Golf Example",
    "reg_sex": "female",
    "reg_dob": "10 10 26",
    "caregiver_name": "Mother G. Example",
    "reg_mother_age_y": "26",
    "reg_parity": "3",
    "village": "Camp Block 2",
    "phone_1": "000 000 007",
    "reg_birth_weight_g": "2900",
    "ds_a_feeding": "not_feeding_well",
    "ds_a_convulsion": True,
}
"""Golf: six weeks old, fits in this illness; referred at once."""

FOLLOW_UP: dict[str, Answer] = {
    "attended_by": "mother",
    "danger": "none",
    "gr_muac_mm": "12,3",
    "ds_a_temp_c": "36,7",
    "ds_a_resp_rate": "46",
    "gr_length_mm": "57",
    "feeding_progress": "better",
    "mother": "well",
    "illness": "none",
}
"""An ordinary follow-up visit; the weight is the infant's own, a little more than before."""
