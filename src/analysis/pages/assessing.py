"""What a page says of an objective: outcomes, and counts that show them, against those of the year before."""

from __future__ import annotations

import pandas as pd
from IPython.display import display

from analysis import areas
from analysis.errors import NotCovered
from analysis.pages.loading import Loading
from analysis.pages.missing import overlap
from analysis.presentation import compared, objective
from analysis.presentation.compared import Published
from analysis.presentation.objective import PlannedOutcome


class Assessing(Loading):
    """Compares the counts of a page's year with those of the year before, and judges outcomes by them."""

    def counted(self, counts: pd.Series, noun: str) -> str:
        """Say how many of something there were in the page's year, and in the one before.

        Parameters
        ----------
        counts : Series
            Over a PeriodIndex.
        noun : str
            What is counted, in the plural.

        Returns
        -------
        str
            Such as ``Arrivals: 945 in 2021-22, up 25% from 755 in 2020-21``.
        """
        return compared.counted(counts, noun, self.year)

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
        """
        rows = self.available(name, by=list(levels), every="financial_year")
        if rows is None:
            return ""
        if any(overlap(year, period) for year in (self.year - 1, self.year) for period in rows.attrs["incomplete"]):
            return compared.INCOMPLETE
        for dimension, level in levels.items():
            rows = rows[rows[dimension] == level]
        return compared.risen(rows.set_index("financial_year")[measure], self.year)

    def published(
        self, name: str, measure: str, noun: str, *, area: areas.Area | None = None, **levels: str
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
        **levels
            What is counted, by dimension; all without any.

        Returns
        -------
        Published or None
            None where the year is not covered.
        """
        where = area or self.area
        rows = self.available(name, by=list(levels), area=where)
        if rows is None:
            return None
        for dimension, level in levels.items():
            rows = rows[rows[dimension] == level]
        return compared.published(rows, measure, noun, self.year, where)

    def objective(
        self,
        *outcomes: PlannedOutcome,
        aim: str = "",
        of: str = objective.PLANNED,
        finding: str = "",
        plan: str = "2021-22",
    ) -> None:
        """Open the page with its finding, and a table of outcomes with what shows each.

        Parameters
        ----------
        *outcomes : PlannedOutcome
        aim : str
            The planned outcome of the objective, in a sentence.
        of : str
            What the first column holds: planned outcomes, which are assessed, or what the programme does.
        finding : str
            The first sentence; without it, how many outcomes were met, or that nothing shows them.
        plan : str
            Financial year of the report that names the outcomes.

        Raises
        ------
        NotCovered
            On the page of a region or a force that none of the returns reaches.
        UnknownName
            Where a claim or a return is not known.
        """
        setting = objective.Setting(self.year, self.area, plan, aim)
        asked = {name for each in outcomes for name in each.returns}
        if self.area.kind != "nation" and all(setting.returned(name) is None for name in asked):
            what = f"No return of {self.area.in_text} for {self.label} has been sent"
            raise NotCovered(what, [f"See the page for {areas.nation().in_text}."])
        opened = objective.opening(outcomes, setting, of, finding)
        cited = pd.DataFrame()
        cited.attrs["provenance"] = opened.provenance
        self.cite(cited)
        display(opened.lead, opened.table)
