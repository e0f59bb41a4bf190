import math

import pandas as pd
import pytest

from analysis.statistics import between, checks, shares

YEARS = pd.period_range("2020", "2022", freq="Y-MAR")
BEFORE, AFTER = YEARS[1], YEARS[2]


def years(*values):
    return pd.Series(values, YEARS, dtype="Float64")


def test_a_change_is_the_percentage_with_both_counts_in_the_sentence():
    compared = between.change(years(10, 60, 78), BEFORE, AFTER, noun="referrals")
    assert compared.found.estimate == pytest.approx(0.3)
    assert compared.sentence.startswith("Referrals rose by 30.0%, from 60 in 2020-21 to 78 in 2021-22")
    assert "chance" in compared.sentence
    assert not compared.lacking


def test_uneven_quarters_widen_the_interval():
    quarters = pd.period_range("2020Q2", periods=8, freq="Q-DEC")
    even = pd.Series([150.0] * 4 + [195.0] * 4, quarters)
    uneven = pd.Series([150.0] * 4 + [480.0, 100.0, 100.0, 100.0], quarters)
    totals = years(500, 600, 780)
    widths = [
        compared.found.interval.upper - compared.found.interval.lower
        for compared in (
            between.change(totals, BEFORE, AFTER, noun="referrals", parts=parts) for parts in (even, uneven)
        )
    ]
    assert widths[1] > 3 * widths[0]


def test_suppressed_quarters_leave_the_plain_interval():
    quarters = pd.Series([150.0, None] * 4, pd.period_range("2020Q2", periods=8, freq="Q-DEC"))
    totals = years(500, 600, 780)
    with_parts, without = (
        between.change(totals, BEFORE, AFTER, noun="referrals", parts=parts) for parts in (quarters, None)
    )
    assert with_parts.found.interval == without.found.interval


@pytest.mark.parametrize(
    ("counts", "words"), [(years(1, None, 7), "2020-21 is suppressed"), (years(1, 7, None), "2021-22 is suppressed")]
)
def test_what_is_suppressed_is_said_and_nothing_is_made_of_it(counts, words):
    for compared in (
        between.change(counts, BEFORE, AFTER, noun="referrals"),
        between.share(counts, years(10, 10, 10), BEFORE, AFTER, noun="the share of events with a script"),
    ):
        assert compared.found is None
        assert words in compared.lacking
        assert compared.lacking in compared.sentence


def test_a_year_that_is_not_held_is_said():
    compared = between.change(years(1, 2, 3), YEARS[0] - 1, AFTER, noun="referrals")
    assert compared.found is None
    assert "2018-19" in compared.lacking


def test_a_rise_from_none_has_no_percentage():
    compared = between.change(years(0, 0, 9), BEFORE, AFTER, noun="referrals")
    assert compared.found is None
    assert "from 0 in 2020-21 to 9 in 2021-22" in compared.sentence


def test_a_share_of_nothing_cannot_be_given():
    compared = between.share(years(0, 0, 1), years(1, 0, 3), BEFORE, AFTER, noun="the share")
    assert compared.found is None
    assert "nothing to take a share of in 2020-21" in compared.lacking


def test_a_share_gives_both_fractions_and_newcombes_difference():
    compared = between.share(years(1, 12, 141), years(10, 120, 150), BEFORE, AFTER, noun="the share with a script")
    alone = shares.difference(141, 150, 12, 120)
    assert compared.found.interval == alone.interval
    assert "10.0% in 2020-21 (12 of 120) to 94.0% in 2021-22 (141 of 150), 84.0 percentage points more" in (
        compared.sentence
    )


def test_shares_are_made_where_both_counts_are_known():
    table = between.shares_known(years(None, 12, 141), years(10, 120, 150))
    assert table["share"].isna().tolist() == [True, False, False]
    assert math.isclose(table["share"].iloc[2], 0.94)
    with pytest.raises(checks.CannotEstimate, match="suppressed"):
        between.shares_known(years(None, None, None), years(10, 120, 150))


def test_headlines_give_the_size_or_say_that_there_is_none():
    rise = between.change(years(10, 60, 78), BEFORE, AFTER, noun="referrals")
    of_scripts = between.share(years(1, 12, 141), years(10, 120, 150), BEFORE, AFTER, noun="the share with a script")
    hidden = between.change(years(10, None, 78), BEFORE, AFTER, noun="referrals")
    assert rise.headline == "Referrals rose by 30.0% in 2021-22"
    assert of_scripts.headline == "The share with a script was 94.0% in 2021-22, after 10.0%"
    assert hidden.headline == "Referrals: no comparison can be shown"


def test_counts_of_which_none_is_known_are_refused():
    assert between.known(years(None, 3, None), "referrals").notna().sum() == 1
    with pytest.raises(checks.CannotEstimate, match="no referrals can be shown"):
        between.known(years(None, None, None), "referrals")


def test_a_mean_of_a_year_is_said_with_what_it_is_made_of():
    table = pd.DataFrame(
        {"amount": [718.0], "units": [115.0], "mean": [718 / 115], "lower": [5.5], "upper": [7.1]}, index=YEARS[2:]
    )
    said = between.mean_of_year(table, AFTER, amount="reports", unit="operation")
    assert said == ("In 2021-22 there were 6.24 reports for each operation, 718 of 115 (95% interval 5.50 to 7.10).")
    with pytest.raises(checks.CannotEstimate, match="operation of 2020-21"):
        between.mean_of_year(table, BEFORE, amount="reports", unit="operation")
