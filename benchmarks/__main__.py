"""What `make bench` measures: ratios of ways to do the same thing, taken in one run."""

from rich.console import Console

from benchmarks import loading, reading

if __name__ == "__main__":
    console = Console()
    console.print(loading.measure())
    console.print(*reading.measure())
