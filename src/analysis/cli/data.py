"""The commands `msoic data`: what there is, whether it is sound, and the newest of it from its publishers."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Column, Table

from analysis import catalogue, datasets, periods, roots
from analysis.cli.terminal import plain
from analysis.errors import AnalysisError

_OUT = Console(soft_wrap=True, highlight=False)

app = typer.Typer(no_args_is_help=True)


@app.command("list")
def list_data() -> None:
    """List the datasets."""
    table = Table(Column(no_wrap=True, style="bold"), Column(), box=None, show_header=False, padding=(0, 2, 0, 0))
    for row in catalogue.table().fillna("").to_dict("records"):
        if row["first"]:
            table.add_row(row["name"], plain(row["title"]))
            table.add_row("", plain(_in_short(row)), style="dim")
        else:
            table.add_row(row["name"], plain(f"{row['title']}: {row['note']}"))
    _OUT.print(table, soft_wrap=False)
    _say_what_is_set_aside()


@app.command()
def describe(name: Annotated[str, typer.Argument(help="A dataset, as `msoic data list` names it.")]) -> None:
    """Describe a dataset: columns, units, coverage, sources."""
    _OUT.print(repr(catalogue.describe(name)), markup=False)


@app.command()
def check(
    names: Annotated[list[str] | None, typer.Argument(help="Datasets or files; all datasets without any.")] = None,
) -> None:
    """Check datasets, or say what a file holds: what is read of it, what is set aside, and which dataset uses it."""
    for name in names or ():
        if not Path(name).is_file():
            _refuse_unknown(name)
    complaints: dict[str, list[str]] = {}
    for name in names or catalogue.names():
        try:
            _check_file(Path(name)) if Path(name).is_file() else _check_dataset(name)
        except AnalysisError as error:
            complaints.setdefault(str(error), []).append(name)
    for complaint, unsound in complaints.items():
        _OUT.print(f"[bold red]unsound[/] {plain(', '.join(unsound))}: {plain(complaint)}")
    if not names:
        _say_what_is_set_aside()
    if complaints:
        raise typer.Exit(1)


@app.command()
def fetch(names: Annotated[list[str] | None, typer.Argument(help="Datasets; all without any.")] = None) -> None:
    """Download the newest official releases from GOV.UK into data/downloads."""
    if roots.current().demonstration:
        what = "nothing is published for an invented country"
        raise AnalysisError(what, expected=f"a command without {roots.VARIABLE}, which downloads into 'data'")
    from analysis.readers.fetching import download  # noqa: PLC0415  # nothing else needs a network

    tasks: dict[str, TaskID] = {}
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=_OUT) as progress:

        def show(name: str, done: int, total: int | None) -> None:
            if name not in tasks:
                tasks[name] = progress.add_task(plain(name), total=total)
            progress.update(tasks[name], completed=done, total=total)

        results = download.fetch(names or [], folder=roots.downloads(), on_progress=show)
    for result in results:
        if result.outcome != "left out":
            colour = "bold red" if result.outcome == "failed" else "green"
            _OUT.print(f"[{colour}]{result.outcome:12}[/] {plain(result)}")
    for publication, reason in dict.fromkeys((r.publication, r.note) for r in results if r.outcome == "left out"):
        titles = [r.title for r in results if (r.publication, r.outcome, r.note) == (publication, "left out", reason)]
        said = f"{publication}: {len(titles)} {reason}: {'; '.join(titles)}"
        _OUT.print(f"[yellow]left out[/]     {plain(said)}")
    failed = sum(result.outcome == "failed" for result in results)
    if failed:
        raise typer.Exit(1)


def _in_short(row: dict[Hashable, Any]) -> str:
    span = f"{row['first']} to {row['last']}" if row["first"] != row["last"] else row["first"]
    finest = row["levels"].rpartition(", ")[2]
    by_place = f", by {finest}" if finest != row["levels"] else ""
    gaps = f" ({row['note']})" if row["note"] else ""
    released = f" Newest release {row['newest_release'].date()}." if row["newest_release"] else ""
    return f"{span}{by_place}{gaps}.{released}"


def _refuse_unknown(name: str) -> None:
    if Path(name).suffix or len(Path(name).parts) > 1:
        raise AnalysisError(f"there is no file '{name}'", expected="a dataset, or the path of a file")
    datasets.find(name)


def _check_dataset(name: str) -> None:
    made = catalogue.check(name)
    if made is None:
        _OUT.print(f"[yellow]nothing[/] {name}: nothing is held")
        return
    _OUT.print(f"[green]sound[/]   {name}: {len(made.releases)} releases")
    for warning in made.warnings:
        _OUT.print(f"[yellow]warning[/] {plain(warning)}")


def _check_file(path: Path) -> None:
    from analysis import readers  # noqa: PLC0415  # only a check of a file needs them

    read = readers.read(path)
    if not read.tables:
        _OUT.print(f"[green]known[/]   {plain(path.name)}: {plain(read.title)}: known, not used")
        return
    published = f", published {periods.day(read.published)}" if read.published else ""
    _OUT.print(f"[green]known[/]   {plain(path.name)}: {plain(read.title)}{published} (family {read.family})")
    for name, table in read.tables.items():
        _OUT.print(f"read      {name}: {len(table):,} rows, {plain(', '.join(map(str, table.columns)))}")
    for aside in read.set_aside:
        _OUT.print(f"set aside {plain(aside)}")
    checked = catalogue.check_file(read)
    for warning in checked.warnings:
        _OUT.print(f"[yellow]warning[/] {plain(warning)}")
    _OUT.print(f"used by   {', '.join(checked.used_by) or 'no dataset'}")
    if checked.faults:
        raise checked.faults[0]
    _OUT.print(f"[green]sound[/]   {plain(path.name)}")


def _say_what_is_set_aside() -> None:
    for aside in catalogue.set_aside():
        _OUT.print(f"[yellow]warning[/] {plain(aside)}")
