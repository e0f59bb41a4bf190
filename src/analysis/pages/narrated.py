"""Passages of narrative as a page shows them: each claim that one cites with its verdict."""

from __future__ import annotations

from analysis import claims
from analysis.pages import narrative
from analysis.presentation.parts import Passage


def passages(year: str, name: str, place: str = "") -> list[Passage]:
    """Return the passages for a place on a page.

    Parameters
    ----------
    year : str
        Financial year, such as ``2021-22``.
    name : str
        Of the notebook.
    place : str

    Returns
    -------
    list of Passage

    Examples
    --------
    >>> [each.title for each in passages("2021-22", "annual_report", "challenges")]
    ['Challenges']
    """
    made = []
    for passage in narrative.passages(year, name, place):
        found = claims.rows(year, narrative.cited(passage))
        stand = {
            row["id"]: f"[{row['claimed']} ({row['verdict']})](claim:{row['id']})" for row in found.to_dict("records")
        }
        text = narrative.with_claims(passage, stand)
        made.append(Passage(text.heading, text.title, text.markdown))
    return made
