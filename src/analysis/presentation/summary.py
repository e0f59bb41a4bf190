"""What the summary page says, written from what other pages found and from the claims of the printed report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

import pandas as pd

from analysis import prose, roots
from analysis.presentation.compared import NOT_ASSESSED, VERDICTS
from analysis.presentation.digest import Digest, digest
from analysis.presentation.display import Displayed, Text
from analysis.presentation.objective import ASSESSMENT, NEEDS_RETURNS, PLANNED, PRINTED, PUBLIC
from analysis.presentation.outcomes import Outcomes
from analysis.results import Result

FIRST = ("trends/nrm_referrals", "trends/small_boats")
"""The pages whose findings a reader is told first."""

_THE = {"UK": "the UK"}
_NOTHING = {PRINTED: "No outcome printed", PUBLIC: "Nothing published"}
"""What a cell of a page says where there is nothing; the summary leaves it out beside what there is."""

_MOST = 2
"""Lines of a cell of the table of objectives."""


def headline(results: Sequence[Result], place: str) -> str:
    """Say what a chief officer asks for first: the main findings, and how many objectives were met.

    Parameters
    ----------
    results : sequence of Result
    place : str
        What the summary is about.

    Returns
    -------
    str
        Where no page has a finding, it says so.
    """
    found = {each.name: each for each in results if each.sentence}
    first = [found[name] for name in FIRST if name in found]
    said = [_of_area(area, list(of_area), place) for area, of_area in groupby(first, attrgetter("area"))]
    if judged := [each.verdict for each in results if each.verdict]:
        said.append(_judged(judged))
    return " ".join(said) or f"No page has a finding on {place}."


def objectives(results: Sequence[Result], place: str, period: str) -> Outcomes:
    """Lay out the objectives: planned, printed, published, and what it comes to.

    Parameters
    ----------
    results : sequence of Result
        Of the pages on objectives; one that was not made says so.
    place, period : str
        What the summary is about.

    Returns
    -------
    Outcomes
    """
    columns = [name for name in (PRINTED, PUBLIC) if any(name in row for each in results for row in each.outcomes)]
    rows = [
        (
            each.title,
            each.aim or each.missing,
            *(_cell(each, name) if each.outcomes else "Not made" for name in columns),
            prose.capitalised(each.verdict or NOT_ASSESSED),
        )
        for each in results
    ]
    return Outcomes(
        title=f"Planned outcomes and what is known of them, {place}, {period}",
        columns=("Objective", PLANNED, *columns, ASSESSMENT),
        rows=tuple(rows),
        notes=("The page on each objective has more, with its sources and the returns that it needs.",),
    )


def findings(results: Sequence[Result], place: str) -> Digest | Text:
    """List what pages found, in a line each.

    Parameters
    ----------
    results : sequence of Result
    place : str
        What the summary is about.

    Returns
    -------
    Digest or Text
        Text where none has a finding.
    """
    found = [each for each in results if each.sentence]
    return digest(found, area=place) if found else Text(f"No page has a finding on {place}.")


def contents(results: Sequence[Result], place: str) -> list[Displayed]:
    """List the pages that there are, and name those that were not made.

    Parameters
    ----------
    results, place
        As for `findings`.

    Returns
    -------
    list of Digest and Text
        In an invented country nothing is said of pages that were not made: most have nothing to show.
    """
    made = [each for each in results if each.was_made]
    absent = [] if roots.current().demonstration else [each.title for each in results if not each.was_made]
    said = f"Not made for this year: {prose.listing(absent)}."
    return [*([digest(made, area=place, titles=True)] if made else []), *([Text(said)] if absent else [])]


def corrections(found: pd.DataFrame) -> Text:
    """List what of a printed report is to be corrected, a line each.

    Parameters
    ----------
    found : DataFrame
        As from `analysis.claims.corrections`.

    Returns
    -------
    Text
    """
    lines = [f"- **{of}**: {said}" for of, _, said in found["point"].str.partition(": ").to_numpy(dtype=str)]
    return Text("\n".join(lines) or "Nothing is to be corrected.")


def _cell(result: Result, column: str) -> str:
    cells = [row[column] for row in result.outcomes if row.get(column, "") not in ("", _NOTHING[column])]
    # Of each row the first line is enough here.
    return "\n".join(dict.fromkeys(cell.splitlines()[0] for cell in cells[:_MOST])) or _NOTHING[column]


def _judged(verdicts: Sequence[str]) -> str:
    every = prose.noun(len(verdicts), "objective")
    known = Counter(each for each in verdicts if each in VERDICTS)
    if not known:
        needs = ": returns are needed" if NEEDS_RETURNS in verdicts else ""
        return f"None of the {every} is assessed{needs}."
    counted = [f"{known[each]} {'was' if known[each] == 1 else 'were'} {each}" for each in VERDICTS if known[each]]
    rest = len(verdicts) - sum(known.values())
    counted += [f"{rest} {'is' if rest == 1 else 'are'} not assessed in whole"] if rest else []
    return f"Of {every}, {prose.listing(counted)}."


def _of_area(area: str, results: Sequence[Result], place: str) -> str:
    sentences = [each.sentence for each in results]
    if area in ("", place):
        return " ".join(sentences)
    listed = "; ".join(prose.uncapitalised(each.removesuffix(".")) for each in sentences)
    return f"In {_THE.get(area, area)}, {listed}."
