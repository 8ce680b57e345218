"""A growth chart as data: everything a screen or a sheet of paper needs to draw it, and no more.

``x`` is weeks of age, or centimetres of length for weight-for-length; ``y`` is kg, cm, or mm for
MUAC. Texts are in the reader's language. Nothing here knows colours, fonts or pixels.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from mami_desktop.growth.standards import Sex

ChartIndicator = Literal["waz", "laz", "wlz", "hcz", "acz"]
CHART_INDICATORS: tuple[ChartIndicator, ...] = ("waz", "laz", "wlz", "hcz", "acz")
XY = tuple[float, float]
Series = Literal["chronological", "corrected"]
Sign = Literal["ring", "cross", "bar", "diamond"]
"""Age since birth; corrected age; estimated date of birth; hollow, for a value without z."""

DASHES: dict[int, tuple[float, ...]] = {
    3: (7.0, 2.5, 1.2, 2.5, 1.2, 2.5),
    2: (3.2, 2.4),
    0: (),
    -2: (7.0, 2.5),
    -3: (7.0, 2.5, 1.2, 2.5),
}
"""Each WHO line has its own pattern of strokes and gaps, in points; the median is unbroken."""


@dataclass(frozen=True)
class ChartInfant:
    """Who the chart is about. None is "not known"."""

    sex: Sex | None
    born_on: date | None
    born_within_days: int = 0
    """How far the date of birth may be off either way; 0 for an exact date."""
    gestation_weeks: float | None = None


@dataclass(frozen=True)
class Reading:
    """What was measured at one visit; None is "not measured"."""

    key: str
    """The visit, so that a click can find it."""
    on: date
    weight_g: int | None = None
    length_mm: int | None = None
    head_mm: int | None = None
    muac_mm: int | None = None
    oedema: bool = False


@dataclass(frozen=True)
class ChartEvent:
    """Something that happened to the infant: enrolment, referral, stay in hospital."""

    on: date
    kind: str
    label: str


AFTER_SIX_MONTHS_MM = (115, 125)
"""MUAC limits of severe and moderate wasting from 6 to 59 months (WHO 2013)."""


@dataclass(frozen=True)
class ChartRules:
    """The pathway's parameters a chart shows; the defaults show none."""

    muac_low_mm: int | None = None
    muac_from_day: int = 42
    muac_after_six_months_mm: tuple[int, ...] = ()
    use_corrected_age: bool = True
    least_gain_g_per_day: tuple[tuple[int, float], ...] = ()
    """Steps of (from day of age, g a day)."""


@dataclass(frozen=True)
class Tick:
    """A place on an axis with its number."""

    at: float
    label: str


@dataclass(frozen=True)
class Axis:
    """One axis and its range."""

    title: str
    low: float
    high: float
    ticks: tuple[Tick, ...]


@dataclass(frozen=True)
class Curve:
    """A WHO line; its label stands at its end."""

    z: int
    label: str
    dash: tuple[float, ...]
    points: tuple[XY, ...]


@dataclass(frozen=True)
class Band:
    """An area with a rule behind it, from ``lower`` up to ``upper``, tinted and worded."""

    key: Literal["minus_2_to_3", "below_minus_3"]
    label: str
    label_at: XY
    lower: tuple[XY, ...]
    upper: tuple[XY, ...]


@dataclass(frozen=True)
class Threshold:
    """A level line that holds between two ages."""

    label: str
    y: float
    x_low: float
    x_high: float


@dataclass(frozen=True)
class Upright:
    """A vertical line with its words: six months, or an event."""

    x: float
    label: str
    kind: str


@dataclass(frozen=True)
class Change:
    """Since the measurement before: in grams for weights, in millimetres otherwise."""

    amount: int
    days: int


@dataclass(frozen=True)
class Point:
    """One visit's value with all that is told about it."""

    key: str
    on: date
    age_days: int | None
    corrected_age_days: int | None
    """Only for an infant born early; negative before 40 weeks would have been reached."""
    age_text: str
    """With ~ before it where the date of birth is estimated; empty if not known."""
    corrected_age_text: str
    value: float
    value_text: str
    z: float | None
    """By the age the rules use; 2 decimals."""
    z_is_corrected: bool
    """Whether that is the corrected age."""
    z_text: str
    flagged: bool
    reason: str
    """Why there is no z, in words; empty where there is one."""
    change: Change | None
    change_text: str
    lines: tuple[str, ...]
    """What hovering tells, line by line."""


@dataclass(frozen=True)
class Mark:
    """A sign on the chart; from x_low to x_high where the date of birth is estimated."""

    point: Point
    series: Series
    sign: Sign
    x: float
    y: float
    x_low: float
    x_high: float
    on_foot: bool
    """Stands at the foot of the chart, not at its value, which would mislead there."""


@dataclass(frozen=True)
class Link:
    """A thin level line between the two marks of one visit."""

    x_low: float
    x_high: float
    y: float


@dataclass(frozen=True)
class LegendEntry:
    """What a sign means; only signs that occur are listed."""

    sign: Sign
    label: str


@dataclass(frozen=True)
class Chart:
    """One indicator of one infant, ready to draw."""

    indicator: ChartIndicator
    title: str
    x: Axis
    y: Axis
    curves: tuple[Curve, ...] = ()
    bands: tuple[Band, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    six_months: Upright | None = None
    events: tuple[Upright, ...] = ()
    points: tuple[Point, ...] = ()
    """By date: what the arrow keys step through and the table lists."""
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()
    legend: tuple[LegendEntry, ...] = ()
    remarks: tuple[str, ...] = ()
    """Values that cannot stand on the chart, and why, one sentence each."""
    sentence: str = ""
    """What the chart says, in one plain sentence."""
