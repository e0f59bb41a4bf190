"""An attacker who knows every figure that is shown, what adds up to what, and linear programming.

The equations are set up from the labels of the table alone, without the code under test.
"""

import numpy as np
import pandas as pd
import scipy.sparse
from scipy.optimize import linprog, milp

from analysis import areas
from analysis.datasets.dataset import ALL, FREQUENCIES

SPANS = ("month", "quarter", "financial_year")


class Attacker:
    """What can be worked out of a measure, in one block of a protected table.

    Parameters
    ----------
    shown : DataFrame
        The protected rows that may add up to each other.
    dataset : Dataset
    measure : str
    """

    def __init__(self, shown, dataset, measure):
        self.rows = shown.reset_index(drop=True)
        base = next(every for every in SPANS if every in dataset.every)
        detailed = [name for name in dataset.dimensions if name not in dataset.form.apart]
        regions = {region.name for region in areas.regions()} if dataset.place == "force" else set()
        is_leaf = (self.rows["every"] == base) & ~self.rows[detailed].isin({ALL, *regions}).any(axis=1)
        leaves = self.rows[is_leaf]
        self.sums = np.ones((len(self.rows), len(leaves)), dtype=bool)
        for name in detailed:
            self.sums &= _is_part_of(self.rows[name], leaves[name], name == dataset.place and bool(regions))
        for number, (every, start) in enumerate(zip(self.rows["every"], self.rows["start"], strict=True)):
            within = leaves["start"].dt.to_period(FREQUENCIES[every]).dt.start_time == start
            self.sums[number] &= within.to_numpy()
        self.hidden = self.rows[measure].isna().to_numpy()
        figures = self.rows[measure].to_numpy(dtype=float, na_value=np.nan)[~self.hidden]
        self.known = scipy.sparse.csr_matrix(self.sums[~self.hidden].astype(float))
        self.figures = figures

    def range_of(self, row) -> tuple[float, float]:
        """Return the least and the greatest value that a row can have, fractions of cases allowed."""
        return self._solve(row, lambda goal: linprog(goal, A_eq=self.known, b_eq=self.figures, method="highs"))

    def whole_range_of(self, row) -> tuple[float, float]:
        """Return the least and the greatest whole number that a row, or the sum of some rows, can be."""
        equations = (self.known, self.figures, self.figures)
        return self._solve(row, lambda goal: milp(goal, constraints=equations, integrality=np.ones(len(goal))))

    def determined(self) -> np.ndarray:
        """Return which hidden rows follow from the shown ones by adding and taking away."""
        shown = self.known.toarray()
        _, sizes, directions = np.linalg.svd(shown)
        free = directions[int((sizes > 1e-9 * max(sizes.max(initial=0), 1)).sum()) :]
        moves = np.abs(self.sums[self.hidden].astype(float) @ free.T).max(axis=1, initial=0)
        return np.flatnonzero(self.hidden)[moves < 1e-9]

    def _solve(self, row, solver):
        goal = np.atleast_2d(self.sums[row]).sum(axis=0).astype(float)
        least, most = solver(goal), solver(-goal)
        assert least.status == 0, "the true table is a solution"
        return least.fun, -most.fun if most.status == 0 else np.inf


def _is_part_of(wholes: pd.Series, leaves: pd.Series, by_force: bool) -> np.ndarray:
    own = wholes.to_numpy()[:, None] == leaves.to_numpy()[None, :]
    own |= (wholes == ALL).to_numpy()[:, None]
    if by_force:
        region = leaves.map(lambda name: areas.find(name).region).to_numpy()
        own |= wholes.to_numpy()[:, None] == region[None, :]
    return own


def blocks(table: pd.DataFrame, dataset) -> list[pd.DataFrame]:
    """Split a table into what cannot be added up: levels of dimensions apart, months of a stock, financial years."""
    longest = table["start"] if dataset.form.stock else table["start"].dt.to_period("Y-MAR")
    return [rows for _, rows in table.groupby([longest, *sorted(dataset.form.apart)])]
