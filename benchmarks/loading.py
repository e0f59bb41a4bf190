"""Loading each dataset: cleaned from its files, and from the cache."""

import statistics
import timeit
from collections.abc import Callable

from rich.table import Table

from analysis import catalogue, datasets
from analysis.catalogue import sources, store

REPEATS = 7


def median_milliseconds(task: Callable[[], object]) -> float:
    """Return the median time of a task, called a few times."""
    return 1000 * statistics.median(timeit.repeat(task, number=1, repeat=REPEATS))


def measure() -> Table:
    """Measure how long each dataset takes to load, in milliseconds."""
    table = Table("Dataset", "Rows", "Cleaned", "Cached", "Times faster", title="Loading a dataset, milliseconds")
    for column in table.columns[1:]:
        column.justify = "right"
    held = [dataset for dataset in map(datasets.find, catalogue.names()) if not sources.of(dataset).lacking]
    for dataset in held:
        rows = len(store.cleaned(dataset).figures)
        cold = median_milliseconds(lambda dataset=dataset: sources.of(dataset).rows())
        warm = median_milliseconds(lambda dataset=dataset: store.cleaned(dataset))
        table.add_row(dataset.name, f"{rows:,}", f"{cold:.1f}", f"{warm:.1f}", f"{cold / warm:.0f}")
    return table
