"""Log-linear regression of a series on time and season, for `interruption`.

The count of each period is taken as varying about a mean that is a product of factors. Its variance is the mean
(Poisson), or a multiple of it, but no less (quasi-Poisson).

Neighbouring periods may go together, which makes the model's own errors too small. Two ways of allowing for it:

* "ar1" widens the model's errors by the square root of (1 + r) / (1 - r), the loss of independent periods when
  residuals correlate by r from one period to the next (Santer and others, Journal of Geophysical Research 2000; 105:
  7337-7356). Fitting draws r down by about the number of terms over that of periods, which is added back; r is taken
  between 0 and 0.9. In simulated series of 8 to 72 periods with r up to 0.4 its 95% intervals covered 91% to 98%.
* "hac" is Newey and West's covariance (Econometrica 1987; 55: 703-708), which holds for any pattern of correlation but
  needs long series: in the same simulations its 95% intervals covered 76% to 94%.
"""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
import statsmodels.api as sm
from numpy.typing import NDArray
from scipy import stats
from statsmodels.genmod.generalized_linear_model import GLMResults
from statsmodels.stats.diagnostic import acorr_ljungbox
from statsmodels.tools.sm_exceptions import PerfectSeparationWarning
from statsmodels.tsa.stattools import acf

from analysis.statistics import checks
from analysis.statistics.result import Diagnostic, Interval

Family = Literal["poisson", "quasi-poisson"]
Errors = Literal["ar1", "hac", "model"]
Distribution = Literal["t", "normal"]

FAMILIES = ("quasi-poisson", "poisson")
LEAST_DEGREES_OF_FREEDOM = 3
PERIODS_IN_YEAR = {"Y": 1, "Q": 4, "M": 12}
"""How many periods of each pandas frequency make a year."""

_ERRORS = {
    "ar1": "errors widened for first-order autocorrelation",
    "hac": "Newey-West errors",
    "model": "errors of independent periods",
}


class Method(NamedTuple):
    """How a regression is fitted and its intervals are made.

    Parameters
    ----------
    family : str
        "poisson" or "quasi-poisson".
    errors : {"ar1", "hac", "model"}
        Standard errors that allow for autocorrelation (see above), or the model's own, for independent periods.
    distribution : {"t", "normal"}
        Quantiles of intervals: t with the residual degrees of freedom, or normal as in large samples.
    level : float
        Nominal coverage.
    """

    family: str
    errors: Errors
    distribution: Distribution
    level: float

    @property
    def name(self) -> str:
        """The method as a statistician would look it up."""
        return f"{self.family} regression, {_ERRORS[self.errors]}, {self.distribution} intervals"


@dataclass(frozen=True)
class Regression:
    """A fitted log-linear model.

    Parameters
    ----------
    coefficients : Series of float64
        By term, on the log scale.
    covariance : DataFrame of float64
        Of the coefficients.
    fitted : Series of float64
        Expected value of each period.
    residuals : Series of float64
        Pearson residuals.
    quantile : float
        Standard errors from an estimate to the end of its interval.
    level : float
        Nominal coverage.
    diagnostics : dict
        Dispersion, autocorrelation of residuals and the like.
    """

    coefficients: pd.Series
    covariance: pd.DataFrame
    fitted: pd.Series
    residuals: pd.Series
    quantile: float
    level: float
    diagnostics: dict[str, Diagnostic]

    def ratio(self, term: str) -> tuple[float, Interval]:
        """Return the exponential of one coefficient with its interval."""
        centre = float(self.coefficients[term])
        reach = self.quantile * math.sqrt(float(np.diag(self.covariance)[self.coefficients.index.get_loc(term)]))
        with np.errstate(over="ignore"):
            ratio, lower, upper = (float(each) for each in np.exp([centre, centre - reach, centre + reach]))
        return ratio, Interval(lower, upper, self.level)

    def expected(self, design: pd.DataFrame, offset: pd.Series) -> pd.DataFrame:
        """Return the expected value with its interval (`mean`, `lower`, `upper`) for each row of a design."""
        rows = design.to_numpy()
        centre = rows @ self.coefficients.to_numpy() + offset.to_numpy()
        reach = self.quantile * np.sqrt(np.einsum("ij,jk,ik->i", rows, self.covariance.to_numpy(), rows))
        columns = {"mean": centre, "lower": centre - reach, "upper": centre + reach}
        with np.errstate(over="ignore"):
            return pd.DataFrame({name: np.exp(values) for name, values in columns.items()}, index=design.index)


def method(family: str, errors: Errors, distribution: Distribution, level: float) -> Method:
    """Return a method whose parts are all known."""
    checks.choice(errors, "errors", tuple(_ERRORS))
    checks.choice(distribution, "distribution", ("t", "normal"))
    return Method(family, errors, distribution, checks.level(level))


def periods_in_year(index: pd.PeriodIndex, name: str) -> int:
    """Return how many periods of an index make a year, for years, quarters and months."""
    if index.freqstr[0] not in PERIODS_IN_YEAR:
        raise checks.CannotEstimate(f"{name} has periods of {index.freqstr}", expected="years, quarters or months")
    return PERIODS_IN_YEAR[index.freqstr[0]]


def design_of_time(index: pd.PeriodIndex, harmonics: int | None, name: str = "series") -> pd.DataFrame:
    """Return the columns of a regression on time: `level`, `time` and pairs of harmonics of the year.

    Parameters
    ----------
    index : PeriodIndex
        Years, quarters or months.
    harmonics : int, optional
        Pairs of sine and cosine; by default two, or as many as the year has room for.
    name : str
        What to call the series in an error.

    Returns
    -------
    DataFrame of float64
        `level` is 1, `time` is in years from the first period.
    """
    per_year = periods_in_year(index, name)
    pairs = min(2, per_year // 2) if harmonics is None else harmonics
    if not 0 <= pairs <= per_year // 2:
        raise checks.CannotEstimate(f"harmonics is {harmonics}", expected=f"0 to {per_year // 2} for {name}")
    design = pd.DataFrame({"level": 1.0, "time": np.arange(len(index)) / per_year}, index=index)
    season = np.asarray(index.month if per_year == 12 else index.quarter)
    for pair in range(1, pairs + 1):
        angle = 2 * np.pi * pair * season / per_year
        if 2 * pair < per_year:
            design[f"sine {pair}"] = np.sin(angle)
        design[f"cosine {pair}"] = np.cos(angle)
    return design


def log_exposure(series: pd.Series, exposure: pd.Series | None) -> pd.Series:
    """Return the offset of a regression of rates; zeros where there is no exposure."""
    if exposure is None:
        return pd.Series(0.0, index=series.index)
    amount = checks.same_index(series, checks.counts(exposure, "exposure"), "series", "exposure")
    if (amount == 0).any():
        raise checks.CannotEstimate(f"exposure is 0 for '{amount.idxmin()}'", expected="a number above zero")
    return pd.Series(np.log(amount.to_numpy()), index=series.index)


def fit(response: pd.Series, design: pd.DataFrame, offset: pd.Series, how: Method) -> Regression:
    """Fit a log-linear model of a series.

    Parameters
    ----------
    response : Series of counts
        In order of time.
    design : DataFrame of float64
        One column for each term.
    offset : Series of float64
        Logarithm of exposure.
    how : Method
        Family, errors, distribution and level.

    Returns
    -------
    Regression
        The model, with its checks among the diagnostics.

    Raises
    ------
    CannotEstimate
        Where periods are too few for the terms, or all counts are zero.
    """
    free = len(design) - design.shape[1]
    if free < LEAST_DEGREES_OF_FREEDOM:
        raise checks.CannotEstimate(
            f"there are {len(design)} periods for {design.shape[1]} terms",
            expected=f"at least {design.shape[1] + LEAST_DEGREES_OF_FREEDOM} periods, or fewer harmonics",
        )
    busy = int((response > 0).sum())
    if busy <= design.shape[1]:
        raise checks.CannotEstimate(
            f"{busy} of {len(design)} periods have any events", expected=f"more than {design.shape[1]}, one a term"
        )
    lags = math.floor(4 * (len(design) / 100) ** (2 / 9))
    hac: dict[str, object] = {"cov_type": "HAC", "cov_kwds": {"maxlags": lags, "use_correction": True}}
    model = sm.GLM(response, design, family=sm.families.Poisson(), offset=offset)
    fitted = _fitted(model, hac if how.errors == "hac" else {})
    residuals = pd.Series(fitted.resid_pearson, index=design.index)
    dispersion = float((residuals**2).sum() / free)
    diagnostics = residual_checks(residuals.to_numpy())
    widening = _widening(float(diagnostics["autocorrelation"] or 0), *design.shape) if how.errors == "ar1" else 1.0
    scale = max(1.0, dispersion) if how.family == "quasi-poisson" and how.errors != "hac" else 1.0
    tail = (1 - checks.level(how.level)) / 2
    return Regression(
        coefficients=fitted.params,
        covariance=scale * widening * fitted.cov_params(),
        fitted=pd.Series(fitted.fittedvalues, index=design.index),
        residuals=residuals,
        quantile=float(stats.t.isf(tail, free) if how.distribution == "t" else stats.norm.isf(tail)),
        level=how.level,
        diagnostics={
            "dispersion": dispersion,
            "degrees_of_freedom": free,
            **diagnostics,
            "variance_widened_by": widening,
        },
    )


def _fitted(model: sm.GLM, covariance: dict[str, object]) -> GLMResults:
    with warnings.catch_warnings():
        # A series that its model fits exactly is no fault of the reader's.
        warnings.simplefilter("ignore", PerfectSeparationWarning)
        return model.fit(scale=1.0, **covariance)


def _widening(autocorrelation: float, periods: int, terms: int) -> float:
    corrected = min(max(0.0, autocorrelation + terms / periods), 0.9)
    return (1 + corrected) / (1 - corrected)


def residual_checks(residuals: NDArray[np.float64]) -> dict[str, Diagnostic]:
    """Check whether neighbouring residuals go together.

    Parameters
    ----------
    residuals : array of float64
        In order of time.

    Returns
    -------
    dict
        `autocorrelation` at lag one, and `ljung_box_p`, the probability of as much autocorrelation over the first
        `ljung_box_lags` lags if there were none (Ljung and Box, Biometrika 1978; 65: 297-303); None where the residuals
        do not vary.
    """
    lags = max(1, min(10, len(residuals) // 5))
    if np.ptp(residuals) < 1e-9:
        return {"autocorrelation": None, "ljung_box_p": None, "ljung_box_lags": lags}
    return {
        "autocorrelation": float(acf(residuals, nlags=1, fft=False)[1]),
        "ljung_box_p": float(acorr_ljungbox(residuals, lags=[lags])["lb_pvalue"].iloc[0]),
        "ljung_box_lags": lags,
    }
