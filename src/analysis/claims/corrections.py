"""What of a printed report is to be corrected before a reprint, a point each."""

from __future__ import annotations

import pandas as pd

from analysis.claims.register import source_of
from analysis.claims.verdicts import TO_CORRECT
from analysis.provenance import Provenance


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
    >>> corrections(register("2021-22"), "2021-22")["verdict"].iloc[0]  # doctest: +SKIP
    'differs'
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
