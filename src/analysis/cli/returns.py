"""The commands `msoic returns`: templates out, returns in, and who has sent what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from rich.console import Console
from rich.table import Column, Table

from analysis import areas, periods, roots
from analysis.cli.terminal import plain
from analysis.errors import AnalysisError
from analysis.returns import adding, checking, coverage, history, register
from analysis.returns.cells import spans
from analysis.returns.cells.fields import Asked
from analysis.returns.checking import Checked

_OUT = Console(soft_wrap=True, highlight=False)

app = typer.Typer(no_args_is_help=True)

Files = Annotated[list[Path], typer.Argument(help="CSV, XLSX or ODS files.")]
DatasetName = Annotated[str | None, typer.Option(help="Which return it is; without it, the headings say so.")]
AreaName = Annotated[str | None, typer.Option(help="Police force or region that the return must be of.")]
PeriodName = Annotated[str | None, typer.Option(help="What it must cover: 2022-23, 2022-23 Q1 or 2022-06.")]


@app.command()
def template(
    name: Annotated[str, typer.Argument(help="A return, such as live_investigations.")],
    period: Annotated[str | None, typer.Option(help="2022-23, 2022-23 Q1 or 2022-06; else this year.")] = None,
    area: Annotated[str | None, typer.Option(help="Police force, region or nation; the nation without it.")] = None,
    kind: Annotated[str, typer.Option("--format", help="xlsx or csv.")] = "xlsx",
    output: Annotated[Path | None, typer.Option(help="File to write; else one in returns/templates.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Write a template to fill in."""
    from analysis.returns import template as templates  # noqa: PLC0415  # only this command writes workbooks

    if kind not in ("xlsx", "csv"):
        raise AnalysisError(f"'{kind}' is no format of a template", expected="xlsx or csv")
    made = templates.make(checking.find_form(name), _area(area), _span(period))
    path = output or _template_folder() / f"{made.stem}.{kind}"
    templates.write(made, path, "xlsx" if kind == "xlsx" else "csv", force=force)
    rows = f"{len(made.rows):,} rows to fill in" if made.rows else "one row for each record"
    _OUT.print(f"[green]written[/] {plain(path)}: {rows}")


@app.command()
def check(files: Files, dataset: DatasetName = None, area: AreaName = None, period: PeriodName = None) -> None:
    """Check returns, and say everything that is wrong with them."""
    today = _today()
    checked = _checked(files, dataset, area, period, today)
    _report(checked, today)
    if any(each.faults for each in checked):
        raise typer.Exit(1)


@app.command()
def add(files: Files, dataset: DatasetName = None, area: AreaName = None, period: PeriodName = None) -> None:
    """Take returns in: all of them, or none."""
    adding.refuse_in_demonstration()
    today = _today()
    checked = _checked(files, dataset, area, period, today)
    _report(checked, today)
    if any(each.faults for each in checked):
        _OUT.print("[bold red]nothing was taken in[/]")
        raise typer.Exit(1)
    for each in adding.add(checked, today):
        span = each.first if each.first == each.last else f"{each.first} to {each.last}"
        _OUT.print(f"[green]taken in[/] {each.dataset}: {plain(each.reporter)}, {span}, {each.rows:,} rows")


@app.command("list")
def list_returns() -> None:
    """List the returns that are held."""
    held = register.received()
    if not held:
        _OUT.print("No return is held. `msoic returns template` writes what a force fills in.")
        return
    table = Table(Column("Return", no_wrap=True), "Of", "First", "Last", "Taken in", Column("Rows", justify="right"))
    for each in held:
        row = (each.dataset, each.reporter, each.first, each.last, each.received.isoformat(), f"{each.rows:,}")
        table.add_row(*map(plain, row))
    _OUT.print(table)


@app.command("coverage")
def show_coverage(
    name: Annotated[str, typer.Argument(help="A return, such as live_investigations.")],
    period: Annotated[str, typer.Option(help="Financial year, such as 2021-22.")],
) -> None:
    """Show who has returned what, and how late."""
    covered = spans.covered(period)
    made = coverage.coverage_table(name, covered)
    title = f"{name}, {periods.label(covered)}: days late, 0 in time, – not returned"
    headings = [Column(_short(span), justify="right", no_wrap=True) for span in made["period"].unique()]
    table = Table(Column("Of"), *headings, box=None, padding=(0, 1, 0, 0))
    for reporter, own in made.groupby("reporter", sort=False):
        days = own["days_late"].where(own["returned"])
        shown = [
            "–" if not there else "yes" if late is None else str(late)
            for there, late in zip(own["returned"], days.astype(object).where(days.notna(), None), strict=True)
        ]
        table.add_row(plain(reporter), *shown)
    _OUT.print(title)
    _OUT.print(table, soft_wrap=False)
    whole = int(made.groupby("reporter")["returned"].all().sum())
    _OUT.print(f"{whole} of {made['reporter'].nunique()} have returned the whole period.")
    if roots.current().demonstration:
        _OUT.print("These returns are invented: no force sent them.")


def _area(name: str | None) -> areas.Area:
    return areas.find(name) if name else areas.nation()


def _template_folder() -> Path:
    # Git ignores the folder: a template that is filled in holds figures of a force.
    folder = roots.returns() / "templates"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AnalysisError(f"'{folder}' cannot be made ({error.strerror})", expected="--output FILE") from None
    return folder


def _short(span: pd.Period) -> str:
    name = periods.label(span)
    return name[:3] if span.freqstr == "M" else name.split()[-1]


def _span(period: str | None) -> pd.Period:
    return spans.covered(period) if period else periods.financial_year_of(_today())


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


def _checked(
    files: Sequence[Path], dataset: str | None, area: str | None, period: str | None, today: dt.date
) -> list[Checked]:
    asked = Asked(
        today=today,
        area=_area(area),
        period=spans.covered(period) if period else None,
    )
    return checking.check_all(files, asked, checking.find_form(dataset) if dataset else None)


def _report(checked: Sequence[Checked], today: dt.date) -> None:
    for each in checked:
        for fault in each.faults:
            _OUT.print(f"[bold red]fault[/]   {plain(fault)}")
        for note in each.notes:
            _OUT.print(f"note    {plain(f'{each.path.name}: {note}')}")
        for warning in history.warnings(each, today):
            _OUT.print(f"[yellow]warning[/] {plain(f'{each.path.name}: {warning}')}")
        name = plain(each.path.name)
        if each.faults:
            count = "1 fault" if len(each.faults) == 1 else f"{len(each.faults)} faults"
            _OUT.print(f"[bold red]unsound[/] {name}: {count}")
        elif each.dataset is not None:
            _OUT.print(
                f"[green]sound[/]   {name}: {each.dataset.name}, {plain(each.reporter)}, {len(each.rows):,} rows"
            )
