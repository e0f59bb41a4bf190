"""The command `msoic`."""

from __future__ import annotations

import logging
from importlib import import_module
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from analysis import roots
from analysis.cli.terminal import plain
from analysis.errors import AnalysisError

# Commands say themselves what the log would say to whoever works in JupyterLab.
logging.getLogger("analysis").addHandler(logging.NullHandler())

_OUT = Console(soft_wrap=True)
_ERRORS = Console(stderr=True, soft_wrap=True)


# Each is imported when one of its commands is called: help should not wait for pandas.
_GROUPS = {
    "data": ("analysis.cli.data", "What data there is, and whether it is sound."),
    "returns": ("analysis.cli.returns", "The returns of police forces to the programme."),
    "new": ("analysis.cli.new", "Begin something new."),
    "claims": ("analysis.cli.claims", "Check each claim of a report against the data and the rest of the report."),
}


class _Commands(typer.core.TyperGroup):
    """Prints the errors that a user can mend as a line, without a traceback."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find what was called."""
        if args and args[0] in _GROUPS:
            module, help_ = _GROUPS[args[0]]
            group = typer.main.get_command(import_module(module).app)
            group.help = help_
            return args[0], group, args[1:]
        return super().resolve_command(ctx, args)

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
for _name, (_, _help) in _GROUPS.items():
    app.add_typer(typer.Typer(help=_help), name=_name)


@app.command()
def run(
    notebooks: Annotated[list[str] | None, typer.Argument(help="Names such as nrm_referrals; all without any.")] = None,
    period: Annotated[str | None, typer.Option(help="Financial year, such as 2021-22.")] = None,
    area: Annotated[str | None, typer.Option(help="Nation, region or police force.")] = None,
    parameter: Annotated[list[str] | None, typer.Option("--parameter", "-p", help="Any other, as NAME=VALUE.")] = None,
    formats: Annotated[str, typer.Option("--format", help="html, pdf or both, with a comma.")] = "html,pdf",
    jobs: Annotated[int, typer.Option(min=1, help="How many notebooks to run at a time.")] = 2,
    marking: Annotated[
        str | None, typer.Option(help="Protective marking; without it, as each page was marked before.")
    ] = None,
    show_code: Annotated[bool, typer.Option("--show-code", help="Show the code in the pages.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Fail a page that shows a chart or a table without title and source.")
    ] = False,
    as_book: Annotated[bool, typer.Option("--book", help="Write the year as one document, too.")] = False,
    demonstration: Annotated[bool, typer.Option("--demonstration", help="Show an invented country.")] = False,
) -> None:
    """Run notebooks and export them to HTML and PDF."""
    if demonstration:
        roots.choose(roots.DEMONSTRATION)
    from analysis import catalogue, settings  # noqa: PLC0415  # as for the groups

    if marking is not None:
        settings.current().check_marking(marking)
    from analysis.reporting import plan  # noqa: PLC0415  # asking what data there is should not wait for Jupyter

    typed = _parameters(parameter or [])
    typed |= {name: value for name, value in (("period", period), ("area", area)) if value is not None}
    wanted = [name.strip() for name in formats.split(",") if name.strip()]
    planned = plan.make_plan(notebooks or [], parameters=typed, formats=wanted)
    from analysis.reporting import book as bound, index, left_out, run as running  # noqa: PLC0415  # as above, and only for a plan that stands

    for aside in catalogue.set_aside():
        _OUT.print(f"[yellow]warning[/] {plain(aside)}")
    failed, absent = 0, sum(bool(job.lacking) for job in planned)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=_OUT) as progress:
        task = progress.add_task("Running notebooks", total=len(planned))
        for result in running.run(planned, workers=jobs, marking=marking or "", show_code=show_code, strict=strict):
            progress.advance(task)
            if result.job.lacking:
                progress.console.print(f"[yellow]left out[/] {plain(left_out.line(result.job))}")
            elif result.error:
                failed += 1
                progress.console.print(f"[bold red]failed[/]  {plain(result.error)}")
            else:
                progress.console.print(f"[green]written[/] {result.job.folder.as_posix()}/{result.job.stem}")
                for note in result.notes:
                    progress.console.print(f"[yellow]note[/]    {plain(f'{result.job.name}: {note}')}")
    unbound = _bind(bound.of_run(planned) if as_book else [], marking or "")
    page = index.write(roots.reports(), marking=marking or "")
    made, apart = len(planned) - absent, f", {absent} left out" if absent else ""
    _OUT.print(f"{made - failed} of {made} reports written{apart}. Open {plain(page)}")
    if failed or unbound:
        raise typer.Exit(1)


@app.command()
def book(
    period: Annotated[str, typer.Argument(help="Financial year, such as 2021-22.")],
    area: Annotated[str, typer.Option(help="Nation, region or police force.")] = "",
    marking: Annotated[str, typer.Option(help="Protective marking; never below that of a page in it.")] = "",
    demonstration: Annotated[bool, typer.Option("--demonstration", help="Show an invented country.")] = False,
) -> None:
    """Write a year as one document, HTML and PDF, from the pages that `run` has made."""
    if demonstration:
        roots.choose(roots.DEMONSTRATION)
    from analysis.reporting import book as bound, index  # noqa: PLC0415  # as for the groups

    for place in bound.write(period, area, marking=marking):
        _OUT.print(f"[green]written[/] {plain(place)}")
    index.write(roots.reports())


def _bind(years: list[tuple[str, str]], marking: str) -> int:
    """Write the books of some years and areas, and return how many could not be written."""
    from analysis.reporting import book as bound  # noqa: PLC0415  # as for the groups

    failed = 0
    for period, area in years:
        try:
            for place in bound.write(period, area, marking=marking):
                _OUT.print(f"[green]written[/] {plain(place)}")
        except AnalysisError as error:
            failed += 1
            _OUT.print(f"[bold red]failed[/]  {plain(f'annual report of {period}: {error}')}")
    return failed


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def lab(
    context: typer.Context,
    demonstration: Annotated[bool, typer.Option("--demonstration", help="Show an invented country.")] = False,
) -> None:
    """Open JupyterLab at the project; other options are its own, such as --no-browser."""
    if demonstration:
        roots.choose(roots.DEMONSTRATION)
    from analysis.cli import jupyterlab  # noqa: PLC0415  # no other command starts it

    jupyterlab.start(context.args)


def _parameters(typed: list[str]) -> dict[str, str]:
    values = {}
    for text in typed:
        name, equals, value = text.partition("=")
        if not equals:
            raise AnalysisError(f"'{text}' sets no parameter", expected="NAME=VALUE, such as period=2021-22")
        values[name.strip()] = value.strip()
    return values
