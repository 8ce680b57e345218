"""The values a country may change: are they allowed, and which hold."""

import math
from collections.abc import Mapping
from functools import cache

from mami_desktop.i18n import _
from mami_desktop.pathway.answers import AnswerError, is_finite
from mami_desktop.pathway.definition import Parameter, Pathway
from mami_desktop.pathway.expression import Value


def read_parameter(pathway: Pathway, parameter: Parameter, raw: object) -> Value:
    """The value in ``raw``, of the parameter's kind. Raises AnswerError naming the parameter."""
    if parameter.kind in ("numbers", "codes"):
        return _read_list(pathway, parameter, raw)
    return _read_one(pathway, parameter, raw)


def parameter_values(pathway: Pathway, changed: Mapping[str, object]) -> dict[str, Value]:
    """Every parameter's value: the default, or what ``changed`` says instead.

    Raises AnswerError for an unknown parameter or a value that is not allowed.
    """
    values = dict(_defaults(pathway))
    for key, raw in changed.items():
        if key not in pathway.parameters:
            raise AnswerError(_("There is no parameter “{name}”.", name=key))
        values[key] = read_parameter(pathway, pathway.parameters[key], raw)
    return values


@cache
def _defaults(pathway: Pathway) -> dict[str, Value]:
    return {
        key: read_parameter(pathway, parameter, parameter.default)
        for key, parameter in pathway.parameters.items()
    }


def allowed_codes(pathway: Pathway, parameter: Parameter) -> tuple[object, ...]:
    """The codes a choice or codes parameter may take."""
    if parameter.item in pathway.items:
        return tuple(choice.code for choice in pathway.items[parameter.item].choices)
    return parameter.allowed


def _read_list(pathway: Pathway, parameter: Parameter, raw: object) -> Value:
    if not isinstance(raw, list | tuple):
        raise AnswerError(_("{item}: a list is expected.", item=parameter.id))
    if parameter.kind == "codes":
        allowed = allowed_codes(pathway, parameter)
        for code in raw:
            if code not in allowed:
                raise _not_one_of(parameter, code, allowed)
        return tuple(dict.fromkeys(raw))
    numbers = tuple(_number(parameter, value, whole=True) for value in raw)
    wanted = len(parameter.default) if isinstance(parameter.default, tuple) else len(numbers)
    if len(numbers) != wanted or list(numbers) != sorted(numbers):
        raise AnswerError(
            _("{item}: {n} rising numbers are expected.", item=parameter.id, n=wanted)
        )
    return numbers


def _read_one(pathway: Pathway, parameter: Parameter, raw: object) -> Value:
    if parameter.kind == "bool":
        if not isinstance(raw, bool):
            raise AnswerError(_("{item}: true or false is expected.", item=parameter.id))
        if parameter.allowed and raw not in parameter.allowed:
            raise _not_one_of(parameter, raw, parameter.allowed)
        return raw
    if parameter.kind == "choice":
        for code in allowed_codes(pathway, parameter):
            if raw == code and not isinstance(raw, bool):
                return code  # type: ignore[return-value]  # a code of the file is text or number
        raise _not_one_of(parameter, raw, allowed_codes(pathway, parameter))
    return _number(parameter, raw, whole=parameter.kind == "int")


def _number(parameter: Parameter, raw: object, *, whole: bool) -> int | float:
    if not isinstance(raw, int | float) or not is_finite(raw):
        raise AnswerError(_("{item}: a number is expected.", item=parameter.id))
    if whole and raw != int(raw):
        raise AnswerError(_("{item}: a whole number is expected.", item=parameter.id))
    lo = -math.inf if parameter.lo is None else parameter.lo
    hi = math.inf if parameter.hi is None else parameter.hi
    if not lo <= raw <= hi:
        raise AnswerError(
            _(
                "{item}: {value} is outside the accepted range {lo} to {hi}.",
                item=parameter.id,
                value=raw,
                lo=parameter.lo,
                hi=parameter.hi,
            )
        )
    return int(raw) if whole else raw


def _not_one_of(parameter: Parameter, raw: object, allowed: tuple[object, ...]) -> AnswerError:
    return AnswerError(
        _(
            "{item}: {value} is not one of {codes}.",
            item=parameter.id,
            value=raw,
            codes=", ".join(str(code) for code in allowed),
        )
    )
