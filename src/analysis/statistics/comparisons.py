"""Every way in which a report may state the rise of a count, side by side.

The same quarterly figures give different percentages by whether a year is financial or calendar, and whether years,
mean quarters or single quarters are compared. A reader who sees them all cannot be misled by one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from analysis.periods import label
from analysis.prose import capitalised, moved, to_a_tenth, uncapitalised
from analysis.statistics import checks, totals
from analysis.statistics.result import Interval, TableEstimate
from analysis.statistics.scatter import Scatter, of_years

_YEAR_BEFORE, _YEAR = (-4, -3, -2, -1), (0, 1, 2, 3)


@dataclass(frozen=True)
class Way:
    """One way of comparing quarters.

    Parameters
    ----------
    name : str
        As a reader would say it.
    before, after : tuple of int
        Quarters compared, counted from the first of the year (0 to 3; the year before is -4 to -1).
    mean : bool
        Compare means of the quarters there are, rather than totals that need them all.
    """

    name: str
    before: tuple[int, ...]
    after: tuple[int, ...]
    mean: bool = False


WAYS = (
    Way("year on year", _YEAR_BEFORE, _YEAR),
    Way("mean per quarter, year on year", _YEAR_BEFORE, _YEAR, mean=True),
    Way("last quarter on the same quarter a year before", (-1,), (3,)),
    Way("last quarter on the quarter before", (2,), (3,)),
    Way("first to last quarter of the year", (0,), (3,)),
    Way("first quarter of the year before to last quarter of the year", (-4,), (3,)),
)


@dataclass(frozen=True)
class Stated:
    """The changes of several counts, each stated in every way.

    Attributes
    ----------
    results : dict of str to TableEstimate
        As `rises` returns them, by name of the count.
    changes : DataFrame
        A row for each kind of year and way, named by what is compared; a column of relative changes for each count.
    """

    results: dict[str, TableEstimate]
    changes: pd.DataFrame


def rises_of_each(counts: pd.DataFrame, year: pd.Period, *, level: float = 0.95) -> Stated:
    """State the changes of several counts up to a year in every way, side by side (see `rises`).

    Parameters
    ----------
    counts : DataFrame of counts
        Over a PeriodIndex of quarters or months, a column for each count.
    year, level
        As for `rises`.

    Returns
    -------
    Stated

    Raises
    ------
    CannotEstimate
        As `rises` does, for any of the counts.
    """
    results = {
        str(name): rises(counts[name], year, level=level, noun=uncapitalised(str(name))) for name in counts.columns
    }
    return Stated(results, pd.DataFrame({name: by_way(result)["change"] for name, result in results.items()}))


def by_way(result: TableEstimate) -> pd.DataFrame:
    """Name the rows of `rises` by what they compare.

    Parameters
    ----------
    result : TableEstimate
        As `rises` returns it.

    Returns
    -------
    DataFrame
        `before`, `after`, `change` (relative), `lower`, `upper`.
    """
    names = [capitalised(_comparison(row)) for _, row in result.table.iterrows()]
    columns = ["before", "after", "change", "lower", "upper"]
    return result.table[columns].set_axis(names)


def by_span(result: TableEstimate) -> pd.DataFrame:
    """Name the changes of `rises` by the periods that they compare, each once, for a chart.

    Parameters
    ----------
    result : TableEstimate
        As `rises` returns it.

    Returns
    -------
    DataFrame
        `change` (relative), `lower`, `upper`; without those that could not be made. Of a change of totals and
        one of means for each quarter, which are the same where no quarter is missing, the first.
    """
    stated = result.table.dropna(subset="change")
    spans = stated["from"] + " to " + stated["to"]
    named = stated[["change", "lower", "upper"]].set_axis(spans)
    return named[~named.index.duplicated()]


def rises(
    series: pd.Series,
    year: pd.Period,
    *,
    level: float = 0.95,
    noun: str = "events",
) -> TableEstimate:
    """State the change of a count up to a year in every way that a report may choose.

    Parameters
    ----------
    series : Series of numbers by quarter or month
        Events (not a stock) in each period; any PeriodIndex of quarters or months. Periods may be missing: a comparison
        that needs one is left empty and says which.
    year : Period
        Year reported on, financial (`freq="Y-MAR"`, 2021-22 is `Period("2022", "Y-MAR")`) or calendar (`"Y-DEC"`).
        The year of the other kind that begins in the same calendar year is compared as well: 2021 with 2021-22.
    level : float
        Nominal coverage of each interval; they are not simultaneous.
    noun : str
        What is counted.

    Returns
    -------
    TableEstimate
        Change year on year for the year given, or the first comparison that the data allow (`diagnostics["stated"]`).
        The table has a row for each kind of year and way: `year` ("financial" or "calendar"), `way`, `from`, `to`
        (labels), `before`, `after` (totals, or means for each quarter), `change` (relative, a fraction of one),
        `lower`, `upper`, and `note` (what is missing). All intervals allow for the scatter of the quarters of the year
        given and the one before (see `scatter`; of the other kind of year where these are not held), so that the one
        of the year is that of `yearly.year_on_year`; they are missing where two such quarters of a year are not held.

    Raises
    ------
    CannotEstimate
        Where the index or the year is of another kind, or no comparison is possible.
    """
    quarters = _quarterly(series)
    if getattr(year, "freqstr", None) not in {"Y-MAR", "Y-DEC"}:
        raise checks.CannotEstimate(f"year is {year!r}", expected="a Period with freq 'Y-MAR' or 'Y-DEC'")
    starts = year.start_time.year
    first_quarters = {
        "financial": pd.Period(year=starts + 1, quarter=1, freq="Q-MAR"),
        "calendar": pd.Period(year=starts, quarter=1, freq="Q-DEC"),
    }
    kinds = sorted(first_quarters, reverse=year.freqstr == "Y-MAR")
    uneven = next(filter(None, (_scatter(quarters, first_quarters[kind]) for kind in kinds)), None)
    rows = [
        {"year": kind, "way": way.name, **_compare(quarters, first_quarters[kind], way, uneven, level)}
        for kind in kinds
        for way in WAYS
    ]
    table = pd.DataFrame(rows)
    stated = table.dropna(subset="change")
    if stated.empty:
        raise checks.CannotEstimate(
            f"no two quarters that a report of {label(year)} would compare have counts above zero",
            expected=f"quarters from {label(first_quarters['calendar'] - 4)} on; there are {_extent(quarters)}",
        )
    main = stated.iloc[0]
    return TableEstimate(
        estimate=float(main["change"]),
        interval=Interval(float(main["lower"]), float(main["upper"]), level),
        method="percentage changes stated in every way, quasi-Poisson intervals",
        n=float(quarters.sum()),
        sentence=_sentence(stated, noun),
        diagnostics={
            "stated": _comparison(main),
            "ways_possible": len(stated),
            "ways": len(table),
            "dispersion": uneven.dispersion if uneven else None,
        },
        table=table,
    )


def _quarterly(series: pd.Series) -> pd.Series:
    checked = checks.counts(series, "series", least=2)
    index = checked.index
    if not isinstance(index, pd.PeriodIndex) or index.freqstr[0] not in "QM":
        raise checks.CannotEstimate(
            "series is not counted by quarter or month", expected="a PeriodIndex of quarters or months"
        )
    return totals.quarters(checked).sort_index()


def _scatter(quarters: pd.Series, start: pd.Period) -> Scatter | None:
    own = _in_kind(quarters, start)
    pairs = [(start + step - 4, start + step) for step in _YEAR]
    both = [(own[before], own[after]) for before, after in pairs if before in own and after in own]
    before, after = zip(*both, strict=True) if both else ((), ())
    return of_years(before, after) if len(both) > 1 and any(before) and any(after) else None


def _in_kind(quarters: pd.Series, start: pd.Period) -> dict[pd.Period, float]:
    return dict(zip(pd.PeriodIndex(quarters.index).asfreq(start.freqstr), quarters.tolist(), strict=True))


def _compare(
    quarters: pd.Series, start: pd.Period, way: Way, uneven: Scatter | None, level: float
) -> dict[str, float | str]:
    own = _in_kind(quarters, start)
    sides = [[start + step for step in steps] for steps in (way.before, way.after)]
    before, after = ([own[quarter] for quarter in side if quarter in own] for side in sides)
    missing = [label(quarter) for side in sides for quarter in side if quarter not in own]
    row: dict[str, float | str] = {
        "from": _side_label(sides[0]),
        "to": _side_label(sides[1]),
        **dict.fromkeys(("before", "after", "change", "lower", "upper"), math.nan),
        "note": f"no figure for {', '.join(missing)}" if missing else "",
    }
    if not before or not after or (missing and not way.mean):
        return row
    share = (len(before), len(after)) if way.mean else (1, 1)
    row |= {"before": sum(before) / share[0], "after": sum(after) / share[1]}
    if not any(before):
        return row | {"note": "a rise from none has no percentage"}
    exposure = len(before) / len(after)
    row["change"] = sum(after) / sum(before) * exposure - 1
    if uneven:
        interval = uneven.interval(sum(before), sum(after), exposure=exposure, level=level)
        row |= {"lower": interval.lower, "upper": interval.upper}
    return row


def _side_label(side: list[pd.Period]) -> str:
    return label(side[0] if len(side) == 1 else side[0].asfreq(side[0].freqstr.replace("Q", "Y")))


def _extent(quarters: pd.Series) -> str:
    return (
        f"{len(quarters)} from {label(quarters.index[0])} to {label(quarters.index[-1])}" if len(quarters) else "none"
    )


def _sentence(stated: pd.DataFrame, noun: str) -> str:
    in_order = stated.sort_values("change", kind="stable")
    main, least, most = stated.iloc[0], in_order.iloc[0], in_order.iloc[-1]
    sentence = f"{capitalised(_comparison(main))}, {noun} {moved(float(main['change']))}"
    if len(stated) == 1:
        return f"{sentence}."
    return (
        f"{sentence}; stated in other ways the same figures change by anything from "
        f"{to_a_tenth(float(least['change']))} ({_comparison(least)}) to {to_a_tenth(float(most['change']))} "
        f"({_comparison(most)})."
    )


def _comparison(row: pd.Series) -> str:
    return f"{row['way']}, {row['from']} to {row['to']}"
