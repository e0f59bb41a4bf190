"""Shares of a whole, their differences, and what they could be where part of the whole is unknown.

The intervals take each case as drawn independently with one chance. Cases that come in groups (victims of one
investigation) vary more, so that the intervals are then too narrow. Shares are fractions of one.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from analysis.prose import number, percent, percentage, percentage_points, to_a_tenth, within
from analysis.statistics import checks
from analysis.statistics.result import Estimate, Interval, TableEstimate

_WILSON = "share with Wilson's score interval"
_NEWCOMBE = "difference of two independent shares, Newcombe's interval (method 10)"


def share(
    part: float,
    whole: float,
    *,
    level: float = 0.95,
    noun: str = "cases",
    predicate: str = "were of this kind",
) -> Estimate:
    """Estimate a share of a whole with Wilson's interval.

    Parameters
    ----------
    part, whole : float
        Numerator and denominator, in cases.
    level : float
        Nominal coverage.
    noun, predicate : str
        For the sentence: '39 of 159 `noun` `predicate`'.

    Returns
    -------
    Estimate
        The share as a fraction of one; `n` is the denominator. Source: Wilson, Journal of the American Statistical
        Association 1927; 22: 209-212.

    Raises
    ------
    CannotEstimate
        Where the whole is zero, or the part is negative, missing or above the whole.
    """
    numerator, denominator = _part_of(part, whole)
    interval = _wilson(numerator, denominator, level)
    estimate = numerator / denominator
    return Estimate(
        estimate=estimate,
        interval=interval,
        method=_WILSON,
        n=denominator,
        sentence=(
            f"{number(numerator)} of {number(denominator)} {noun} {predicate} "
            f"({to_a_tenth(estimate)}, {within(interval, to_a_tenth)})."
        ),
        diagnostics={"numerator": numerator, "denominator": denominator},
    )


def difference(
    part: float,
    whole: float,
    reference_part: float,
    reference_whole: float,
    *,
    level: float = 0.95,
    noun: str = "the share",
    names: tuple[str, str] = ("the first group", "the second"),
) -> Estimate:
    """Estimate the difference of two independent shares with Newcombe's interval.

    Parameters
    ----------
    part, whole : float
        Numerator and denominator of the first share.
    reference_part, reference_whole : float
        Numerator and denominator of the share that is taken from it.
    level : float
        Nominal coverage.
    noun : str
        What is a share of what, such as 'the share of referrals made by the police'.
    names : tuple of str
        What the two groups or periods are called, to follow 'in'.

    Returns
    -------
    Estimate
        First share less second, as a fraction of one (0.098 is 9.8 percentage points); `n` is the sum of the
        denominators. Source: Newcombe, Statistics in Medicine 1998; 17: 873-890, method 10.

    Raises
    ------
    CannotEstimate
        Where a whole is zero, or a part is negative, missing or above its whole.
    """
    first, second = _part_of(part, whole), _part_of(reference_part, reference_whole)
    estimate, interval = _newcombe(first, second, level)
    shares = first[0] / first[1], second[0] / second[1]
    higher = "higher" if estimate >= 0 else "lower"
    caution = "; chance alone could bring this about" if 0 in interval else ""
    return Estimate(
        estimate=estimate,
        interval=interval,
        method=_NEWCOMBE,
        n=first[1] + second[1],
        sentence=(
            f"In {names[0]}, {noun} was {to_a_tenth(shares[0])}, {percentage_points(abs(estimate))} {higher} than the "
            f"{to_a_tenth(shares[1])} in {names[1]} (difference {percentage(estimate)}, "
            f"{within(interval, percentage)}{caution})."
        ),
        diagnostics={"share": shares[0], "reference_share": shares[1]},
    )


def bounds(
    part: float,
    known: float,
    unknown: float,
    *,
    level: float = 0.95,
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
    level : float
        Nominal coverage of the intervals among the diagnostics.
    noun, predicate, attribute : str
        For the sentence, such as 'victims', 'were British' and 'nationality'.

    Returns
    -------
    Estimate
        The share among the known; its interval has level 1 and runs from the share of all if no unknown case is of the
        kind to that if every one is (Manski, American Economic Review 1990; 80: 319-323). Diagnostics hold Wilson's
        interval of the share among the known (`known_lower`, `known_upper`), which is right only if the unknown are
        like the known, and the bounds widened by Wilson's (`outer_lower`, `outer_upper`).

    Raises
    ------
    CannotEstimate
        Where nothing is known, or a count is negative, missing or above its whole.
    """
    numerator, denominator = _part_of(part, known)
    missing = checks.count(unknown, "unknown")
    everyone = denominator + missing
    least, most = numerator / everyone, (numerator + missing) / everyone
    among_known = _wilson(numerator, denominator, level)
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
        diagnostics={
            "unknown": missing,
            "unknown_share": missing / everyone,
            "known_lower": among_known.lower,
            "known_upper": among_known.upper,
            "outer_lower": _wilson(numerator, everyone, level).lower,
            "outer_upper": _wilson(numerator + missing, everyone, level).upper,
        },
    )


def shares(
    counts: pd.Series,
    *,
    unknown: Collection[object] = (),
    level: float = 0.95,
    noun: str = "cases",
) -> TableEstimate:
    """Estimate the share of every category among the cases whose category is known.

    Parameters
    ----------
    counts : Series of numbers
        Cases by category.
    unknown : collection of labels
        Labels of `counts` that stand for cases of no known category.
    level : float
        Nominal coverage of each interval; they are not simultaneous.
    noun : str
        What is counted.

    Returns
    -------
    TableEstimate
        The share of the largest known category. The table has one row for each known category in the order given:
        `numerator`, `denominator` (known cases), `share`, `lower`, `upper` (Wilson), and `least`, `most`: the share of
        all cases if none, or all, of the unknown were of this category.

    Raises
    ------
    CannotEstimate
        Where nothing is known, a count is negative or missing, or `unknown` names no label of `counts`.
    """
    checked = checks.counts(counts)
    strange = [name for name in unknown if name not in checked.index]
    if strange:
        raise checks.CannotEstimate(f"counts has no category '{strange[0]}'", expected="labels of counts")
    known = checked.drop(index=list(unknown))
    total, missing = float(known.sum()), float(checked.sum() - known.sum())
    if total == 0:
        raise checks.CannotEstimate(f"no {noun} of a known category", expected="at least one")
    low, high = proportion_confint(known.to_numpy(), total, alpha=1 - checks.level(level), method="wilson")
    table = pd.DataFrame({"numerator": known, "denominator": total, "share": known / total})
    table["lower"], table["upper"] = low, high
    table["least"] = known / (total + missing)
    table["most"] = (known + missing) / (total + missing)
    position = int(known.to_numpy().argmax())
    largest = table.iloc[position]
    interval = Interval(float(largest["lower"]), float(largest["upper"]), level)
    left_out = f" {number(missing)} more of no known category are left out." if missing else ""
    return TableEstimate(
        estimate=float(largest["share"]),
        interval=interval,
        method=_WILSON,
        n=total,
        sentence=(
            f"The largest share of {noun} was {known.index[position]}: {number(known.max())} of {number(total)} "
            f"({to_a_tenth(float(largest['share']))}, {within(interval, to_a_tenth)}).{left_out}"
        ),
        diagnostics={"unknown": missing, "unknown_share": missing / (total + missing)},
        table=table,
    )


def each(
    parts: pd.Series,
    wholes: pd.Series,
    *,
    level: float = 0.95,
) -> pd.DataFrame:
    """Estimate a share in each of several periods or groups with Wilson's interval.

    Parameters
    ----------
    parts, wholes : Series of numbers
        Numerators and denominators with the same labels.
    level : float
        Nominal coverage of each interval; they are not simultaneous.

    Returns
    -------
    DataFrame
        One row for each label: `numerator`, `denominator`, `share`, `lower`, `upper`, fractions of one; the last three
        are missing where the whole is zero.

    Raises
    ------
    CannotEstimate
        Where the labels differ, a count is negative or missing, or a part is above its whole.
    """
    numerators = checks.counts(parts, "parts")
    denominators = checks.same_index(numerators, checks.counts(wholes, "wholes"), "parts", "wholes")
    above = numerators.index[numerators > denominators]
    if len(above):
        raise checks.CannotEstimate(f"the part for '{above[0]}' is more than the whole", expected="parts of the wholes")
    table = pd.DataFrame({"numerator": numerators, "denominator": denominators})
    known = table[table["denominator"] > 0]
    low, high = proportion_confint(
        known["numerator"], known["denominator"], alpha=1 - checks.level(level), method="wilson"
    )
    shares_of = pd.DataFrame({"share": known["numerator"] / known["denominator"], "lower": low, "upper": high})
    return table.join(shares_of)


def _part_of(part: float, whole: float) -> tuple[float, float]:
    numerator, denominator = checks.count(part, "part"), checks.positive(whole, "whole")
    if numerator > denominator:
        raise checks.CannotEstimate(
            f"the part, {part:g}, is more than the whole, {whole:g}", expected="a part of the whole"
        )
    return numerator, denominator


def _either(least: str, most: str) -> str:
    return f"{least} either way" if least == most else f"between {least} and {most}"


def _wilson(numerator: float, denominator: float, level: float) -> Interval:
    low, high = proportion_confint(numerator, denominator, alpha=1 - checks.level(level), method="wilson")
    return Interval(float(low), float(high), level)


def _newcombe(first: tuple[float, float], second: tuple[float, float], level: float) -> tuple[float, Interval]:
    low, high = confint_proportions_2indep(*first, *second, method="newcomb", alpha=1 - checks.level(level))
    return first[0] / first[1] - second[0] / second[1], Interval(float(low), float(high), level)
