"""The axes of a growth chart: from birth to 27 weeks, or further where a visit lies further."""

import math
from collections.abc import Iterable

from mami_desktop.growth.chart_record import Axis, ChartIndicator, Tick
from mami_desktop.growth.chart_words import X_TITLES, Y_TITLES
from mami_desktop.growth.plausibility import LAST_AGE_DAYS, LONGEST_CM, SHORTEST_CM
from mami_desktop.i18n import Translator

LAST_WEEK = 27
"""Past the six-month birthday, which falls in week 26 or 27."""

LONGEST_SHOWN_CM = 70


def age_axis(weeks: Iterable[float], t: Translator) -> Axis:
    """Weeks of age; long enough for every visit the standards reach to."""
    furthest = max((w for w in weeks if w <= LAST_AGE_DAYS / 7), default=0.0)
    high = max(LAST_WEEK, math.ceil(furthest + 0.5))
    step = 2 if high <= 30 else 4
    ticks = (Tick(week, t.number(week)) for week in range(0, high + 1, step))
    return Axis(t(X_TITLES[False]), 0, high, tuple(ticks))


def length_axis(lengths_cm: Iterable[float], t: Translator) -> Axis:
    """Centimetres from the shortest length of the standard to 70 or further."""
    furthest = max((cm for cm in lengths_cm if cm <= LONGEST_CM), default=0.0)
    high = max(LONGEST_SHOWN_CM, math.ceil(furthest / 5) * 5)
    ticks = (Tick(cm, t.number(cm)) for cm in range(int(SHORTEST_CM), high + 1, 5))
    return Axis(t(X_TITLES[True]), SHORTEST_CM, high, tuple(ticks))


def value_axis(indicator: ChartIndicator, values: Iterable[float], t: Translator) -> Axis:
    """A range that holds every line and value, with about ten round numbers."""
    held = list(values)
    if not held:
        return Axis(t(Y_TITLES[indicator]), 0, 1, ())
    span = max(max(held) - min(held), 1e-9)
    step = _round_step(span / 10)
    low = math.floor((min(held) - span * 0.03) / step) * step
    high = math.ceil((max(held) + span * 0.01) / step) * step
    low = max(low, 0.0)
    count = round((high - low) / step)
    decimals = 0 if step >= 1 else 1
    ticks = (Tick(at, t.number(at, decimals)) for at in (low + i * step for i in range(count + 1)))
    return Axis(t(Y_TITLES[indicator]), low, high, tuple(ticks))


def _round_step(least: float) -> float:
    """The smallest of .. 0.5, 1, 2, 5, 10 .. that is no smaller than ``least``."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= least * 0.999)
