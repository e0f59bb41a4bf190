import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from analysis.statistics import development
from analysis.statistics.checks import CannotEstimate

YEARS = ["2016-17", "2017-18", "2018-19", "2019-20", "2020-21"]
OUTCOMES = pd.DataFrame(
    [
        [100, 150, 180, 190, 195],
        [120, 190, 215, 230, np.nan],
        [90, 130, 160, np.nan, np.nan],
        [110, 170, np.nan, np.nan, np.nan],
        [130, np.nan, np.nan, np.nan, np.nan],
    ],
    index=YEARS,
    columns=[1, 2, 3, 4, 5],
    dtype=float,
)


def run_off(complete):
    """Hide what lies after the last diagonal of a complete square."""
    size = len(complete)
    return complete.where(np.add.outer(np.arange(size), np.arange(size)) < size)


@given(st.lists(st.integers(10, 5000), min_size=5, max_size=5), st.lists(st.floats(1, 3), min_size=4, max_size=4))
def test_origins_that_develop_alike_are_completed_exactly(first, steps):
    complete = pd.DataFrame(np.outer(first, np.cumprod([1.0, *steps])))
    result = development.chain_ladder(run_off(complete))
    assert result.table["ultimate"].to_numpy() == pytest.approx(complete.iloc[:, -1].to_numpy())
    assert result.factors["factor"].to_numpy() == pytest.approx(steps)
    assert result.diagnostics["standard_error"] == pytest.approx(0, abs=1e-3 * result.table["ultimate"].sum())


def test_rows_sum_to_the_estimate_and_intervals_hold_them():
    result = development.chain_ladder(OUTCOMES)
    table = result.table
    assert table["to_come"].sum() == pytest.approx(result.estimate)
    assert (table["latest"] + table["to_come"]).tolist() == pytest.approx(table["ultimate"].tolist())
    assert (table["lower"] <= table["to_come"]).all()
    assert (table["to_come"] <= table["upper"]).all()
    assert result.interval.lower < result.estimate < result.interval.upper
    assert table["standard_error"].iloc[0] == 0
    assert table["developed"].is_monotonic_decreasing


def test_the_error_of_all_is_more_than_that_of_independent_origins():
    result = development.chain_ladder(OUTCOMES)
    independent = np.sqrt((result.table["standard_error"] ** 2).sum())
    assert independent < result.diagnostics["standard_error"] < result.table["standard_error"].sum()


def test_ten_times_the_counts_are_ten_times_the_outcomes():
    one, ten = development.chain_ladder(OUTCOMES), development.chain_ladder(10 * OUTCOMES)
    assert ten.estimate == pytest.approx(10 * one.estimate)
    assert ten.diagnostics["standard_error"] == pytest.approx(10 * one.diagnostics["standard_error"])


def test_intervals_cover_as_often_as_they_say():
    random, covered = np.random.default_rng(7), []
    later = np.array([0.5, 0.25, 0.15, 0.07, 0.03])
    for _ in range(200):
        increments = random.poisson(400 * np.tile(later, (5, 1)))
        complete = pd.DataFrame(increments.cumsum(axis=1), dtype=float)
        result = development.chain_ladder(run_off(complete))
        covered.append(complete.iloc[:, -1].sum() - result.table["latest"].sum() in result.interval)
    # Five origins estimate each step's variance from at most four ratios, so coverage falls somewhat short.
    assert 0.85 < np.mean(covered) <= 0.99


def test_sentence_is_conditional_on_years_going_on_as_before():
    sentence = development.chain_ladder(OUTCOMES, noun="convictions").sentence
    assert sentence.startswith(
        "Convictions recorded so far are 885; if recent years go on as earlier ones did, 195 more are to come (95% "
    )


@pytest.mark.parametrize(
    ("triangle", "message"),
    [
        (OUTCOMES.iloc[:2], r"triangle is \(2, 5\). Expected a DataFrame of at least 3 by 3"),
        ([1, 2], "triangle is list"),
        (OUTCOMES.astype(str), "column '1': triangle holds str values"),
        (OUTCOMES.where(OUTCOMES != 190), "'2016-17' has a gap"),
        (OUTCOMES.iloc[::-1], "triangle does not run off"),
        (OUTCOMES.where(OUTCOMES != 130, -3), "'2018-19', '2': triangle is -3"),
        (OUTCOMES.where(OUTCOMES != 110, 0), "'2019-20', '1': triangle is 0. Expected cumulative counts above zero"),
        (run_off(pd.DataFrame(np.outer([10, 20, 30], [1.0, 2.0, 3.0]))), "only one origin has reached '2'"),
    ],
)
def test_triangles_that_cannot_be_completed(triangle, message):
    with pytest.raises(CannotEstimate, match=message):
        development.chain_ladder(triangle)
