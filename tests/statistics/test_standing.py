"""Stocks compared from one year to the next, in March and by the mean of the months."""

import numpy as np
import pandas as pd
import pytest

from analysis.statistics import shares, standing, standing_shares
from analysis.statistics.checks import CannotEstimate

YEAR = pd.Period("2022", "Y-MAR")
MONTHS = pd.period_range("2020-04", "2022-03", freq="M")
WHOLE = pd.Series([100.0] * 12 + [100.0] * 11 + [200.0], MONTHS)
PART = pd.Series([40.0] * 11 + [50.0] + [50.0] * 11 + [120.0], MONTHS)
PARTS = pd.DataFrame({"A": PART, "B": WHOLE - PART})


def test_march_and_mean_of_the_year_are_told_apart():
    assert standing.in_march(WHOLE).tolist() == [100, 200]
    assert standing.means(WHOLE).tolist() == [100, pytest.approx(1300 / 12)]
    assert standing.MARCH.called(YEAR) == "March 2022"
    assert standing.MEAN.called(YEAR) == "the average month of 2021-22"


def test_a_year_that_lacks_a_month_has_no_mean():
    assert standing.means(WHOLE[:-1]).index.tolist() == [YEAR - 1]
    gap = WHOLE.astype("Int64")
    gap.iloc[13] = pd.NA
    assert np.isnan(standing.means(gap)[YEAR])


def test_a_rise_is_stated_in_points_and_in_per_cent():
    rise = standing_shares.share_rise(PART, WHOLE, YEAR, noun="the share of A")
    row = rise.table.loc["March with March"]
    newcombe = shares.difference(120, 200, 50, 100).interval
    assert (row["points"], row["relative"]) == (pytest.approx(0.1), pytest.approx(0.2))
    assert (row["points_lower"], row["points_upper"]) == (newcombe.lower, newcombe.upper)
    assert row["relative_lower"] < 0.2 < row["relative_upper"]
    assert "by 10.0 percentage points, or 20.0% of what it was" in rise.sentence


def test_changes_are_given_on_both_bases():
    table = standing.rises(PARTS, YEAR)
    assert table.loc["A: March with March", "change"] == pytest.approx(1.4)
    assert table.loc["A: Mean of the year's months", "before"] == pytest.approx(490 / 12)


@pytest.mark.parametrize("missing", ["part", "whole"])
def test_a_share_of_march_stands_alone_where_a_month_of_either_side_is_missing(missing):
    sides = {"part": PART, "whole": WHOLE}
    sides[missing] = sides[missing].astype("Int64").where(pd.Period("2021-06") != MONTHS)
    found = standing_shares.share(**sides, year=YEAR, noun="cases", predicate="were A")
    assert found.estimate == pytest.approx(0.6)
    assert found.diagnostics["mean_share"] is None
    assert "on average" not in found.sentence
    whole = standing_shares.share(PART, WHOLE, YEAR, noun="cases", predicate="were A")
    assert whole.diagnostics["mean_share"] == pytest.approx(670 / 1300)


@pytest.mark.parametrize("hidden", [WHOLE * np.nan, WHOLE[:12]])
def test_what_is_missing_is_refused(hidden):
    with pytest.raises(CannotEstimate):
        standing_shares.share(PART, hidden, YEAR, noun="cases", predicate="were A")
    with pytest.raises(CannotEstimate):
        standing.mix(PARTS * np.nan, WHOLE)


def test_a_share_is_held_against_a_statement_on_both_bases_by_their_names():
    rise = standing_shares.share_rise(PART, WHOLE, YEAR, noun="the share of A")
    said = standing_shares.both_ways(rise, YEAR)
    assert said == (
        "By the returns, in March 2022 it was 60.0% and rose by 10.0 percentage points or 20.0%; in the average month "
        "of 2021-22 it was 51.5% and rose by 10.7 percentage points or 26.2%."
    )


def test_rises_are_said_of_each_stock_on_each_basis_that_has_them():
    hidden = PART.astype("Int64").where(pd.Period("2021-06") != MONTHS)
    said = standing.rises_in_words({"cases of A": hidden, "all cases": WHOLE}, YEAR)
    assert said.startswith(
        "By the returns, cases of A more than doubled, with a rise of 140.0% from March 2021 to March "
    )
    assert said.count("the average month of 2021-22") == 1
    assert "; all cases doubled, with a rise of 100.0% from March 2021 to March 2022 (95% interval" in said
