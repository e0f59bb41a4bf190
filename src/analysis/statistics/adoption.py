"""Who has taken something up, and since when."""

from __future__ import annotations

import pandas as pd

from analysis.periods import label
from analysis.statistics import checks

NOT_IN_USE = "does not use it"


def since(states: pd.DataFrame, *, otherwise: str = NOT_IN_USE) -> pd.DataFrame:
    """Say since when each of several has used something without a break.

    Parameters
    ----------
    states : DataFrame
        A row for each period in order (PeriodIndex), a column for each user: 1 where it used the thing at the end of
        the period, else 0, and missing where nobody knows.
    otherwise : str
        What is said of one that does not use it at the end.

    Returns
    -------
    DataFrame
        One row for each user, those that began first on top and those that do not use it at the end: `since`, text. A
        period without an answer is a break, since nothing shows that the use went on.

    Raises
    ------
    CannotEstimate
        Where there are no periods or no users, or a state is neither 0 nor 1.
    """
    if states.empty:
        raise checks.CannotEstimate("there are no states", expected="a row for each period and a column for each user")
    used = states.astype(float)
    if not used.isin([0, 1]).where(used.notna(), other=True).all(axis=None):
        raise checks.CannotEstimate("a state is neither 0 nor 1", expected="1 where it is in use, else 0")
    unbroken = used.eq(1)[::-1].cummin()[::-1]
    began = unbroken.sum().rsub(len(unbroken)).sort_values(kind="stable")
    return pd.DataFrame(
        {"since": [_written(unbroken.index, int(place), otherwise) for place in began]}, index=began.index
    )


def _written(periods: pd.Index, place: int, otherwise: str) -> str:
    if place == len(periods):
        return otherwise
    return f"{label(periods[place])}{' or before' if place == 0 else ''}"
