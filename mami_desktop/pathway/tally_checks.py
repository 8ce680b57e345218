"""Checks c01 to c17: what an in-charge or a district officer looks at before believing a report.

Here the checks of the printed numbers; those of single records are in ``tally_record_checks``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Literal

from mami_desktop.i18n import N_, Translator
from mami_desktop.pathway.tally_rows import Kind, Row
from mami_desktop.period import Period

Severity = Literal["block", "warn", "info", "ask", "supervisor"]
Numbers = Mapping[str, Mapping[str, Any]]
"""Rows as printed: row id to m, f, total, of, age, main_reason (as in the JSON)."""

COLUMNS = ("m", "f", "total")
CHANGE_AT_LEAST = 5
"""c15: a change under 5 is never news."""


@dataclass(frozen=True)
class Sentence:
    """A sentence to translate; dates among its values are written by the translator."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def words(self, t: Translator) -> str:
        """The sentence in the translator's language."""
        spoken = {
            name: t.date(value) if isinstance(value, date) else value
            for name, value in self.values.items()
        }
        return t(self.text, **spoken)


@dataclass(frozen=True)
class Check:
    """``judged`` is false where there was nothing to judge by; it is then ok and says so."""

    id: str
    severity: Severity
    ok: bool
    sentence: Sentence
    judged: bool = True
    kind: Kind | None = None
    ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Standing:
    """Where the report stands on the day it is made: its state and what people answered.

    ``previous_end`` is m16 as submitted for the month before, if it was; else the live one counts.
    """

    today: date
    state: Literal["draft", "checked", "submitted"] = "draft"
    revision: int = 0
    submitted_on: date | None = None
    previous_end: Mapping[str, int] | None = None
    zero_confirmed: bool = False


def passed(uid: str, severity: Severity, text: str, **values: object) -> Check:
    """A check that is in order."""
    return Check(uid, severity, True, Sentence(text, values))


def failed(uid: str, severity: Severity, text: str, **values: object) -> Check:
    """A check that is not."""
    return Check(uid, severity, False, Sentence(text, values))


def unjudged(uid: str, severity: Severity, text: str, **values: object) -> Check:
    """A check with nothing to judge by."""
    return Check(uid, severity, True, Sentence(text, values), judged=False)


def with_records(
    uid: str,
    severity: Severity,
    kind: Kind,
    ids: list[str],
    good: str,
    bad: str,
) -> Check:
    """A check that fails for each record in ``ids``; ``bad`` speaks of ``{n}`` of them."""
    sentence = Sentence(bad, {"n": len(ids)}) if ids else Sentence(good)
    return Check(uid, severity, not ids, sentence, kind=kind, ids=tuple(ids))


def printed(rows: Mapping[str, Row]) -> dict[str, dict[str, Any]]:
    """The rows as plain numbers, in the shape of the JSON."""
    numbers: dict[str, dict[str, Any]] = {}
    for uid, row in rows.items():
        shown: dict[str, Any] = {}
        for column, cell in row.cells.items():
            split, _colon, part = column.partition(":")
            if part:
                shown.setdefault(split, {})[part] = cell.number
            else:
                shown[column] = cell.number
        if uid == "m02_new_total":
            shown.setdefault("main_reason", {})
        numbers[uid] = shown
    return numbers


def balance(numbers: Numbers) -> Check:
    """c01: start + in - out = end, for boys, girls and both."""
    start, entered = numbers["m01_start"], numbers["m06_total_in"]
    out, end = numbers["m15_total_out"], numbers["m16_end"]
    wrong = [c for c in COLUMNS if start[c] + entered[c] - out[c] != end[c]]
    shown = wrong[-1] if wrong else "total"
    values = {
        "start": start[shown],
        "entered": entered[shown],
        "out": out[shown],
        "end": end[shown],
    }
    if wrong:
        text = N_(
            "Start {start} plus in {entered} less out {out} is not {end}, the end of the month."
        )
        return failed("c01", "block", text, **values)
    return passed(
        "c01", "block", N_("Start {start} plus in {entered} less out {out} is {end}."), **values
    )


def start_is_previous_end(
    numbers: Numbers, previous_end: Mapping[str, int] | None, *, submitted: bool
) -> Check:
    """c02: the start equals the end of the month before (as submitted, else live)."""
    if previous_end is None:
        return unjudged("c02", "block", N_("There is no earlier month to compare the start with."))
    start = numbers["m01_start"]
    wrong = [c for c in COLUMNS if start[c] != previous_end[c]]
    shown = wrong[-1] if wrong else "total"
    values = {"start": start[shown], "end": previous_end[shown]}
    if not wrong:
        text = N_("The start, {start}, is the end of the month before.")
        return passed("c02", "block", text, **values)
    if submitted:
        text = N_(
            "The month before was sent with {end} at its end, but this one starts with {start}."
        )
    else:
        text = N_("The month before ends with {end}, but this one starts with {start}.")
    return failed("c02", "block", text, **values)


def sexes_add_up(numbers: Numbers) -> Check:
    """c03: boys and girls make the total in every row that has them."""
    wrong = [
        uid.split("_")[0]
        for uid, row in numbers.items()
        if "m" in row and row["m"] + row["f"] != row["total"]
    ]
    if wrong:
        text = N_("Boys and girls do not make the total in: {rows}.")
        return failed("c03", "block", text, rows=", ".join(wrong))
    return passed("c03", "block", N_("Boys and girls make the total in every row."))


def splits_add_up(numbers: Numbers) -> Check:
    """c04: age bands make the totals of m02, m07 and m08, main reasons that of m02."""
    wrong = [
        f"{uid.split('_')[0]} {split}"
        for uid, split in (
            ("m02_new_total", "age"),
            ("m07_graduated", "age"),
            ("m08_died", "age"),
            ("m02_new_total", "main_reason"),
        )
        if sum(numbers[uid][split].values()) != numbers[uid]["total"]
    ]
    if wrong:
        text = N_("Ages or main reasons do not make the total in: {rows}.")
        return failed("c04", "block", text, rows=", ".join(wrong))
    return passed("c04", "block", N_("Ages and main reasons make the totals."))


def exits_possible(numbers: Numbers) -> Check:
    """c05: no more performance exits than pairs there were."""
    start, entered, out = (numbers[r] for r in ("m01_start", "m06_total_in", "m11_discharges"))
    wrong = [c for c in COLUMNS if out[c] > start[c] + entered[c]]
    shown = wrong[-1] if wrong else "total"
    values = {"out": out[shown], "there": start[shown] + entered[shown]}
    if wrong:
        return failed("c05", "block", N_("{out} left, but only {there} were there."), **values)
    return passed("c05", "block", N_("{out} left of the {there} who were there."), **values)


def screening_possible(numbers: Numbers, step_down: int, lines: int) -> Check:
    """c06: at risk <= screened; new enrolments (without those from inpatient care) <= at risk."""
    if not lines:
        return unjudged("c06", "warn", N_("There is no screening line in this month."))
    screened, at_risk = numbers["m23_screened"]["total"], numbers["m23_at_risk"]["total"]
    enrolled = numbers["m02_new_total"]["total"] - step_down
    values = {"screened": screened, "at_risk": at_risk, "enrolled": enrolled}
    if at_risk > screened:
        text = N_("{at_risk} were found at risk, but only {screened} were screened.")
        return failed("c06", "warn", text, **values)
    if enrolled > at_risk:
        text = N_("{enrolled} were enrolled, but screening found only {at_risk} at risk.")
        return failed("c06", "warn", text, **values)
    text = N_("{screened} screened, {at_risk} at risk, {enrolled} enrolled: this fits.")
    return passed("c06", "warn", text, **values)


def zero_is_true(numbers: Numbers, *, confirmed: bool) -> Check:
    """c14: a month without anything is a true zero only if a person said so."""
    rows = ("m06_total_in", "m15_total_out", "m16_end", "m18_visits_done", "m23_screened")
    if any(numbers[row]["total"] for row in rows):
        return passed("c14", "ask", N_("The month is not empty."))
    if confirmed:
        return passed("c14", "ask", N_("Nothing happened in this month: a person confirmed it."))
    text = N_("Nothing is written for this month. Is it truly zero?")
    return failed("c14", "ask", text)


def no_sudden_change(new: int, before: list[int] | None) -> Check:
    """c15: new enrolments against the mean of the three months before."""
    if before is None:
        return unjudged("c15", "info", N_("There are no three earlier months to compare with."))
    mean = Fraction(sum(before), len(before))
    change = abs(new - mean)
    values = {"new": new, "before": ", ".join(str(number) for number in before)}
    if change >= CHANGE_AT_LEAST and 2 * change > mean:
        text = N_("{new} new enrolments, after {before} in the three months before.")
        return failed("c15", "info", text, **values)
    text = N_("{new} new enrolments fit the three months before ({before}).")
    return passed("c15", "info", text, **values)


def due_on(period: Period, due_day: int) -> date:
    """The day of the next month by which the report is due; a month too short: its last day."""
    following = period.next()
    return min(following.first_on + timedelta(days=due_day - 1), following.last_on)


def on_time(period: Period, due_day: int, standing: Standing) -> Check:
    """c16: submitted, or still to be submitted, by the due day of the next month."""
    due = due_on(period, due_day)
    if standing.submitted_on is not None:
        text = N_("Sent on {sent}, due on {due}.")
        check = passed if standing.submitted_on <= due else failed
        return check("c16", "info", text, sent=standing.submitted_on, due=due)
    if standing.today <= due:
        return passed("c16", "info", N_("The report is due on {due}."), due=due)
    return failed("c16", "info", N_("The report was due on {due} and is not sent."), due=due)


def recount_not_asked() -> Check:
    """c17: only a supervisor asks for a recount from the paper."""
    return unjudged("c17", "supervisor", N_("No supervisor has asked for a recount."))
