"""How events still to come are shown, always in the same way: what is expected in the end, the counts, the checks."""

from __future__ import annotations

import pandas as pd

from analysis import periods, prose
from analysis.presentation import charts, tables
from analysis.presentation.display import Figure, Table
from analysis.statistics.triangle import ToCome

_LATER = "What comes later than the longest time since an offence that is held is not in it."
_REPLACED = (
    "What is recorded so far holds an estimate in place of each count that is suppressed. Where one of two years of "
    "offence behind a step is so replaced, the standard error of the step is too small; the 95% intervals allow for it."
)
_HEADINGS = {
    "latest": "Recorded so far",
    "to_come": "Still to come",
    "lower": "95% interval from",
    "upper": "95% interval to",
    "ultimate": "Expected in the end",
    "share_recorded": "Recorded so far, share",
}


def show(coming: ToCome, *, noun: str, place: str, source: pd.DataFrame) -> tuple[Figure, Table, Table, Table, Table]:
    """Show how many events of each year of offence are recorded, and how many are expected still to come.

    Parameters
    ----------
    coming : ToCome
    noun : str
        What is counted, in the plural, as the beginning of a sentence.
    place : str
    source : DataFrame
        The loaded table behind it.

    Returns
    -------
    tuple
        Chart of what is recorded and expected; table of the same; the counts by year since the offence; the steps of
        development; the check of years of recording.
    """
    notes = (_LATER, _REPLACED) if coming.suppressed.to_numpy().any() else (_LATER,)
    chart = charts.band(
        coming.by_origin,
        line="ultimate",
        lower="ultimate_lower",
        upper="ultimate_upper",
        dots="latest",
        names=("Expected in the end", "95% interval", "Recorded so far"),
        title=f"{noun} still to come: {prose.count(coming.development.estimate)}, of offences up to "
        f"{periods.label(coming.by_origin.index[-1])}",
        subtitle=f"{noun} by financial year of the offence, recorded and expected, {place}",
        unit=noun,
        source=source,
        notes=notes,
    )
    expected = tables.table(
        coming.by_origin[list(_HEADINGS)],
        title=f"{noun} recorded and expected by financial year of the offence, {place}",
        first="Year of the offence",
        names=_HEADINGS,
        write={"share_recorded": prose.percent},
        source=source,
        notes=notes,
    )
    return (
        chart,
        expected,
        _counts(coming, noun, place, source),
        _steps(coming, noun, source, notes),
        _years(coming, noun, source),
    )


def _counts(coming: ToCome, noun: str, place: str, source: pd.DataFrame) -> Table:
    names = ["In that year", *(f"{since} later" for since in coming.increments.columns[1:])]
    counts = coming.increments.set_axis(names, axis=1)
    return tables.table(
        counts,
        title=f"{noun} by financial year of the offence and years since, {place}",
        first="Year of the offence",
        write=dict.fromkeys(names, _reached),
        source=source,
        notes=("Younger years of offence have had less time: no share is made of these counts.",),
        markers={"suppressed": coming.suppressed.astype(int).set_axis(names, axis=1)},
    )


def _reached(count: float) -> str:
    # A year that has not been reached is no figure that is missing.
    return prose.NOT_APPLICABLE if pd.isna(count) else prose.count(count)


def _steps(coming: ToCome, noun: str, source: pd.DataFrame, notes: tuple[str, ...]) -> Table:
    steps = coming.development.factors[["factor", "standard_error", "origins"]]
    names = {"factor": "Growth to it, ratio", "standard_error": "Standard error", "origins": "Years of offence used"}
    return tables.table(
        steps.set_axis([f"{since} later" for since in steps.index]),
        title=f"{noun} since the offence: growth of the cumulative number from one year to the next",
        first="Years since the offence",
        names=names,
        write={"factor": prose.hundredths, "standard_error": prose.hundredths},
        source=source,
        notes=(f"Method: {coming.development.method}.", *notes),
    )


def _years(coming: ToCome, noun: str, source: pd.DataFrame) -> Table:
    names = {
        "observed": "Recorded",
        "expected": "Expected",
        "ratio": "Recorded over expected",
        "standardised": "Difference in standard errors",
    }
    return tables.table(
        coming.by_year,
        title=f"Check: {prose.uncapitalised(noun)} recorded in each financial year beside what the method expects",
        first="Financial year",
        names=names,
        write={"ratio": prose.hundredths, "standardised": prose.hundredths},
        source=source,
        notes=(
            "Counts that may be shown, of the years of offence above. Beyond 2 standard errors a year was out of the "
            "ordinary for all years of offence at once, and the estimate is in doubt.",
        ),
    )
