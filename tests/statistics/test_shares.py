import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from analysis.statistics import shares
from analysis.statistics.checks import CannotEstimate

PARTS = st.integers(1, 10_000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))
NATIONALITIES = pd.Series({"British": 37, "Albanian": 20, "Vietnamese": 13, "Not recorded": 30})


@given(PARTS)
def test_interval_of_a_share_holds_it_and_lies_between_none_and_all(pair):
    result = shares.share(*pair)
    assert -1e-12 <= result.interval.lower <= result.estimate + 1e-12
    assert result.estimate - 1e-12 <= result.interval.upper <= 1 + 1e-12


@given(PARTS)
def test_the_share_of_the_others_is_the_rest(pair):
    part, whole = pair
    result, rest = shares.share(part, whole), shares.share(whole - part, whole)
    assert rest.estimate == pytest.approx(1 - result.estimate)
    assert rest.interval.lower == pytest.approx(1 - result.interval.upper, abs=1e-12)


@given(PARTS, PARTS)
def test_a_difference_turned_round_has_the_other_sign(first, second):
    result, turned = shares.difference(*first, *second), shares.difference(*second, *first)
    assert result.interval.lower - 1e-12 <= result.estimate <= result.interval.upper + 1e-12
    assert turned.estimate == pytest.approx(-result.estimate, abs=1e-12)
    assert turned.interval.lower == pytest.approx(-result.interval.upper, abs=1e-12)


def test_intervals_cover_as_often_as_they_say():
    random = np.random.default_rng(3)
    first, second = random.binomial(60, 0.3, size=1500), random.binomial(90, 0.45, size=1500)
    single = np.mean([0.3 in shares.share(part, 60).interval for part in first])
    pairs = zip(first, second, strict=True)
    double = np.mean([-0.15 in shares.difference(one, 60, other, 90).interval for one, other in pairs])
    assert single == pytest.approx(0.95, abs=0.015)
    assert double == pytest.approx(0.95, abs=0.015)


@given(PARTS, st.integers(0, 10_000))
def test_bounds_hold_the_share_whatever_the_unknown_are(pair, unknown):
    part, known = pair
    result = shares.bounds(part, known, unknown)
    assert result.interval.level == 1
    for turned_out in {0, unknown // 2, unknown}:
        assert (part + turned_out) / (known + unknown) in result.interval
    assert result.diagnostics["outer_lower"] <= result.interval.lower + 1e-12
    assert result.diagnostics["outer_upper"] >= result.interval.upper - 1e-12


def test_bounds_of_thirty_per_cent_unknown_are_thirty_points_apart():
    result = shares.bounds(37, 70, 30, noun="victims", predicate="were British", attribute="nationality")
    assert (result.interval.lower, result.interval.upper) == (0.37, 0.67)
    assert result.sentence == (
        "37 of 100 victims were British: 53% of the 70 whose nationality is known. The nationality of 30 is not known, "
        "so the share of all is between 37% and 67%."
    )


def test_children_referred_in_2021_22_are_bounded_by_those_of_unknown_age():
    result = shares.bounds(5_560, 12_584, 955)
    assert (round(result.estimate, 3), round(result.interval.lower, 3), round(result.interval.upper, 3)) == (
        0.442,
        0.411,
        0.481,
    )


def test_bounds_without_unknown_are_the_share():
    result = shares.bounds(3, 4, 0)
    assert result.interval.lower == result.estimate == result.interval.upper == 0.75
    assert "not known" not in result.sentence


def test_shares_of_the_known_sum_to_one_and_unknown_are_counted_apart():
    result = shares.shares(NATIONALITIES, unknown=["Not recorded"], noun="victims")
    assert result.table.index.tolist() == ["British", "Albanian", "Vietnamese"]
    assert result.table["share"].sum() == pytest.approx(1)
    assert set(result.table["denominator"]) == {70.0}
    assert result.table.loc["British", ["least", "most"]].tolist() == [0.37, 0.67]
    assert result.diagnostics["unknown"] == 30
    assert result.sentence.endswith("30 more of no known category are left out.")


def test_shares_agree_with_single_ones():
    table = shares.shares(NATIONALITIES).table
    single = shares.share(20, 100).interval
    assert table.loc["Albanian", ["lower", "upper"]].tolist() == pytest.approx([single.lower, single.upper])


def test_sentence_of_a_difference_gives_points_with_their_sign():
    result = shares.difference(48, 80, 56, 70, noun="the share referred", names=("2021-22", "2020-21"))
    assert result.sentence == (
        "In 2021-22, the share referred was 60.0%, 20.0 percentage points lower than the 80.0% in 2020-21 "
        "(difference \N{MINUS SIGN}20.0, 95% interval \N{MINUS SIGN}33.4 to \N{MINUS SIGN}5.2)."
    )


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: shares.share(5, 4), "the part, 5, is more than the whole, 4"),
        (lambda: shares.share(0, 0), "whole is 0"),
        (lambda: shares.share(float("nan"), 4), "part is missing"),
        (lambda: shares.difference(1, 2, -1, 2), "part is -1"),
        (lambda: shares.bounds(1, 2, -1), "unknown is -1"),
        (lambda: shares.shares(pd.Series(dtype=float)), "counts has 0 values"),
        (lambda: shares.shares(NATIONALITIES, unknown=["Unknown"]), "counts has no category 'Unknown'"),
        (lambda: shares.shares(pd.Series({"a": 0, "?": 3}), unknown=["?"]), "no cases of a known category"),
    ],
)
def test_shares_that_cannot_be_made(call, message):
    with pytest.raises(CannotEstimate, match=message):
        call()


def test_each_share_is_that_of_its_own_whole():
    index = pd.period_range("2020", periods=3, freq="Y-DEC")
    table = shares.each(pd.Series([39, 0, 0], index=index), pd.Series([159, 10, 0], index=index))
    alone = shares.share(39, 159)
    assert table["share"].iloc[0] == alone.estimate
    assert (table["lower"].iloc[0], table["upper"].iloc[0]) == (alone.interval.lower, alone.interval.upper)
    assert table["lower"].iloc[1] == 0
    assert table[["share", "lower", "upper"]].iloc[2].isna().all()


def test_a_part_above_its_whole_is_refused_by_its_label():
    with pytest.raises(CannotEstimate, match="the part for 'b' is more than the whole"):
        shares.each(pd.Series({"a": 1, "b": 3}), pd.Series({"a": 2, "b": 2}))
