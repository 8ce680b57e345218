"""The code lists of the register (what the assessment asks has its codes in the pathway file)."""

ROLES = ("nurse", "clinician", "in_charge", "data_officer", "administrator")

SEXES = ("female", "male")
CAREGIVER_ROLES = (
    "mother", "father", "grandmother", "other_relative", "foster", "institution", "other",
)  # fmt: skip
MOTHER_STATUSES = ("present", "alive_absent", "dead", "unknown")
PHONE_OWNERS = ("own", "husband", "relative", "neighbour", "chw")
RESIDENT_STATUSES = ("resident", "idp", "refugee", "nomad", "returnee", "unknown")
DOB_PRECISIONS = ("exact", "estimated_day", "estimated_month")
BIRTH_TYPES = ("singleton", "twin", "triplet_plus")
BIRTH_WEIGHT_SOURCES = ("card", "recall", "unknown")
GEST_SOURCES = ("ultrasound", "lmp", "exam", "mother_says_early", "unknown")

ENTRY_TYPES = ("new", "relapse", "step_down_inpatient", "transfer_in_mami")
STINT_ENTRY_TYPES = (*ENTRY_TYPES, "return_after_default", "return_from_inpatient")
REFERRAL_SOURCES = (
    "self", "chw_volunteer", "opd_imci", "immunisation", "pnc_maternity", "neonatal_unit",
    "inpatient_sc", "other_mami_site", "cmam_otp_tsfp", "iycf_corner", "mental_health", "other",
)  # fmt: skip
REASONS = (
    "r_waz", "r_wlz", "r_muac", "r_laz", "r_growth_falter", "r_oedema", "r_lbw", "r_preterm",
    "r_multiple", "r_feeding", "r_not_bf", "r_clinical", "r_disability", "r_mat_mh", "r_mat_nut",
    "r_mat_adol", "r_mat_hiv", "r_mother_absent", "r_social", "r_other",
)  # fmt: skip
PRIVATE_REASONS = ("r_mat_mh", "r_mat_hiv", "r_social")
"""Main reasons that lists and paper never name: mental health, HIV, violence and social."""
CONSENT_FORMS = ("verbal", "signature", "thumbprint")
NUMBER_SOURCES = ("auto", "paper")

OUTCOMES = (
    "graduated", "early_discharge_ok", "completed_not_ok", "non_response", "died", "defaulted",
    "transferred_mami", "transferred_inpatient", "left_area", "withdrew", "entered_in_error",
)  # fmt: skip
LINKED_TO = (
    "none", "gmp", "otp", "tsfp_bsfp", "iycf", "disability", "social_protection", "other",
)  # fmt: skip
CONFIRMED_BY = ("seen", "home_visit", "phone", "chw_report", "not_confirmed")
DEATH_PLACES = ("home", "this_facility", "other_facility", "transit")
DEFAULT_REASONS = (
    "distance", "moved", "illness_mother", "felt_better", "dissatisfied", "husband_family",
    "insecurity", "work_season", "died_found_later", "unknown",
)  # fmt: skip

VISIT_KINDS = (
    "enrolment", "scheduled", "early_unscheduled", "late", "home_visit", "phone", "absent",
    "assessment",
)  # fmt: skip
NOT_SEEN_KINDS = ("absent", "phone")
"""Kinds of visit at which nobody was seen: they count as no visit made (records 6.6 no. 19)."""
ATTENDED_BY = ("mother", "other_caregiver", "infant_only")
OEDEMA = ("none", "plus1", "plus2", "plus3")
LEVELS = ("high", "moderate", "low", "incomplete")
DECISIONS = (
    "enrol_mami", "refer_inpatient", "usual_care", "refused_inpatient_followed_here", "continue",
    "refer_other", "discharge",
)  # fmt: skip
FEEDING_PROGRESS = ("solved", "better", "same", "worse", "new")
ACTION_STATUSES = ("done", "partly", "not_done", "not_applicable")
APPOINTMENT_STATUSES = ("booked", "rescheduled", "cancelled")
CONTACT_MEANS = ("phone", "home_visit", "chw")
CONTACT_RESULTS = (
    "found_will_return", "found_refused", "moved", "inpatient", "died", "not_found",
)  # fmt: skip

URGENCIES = ("emergency", "within_24h", "routine")
SERVICES = (
    "inpatient_sc", "neonatal", "opd", "maternity_pnc", "mental_health", "hiv_pmtct", "tb", "iycf",
    "disability_rehab", "social_protection", "gbv", "cmam_otp", "other_mami", "other",
)  # fmt: skip
PRIVATE_SERVICES = ("mental_health", "hiv_pmtct", "tb", "gbv")
WHO_IS_REFERRED = ("infant", "mother", "both")
REFERRAL_RESULTS = (
    "admitted", "treated_sent_back", "died", "absconded", "referred_on", "refused", "not_arrived",
)  # fmt: skip

SCREENING_PLACES = (
    "facility_opd", "epi_immunisation", "pnc", "gmp", "ipd_discharge", "community_chw",
    "blanket_feeding", "other",
)  # fmt: skip
MONTH_STATES = ("draft", "checked", "submitted")
DRAFT_KINDS = ("enrolment", "visit", "referral")
DRAFT_STATES = ("open", "finished", "discarded")
