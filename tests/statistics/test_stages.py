import pandas as pd
import pytest
from hypothesis import given, strategies as st

from analysis.statistics import checks, counts, stages

YEARS = pd.period_range("2021", "2022", freq="Y-MAR")


def test_each_stage_is_divided_by_the_one_before_it():
    cases = pd.DataFrame({"Referral": [400, 0], "Charge": [310, 5], "Conviction": [155, 1]}, index=YEARS)
    ratios = stages.ratios(cases)
    assert list(ratios.columns) == ["Charge", "Conviction"]
    assert ratios.loc[YEARS[0]].tolist() == [310 / 400, 0.5]
    assert pd.isna(ratios.loc[YEARS[1], "Charge"]), "a stage before without cases has no ratio"
    assert ratios.loc[YEARS[1], "Conviction"] == 0.2


def test_a_ratio_may_be_above_one_and_a_missing_count_stays_missing():
    cases = pd.DataFrame({"Referral": [100, pd.NA], "Charge": [120, 80]}, index=YEARS, dtype="Int64")
    ratios = stages.ratios(cases)["Charge"]
    assert ratios.iloc[0] == 1.2
    assert pd.isna(ratios.iloc[1])


@given(st.lists(st.integers(1, 5000), min_size=2, max_size=5))
def test_the_interval_is_that_of_two_independent_counts(numbers):
    table = stages.of_period(pd.Series(numbers, index=[f"stage {place}" for place in range(len(numbers))]))
    assert len(table) == len(numbers) - 1
    for (_, row), before, number in zip(table.iterrows(), numbers[:-1], numbers[1:], strict=True):
        expected = counts.rate_ratio(number, before, method="score")
        assert row["ratio"] == pytest.approx(number / before)
        assert (row["lower"], row["upper"]) == (expected.interval.lower, expected.interval.upper)
        assert row["lower"] < row["ratio"] < row["upper"]


@pytest.mark.parametrize("cases", [[5], [5, None], [5, -1], [0, 0]])
def test_what_cannot_be_compared_is_refused(cases):
    with pytest.raises(checks.CannotEstimate):
        stages.of_period(pd.Series(cases, index=range(len(cases)), dtype="Float64"))
