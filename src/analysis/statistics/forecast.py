"""Forecasts of a series by the method that would have done best so far, with intervals whose coverage was measured.

A forecast carries the past on. It knows of no new law, boat route or backlog, and its interval does not either.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats
from statsmodels.tools.sm_exceptions import ConvergenceWarning
from statsmodels.tsa.exponential_smoothing.ets import ETSModel
from statsmodels.tsa.statespace.sarimax import SARIMAX

from analysis.periods import label
from analysis.prose import number, to_a_tenth, within
from analysis.statistics import checks, regression
from analysis.statistics.result import Interval, TableEstimate

Floats = NDArray[np.float64]
LEAST_ORIGINS = 4


@dataclass(frozen=True, kw_only=True, eq=False)
class Forecast(TableEstimate):
    """A forecast, with what each method would have achieved before.

    Parameters
    ----------
    backtest : DataFrame
        One row for each method, best first: `mase` (mean absolute scaled error: below 1 is better than repeating the
        last year was within the past), `coverage` (share of later values inside the intervals), `unsettled` (fits that
        did not converge).
    """

    backtest: pd.DataFrame


@dataclass(frozen=True)
class Fit:
    """What a method makes of one stretch of the past.

    Parameters
    ----------
    bounds : array of float64, horizon by 3
        Forecast, lower and upper end on the scale of the method.
    parameters : array of float64, optional
        Where the search for the next fit may begin.
    """

    bounds: Floats
    parameters: Floats | None = None


@dataclass(frozen=True)
class Task:
    """What is asked of a method: how many periods make a year, how many to forecast, and at what coverage."""

    season: int
    horizon: int
    level: float


def _seasonal_naive(values: Floats, task: Task, start: Floats | None) -> Fit:
    steps = np.arange(task.horizon)
    centre = values[len(values) - task.season + steps % task.season]
    spread = np.sqrt(np.mean((values[task.season :] - values[: -task.season]) ** 2) * (1 + steps // task.season))
    reach = stats.norm.isf((1 - task.level) / 2) * spread
    bounds = np.column_stack([centre, centre - reach, centre + reach])
    return Fit(_widened(bounds, len(values) - task.season, 0, task.level))


def _ets(values: Floats, task: Task, start: Floats | None) -> Fit:
    seasonal = {"seasonal": "add", "seasonal_periods": task.season} if task.season > 1 else {}
    fitted = ETSModel(pd.Series(values), error="add", trend="add", damped_trend=True, **seasonal).fit(disp=False)
    ahead = fitted.get_prediction(start=len(values), end=len(values) + task.horizon - 1)
    bounds = np.asarray(ahead.summary_frame(alpha=1 - task.level)[["mean", "pi_lower", "pi_upper"]])
    return Fit(_widened(bounds, len(values), len(fitted.params), task.level))


def _sarimax(values: Floats, task: Task, start: Floats | None) -> Fit:
    seasonal = (0, 1, 1, task.season) if task.season > 1 else (0, 0, 0, 0)
    model = SARIMAX(values, order=(0, 1, 1), seasonal_order=seasonal, concentrate_scale=True)
    fitted = model.fit(start, disp=False, cov_type="none")
    ahead = fitted.get_forecast(task.horizon).summary_frame(alpha=1 - task.level)
    bounds = np.asarray(ahead[["mean", "mean_ci_lower", "mean_ci_upper"]])
    differenced = len(values) - 1 - (task.season if task.season > 1 else 0)
    return Fit(_widened(bounds, differenced, len(fitted.params), task.level), np.asarray(fitted.params))


def _widened(bounds: Floats, many: int, parameters: int, level: float) -> Floats:
    # statsmodels divides squared errors by all periods and takes normal quantiles, as in a long series. In a short one
    # the errors had parameters spent on them, and their variance is itself uncertain.
    free, tail = max(1, many - parameters), (1 - level) / 2
    factor = np.sqrt(many / free) * stats.t.isf(tail, free) / stats.norm.isf(tail)
    return np.asarray(bounds[:, :1] + (bounds - bounds[:, :1]) * factor)


METHODS: dict[str, Callable[[Floats, Task, Floats | None], Fit]] = {
    "seasonal naive": _seasonal_naive,
    "ETS": _ets,
    "SARIMAX": _sarimax,
}
"""Repeat of the last year; exponential smoothing with damped trend; the airline model of Box and Jenkins."""

_SPECIFICATIONS = {
    "seasonal naive": ("repeat of the last year", "random walk"),
    "ETS": ("ETS(A,Ad,A)", "ETS(A,Ad,N)"),
    "SARIMAX": ("SARIMA(0,1,1)(0,1,1)", "ARIMA(0,1,1)"),
}


def forecast(
    series: pd.Series,
    horizon: int,
    *,
    level: float = 0.95,
    origins: int = 8,
    noun: str = "events",
) -> Forecast:
    """Forecast a series by the method that did best when set back in time.

    Each method is fitted up to each of the last possible `origins` and asked for the `horizon` periods after it, which
    are known. The one of least mean absolute scaled error (Hyndman and Koehler, International Journal of Forecasting
    2006; 22: 679-688) is then fitted to all. Methods work on logarithms (of the value plus one where there is a zero).

    Parameters
    ----------
    series : Series of numbers of zero or more by period
        Years, quarters or months without a gap: at least three years (six where periods are years), the horizon and
        three periods.
    horizon : int
        Periods to forecast.
    level : float
        Nominal coverage.
    origins : int
        Points in time to set back to, four or more; fewer are used where the series is short.
    noun : str
        What is counted.

    Returns
    -------
    Forecast
        The forecast of the first period. The table has a row for each period ahead: `forecast` (median), `lower`,
        `upper`. `coverage` of the diagnostics is that of the chosen method's intervals over all `held_out` values; as
        origins overlap, these are not independent.

    Raises
    ------
    CannotEstimate
        Where the series is too short, has gaps or negative values, or does not vary.
    """
    values = checks.counts(series, "series", least=2)
    index = checks.periods(values, "series")
    task = Task(regression.periods_in_year(index, "series"), _whole(horizon, "horizon", 1), checks.level(level))
    starts = _origins(len(values), task, _whole(origins, "origins", LEAST_ORIGINS))
    plus = 0.0 if (values > 0).all() else 1.0
    observed = values.to_numpy()
    backtest = pd.DataFrame({name: _backtest(name, observed, plus, starts, task) for name in METHODS}).T
    backtest = backtest.sort_values("mase", kind="stable")
    best = str(backtest.index[0])
    ahead, _, _ = _ahead(best, observed, plus, task, None)
    future = pd.period_range(index[-1] + 1, periods=task.horizon, freq=index.freq)
    table = pd.DataFrame(ahead, index=future, columns=["forecast", "lower", "upper"])
    specification = _SPECIFICATIONS[best][task.season == 1]
    coverage, held_out = float(backtest["coverage"].iloc[0]), len(starts) * task.horizon
    expected = " and ".join(_expected(table.iloc[step], future[step], level) for step in sorted({0, task.horizon - 1}))
    return Forecast(
        estimate=float(table["forecast"].iloc[0]),
        interval=Interval(float(table["lower"].iloc[0]), float(table["upper"].iloc[0]), level),
        method=f"{specification} of logarithms, chosen by mean absolute scaled error over {len(starts)} origins",
        n=len(values),
        sentence=(
            f"If the past goes on, {noun} would be {expected}. Set back in time, such intervals held "
            f"{to_a_tenth(coverage)} of {held_out} later values, where {100 * level:g}% were to be expected."
        ),
        diagnostics={
            "metric": "mean absolute scaled error",
            "mase": float(backtest["mase"].iloc[0]),
            "coverage": coverage,
            "held_out": held_out,
            "origins": len(starts),
            "added_before_logarithm": plus,
        },
        table=table,
        backtest=backtest,
    )


def since_last_zero(series: pd.Series) -> pd.Series:
    """Return the part of a series after its last zero, where logarithms need nothing added.

    Parameters
    ----------
    series : Series of counts by period

    Returns
    -------
    Series
        Empty where the last value is zero.
    """
    zeros = series.index[series == 0]
    return series[series.index > zeros[-1]] if len(zeros) else series


def course(series: pd.Series, ahead: Forecast, *, last: int = 36) -> pd.DataFrame:
    """Return the end of a series with its forecast as a chart shows them.

    Parameters
    ----------
    series : Series of counts by period
        What was forecast.
    ahead : Forecast
    last : int
        How many periods of the series to keep.

    Returns
    -------
    DataFrame
        Over periods: `Observed`, `Forecast`, `lower`, `upper`.
    """
    observed = series.iloc[-last:].astype(float).rename("Observed").to_frame()
    return pd.concat([observed, ahead.table.rename(columns={"forecast": "Forecast"})])


def _expected(row: pd.Series, period: pd.Period, level: float) -> str:
    middle, lower, upper = (round(each) for each in row.tolist())
    return f"about {number(middle)} in {label(period)} ({within(Interval(lower, upper, level))})"


def _whole(value: int, name: str, least: int) -> int:
    if checks.number(value, name) % 1 or value < least:
        raise checks.CannotEstimate(f"{name} is {value}", expected=f"a whole number of {least} or more")
    return int(value)


def _origins(many: int, task: Task, most: int) -> list[int]:
    least = 3 * task.season if task.season > 1 else 6
    possible = many - task.horizon - least + 1
    if possible < LEAST_ORIGINS:
        raise checks.CannotEstimate(
            f"series has {many} periods",
            expected=f"at least {least + task.horizon + LEAST_ORIGINS - 1} for a horizon of {task.horizon}",
        )
    used = min(most, possible)
    return [many - task.horizon - back for back in reversed(range(used))]


def _backtest(name: str, observed: Floats, plus: float, starts: list[int], task: Task) -> dict[str, float]:
    errors, held, unsettled, parameters = [], [], 0, None
    for start in starts:
        past, later = observed[:start], observed[start : start + task.horizon]
        try:
            bounds, parameters, failures = _ahead(name, past, plus, task, parameters)
        except (np.linalg.LinAlgError, ValueError):
            return {"mase": np.nan, "coverage": np.nan, "unsettled": float(len(starts))}
        scale = np.mean(np.abs(past[task.season :] - past[: -task.season]))
        if not scale:
            raise checks.CannotEstimate("series repeats itself from year to year", expected="values that vary")
        errors.append(np.abs(later - bounds[:, 0]) / scale)
        held.append((bounds[:, 1] <= later) & (later <= bounds[:, 2]))
        unsettled += failures > 0
    return {"mase": float(np.mean(errors)), "coverage": float(np.mean(held)), "unsettled": float(unsettled)}


def _ahead(
    name: str, observed: Floats, plus: float, task: Task, start: Floats | None
) -> tuple[Floats, Floats | None, int]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        fit = METHODS[name](np.log(observed + plus), task, start)
    if not np.isfinite(fit.bounds).all():
        raise ValueError(f"{name} gave no finite forecast")
    failures = sum(issubclass(each.category, ConvergenceWarning) for each in caught)
    with np.errstate(over="ignore"):
        return np.maximum(0.0, np.exp(fit.bounds) - plus), fit.parameters, failures
