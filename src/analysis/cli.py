"""The command `msoic`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Column, Table

from analysis import catalogue, datasets, periods, returns_commands, roots
from analysis.claims import commands as claims_commands
from analysis.errors import AnalysisError

_OUT = Console(soft_wrap=True)
_ERRORS = Console(stderr=True, soft_wrap=True)


class _Commands(typer.core.TyperGroup):
    """Prints the errors that a user can mend as a line, without a traceback."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except AnalysisError as error:
            _ERRORS.print(f"[bold red]Error[/] {_plain(error)}")
            raise typer.Exit(2) from error


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
    help="Regenerate the annual report of the Modern Slavery and Organised Immigration Crime Programme.",
)
data_commands = typer.Typer(no_args_is_help=True, help="What data there is, and whether it is sound.")
app.add_typer(data_commands, name="data")
app.add_typer(returns_commands.app, name="returns")
app.add_typer(claims_commands.app, name="claims")


@app.command()
def run(
    notebooks: Annotated[list[str] | None, typer.Argument(help="Names such as nrm_referrals; all without any.")] = None,
    period: Annotated[str | None, typer.Option(help="Financial year, such as 2021-22.")] = None,
    area: Annotated[str | None, typer.Option(help="Nation, region or police force.")] = None,
    parameter: Annotated[list[str] | None, typer.Option("--parameter", "-p", help="Any other, as NAME=VALUE.")] = None,
    formats: Annotated[str, typer.Option("--format", help="html, pdf or both, with a comma.")] = "html,pdf",
    jobs: Annotated[int, typer.Option(min=1, help="How many notebooks to run at a time.")] = 2,
    marking: Annotated[str, typer.Option(help="Protective marking on each page.")] = "OFFICIAL",
    show_code: Annotated[bool, typer.Option("--show-code", help="Show the code in the pages.")] = False,
    demonstration: Annotated[bool, typer.Option("--demonstration", help="Show an invented country.")] = False,
) -> None:
    """Run notebooks and export them to HTML and PDF."""
    if demonstration:
        roots.choose(roots.DEMONSTRATION)
    from analysis.reporting import plan  # noqa: PLC0415  # asking what data there is should not wait for Jupyter

    typed = _parameters(parameter or [])
    typed |= {name: value for name, value in (("period", period), ("area", area)) if value is not None}
    wanted = [name.strip() for name in formats.split(",") if name.strip()]
    planned = plan.make_plan(notebooks or [], parameters=typed, formats=wanted)
    from analysis.reporting import index, run as running  # noqa: PLC0415  # as above, and only for a plan that stands

    failed = 0
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=_OUT) as progress:
        task = progress.add_task("Running notebooks", total=len(planned))
        for result in running.run(planned, workers=jobs, marking=marking, show_code=show_code):
            progress.advance(task)
            if result.error:
                failed += 1
                progress.console.print(f"[bold red]failed[/]  {_plain(result.error)}")
            else:
                progress.console.print(f"[green]written[/] {result.job.folder.as_posix()}/{result.job.stem}")
    page = index.write(roots.reports(), marking=marking)
    _OUT.print(f"{len(planned) - failed} of {len(planned)} reports written. Open {escape(str(page))}")
    if failed:
        raise typer.Exit(1)


@data_commands.command("list")
def list_data() -> None:
    """List the datasets."""
    table = Table(Column("Dataset", no_wrap=True), "What it holds", "Area", "Coverage", "Newest release")
    for name in catalogue.names():
        description = catalogue.describe(name)
        newest = max((str(release.date) for release in description.releases), default="–")
        table.add_row(name, description.title, description.area, description.coverage[0], newest)
    _OUT.print(table)


@data_commands.command()
def describe(name: Annotated[str, typer.Argument(help="A dataset, as `msoic data list` names it.")]) -> None:
    """Describe a dataset: columns, units, coverage, sources."""
    _OUT.print(repr(catalogue.describe(name)), markup=False, highlight=False)


@data_commands.command()
def check(
    names: Annotated[list[str] | None, typer.Argument(help="Datasets or files; all datasets without any.")] = None,
) -> None:
    """Check datasets, or say what a file holds: what is read of it, what is set aside, and why."""
    for name in names or ():
        if not Path(name).is_file():
            _refuse_unknown(name)
    unsound = 0
    for name in names or catalogue.names():
        try:
            _check_file(Path(name)) if Path(name).is_file() else _check_dataset(name)
        except AnalysisError as error:
            unsound += 1
            _OUT.print(f"[bold red]unsound[/] {_plain(name)}: {_plain(error)}")
    if unsound:
        raise typer.Exit(1)


def _refuse_unknown(name: str) -> None:
    if Path(name).suffix or len(Path(name).parts) > 1:
        raise AnalysisError(f"there is no file '{name}'", expected="a dataset, or the path of a file")
    datasets.find(name)


def _check_dataset(name: str) -> None:
    made = catalogue.check(name)
    if not made.releases:
        _OUT.print(f"[yellow]nothing[/] {name}: nothing is held")
        return
    _OUT.print(f"[green]sound[/]   {name}: {len(made.releases)} releases")
    for warning in made.warnings:
        _OUT.print(f"[yellow]warning[/] {_plain(warning)}")


def _check_file(path: Path) -> None:
    from analysis import readers  # noqa: PLC0415  # only a check of a file needs them

    read = readers.read(path)
    if not read.tables:
        _OUT.print(f"[green]known[/]   {_plain(path.name)}: {_plain(read.title)}: known, not used")
        return
    published = f", published {periods.day(read.published)}" if read.published else ""
    _OUT.print(f"[green]sound[/]   {_plain(path.name)}: {_plain(read.title)}{published} (family {read.family})")
    for name, table in read.tables.items():
        _OUT.print(f"read      {name}: {len(table):,} rows, {_plain(', '.join(map(str, table.columns)))}")
    for aside in read.set_aside:
        _OUT.print(f"set aside {_plain(aside)}")
    used = [dataset.name for dataset in datasets.DATASETS.values() if read.family in dataset.families]
    _OUT.print(f"used by   {', '.join(used) or 'no dataset'}")


@data_commands.command()
def fetch(names: Annotated[list[str] | None, typer.Argument(help="Datasets; all without any.")] = None) -> None:
    """Download the newest official releases from GOV.UK into data/downloads."""
    if roots.current().demonstration:
        raise AnalysisError("nothing is published for an invented country", expected=f"no {roots.VARIABLE}")
    from analysis.readers.fetching import download  # noqa: PLC0415  # nothing else needs a network

    tasks: dict[str, TaskID] = {}
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=_OUT) as progress:

        def show(name: str, done: int, total: int | None) -> None:
            if name not in tasks:
                tasks[name] = progress.add_task(escape(name), total=total)
            progress.update(tasks[name], completed=done, total=total)

        results = download.fetch(names or [], folder=roots.downloads(), on_progress=show)
    for result in results:
        if result.outcome != "left out":
            colour = "bold red" if result.outcome == "failed" else "green"
            _OUT.print(f"[{colour}]{result.outcome:12}[/] {escape(str(result))}", highlight=False)
    for publication, reason in dict.fromkeys((r.publication, r.note) for r in results if r.outcome == "left out"):
        titles = [r.title for r in results if (r.publication, r.outcome, r.note) == (publication, "left out", reason)]
        said = f"{publication}: {len(titles)} {reason}: {'; '.join(titles)}"
        _OUT.print(f"[yellow]left out[/]     {escape(said)}", highlight=False)
    failed = sum(result.outcome == "failed" for result in results)
    if failed:
        raise typer.Exit(1)


def _parameters(typed: list[str]) -> dict[str, str]:
    values = {}
    for text in typed:
        name, equals, value = text.partition("=")
        if not equals:
            raise AnalysisError(f"'{text}' sets no parameter", expected="NAME=VALUE, such as period=2021-22")
        values[name.strip()] = value.strip()
    return values


def _plain(error: object) -> str:
    # Square brackets in a message are not markup.
    return escape(str(error))
