"""How pandas prints financial years: as ``2021-22``, and not as ``2022``, the calendar year in which they end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from pandas.arrays import PeriodArray

from analysis.periods.writing import label

_FINANCIAL = ("Y-MAR", "Q-MAR")


def print_financial_years() -> None:
    """Have tables, Series, indexes and CSV files write financial years and quarters as `label` does, in this process.

    pandas knows no option for it. Periods of every other frequency are left to it, and so is a single Period.

    Examples
    --------
    >>> print(pd.DataFrame({"year": pd.period_range("2022", "2023", freq="Y-MAR")}).to_string(index=False))
       year
    2021-22
    2022-23
    """
    _PANDAS._formatter, _PANDAS._format_native_types = _formatter, _as_text


_PANDAS: Any = PeriodArray
_FORMATTER, _AS_TEXT = _PANDAS._formatter, _PANDAS._format_native_types


def _formatter(array: Any, boxed: bool = False) -> Callable[[object], str]:
    if array.freqstr not in _FINANCIAL:
        return _FORMATTER(array, boxed)
    return _written if boxed else lambda period: f"'{_written(period)}'"


def _written(period: Any) -> str:
    return label(period) if isinstance(period, pd.Period) else str(period)


def _as_text(array: Any, *, na_rep: Any = "NaT", date_format: str | None = None, **options: Any) -> Any:
    if date_format is not None or array.freqstr not in _FINANCIAL:
        return _AS_TEXT(array, na_rep=na_rep, date_format=date_format, **options)
    return np.array([na_rep if period is pd.NaT else label(period) for period in array], dtype=object)
