"""What a measurement of a follow-up says beside those before it, in words. Free of Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mami_desktop.i18n import _, current
from mami_desktop.measures import say
from mami_desktop.pathway.definition import Item
from mami_desktop.pathway.entry import read_answer, shown_unit
from mami_desktop.pathway.schedule import (
    LENGTH_EVERY_DAYS,
    ScheduleParameters,
    VisitFindings,
    adequate_gain,
)
from mami_desktop.pathway.tally_record_checks import JUMP_DAYS, JUMP_PERCENT
from mami_desktop.services.pair import VisitFacts
from mami_desktop.views.widgets.reading import Reader, Told, Understood

FASTEST_GAIN_G_DAY = 60
"""A gain above this is asked about once: twice the typical gain of the first three months, about
30 g a day (pathway 8.4). It is a check of the scale, no clinical limit."""


@dataclass(frozen=True)
class Earlier:
    """The last value of a measurement and its day."""

    value: int
    on: date


@dataclass(frozen=True)
class SoftCheck:
    """A value to look at once more: weigh again, or keep it."""

    title: str
    text: str


def last_value(visits: Sequence[VisitFacts], name: str) -> Earlier | None:
    """The latest value of a column among visits in order of date."""
    for visit in reversed(visits):
        value = getattr(visit, name)
        if value is not None:
            return Earlier(value, visit.visit_on)
    return None


def length_due(last: Earlier | None, visit_on: date) -> bool:
    """Whether the length is to be measured today."""
    return last is None or (visit_on - last.on).days >= LENGTH_EVERY_DAYS


def follow_up_reader(
    item: Item,
    visit_on: date,
    last: Earlier | None,
    *,
    born_on: date | None = None,
    parameters: ScheduleParameters | None = None,
) -> Reader:
    """A reader that says what was understood and how it changed: 4.500 kg, +440 g, +31 g a day."""

    def read(text: str) -> Understood:
        entry = read_answer(item, text, visit_on)
        value = entry.value
        if not isinstance(value, int) or isinstance(value, bool) or last is None:
            return entry
        if item.unit == "g":
            change = _weight_change(value, last, visit_on, born_on, parameters)
        else:
            was = say(last.value, item.unit, shown_unit(item))
            change = _("was {value}", value=was.rsplit(" ", 1)[0])
        return Told(value, ", ".join(x for x in (entry.understood, change) if x), entry.problem)

    return read


def _weight_change(
    value: int,
    last: Earlier,
    visit_on: date,
    born_on: date | None,
    parameters: ScheduleParameters | None,
) -> str:
    t = current()
    days = (visit_on - last.on).days
    grams = _("{grams} g", grams=t.number(value - last.value, signed=True))
    if days <= 0:
        return grams
    rate = t("{gain} g a day", gain=t.number((value - last.value) / days, signed=True))
    if soft_check(value, last, visit_on) is not None:
        return _("please look again")
    judged = ""
    if born_on is not None and parameters is not None:
        before = VisitFindings(last.on, last.value)
        _gain, enough = adequate_gain(before, VisitFindings(visit_on, value), born_on, parameters)
        words = {True: _("good"), False: _("less than expected"), None: _("too early to judge")}
        judged = words[enough]
    return ", ".join(x for x in (grams, rate, judged) if x)


def soft_check(
    value: int, last: Earlier, visit_on: date, gain_before: float | None = None
) -> SoftCheck | None:
    """What to ask about a weight: any loss, a very fast gain, a jump within a week; else None."""
    days = (visit_on - last.on).days
    change = value - last.value
    if days <= 0:
        return None
    jump = days <= JUMP_DAYS and abs(change) * 100 > last.value * JUMP_PERCENT
    if change >= 0 and change / days <= FASTEST_GAIN_G_DAY and not jump:
        return None
    t = current()
    title = _(
        "{weight} would be {change} g in {days} ({rate} g a day).",
        weight=say(value, "g", "kg"),
        change=t.number(change, signed=True),
        days=t.n("{n} day", "{n} days", days),
        rate=t.number(change / days, signed=True),
    )
    text = _("Weigh again, or keep it if the scale really says so. Your answer is stored.")
    if gain_before is not None:
        before = _("Last time it was {gain} g a day.", gain=t.number(gain_before, signed=True))
        text = f"{before} {text}"
    return SoftCheck(title, text)
