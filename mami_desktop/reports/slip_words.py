"""The words of the referral slip: what each code and each combination of facts is called on it."""

from collections.abc import Iterable
from itertools import zip_longest

from mami_desktop.i18n import N_, Translator
from mami_desktop.reports.records import SlipFacts, SlipReason

SERVICES = {
    "inpatient_sc": N_("inpatient"),
    "neonatal": N_("newborn unit"),
    "opd": N_("outpatient clinic"),
    "maternity_pnc": N_("maternity, postnatal care"),
    "mental_health": N_("mental health care"),
    "hiv_pmtct": N_("HIV care"),
    "tb": N_("TB clinic"),
    "iycf": N_("infant feeding counselling"),
    "disability_rehab": N_("disability, rehabilitation"),
    "social_protection": N_("social support"),
    "gbv": N_("protection from violence"),
    "cmam_otp": N_("outpatient nutrition care"),
    "other_mami": N_("another MAMI site"),
    "other": N_("other care"),
}
IN_HOSPITAL = ("inpatient_sc", "neonatal")
FURTHER_CARE = N_("for further care")

LEVELS = {
    "high": N_("High"),
    "moderate": N_("Moderate"),
    "in_depth": N_("Decide: enrol or refer"),
    "low": N_("Low"),
    "incomplete": N_("Incomplete"),
}
WHO_GOES = {"infant": N_("the baby goes"), "mother": N_("the mother goes"), "both": N_("both go")}
CARERS = {
    "mother": N_("mother"),
    "father": N_("father"),
    "grandmother": N_("grandmother"),
    "other_relative": N_("relative"),
    "foster": N_("foster carer"),
    "institution": N_("institution"),
    "other": N_("other carer"),
}
ROLES = {
    "nurse": N_("nurse"),
    "clinician": N_("clinician"),
    "in_charge": N_("in-charge"),
    "data_officer": N_("data officer"),
    "administrator": N_("administrator"),
}
OEDEMA = {"none": N_("none"), "plus1": "+", "plus2": "++", "plus3": "+++"}
FEEDS = {
    "feeding_well": N_("well"),
    "not_feeding_well": N_("not well"),
    "not_able": N_("not able"),
}


def joined(parts: Iterable[str]) -> str:
    """The parts that say something, with commas."""
    return ", ".join(part for part in parts if part)


def banner(f: SlipFacts, t: Translator) -> tuple[str, str]:
    """What to do, and how: the two lines of the box at the top."""
    level = t(LEVELS[f.level]) if f.level in LEVELS else ""
    if f.urgency == "emergency":
        first = t("EMERGENCY. High: refer now") if f.level == "high" else t("EMERGENCY. Refer now")
    elif f.urgency == "within_24h":
        first = t("Within 24 hours. {level}", level=level) if level else t("Within 24 hours")
    else:
        first = t("Routine referral. {level}", level=level) if level else t("Routine referral")
    if f.mother_status in ("dead", "alive_absent"):
        second = t("Keep baby and carer together. Feed the baby and keep it warm on the way.")
    elif f.breastfed is False:
        second = t("Keep mother and baby together. Feed the baby and keep it warm on the way.")
    else:
        second = t("Keep mother and baby together. Breastfeed and keep warm on the way.")
    return first, second


def destination(f: SlipFacts, t: Translator) -> str:
    """Place and service; a sensitive service is not named."""
    if f.service_sensitive and not f.share_sensitive:
        service = t(FURTHER_CARE)
    else:
        service = t(SERVICES.get(f.to_service, f.to_service))
    return joined((f.to_facility, service))


def infant(f: SlipFacts, t: Translator) -> str:
    """Name and sex."""
    return joined((f.infant_name or t("no name yet"), t.sex(f.sex) if f.sex else ""))


def birth(f: SlipFacts, t: Translator) -> str:
    """Date of birth and age; an estimate says so."""
    if f.date_of_birth is None or f.age_days is None:
        return t("date of birth not known")
    born = t.date(f.date_of_birth)
    if f.dob_estimated:
        born = t("about {date}", date=born)
    return joined((born, t.age(f.age_days, f.age_months)))


def carer(f: SlipFacts, t: Translator) -> str:
    """Name, relation if it is not the mother, and age."""
    name = f.caregiver_name or t("name not asked yet")
    if f.caregiver_role and f.caregiver_role != "mother":
        name = f"{name} ({t(CARERS.get(f.caregiver_role, f.caregiver_role))})"
    years = f.mother_age_years if f.caregiver_role in (None, "mother") else None
    return joined((name, "" if years is None else t.n("{n} year", "{n} years", years)))


def sender(f: SlipFacts, t: Translator) -> str:
    """Name and role."""
    return joined((f.sender_name, t(ROLES.get(f.sender_role, f.sender_role))))


def reasons(found: tuple[SlipReason, ...], f: SlipFacts, t: Translator) -> list[str]:
    """One text per reason; sensitive ones become a single "For further care" at the end.

    A detail that several reasons in a row share ("danger sign") is printed once, after the last.
    """
    shown = [r for r in found if f.share_sensitive or not r.sensitive]
    texts = []
    for reason, after in zip_longest(shown, shown[1:]):
        repeated = after is not None and after.detail == reason.detail
        repeated = repeated and not any(map(str.isdigit, reason.detail))  # a value is its own
        texts.append(reason.text if repeated else f"{reason.text} {reason.detail}".strip())
    if len(shown) < len(found):
        hidden = t(FURTHER_CARE)
        texts.append(hidden[:1].upper() + hidden[1:])
    return texts


def measurement_cells(f: SlipFacts, t: Translator) -> list[tuple[str, str]]:
    """Label and value of the seven cells; an empty value means not done."""
    m = f.measurements
    temperature = "" if m.temp_c is None else t("{value} °C", value=t.number(m.temp_c, 1))
    return [
        (t("Weight"), "" if m.weight_g is None else t("{value} kg", value=t.kg(m.weight_g))),
        (t("Length"), "" if m.length_mm is None else t("{value} cm", value=t.cm(m.length_mm))),
        (t("Arm"), "" if m.muac_mm is None else t("{value} mm", value=m.muac_mm)),
        (t("Temp."), temperature),
        (t("Breaths"), "" if m.breaths_per_minute is None else str(m.breaths_per_minute)),
        (t("Oedema"), "" if m.oedema is None else t(OEDEMA[m.oedema])),
        (t("Feeds"), "" if m.feeds is None else t(FEEDS[m.feeds])),
    ]
