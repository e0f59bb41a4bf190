"""What a page says first of a stock of cases: how it stood at the end of the year, or else what can be said.

The figures of one month may be missing or suppressed while those of its neighbours are not. A page then begins with the
newest month that can be shown, and says so, rather than with nothing.
"""

from __future__ import annotations

import pandas as pd

from analysis.periods import label
from analysis.statistics import checks, shares, standing_shares, turnover

_WHY = "not held, or must not be shown because they are small numbers about people or would give one away"


def stock(counts: pd.Series, month: pd.Period, *, noun: str) -> str:
    """Say how many there were at the end of a month and a year before, or of the newest month that can be shown.

    Parameters
    ----------
    counts : Series
        What there is at the end of each month, over a PeriodIndex of months; some may be missing.
    month : Period
        With the frequency ``M``.
    noun : str
        What is counted, in the plural.

    Returns
    -------
    str

    Raises
    ------
    MissingFigure
        Where no month up to then has a figure.
    """
    shown, _ = _newest(month, noun, counts)
    return _with_reason(turnover.on_year(counts, shown, noun=noun).sentence, shown, month)


def share(part: pd.Series, whole: pd.Series, year: pd.Period, *, noun: str, predicate: str) -> str:
    """Say what share of a stock is of one kind at the end of a year, or of the newest month that can be shown.

    Parameters
    ----------
    part, whole : Series
        Cases open at the end of each month, over the same PeriodIndex of months; some may be missing.
    year : Period
        With the frequency ``Y-MAR``.
    noun, predicate : str
        For the sentence, such as 'live investigations' and 'were of criminal exploitation'.

    Returns
    -------
    str
        Of the whole alone where no month has a figure of the part.

    Raises
    ------
    MissingFigure
        Where no month up to the end of the year has a figure of the whole.
    """
    march = _last_month(year)
    try:
        shown, figures = _newest(march, noun, part, whole)
    except checks.MissingFigure:
        return _whole_alone(whole, march, noun, predicate)
    if shown == march:
        return standing_shares.share(part, whole, year, noun=noun, predicate=predicate).sentence
    found = shares.share(*figures, noun=f"{noun} at the end of {label(shown)}", predicate=predicate)
    return _with_reason(found.sentence, shown, march)


def known_share(
    part: pd.Series,
    unknown: pd.Series,
    whole: pd.Series,
    year: pd.Period,
    *,
    noun: str,
    predicate: str,
    attribute: str,
) -> str:
    """Say what share is of one kind among the known, and what the unknown leave open, as `share` does.

    Parameters
    ----------
    part, unknown, whole : Series
        Cases of the kind, of unknown kind, and all, at the end of each month; some may be missing.
    year : Period
        With the frequency ``Y-MAR``.
    noun, predicate, attribute : str
        For the sentence, such as 'potential victims', 'were British' and 'nationality'.

    Returns
    -------
    str

    Raises
    ------
    MissingFigure
        As `share`.
    """
    march = _last_month(year)
    known = whole.astype("Float64") - unknown.astype("Float64")
    try:
        shown, figures = _newest(march, noun, part, unknown, known)
    except checks.MissingFigure:
        return _whole_alone(whole, march, noun, predicate)
    numerator, missing, denominator = figures
    when = f"{noun} at the end of {label(shown)}"
    found = shares.bounds(numerator, denominator, missing, noun=when, predicate=predicate, attribute=attribute)
    return _with_reason(found.sentence, shown, march)


def _newest(month: pd.Period, noun: str, *stocks: pd.Series) -> tuple[pd.Period, list[float]]:
    """Return the newest month in which all stocks have a figure, and these; of several, the last is a denominator."""
    together = pd.concat([each.astype("Float64") for each in stocks], axis=1).dropna().astype(float)
    together = together[pd.PeriodIndex(together.index) <= month]
    if len(stocks) > 1:
        together = together[together.iloc[:, -1] > 0]
    if together.empty:
        raise checks.MissingFigure(f"the numbers of {noun} up to {label(month)} are {_WHY}", expected="one month")
    newest = pd.PeriodIndex(together.index).max()
    return newest, together.loc[newest:].iloc[0].tolist()


def _whole_alone(whole: pd.Series, month: pd.Period, noun: str, predicate: str) -> str:
    said = stock(whole, month, noun=noun)
    why = ", for the same reason" if _WHY in said else f": the figures are {_WHY}"
    return f"{said} How many of them {predicate} cannot be told for any month{why}."


def _with_reason(sentence: str, shown: pd.Period, month: pd.Period) -> str:
    if shown == month:
        return sentence
    return f"{sentence} This is the newest month that can be shown: the figures for {label(month)} are {_WHY}."


def _last_month(year: pd.Period) -> pd.Period:
    return year.end_time.to_period("M")
