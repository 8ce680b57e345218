"""A referral slip like the one every test starts from; all people and places are invented."""

from datetime import date, datetime, time

from mami_desktop.reports.records import (
    Furniture,
    SlipFacts,
    SlipMeasurements,
    SlipReason,
    SlipStep,
)

FURNITURE = Furniture(
    title="Referral slip EX01/2026/R0007",
    facility="Example Health Post 01 (EX01)",
    printed_at=datetime(2026, 11, 21, 10, 45),
    printed_by="N. Sample",
    form="referral slip 1.0",
    pathway="pathway mami 1.0",
    training=True,
)

BRAVO = SlipFacts(
    referral_no="EX01/2026/R0007",
    urgency="emergency",
    level="high",
    to_facility="District Hospital Example",
    to_service="inpatient_sc",
    service_sensitive=False,
    share_sensitive=False,
    ref_on=date(2026, 11, 21),
    ref_time=time(10, 42),
    infant_name="Bravo Example",
    sex="male",
    date_of_birth=date(2026, 9, 30),
    dob_estimated=False,
    age_days=52,
    age_months=1,
    caregiver_name="Mother B. Example",
    caregiver_role="mother",
    mother_age_years=19,
    mother_status="present",
    breastfed=True,
    village="Village River",
    phone="000 000 002",
    mami_no=None,
    who_is_referred="both",
    accompanied_by="aunt",
    transport="motorcycle",
    reasons=(SlipReason("Fits in this illness", "(danger sign, young infant)", False),),
    also_found=(
        SlipReason("arm", "108 mm (below 110)", False),
        SlipReason("weight-for-age", "−2.52 (below −2)", False),
        SlipReason("born", "2\N{NARROW NO-BREAK SPACE}300 g", False),
    ),
    measurements=SlipMeasurements(
        weight_g=3800,
        length_mm=540,
        muac_mm=108,
        temp_c=None,
        breaths_per_minute=None,
        oedema=None,
        feeds="feeding_well",
    ),
    steps=(
        SlipStep("fit managed by IMCI chart", True),
        SlipStep("first dose by national chart", True, "10:35"),
        SlipStep("breast milk given", True, "10:30"),
        SlipStep("skin to skin, hat", True),
        SlipStep("oxygen", False),
    ),
    other_step="",
    sender_name="N. Sample",
    sender_role="nurse",
    sender_phone="000 000 009",
    facility_line="Example Health Post 01, District Example",
    return_to="Example Health Post 01, Village North, phone 000 000 009",
    furniture=FURNITURE,
)
