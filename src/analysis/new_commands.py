"""The commands `msoic new`: what an analyst begins from."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from analysis import paths
from analysis.reporting import new
from analysis.terminal import plain

_OUT = Console(soft_wrap=True, highlight=False)

app = typer.Typer(no_args_is_help=True)


@app.callback()
def _begin() -> None:
    # With one command alone, its name could not be typed.
    pass


@app.command()
def notebook(name: Annotated[str, typer.Argument(help="Folder and name, such as trends/my_topic.")]) -> None:
    """Write a notebook that runs as it is: one load, one chart, one table, one sentence."""
    path = new.notebook(name)
    _OUT.print(f"[green]written[/] {plain(path.relative_to(paths.root()).as_posix())}")
    _OUT.print(f"Open it with `msoic lab`; make its page with `msoic run {path.stem}`.")
