"""What `make bench` measures: ratios of ways to do the same thing, taken in one run."""

from rich.console import Console

from benchmarks import charts, loading, reading

if __name__ == "__main__":
    console = Console()
    console.print(charts.measure())
    console.print(loading.measure())
    console.print(*reading.measure())
