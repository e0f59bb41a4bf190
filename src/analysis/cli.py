"""The command `msoic`."""

from __future__ import annotations

import logging
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from analysis import catalogue, data_commands, returns_commands, roots
from analysis.claims import commands as claims_commands
from analysis.errors import AnalysisError
from analysis.terminal import plain

# Commands say themselves what the log would say to whoever works in JupyterLab.
logging.getLogger("analysis").addHandler(logging.NullHandler())

_OUT = Console(soft_wrap=True)
_ERRORS = Console(stderr=True, soft_wrap=True)


class _Commands(typer.core.TyperGroup):
    """Prints the errors that a user can mend as a line, without a traceback."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except AnalysisError as error:
            _ERRORS.print(f"[bold red]Error[/] {plain(error)}")
            raise typer.Exit(2) from error


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
    help="Regenerate the annual report of the Modern Slavery and Organised Immigration Crime Programme.",
)
app.add_typer(data_commands.app, name="data")
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

    for aside in catalogue.set_aside():
        _OUT.print(f"[yellow]warning[/] {plain(aside)}")
    failed = 0
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=_OUT) as progress:
        task = progress.add_task("Running notebooks", total=len(planned))
        for result in running.run(planned, workers=jobs, marking=marking, show_code=show_code):
            progress.advance(task)
            if result.error:
                failed += 1
                progress.console.print(f"[bold red]failed[/]  {plain(result.error)}")
            else:
                progress.console.print(f"[green]written[/] {result.job.folder.as_posix()}/{result.job.stem}")
    page = index.write(roots.reports(), marking=marking)
    _OUT.print(f"{len(planned) - failed} of {len(planned)} reports written. Open {plain(page)}")
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
