"""The invented people of a training register. No name, place or number is anybody's."""

import random

from mami_desktop.services.entries import MotherEntry

LETTERS = (
    "Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliett",
    "Kilo", "Lima", "Mike", "November", "Oscar", "Papa", "Quebec", "Romeo", "Sierra", "Tango",
    "Uniform", "Victor", "Whiskey", "Xray", "Yankee", "Zulu",
)  # fmt: skip
VILLAGES = ("North", "River", "Hill", "South", "Market", "Bridge", "Lake", "Forest", "Well", "East")
VOLUNTEERS = ("Volunteer A.", "Volunteer B.", "Volunteer C.", "Volunteer D.")
LANDMARKS = ("near the well", "behind the school", "by the big tree", "beside the mill", None)
CARERS = {
    "grandmother": "Grandmother",
    "father": "Father",
    "other_relative": "Aunt",
    "foster": "Foster mother",
}


def words(number: int) -> tuple[str, ...]:
    """Alpha, Bravo ... Zulu, Alpha Alpha, Alpha Bravo ...: a different name for each number."""
    if number < len(LETTERS):
        return (LETTERS[number],)
    first, second = divmod(number - len(LETTERS), len(LETTERS))
    return (LETTERS[first % len(LETTERS)], LETTERS[second])


def infant_name(number: int) -> str:
    """Alpha Example."""
    return " ".join((*words(number), "Example"))


def mother_entry(
    rng: random.Random, number: int, *, role: str = "mother", status: str = "present"
) -> MotherEntry:
    """The mother of infant ``number``, or who stands for her."""
    letters = " ".join(f"{word[0]}." for word in words(number))
    title = "Mother" if role == "mother" else CARERS.get(role, "Carer")
    has_phone = rng.random() < 0.6
    return MotherEntry(
        caregiver_name=f"{title} {letters} Example",
        caregiver_role=role,
        mother_status=status,
        father_or_head_name=f"Father {letters} Example" if rng.random() < 0.5 else None,
        village=f"Village {rng.choice(VILLAGES)}",
        house_landmark=rng.choice(LANDMARKS),
        phone_1=f"000 000 {number % 1000:03d}" if has_phone else None,
        phone_1_owner=rng.choice(("own", "own", "husband", "neighbour")) if has_phone else None,
        consent_phone_sms=rng.random() < 0.9 if has_phone else None,
        chw_name=rng.choice(VOLUNTEERS),
        resident_status=rng.choice(("resident",) * 6 + ("idp", "refugee", "nomad", "returnee")),
        travel_time_min=rng.choice((10, 15, 20, 30, 45, 60, 90, 120, None)),
    )
