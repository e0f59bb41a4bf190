"""How rates of areas are shown, always in the same way: a funnel plot, a map, small multiples, and the figures."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from analysis import periods, prose
from analysis.presentation import charts, tables
from analysis.presentation.display import Figure, Table
from analysis.statistics.area_rates import AreaRates, Classes

_NO_RANKING = (
    "An area outside the limits differs by more than chance and by more than areas commonly do: a reason to ask why, "
    "and no judgement of it."
)
_CLASSES_OF_EQUAL_SIZE = (
    "Each class holds about as many areas as any other, so that neighbouring classes can differ by no more than "
    "chance: the funnel plot shows which areas do differ."
)
_SMALL = "Counts behind a line are small in most areas, and move up and down by chance."


def show(
    rates: AreaRates,
    classes: Classes,
    *,
    regions: pd.Series,
    outlines: pd.DataFrame,
    inset: Collection[str],
    together_name: str,
    source: pd.DataFrame,
    highlight: Collection[str] = (),
    notes: tuple[str, ...] = (),
    markers: Mapping[str, pd.Series] | None = None,
) -> tuple[Figure, Figure, Figure, Table]:
    """Show rates of areas without ranking them.

    Parameters
    ----------
    rates : AreaRates
    classes : Classes
        Of the same rates, for the map.
    regions : Series of str
        Region of each area, in the order of the table.
    outlines : DataFrame
        See `charts.area_map`.
    inset : collection of str
        Areas to be drawn enlarged on the map.
    together_name : str
        What all the areas together are called.
    source : DataFrame
        A table that carries the sources of the counts, the populations and the outlines.
    highlight : collection of str
        Areas to pick out.
    notes : tuple of str
        What a reader must know of the figures.
    markers : mapping of str to Series, optional
        By area, as for `tables.table`.

    Returns
    -------
    tuple
        Funnel plot, map, small multiples and table.
    """
    noun, year, unit = rates.noun, periods.label(rates.period), f"for each {rates.per:,.0f} people"
    measure = f"{prose.capitalised(noun)} {unit}"
    lowest, highest = (prose.rate(classes.limits[end]) for end in (0, -1))
    drawn = [name for name in highlight if name in rates.over_time.columns]
    outside = int((rates.result.table["position"] != "within").sum())
    subtitle = f"{measure} by police force area, {together_name}, {year}, population of mid-{rates.mid_year}"
    funnel = charts.funnel(
        rates.result.table,
        rates.result.curve,
        value="rate",
        size="exposure",
        title=f"{outside} of {rates.result.n:.0f} force areas lie outside the limits in {year}",
        subtitle=f"{subtitle}, with limits that allow for overdispersion",
        unit=f"{measure}",
        size_unit="Population of the force area (each step of the scale a multiple)",
        highlight=[name for name in highlight if name in rates.result.table.index],
        source=source,
        notes=(_NO_RANKING, *notes),
    )
    area_map = charts.area_map(
        classes.codes,
        classes.limits,
        outlines,
        title=f"{measure} ranged from {lowest} to {highest} in {year}",
        subtitle=subtitle,
        unit=f"{measure}",
        inset=inset,
        highlight=highlight,
        source=source,
        notes=(_CLASSES_OF_EQUAL_SIZE, *notes),
    )
    every = "month" if pd.PeriodIndex(rates.over_time.index).freqstr == "M" else "calendar quarter"
    first, last = (periods.label(rates.over_time.index[end]) for end in (0, -1))
    multiples = charts.multiples(
        rates.over_time,
        title=f"{measure} by {every.rsplit(maxsplit=1)[-1]}, {first} to {last}: each force area beside all of them",
        subtitle=f"{measure} in each {every}, {together_name}, by region from north to south",
        unit=f"{measure} in a {every.rsplit(maxsplit=1)[-1]}",
        together=rates.together,
        together_name=together_name,
        highlight=drawn,
        source=source,
        notes=(_SMALL, *notes),
    )
    return funnel, area_map, multiples, _figures(rates, regions, subtitle, source, notes, markers)


def _figures(
    rates: AreaRates,
    regions: pd.Series,
    title: str,
    source: pd.DataFrame,
    notes: tuple[str, ...],
    markers: Mapping[str, pd.Series] | None,
) -> Table:
    shown = rates.table.assign(region=regions)
    shown["position"] = [
        prose.NOT_APPLICABLE if pd.isna(place) else prose.capitalised(str(place)) for place in shown["position"]
    ]
    shown.loc[shown["events"].isna(), "position"] = prose.SUPPRESSED if markers else prose.NOT_AVAILABLE
    limits = {f"{side}_{level}": f"{side.title()} {level}%" for level in ("95", "99.8") for side in ("lower", "upper")}
    columns = {
        "region": "Region",
        "events": prose.capitalised(rates.noun),
        "population": "Population",
        "rate": "Rate",
        **limits,
        "position": "Position",
    }
    return tables.table(
        shown[list(columns)],
        title=f"{title}, with limits, in the order of regions from north to south",
        first="Police force area",
        names=columns,
        write=dict.fromkeys(("rate", *limits), prose.rate),
        source=source,
        notes=notes,
        markers=markers,
    )
