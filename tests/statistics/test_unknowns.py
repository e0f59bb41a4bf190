"""Shares where part of the whole is of unknown kind."""

import pandas as pd
import pytest

from analysis.statistics import shares, unknowns
from analysis.statistics.checks import CannotEstimate

WORDS = {"noun": "victims", "predicate": "were British", "attribute": "nationality"}


def bounded(part, unknown, whole):
    return unknowns.bounds(*(pd.Series([value], ["all"]) for value in (part, unknown, whole)))


def test_bounds_and_interval_are_those_of_one_share():
    row = bounded(53, 30, 130).loc["all"]
    same = shares.bounds(53, 100, 30)
    assert (row["least"], row["most"]) == (same.interval.lower, same.interval.upper)
    assert (row["lower"], row["upper"]) == (same.diagnostics["known_lower"], same.diagnostics["known_upper"])
    assert row["unknown_share"] == pytest.approx(30 / 130)


def test_a_majority_is_undecided_by_what_the_unknown_would_have_to_be():
    undecided = unknowns.majority(bounded(53, 30, 130), "all", **WORDS)
    assert undecided.diagnostics["needed"] == pytest.approx(12 / 30)
    assert "it would take more than 40.0% of the unknown" in undecided.sentence


@pytest.mark.parametrize(("part", "verdict"), [(90, "holds whatever"), (20, "is ruled out whatever")])
def test_a_majority_that_the_unknown_cannot_change_is_called_so(part, verdict):
    assert verdict in unknowns.majority(bounded(part, 30, 130), "all", **WORDS).sentence


def test_a_suppressed_category_keeps_its_row_and_the_others_their_shares():
    table = unknowns.among_known(pd.Series([60, pd.NA], ["British", "Other"], dtype="Int64"), 20.0, 120.0)
    assert table.loc["British", "share"] == pytest.approx(0.6)
    assert table.loc["Other"].isna().all()


def test_what_is_not_held_is_refused():
    with pytest.raises(CannotEstimate):
        bounded(float("nan"), 30, 130)
    with pytest.raises(CannotEstimate):
        unknowns.majority(bounded(53, 30, 130), "another", **WORDS)


def test_nationalities_come_by_size_and_those_without_a_figure_last():
    months = pd.period_range("2021-04", "2022-03", freq="M")
    march = {"A": pd.NA, "B": 5, "C": 20, "D": 9, "Unknown": 10}
    parts = pd.DataFrame({name: pd.array([count] * 12, "Int64") for name, count in march.items()}, months)
    known = unknowns.nationalities(parts, pd.Series(60, months), pd.Period("2022", "Y-MAR"), unknown="Unknown")
    assert known.index.tolist() == ["C", "D", "B", "A"]
    assert unknowns.leading(unknowns.largest(known, without=["C"])) == "D (18.0%) and B (10.0%)"
