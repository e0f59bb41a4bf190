"""Rates of areas that are to be compared and not ranked: against funnel limits, over time, and in classes for a map."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.periods import label
from analysis.prose import capitalised, listing, number, spoken
from analysis.statistics import checks, funnel, totals

_LIMITS = ("lower_95", "upper_95", "lower_99.8", "upper_99.8")
_OUTSIDE = ("above 99.8%", "above 95%", "below 95%", "below 99.8%")


@dataclass(frozen=True)
class AreaRates:
    """Counts of areas by population: of the newest whole financial year, or of a stock at the end of a month.

    Attributes
    ----------
    period : Period
        Financial year of the counts, or month at the end of which they were there.
    mid_year : int
        Of the population.
    per : float
        Exposure that rates are stated for.
    noun : str
        What is counted.
    result : funnel.Funnel
        Rates against limits that allow for overdispersion.
    table : DataFrame
        For every area, in the order given: `events`, `population`, `rate`, the limits and `position`; an area without
        a meaningful rate has its count alone, and one whose count is missing has its population alone.
    over_time : DataFrame
        Rate of each area with one in each period counted, and no more than that.
    together : Series
        Rate of these areas together in each period, or of a stock that of the whole of them.
    sentence : str
        What the funnel shows.
    """

    period: pd.Period
    mid_year: int
    per: float
    noun: str
    result: funnel.Funnel
    table: pd.DataFrame
    over_time: pd.DataFrame
    together: pd.Series
    sentence: str

    @property
    def spread(self) -> str:
        """How much more the areas differ than by chance, in a sentence."""
        factor = float(self.result.diagnostics["dispersion"] or 1)
        if factor <= 1:
            return f"{capitalised(self.noun)} did not vary among the areas by more than chance."
        return (
            f"{capitalised(self.noun)} varied {number(factor)} times as much among the areas as counts that differ by "
            "chance alone would: the limits are widened for it, and can single out the fewer."
        )

    def placed(self, areas: Sequence[str], asked: pd.Period | None = None) -> str:
        """Say where some areas lie; of several, those outside the limits are named together by limit, never ranked.

        Parameters
        ----------
        areas : sequence of str
        asked : Period, optional
            What figures were asked for up to: the sentence says why it is about an older year or month.
        """
        rows = self.table.loc[list(areas)]
        rated = rows.dropna(subset="rate")
        sentences = []
        if len(rated) == 1:
            name, row = str(rated.index[0]), rated.iloc[0]
            sentences.append(
                f"In {self._when(asked)} {spoken(name)} had {number(row['events'])} {self.noun}, "
                f"{number(row['rate'])} for each {self.per:,.0f} people: {_place(row['position'])}."
            )
        elif len(rated):
            inside = int((rated["position"] == "within").sum())
            counted = f"all {inside}" if inside == len(rated) else f"{inside or 'none'} of {len(rated)}"
            sentences.append(
                f"In {self._when(asked)} the rate of {self.noun} lay within the limits of chance and usual differences "
                f"in {counted} areas."
            )
            there = [(place, rated.index[rated["position"] == place]) for place in _OUTSIDE]
            said = [f"{_place(place)} in {listing(map(spoken, names))}" for place, names in there if len(names)]
            sentences += [f"It lay {listing(said)}."] if said else []
        sentences += [
            f"{spoken(str(name))} had {number(events)} {self.noun}; a rate by residents would mean nothing there."
            for name, events in rows["events"][rows["rate"].isna()].dropna().items()
        ]
        if unknown := list(rows.index[rows["events"].isna()]):
            sentences.append(f"Without a figure that may be shown: {listing(map(spoken, unknown))}.")
        return " ".join(sentences)

    def _when(self, asked: pd.Period | None) -> str:
        if asked is None or self.period.end_time >= asked.end_time:
            return f"{label(self.period)},"
        kind = "month" if self.period.freqstr == "M" else "year"
        return f"{label(self.period)}, the newest {kind} up to {label(asked)} with a figure for every area,"


@dataclass(frozen=True)
class Classes:
    """Classes of numbers for a map.

    Attributes
    ----------
    codes : Series of Int64
        Class of each area, from 0; missing where it has no number.
    limits : tuple of float
        Ends of the classes, one more than there are classes. A class holds its lower end, the last one both.
    """

    codes: pd.Series
    limits: tuple[float, ...]


def rates(
    counts: pd.DataFrame,
    residents: pd.DataFrame,
    *,
    without: Collection[str] = (),
    per: float = 100_000,
    noun: str = "events",
) -> AreaRates:
    """Set the rates of areas against funnel limits, and lay them out over time.

    Parameters
    ----------
    counts : DataFrame of numbers
        Over a PeriodIndex of quarters or months, a column for each area; other columns are left alone.
    residents : DataFrame of numbers
        A row for each mid-year, a column for each area.
    without : collection of str
        Areas for which a rate by residents means nothing.
    per : float
        State rates for this many people.
    noun : str
        What is counted, in the plural.

    Returns
    -------
    AreaRates
        For the newest financial year that is held whole, with the population of the middle of its calendar year, or
        the newest one held.

    Raises
    ------
    CannotEstimate
        Where no financial year is held whole, an area is missing, or `funnel.rates` raises it.
    """
    names = _columns(counts, residents)
    whole = totals.financial_years(counts[names])
    if whole.empty:
        raise checks.CannotEstimate(f"no financial year of {noun} is held whole")
    return _by_population(counts, whole.iloc[-1:], residents, set(without), per, noun)


def stock_rates(
    stock: pd.DataFrame,
    whole: pd.Series,
    residents: pd.DataFrame,
    *,
    without: Collection[str] = (),
    per: float = 100_000,
    noun: str = "cases",
) -> AreaRates:
    """Set what areas have at the end of a month, by population, against funnel limits, and lay it out over time.

    Parameters
    ----------
    stock : DataFrame of numbers
        What there is at the end of each month, over a PeriodIndex, a column for each area; missing where it may not be
        shown.
    whole : Series of numbers
        What all areas have together, over the same months. It cannot be added up from areas of which some are missing.
    residents, without, per, noun
        As for `rates`.

    Returns
    -------
    AreaRates
        For the newest month held. Areas without a figure then are left out of the rate of all areas and of the limits.

    Raises
    ------
    CannotEstimate
        Where an area has no column, or `funnel.rates` raises it.
    """
    newest = stock[_columns(stock, residents)].iloc[-1:]
    found = _by_population(stock, newest, residents, set(without), per, noun)
    people = float(residents.T[found.mid_year].to_numpy().sum())
    return replace(found, together=whole.reindex(stock.index).astype("Float64") * per / people)


def _columns(counts: pd.DataFrame, residents: pd.DataFrame) -> list[str]:
    if missing := [name for name in residents.columns if name not in counts]:
        raise checks.CannotEstimate(f"counts has no column for '{missing[0]}'", expected="one for each area")
    return list(residents.columns)


def _by_population(
    counts: pd.DataFrame, chosen: pd.DataFrame, residents: pd.DataFrame, without: set[str], per: float, noun: str
) -> AreaRates:
    period = pd.PeriodIndex(chosen.index)[0]
    mid_year = min(period.asfreq("Y-MAR").start_time.year, int(residents.index.max()))
    people, events = residents.T[mid_year], chosen.iloc[0].astype(float)
    rated = [name for name in residents.columns if name not in without]
    known = [name for name in rated if pd.notna(events[name])]
    unit = f"for each {per:,.0f} people"
    result = funnel.rates(events[known], people[known], per=per, noun=f"{noun} in {label(period)}", unit=unit)
    table = pd.DataFrame({"events": events, "population": people}).join(result.table[["rate", *_LIMITS, "position"]])
    return AreaRates(
        period=period,
        mid_year=mid_year,
        per=per,
        noun=noun,
        result=result,
        table=table,
        over_time=counts[rated].astype("Float64") * per / people[rated],
        together=counts[known].sum(axis=1, skipna=False) * per / float(people[known].sum()),
        sentence=result.sentence,
    )


def classes(values: pd.Series, most: int = 4) -> Classes:
    """Sort numbers into a few classes of about equal size, with limits that can be read.

    Parameters
    ----------
    values : Series of numbers of zero or more
        By area; missing where an area has none.
    most : int
        How many classes at the most: fewer where limits would coincide.

    Returns
    -------
    Classes
        Inner limits are quantiles rounded to two significant figures.

    Raises
    ------
    CannotEstimate
        Where no area has a number.
    """
    known = checks.counts(values.dropna(), "values")
    inner = np.unique([_rounded(cut) for cut in np.quantile(known, np.linspace(0, 1, most + 1)[1:-1])])
    inner = inner[(inner > known.min()) & (inner <= known.max())]
    codes = pd.Series(np.digitize(known, inner), index=known.index).reindex(values.index).astype("Int64")
    return Classes(codes, (float(known.min()), *(float(cut) for cut in inner), float(known.max())))


def _rounded(value: float) -> float:
    return float(f"{value:.2g}")


def _place(position: object) -> str:
    if position == "within":
        return "within the limits"
    side, level = str(position).split()
    return f"{side} the {level} limit"
