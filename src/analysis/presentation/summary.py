"""The sentences and tables of the summary page, written from what other pages found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from analysis import prose
from analysis.results import Result

NAMES: Mapping[str, str] = {
    "area": "Area",
    "before": "Year before",
    "after": "This year",
    "change": "Change",
    "lower": "95% interval from",
    "upper": "95% interval to",
}
"""Headings of the table of measures beside the year before."""

_VERDICTS = ("met", "partly met", "not met", "cannot be told")


def sentence(results: Sequence[Result], *, period: str, place: str) -> str:
    """Say how many pages answer their question from evidence, and how many planned outcomes were met by it.

    Parameters
    ----------
    results : sequence of Result
    period, place : str
        What the summary is about.

    Returns
    -------
    str
    """
    with_sentence = [each for each in results if each.sentence]
    made_up = sum(each.demonstration for each in with_sentence)
    real = len(with_sentence) - made_up
    said = [f"For {place} in {period}, the main finding of {real} of {len(results)} pages rests on real figures alone"]
    if made_up:
        said[0] += f"; that of {made_up} rests on demonstration data, which are made up and no evidence"
    if missing := len(results) - len(with_sentence):
        said[0] += f"; {missing} {'has' if missing == 1 else 'have'} none"
    verdicts = Counter(each.verdict for each in with_sentence if each.verdict)
    if verdicts:
        judged = prose.noun(sum(verdicts.values()), "planned outcome")
        counted = prose.listing(f"{verdicts[each]} {each}" for each in _VERDICTS if verdicts[each])
        said.append(f"Of {judged}, judged on evidence by rules stated beforehand: {counted}")
    return ". ".join(said) + "."


def rises(table: pd.DataFrame) -> str:
    """Say how many measures rose, fell, or could have done neither.

    Parameters
    ----------
    table : DataFrame
        ``lower`` and ``upper`` end of the change of each measure, fractions of one.
    """
    rose, fell = int((table["lower"] > 0).sum()), int((table["upper"] < 0).sum())
    unclear = len(table) - rose - fell
    said = f"{rose} of {len(table)} measures rose and {fell} fell"
    return f"{said}; {prose.noun(unclear, 'change')} could be chance" if unclear else said


def of_claims(counts: pd.Series, every: int, period: str) -> str:
    """Say how the claims of a printed report were judged.

    Parameters
    ----------
    counts : Series of int
        Claims over verdicts.
    every : int
        How many claims there are.
    period : str
        Of the report.
    """
    judged = prose.listing(f"{prose.count(number)} {verdict}" for verdict, number in counts.items())
    return f"The annual report of {period} makes {prose.count(every)} claims in figures: {judged}."


def claims_of(register: pd.DataFrame, section: str) -> pd.DataFrame:
    """Lay out the claims of a section: what was claimed, what the data give, and the verdict.

    Parameters
    ----------
    register : DataFrame
        As `analysis.claims.register` returns it.
    section : str

    Returns
    -------
    DataFrame
        Text over the statements.
    """
    rows = register[register["section"] == section]
    computed = rows["computed"].where(rows["computed"] != "", "[x]")
    columns = {"Claimed": rows["claimed"], "Computed": computed, "Verdict": rows["verdicts"], "Why": rows["reason"]}
    return pd.DataFrame(columns).set_axis(rows["statement"])
