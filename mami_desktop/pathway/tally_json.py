"""The monthly report as the JSON document that other people's programs rely on."""

from typing import Any

from mami_desktop.i18n import Translator
from mami_desktop.pathway.tally import MonthReport
from mami_desktop.pathway.tally_checks import printed
from mami_desktop.pathway.tally_numbers import Indicator


def report_json(report: MonthReport, t: Translator) -> dict[str, Any]:
    """Every row, indicator and check id, zero or not; only the checks have words to translate."""
    return {
        "facility_code": report.facility_code,
        "month": report.period.label,
        "revision": report.standing.revision,
        "state": report.standing.state,
        "rows": printed(report.rows),
        "indicators": {uid: _indicator(one) for uid, one in report.indicators.items()},
        "checks": [
            {
                "id": check.id,
                "severity": check.severity,
                "ok": check.ok,
                "text": check.sentence.words(t),
            }
            for check in report.checks
        ],
    }


def _indicator(one: Indicator) -> dict[str, Any]:
    shown: dict[str, Any] = {"numerator": one.numerator, "denominator": one.denominator}
    if one.form == "percent":
        shown["percent"] = one.value
    if one.form in ("mean", "mean_median"):
        shown["mean"] = one.value
    if one.form in ("median", "mean_median"):
        shown["median"] = one.median
    return shown
