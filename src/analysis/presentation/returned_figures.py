"""Plain charts and tables of what a return counts: over time, by financial year and by region."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis import areas, datasets, prose
from analysis.datasets.dataset import REGION
from analysis.errors import NotCovered
from analysis.page import Page
from analysis.presentation import old_charts, tables
from analysis.presentation.display import Figure, Table
from analysis.provenance import provenance_of
from analysis.statistics import totals


def over_time(
    page: Page, name: str, measure: str, noun: str, *, every: str = "quarter", by: str = "", **levels: str
) -> Figure:
    """Draw a count over time: columns, or a line for each level of a dimension.

    Parameters
    ----------
    page : Page
    name, measure : str
        Return and column.
    noun : str
        What is counted, in the plural.
    every : {"quarter", "month"}
    by : str
        Dimension with a line for each level.
    **levels
        What is counted, by dimension; all without any.

    Returns
    -------
    Figure

    Raises
    ------
    NotCovered
        Where the return does not reach the page's area and year, or has nothing that may be shown.
    """
    rows = _rows(page, name, every, [by] if by else [], levels)
    hidden = totals.markers(rows, by=by or None)["suppressed"]
    counts = (
        totals.spread(rows, by, measure) if by else rows.set_index(every)[[measure]].rename(columns={measure: noun})
    )
    if not counts.fillna(0).to_numpy().any():
        raise NotCovered(f"No {noun} of {page.area.in_text} that may be shown", ["Small numbers are left out."])
    title = page.counted(counts.sum(axis="columns", skipna=False), noun)
    drawn: dict[str, Any] = {
        "title": title if _adds_up(name, by) else f"{prose.capitalised(noun)} by {by}",
        "subtitle": f"{prose.capitalised(noun)} by {every}, {page.area.name}",
        "unit": prose.capitalised(noun),
        "highlight": page.year,
        "source": rows,
        "suppressed": hidden,
    }
    return old_charts.lines(counts, **drawn) if by else old_charts.columns(counts[noun], **drawn)


def by_year(page: Page, name: str, names: Mapping[str, str], title: str, **levels: str) -> Table:
    """Show counts of financial years up to the page's.

    Parameters
    ----------
    page : Page
    name : str
        Of the return.
    names : mapping of str to str
        Columns with their headings.
    title : str
        What is counted.
    **levels
        As for `over_time`.

    Returns
    -------
    Table

    Raises
    ------
    NotCovered
        As for `over_time`.
    """
    rows = _rows(page, name, "financial_year", [], levels)
    return tables.table(
        rows.set_index("financial_year")[list(names)],
        title=f"{title} by financial year, {page.area.name}",
        first="Financial year",
        names=names,
        markers=totals.markers(rows),
        source=rows,
    )


def by_region(page: Page, name: str, names: Mapping[str, str], title: str, **levels: str) -> Table | None:
    """Show counts of the page's year by region, from north to south.

    Parameters
    ----------
    page, name, names, title, **levels
        As for `by_year`.

    Returns
    -------
    Table or None
        None on the page of a region or a force.

    Raises
    ------
    NotCovered
        As for `over_time`.
    """
    if page.area.kind != "nation":
        return None
    table = _regions(page, name, levels)
    return tables.table(
        table[list(names)],
        title=f"{title} by region, {page.label}",
        first="Region",
        names=names,
        markers={"suppressed": table["suppressed"].astype(int)},
        source=table,
    )


def _regions(page: Page, name: str, levels: Mapping[str, str]) -> pd.DataFrame:
    regions = [region.name for region in areas.regions()]
    if datasets.find(name).place == REGION:
        rows = [_rows(page, name, "financial_year", [REGION], levels, during=page.year)]
    else:
        # The totals of a region were made, and small numbers taken out of them, together with all others.
        of_regions = [
            _rows(page, name, "financial_year", [], levels, during=page.year, area=region) for region in regions
        ]
        rows = [each.assign(region=region) for each, region in zip(of_regions, regions, strict=True)]
    table = pd.concat(rows, ignore_index=True).set_index(REGION).reindex(regions)
    table["suppressed"] = table["suppressed"].eq(True)
    table.attrs["provenance"] = provenance_of(*rows)
    return table


def _rows(page: Page, name: str, every: str, by: list[str], levels: Mapping[str, str], **options: Any) -> pd.DataFrame:
    rows = page.load(name, by=[*by, *levels], every=every, **options)
    for dimension, level in levels.items():
        rows = rows[rows[dimension] == level]
    return rows.reset_index(drop=True)


def _adds_up(name: str, by: str) -> bool:
    form = datasets.find(name).form
    return form is None or by not in form.apart
