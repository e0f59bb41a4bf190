import numpy as np
import pandas as pd
import pytest

from analysis.errors import AnalysisError
from analysis.statistics import checks

QUARTERS = pd.period_range("2020Q1", periods=4, freq="Q-DEC")


@pytest.mark.parametrize("value", [np.nan, np.inf, None, "many", pd.NA])
def test_a_number_must_be_one(value):
    with pytest.raises(AnalysisError, match=r"^count is .*Expected a number"):
        checks.count(value, "count")


def test_counts_are_not_negative_and_exposures_are_above_zero():
    with pytest.raises(checks.CannotEstimate, match=r"count is -1. Expected a count of zero or more"):
        checks.count(-1, "count")
    with pytest.raises(checks.CannotEstimate, match=r"exposure is 0. Expected a number above zero"):
        checks.positive(0, "exposure")


@pytest.mark.parametrize("value", [0, 1, 95, -0.1])
def test_a_level_is_a_fraction(value):
    with pytest.raises(checks.CannotEstimate, match=r"a fraction between 0 and 1, such as 0.95"):
        checks.level(value)


def test_dispersion_is_one_or_more():
    with pytest.raises(checks.CannotEstimate, match=r"dispersion is 0.5"):
        checks.dispersion(0.5)


def test_a_choice_lists_what_is_allowed():
    with pytest.raises(checks.CannotEstimate, match=r"method is 'wald'. Expected 'byar' or 'exact'"):
        checks.choice("wald", "method", ("byar", "exact"))


@pytest.mark.parametrize(
    ("series", "message"),
    [
        ([1, 2, 3], "counts is a list. Expected a pandas Series"),
        (pd.Series([], dtype=float), "counts has 0 values. Expected at least 2"),
        (pd.Series([1.0]), "counts has 1 values. Expected at least 2"),
        (pd.Series(["1", "2"]), "counts holds str values"),
        (pd.Series([1.0, np.nan, np.nan], index=["a", "b", "c"]), "no value for 'b' and 1 others"),
        (pd.Series([1, pd.NA], dtype="Int64"), "counts has no value for '1'"),
        (pd.Series([1, None], pd.period_range("2021", periods=2, freq="Y-MAR")), "counts has no value for '2021-22'"),
        (pd.Series([1, 2], index=["a", "a"]), "more than one value for 'a'"),
        (pd.Series([1, -2], index=["a", "b"]), "counts is -2 for 'b'"),
    ],
)
def test_series_of_counts_that_cannot_be_used(series, message):
    with pytest.raises(checks.CannotEstimate, match=message):
        checks.counts(series, least=2)


def test_counts_become_floats_on_the_same_index():
    checked = checks.counts(pd.Series([1, 2, 3, 4], index=QUARTERS, dtype="Int64"))
    assert checked.dtype == np.float64
    assert checked.index.equals(QUARTERS)


@pytest.mark.parametrize(
    ("index", "message"),
    [
        (pd.RangeIndex(4), "has an index of RangeIndex. Expected a PeriodIndex"),
        (QUARTERS[::-1], "not in order of time"),
        (pd.period_range("2020", periods=4, freq="Q-SEP"), "has periods of frequency 'Q-SEP'"),
        (QUARTERS[[0, 1, 3]], "no value for 2020Q3. Expected every period from 2020Q1 to 2020Q4"),
    ],
)
def test_periods_that_cannot_be_used(index, message):
    with pytest.raises(checks.CannotEstimate, match=message):
        checks.periods(pd.Series(1.0, index=index), "series")


def test_labels_in_one_of_two_series_only():
    first, second = pd.Series({"a": 1.0, "b": 2.0}), pd.Series({"b": 1.0, "c": 2.0})
    with pytest.raises(checks.CannotEstimate, match="after has no value for 'a'"):
        checks.same_index(first, second, "before", "after")


def test_the_second_series_takes_the_order_of_the_first():
    first, second = pd.Series({"a": 1.0, "b": 2.0}), pd.Series({"b": 3.0, "a": 4.0})
    assert checks.same_index(first, second, "before", "after").tolist() == [4.0, 3.0]
