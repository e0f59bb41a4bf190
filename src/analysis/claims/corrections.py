"""What of a printed report is to be corrected before a reprint, a measure at a time."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.claims.register import printed, source_of
from analysis.claims.verdicts import CONTRADICTED, DIFFERS
from analysis.provenance import Provenance

_KINDS = (DIFFERS, CONTRADICTED, "left blank", "unclear")
_FIRST_RIGHT = "gave the claimed figure"
"""What the register says of a figure that was right when it was printed, and was revised since."""


def corrections(registered: pd.DataFrame, report: str) -> pd.DataFrame:
    """Put together the measures of a report that are to be corrected: other than the data, contradicted, left blank.

    Parameters
    ----------
    registered : DataFrame
        As from `analysis.claims.register`.
    report : str
        Financial year of the report.

    Returns
    -------
    DataFrame
        Text over the measures, those that differ from the data first: ``kind``, what is ``printed`` with the sections,
        and what the data give (``found``; empty where they do not bear on it). The releases behind it
        are in ``attrs["provenance"]``, with that of the report.

    Examples
    --------
    >>> corrections(register("2021-22"), "2021-22").loc["NRM referrals", "kind"]  # doctest: +SKIP
    'differs'
    """
    wholes = registered["measure"].str.partition(": ")[0]
    found = {str(measure): _correction(rows, report) for measure, rows in registered.groupby(wholes, sort=False)}
    wanted = {measure: each for measure, each in found.items() if each}
    ordered = sorted(wanted, key=lambda measure: _KINDS.index(wanted[measure]["kind"]))
    columns = ["kind", "printed", "found"]
    table = pd.DataFrame([wanted[measure] for measure in ordered], columns=columns, index=pd.Index(ordered, dtype=str))
    differing = registered.loc[wholes.isin(table.index[table["found"] != ""]), "source"]
    named = {release for each in differing for release in each.split("; ")}
    used = [release for release in registered.attrs["provenance"].releases if str(release) in named]
    table.attrs["provenance"] = Provenance(tuple(dict.fromkeys([*source_of(report).releases, *used])))
    return table


def _correction(rows: pd.DataFrame, report: str) -> dict[str, str]:
    stands = rows["reason"].str.contains(_FIRST_RIGHT)
    verdicts = rows["verdicts"].str.split(", ").where(~stands, pd.Series([[]] * len(rows), index=rows.index))
    blank = rows["claimed"] == "left blank"
    for kind in _KINDS:
        chosen = rows[verdicts.map(lambda given, kind=kind: kind in given) | (blank if kind == "left blank" else False)]
        if len(chosen):
            figures = printed(report, list(chosen["id"]))
            return {
                "kind": kind,
                "printed": "; ".join(_parts(figures)),
                "found": "; ".join(dict.fromkeys(filter(None, chosen["computed"]))) if kind == DIFFERS else "",
            }
    return {}


def _parts(figures: dict[str, str]) -> Iterable[str]:
    for measure, said in figures.items():
        part = measure.partition(": ")[2]
        yield f"{part}: {said}" if part else said
