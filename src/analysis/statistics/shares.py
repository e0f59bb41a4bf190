"""Bounds of a share where some cases are of unknown kind.

Shares are fractions of one. The shares on the pages are of complete counts whose cases come in groups: intervals that
take each case as drawn independently would be too narrow, and none is given.
"""

from __future__ import annotations

from analysis.prose import number, percent
from analysis.statistics import checks
from analysis.statistics.result import Estimate, Interval


def bounds(
    part: float,
    known: float,
    unknown: float,
    *,
    noun: str = "cases",
    predicate: str = "were of this kind",
    attribute: str = "kind",
) -> Estimate:
    """Bound a share of all cases where some are of unknown kind, without assuming anything of these.

    Parameters
    ----------
    part : float
        Cases known to be of the kind.
    known, unknown : float
        Cases whose kind is known, and is not.
    noun, predicate, attribute : str
        For the sentence, such as 'victims', 'were British' and 'nationality'.

    Returns
    -------
    Estimate
        The share among the known; its interval has level 1 and runs from the share of all if no unknown case is of the
        kind to that if every one is (Manski, American Economic Review 1990; 80: 319-323).

    Raises
    ------
    CannotEstimate
        Where nothing is known, or a count is negative, missing or above its whole.

    Examples
    --------
    >>> bounds(5560, 12584, 955, noun="people", predicate="were children", attribute="age").sentence[:66]
    '5,560 of 13,539 people were children: 44% of the 12,584 whose age '
    """
    numerator, denominator = checks.count(part, "part"), checks.positive(known, "known")
    if numerator > denominator:
        raise checks.CannotEstimate(
            f"the part, {part:g}, is more than the whole, {known:g}", expected="a part of the whole"
        )
    missing = checks.count(unknown, "unknown")
    everyone = denominator + missing
    least, most = numerator / everyone, (numerator + missing) / everyone
    share = percent(numerator / denominator)
    sentence = f"{number(numerator)} of {number(denominator)} {noun} {predicate} ({share})."
    if missing:
        sentence = (
            f"{number(numerator)} of {number(everyone)} {noun} {predicate}: {share} of the {number(denominator)} whose "
            f"{attribute} is known. The {attribute} of {number(missing)} is not known, so the share of all is "
            f"{_either(percent(least), percent(most))}."
        )
    return Estimate(
        estimate=numerator / denominator,
        interval=Interval(least, most, 1.0),
        method="bounds of a share under missing data, no assumption on the missing",
        n=everyone,
        sentence=sentence,
        diagnostics={"unknown": missing, "unknown_share": missing / everyone},
    )


def _either(least: str, most: str) -> str:
    return f"{least} either way" if least == most else f"between {least} and {most}"
