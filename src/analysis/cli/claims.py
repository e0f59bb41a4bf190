"""The commands `msoic claims`: the register of a report, and the check of the next one's draft."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from analysis.cli.terminal import plain
from analysis.errors import AnalysisError
from analysis.spreadsheets import neutralise

if TYPE_CHECKING:
    import pandas as pd

_OUT = Console(soft_wrap=True)
_COLOURS = {
    "reproduced": "green",
    "reproduced at first release": "green",
    "differs": "bold red",
    "contradicted": "bold red",
    "left blank": "bold red",
    "unclear": "yellow",
    "not loaded": "cyan",
    "needs a return": "cyan",
    "no source": "dim",
}

_Output = Annotated[Path | None, typer.Option(help="Write the register to this CSV instead of showing it.")]

app = typer.Typer()


@app.callback(invoke_without_command=True)
def show(
    context: typer.Context,
    report: Annotated[str, typer.Option(help="Financial year of the report.")] = "2021-22",
    output: _Output = None,
) -> None:
    """Show the claims register of a report: each with its verdict, and the points to correct."""
    if context.invoked_subcommand is not None:
        return
    from analysis.claims import register  # noqa: PLC0415  # help should not wait for pandas

    _give(register(report), output)


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="A CSV of claims, in the form of data/published.")],
    output: _Output = None,
) -> None:
    """Judge the claims of a draft by the newest figures."""
    from analysis.claims import check as check_claims  # noqa: PLC0415  # as above

    _give(check_claims(file), output)


def _give(registered: pd.DataFrame, output: Path | None) -> None:
    from analysis.claims import MEANINGS, PRECISION, counts  # noqa: PLC0415  # as above

    counted = counts(registered)
    if output is None:
        for section, claims in registered.groupby("section", sort=False):
            _OUT.print(_table(claims, str(section)))
        _show_points(registered)
        for verdict in counted.index[counted > 0]:
            _OUT.print(f"[{_COLOURS[verdict]}]{verdict}[/]: {MEANINGS[verdict]}", highlight=False)
        _OUT.print(PRECISION, highlight=False)
    else:
        _write(registered, output)
    given = ", ".join(f"{number} {verdict}" for verdict, number in counted.items())
    _OUT.print(f"{len(registered)} claims: {given}.", highlight=False)


def _show_points(registered: pd.DataFrame) -> None:
    points = registered.loc[registered["point"] != "", "point"].drop_duplicates()
    if len(points):
        _OUT.print("Points to correct", style="bold")
    for point in points:
        _OUT.print(f"* {plain(point)}", highlight=False)


def _table(claims: pd.DataFrame, section: str) -> Table:
    columns = [
        Column("Claim", ratio=3),
        Column("Computed", ratio=3),
        Column("Verdict", width=14),
        Column("Why", ratio=4),
    ]
    table = Table(*columns, title=f"Section {plain(section)}", title_justify="left", show_lines=True, expand=True)
    for row in claims.itertuples():
        verdict = f"[{_COLOURS[str(row.verdict)]}]{row.verdict}[/]"
        claim = f"{plain(row.statement)}: [bold]{plain(row.claimed)}[/]"
        table.add_row(claim, plain(row.computed), verdict, plain(row.reason))
    return table


def _write(registered: pd.DataFrame, output: Path) -> None:
    if output.suffix.lower() != ".csv":
        raise AnalysisError(f"'{output.name}' is no CSV", expected="a file name that ends in .csv")
    if not output.parent.is_dir():
        raise AnalysisError(f"there is no folder '{output.parent}'", expected="a folder that exists")
    beside = output.with_name(f".{output.name}.partial")
    try:
        registered.map(neutralise).to_csv(beside, index=False, encoding="utf-8-sig", lineterminator="\n")
        beside.replace(output)
    except OSError as error:
        raise AnalysisError(f"'{output}' cannot be written ({error.strerror})") from error
    finally:
        beside.unlink(missing_ok=True)
    _OUT.print(f"[green]written[/] {plain(output)}", highlight=False)
