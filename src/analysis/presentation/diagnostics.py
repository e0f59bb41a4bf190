"""The checks of a model as a table: each in words, with its value and what a reader should look for."""

from __future__ import annotations

import pandas as pd

from analysis import prose
from analysis.presentation import tables
from analysis.presentation.display import Table
from analysis.statistics.result import Diagnostic, Estimate

LEAST_WRITTEN = 0.001
"""A value nearer to nought is not written out."""

_MEANINGS = {
    "dispersion": ("Variance of the counts over their mean", "1 if only chance moved them; intervals widen with it"),
    "degrees_of_freedom": ("Degrees of freedom", "Few make the interval wide"),
    "autocorrelation": ("Correlation of neighbouring residuals", "Near 0 if the model leaves no pattern over time"),
    "ljung_box_p": ("Ljung-Box test, probability", "Below 0.05 the residuals still hold a pattern over time"),
    "ljung_box_lags": ("Ljung-Box test, periods looked back", "How far a pattern was looked for"),
    "variance_widened_by": ("Widening of the variance for correlation", "1 if none was needed"),
    "detectable": ("Smallest yearly change found four times in five", "Smaller ones are mostly missed"),
    "mean_moving_range": ("Mean difference of neighbouring values", "2.66 of them reach from the mean to each limit"),
    "ranges_screened": ("Differences left out as too large", "One jump would widen the limits"),
    "signals": ("Values with any signal", "0 where all is ordinary variation"),
    "signals_outside": ("Values outside the limits", "About 3 in 1,000 by chance"),
    "signals_shift": ("Values in a run of seven on one side of the mean", "The level may have moved"),
    "signals_trend": ("Values in a run of seven that each rise or each fall", "The level may be moving"),
    "signals_near_limit": ("Values in three of which two are near a limit", "The level may have moved"),
    "autocorrelation_of_values": ("Correlation of neighbouring values", "Near 0, or the limits are too narrow"),
}


def diagnostics(estimate: Estimate, *, title: str, source: pd.DataFrame) -> Table:
    """Show the method of an estimate, what it rests on, and its checks.

    Parameters
    ----------
    estimate : Estimate
        Any result of `analysis.statistics`.
    title : str
        What was estimated.
    source : DataFrame
        The loaded table behind it.

    Returns
    -------
    Table

    Raises
    ------
    ValueError
        Where the meaning of one of its diagnostics is not known here.
    """
    if unknown := [name for name in estimate.diagnostics if name not in _MEANINGS]:
        raise ValueError(f"no words for the diagnostic '{unknown[0]}'")
    rows = {"Figures used": (prose.count(estimate.n), "Periods of a series, or cases")}
    for name, value in estimate.diagnostics.items():
        words, meaning = _MEANINGS[name]
        rows[words] = (_written(value), meaning)
    data = pd.DataFrame.from_dict(rows, orient="index", columns=["Value", "What to look for"])
    return tables.table(data, title=title, first="Check", source=source, notes=(f"Method: {estimate.method}.",))


def _written(value: Diagnostic) -> str:
    if value is None:
        return prose.NOT_AVAILABLE
    if isinstance(value, float) and 0 < abs(value) < LEAST_WRITTEN:
        return f"under {LEAST_WRITTEN}"
    if isinstance(value, float) and not value.is_integer():
        return prose.decimal(value, 0 if abs(value) >= 100 else 3 if abs(value) < 1 else 2)
    return prose.count(value) if isinstance(value, (int, float)) else str(value)
