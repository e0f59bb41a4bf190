"""What `make bench` measures: loading each dataset, cleaned from its file and from the cache."""

import statistics
import timeit
from collections.abc import Callable

from rich.console import Console
from rich.table import Table

from analysis import catalogue, datasets, store

REPEATS = 7


def median_milliseconds(task: Callable[[], object]) -> float:
    """Return the median time of a task, called a few times."""
    return 1000 * statistics.median(timeit.repeat(task, number=1, repeat=REPEATS))


def loading() -> Table:
    """Measure how long each dataset takes to load, in milliseconds."""
    table = Table("Dataset", "Rows", "Cleaned", "Cached", "Times faster", title="Loading a dataset, milliseconds")
    for column in table.columns[1:]:
        column.justify = "right"
    for name in catalogue.names():
        dataset = datasets.find(name)
        _, figures = store.cleaned(dataset)
        cold = median_milliseconds(lambda dataset=dataset: store.clean(dataset))
        warm = median_milliseconds(lambda dataset=dataset: store.cleaned(dataset))
        table.add_row(name, f"{len(figures):,}", f"{cold:.1f}", f"{warm:.1f}", f"{cold / warm:.0f}")
    return table


if __name__ == "__main__":
    Console().print(loading())
