"""The words of a growth chart: names, units, what hovering tells, the plain sentence below."""

from datetime import date

from mami_desktop.growth.age import age_days, age_months
from mami_desktop.growth.chart_record import (
    Change,
    ChartIndicator,
    ChartInfant,
    ChartRules,
    Point,
    Reading,
)
from mami_desktop.growth.standards import Sex
from mami_desktop.growth.velocity import (
    FIRST_JUDGED_AGE_DAYS,
    SHORTEST_JUDGED_DAYS,
    least_gain,
)
from mami_desktop.i18n import N_, Translator

SHORT_NAMES: dict[ChartIndicator, str] = {
    "waz": N_("WAZ"),
    "laz": N_("LAZ"),
    "wlz": N_("WLZ"),
    "hcz": N_("Head z"),
    "acz": N_("MUAC z"),
}

TITLES: dict[tuple[ChartIndicator, Sex | None], str] = {
    ("waz", "female"): N_("Weight for age, girls"),
    ("waz", "male"): N_("Weight for age, boys"),
    ("waz", None): N_("Weight for age"),
    ("laz", "female"): N_("Length for age, girls"),
    ("laz", "male"): N_("Length for age, boys"),
    ("laz", None): N_("Length for age"),
    ("wlz", "female"): N_("Weight for length, girls"),
    ("wlz", "male"): N_("Weight for length, boys"),
    ("wlz", None): N_("Weight for length"),
    ("hcz", "female"): N_("Head circumference for age, girls"),
    ("hcz", "male"): N_("Head circumference for age, boys"),
    ("hcz", None): N_("Head circumference for age"),
    ("acz", "female"): N_("Arm circumference (MUAC) for age, girls"),
    ("acz", "male"): N_("Arm circumference (MUAC) for age, boys"),
    ("acz", None): N_("Arm circumference (MUAC) for age"),
}

X_TITLES = {True: N_("Length in cm"), False: N_("Age in weeks")}

Y_TITLES: dict[ChartIndicator, str] = {
    "waz": N_("Weight, kg"),
    "laz": N_("Length, cm"),
    "wlz": N_("Weight, kg"),
    "hcz": N_("Head circumference, cm"),
    "acz": N_("MUAC, mm"),
}

NONE_YET: dict[ChartIndicator, str] = {
    "waz": N_("No weight has been measured yet."),
    "laz": N_("No length has been measured yet."),
    "wlz": N_("Weight and length have not been measured together yet."),
    "hcz": N_("No head circumference has been measured yet."),
    "acz": N_("No MUAC has been measured yet."),
}

# rose, fell, stayed; weights with their rate, the others without
_WEIGHT = (
    N_("Weight rose {amount} g in {days} ({rate} g a day)."),
    N_("Weight fell {amount} g in {days} ({rate} g a day)."),
    N_("Weight stayed the same for {days}."),
)
_LENGTH = (
    N_("Length rose {amount} cm in {days}."),
    N_("Length now reads {amount} cm less than {days} ago: measure again."),
    N_("Length stayed the same for {days}."),
)
_HEAD = (
    N_("Head circumference rose {amount} cm in {days}."),
    N_("Head circumference now reads {amount} cm less than {days} ago: measure again."),
    N_("Head circumference stayed the same for {days}."),
)
_MUAC = (
    N_("MUAC rose {amount} mm in {days}."),
    N_("MUAC fell {amount} mm in {days}."),
    N_("MUAC stayed the same for {days}."),
)
CHANGES: dict[ChartIndicator, tuple[str, str, str]] = {
    "waz": _WEIGHT,
    "wlz": _WEIGHT,
    "laz": _LENGTH,
    "hcz": _HEAD,
    "acz": _MUAC,
}


def value_text(indicator: ChartIndicator, reading: Reading, t: Translator) -> str:
    """The measurement as it is said: 4.500 kg; for weight-for-length both numbers."""
    if indicator == "waz":
        return f"{t.kg(reading.weight_g)} kg"
    if indicator == "laz":
        return f"{t.cm(reading.length_mm)} cm"
    if indicator == "hcz":
        return f"{t.cm(reading.head_mm)} cm"
    if indicator == "acz":
        return f"{t.number(reading.muac_mm or 0)} mm"
    return t(
        "{weight} kg at {length} cm", weight=t.kg(reading.weight_g), length=t.cm(reading.length_mm)
    )


def change_text(indicator: ChartIndicator, change: Change | None, t: Translator) -> str:
    """+440 g in 14 days, +31 g a day; lengths without a rate; empty for a first value."""
    if change is None:
        return ""
    days = t.n("{n} day", "{n} days", change.days)
    if indicator in ("waz", "wlz"):
        amount = t.number(change.amount, signed=True)
        if change.days == 0:
            return t("{amount} g on the same day", amount=amount)
        rate = t.number(change.amount / change.days, signed=True)
        return t("{amount} g in {days}, {rate} g a day", amount=amount, days=days, rate=rate)
    if indicator == "acz":
        return t("{amount} mm in {days}", amount=t.number(change.amount, signed=True), days=days)
    amount = t.number(change.amount / 10, 1, signed=True)
    return t("{amount} cm in {days}", amount=amount, days=days)


def age_text(infant: ChartInfant, on: date, t: Translator) -> str:
    """13 weeks 4 days; ~13 weeks 4 days where the date of birth is estimated; empty if unknown."""
    if infant.born_on is None:
        return ""
    age = t.age(age_days(infant.born_on, on), age_months(infant.born_on, on))
    return f"~{age}" if infant.born_within_days else age


def corrected_age_text(infant: ChartInfant, corrected_days: int | None, t: Translator) -> str:
    """The corrected age; empty for an infant not known to be born early."""
    if corrected_days is None:
        return ""
    if corrected_days < 0:
        return t("not yet at term")
    age = t.age(corrected_days)
    return f"~{age}" if infant.born_within_days else age


def when_line(infant: ChartInfant, on: date, t: Translator) -> str:
    """21 Nov 2026, 13 weeks 4 days; says so where the date of birth is estimated."""
    age = age_text(infant, on, t)
    if not age:
        return t.date(on)
    if infant.born_within_days:
        return t("{date}, {age} (date of birth estimated)", date=t.date(on), age=age)
    return t("{date}, {age}", date=t.date(on), age=age)


def value_line(infant: ChartInfant, value: str, corrected_days: int | None, t: Translator) -> str:
    """4.500 kg, corrected age 9 weeks 4 days."""
    if corrected_days is None or corrected_days < 0:
        return value
    age = corrected_age_text(infant, corrected_days, t)
    return t("{value}, corrected age {age}", value=value, age=age)


def z_line(
    indicator: ChartIndicator,
    by_birth: str,
    by_corrected: str,
    reason: str,
    ruled_by_corrected: bool,
    t: Translator,
) -> str:
    """WAZ -1.24 corrected (-2.17 not corrected), the one the rules use first; or why none."""
    name = t(SHORT_NAMES[indicator])
    if by_corrected and by_birth:
        if ruled_by_corrected:
            text = t(
                "{name} {z} corrected ({other} not corrected)",
                name=name,
                z=by_corrected,
                other=by_birth,
            )
        else:
            text = t(
                "{name} {z} not corrected ({other} corrected)",
                name=name,
                z=by_birth,
                other=by_corrected,
            )
    elif by_corrected:
        text = t("{name} {z} corrected", name=name, z=by_corrected)
    elif by_birth and reason:
        text = t("{name} {z} not corrected; {reason}", name=name, z=by_birth, reason=t(reason))
    elif by_birth:
        text = t("{name} {z}", name=name, z=by_birth)
    else:
        text = t("no {name}: {reason}", name=name, reason=t(reason))
    return text


def plain_sentence(
    indicator: ChartIndicator,
    points: list[Point],
    rules: ChartRules,
    t: Translator,
    *,
    born_on_exact: bool,
) -> str:
    """What the chart says about the latest change, for everyone in the room."""
    if not points:
        return t(NONE_YET[indicator])
    last = points[-1]
    if last.change is None or last.change.days == 0:
        if indicator in ("waz", "wlz"):
            return t("Gain shows from the second weight.")
        return t("Change shows from the second measurement.")
    least = _least_gain(indicator, points, rules)
    parts = [_change_sentence(indicator, last.change, least, t)]
    if least is not None:
        parts.append(_least_gain_sentence(last.change, least, t))
    if born_on_exact or indicator == "wlz":  # else z is a range, and "from .. to" would mislead
        parts.append(_z_sentence(indicator, points, t))
    return " ".join(part for part in parts if part)


def _least_gain(indicator: ChartIndicator, points: list[Point], rules: ChartRules) -> float | None:
    """The least gain in g a day the latest one is judged by; None where it is not judged."""
    before, last = points[-2], points[-1]
    if indicator != "waz" or last.age_days is None or before.age_days is None:
        return None
    days = last.age_days - before.age_days
    if before.age_days < FIRST_JUDGED_AGE_DAYS or days < SHORTEST_JUDGED_DAYS:
        return None
    return least_gain(rules.least_gain_g_per_day, last.age_days)


def _change_sentence(
    indicator: ChartIndicator, change: Change, least: float | None, t: Translator
) -> str:
    rose, fell, stayed = CHANGES[indicator]
    text = rose if change.amount > 0 else fell if change.amount < 0 else stayed
    decimals = 1 if indicator in ("laz", "hcz") else 0
    rate = abs(change.amount) / change.days
    # 19.6 must not read "20 g a day, less than 20"
    hidden = least is not None and rate < least <= round(rate)
    return t(
        text,
        amount=t.number(abs(change.amount) / 10**decimals, decimals),
        days=t.n("{n} day", "{n} days", change.days),
        rate=t.number(rate, 1 if hidden else 0),
    )


def _least_gain_sentence(change: Change, least: float, t: Translator) -> str:
    if change.amount / change.days < least:
        text = t(
            "That is less than the {least} g a day expected at this age (programme default).",
            least=t.number(least),
        )
    else:
        text = t(
            "At least {least} g a day is expected at this age (programme default).",
            least=t.number(least),
        )
    return text


def _z_sentence(indicator: ChartIndicator, points: list[Point], t: Translator) -> str:
    before, last = points[-2], points[-1]
    if before.z is None or last.z is None:
        return ""
    if before.z_is_corrected != last.z_is_corrected:
        return ""
    name = t(SHORT_NAMES[indicator])
    if last.z_is_corrected:
        name = t("{name} by corrected age", name=name)
    if before.z == last.z:
        return t("{name} stayed at {z}.", name=name, z=t.z(last.z))
    return t(
        "{name} went from {before} to {after}.",
        name=name,
        before=t.z(before.z),
        after=t.z(last.z),
    )
