import math

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from analysis.prose import points, to_a_tenth
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
    said = verdicts.judge([few], plan="most scripts are completed").sentence
    assert said == "It cannot be told whether most scripts are completed: chance alone could decide the share."


@pytest.mark.parametrize("nothing", [None, math.nan])
def test_a_measure_without_a_figure_cannot_be_told_and_says_why(nothing):
    lacking = verdicts.criterion("referrals", "more than", 0, nothing, lacking="suppressed")
    assert lacking.outcome == "cannot be told"
    said = verdicts.judge([lacking], plan="there are more").sentence
    assert said == "It cannot be told whether there are more: there is no figure for referrals (suppressed)."


@pytest.mark.parametrize(
    ("values", "outcome", "why"),
    [
        ([2, 2], "met", "was met: all 2 criteria were met."),
        ([0, 0], "not met", "was not met: none of 2 criteria was met."),
        ([2, 0], "partly met", "was partly met: of 2 criteria, 1 met and 1 not met (measure 1)."),
        ([2, None, 0], "partly met", "1 met, 1 not met (measure 2) and 1 open (measure 1)."),
        ([2, None], "cannot be told", "1 of 2 criteria was met, but no return asks for measure 1."),
        ([0, None], "cannot be told", "1 of 2 criteria was not met, and no return asks for measure 1."),
        ([None], "cannot be told", "It cannot be told whether it is so: no return asks for it."),
    ],
)
def test_criteria_together(values, outcome, why):
    criteria = [
        verdicts.criterion(f"measure {n}", "more than", 1, value, lacking=verdicts.UNASKED)
        for n, value in enumerate(values)
    ]
    verdict = verdicts.judge(criteria, plan="it is so")
    assert verdict.outcome == outcome
    assert verdict.sentence.endswith(why)
    assert len(verdict.table) == len(values)
    assert verdict.table["outcome"].isin(verdicts.OUTCOMES).all()


def test_the_sentence_gives_figure_interval_rule_and_verdict():
    found = verdicts.criterion("the share of scripts completed", "more than", 0.1, share(141, 150), wording=to_a_tenth)
    assert verdicts.judge([found], plan="scripts are completed").sentence == (
        "The planned outcome that scripts are completed was met: the share of scripts completed was 94.0% (95% "
        "interval 89.0% to 96.8%), where more than 10.0% was asked."
    )


def test_reasons_of_the_same_kind_stand_together_and_many_are_counted():
    chance = shares.difference(6, 10, 5, 10)
    criteria = [
        verdicts.rise("tools", None, lacking=verdicts.UNASKED),
        verdicts.rise("charges", chance),
        verdicts.rise("outcomes", None, lacking=verdicts.UNASKED),
        *(verdicts.rise(f"measure {number}", None, lacking="suppressed") for number in (1, 2, 3)),
    ]
    assert verdicts.judge(criteria, plan="tools are used").sentence == (
        "It cannot be told whether tools are used: no return asks for tools and outcomes; chance alone could explain "
        "the change in charges; there is no figure for 3 of 6 criteria (suppressed)."
    )


def test_where_no_criterion_of_several_has_a_figure_they_are_not_named():
    criteria = [verdicts.rise(f"measure {number}", None, lacking="suppressed") for number in (1, 2, 3)]
    said = verdicts.judge(criteria, plan="it is so").sentence
    assert said.endswith("whether it is so: there is no figure for any of 3 criteria (suppressed).")


def test_a_rise_and_a_fall_are_asked_for_in_words():
    found = shares.difference(141, 150, 12, 120)
    risen = verdicts.rise("the share", found, wording=points, unit="percentage points")
    assert (risen.rule, risen.outcome) == ("a rise", "met")
    assert risen.found == "+84.0 percentage points (95% interval +75.7 to +89.0)"
    fallen = verdicts.fall("the share", found, wording=points, unit="percentage points")
    assert (fallen.rule, fallen.outcome) == ("a fall", "not met")
    assert verdicts.judge([fallen], plan="less is done", called="aim").sentence == (
        "The aim that less is done was not met: the share changed by +84.0 percentage points (95% interval +75.7 to "
        "+89.0), where a fall was asked."
    )


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
        verdicts.judge([], plan="it is so")


@pytest.mark.parametrize(("hidden", "words"), [(0, "39"), (3, "between 39 and 42")])
def test_bounds_are_written_as_bounds_and_a_certain_number_alone(hidden, words):
    bounded = reach.reach(pd.Series([1] * 39 + [None] * hidden, dtype="Float64"), noun="any", units="forces")
    assert verdicts.criterion("the number of forces", "at least", 43, bounded).found == words
