"""What a share of a whole could be where part of the whole is of unknown kind. Shares are fractions of one."""

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
        The share among the known, which is that of all only if the unknown are like the known. Its interval has level 1
        and runs from the share of all if no unknown case is of the kind to that if every one is (Manski, American
        Economic Review 1990; 80: 319-323): chance has no part in it.

    Raises
    ------
    CannotEstimate
        Where nothing is known, or a count is negative, missing or above its whole.

    Examples
    --------
    >>> children = bounds(5560, 12584, 955)
    >>> round(children.estimate, 3), round(children.interval.lower, 3), round(children.interval.upper, 3)
    (0.442, 0.411, 0.481)
    """
    numerator, denominator = checks.count(part, "part"), checks.positive(known, "whole")
    if numerator > denominator:
        what = f"the part, {numerator:g}, is more than the whole, {denominator:g}"
        raise checks.CannotEstimate(what, expected="a part of the whole")
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
