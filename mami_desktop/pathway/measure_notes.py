"""What stands below a measurement while it is taken: its z-scores, or why there is none."""

from mami_desktop.growth.plausibility import SHORTEST_CM
from mami_desktop.i18n import current
from mami_desktop.pathway.assessment import Assessment

_SCORES = {"waz": "WAZ", "laz": "LAZ", "wlz": "WLZ"}


def measure_notes(assessment: Assessment) -> dict[str, str]:
    """A sentence for each measurement that was taken, by item id."""
    core = assessment.pathway.core
    notes = {
        core["weight_g"].id: _weight(assessment),
        core["length_mm"].id: _length(assessment),
    }
    for item in assessment.pathway.items_of(core["weight_g"].section):
        # a measurement no rule reads says so, lest somebody reads it by another age's cut-off
        if item.unit and not item.rules and not item.core and item.repeat_if_apart is None:
            notes[item.id] = item.hint
    return {
        item_id: note
        for item_id, note in notes.items()
        if note and assessment.value(item_id) is not None
    }


def _weight(assessment: Assessment) -> str:
    t = current()
    if _swollen(assessment):
        return t("No weight-for-age: with swelling the weight says nothing.")
    parts = [_score(assessment, "waz")]
    gain = assessment.result().values.get("last_gain_g_day")
    if gain is not None:
        parts.append(t("{gain} g a day since the last weight", gain=t.number(gain, 0, signed=True)))
    return ", ".join(part for part in parts if part)


def _length(assessment: Assessment) -> str:
    t = current()
    length = assessment.value(assessment.pathway.core["length_mm"].id)
    parts = [_score(assessment, "laz")]
    if length is not None and length < SHORTEST_CM * 10:
        return t("No weight-for-length below 45 cm: weight-for-age and gain are used.")
    if _swollen(assessment):
        return t("No weight-for-length: with swelling the weight says nothing.")
    parts.append(_score(assessment, "wlz"))
    return ", ".join(part for part in parts if part)


def _score(assessment: Assessment, name: str) -> str:
    """WAZ -2.52; by corrected age and by age since birth side by side where they differ."""
    t = current()
    result = assessment.result()
    used, plain = result.values.get(name), result.values.get(f"{name}_plain")
    word = _SCORES[name]
    if used is None and plain is None:
        return ""
    if used is None:
        return t(
            "{score} {plain} by age since birth; not judged before term age",
            score=word,
            plain=t.z(plain),
        )
    flag = t(", check the measurement") if f"gr_{name}" in result.flagged else ""
    if plain is None or plain == used:
        return f"{word} {t.z(used)}{flag}"
    return (
        t(
            "{score} {used} by corrected age, {plain} by age since birth",
            score=word,
            used=t.z(used),
            plain=t.z(plain),
        )
        + flag
    )


def _swollen(assessment: Assessment) -> bool:
    return assessment.value(assessment.pathway.core["oedema"].id) not in (None, "none")
