"""The figures of a page: loaded for its area and period, with their sources remembered."""

from __future__ import annotations

from typing import Any

import pandas as pd
from IPython.display import display

from analysis import areas, catalogue, datasets, periods
from analysis.errors import NotCovered
from analysis.pages.missing import overlap
from analysis.presentation import sourcing
from analysis.presentation.display import Notice


class Loading:
    """Loads for one area and one financial year.

    Parameters
    ----------
    period, area : str
    """

    def __init__(self, period: str, area: str) -> None:
        self.year = periods.financial_year(period)
        self.area = areas.find(area)
        self._loaded: list[pd.DataFrame] = []
        self._warned: set[Notice] = set()

    @property
    def label(self) -> str:
        """The period as it is written.

        Examples
        --------
        >>> page.label
        '2021-22'
        """
        return periods.label(self.year)

    @property
    def key(self) -> tuple[str, str]:
        """Area and period, as a loaded table remembers for which page it was loaded.

        Examples
        --------
        >>> page.key
        ('UK', '2021-22')
        """
        return self.area.name, self.label

    def load(self, name: str, *, partly: bool = False, **options: Any) -> pd.DataFrame:
        """Load a dataset for the page's area and up to the end of its period, and remember its sources.

        What the consistency checks found, and who has not returned figures for the page's period, is shown as a notice,
        each once.

        Parameters
        ----------
        name : str
        partly : bool
            Take what there is up to the end of the period also where the figures stop short of it.
        **options
            As for `analysis.load`, which says what is returned and raised.

        Returns
        -------
        DataFrame

        Examples
        --------
        >>> periods.label(page.load("nrm_referrals")["quarter"].max())
        '2022 Q1'
        """
        span = {} if "during" in options else {"until": self.year}
        wanted = {"area": self.area, **options}
        try:
            frame = catalogue.load(name, **{**span, **wanted})
        except NotCovered:
            if not partly:
                raise
            frame = self._so_far(name, catalogue.load(name, **wanted))
        frame.attrs[sourcing.PAGE] = self.key
        self.cite(frame)
        cautions = [("Check this figure", (warning,)) for warning in frame.attrs["warnings"]]
        if any(overlap(self.year, period) for period in frame.attrs["incomplete"]):
            cautions.append(("Not everybody has returned figures", frame.attrs["coverage"]))
        for heading, said in cautions:
            notice = Notice(heading, said, "caution")
            if notice not in self._warned:
                self._warned.add(notice)
                display(notice)
        return frame

    def available(self, name: str, **options: Any) -> pd.DataFrame | None:
        """Load a dataset as `load` does, without notices; None where it does not reach the page's area and year.

        Examples
        --------
        >>> len(page.available("nrm_referrals")) > 0, page.available("charges", area="Kent") is None
        (True, True)
        """
        span = {} if "during" in options else {"until": self.year}
        try:
            return self.cite(catalogue.load(name, **{"area": self.area, **span, **options}))
        except NotCovered:
            return None

    def only_for(self, area: areas.Area, what: str) -> None:
        """End a section that can be made for one area only, with a notice, on the page of any other.

        Parameters
        ----------
        area : Area
        what : str
            The section, as the beginning of a sentence.

        Raises
        ------
        NotCovered

        Examples
        --------
        >>> page.only_for(areas.default(), "The share of all referrals")
        """
        if self.area != area:
            raise NotCovered(f"{what}: not possible for {self.area.in_text}", [f"See the page for {area.in_text}."])

    def cite(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Remember the sources of a table that is no dataset, such as populations, and return it.

        Examples
        --------
        >>> page.cite(geography.populations()).loc[2021, "Kent"].item()
        1858455
        """
        self._loaded.append(frame)
        return frame

    def _so_far(self, name: str, frame: pd.DataFrame) -> pd.DataFrame:
        held = pd.PeriodIndex(frame.iloc[:, 0])
        known = frame[held.end_time <= self.year.end_time].reset_index(drop=True)
        if known.empty:
            title, first = datasets.find(name).title, periods.label(held[0])
            raise NotCovered(f"{title}: we have no figures up to {self.label}", [f"They begin with {first}."])
        return known
