import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from analysis.statistics.checks import CannotEstimate
from analysis.statistics.yearly import year_on_year

BEFORE, AFTER = [2198, 2490, 3037, 2935], [3120, 3315, 3331, 3773]
"""NRM referrals of 2020-21 and 2021-22, UK, as published in November 2023."""
YEAR = pd.Period("2022", "Y-MAR")


def quarters(*values, first="2020Q2"):
    return pd.Series(values, index=pd.period_range(first, periods=len(values), freq="Q-DEC"))


def compare(*values):
    return year_on_year(quarters(*values), YEAR, noun="referrals")


def test_referrals_of_2021_22_are_a_count_and_its_change_without_an_interval():
    result = compare(*BEFORE, *AFTER)
    assert (result.total, result.before) == (13_539, 10_660)
    assert result.sentence == "There were 13,539 referrals in 2021-22, up 27% from 10,660 in 2020-21."


def test_no_percentage_is_given_of_a_small_base():
    small = compare(7, 7, 7, 8, 10, 10, 10, 10)
    assert small.sentence == "There were 40 referrals in 2021-22, compared with 29 in 2020-21."
    assert "up 33%" in compare(7, 7, 8, 8, 10, 10, 10, 10).sentence


seasons = st.lists(st.integers(0, 500), min_size=4, max_size=4)


@given(seasons, seasons)
def test_the_sentence_agrees_with_the_numbers(before, after):
    result = compare(*before, *after)
    assert (result.total, result.before) == (sum(after), sum(before))
    assert (f"{sum(after):,}" if sum(after) else "no referrals") in result.sentence
    assert (f"{sum(before):,}" if sum(before) else "none") in result.sentence
    assert ("%" in result.sentence) == (sum(before) >= 30 and sum(before) != sum(after))
    assert ("up" in result.sentence) == (sum(before) >= 30 and sum(after) > sum(before))


@given(seasons, seasons, st.permutations(range(8)))
def test_the_order_of_the_rows_says_nothing(before, after, order):
    shuffled = year_on_year(quarters(*before, *after).iloc[list(order)], YEAR, noun="referrals")
    assert shuffled == compare(*before, *after)


def test_the_first_year_has_nothing_to_be_compared_with():
    result = year_on_year(quarters(*AFTER, first="2021Q2"), YEAR, noun="referrals")
    assert result.before is None
    assert result.sentence == "There were 13,539 referrals in 2021-22; the year before is not available as a whole."


def test_a_year_before_that_lacks_a_quarter_is_no_year():
    assert year_on_year(quarters(*BEFORE[1:], *AFTER, first="2020Q3"), YEAR, noun="referrals").before is None


def test_from_none_and_to_none_there_is_no_percentage():
    assert compare(0, 0, 0, 0, 1, 2, 3, 40).sentence == (
        "There were 46 referrals in 2021-22, compared with none in 2020-21."
    )
    assert compare(1, 2, 3, 40, 0, 0, 0, 0).sentence == (
        "There were no referrals in 2021-22, down 100% from 46 in 2020-21."
    )


@pytest.mark.parametrize(
    ("counts", "complaint"),
    [
        (quarters(*BEFORE), "referrals of 2021-22 are not available as a whole"),
        (quarters(*BEFORE, *AFTER[:3]), "referrals of 2021-22 are not available as a whole"),
        (quarters(*BEFORE, *AFTER[:3], pd.NA).astype("Int64"), "has no value for '2022Q1'"),
        (quarters(*BEFORE, *AFTER[:3], -1), "referrals"),
    ],
)
def test_a_year_that_is_not_available_is_refused(counts, complaint):
    with pytest.raises(CannotEstimate, match=re.escape(complaint)):
        year_on_year(counts, YEAR, noun="referrals")


def test_calendar_years_and_months_are_compared_too():
    months = pd.Series(np.tile([10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120], 2))
    months.index = pd.period_range("2020-01", periods=24, freq="M")
    result = year_on_year(months, pd.Period("2021", "Y-DEC"), noun="arrivals")
    assert result.sentence == "There were 780 arrivals in 2021, as many as the 780 in 2020."
