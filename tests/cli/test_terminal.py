import io

import pytest
from rich.console import Console

from analysis.cli.terminal import plain


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("[red]Kent[/]", "[red]Kent[/]"),
        ("a\x1b[31mred\x07.csv", r"a\x1b[31mred\x07.csv"),
        ("\u202efdp.csv", r"\u202efdp.csv"),
        ("two\nlines", "two\nlines"),
        ("Dyfed–Powys, “Łódź”", "Dyfed–Powys, “Łódź”"),
        (2022, "2022"),
    ],
)
def test_a_text_is_shown_as_it_stands_and_steers_nothing(said, shown):
    written = io.StringIO()
    Console(file=written, force_terminal=False, width=80).print(plain(said), highlight=False)
    assert written.getvalue() == f"{shown}\n"
