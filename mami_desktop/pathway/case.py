"""Cases and results in the JSON of contracts 4, for the command line and acceptance checks."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from mami_desktop.errors import UserError
from mami_desktop.i18n import _
from mami_desktop.pathway.answers import AnswerError, read_answer, read_date
from mami_desktop.pathway.classify import Case, Classification, classify
from mami_desktop.pathway.definition import Pathway
from mami_desktop.pathway.derive import Previous
from mami_desktop.pathway.findings import age_problem
from mami_desktop.pathway.load import default_pathway
from mami_desktop.pathway.parameters import parameter_values

_KEYS = ("case_id", "visit_on", "answers", "previous", "parameters", "follow_up")
_PREVIOUS = ("weight_g", "length_mm", "muac_mm")
"""Measurements of an earlier contact: core items, so in the same units and ranges."""
_SMALLEST_ARM_MM = 40
_VALUES = ("age_d", "corrected_age_d", "waz", "wlz", "laz")


class CaseError(UserError):
    """A case cannot be classified; ``problems`` names every reason."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


def parse_case(obj: object, pathway: Pathway | None = None) -> Case:
    """The case in a JSON object. Raises CaseError naming everything that is wrong with it."""
    pathway = pathway or default_pathway()
    if not isinstance(obj, dict):
        raise CaseError([_("A case is one JSON object.")])
    problems = [_("Nobody knows “{key}” in a case.", key=key) for key in obj if key not in _KEYS]
    visit_on = _visit_on(obj, problems)
    answers = _table(obj, "answers", problems)
    parameters = _table(obj, "parameters", problems)
    previous = _previous(obj.get("previous", []), pathway, problems)
    for item_id, raw in answers.items():
        item = pathway.items.get(item_id)
        if item is None:
            problems.append(_("There is no item “{name}”.", name=item_id))
            continue
        _collect(problems, lambda item=item, raw=raw: read_answer(item, raw))
    for key, raw in parameters.items():
        _collect(problems, lambda key=key, raw=raw: parameter_values(pathway, {key: raw}))
    follow_up = obj.get("follow_up", False)
    if not isinstance(follow_up, bool):
        problems.append(_("“{key}” is true or false.", key="follow_up"))
    if not problems and visit_on is not None:
        problems += _date_problems(pathway, answers, visit_on)
    if problems or visit_on is None:
        raise CaseError(problems)
    return Case(answers, visit_on, previous, parameters, follow_up)


def result_json(result: Classification, case_id: object = None) -> dict[str, Any]:
    """The result as contracts 4 shows it."""
    found: dict[str, Any] = {
        "case_id": case_id,
        "level": result.level,
        "in_depth": result.in_depth,
        "mother_urgent": result.mother_urgent,
        "fired": list(result.fired),
        "same_day": list(result.same_day),
        "refer": list(result.refer),
        "undecided": list(result.undecided),
        "actions": list(result.actions),
        "notices": list(result.notices),
        "values": {name: result.values[name] for name in _VALUES if name in result.values},
        "pathway": result.pathway,
        "version": result.version,
    }
    if result.follow_up:
        found["follow_up"] = True
    return found


def classify_json(obj: object, pathway: Pathway | None = None) -> dict[str, Any]:
    """Classify one case. Raises CaseError if it cannot be."""
    pathway = pathway or default_pathway()
    case = parse_case(obj, pathway)
    case_id = obj.get("case_id") if isinstance(obj, dict) else None
    return result_json(classify(pathway, case), case_id)


def classify_stream(
    lines: Iterable[str], pathway: Pathway | None = None
) -> Iterator[dict[str, Any]]:
    """Classify one JSON object per line; a bad case becomes ``{"case_id", "error"}``."""
    pathway = pathway or default_pathway()
    for line in lines:
        if not line.strip():
            continue
        try:
            obj = read_json(line)
        except ValueError as error:
            yield {"case_id": None, "error": _("This line is not JSON: {reason}.", reason=error)}
            continue
        try:
            yield classify_json(obj, pathway)
        except CaseError as error:
            case_id = obj.get("case_id") if isinstance(obj, dict) else None
            yield {"case_id": case_id, "error": str(error)}


def read_json(text: str) -> object:
    """The JSON value in ``text``. Raises ValueError with the reason where it cannot be read.

    An object with the same name twice is refused: nobody could say which answer was meant.
    """
    try:
        return json.loads(text, object_pairs_hook=_object)
    except RecursionError:
        raise ValueError(_("it is nested too deeply")) from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(_("“{key}” is there twice", key=key))
        found[key] = value
    return found


def _visit_on(obj: Mapping[str, Any], problems: list[str]) -> date | None:
    if "visit_on" not in obj:
        problems.append(_("“visit_on” is missing."))
        return None
    try:
        return read_date("visit_on", obj["visit_on"])
    except AnswerError as error:
        problems.append(str(error))
        return None


def _table(obj: Mapping[str, Any], key: str, problems: list[str]) -> dict[str, Any]:
    value = obj.get(key, {})
    if isinstance(value, dict):
        return value
    problems.append(_("“{key}” is not an object.", key=key))
    return {}


def _previous(raw: object, pathway: Pathway, problems: list[str]) -> tuple[Previous, ...]:
    if not isinstance(raw, list):
        problems.append(_("“{key}” is not a list.", key="previous"))
        return ()
    found = []
    for entry in raw:
        if not isinstance(entry, dict):
            problems.append(_("An entry of “previous” is not an object."))
            continue
        unknown = [key for key in entry if key not in (*_PREVIOUS, "visit_on")]
        problems += [_("Nobody knows “{key}” in “previous”.", key=key) for key in unknown]
        try:
            found.append(_one_previous(entry, pathway))
        except AnswerError as error:
            problems.append(f"previous: {error}")
    return tuple(found)


def _one_previous(entry: Mapping[str, Any], pathway: Pathway) -> Previous:
    visit_on = read_date("visit_on", entry.get("visit_on"))
    measures = {}
    for key in _PREVIOUS:
        if entry.get(key) is not None:
            item = pathway.core[key]
            if key == "muac_mm":  # may come from the first weeks of life; no rule reads it
                item = replace(item, lo=_SMALLEST_ARM_MM)
            value = read_answer(item, entry[key]).value
            measures[key] = value if isinstance(value, int) else None
    return Previous(visit_on, **measures)


def _collect(problems: list[str], check: Any) -> None:
    try:
        check()
    except AnswerError as error:
        problems.append(str(error))


def _date_problems(pathway: Pathway, answers: Mapping[str, object], visit_on: date) -> list[str]:
    problems = []
    born = pathway.core["date_of_birth"]
    value = read_answer(born, answers[born.id]).value if born.id in answers else None
    if isinstance(value, date) and (problem := age_problem(value, visit_on)):
        problems.append(f"{born.id}: {problem}")
    contact = pathway.core["contact_on"]
    value = read_answer(contact, answers[contact.id]).value if contact.id in answers else None
    if isinstance(value, date) and value != visit_on:
        problems.append(_("{item} is another day than visit_on.", item=contact.id))
    return problems
