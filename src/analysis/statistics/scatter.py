"""How unevenly a count moves between the quarters of two years, and how sure that leaves a change.

Cases come in groups: one investigation finds several victims and charges several defendants, and one event lifts a
whole quarter. Counts then vary more than those of events that happen one by one (Poisson), and an interval that does
not allow for it is too narrow. Of simulated years whose counts had three times the variance of Poisson counts, Poisson
intervals of nominally 95% held the true change in about three of four.

Quarters are compared also where months are held. Neighbouring months go together, so that they tell less than their
number suggests: where they correlated by 0.5 in the same simulations, intervals made from months held the true change
in 84% of cases, and those made from quarters in 95%.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from analysis.statistics import counts
from analysis.statistics.result import Interval


@dataclass(frozen=True)
class Scatter:
    """How far the quarters of two years stray from one change of all of them.

    Attributes
    ----------
    dispersion : float
        Variance of a count over its mean, about what its season and its year lead to expect; 1 at least.
    seasons : int
        Quarters of a year behind it.
    """

    dispersion: float
    seasons: int

    def interval(self, before: float, after: float, *, exposure: float = 1.0, level: float = 0.95) -> Interval:
        """Return the interval of the relative change from one count to another.

        Parameters
        ----------
        before, after : float
            Events; some before.
        exposure : float
            What the events before happened in, over what those after did, such as quarters over quarters.
        level : float
            Nominal coverage.

        Returns
        -------
        Interval
            Of the quasi-Poisson regression, with Student's t for as many seasons; to none, a score interval as wide.
        """
        quantile = float(stats.t.ppf(0.5 + level / 2, max(1, self.seasons - 1)))
        if not after:
            reached = 2 * float(stats.norm.cdf(quantile)) - 1
            ratio = counts.rate_ratio(
                0, before, 1, exposure, method="score", dispersion=self.dispersion, level=reached
            ).interval
            return Interval(ratio.lower - 1, ratio.upper - 1, level)
        reach = quantile * np.sqrt(self.dispersion * (1 / before + 1 / after))
        ends = after / before * exposure * np.exp([-reach, reach]) - 1
        return Interval(float(ends[0]), float(ends[1]), level)


def of_years(before: ArrayLike, after: ArrayLike) -> Scatter:
    """Estimate the scatter of the parts of two years.

    Parameters
    ----------
    before, after : array-like of float
        Events in each part of the two years, in the same order; some in each year.

    Returns
    -------
    Scatter
        From Pearson's statistic of a Poisson regression on season and year, as quasi-likelihood has it (McCullagh and
        Nelder, Generalized Linear Models, 2nd edition 1989, chapter 9).
    """
    events = np.vstack([np.asarray(before, dtype=float), np.asarray(after, dtype=float)])
    # A season without events in either year says nothing of the change, and has no logarithm.
    events = events[:, events.sum(axis=0) > 0]
    seasons = events.shape[1]
    # Season and year explain a table of two rows by its margins alone: the fit has a closed form.
    expected = np.outer(events.sum(axis=1), events.sum(axis=0)) / events.sum()
    pearson = float(((events - expected) ** 2 / expected).sum())
    # No count varies less than chance would have it, whatever four quarters happen to show.
    return Scatter(max(1.0, pearson / max(1, seasons - 1)), seasons)
