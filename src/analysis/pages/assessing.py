"""What a page says of an objective: outcomes, and counts that show them, against those of the year before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from IPython.display import display

from analysis import areas, datasets
from analysis.datasets.dataset import REGION
from analysis.errors import NotCovered
from analysis.pages import compared, objective
from analysis.pages.compared import Published
from analysis.pages.loading import Loading
from analysis.pages.missing import overlap
from analysis.pages.objective import PlannedOutcome
from analysis.presentation.parts import MainPoints
from analysis.prose.figures import Sentence, sentence
from analysis.provenance import provenance_of
from analysis.statistics import totals


class Assessing(Loading):
    """Compares the counts of a page's year with those of the year before, and judges outcomes by them."""

    def returned(self, name: str, measure: str, *, every: str = "quarter", by: str = "", **levels: str) -> pd.DataFrame:
        """Load what a return counts over time, laid out to be drawn.

        Parameters
        ----------
        name, measure : str
            Return and column.
        every : {"quarter", "month", "financial_year"}
        by : str
            Dimension with a column for each level; without it there is one, of the measure.
        **levels
            What is counted, by dimension; all without any.

        Returns
        -------
        DataFrame
            Counts over Periods, and the column ``suppressed``, by which a table tells small numbers from missing ones.

        Raises
        ------
        NotCovered
            Where the return does not reach the page's area and year, or has nothing that may be shown.

        Examples
        --------
        >>> page.returned("nrm_queries", "queries").columns.to_list()
        ['queries', 'suppressed']
        """
        rows = _of_levels(self.load(name, by=[*filter(None, [by]), *levels], every=every), levels)
        if not rows[measure].fillna(0).any():
            what = f"No {measure.replace('_', ' ')} of {self.area.in_text} that may be shown"
            raise NotCovered(what, ["Small numbers are left out."])
        wide = totals.spread(rows, by, measure) if by else rows.set_index(every)[[measure]]
        wide["suppressed"] = rows.groupby(every)["suppressed"].any()
        wide.attrs = dict(rows.attrs)
        return wide

    def by_region(self, name: str, columns: Mapping[str, str], **levels: str) -> pd.DataFrame:
        """Load what a return counts in the page's year by region, from north to south.

        Parameters
        ----------
        name : str
            Of the return.
        columns : mapping of str to str
            Columns with their headings.
        **levels
            As for `returned`.

        Returns
        -------
        DataFrame
            Over regions, and the column ``suppressed``.

        Raises
        ------
        NotCovered
            Where the return does not reach the year.

        Examples
        --------
        >>> page.by_region("disruptions", {"disruptions": "Disruptions"}).columns.to_list()
        ['Disruptions', 'suppressed']
        """
        regions = [region.name for region in areas.regions()]
        options: dict[str, Any] = {"every": "financial_year", "during": self.year}
        if datasets.find(name).place == REGION:
            rows = [_of_levels(self.load(name, by=[REGION, *levels], **options), levels)]
        else:
            # The totals of a region were made, and small numbers taken out of them, together with all others.
            loaded = [_of_levels(self.load(name, by=list(levels), area=each, **options), levels) for each in regions]
            rows = [each.assign(region=region) for each, region in zip(loaded, regions, strict=True)]
        table = pd.concat(rows, ignore_index=True).set_index(REGION).reindex(regions)
        table = table.assign(suppressed=table["suppressed"].eq(other=True))[[*columns, "suppressed"]]
        table = table.rename(columns=dict(columns)).rename_axis("Region")
        table.attrs["provenance"] = provenance_of(*rows)
        return table

    def counted(self, counts: pd.DataFrame | pd.Series, noun: str) -> Sentence:
        """Say how many of something there were in the page's year, and in the one before.

        Parameters
        ----------
        counts : DataFrame or Series
            Over a PeriodIndex; the columns of a table, as from `returned`, are added up.
        noun : str
            What is counted, in the plural.

        Returns
        -------
        Sentence
            Such as ``Arrivals: 945 in 2021-22, up 25% from 755 in 2020-21``.

        Examples
        --------
        >>> years = pd.PeriodIndex(["2021", "2022"], freq="Y-MAR")
        >>> str(page.counted(pd.Series([755, 945], index=years), "arrivals"))
        'Arrivals: 945 in 2021-22, up 25% from 755 in 2020-21'
        """
        if isinstance(counts, pd.DataFrame):
            counts = counts.drop(columns="suppressed", errors="ignore").sum(axis="columns", skipna=False)
        return compared.counted(counts, noun, self.year)

    def found(self, name: str, measure: str, noun: str, **levels: str) -> list[Sentence]:
        """Say as a main point how many a return counts in the page's year, and in the one before.

        Parameters
        ----------
        name, measure, noun, **levels
            As for `published`.

        Returns
        -------
        list of Sentence
            One; none where the return does not reach the year, or its number cannot be shown.

        Examples
        --------
        >>> len(page.found("operations", "intelligence_reports", "intelligence reports"))
        1
        """
        rows = self.available(name, by=list(levels), every="financial_year")
        return [] if rows is None else compared.found(_of_levels(rows, levels), measure, noun, self.year)

    def risen(self, name: str, measure: str, **levels: str) -> str:
        """Judge an outcome that is met where a return counts more than in the year before.

        Parameters
        ----------
        name, measure, **levels
            As for `published`.

        Returns
        -------
        str
            Such as ``met: 945, up 25% from 755 in 2020-21``, or why it cannot be judged, such as that not every force
            has sent both years. Empty where the return does not reach the year.

        Examples
        --------
        >>> page.risen("operations", "intelligence_reports").partition(":")[0]
        'met'
        """
        rows = self.available(name, by=list(levels), every="financial_year")
        if rows is None:
            return ""
        if any(overlap(year, period) for year in (self.year - 1, self.year) for period in rows.attrs["incomplete"]):
            return compared.INCOMPLETE
        return compared.risen(_of_levels(rows, levels).set_index("financial_year")[measure], self.year)

    def published(
        self,
        name: str,
        measure: str,
        noun: str,
        *,
        area: areas.Area | None = None,
        calendar: bool = False,
        **levels: str,
    ) -> Published | None:
        """Say how many there were in the page's year and the one before, from a published dataset.

        Parameters
        ----------
        name, measure : str
            Dataset and column.
        noun : str
            What is counted, in the plural.
        area : Area, optional
            Without it, that of the page.
        calendar : bool
            Whether to take the last calendar year that ended in the page's, of figures published by calendar year.
        **levels
            What is counted, by dimension; all without any.

        Returns
        -------
        Published or None
            None where the year is not covered.

        Examples
        --------
        >>> str(page.published("nrm_referrals", "referrals", "people referred").said).partition(":")[0]
        'People referred (UK)'
        """
        where = area or self.area
        rows = self.available(name, by=list(levels), area=where, **({"every": "year"} if calendar else {}))
        if rows is None:
            return None
        year = self.year.end_time.to_period("Y-DEC") - 1 if calendar else self.year
        return compared.published(_of_levels(rows, levels), measure, noun, year, where)

    def objective(
        self,
        *outcomes: PlannedOutcome,
        aim: str = "",
        of: str = objective.PLANNED,
        found: Sequence[Sentence | str] = (),
        plan: str = "2021-22",
    ) -> None:
        """Open the page with its main points, and a table of outcomes with what shows each.

        Parameters
        ----------
        *outcomes : PlannedOutcome
        aim : str
            The planned outcome of the objective, in a sentence.
        of : str
            What the first column holds: planned outcomes, which are assessed, or what the programme does.
        found : sequence of Sentence or str
            What the page found, to be said first; without it, how many outcomes were met, or that nothing shows them.
        plan : str
            Financial year of the report that names the outcomes.

        Raises
        ------
        NotCovered
            On the page of a region or a force that none of the returns reaches.
        UnknownName
            Where a claim or a return is not known.

        Examples
        --------
        >>> planned = PlannedOutcome("Every force uses Operation Innerste", returns=["safeguarding"])
        >>> page.objective(planned)  # doctest: +ELLIPSIS
        • The planned outcome is not assessed for 2021-22: it needs returns...
        """
        setting = objective.Setting(self.year, self.area, plan, aim)
        asked = {name for each in outcomes for name in each.returns}
        if self.area.kind != "nation" and all(setting.returned(name) is None for name in asked):
            what = f"No return of {self.area.in_text} for {self.label} has been sent"
            raise NotCovered(what, [f"See the page for {areas.nation().in_text}."])
        opened = objective.opening(outcomes, setting, of, found)
        cited = pd.DataFrame()
        cited.attrs["provenance"] = opened.provenance
        self.cite(cited)
        display(MainPoints(tuple(point.fields() for point in map(sentence, opened.points))), opened.table)


def _of_levels(rows: pd.DataFrame, levels: Mapping[str, str]) -> pd.DataFrame:
    for dimension, level in levels.items():
        rows = rows[rows[dimension] == level]
    return rows.reset_index(drop=True)
