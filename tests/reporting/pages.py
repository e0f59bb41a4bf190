"""Executed notebooks as papermill leaves them, for the tests of what is made of them."""

import base64
import io
from dataclasses import asdict
from itertools import count

import matplotlib.figure
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis.presentation.display import Column, Notice, Table
from analysis.presentation.parts import Chart, MainPoints
from analysis.presentation.references import SourceEntry, Sources
from analysis.prose.figures import Figure

RELEASE = (
    "Home Office, Modern Slavery: National Referral Mechanism and Duty to Notify statistics UK, "
    "Quarter 3 2023, released 2 November 2023"
)
YEARS = ("2019-20", "2020-21", "2021-22")
QUARTERS = ((2308, 2803, 3343, 2857), (2198, 2490, 3037, 2935), (3120, 3315, 3331, 3773))
"""Potential victims referred, UK, April to June and so on, as published in November 2023."""

FIGURE = asdict(Figure(0.27, "27%", unit="%"))

ALT = "Column chart. Referrals of potential victims: 11,311 in 2019-20, 10,660 in 2020-21 and 13,539 in 2021-22."


def chart(form: str) -> bytes:
    figure = matplotlib.figure.Figure(figsize=(6.8, 3.9))
    axes = figure.subplots()
    axes.bar(YEARS, [sum(quarters) for quarters in QUARTERS], color="#12436D")
    written = io.BytesIO()
    figure.savefig(written, format=form, metadata={"Date": None} if form == "svg" else None)
    return written.getvalue()


def referrals_chart() -> Chart:
    return Chart(
        title="Referrals rose by 27% in 2021-22",
        subtitle="Potential victims referred, UK, financial years 2019-20 to 2021-22",
        alt=ALT,
        wide=chart("svg").decode(),
        phone=chart("svg").decode(),
        source=f"Source: {RELEASE}",
        notes=("Counts of people, not of incidents.",),
    )


def referrals_table() -> Table:
    columns = ("April to June", "July to September", "October to December", "January to March", "Year")
    return Table(
        title="Referrals by quarter, UK, financial years 2019-20 to 2021-22 (potential victims)",
        columns=(Column("Financial year"), *(Column(name, numeric=True) for name in columns)),
        rows=tuple(
            (year, *(f"{number:,}" for number in (*quarters, sum(quarters))))
            for year, quarters in zip(YEARS, QUARTERS, strict=True)
        ),
        notes=("Revised figures.",),
        sources=(RELEASE,),
    )


def sources() -> Sources:
    return Sources(
        (
            SourceEntry(
                publisher="Home Office",
                title="Modern Slavery: NRM and DtN statistics UK, Quarter 3 2023",
                released="2 November 2023",
                period="2009 Q2 to 2023 Q3",
                address="https://www.gov.uk/government/collections/national-referral-mechanism-statistics",
                licence="Open Government Licence v3.0",
                standing="official",
                date="2023-11-02",
            ),
            SourceEntry(
                publisher="MSOIC Programme",
                title="Return of live investigations",
                released="",
                period="2021-22",
                address="on request from the programme",
                licence="not published",
                standing="secondary",
                note="Compiled each month.",
            ),
        )
    )


def shown(display: object) -> NotebookNode:
    """Return the output of a cell that displayed one of the project's objects."""
    return new_output("display_data", data=display._repr_mimebundle_())


def png_output(alt: str | None = "Column chart of referrals.") -> NotebookNode:
    data = {"image/png": base64.encodebytes(chart("png")).decode(), "text/plain": "<Figure size 680x390 with 1 Axes>"}
    return new_output("display_data", data=data, metadata={} if alt is None else {"image/png": {"alt": alt}})


def notebook(*cells: NotebookNode, **parameters: str) -> NotebookNode:
    """Return a notebook of these cells, run in order with these parameters on 23 November 2026."""
    counter = count(1)
    for cell in cells:
        if cell.cell_type == "code":
            cell.execution_count = next(counter)
    made = new_notebook(cells=list(cells))
    made.metadata["papermill"] = {"parameters": parameters, "exception": None}
    made.metadata["msoic"] = {"produced": "2026-11-23"}
    return made


def report() -> NotebookNode:
    """Return a page with everything that a page may hold."""
    return notebook(
        new_markdown_cell("# NRM referrals\n\nHow many people were *referred*, and how has that **changed**?"),
        new_code_cell(
            'period: str = "2021-22"  # financial year',
            outputs=[
                new_output("stream", name="stdout", text="loaded 58 quarters\n"),
                new_output("stream", name="stderr", text="FutureWarning: behaviour will change\n"),
            ],
        ),
        new_code_cell(
            "page.main_points(say('Referrals rose by {n} to 13,539 in 2021-22.', n=change))",
            outputs=[shown(MainPoints((["Referrals rose by ", FIGURE, " to 13,539 in 2021-22."],)))],
        ),
        new_markdown_cell("## Referrals each year\n\nSee the [statistics](https://www.gov.uk/nrm) of the Home Office."),
        new_code_cell("charts.columns(years)", outputs=[shown(referrals_chart())]),
        new_code_cell("page.table(years)", outputs=[shown(referrals_table())]),
        new_code_cell("years", outputs=[new_output("execute_result", data=_frame(), execution_count=1)]),
        new_code_cell("plt.show()", outputs=[png_output()]),
        new_markdown_cell(
            "#### Caveats\n\n- one\n- two\n  1. nested\n\n> quoted\n\n| Force | Cases |\n|---|--:|\n| Kent | 1 |"
        ),
        new_code_cell("Notice(...)", outputs=[shown(Notice("Look twice", ("Not all is in.",), "caution"))]),
        new_markdown_cell("## Sources"),
        new_code_cell("page.sources()", outputs=[shown(sources())]),
        area="UK",
        period="2021-22",
    )


def _frame() -> dict[str, str]:
    return {
        "text/html": "<style>h1 {color: red}</style><script>alert(1)</script><table><tr><th></th></tr></table>",
        "text/plain": "   force  cases\n0   Kent      1\n1  Essex      2",
    }
