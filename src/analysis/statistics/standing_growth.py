"""How a stock grew on the year before, how many times as large each part of it became, and what each part added."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.prose import capitalised, listing, moved, noun as counted, percentage, percentage_points, ratio
from analysis.statistics import change, checks, counts
from analysis.statistics.result import TableEstimate
from analysis.statistics.standing import MARCH, Basis, both, held

_REST = "All others"


def ratios(grown: TableEstimate) -> pd.DataFrame:
    """Return the ratios of `growth` as `estimate`, `lower`, `upper`; CannotEstimate where there is none."""
    columns = {"ratio": "estimate", "ratio_lower": "lower", "ratio_upper": "upper"}
    table = grown.table[list(columns)].rename(columns=columns).dropna()
    if table.empty:
        raise checks.CannotEstimate(
            "nothing was counted in the year before that could be compared", expected="one case"
        )
    return table


def growth(
    parts: pd.DataFrame, whole: pd.Series, year: pd.Period, basis: Basis = MARCH, *, noun: str, level: float = 0.95
) -> TableEstimate:
    """Estimate how a stock grew on the year before, how many times as large each part became, and what each added.

    Parameters
    ----------
    parts : DataFrame
        Cases open at the end of each month by category, over a PeriodIndex of months; some may be missing.
    whole : Series
        All of them.
    year : Period
        With the frequency ``Y-MAR``.
    basis : Basis
        How years are compared.
    noun : str
        What is counted, in the plural.
    level : float
        Nominal coverage of each interval; they are not simultaneous.

    Returns
    -------
    TableEstimate
        Relative change of the whole. The table has a row for each category: `before`, `after`, `change`; `ratio`,
        `ratio_lower`, `ratio_upper` (missing where there were none before); `contribution`, `lower`, `upper` (see
        `change.contributions`). All are missing where a count is.

    Raises
    ------
    CannotEstimate
        Where the whole is missing in one of the two years or was nought before, or every category is missing.
    """
    ends = [held(basis, whole, each, noun) for each in (year - 1, year)]
    known = pd.DataFrame({name: both(basis, parts[name], year) for name in parts}, index=["before", "after"]).T.dropna()
    if known.empty:
        raise checks.MissingFigure(
            f"no kind of {noun} is held for both {basis.called(year - 1)} and {basis.called(year)}, or may be shown",
            expected="figures of a category in both years",
        )
    # What is left of the whole keeps the base right where a part is missing, and is not shown.
    rest = pd.DataFrame([np.maximum(0.0, np.array(ends) - known.sum().to_numpy())], [_REST], known.columns)
    sides = pd.concat([known, rest])
    names = (basis.called(year - 1), basis.called(year))
    split = change.contributions(sides["before"], sides["after"], level=level, noun=noun, names=names)
    ratios = [_ratio(before, after, level) for before, after in known.to_numpy()]
    columns = ["ratio", "ratio_lower", "ratio_upper"]
    found = split.table.drop(index=_REST)[["before", "after", "change", "contribution", "lower", "upper"]]
    table = found.join(pd.DataFrame(ratios, known.index, columns)).reindex(parts.columns)
    total = change.percentage_change(ends[0], ends[1], level=level, noun=noun, names=names)
    return TableEstimate(
        estimate=total.estimate,
        interval=total.interval,
        method="rate ratios with score intervals; contributions to growth, change over the total before",
        n=total.n,
        sentence=f"{total.sentence}{_largest(table, total.estimate)}",
        diagnostics={"missing": int(table["change"].isna().sum())},
        table=table,
    )


def beyond_chance(ratios: pd.DataFrame) -> str:
    """Say which of several parts changed by more than chance alone would explain.

    Parameters
    ----------
    ratios : DataFrame
        As `ratios` returns it: `estimate`, `lower`, `upper` for each part.

    Returns
    -------
    str
    """
    surely = ratios[(ratios["lower"] > 1) | (ratios["upper"] < 1)]
    of_how_many = f"Of {counted(len(ratios), 'type')} that can be compared"
    if surely.empty:
        return f"{of_how_many}, none changed by more than chance alone could bring about."
    named = [f"{str(name).lower()} ({ratio(times)} times as many)" for name, times in surely["estimate"].items()]
    return f"{of_how_many}, {len(surely)} changed by more than chance alone could bring about: {listing(named)}."


def _ratio(before: float, after: float, level: float) -> tuple[float, float, float]:
    if before == 0:
        return (np.nan,) * 3
    found = counts.rate_ratio(after, before, method="score", level=level)
    return found.estimate, found.interval.lower, found.interval.upper


def _largest(table: pd.DataFrame, total: float) -> str:
    parts = table["contribution"].dropna()
    said = ""
    if len(parts) and parts.abs().max() > 0:
        place = int(parts.abs().argmax())
        name = capitalised(str(parts.index[place]))
        ratio = float(table["ratio"][parts.index].iloc[place])
        of_which = "of which there were none before" if np.isnan(ratio) else f"which {moved(ratio - 1)}"
        said = f" {name}, {of_which}, "
        if total * parts.iloc[place] > 0:
            said += f"accounted for {percentage(abs(parts.iloc[place]))} of the {percentage_points(abs(total))}."
        else:
            said += f"moved the other way: by {percentage_points(abs(parts.iloc[place]))}."
    missing = int(table["contribution"].isna().sum())
    return f"{said} For {missing} of {len(table)} types the change cannot be shown." if missing else said
