"""Quarters as the files label them: by year, label or date, calendar or financial, checked against one another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.errors import BadData
from analysis.periods import label

if TYPE_CHECKING:
    from analysis.readers.table import Table

_CALENDAR = re.compile(r"(?:((?:19|20)\d\d)\s*)?[Qq]?\s?([1-4])")
_QUARTER = re.compile(r"[Qq]?\s?([1-4])")
_FINANCIAL_YEAR = re.compile(r"((?:19|20)\d\d)\s?[/-]\s?((?:20)?\d\d)")


def calendar_quarters(table: Table) -> pd.Series:
    """Return the calendar quarters of a table from its columns `quarter`, `year` and `date`, as far as it has them.

    Returns
    -------
    Series of period[Q-DEC]
        On the index of the table.

    Raises
    ------
    BadData
        Where a label is none, or label, year and date of a row disagree; a date must be the first or last day of the
        quarter.
    """
    data = table.data
    positions, parsed = _parsed(table, "quarter", _CALENDAR, "a quarter such as '2021 Q4' or 'Q4'")
    quarter = np.array([int(found.group(2)) for found in parsed])[positions]
    stated = np.array([int(found.group(1) or 0) for found in parsed])[positions]
    year = data["year"].to_numpy(dtype=np.int64) if "year" in data else stated
    _refuse_other_year(table, year, stated)
    result = _periods(data, year, quarter, "Q-DEC")
    if "date" in data:
        _refuse_other_date(table, result)
    return result


def quarter_ends(table: Table) -> pd.Series:
    """Return the calendar quarters that the dates of a table, in column `date`, are the last days of.

    Returns
    -------
    Series of period[Q-DEC]
        On the index of the table.

    Raises
    ------
    BadData
        Where a date is no last day of a quarter.
    """
    dates = table.data["date"]
    result = dates.dt.to_period("Q-DEC")
    odd = np.flatnonzero(dates.to_numpy() != result.dt.end_time.dt.normalize().to_numpy())
    if len(odd):
        where = table.at(dates.index[odd[0]], "date")
        raise BadData(f"{dates.iloc[odd[0]]:%d/%m/%Y} is not the last day of a quarter", where=where)
    return result


def financial_quarters(table: Table) -> pd.Series:
    """Return the financial quarters of a table from its columns `financial_year` and `financial_quarter`.

    Returns
    -------
    Series of period[Q-MAR]
        On the index of the table.

    Raises
    ------
    BadData
        Where a financial year or quarter is none, or the year is not the one that the sheet is named for.
    """
    data = table.data
    in_year, years = pd.factorize(data["financial_year"])
    starts = [financial_year(text) for text in years]
    named = financial_year_in(table.sheet)
    for code, start in enumerate(starts):
        if start is None or (named is not None and start != named):
            line = data.index[np.flatnonzero(in_year == code)[0]]
            expected = "a financial year such as '2021/22'" if start is None else "the year that the sheet is named for"
            what = f"'{years[code]}' is not the financial year"
            raise BadData(what, where=table.at(line, "financial_year"), expected=expected)
    in_quarter, quarters = _parsed(table, "financial_quarter", _QUARTER, "1, 2, 3 or 4")
    year = np.array([start or 0 for start in starts])[in_year]
    quarter = np.array([int(found.group(1)) for found in quarters])[in_quarter]
    return _periods(data, year + 1, quarter, "Q-MAR")


def financial_year(text: str) -> int | None:
    """Return the year in which a financial year such as `2021/22` begins, or None where the text is none."""
    found = _FINANCIAL_YEAR.fullmatch(text.strip())
    if not found:
        return None
    start, end = int(found.group(1)), int(found.group(2)) % 100
    return start if end == (start + 1) % 100 else None


def financial_year_in(sheet: str | None) -> int | None:
    """Return the year in which the financial year begins that a sheet such as `2021_22` is named for, or None."""
    found = re.search(r"(20\d\d)[-_ /](\d\d)\b", (sheet or "").replace("_", "-"))
    return financial_year(f"{found.group(1)}/{found.group(2)}") if found else None


def _parsed(
    table: Table, column: str, pattern: re.Pattern[str], expected: str
) -> tuple[NDArray[np.intp], list[re.Match[str]]]:
    """Return for each line the number of its distinct label, and the labels as they match a pattern."""
    positions, labels = pd.factorize(table.data[column])
    parsed = [pattern.fullmatch(text) for text in labels]
    if None in parsed:
        code = parsed.index(None)
        where = table.at(table.data.index[np.flatnonzero(positions == code)[0]], column)
        raise BadData(f"'{labels[code]}' names no quarter", where=where, expected=expected)
    return positions, [found for found in parsed if found]


def _periods(data: pd.DataFrame, year: NDArray[Any], quarter: NDArray[Any], freq: str) -> pd.Series:
    # pandas counts quarters from the first of 1970; a financial year it names after the year in which it ends.
    codes, ordinals = pd.factorize((year - 1970) * 4 + quarter - 1)
    periods = pd.PeriodIndex([pd.Period(ordinal=int(ordinal), freq=freq) for ordinal in ordinals])
    return pd.Series(periods.take(codes), index=data.index, name="quarter")


def _refuse_other_year(table: Table, year: NDArray[Any], stated: NDArray[Any]) -> None:
    odd = np.flatnonzero(((stated != 0) & (stated != year)) | (year == 0))
    if len(odd):
        line = table.data.index[odd[0]]
        shown = table.data["quarter"].iloc[odd[0]]
        what = (
            f"the quarter is '{shown}' but the year is {year[odd[0]]}" if year[odd[0]] else f"'{shown}' names no year"
        )
        raise BadData(what, where=table.at(line, "quarter"), expected="both the same")


def _refuse_other_date(table: Table, quarters: pd.Series) -> None:
    dates = table.data["date"].to_numpy()
    first, last = quarters.dt.start_time.to_numpy(), quarters.dt.end_time.dt.normalize().to_numpy()
    odd = np.flatnonzero((dates != first) & (dates != last))
    if len(odd):
        line, shown = table.data.index[odd[0]], pd.Timestamp(dates[odd[0]])
        what = f"the date is {shown:%d/%m/%Y} but the quarter is {label(quarters.iloc[odd[0]])}"
        raise BadData(what, where=table.at(line, "date"), expected="the first or the last day of the quarter")
