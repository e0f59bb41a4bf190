"""What is imported where: a kernel pays for each import, and so does whoever asks for help."""

import subprocess
import sys

import pytest

KERNEL = "from analysis import Page, catalogue, charts, claims, findings, load, measures, own, periods"
NOTEBOOKS = ["nbformat", "nbconvert", "papermill", "jsonschema", "rich", "typer", "rfc3987_syntax"]


def imported(statement):
    code = f"{statement}\nimport sys\nprint(*(name for name, module in sys.modules.items() if module))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("statement", "needless"),
    [
        ("import analysis", ["pandas", "matplotlib", "seaborn", "statsmodels", "scipy", *NOTEBOOKS]),
        ("import analysis.cli", ["pandas", "matplotlib", "seaborn", "statsmodels", "scipy", "nbformat", "papermill"]),
        (KERNEL, NOTEBOOKS),
        ("import analysis.reporting.run", ["rfc3987_syntax"]),
    ],
)
def test_nothing_is_imported_that_is_not_used(statement, needless):
    assert not imported(statement) & set(needless)
