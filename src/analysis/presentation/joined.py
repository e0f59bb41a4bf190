"""How a comparison of units that joined something with those that had not is shown: chart, figures, and its checks."""

from __future__ import annotations

import pandas as pd

from analysis import prose
from analysis.presentation import charts, tables
from analysis.presentation.display import Figure, Table, Text
from analysis.statistics.staggered import Joining

_LEFT_OUT = "Left out are those of which a period is suppressed or missing, and those with no figure before joining."


def show(
    effect: Joining, *, noun: str, units: str, subtitle: str, source: pd.DataFrame
) -> tuple[Text | Figure | Table, ...]:
    """Show what units counted after joining over what the others lead one to expect, with the test of parallel courses.

    Parameters
    ----------
    effect : Joining
    noun, units : str
        What is counted, and what the units are, in the plural.
    subtitle : str
        Where and up to when.
    source : DataFrame
        The loaded table behind it.

    Returns
    -------
    tuple
        Sentence, chart, figures, sentence on the year before joining, and units used and left out.
    """
    name = charts.canvas.capital(noun)
    figures = effect.written
    ratios = figures[["ratio", "lower", "upper"]]
    chart = charts.intervals(
        ratios.set_axis(["estimate", "lower", "upper"], axis=1),
        title=f"{name} after joining: {prose.ratio_as_change(effect.estimate)} beside what was expected",
        subtitle=f"{name} observed over expected, by {effect.unit_of_time}s since joining, {subtitle}",
        unit="Difference from what was expected, with 95% interval",
        reference=(1, "no difference"),
        scale="log",
        write=prose.ratio_as_change,
        source=source,
    )
    table = tables.table(
        figures[["units", "observed", "expected", "ratio", "lower", "upper"]],
        title=f"{name} observed and expected, by {effect.unit_of_time}s since joining, {subtitle}",
        first="Since joining",
        names={
            "units": charts.canvas.capital(units),
            "observed": "Observed",
            "expected": "Expected",
            "ratio": "Difference",
            "lower": "95% from",
            "upper": "95% to",
        },
        write=dict.fromkeys(ratios.columns, prose.ratio_as_change),
        source=source,
    )
    included = tables.table(
        effect.included,
        title=f"{charts.canvas.capital(units)} in the comparison of {noun}, {subtitle}",
        first=f"{charts.canvas.capital(units)} that had",
        names={"used": "Used", "left out": "Left out"},
        source=source,
        notes=(_LEFT_OUT,),
    )
    return Text(effect.sentence), chart, table, Text(effect.check), included
