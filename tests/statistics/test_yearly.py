import re

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, strategies as st
from scipy import stats

from analysis.statistics import counts
from analysis.statistics.checks import CannotEstimate
from analysis.statistics.yearly import changes, means, share_of_year, year_on_year

BEFORE, AFTER = [2198, 2490, 3037, 2935], [3120, 3315, 3331, 3773]
"""NRM referrals of 2020-21 and 2021-22, UK, as published in November 2023."""
YEAR = pd.Period("2022", "Y-MAR")


def quarters(*values, first="2020Q2"):
    return pd.Series(values, index=pd.period_range(first, periods=len(values), freq="Q-DEC"))


def compare(*values, **options):
    return year_on_year(quarters(*values), YEAR, noun="referrals", **options)


def test_referrals_of_2021_22_by_hand():
    result = compare(*BEFORE, *AFTER)
    expected = [
        [both * total / 24_199 for both in np.add(BEFORE, AFTER)]  # 24,199 referrals in both years
        for total in (10_660, 13_539)
    ]
    pearson = sum((np.subtract([BEFORE, AFTER], expected) ** 2 / expected).ravel())
    spread = 3.182446305284263 * np.sqrt(pearson / 3 * (1 / 10_660 + 1 / 13_539))  # Student's t, 3 degrees
    assert (result.total, result.before) == (13_539, 10_660)
    assert result.change.estimate == pytest.approx(13_539 / 10_660 - 1)
    assert result.change.interval.lower == pytest.approx(13_539 / 10_660 * np.exp(-spread) - 1)
    assert result.change.interval.upper == pytest.approx(13_539 / 10_660 * np.exp(spread) - 1)
    assert result.change.diagnostics["dispersion"] == pytest.approx(pearson / 3)
    assert result.sentence == "There were 13,539 referrals in 2021-22, up 27% from 10,660 in 2020-21."


def test_no_percentage_is_given_of_a_small_base():
    assert compare(7, 7, 7, 8, 10, 10, 10, 10).sentence == (
        "There were 40 referrals in 2021-22, compared with 29 in 2020-21."
    )
    assert "up 33%" in compare(7, 7, 8, 8, 10, 10, 10, 10).sentence


@pytest.mark.parametrize(
    "values", [[*BEFORE, *AFTER], [20, 3, 41, 8, 11, 9, 70, 2], [9, 0, 12, 4, 3, 5, 9, 0], [1, 9, 9, 9, 60, 5, 4, 1]]
)
def test_the_closed_form_is_the_regression_that_it_stands_for(values):
    design = np.column_stack([np.tile(np.eye(4), (2, 1)), np.repeat([0, 1], 4)])
    fit = sm.GLM(values, design, family=sm.families.Poisson()).fit(scale="X2")
    reach = stats.t.ppf(0.975, 3) * fit.bse[-1] * max(1.0, 1 / np.sqrt(fit.scale))
    interval = compare(*values).change.interval
    assert interval.lower == pytest.approx(np.exp(fit.params[-1] - reach) - 1, rel=1e-6)
    assert interval.upper == pytest.approx(np.exp(fit.params[-1] + reach) - 1, rel=1e-6)


@given(st.lists(st.integers(50, 5000), min_size=4, max_size=4), st.sampled_from([0.5, 1, 2, 3]))
def test_where_all_quarters_move_alike_only_chance_is_left(before, factor):
    before = [2 * number for number in before]
    after = [int(factor * number) for number in before]
    interval = compare(*before, *after).change.interval
    alone = counts.rate_ratio(sum(after), sum(before), method="score").interval
    narrow, plain = np.log1p([interval.lower, interval.upper]), np.log([alone.lower, alone.upper])
    # Four quarters leave three degrees of freedom: wider than a plain Poisson interval by Student's t over the normal.
    assert np.diff(narrow) / np.diff(plain) == pytest.approx(stats.t.ppf(0.975, 3) / stats.norm.ppf(0.975), rel=0.01)
    assert narrow[0] < plain[0]
    assert narrow[1] > plain[1]


seasons = st.lists(st.integers(0, 500), min_size=4, max_size=4)


@given(seasons, seasons)
def test_the_interval_holds_the_estimate_and_the_sentence_agrees_with_the_numbers(before, after):
    result = compare(*before, *after)
    assert (result.total, result.before) == (sum(after), sum(before))
    assert f"{sum(after):,}" in result.sentence or sum(after) == 0
    assert (result.change is None) == (0 in (sum(before), sum(after)))
    if result.change is not None:
        change = result.change
        assert -1 < change.interval.lower <= change.estimate <= change.interval.upper < np.inf
        assert f"{sum(before):,}" in result.sentence
        assert ("%" in result.sentence) == (sum(before) >= 30 and sum(before) != sum(after))
        assert ("up" in result.sentence) == (sum(before) >= 30 and sum(after) > sum(before))
        assert change.diagnostics["dispersion"] >= 1


@given(seasons.filter(any), seasons.filter(any), st.integers(2, 50))
def test_the_more_events_the_narrower_unless_the_seasons_disagree(before, after, times):
    few = compare(*before, *after).change
    many = compare(*(times * number for number in before), *(times * number for number in after)).change
    assert many.estimate == pytest.approx(few.estimate)
    assert many.interval.upper <= few.interval.upper * (1 + 1e-9) + 1e-9


@given(seasons.filter(any), seasons.filter(any), st.permutations(range(8)))
def test_the_order_of_the_rows_says_nothing(before, after, order):
    shuffled = year_on_year(quarters(*before, *after).iloc[list(order)], YEAR, noun="referrals")
    ordered = compare(*before, *after)
    assert (shuffled.total, shuffled.before, shuffled.sentence) == (ordered.total, ordered.before, ordered.sentence)


def test_a_higher_level_gives_a_wider_interval():
    plain, wide = (compare(*BEFORE, *AFTER, level=level).change.interval for level in (0.8, 0.99))
    assert wide.lower < plain.lower < plain.upper < wide.upper


def test_a_season_without_events_says_nothing_of_the_change():
    with_it = compare(5, 0, 7, 9, 8, 0, 9, 14).change
    assert with_it.diagnostics["seasons"] == 3
    assert with_it.estimate == pytest.approx(31 / 21 - 1)


def test_events_in_one_season_alone_are_compared_as_plain_counts():
    change = compare(400, 0, 0, 0, 500, 0, 0, 0).change
    assert change.estimate == pytest.approx(0.25)
    assert change.diagnostics == {"dispersion": 1.0, "seasons": 1}


def test_the_first_year_has_nothing_to_be_compared_with():
    result = year_on_year(quarters(*AFTER, first="2021Q2"), YEAR, noun="referrals")
    assert (result.before, result.change) == (None, None)
    assert result.sentence == "There were 13,539 referrals in 2021-22; the year before is not available as a whole."


def test_a_year_before_that_lacks_a_quarter_is_no_year():
    assert year_on_year(quarters(*BEFORE[1:], *AFTER, first="2020Q3"), YEAR, noun="referrals").before is None


def test_from_none_there_is_no_percentage():
    result = compare(0, 0, 0, 0, 1, 2, 3, 4)
    assert (result.before, result.change) == (0, None)
    assert result.sentence == "There were 10 referrals in 2021-22 and none the year before."


def test_to_none_there_is_no_interval():
    result = compare(1, 2, 3, 4, 0, 0, 0, 0)
    assert (result.total, result.before, result.change) == (0, 10, None)
    assert result.sentence == "There were no referrals in 2021-22, and 10 the year before."


@pytest.mark.parametrize(
    ("counts", "complaint"),
    [
        (quarters(*BEFORE), "referrals of 2021-22 are not held as a whole"),
        (quarters(*BEFORE, *AFTER[:3]), "referrals of 2021-22 are not held as a whole"),
        (quarters(*BEFORE, *AFTER[:3], pd.NA).astype("Int64"), "has no value for '2022Q1'"),
        (quarters(*BEFORE, *AFTER[:3], -1), "referrals"),
    ],
)
def test_a_year_that_is_not_held_is_refused(counts, complaint):
    with pytest.raises(CannotEstimate, match=re.escape(complaint)):
        year_on_year(counts, YEAR, noun="referrals")


def test_calendar_years_and_months_are_compared_too():
    months = pd.Series(np.tile([10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120], 2))
    months.index = pd.period_range("2020-01", periods=24, freq="M")
    result = year_on_year(months, pd.Period("2021", "Y-DEC"), noun="arrivals")
    assert result.sentence == "There were 780 arrivals in 2021, as many as the 780 in 2020."


@given(st.lists(st.integers(0, 300), min_size=24, max_size=24).filter(lambda each: any(each[:12]) and any(each[12:])))
def test_a_change_has_one_interval_by_months_and_by_quarters(numbers):
    months = pd.Series(numbers, index=pd.period_range("2020-04", periods=24, freq="M"))
    added = quarters(*np.reshape(numbers, (8, 3)).sum(axis=1))
    fine, coarse = (year_on_year(each, YEAR, noun="arrivals") for each in (months, added))
    assert fine.change.interval == coarse.change.interval
    assert fine.sentence == coarse.sentence


def test_a_share_of_a_year_is_compared_with_the_year_before():
    parts, wholes = quarters(9, 9, 9, 9, 6, 6, 6, 6), quarters(*[10] * 8)
    result = share_of_year(parts, wholes, YEAR, noun="decisions", predicate="were positive")
    assert (result.estimate, result.n) == (0.6, 40)
    assert list(result.table["share"]) == [0.9, 0.6]
    assert result.sentence.startswith("24 of 40 decisions in 2021-22 were positive (60.0%")
    assert "30.0 percentage points less than the 90.0% of 2020-21" in result.sentence
    alone = share_of_year(parts.iloc[4:], wholes.iloc[4:], YEAR, noun="decisions", predicate="were positive")
    assert "2020-21" not in alone.sentence
    with pytest.raises(CannotEstimate, match="decisions of 2021-22 are not held as a whole"):
        share_of_year(parts.iloc[:7], wholes.iloc[:7], YEAR, noun="decisions", predicate="were positive")


def test_changes_of_several_series_are_those_of_each():
    quarters = pd.period_range("2020Q2", periods=8, freq="Q-DEC")
    table = pd.DataFrame({"sea": [1, 2, 3, 4, 5, 6, 7, 8], "air": [9, 8, 9, 8, 7, 9, 8, 9]}, index=quarters)
    year = pd.Period("2022", "Y-MAR")
    changed = changes(table, year)
    for name in table:
        alone = year_on_year(table[name], year, noun=name)
        assert changed.loc[name, ["before", "after"]].tolist() == [alone.before, alone.total]
        assert changed.loc[name, "change"] == alone.change.estimate
        assert changed.loc[name, "upper"] == alone.change.interval.upper
    with pytest.raises(CannotEstimate, match="2019-20 is not held as a whole"):
        changes(table, year - 1)


def test_means_are_of_the_whole_year_and_their_interval_of_its_parts():
    months = pd.period_range("2020-04", periods=24, freq="M")
    boats = pd.Series([10] * 12 + [0] + [5] * 11, index=months)
    people = pd.Series([200] * 12 + [0] + [100, 200] * 5 + [100], index=months)
    table = means(people, boats)
    even, uneven = table.iloc[0], table.iloc[1]
    assert even["mean"] == 20
    assert uneven["mean"] == people.iloc[12:].sum() / 55
    assert uneven["upper"] / uneven["mean"] == pytest.approx(uneven["mean"] / uneven["lower"])
    assert uneven["upper"] / uneven["lower"] > even["upper"] / even["lower"]


def test_means_without_units_have_no_figure():
    months = pd.period_range("2020-04", periods=12, freq="M")
    nothing = pd.Series(0, index=months)
    assert means(nothing, nothing).loc[:, ["mean", "lower", "upper"]].isna().all(axis=None)
    two = pd.Series([4, 6] + [0] * 10, index=months)
    row = means(two, two.clip(upper=1)).iloc[0]
    assert row["mean"] == 5
    assert pd.isna(row["lower"])
