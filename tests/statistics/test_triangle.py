import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from analysis.statistics import triangle
from analysis.statistics.checks import CannotEstimate
from analysis.statistics.development import chain_ladder

YEARS = pd.period_range("2018", periods=5, freq="Y-MAR")


def recorded(size, pattern):
    """Lay events of each origin out by the year in which they were recorded."""
    counts = pd.DataFrame(0.0, index=YEARS, columns=[f"{year.year - 1}-{year.year % 100:02}" for year in YEARS])
    for place, many in enumerate(size):
        for since, share in enumerate(pattern[: len(YEARS) - place]):
            counts.iloc[place + since, place] = many * share
    return counts


@given(st.lists(st.integers(50, 5000), min_size=5, max_size=5))
def test_a_complete_triangle_gives_the_chain_ladder(size):
    counts = recorded(size, [0.4, 0.3, 0.15, 0.1, 0.05])
    coming = triangle.to_come(counts)
    ladder = chain_ladder(coming.increments.cumsum(axis=1, skipna=False))
    assert coming.development.estimate == pytest.approx(ladder.estimate)
    assert coming.interval == ladder.interval
    assert not coming.suppressed.to_numpy().any()


def test_a_suppressed_count_is_replaced_by_what_row_and_column_lead_to_expect():
    counts = recorded([1000, 800, 600, 900, 700], [0.4, 0.3, 0.15, 0.1, 0.05])
    hidden = counts.copy()
    hidden.iloc[2, 1] = np.nan
    whole, coming = triangle.to_come(counts), triangle.to_come(hidden)
    assert coming.by_origin["ultimate"].to_numpy() == pytest.approx(whole.by_origin["ultimate"].to_numpy(), rel=1e-4)
    assert coming.interval.upper - coming.interval.lower > whole.interval.upper - whole.interval.lower
    assert coming.suppressed.to_numpy().sum() == 1
    assert "1 is suppressed" in coming.sentence


def test_a_year_that_all_origins_share_stands_out():
    counts = recorded([1000, 800, 600, 900, 700], [0.4, 0.3, 0.15, 0.1, 0.05])
    counts.iloc[3] *= 0.5
    years = triangle.to_come(counts).by_year
    assert years["ratio"].idxmin() == YEARS[3]


def test_an_origin_of_which_nothing_is_shown_is_left_out_and_named():
    counts = recorded([1000, 800, 600, 900, 700], [0.4, 0.3, 0.15, 0.1, 0.05])
    counts.iloc[4, 4] = np.nan
    coming = triangle.to_come(counts)
    assert coming.left_out == (YEARS[4],)
    assert "2021-22 are left out" in coming.sentence


def test_too_few_years_are_refused():
    with pytest.raises(CannotEstimate):
        triangle.to_come(recorded([10] * 5, [1.0]).iloc[:2])
