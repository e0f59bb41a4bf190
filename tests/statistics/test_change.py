import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from analysis.statistics import change, counts
from analysis.statistics.checks import CannotEstimate

YEARS = pd.period_range("2019", "2022", freq="Y-MAR")
MIXES = st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 5000)), min_size=1, max_size=8).filter(
    lambda rows: sum(before for before, _ in rows) > 0
)


def yearly(*numbers):
    return pd.Series(numbers, index=YEARS[: len(numbers)])


@given(st.integers(1, 100_000), st.integers(0, 100_000), st.floats(1, 20))
def test_interval_holds_the_change_and_is_that_of_the_ratio(before, after, dispersion):
    result = change.percentage_change(before, after, dispersion=dispersion)
    ratio = counts.rate_ratio(after, before, method="score", dispersion=dispersion)
    assert result.estimate == pytest.approx((after - before) / before)
    assert result.interval.lower <= result.estimate + 1e-9
    assert result.estimate <= result.interval.upper + 1e-9
    assert result.interval.lower == pytest.approx(ratio.interval.lower - 1)


def test_exposures_turn_counts_into_rates():
    assert change.percentage_change(50, 85, before_exposure=2, after_exposure=4).estimate == pytest.approx(-0.15)


def test_interval_covers_as_often_as_it_says_when_counts_vary_more_than_poisson():
    random = np.random.default_rng(4)
    # Negative binomial counts with mean 200 and variance three times that.
    before, after = random.negative_binomial(100, 1 / 3, size=(2, 1500))
    pairs = list(zip(before, after, strict=True))
    told = np.mean([0 in change.percentage_change(*pair, dispersion=3).interval for pair in pairs])
    untold = np.mean([0 in change.percentage_change(*pair).interval for pair in pairs])
    assert told == pytest.approx(0.95, abs=0.015)
    assert untold < 0.8


def test_sentence_says_when_chance_alone_could_do_it():
    result = change.percentage_change(100, 110, noun="charges", names=("2020-21", "2021-22"))
    assert result.sentence == (
        "Charges rose by 10.0% between 2020-21 and 2021-22, from 100 to 110 "
        "(95% interval \N{MINUS SIGN}16.0% to 44.1%, which chance alone could bring about)."
    )


def test_no_change_is_not_called_a_rise():
    assert "did not change between" in change.percentage_change(100, 100).sentence


@given(MIXES)
def test_contributions_sum_to_the_change_of_the_total(rows):
    labels = [f"type {number}" for number in range(len(rows))]
    before, after = (pd.Series(column, index=labels) for column in zip(*rows, strict=True))
    result = change.contributions(before, after)
    assert result.table["contribution"].sum() == pytest.approx(result.estimate)
    assert (result.table["lower"] <= result.table["contribution"] + 1e-9).all()
    assert (result.table["contribution"] <= result.table["upper"] + 1e-9).all()


def test_shares_of_the_change_are_given_only_where_all_moved_one_way():
    before = pd.Series({"criminal": 100, "labour": 100})
    grew = change.contributions(before, pd.Series({"labour": 110, "criminal": 130}))
    assert grew.table["share_of_change"].tolist() == [0.75, 0.25]
    mixed = change.contributions(before, pd.Series({"labour": 90, "criminal": 130}))
    assert mixed.table["share_of_change"].isna().all()
    assert mixed.sentence.endswith("The largest part was criminal: 15.0 percentage points of 10.0.")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: change.percentage_change(0, 5), "a change from none has no percentage"),
        (lambda: change.percentage_change(5, -1), "count is -1"),
        (lambda: change.contributions(pd.Series({"a": 1}), pd.Series({"b": 1})), "after has no value for 'a'"),
        (lambda: change.contributions(pd.Series({"a": 0}), pd.Series({"a": 1})), "a change from none"),
    ],
)
def test_changes_that_cannot_be_made(call, message):
    with pytest.raises(CannotEstimate, match=message):
        call()
