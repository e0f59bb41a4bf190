"""Financial and calendar years, their quarters and months: how they are read, written and turned into one another.

A period is a `pandas.Period`, and its frequency says which kind it is. Subtraction and comparison are those of pandas.

================= ===== ==================
kind              freq  written
================= ===== ==================
financial year    Y-MAR ``2021-22``
financial quarter Q-MAR ``2021-22 Q4``
calendar year     Y-DEC ``2021``
calendar quarter  Q-DEC ``2021 Q4``
month             M     ``November 2021``
================= ===== ==================

A financial year runs from 1 April to 31 March; its Q4 is January to March, which is Q1 of the calendar year. pandas
names it after the year in which it ends: its ``Period("2022", "Y-MAR")`` is ``2021-22`` here, and is printed so.

There is a parser for each kind, since ``2011-12`` is a financial year to one and a month to another; `period` takes any
spelling that can mean one thing only.
"""

from __future__ import annotations

from analysis.periods import printing
from analysis.periods.days import date
from analysis.periods.parts import (
    financial_year_of,
    months_of,
    to_calendar,
    to_financial,
)
from analysis.periods.reading import calendar_year, financial_year, month, period, quarter
from analysis.periods.writing import day, describe, in_text, label

printing.print_financial_years()

__all__ = [
    "calendar_year",
    "date",
    "day",
    "describe",
    "financial_year",
    "financial_year_of",
    "in_text",
    "label",
    "month",
    "months_of",
    "period",
    "quarter",
    "to_calendar",
    "to_financial",
]
