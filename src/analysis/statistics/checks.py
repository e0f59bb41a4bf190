"""Checks of what is passed to a method, with errors that say what would have been right."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.errors import AnalysisError, NotCovered
from analysis.periods import label


class CannotEstimate(AnalysisError):
    """Figures to which a method cannot be applied: empty, negative, missing, too few or of the wrong shape."""


class MissingFigure(CannotEstimate, NotCovered):
    """A figure that a method needs is missing: a page says so where the result would have stood.

    Parameters
    ----------
    what : str
        What is missing, as a sentence without a full stop.
    expected : str
        What the method needs.
    """

    def __init__(self, what: str, expected: str) -> None:
        self.there_is = ("It was not returned or not published, or is suppressed as a small number about people.",)
        AnalysisError.__init__(self, what, expected=expected)


def number(value: float, name: str) -> float:
    """Return a value as a float where it is a finite number.

    Raises
    ------
    MissingFigure
        Where it is missing.
    CannotEstimate
        Where it is infinite or no number.
    """
    if pd.api.types.is_scalar(value) and pd.isna(value):
        raise MissingFigure(f"{name} is missing", expected="a number that is neither missing nor infinite")
    try:
        checked = float(value)
    except (TypeError, ValueError):
        raise CannotEstimate(f"{name} is {value!r}", expected="a number") from None
    if not math.isfinite(checked):
        raise CannotEstimate(f"{name} is {value}", expected="a number that is neither missing nor infinite")
    return checked


def count(value: float, name: str) -> float:
    """Return a value as a float where it is a number of zero or more."""
    checked = number(value, name)
    if checked < 0:
        raise CannotEstimate(f"{name} is {value}", expected="a count of zero or more")
    return checked


def positive(value: float, name: str) -> float:
    """Return a value as a float where it is a number above zero."""
    checked = number(value, name)
    if checked <= 0:
        raise CannotEstimate(f"{name} is {value}", expected="a number above zero")
    return checked


def level(value: float) -> float:
    """Return a level of confidence where it lies between 0 and 1."""
    checked = number(value, "level")
    if not 0 < checked < 1:
        raise CannotEstimate(f"level is {value}", expected="a fraction between 0 and 1, such as 0.95")
    return checked


def dispersion(value: float) -> float:
    """Return a dispersion where it is one or more: one for Poisson counts, more where they vary more than chance."""
    checked = number(value, "dispersion")
    if checked < 1:
        raise CannotEstimate(f"dispersion is {value}", expected="1 (Poisson) or more")
    return checked


def choice(value: str, name: str, allowed: Sequence[str]) -> str:
    """Return a text where it is one of those allowed."""
    if value not in allowed:
        raise CannotEstimate(f"{name} is {value!r}", expected=" or ".join(repr(each) for each in allowed))
    return value


def values(series: pd.Series, name: str, *, least: int = 1) -> pd.Series:
    """Return a Series as floats where it has enough rows, none missing, and no label twice.

    Parameters
    ----------
    series : Series
        What was passed.
    name : str
        What to call it in an error.
    least : int
        Fewest rows that the method can use.

    Returns
    -------
    Series of float64
        The same index and name.

    Raises
    ------
    MissingFigure
        Where a value is missing.
    CannotEstimate
        Where it is no Series, too short, not of numbers, has infinite values, or repeats a label.
    """
    if not isinstance(series, pd.Series):
        raise CannotEstimate(f"{name} is a {type(series).__name__}", expected="a pandas Series")
    if len(series) < least:
        raise CannotEstimate(f"{name} has {len(series)} values", expected=f"at least {least}")
    if not pd.api.types.is_numeric_dtype(series.dtype):
        raise CannotEstimate(f"{name} holds {series.dtype} values", expected="numbers")
    if series.index.has_duplicates:
        twice = series.index[series.index.duplicated()][0]
        raise CannotEstimate(f"{name} has more than one value for '{twice}'", expected="one value for each label")
    floats = pd.Series(series.to_numpy(dtype=float, na_value=np.nan), index=series.index, name=series.name)
    bad = floats.index[~np.isfinite(floats.to_numpy())]
    if len(bad):
        error = MissingFigure if floats[bad].isna().any() else CannotEstimate
        raise error(
            f"{name} has no value for '{_written(bad[0])}'" + (f" and {len(bad) - 1} others" if len(bad) > 1 else ""),
            expected="a finite number for each label; leave out, and say so, what is not known",
        )
    return floats


def counts(series: pd.Series, name: str = "counts", *, least: int = 1) -> pd.Series:
    """Return a Series as floats where every value is a count of zero or more (see `values`)."""
    checked = values(series, name, least=least)
    negative = checked.index[checked < 0]
    if len(negative):
        raise CannotEstimate(
            f"{name} is {checked[negative[0]]:g} for '{negative[0]}'", expected="counts of zero or more"
        )
    return checked


def periods(series: pd.Series, name: str) -> pd.PeriodIndex:
    """Return the index of a Series where it runs period by period, of a kind in use here, without a gap.

    Raises
    ------
    CannotEstimate
        Where the index is not of periods in use here, not in order, or a period is missing.
    """
    index = series.index
    if not isinstance(index, pd.PeriodIndex):
        raise CannotEstimate(
            f"{name} has an index of {type(index).__name__}", expected="a PeriodIndex, such as quarters or months"
        )
    try:
        label(index[0])
    except ValueError:
        raise CannotEstimate(
            f"{name} has periods of frequency '{index.freqstr}'",
            expected="years or quarters, calendar or financial, or months, weeks or days",
        ) from None
    if not index.is_monotonic_increasing:
        raise CannotEstimate(f"{name} is not in order of time", expected="the earliest period first")
    missing = pd.period_range(index[0], index[-1], freq=index.freq).difference(index)
    if len(missing):
        raise CannotEstimate(
            f"{name} has no value for {missing[0]}", expected=f"every period from {index[0]} to {index[-1]}"
        )
    return index


def same_index(series: pd.Series, other: pd.Series, name: str, other_name: str) -> pd.Series:
    """Return the second Series in the order of the first where both have the same labels.

    Raises
    ------
    CannotEstimate
        Where a label is in one of them only.
    """
    lone = series.index.symmetric_difference(other.index)
    if len(lone):
        lacking = other_name if lone[0] in series.index else name
        raise CannotEstimate(
            f"{lacking} has no value for '{lone[0]}'", expected=f"the same labels in {name} and {other_name}"
        )
    return other.reindex(series.index)


def _written(where: object) -> str:
    if isinstance(where, pd.Period) and where.freqstr in ("Y-MAR", "Q-MAR"):
        return label(where)
    return str(where)
