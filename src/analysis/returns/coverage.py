"""Who returned what and when: itself a table."""

from __future__ import annotations

import pandas as pd

from analysis import areas, periods, roots
from analysis.datasets import returned
from analysis.datasets.dataset import Dataset
from analysis.errors import NotCovered
from analysis.provenance import Provenance
from analysis.returns import register
from analysis.returns.checking import find_form
from analysis.returns.history import LATE_AFTER

COLUMNS = ("period", "reporter", "returned", "first_received", "last_received", "returns", "days_late")


def coverage_table(dataset: str | Dataset, period: str | pd.Period) -> pd.DataFrame:
    """Return which forces, or regions, returned which months of a period.

    Parameters
    ----------
    dataset : str or Dataset
        A dataset that is returned to the programme.
    period : str or Period
        Financial year such as ``2021-22``, or any Period.

    Returns
    -------
    DataFrame
        A row for each month (or quarter) and each of those who should return it: ``period`` (Period), ``reporter``
        (str), ``returned`` (bool), ``first_received`` and ``last_received`` (datetime, missing where nothing came),
        ``returns`` (how many covered it), and ``days_late`` (``Int64``: days from its end to the first return of it, as
        far as they are more than `history.LATE_AFTER`, else 0). Invented returns came on no day. Where the figures are
        from is in ``attrs["provenance"]``.

    Raises
    ------
    UnknownName
        Where the dataset is none of the returns.
    NotCovered
        Where no return is held.
    BadPeriod, BadData
    """
    form_of = find_form(dataset) if isinstance(dataset, str) else dataset
    asked = periods.financial_year(period) if isinstance(period, str) else period
    submissions = register.held(form_of)
    if not submissions:
        raise NotCovered(f"{form_of.title}: no return is held")
    units = returned.units(form_of, [register.read(each, form_of) for each in submissions])
    invented = roots.current().demonstration
    received = pd.Series([pd.NaT if invented else each.received for each in submissions]).astype("datetime64[us]")
    units = units.assign(received=units["order"].map(received))
    frequency = form_of.asks.frequency
    units["period"] = units["start"].dt.to_period(frequency)
    spans = pd.period_range(asked.start_time, asked.end_time, freq=frequency)
    grid = pd.MultiIndex.from_product([spans, reporters(form_of)], names=["period", "reporter"])
    groups = units.groupby(["period", "reporter"])
    table = groups["received"].agg(first_received="min", last_received="max").reindex(grid)
    table["returns"] = groups["order"].nunique().reindex(grid, fill_value=0).astype("int64")
    table = table.assign(returned=table["returns"] > 0).reset_index()
    table["days_late"] = _days_late(table)
    made = table[list(COLUMNS)]
    made.attrs["provenance"] = Provenance((register.release_of(form_of, submissions),))
    return made


def reporters(dataset: Dataset) -> list[str]:
    """Return the names of those who should send a return, in order.

    Parameters
    ----------
    dataset : Dataset
        With a form.
    """
    kind = dataset.asks.reporter
    if kind == "programme":
        return [returned.PROGRAMME]
    return [area.name for area in (areas.forces() if kind == "force" else areas.regions())]


def _days_late(table: pd.DataFrame) -> pd.Series:
    ends = table["period"].dt.end_time.dt.normalize()
    days = (table["first_received"] - ends).dt.days.astype("Int64")
    return days.where(days.isna() | (days > LATE_AFTER), 0)
