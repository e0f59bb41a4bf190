import math

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from analysis.prose import to_a_tenth
from analysis.statistics import checks, reach, shares, verdicts

_NUMBERS = st.floats(-1e6, 1e6)


def share(part, whole):
    return shares.share(part, whole)


@pytest.mark.parametrize(
    ("comparison", "value", "outcome"),
    [
        ("at least", 39, "met"),
        ("more than", 39, "not met"),
        ("at most", 39, "met"),
        ("less than", 39, "not met"),
        ("more than", 40, "met"),
        ("less than", 38, "met"),
        ("at least", 38, "not met"),
        ("at most", 40, "not met"),
    ],
)
def test_a_full_count_is_held_against_its_threshold(comparison, value, outcome):
    assert verdicts.criterion("forces", comparison, 39, value).outcome == outcome


def test_an_interval_that_straddles_the_threshold_cannot_be_told():
    few = verdicts.criterion("the share", "more than", 0.5, share(6, 10), wording=to_a_tenth)
    many = verdicts.criterion("the share", "more than", 0.5, share(600, 1000), wording=to_a_tenth)
    assert (few.outcome, many.outcome) == ("cannot be told", "met")
    assert "both sides" in few.reason
    assert "both sides" not in many.reason


@pytest.mark.parametrize("nothing", [None, math.nan])
def test_a_measure_without_a_figure_cannot_be_told_and_says_why(nothing):
    lacking = verdicts.criterion("referrals", "more than", 0, nothing, lacking="numbers below five are suppressed")
    assert lacking.outcome == "cannot be told"
    assert "numbers below five are suppressed" in verdicts.judge([lacking]).sentence


@pytest.mark.parametrize(
    ("values", "outcome"),
    [
        ([2, 2], "met"),
        ([0, 0], "not met"),
        ([2, 0], "partly met"),
        ([2, None, 0], "partly met"),
        ([2, None], "cannot be told"),
        ([0, None], "cannot be told"),
        ([None], "cannot be told"),
    ],
)
def test_criteria_together(values, outcome):
    verdict = verdicts.judge([verdicts.criterion(f"measure {n}", "more than", 1, v) for n, v in enumerate(values)])
    assert verdict.outcome == outcome
    assert len(verdict.reasons) == len(verdict.table) == len(values)
    assert verdict.table["outcome"].isin(verdicts.OUTCOMES).all()


def test_the_sentence_gives_figure_interval_rule_and_verdict():
    found = verdicts.criterion("the share of scripts completed", "more than", 0.1, share(141, 150), wording=to_a_tenth)
    assert verdicts.judge([found]).sentence == (
        "By the rule stated, the planned outcome was met: the share of scripts completed was 94.0% (95% interval 89.0% "
        "to 96.8%), where more than 10.0% was asked: met."
    )


def test_a_verdict_on_demonstration_data_says_so_in_its_sentence():
    criteria = [verdicts.criterion("operations", "at least", 100, 115)]
    assert "demonstration" in verdicts.judge(criteria, demonstration=True).sentence
    assert "demonstration" not in verdicts.judge(criteria).sentence


@given(value=_NUMBERS, threshold=_NUMBERS, comparison=st.sampled_from(verdicts.COMPARISONS))
def test_opposite_comparisons_never_agree(value, threshold, comparison):
    opposite = dict(zip(verdicts.COMPARISONS, ("less than", "at most", "more than", "at least"), strict=True))
    outcomes = {verdicts.criterion("it", each, threshold, value).outcome for each in (comparison, opposite[comparison])}
    assert outcomes == {"met", "not met"}


def test_what_is_no_rule_is_refused():
    with pytest.raises(checks.CannotEstimate, match="comparison"):
        verdicts.criterion("it", "about", 1, 1)
    with pytest.raises(checks.CannotEstimate, match="threshold"):
        verdicts.criterion("it", "at least", math.nan, 1)
    with pytest.raises(checks.CannotEstimate, match="no criteria"):
        verdicts.judge([])


@pytest.mark.parametrize(("hidden", "words"), [(0, "39"), (3, "between 39 and 42")])
def test_bounds_are_written_as_bounds_and_a_certain_number_alone(hidden, words):
    bounded = reach.reach(pd.Series([1] * 39 + [None] * hidden, dtype="Float64"), noun="any", units="forces")
    assert verdicts.criterion("the number of forces", "at least", 43, bounded).found == words
