import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.catalogue import load
from analysis.statistics import checks, totals
from analysis.statistics.part import LEAST_BASE, part

NAMES = ("Kent Police", "police in the UK")


def year(written):
    return pd.Period(str(written), "Y-MAR")


@pytest.fixture(scope="module")
def police():
    by_force = totals.spread(load("nrm_first_responders", by="force"), "force", "referrals")
    return by_force.drop(columns="Not police")


def of(police, force, reported_on, until=None):
    known = police.loc[:until]
    return part(known[force], known.sum(axis=1), reported_on, names=(force, NAMES[1]), noun="referrals")


def test_a_whole_year_is_the_published_sum_with_wilson_s_interval(police):
    found = of(police, "Kent", year(2023), until="2023Q1")
    # 23, 30, 23 and 27 of 950, 969, 1,034 and 1,043 in the tables by first responder.
    assert found.sentence.startswith("In 2022-23, Kent made 103 of the 3,996 referrals of all police in the UK (2.6%")
    low, high = stats.binomtest(103, 3_996).proportion_ci(method="wilson")
    assert found.share.interval.lower == pytest.approx(low)
    assert found.share.interval.upper == pytest.approx(high)
    assert len(found.quarters) == 4


def test_a_quarter_is_compared_with_the_same_one_of_the_year_before_where_it_is_held(police):
    found = of(police, "Kent", year(2024))
    assert found.compared == ("2022 Q3", "2023 Q3")
    assert found.change.loc["Kent", ["before", "after"]].tolist() == [30, 12]
    assert found.change.loc["Other police in the UK", ["before", "after"]].tolist() == [939, 958]
    # Given the 42 of both quarters, those of the later one are binomial: Clopper and Pearson's exact limits.
    low, high = stats.binomtest(12, 42).proportion_ci(method="exact")
    assert found.change.loc["Kent", "lower"] == pytest.approx(low / (1 - low) - 1)
    assert found.change.loc["Kent", "upper"] == pytest.approx(high / (1 - high) - 1)
    assert "chance alone" not in found.movement.split("those of other")[0]


def test_without_it_the_first_quarter_held_stands_in_and_its_season_is_named(police):
    found = of(police, "Kent", year(2023), until="2023Q1")
    assert found.compared == ("2022 Q2", "2023 Q1")
    assert "the first quarter held, though of another season" in found.movement
    assert "from 23 to 27 (change 17.4%" in found.movement


def test_a_quarter_that_is_not_held_is_a_gap_and_no_nought(police):
    found = of(police, "Kent", year(2024))
    assert found.table.loc["2023Q2"].isna().all()
    assert "(all that is held of 2023-24)" in found.when
    assert list(found.quarters) == [pd.Period("2023Q3", "Q-DEC")]


def test_a_year_without_a_quarter_gives_the_newest_one_and_says_so(police):
    found = of(police, "Kent", year(2026))
    assert "(the newest quarter held; none of 2025-26 is)" in found.sentence
    assert found.share.n == 970


def test_a_small_base_has_no_percentage(police):
    found = of(police, "London, City of", year(2024))
    assert found.change.loc["London, City of", "before"] < LEAST_BASE
    assert np.isnan(found.change.loc["London, City of", "change"])
    assert "from 1 to 3 (too few for a percentage)" in found.movement


def test_one_quarter_is_compared_with_nothing(police):
    found = of(police, "Kent", year(2023), until="2022Q2")
    assert found.movement == "Only 2022 Q2 is held: there is nothing to compare it with."
    assert found.change["change"].isna().all()


def test_a_part_above_the_whole_is_refused(police):
    with pytest.raises(checks.CannotEstimate, match="more than the whole"):
        part(police.sum(axis=1) + 1, police.sum(axis=1), year(2023), names=NAMES, noun="referrals")
