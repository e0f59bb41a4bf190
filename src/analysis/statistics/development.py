"""What is still to come of events that are recorded years after they began: the chain ladder, with Mack's error.

Outcomes of offences recorded in recent years are few because time has not passed. Their raw shares are not comparable
with those of older years; what the older years went on to show is used to complete them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from analysis.prose import capitalised, number, to_a_tenth, within
from analysis.statistics import checks
from analysis.statistics.result import Interval, TableEstimate

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, eq=False)
class Development(TableEstimate):
    """An estimate of what is to come, with the pattern that it follows.

    Parameters
    ----------
    factors : DataFrame
        One row for each step, labelled by the period that it leads to: `factor` (cumulative count after over before),
        `standard_error`, `sigma` (Mack's), `origins` (how many rows it rests on).
    """

    factors: pd.DataFrame


@dataclass(frozen=True)
class _Pattern:
    """Factors, variances and volumes of the steps from each development period to the next."""

    factor: Floats
    variance: Floats
    volume: Floats
    origins: NDArray[np.int64]


def chain_ladder(triangle: pd.DataFrame, *, level: float = 0.95, noun: str = "outcomes") -> Development:
    """Estimate how many events are still to come for each period of origin.

    Assumes that each origin develops by the same factors as earlier ones, whatever it has had so far, and that origins
    are independent. A change of practice along the way breaks this. Nothing is added beyond the last period of
    development that was observed.

    Parameters
    ----------
    triangle : DataFrame of numbers
        Cumulative counts. One row for each period of origin, oldest first, and one column for each period of
        development, earliest first; missing (NaN) where not yet observed, which for later rows is sooner.
    level : float
        Nominal coverage of the intervals, which take what is to come as lognormal (Mack 1994).
    noun : str
        What is counted.

    Returns
    -------
    Development
        Number still to come for all origins together. The table has one row for each origin: `latest`, `ultimate`,
        `to_come`, `standard_error`, `lower`, `upper` (of `to_come`), and `developed` (latest over ultimate).

    Raises
    ------
    CannotEstimate
        Where the table is not of this shape, a count is negative, or there are too few origins for a standard error.

    Notes
    -----
    Mack, "Distribution-free calculation of the standard error of chain ladder reserve estimates", ASTIN Bulletin 1993;
    23: 213-225.
    """
    cumulative, observed = _checked(triangle)
    pattern = _pattern(cumulative, observed, triangle)
    completed = _completed(cumulative, observed, pattern.factor)
    latest = cumulative[np.arange(len(cumulative)), observed - 1]
    to_come = completed[:, -1] - latest
    errors, total_error = _standard_errors(completed, observed, pattern)
    intervals = [_interval(mean, error, checks.level(level)) for mean, error in zip(to_come, errors, strict=True)]
    table = pd.DataFrame(
        {"latest": latest, "ultimate": completed[:, -1], "to_come": to_come, "standard_error": errors},
        index=triangle.index,
    )
    table["lower"], table["upper"] = [each.lower for each in intervals], [each.upper for each in intervals]
    table["developed"] = latest / completed[:, -1]
    total, so_far = float(to_come.sum()), float(latest.sum())
    interval = _interval(total, total_error, level)
    return Development(
        estimate=total,
        interval=interval,
        method="chain ladder with Mack's standard error, lognormal interval",
        n=int(observed.sum()),
        sentence=(
            f"{capitalised(noun)} recorded so far are {number(so_far)}; if recent years go on as earlier ones did, "
            f"{number(round(total))} more are to come ({within(interval, lambda value: number(round(value)))}), so "
            f"that {to_a_tenth(so_far / (so_far + total))} of the final number are known."
        ),
        diagnostics={
            "standard_error": total_error,
            "coefficient_of_variation": total_error / abs(total) if total else None,
            "least_developed": float(table["developed"].min()),
            "origins": len(cumulative),
            "steps_from_one_origin": int((pattern.origins == 1).sum()),
        },
        table=table,
        factors=_factors(triangle, pattern),
    )


def _checked(triangle: pd.DataFrame) -> tuple[Floats, NDArray[np.int64]]:
    if not isinstance(triangle, pd.DataFrame) or triangle.shape[0] < 3 or triangle.shape[1] < 3:
        shape = getattr(triangle, "shape", type(triangle).__name__)
        raise checks.CannotEstimate(f"triangle is {shape}", expected="a DataFrame of at least 3 by 3")
    for name, kind in triangle.dtypes.items():
        if not pd.api.types.is_numeric_dtype(kind):
            raise checks.CannotEstimate(f"triangle holds {kind} values", where=f"column '{name}'", expected="numbers")
    cumulative = triangle.to_numpy(dtype=float, na_value=np.nan)
    known = ~np.isnan(cumulative)
    observed = known.sum(axis=1)
    for origin, row, many in zip(triangle.index, known, observed, strict=True):
        if many == 0 or not row[:many].all():
            raise checks.CannotEstimate(
                f"'{origin}' has a gap", expected="values from the first period of development up to the latest"
            )
    if observed[0] != cumulative.shape[1] or (np.diff(observed) > 0).any():
        raise checks.CannotEstimate(
            "triangle does not run off", expected="the oldest origin first and complete, and none longer than the last"
        )
    rows, columns = np.nonzero(known & ~(np.nan_to_num(cumulative, nan=1.0) > 0))
    if len(rows):
        raise checks.CannotEstimate(
            f"triangle is {cumulative[rows[0], columns[0]]:g}",
            where=f"'{triangle.index[rows[0]]}', '{triangle.columns[columns[0]]}'",
            expected="cumulative counts above zero; join early periods of development where nothing has happened yet",
        )
    return cumulative, observed


def _pattern(cumulative: Floats, observed: NDArray[np.int64], triangle: pd.DataFrame) -> _Pattern:
    steps = cumulative.shape[1] - 1
    origins = np.array([(observed > step + 1).sum() for step in range(steps)])
    before = [cumulative[:many, step] for step, many in enumerate(origins)]
    after = [cumulative[:many, step + 1] for step, many in enumerate(origins)]
    volume = np.array([each.sum() for each in before])
    factor = np.array([each.sum() for each in after]) / volume
    variance = np.empty(steps)
    for step, many in enumerate(origins):
        if many > 1:
            squares = before[step] * (after[step] / before[step] - factor[step]) ** 2
            variance[step] = squares.sum() / (many - 1)
        elif step >= 2:
            variance[step] = _extrapolated(variance[step - 2], variance[step - 1])
        else:
            raise checks.CannotEstimate(
                f"only one origin has reached '{triangle.columns[step + 1]}'",
                expected="two or more origins for each of the first two steps",
            )
    return _Pattern(factor, variance, volume, origins)


def _extrapolated(before_last: float, last: float) -> float:
    # One origin shows no variance; Mack (1993) carries the decline of the earlier ones on.
    return min(last**2 / before_last, before_last, last) if before_last else 0.0


def _completed(cumulative: Floats, observed: NDArray[np.int64], factor: Floats) -> Floats:
    completed = cumulative.copy()
    for row, many in zip(completed, observed, strict=True):
        row[many:] = row[many - 1] * np.cumprod(factor[many - 1 :])
    return completed


def _standard_errors(completed: Floats, observed: NDArray[np.int64], pattern: _Pattern) -> tuple[Floats, float]:
    ultimate = completed[:, -1]
    relative = pattern.variance / pattern.factor**2
    errors, total = np.zeros(len(completed)), 0.0
    for origin, many in enumerate(observed):
        ahead = slice(many - 1, None)
        process = relative[ahead] / completed[origin, many - 1 : -1]
        shared = relative[ahead] / pattern.volume[ahead]
        errors[origin] = ultimate[origin] * math.sqrt((process + shared).sum())
        total += errors[origin] ** 2 + 2 * ultimate[origin] * ultimate[origin + 1 :].sum() * shared.sum()
    return errors, math.sqrt(total)


def _interval(mean: float, error: float, level: float) -> Interval:
    z = float(stats.norm.isf((1 - level) / 2))
    if mean <= 0:
        return Interval(mean - z * error, mean + z * error, level)
    spread = math.sqrt(math.log1p((error / mean) ** 2))
    centre = math.log(mean) - spread**2 / 2
    return Interval(math.exp(centre - z * spread), math.exp(centre + z * spread), level)


def _factors(triangle: pd.DataFrame, pattern: _Pattern) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "factor": pattern.factor,
            "standard_error": np.sqrt(pattern.variance / pattern.volume),
            "sigma": np.sqrt(pattern.variance),
            "origins": pattern.origins,
        },
        index=triangle.columns[1:],
    )
