"""Made-up returns for the tests of disclosure control, as cleaned tables."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis import areas, datasets
from analysis.datasets import returned
from analysis.datasets.dataset import Dataset


def months(number: int, first: str = "2021-04") -> list[str]:
    return [str(month) for month in pd.period_range(first, periods=number, freq="M")]


def table_of(
    name: str, spans: Sequence[str], forces: Sequence[str] | None = None, *, cases: float, absent: float = 0.0
) -> tuple[Dataset, pd.DataFrame]:
    """Return a cleaned table of Poisson counts: so many cases a month, over forces by population, levels unevenly."""
    chance = np.random.default_rng(7)
    dataset = datasets.find(name)
    chosen = [force for force in areas.forces() if forces is None or force.name in forces]
    people = np.array([max(areas.population(force, 2021), 200_000) for force in chosen], dtype=float)
    rows = pd.DataFrame({"force": [force.name for force in chosen], "rate": cases * people / people.sum()})
    rows = pd.DataFrame({"month": list(spans)}).merge(rows, how="cross")
    rows = rows[chance.random(len(rows)) >= absent]
    for dimension, levels in dataset.dimensions.items():
        if levels:
            parts = pd.DataFrame({dimension: levels, "part": chance.dirichlet(np.full(len(levels), 0.7))})
            rows = rows.merge(parts, how="cross")
            rows["rate"] *= rows.pop("part")
    for measure in dataset.measures:
        rows[measure] = chance.poisson(rows["rate"])
    return dataset, returned.clean(dataset, [rows[dataset.columns].astype(dict.fromkeys(dataset.measures, "Int64"))])


def table_from(name: str, rows: pd.DataFrame) -> tuple[Dataset, pd.DataFrame]:
    """Return the cleaned table of a single return."""
    dataset = datasets.find(name)
    counts = [measure for measure in dataset.measures if measure in rows]
    return dataset, returned.clean(dataset, [rows[dataset.columns].astype(dict.fromkeys(counts, "Int64"))])
