"""The one formula of the WHO standards, for single numbers and for numpy arrays alike.

Only + - * / and ** are used, so every function takes floats or arrays of them. ``power``,
``median`` and ``cv`` are L, M and S of the tables. Source: WHO Child Growth Standards 2006, Methods
and development (LMS method, and its restricted application beyond +-3 SD).
"""

from typing import Any

Value = Any
"""A float, or a numpy array of floats: the same arithmetic serves both."""


def plain_z(y: Value, power: Value, median: Value, cv: Value) -> Value:
    """How many SD ``y`` lies from the median."""
    return ((y / median) ** power - 1) / (cv * power)


def plain_value(z: Value, power: Value, median: Value, cv: Value) -> Value:
    """The measurement that lies ``z`` SD from the median; the inverse of ``plain_z``."""
    return median * (1 + power * cv * z) ** (1 / power)


def z_above_3(y: Value, power: Value, median: Value, cv: Value) -> Value:
    """z of a measurement above +3 SD, in steps of the distance from +2 to +3 SD."""
    sd3 = plain_value(3, power, median, cv)
    return 3 + (y - sd3) / (sd3 - plain_value(2, power, median, cv))


def z_below_3(y: Value, power: Value, median: Value, cv: Value) -> Value:
    """z of a measurement below -3 SD, in steps of the distance from -3 to -2 SD."""
    sd3 = plain_value(-3, power, median, cv)
    return -3 + (y - sd3) / (plain_value(-2, power, median, cv) - sd3)


def value_above_3(z: Value, power: Value, median: Value, cv: Value) -> Value:
    """The inverse of ``z_above_3``."""
    sd3 = plain_value(3, power, median, cv)
    return sd3 + (z - 3) * (sd3 - plain_value(2, power, median, cv))


def value_below_3(z: Value, power: Value, median: Value, cv: Value) -> Value:
    """The inverse of ``z_below_3``."""
    sd3 = plain_value(-3, power, median, cv)
    return sd3 + (z + 3) * (plain_value(-2, power, median, cv) - sd3)


def between(part: Value, lower: Value, upper: Value) -> Value:
    """Linear interpolation: ``part`` (0 to 1) of the way from ``lower`` to ``upper``."""
    return lower + part * (upper - lower)
