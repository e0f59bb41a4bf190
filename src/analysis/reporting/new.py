"""A notebook to begin from: one load, one chart, one table, one sentence, and it runs."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis import paths
from analysis.errors import AnalysisError, UnknownName, nearest_names

_NAME = re.compile(r"[a-z][a-z0-9_]*/[a-z][a-z0-9_]*")

_PARAMETERS = """\
period: str = "2021-22"  # financial year reported on
area: str = "{area}"  # nation, region or police force"""

_BEGIN = """\
from analysis import Page, charts, findings, periods, say

page = Page(period=period, area=area, needs="{dataset}")
year, before = page.year, page.year - 1"""

_DATA = """\
frame = page.load("{dataset}")
total, earlier = findings.total(frame, year), findings.total(frame, before)
page.main_points(
    say(
        "There were {{n}} {noun} in {{year}}, {{moved}} in {{before}}.",
        n=total,
        year=page.label,
        moved=findings.change(total, earlier),
        before=periods.label(before),
    )
)"""

_CHART = """\
peak = findings.highest(frame, year)
with page.chart(
    f"{title} reached {{peak}}, the highest up to {{page.label}}",
    "{title}, by quarter",
    data=frame[["quarter", "{column}"]],
) as ax:
    charts.lines(ax, frame.set_index("quarter")["{column}"])  # or: sns.lineplot(frame, x="quarter", y=..., ax=ax)
    charts.shade(ax, year)"""

_TABLE = """\
by_year = frame.groupby(frame["quarter"].map(periods.financial_year_of).rename("financial_year"))[["{column}"]].sum()
page.table(by_year, "{title} in each financial year", source=frame)"""

_METHOD = """\
## Method and quality

- A financial year is the sum of its four quarters.

## Sources"""


def notebook(name: str) -> Path:
    """Write a new notebook that runs as it is.

    Parameters
    ----------
    name : str
        Folder and name, such as ``trends/my_topic``.

    Returns
    -------
    Path

    Raises
    ------
    AnalysisError
        Where the name is none, or taken.
    UnknownName
        Where there is no such folder of notebooks.

    Examples
    --------
    >>> notebook("trends/my_topic")  # doctest: +SKIP
    """
    name = name.replace("\\", "/").removeprefix("notebooks/").removesuffix(".ipynb")
    if not _NAME.fullmatch(name):
        expected = "a folder and a name in small letters, such as trends/my_topic"
        raise AnalysisError(f"'{name}' is no name of a notebook", expected=expected)
    folders = sorted(each.name for each in paths.notebooks().iterdir() if each.is_dir() and each.name[0] != ".")
    if (folder := name.partition("/")[0]) not in folders:
        raise UnknownName(
            f"there is no folder '{folder}' of notebooks",
            expected=" or ".join(folders),
            nearest=nearest_names(folder, folders),
        )
    path = paths.notebooks() / f"{name}.ipynb"
    taken = [each for each in paths.notebooks().rglob(f"{path.stem}.ipynb") if ".ipynb_checkpoints" not in each.parts]
    if taken:
        raise AnalysisError(
            f"there is a notebook {taken[0].relative_to(paths.notebooks()).as_posix()} already", expected="another name"
        )
    filled = {
        "dataset": "nrm_referrals",
        "column": "referrals",
        "noun": "NRM referrals",
        "title": "Referrals",
        "area": "UK",
    }
    title = path.stem.replace("_", " ").capitalize()
    cells = [
        new_markdown_cell(f"# {title}"),
        new_code_cell(_PARAMETERS.format(**filled), metadata={"tags": ["parameters"]}),
        new_code_cell(_BEGIN.format(**filled)),
        new_code_cell(_DATA.format(**filled)),
        new_markdown_cell("## How many there were"),
        new_code_cell(_CHART.format(**filled)),
        new_code_cell(_TABLE.format(**filled)),
        new_markdown_cell(_METHOD),
        new_code_cell("page.sources()"),
    ]
    for number, cell in enumerate(cells):
        cell["id"] = f"{path.stem[:50]}-{number}"  # the same name gives the same file
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(new_notebook(cells=cells, metadata=kernel), path)
    return path
