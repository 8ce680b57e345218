"""From what was typed or chosen at a question to a stored answer, or a problem beside the field."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mami_desktop.errors import Problem
from mami_desktop.growth.age import age_days, age_months, months_after, six_month_birthday
from mami_desktop.i18n import current
from mami_desktop.measures import Reading, Shown, read_measure, say
from mami_desktop.pathway.definition import Item, Part
from mami_desktop.typed_dates import read_date

LONGEST_TEXT = 2000

Answer = bool | int | float | str | list[str]
"""An answer as it is stored: dates as ISO text, several codes as a list."""


@dataclass(frozen=True)
class Entry:
    """A typed answer: its stored value, the words it was understood as, and what is wrong.

    With a hard problem there is no value; a soft problem comes with the value it asks about.
    """

    value: Answer | None = None
    understood: str = ""
    problem: Problem | None = None


def shown_unit(item: Item) -> Shown:
    """How a measurement is said: weights in kg, arms in mm, lengths and heads in cm."""
    if item.unit == "g":
        return "kg" if (item.hi or 0) >= 1000 else "g"
    if item.unit == "mm":
        return "mm" if "muac" in item.id else "cm"
    return ""


def read_answer(item: Item, typed: object, visit_on: date) -> Entry:
    """Read what was typed or chosen as the answer of ``item`` at a visit on ``visit_on``.

    Texts are read as people type them; bool, int, float, date and lists are taken as they are. An
    empty text is no answer: no value and no problem.
    """
    if isinstance(typed, str):
        typed = typed.strip()
    if typed is None or typed == "" or typed == []:
        return Entry()
    match item.kind:
        case "bool":
            return _read_bool(item, typed)
        case "choice":
            return _read_codes(item, [typed], single=True)
        case "multi":
            return _read_codes(item, typed if isinstance(typed, list | tuple) else [typed])
        case "int" | "dec":
            return _read_number(item, typed)
        case "date":
            return _read_date(item, typed, visit_on)
        case "text":
            return _read_text(item.id, str(typed))
    raise ValueError(f"{item.id} of kind {item.kind} has no answer of its own")


def read_part(item: Item, part: Part, typed: object) -> Entry:
    """Read a second value of an answer (days, hours, text, temp_c) or a part of mp_bp."""
    where = f"{item.id}.{part.name}"
    if isinstance(typed, str):
        typed = typed.strip()
    if typed is None or typed == "":
        return Entry()
    if part.kind == "bool":
        return Entry(typed) if isinstance(typed, bool) else _unknown_answer(where)
    if part.kind == "text":
        return _read_text(where, str(typed))
    reading = read_measure(
        str(typed),
        unit=part.unit,
        lo=part.lo,
        hi=part.hi,
        whole=part.kind == "int",
        where=where,
    )
    return Entry(reading.value, reading.understood, reading.problem)


def say_answer(item: Item, value: object) -> str:
    """A stored answer in words for eyes: Yes, 3.800 kg, a label, a date; empty if there is none."""
    t = current()
    if value is None:
        return ""
    if isinstance(value, bool):
        return t("Yes") if value else t("No")
    if isinstance(value, list):
        return ", ".join(item.choice_label(code) for code in value)
    if isinstance(value, int | float):
        return say(value, item.unit, shown_unit(item))
    if item.kind == "date":
        return t.date(date.fromisoformat(str(value)))
    return item.choice_label(str(value)) if item.choices else str(value)


def birth_problem(born_on: date, visit_on: date, name: str = "") -> Problem | None:
    """Why a date of birth cannot be, or the infant is too old for MAMI, in words; else None.

    MAMI ends the day before the six-month birthday (pathway dossier 5.5 no. 3 and 7.4).
    """
    t = current()
    if born_on > visit_on:
        text = t("{day} lies in the future. Correct the date of birth.", day=t.date(born_on))
        return Problem(text, "reg_dob")
    birthday = six_month_birthday(born_on)
    if visit_on < birthday:
        return None
    months = age_months(born_on, visit_on)
    age = t.age(age_days(born_on, visit_on), months)
    since = (visit_on - months_after(born_on, months)).days
    if since:
        age = t("{months} {days}", months=age, days=t.n("{n} day", "{n} days", since))
    text = t(
        "{name} is {age} old. MAMI ends at 6 months: refer to care for older children, or correct"
        " the date.",
        name=name or t("The infant"),
        age=age,
    )
    return Problem(text, "reg_dob")


def _read_bool(item: Item, typed: object) -> Entry:
    if not isinstance(typed, bool):
        return _unknown_answer(item.id)
    return Entry(typed, say_answer(item, typed))


def _read_codes(item: Item, typed: Iterable[object], single: bool = False) -> Entry:
    known = [choice.code for choice in item.choices]
    given = [str(code) for code in typed]
    if any(code not in known for code in given):
        return _unknown_answer(item.id)
    ordered = [code for code in known if code in given]
    if single:
        return Entry(ordered[0], item.choice_label(ordered[0]))
    if "none" in ordered and len(ordered) > 1:
        text = current()("“{none}” stands alone.", none=item.choice_label("none"))
        return Entry(problem=Problem(text, item.id))
    return Entry(ordered, say_answer(item, ordered))


def _unknown_answer(where: str) -> Entry:
    text = current()("This is none of the answers. Choose one of those shown.")
    return Entry(problem=Problem(text, where))


def _read_number(item: Item, typed: object) -> Entry:
    if isinstance(typed, bool):
        return _unknown_answer(item.id)
    reading: Reading = read_measure(
        str(typed),
        unit=item.unit,
        lo=item.lo,
        hi=item.hi,
        whole=item.kind == "int",
        shown=shown_unit(item),
        where=item.id,
    )
    problem = reading.problem
    if reading.value is not None and problem is None and item.warn:
        low, high = item.warn
        if not low <= reading.value <= high:
            text = current()(
                "{understood} is unusual. Measure again, or keep it if it is right.",
                understood=reading.understood,
            )
            problem = Problem(text, item.id, "soft")
    return Entry(reading.value, reading.understood, problem)


def _read_date(item: Item, typed: object, visit_on: date) -> Entry:
    t = current()
    day = typed if isinstance(typed, date) else read_date(str(typed), visit_on)
    if day is None:
        text = t("“{typed}” is not a date. Type day, month, year: 21 11 26.", typed=typed)
        return Entry(problem=Problem(text, item.id))
    if item.core == "date_of_birth":
        problem = birth_problem(day, visit_on)
        if problem:
            return Entry(problem=problem)
        words = f"{t.date(day)}, {t.age(age_days(day, visit_on))}"
        return Entry(day.isoformat(), words)
    if day > visit_on:
        text = t("{day} lies in the future. Correct the date.", day=t.date(day))
        return Entry(problem=Problem(text, item.id))
    return Entry(day.isoformat(), t.date(day))


def _read_text(where: str, typed: str) -> Entry:
    if len(typed) > LONGEST_TEXT:
        text = current()(
            "This text is too long. Shorten it to {most} characters.", most=LONGEST_TEXT
        )
        return Entry(problem=Problem(text, where))
    return Entry(typed)
