"""The register of a report in brief: a row a measure, what would settle most, and what is to be corrected."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from analysis.claims.checking import AT_FIRST, DIFFERS, REPRODUCED, UNCLEAR
from analysis.claims.needs import NEEDS_RETURN, NOT_LOADED
from analysis.claims.register import source_of
from analysis.claims.verdicts import CONTRADICTED, LEFT_BLANK, TO_CORRECT, VERDICTS
from analysis.presentation.parts import Register, Registered, Tile
from analysis.prose import capitalised
from analysis.provenance import Provenance
from analysis.spreadsheets import neutralise

_MOST_WORDS = 19
_TONES = {
    DIFFERS: "bad",
    CONTRADICTED: "bad",
    LEFT_BLANK: "bad",
    UNCLEAR: "unsure",
    REPRODUCED: "good",
    AT_FIRST: "good",
}
_LACKING = {NEEDS_RETURN: "Would be settled by the return: ", NOT_LOADED: "Published, and not loaded: "}
_LABELLED = re.compile(r"^(Contradicted within the report|Unclear): ")
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z])|; ")


def evidence(row: Mapping[str, str]) -> str:
    """Say what a verdict rests on, in under 20 words.

    Parameters
    ----------
    row : mapping of str to str
        Of a register.

    Returns
    -------
    str

    Examples
    --------
    >>> row = {"verdict": "differs", "claimed": "over 50%", "statement": "Charges, change", "computed": "39%"}
    >>> evidence({**row, "reason": ""})
    'The data give 39%'
    """
    is_trend = row["claimed"] == row["statement"]
    if row["verdict"] in (REPRODUCED, AT_FIRST, DIFFERS) and row["computed"] and not is_trend:
        said = f"The data give {row['computed'].partition(';')[0]}"
        said += ")" * (said.count("(") - said.count(")"))
    elif row["verdict"] in (NEEDS_RETURN, NOT_LOADED):
        said = row["needs"]
    else:
        said = _SENTENCE.split(_LABELLED.sub("", row["reason"]))[0]
    return _shortened(said)


def tile(row: Mapping[str, str], what: str, figure: str = "") -> Tile:
    """Return a claim as a highlight: the figure as printed, and whether it stands.

    Parameters
    ----------
    row : mapping of str to str
        Of a register.
    what : str
        What the figure is of.
    figure : str
        The figure as the highlights have it, such as ``10% to 94%``; without it, that of the claim.

    Examples
    --------
    >>> row = claims.rows("2021-22", ["innerste-forces-s5"]).iloc[0]
    >>> tile(row, "forces use Operation Innerste").figure
    '39 forces'
    """
    printed = figure or re.sub(r"^a (?:rise|fall) of | (?:people|operations)$", "", row["claimed"])
    return Tile(
        printed, what, capitalised(row["verdict"]), evidence(row), row["id"], _TONES.get(row["verdict"], "needed")
    )


def by_measure(registered: pd.DataFrame, title: str) -> Register:
    """Put a register into a row a measure, those to correct first; the verdict is the gravest of its claims.

    Parameters
    ----------
    registered : DataFrame
        As from `analysis.claims.register`.
    title : str

    Returns
    -------
    Register

    Examples
    --------
    >>> by_measure(claims.register("2021-22"), "Figures of the report").rows[0].verdict
    'differs'
    """
    order = [*TO_CORRECT, *(each for each in VERDICTS if each not in TO_CORRECT)]
    rows = [_measure(claims, order) for _, claims in registered.groupby("measure", sort=False)]
    rows.sort(key=lambda row: order.index(row.verdict))
    shown = registered.map(neutralise)
    return Register(title, tuple(rows), shown.to_csv(index=False, lineterminator="\n"))


def settling(registered: pd.DataFrame, most: int = 3) -> pd.Series:
    """Count the claims that each return would settle, the most first.

    Parameters
    ----------
    registered : DataFrame
    most : int
        How many returns.

    Returns
    -------
    Series
        Claims by title of the return.

    Examples
    --------
    >>> len(settling(claims.register("2021-22"), most=2))
    2
    """
    needed = registered.loc[registered["verdict"] == NEEDS_RETURN, "needs"]
    return needed.value_counts().head(most)


def _shortened(said: str) -> str:
    words = said.removesuffix(" …").rstrip(".").split()
    return capitalised(" ".join(words[:_MOST_WORDS])) + (" …" if len(words) > _MOST_WORDS else "")


def _measure(claims: pd.DataFrame, order: list[str]) -> Registered:
    rows = [{str(name): str(cell) for name, cell in row.items()} for row in claims.to_dict("records")]
    gravest = min(rows, key=lambda row: order.index(row["verdict"]))
    return Registered(
        measure=capitalised(gravest["measure"]),
        printed="; ".join(dict.fromkeys(row["claimed"] for row in rows)),
        sections=tuple(dict.fromkeys(row["section"] for row in rows)),
        verdict=gravest["verdict"],
        evidence=_shortened(_LACKING.get(gravest["verdict"], "") + evidence(gravest)),
        details=tuple(map(_details, rows)),
        tone=_TONES.get(gravest["verdict"], "needed"),
        anchors=tuple(row["id"] for row in rows),
    )


def _details(row: Mapping[str, str]) -> str:
    said = f"Section {row['section']}, {row['statement']}: {row['claimed']}. {capitalised(row['verdict'])}."
    source = f"Source: {row['source']}." if row["source"] else ""
    return " ".join(filter(None, (said, row["reason"], source)))


def corrections(registered: pd.DataFrame, report: str) -> pd.DataFrame:
    """Put together the points of a report that are to be corrected: other than the data, contradicted, blank, unclear.

    Parameters
    ----------
    registered : DataFrame
        As from `analysis.claims.register`.
    report : str
        Financial year of the report.

    Returns
    -------
    DataFrame
        Text, a row for each point: ``id`` of its first claim, its ``verdict``, in the order of `TO_CORRECT`, and the
        ``point``, a sentence or two that begin with what they are of and a colon. The releases behind it are in
        ``attrs["provenance"]``, with that of the report.

    Examples
    --------
    >>> corrections(claims.register("2021-22"), "2021-22").columns.to_list()
    ['id', 'verdict', 'point']
    """
    chosen = registered[registered["point"] != ""]
    # A figure that is wrong is clearer than a trend that is.
    trend = chosen["claimed"] == chosen["statement"]
    order = chosen.assign(trend=trend, rank=chosen["verdict"].map(TO_CORRECT.index)).sort_values(["rank", "trend"])
    table = order[["id", "verdict", "point"]]
    table = table.drop_duplicates(["verdict", "point"], ignore_index=True)
    named = {release for each in chosen["source"] for release in each.split("; ")}
    used = [release for release in registered.attrs["provenance"].releases if str(release) in named]
    table.attrs["provenance"] = Provenance(tuple(dict.fromkeys([*source_of(report).releases, *used])))
    return table
