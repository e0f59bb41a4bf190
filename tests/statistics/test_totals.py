import pandas as pd
import pytest
from hypothesis import given, strategies as st

from analysis.catalogue import load
from analysis.statistics import totals
from analysis.statistics.checks import CannotEstimate


def quarters(values, first="2020Q2"):
    return pd.Series(values, index=pd.period_range(first, periods=len(values), freq="Q-DEC"), dtype="Int64")


def months(values, first="2020-04"):
    return pd.Series(values, index=pd.period_range(first, periods=len(values), freq="M"), dtype="Int64")


REFERRALS = quarters([2198, 2490, 3037, 2935, 3120, 3315, 3331, 3773])
"""2020-21 and 2021-22, UK, as published in November 2023."""

counts = st.lists(st.integers(0, 10**6) | st.just(pd.NA), min_size=1, max_size=40)
first_quarters = st.sampled_from(list(pd.period_range("2015Q1", "2016Q4", freq="Q-DEC")))


def test_a_financial_year_runs_from_april_to_march():
    sums = totals.financial_years(REFERRALS)
    assert sums.to_dict() == {pd.Period("2021", "Y-MAR"): 10_660, pd.Period("2022", "Y-MAR"): 13_539}


def test_months_are_added_as_quarters_are():
    of_months = months(range(24))
    of_quarters = quarters(of_months.groupby(of_months.index.asfreq("Q-DEC")).sum().tolist())
    assert totals.financial_years(of_months).to_dict() == totals.financial_years(of_quarters).to_dict()


@given(counts, first_quarters)
def test_a_year_is_given_only_where_all_of_it_is_held(values, first):
    series = quarters(values, first)
    sums = totals.financial_years(series)
    held = series.index
    for year in pd.period_range(held[0], held[-1], freq="Y-MAR"):
        parts = series[(held.start_time >= year.start_time) & (held.end_time <= year.end_time)]
        if len(parts) < 4:
            assert year not in sums.index, "a part of a year is not a smaller year"
        elif parts.isna().any():
            assert pd.isna(sums[year]), "a sum that lacks a part is missing"
        else:
            assert sums[year] == sum(parts.tolist())


@given(st.lists(st.integers(0, 1000), min_size=12, max_size=36), st.integers(0, 35))
def test_a_year_with_a_hole_is_left_out(values, hole):
    series = months(values)
    hole = series.index[hole % len(series)]
    sums = totals.financial_years(series.drop(hole))
    assert hole.asfreq("Y-MAR") not in sums.index
    whole = totals.financial_years(series).drop(hole.asfreq("Y-MAR"), errors="ignore")
    assert sums.to_dict() == whole.to_dict()


def rows(*cells):
    frame = pd.DataFrame(cells, columns=["quarter", "age_group", "referrals"])
    frame["quarter"] = pd.PeriodIndex(frame["quarter"], freq="Q-DEC")
    frame["age_group"] = pd.Categorical(frame["age_group"], ["Child", "Adult", "Unknown"], ordered=True)
    frame["referrals"] = frame["referrals"].astype("Int64")
    frame.attrs["provenance"] = "kept"
    return frame


def test_levels_become_columns_in_their_own_order_and_keep_their_provenance():
    wide = totals.spread(
        rows(("2021Q1", "Adult", 5), ("2021Q1", "Child", 3), ("2021Q2", "Adult", 7)), "age_group", "referrals"
    )
    assert [*wide.columns] == ["Child", "Adult"]
    assert wide.loc["2021Q1"].tolist() == [3, 5]
    assert wide.attrs == {"provenance": "kept"}


def test_a_figure_that_is_not_held_is_missing_and_never_nought():
    wide = totals.spread(
        rows(("2021Q1", "Adult", 5), ("2021Q1", "Child", pd.NA), ("2021Q2", "Adult", 0)), "age_group", "referrals"
    )
    assert wide["Adult"].tolist() == [5, 0]
    assert wide["Child"].isna().tolist() == [True, True]


@pytest.mark.parametrize("dimension", ["age_group", "location"])
def test_the_parts_of_each_published_year_add_up_to_its_total(dimension):
    known = {"as_at": "2023-12-31"}
    by_level = totals.financial_years(
        totals.spread(load("nrm_referrals", by=dimension, **known), dimension, "referrals")
    )
    whole = totals.financial_years(load("nrm_referrals", **known).set_index("quarter")["referrals"])
    assert len(by_level) == 14
    assert by_level.sum(axis=1).to_dict() == whole[by_level.index].to_dict()


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        (REFERRALS.iloc[[0, 1, 1, 2]], "more than one row for 2020 Q3"),
        (REFERRALS.astype(str), "holds (str|object|string) values. Expected numbers"),
        (quarters([2**62, 2**62, 2**62, 2**62]), "is too large a number"),
        (pd.Series([1, 2, 3, 4]), "not by quarter or month. Expected a PeriodIndex"),
        (pd.Series([1, 2], index=pd.period_range("2020", periods=2, freq="Y-DEC")), "not by quarter or month"),
    ],
    ids=["a quarter twice", "text", "beyond 64 bits", "no periods", "years"],
)
def test_what_cannot_be_added_up_is_refused(counts, message):
    with pytest.raises(CannotEstimate, match=message):
        totals.financial_years(counts)
