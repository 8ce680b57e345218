"""The referral slip, read back from the PDF."""

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from mami_desktop.i18n import translator
from mami_desktop.reports.records import SlipFacts, SlipReason, SlipStep
from mami_desktop.reports.referral_slip import referral_slip_pdf
from tests.reports.slip_example import BRAVO

EN = translator("en")


def sheets(tmp_path: Path, facts: SlipFacts) -> list[str]:
    """The text of both copies, on one line each."""
    path = tmp_path / "slip.pdf"
    referral_slip_pdf(path, facts, EN, force=True)
    reader = PdfReader(path)
    for page in reader.pages:
        assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [148, 210]
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def test_the_slip_tells_the_hospital_all_it_needs(tmp_path: Path) -> None:
    family, stub = sheets(tmp_path, BRAVO)
    for text in (
        "Example Health Post 01, District Example",
        "EX01/2026/R0007",
        "EMERGENCY. High: refer now",
        "Keep mother and baby together. Breastfeed and keep warm on the way.",
        "District Hospital Example, inpatient",
        "21 Nov 2026",
        "10:42",
        "Bravo Example, boy",
        "30 Sep 2026, 7 weeks 3 days",
        "Mother B. Example, 19 years",
        "Village River, 000 000 002",
        "not enrolled yet, both go",
        "aunt, motorcycle",
        "Fits in this illness (danger sign, young infant)",
        "weight-for-age –2.52 (below –2)",
        "3.800 kg",
        "54.0 cm",
        "108 mm",
        "first dose by national chart, 10:35",
        "N. Sample, nurse",
        "000 000 009",
        "tear here",
        "Answer of the hospital",
        "to slip EX01/2026/R0007",
        "Return to: Example Health Post 01, Village North",
        "TRAINING DATA",
    ):
        assert text in family
        assert text in stub
    assert "copy 1 of 2: for the family" in family
    assert "copy 2 of 2: stays at the clinic" in stub
    assert "page 2 of 2" in stub


def test_what_was_not_measured_says_so(tmp_path: Path) -> None:
    nothing = replace(BRAVO.measurements, weight_g=None, length_mm=None, muac_mm=None, feeds=None)
    family = sheets(tmp_path, replace(BRAVO, measurements=nothing))[0]
    assert family.count("not done") == 7


def test_nothing_unknown_is_guessed(tmp_path: Path) -> None:
    """F9 before any name is typed: the slip prints and says what nobody knows yet."""
    unknown = replace(
        BRAVO,
        infant_name="",
        sex=None,
        date_of_birth=None,
        age_days=None,
        age_months=None,
        caregiver_name="",
        caregiver_role=None,
        mother_age_years=None,
        mother_status=None,
        village="",
        phone="",
        also_found=(),
        level=None,
        ref_time=None,
    )
    family = sheets(tmp_path, unknown)[0]
    assert "EMERGENCY. Refer now" in family
    assert "no name yet" in family
    assert "name not asked yet" in family
    assert "date of birth not known" in family
    assert "boy" not in family and "girl" not in family


def test_an_estimated_birth_date_is_not_shown_as_exact(tmp_path: Path) -> None:
    assert "about 30 Sep 2026" in sheets(tmp_path, replace(BRAVO, dob_estimated=True))[0]


@pytest.mark.parametrize("service", ["mental_health", "hiv_pmtct", "tb", "gbv"])
def test_sensitive_services_and_reasons_print_only_for_further_care(
    service: str, tmp_path: Path
) -> None:
    facts = replace(
        BRAVO,
        urgency="within_24h",
        level="moderate",
        to_service=service,
        service_sensitive=True,
        who_is_referred="mother",
        reasons=(
            SlipReason("Thoughts of death or self-harm", "(3)", True),
            SlipReason("HIV exposed", "", True),
            SlipReason("Weight not rising", "(twice)", False),
        ),
        also_found=(SlipReason("Violence at home", "", True),),
    )
    for sheet in sheets(tmp_path, facts):
        assert "District Hospital Example, for further care" in sheet
        assert "Weight not rising (twice); For further care" in sheet
        assert "the mother goes" in sheet
        for word in ("self-harm", "HIV", "Violence", "violence", "mental", "TB "):
            assert word not in sheet
    shared = sheets(tmp_path, replace(facts, share_sensitive=True))[0]
    assert "self-harm" in shared and "for further care" not in shared


def test_without_her_mother_the_baby_is_kept_with_the_carer(tmp_path: Path) -> None:
    facts = replace(
        BRAVO,
        mother_status="dead",
        caregiver_role="grandmother",
        caregiver_name="Grandmother L.",
        breastfed=False,
    )
    family = sheets(tmp_path, facts)[0]
    assert "Keep baby and carer together" in family
    assert "Grandmother L. (grandmother)" in family
    assert "Breastfeed and keep warm" not in family
    assert "19 years" not in family


SIGNS = [
    "Not able to feed",
    "Fits in this illness or now",
    "Severe chest indrawing",
    "Moves only when stimulated",
    "Temperature 39.2 (38.0 or more)",
    "Bulging fontanelle, cannot cry, or blue",
    "Both feet swell and keep a dent",
    "Yellow palms or soles",
    "Severe dehydration",
    "Blood in stool",
]


def test_a_crowded_slip_keeps_every_reason_and_stays_on_one_sheet(tmp_path: Path) -> None:
    name = "Mohamed Abdirahman Abdullahi Hassan-Warsame of the Second Example"
    facts = replace(
        BRAVO,
        infant_name=name,
        caregiver_name=name,
        to_facility="Regional Referral and Teaching Hospital of the Example Province",
        reasons=tuple(SlipReason(sign, "(danger sign)", False) for sign in SIGNS),
        also_found=tuple(SlipReason(f"finding {n}", f"{n} mm", False) for n in range(40)),
        steps=BRAVO.steps
        + tuple(SlipStep(f"a step with rather many words in it, number {n}", True) for n in (1, 2)),
        other_step="water for the way",
    )
    both = sheets(tmp_path, facts)
    assert len(both) == 2
    for sign in SIGNS:
        assert sign in both[0]
    assert "more" in both[0].split("Also found")[1]
    assert "other: water for the way" in both[0]
    assert "Second Example, boy" in both[0]


def test_nothing_on_a_crowded_slip_is_drawn_over_something_else(tmp_path: Path) -> None:
    """Baselines of the upper part, of the answer and of the footer stay apart."""
    facts = replace(
        BRAVO,
        reasons=tuple(SlipReason(sign, "(danger sign)", False) for sign in SIGNS),
        also_found=tuple(SlipReason(f"finding {n}", f"{n} mm", False) for n in range(40)),
        steps=tuple(SlipStep(f"step number {n}", True) for n in range(9)),
    )
    path = tmp_path / "crowded.pdf"
    referral_slip_pdf(path, facts, EN)
    heights: dict[str, float] = {}

    def note(text: str, _cm: list[float], tm: list[float], _font: object, _size: float) -> None:
        for key in ("Signature", "tear here", "Answer of", "Return to", "Phone", "N. Sample, n"):
            if key in text:
                heights.setdefault(key, tm[5])

    PdfReader(path).pages[0].extract_text(visitor_text=note)
    order = ["Phone", "N. Sample, n", "tear here", "Answer of", "Return to"]
    tops = [heights[key] for key in order]
    assert tops == sorted(tops, reverse=True)
    assert all(above - below > 8 for above, below in zip(tops, tops[1:], strict=False))


def test_the_place_of_return_is_never_cut(tmp_path: Path) -> None:
    place = (
        "Health Post with a Long Name beside the Old Market of Village North, " * 2 + "000 000 009"
    )
    family = sheets(tmp_path, replace(BRAVO, return_to=place))[0]
    assert f"Return to: {place}" in family
    assert "TRAINING DATA" in family and "page 1 of 2" in family


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_slip_speaks_the_language_of_the_paper(language: str, tmp_path: Path) -> None:
    path = tmp_path / "slip.pdf"
    referral_slip_pdf(path, BRAVO, translator(language))
    text = PdfReader(path).pages[0].extract_text()
    assert translator(language)("Referral slip") in text
