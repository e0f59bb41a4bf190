"""The commands `msoic new`: what an analyst begins from."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from analysis import paths
from analysis.cli.terminal import plain
from analysis.reporting import new, new_year

_OUT = Console(soft_wrap=True, highlight=False)

app = typer.Typer(no_args_is_help=True)


@app.command()
def notebook(name: Annotated[str, typer.Argument(help="Folder and name, such as trends/my_topic.")]) -> None:
    """Write a notebook that runs as it is: one load, one chart, one table, one sentence."""
    path = new.notebook(name)
    _OUT.print(f"[green]written[/] {plain(path.relative_to(paths.root()).as_posix())}")
    _OUT.print(f"Open it with `msoic lab`; make its page with `msoic run {path.stem}`.")


@app.command()
def year(period: Annotated[str, typer.Argument(help="Financial year, such as 2022-23.")]) -> None:
    """Make the files of a year's narrative, and list the returns to ask for."""
    made = new_year.begin(period)
    _OUT.print(f"[green]written[/] {plain(made[0].parent)}: {len(made)} files with guidance, to fill in or delete")
    table = Table(Column("Return", no_wrap=True), "Sent by", "A row per", "What", box=None, padding=(0, 1, 0, 0))
    for each in new_year.returns():
        table.add_row(each.name, each.sent_by, each.every, plain(each.title))
    _OUT.print("\nReturns to ask for:")
    _OUT.print(table, soft_wrap=False)
    _OUT.print(f"\nA template of each: msoic returns template NAME --period {plain(made[0].parent.name)}")
