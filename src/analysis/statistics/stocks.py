"""Cases that wait: how many there are, from what came in and went out, and how long they would take to clear.

A stock is what was there at the start, plus what came in, less what went out. Where the start was not counted it is
bounded, not guessed: it was at least what keeps the stock from ever falling below nought, and at most all that had come
in before. Cases that left without being counted stay in such a stock and make it too large.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from analysis.periods import label
from analysis.prose import decimal, listing, number, period_or_name, to_a_tenth, unit_of_time, within
from analysis.statistics import checks, regression
from analysis.statistics.result import Estimate, Interval, TableEstimate

DAYS_IN_YEAR = 365.25
MONTHS_IN_YEAR = 12


@dataclass(frozen=True)
class Queue:
    """Cases that wait at two stages, of which the first lets a part of them on to the second.

    Attributes
    ----------
    first, second, whole : TableEstimate
        Waiting at either stage, and at both together; see `stock`.
    """

    first: TableEstimate
    second: TableEstimate
    whole: TableEstimate

    @property
    def stages(self) -> pd.DataFrame:
        """Waiting at the end of each period at the ``first`` and the ``second`` stage, and at both (``whole``)."""
        parts = {"first": self.first, "second": self.second, "whole": self.whole}
        return pd.DataFrame({name: part.table["stock"] for name, part in parts.items()})


def stock(
    inflow: pd.Series,
    outflow: pd.Series,
    *,
    earlier: float = 0.0,
    at_least: float = 0.0,
    noun: str = "cases waiting",
) -> TableEstimate:
    """Estimate how many cases wait at the end of each period from what came in and what went out.

    Parameters
    ----------
    inflow, outflow : Series of counts by period
        On the same periods without a gap.
    earlier : float
        Cases that came in before the first period: none of the stock at the start can be anyone else.
    at_least : float
        Cases that are known to have waited at the start.
    noun : str
        What the stock consists of, for the sentence.

    Returns
    -------
    TableEstimate
        The stock at the end of the last period if that at the start was the least possible: `at_least`, or as many as
        keep it from falling below nought. The interval has level 1 and reaches to the stock if all the `earlier` cases
        still waited at the start. The table has a row for each period: `inflow`, `outflow`, `change`, `stock`, `upper`.
        Among the diagnostics are `start`, the least stock at the start, and `earlier`. `n` is the number of cases that
        came in.

    Raises
    ------
    CannotEstimate
        Where the periods differ or have gaps, a count is negative or missing, or more went out than can have come in.
    """
    coming = checks.counts(inflow, "inflow")
    going = checks.same_index(coming, checks.counts(outflow, "outflow"), "inflow", "outflow")
    index = checks.periods(coming, "inflow")
    most_before = checks.count(earlier, "earlier")
    change = coming - going
    start = max(checks.count(at_least, "at_least"), -float(change.cumsum().min()))
    if start > most_before:
        raise checks.CannotEstimate(
            f"{number(start)} more cases went out than came in from {label(index[0])} on, and {number(most_before)} "
            "had come in before",
            expected="an outflow of cases of the inflow",
        )
    table = pd.DataFrame({"inflow": coming, "outflow": going, "change": change, "stock": start + change.cumsum()})
    table["upper"] = most_before + change.cumsum()
    last, upper = (float(table[column].iloc[-1]) for column in ("stock", "upper"))
    return TableEstimate(
        estimate=last,
        interval=Interval(last, upper, 1.0),
        method="cumulated inflow less outflow, bounds of the start",
        n=float(coming.sum()),
        sentence=(
            f"At the end of {label(index[-1])} there were {number(last)} {noun} if there were {number(start)} at the "
            f"start of {label(index[0])}, and at most {number(upper)} if all {number(most_before)} that had come in "
            "before still waited then."
        ),
        diagnostics={"start": start, "earlier": most_before},
        table=table,
    )


def two_stages(
    arrived: pd.Series,
    passed: pd.Series,
    rejected: pd.Series,
    finished: pd.Series,
    *,
    names: tuple[str, str, str] = ("waiting for the first stage", "waiting for the second", "waiting"),
) -> Queue:
    """Estimate how many cases wait at each of two stages.

    Parameters
    ----------
    arrived : Series of counts by period
        Cases that came in. It may begin before the others: what came in then is the most that can have waited at the
        start.
    passed, rejected, finished : Series of counts by period
        Cases that the first stage let on, that it turned away, and that the second stage finished.
    names : tuple of str
        What those waiting for the first stage, for the second, and for either are called in sentences.

    Returns
    -------
    Queue

    Raises
    ------
    CannotEstimate
        As `stock`.
    """
    begin = passed.index[0]
    earlier = float(checks.counts(arrived, "arrived")[arrived.index < begin].sum())
    coming = arrived[(arrived.index >= begin) & (arrived.index <= passed.index[-1])]
    first = stock(coming, passed + rejected, earlier=earlier, noun=names[0])
    second = stock(passed, finished, earlier=earlier, noun=names[1])
    both = sum(float(stage.diagnostics["start"] or 0) for stage in (first, second))
    whole = stock(coming, rejected + finished, earlier=earlier, at_least=both, noun=names[2])
    return Queue(first=first, second=second, whole=whole)


def clearance(
    waiting: TableEstimate,
    *,
    periods: int = 4,
    level: float = 0.95,
    noun: str = "cases waiting",
) -> Estimate:
    """Estimate how long a stock would take to clear at the rate of its last periods, if nothing more came in.

    The rate is the mean of a quasi-Poisson model of the outflow of the last periods: its interval is wide where they
    were unlike each other. It assumes that the rate stays as it is, which a rate that is moving will not.

    Parameters
    ----------
    waiting : TableEstimate
        As `stock` returns it.
    periods : int
        How many of the last periods make the present rate; whole years, so that no season weighs more than another.
    level : float
        Nominal coverage of the interval of the rate, on top of which come the bounds of the stock.
    noun : str
        What the stock consists of.

    Returns
    -------
    Estimate
        Years. The interval runs from the stock's lower bound over the rate's upper end to its upper bound over the
        rate's lower end. Diagnostics hold the rate by period (`rate`, `rate_lower`, `rate_upper`), its `dispersion`,
        `share_replaced`: of those that came in, how many went out in the same periods, and `change`: by how much
        the stock grew. `n` is the number that went out.

    Raises
    ------
    CannotEstimate
        Where there are fewer periods, or nothing went out.
    """
    flows = waiting.table.iloc[-periods:]
    index = checks.periods(flows["outflow"], "outflow")
    if len(flows) < periods:
        raise checks.CannotEstimate(f"there are {len(flows)} periods", expected=f"at least {periods}")
    rate, limits, dispersion = _rate(flows["outflow"], level)
    per_year = regression.periods_in_year(index, "outflow")
    years = waiting.estimate / rate / per_year
    interval = Interval(
        waiting.interval.lower / limits.upper / per_year, waiting.interval.upper / limits.lower / per_year, level
    )
    came, went = float(flows["inflow"].sum()), float(flows["outflow"].sum())
    unit = unit_of_time(index)
    return Estimate(
        estimate=years,
        interval=interval,
        method="stock over the mean outflow of the last periods, quasi-Poisson, t intervals, bounds of the stock",
        n=went,
        sentence=(
            f"At the rate of the {len(flows)} {unit}s up to {label(index[-1])}, {number(rate)} a {unit}, the "
            f"{number(waiting.estimate)} {noun} would take {number(years)} years to clear if nobody else came "
            f"({within(interval)}). {_balance(came, went)}"
        ),
        diagnostics={
            "rate": rate,
            "rate_lower": limits.lower,
            "rate_upper": limits.upper,
            "dispersion": dispersion,
            "share_replaced": went / came if came else None,
            "change": came - went,
        },
    )


def in_months(times: pd.DataFrame) -> pd.Series:
    """Write times that are given in days or in months all in months.

    Parameters
    ----------
    times : DataFrame
        Columns ``days`` and ``months``, of which each row has one.

    Returns
    -------
    Series of float64
        Months of a twelfth of a year of 365.25 days.
    """
    from_days = times["days"].astype("Float64") * (MONTHS_IN_YEAR / DAYS_IN_YEAR)
    return times["months"].astype("Float64").fillna(from_days)


def times_in_words(times: pd.DataFrame) -> str:
    """List times in months, each with its year and the statistic that it is.

    Parameters
    ----------
    times : DataFrame
        As for `in_months`, over calendar years, with the column ``statistic``: `Median`, or `Median, more than`.

    Returns
    -------
    str

    Examples
    --------
    >>> times_in_words(pd.DataFrame({"statistic": ["Median, more than"], "days": [None], "months": [14]}, index=[2021]))
    'more than 14 months in 2021 (median)'
    """
    said = []
    for year, months, statistic in zip(times.index, in_months(times), times["statistic"], strict=True):
        kind, bound, _ = statistic.lower().partition(", more than")
        more = "more than " if bound else ""
        said.append(f"{more}{decimal(months).removesuffix('.0')} months in {period_or_name(year)} ({kind})")
    return listing(said)


def against(waiting: TableEstimate, counted: pd.Series) -> pd.DataFrame:
    """Compare an estimated stock with counts of it.

    Parameters
    ----------
    waiting : TableEstimate
        As `stock` returns it.
    counted : Series of numbers by period
        Stock at the end of some of its periods, as somebody counted it.

    Returns
    -------
    DataFrame
        For each period that both hold: ``counted``, ``estimated``, ``difference``, and ``relative`` to the count.

    Raises
    ------
    CannotEstimate
        Where no period is in both.
    """
    both = pd.DataFrame({"counted": checks.counts(counted, "counted"), "estimated": waiting.table["stock"]}).dropna()
    if both.empty:
        raise checks.CannotEstimate("no count of the stock is of a period estimated")
    both["difference"] = both["estimated"] - both["counted"]
    return both.assign(relative=both["difference"] / both["counted"])


def _rate(outflow: pd.Series, level: float) -> tuple[float, Interval, float]:
    how = regression.method("quasi-poisson", "model", "t", level)
    design = pd.DataFrame({"level": 1.0}, index=outflow.index)
    model = regression.fit(outflow, design, pd.Series(0.0, index=outflow.index), how)
    rate, limits = model.ratio("level")
    dispersion = float(model.diagnostics["dispersion"] or math.nan)
    return rate, limits, dispersion


def _balance(came: float, went: float) -> str:
    if came > went:
        return (
            f"In the same time {number(went)} left for {number(came)} that came in ({to_a_tenth(went / came)}), so the "
            f"stock grew by {number(came - went)}."
        )
    return f"In the same time {number(went)} left for {number(came)} that came in, so the stock did not grow."
