"""What is still to come for each year of origin where some of the counts behind it are suppressed.

Counts by year of origin and year of recording make a triangle: the younger a year of origin, the fewer of its years
have been seen. The chain ladder completes it, and needs every count up to now. One that is suppressed is replaced by
what the other counts of its row and its column lead to expect. As nobody may know how far that is off, the answer is
worked out again with these replacements halved and raised by half, and intervals hold all three.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.periods import financial_year, label
from analysis.prose import capitalised, number, to_a_tenth, within
from analysis.statistics import checks
from analysis.statistics.development import Development, chain_ladder
from analysis.statistics.result import Interval

Floats = NDArray[np.float64]

_ROUNDS, _CLOSE = 20_000, 1e-9
_SCALES = (1.0, 0.5, 1.5)


@dataclass(frozen=True, kw_only=True, eq=False)
class ToCome:
    """Events recorded so far by year of origin, and those still to come.

    Attributes
    ----------
    increments : DataFrame
        Counts, a row for each year of origin (Periods) and a column for each whole year since; missing where
        suppressed or not yet there.
    suppressed : DataFrame of bool
        Which of them are there and suppressed.
    left_out : tuple of Period
        Years of origin without any count that is shown.
    interval : Interval
        Of all that are still to come.
    development : Development
        Made with the suppressed counts replaced.
    by_origin : DataFrame
        A row for each year of origin that is not left out: `latest`, `to_come`, `lower`,
        `upper` (of `to_come`), `ultimate`, `ultimate_lower`, `ultimate_upper`, `share_recorded`.
    by_year : DataFrame
        A row for each year of recording: `observed`, `expected` (from rows and columns alone), `ratio` and
        `standardised` (difference over its standard error). A year in which all origins lie above or below what was
        expected, such as one of closed courts, breaks the assumption of the method.
    sentence : str
    """

    increments: pd.DataFrame
    suppressed: pd.DataFrame
    left_out: tuple[pd.Period, ...]
    interval: Interval
    development: Development
    by_origin: pd.DataFrame
    by_year: pd.DataFrame
    sentence: str


def to_come(counts: pd.DataFrame, *, level: float = 0.95, noun: str = "outcomes") -> ToCome:
    """Estimate how many events of each year of origin are still to be recorded.

    Parameters
    ----------
    counts : DataFrame of counts
        A row for each financial year of recording (PeriodIndex without a gap), a column for each financial year of
        origin, such as ``2020-21``; missing where suppressed. Origins before the first year of recording are left
        alone: how they began is not known.
    level : float
        Nominal coverage of the intervals.
    noun : str
        What is counted, in the plural.

    Returns
    -------
    ToCome

    Raises
    ------
    CannotEstimate
        Where the years recorded are too few, or too few counts are shown (see `chain_ladder`).

    Notes
    -----
    Replacements are the maximum likelihood estimates of a Poisson model with a factor for each row and each column,
    by the EM algorithm (Dempster, Laird and Rubin, Journal of the Royal Statistical Society B 1977; 39: 1-38). For a
    complete triangle that model and the chain ladder agree (Renshaw and Verrall, British Actuarial Journal 1998; 4:
    903-923).
    """
    increments, seen = _triangle(counts)
    known = increments.sum(axis=1, min_count=1) > 0
    left_out = tuple(increments.index[~known])
    used, within_reach = _staircase(increments[known], seen[known])
    expected = _expected(used.to_numpy(), noun)
    suppressed = within_reach & used.isna()
    scales = _SCALES if suppressed.to_numpy().any() else _SCALES[:1]
    results = [
        chain_ladder(_cumulative(used, within_reach, scale * expected), level=level, noun=noun) for scale in scales
    ]
    interval = Interval(
        min(each.interval.lower for each in results), max(each.interval.upper for each in results), level
    )
    return ToCome(
        increments=increments,
        suppressed=seen & increments.isna(),
        left_out=left_out,
        interval=interval,
        development=results[0],
        by_origin=_by_origin([each.table for each in results]),
        by_year=_by_year(used, expected),
        sentence=_sentence(results[0], interval, suppressed, left_out, noun),
    )


def _triangle(counts: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    years = pd.PeriodIndex(counts.index)
    if len(years) < 3 or not years.equals(pd.period_range(years[0], years[-1])):
        raise checks.CannotEstimate(f"{len(years)} years are held", expected="three or more, without a gap")
    origins = sorted(origin for origin in map(financial_year, counts.columns) if years[0] <= origin <= years[-1])
    rows = {
        origin: [
            counts[label(origin)].to_dict()[origin + since] if origin + since <= years[-1] else np.nan
            for since in range(len(years))
        ]
        for origin in origins
    }
    increments = pd.DataFrame.from_dict(rows, orient="index", columns=range(len(years))).astype("Float64").astype(float)
    increments.index = pd.PeriodIndex(increments.index, freq="Y-MAR")
    seen = pd.DataFrame(
        {since: pd.PeriodIndex(increments.index) + since <= years[-1] for since in range(len(years))},
        index=increments.index,
    )
    return increments, seen


def _staircase(increments: pd.DataFrame, seen: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    if increments.empty:
        raise checks.CannotEstimate("no count of these years is shown", expected="counts for three years of origin")
    # A year since the offence of which no count is shown has nothing to go by, nor have those after it.
    shown = (increments.notna() & seen).any().cummin() & seen.iloc[0]
    return increments.loc[:, shown], seen.loc[:, shown]


def _expected(increments: Floats, noun: str) -> Floats:
    known = ~np.isnan(increments)
    filled = np.where(known, increments, np.nanmean(increments))
    for _ in range(_ROUNDS):
        expected = np.outer(filled.sum(axis=1), filled.sum(axis=0)) / filled.sum()
        renewed = np.where(known, increments, expected)
        if np.abs(renewed - filled).max() < _CLOSE * filled.max():
            return expected
        filled = renewed
    raise checks.CannotEstimate(
        f"too few {noun} are shown to replace those that are suppressed", expected="more counts in each row and column"
    )


def _cumulative(increments: pd.DataFrame, seen: pd.DataFrame, expected: Floats) -> pd.DataFrame:
    replaced = increments.where(increments.notna(), pd.DataFrame(expected, increments.index, increments.columns))
    return replaced.where(seen).cumsum(axis=1, skipna=False)


def _by_origin(tables: list[pd.DataFrame]) -> pd.DataFrame:
    shown = tables[0][["latest", "to_come", "lower", "upper", "ultimate"]].copy()
    shown["lower"] = np.minimum.reduce([table["lower"] for table in tables])
    shown["upper"] = np.maximum.reduce([table["upper"] for table in tables])
    shown["ultimate_lower"] = np.minimum.reduce([table["latest"] + table["lower"] for table in tables])
    shown["ultimate_upper"] = np.maximum.reduce([table["latest"] + table["upper"] for table in tables])
    shown["share_recorded"] = tables[0]["developed"]
    return shown


def _by_year(increments: pd.DataFrame, expected: Floats) -> pd.DataFrame:
    observed = increments.to_numpy()
    rows, columns = np.nonzero(~np.isnan(observed))
    cells = pd.DataFrame(
        {"observed": observed[rows, columns], "expected": expected[rows, columns]},
        index=pd.PeriodIndex(
            [increments.index[int(row)] + int(column) for row, column in zip(rows, columns, strict=True)]
        ),
    )
    fitted = cells[cells["expected"] > 0]
    freedom = max(1, len(cells) - sum(increments.shape) + 1)
    squares = float(((fitted["observed"] - fitted["expected"]) ** 2 / fitted["expected"]).sum())
    years = cells.groupby(level=0).sum()
    years["ratio"] = years["observed"] / years["expected"]
    error = np.sqrt(max(1.0, squares / freedom) * years["expected"])
    years["standardised"] = (years["observed"] - years["expected"]) / error
    return years


def _sentence(
    result: Development, interval: Interval, suppressed: pd.DataFrame, left_out: tuple[pd.Period, ...], noun: str
) -> str:
    origins, after = suppressed.index, len(suppressed.columns) - 1
    replaced = int(suppressed.to_numpy().sum())
    so_far = float(result.table["latest"].sum())
    recorded = f"{'about ' if replaced else ''}{number(round(so_far))}"
    said = (
        f"{capitalised(noun)} of offences of {label(origins[0])} to {label(origins[-1])}, in the year of the offence "
        f"and the {number(after)} after it: {recorded} so far, and "
        f"{number(round(result.estimate))} more to come ({within(interval, lambda value: number(round(value)))}) if "
        f"recent years go on as earlier ones did, so that {to_a_tenth(so_far / (so_far + result.estimate))} of the "
        "final number are known."
    )
    if replaced:
        said += (
            f" Of the {result.n:.0f} counts behind this, {replaced} {'is' if replaced == 1 else 'are'} suppressed to "
            "protect small numbers about people, and replaced by what the others lead to expect; the interval allows "
            "for half of that and for half as much again."
        )
    if left_out:
        said += f" Offences of {', '.join(map(label, left_out))} are left out: none of their counts may be shown."
    return said
