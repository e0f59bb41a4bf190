"""The command that makes the demonstration data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from analysis.returns import register

_OUT = Console(soft_wrap=True)


def demonstrate(
    output: Annotated[
        Path | None, typer.Option(help="Folder; that of the project's demonstration data without.")
    ] = None,
) -> None:
    """Make the demonstration data of every return: made-up figures, the same each time."""
    from analysis.returns import demonstration  # noqa: PLC0415  # no other command needs what it is made with

    for file in demonstration.write(output or register.demonstration_folder()):
        _OUT.print(f"[green]written[/] {escape(str(file))}", highlight=False)
