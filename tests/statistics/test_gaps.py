import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from analysis.statistics import beside, gaps
from analysis.statistics.checks import CannotEstimate


def years(first, *numbers):
    index = pd.period_range(str(first), periods=len(numbers), freq="Y-MAR")
    return pd.Series(numbers, index=index, dtype=float)


def year(end):
    return pd.Period(str(end), freq="Y-MAR")


WHOLE = years(2016, 884, 2255, 3393, 5144)
WITHOUT = years(2019, 4897, 7779)
FIGURES = gaps.linked(WHOLE, WITHOUT)
REFERRALS = years(2016, 3430, 4067, 5598, 7509, 11311, 10660)


def test_a_partial_figure_continues_the_series_by_the_share_that_it_held():
    assert FIGURES["count"].to_list() == [884, 2255, 3393, 5144, 7779]
    assert FIGURES["coverage"].to_list() == pytest.approx([1, 1, 1, 1, 4897 / 5144])


def test_a_partial_figure_without_a_year_published_both_ways_is_left_out():
    assert gaps.linked(WHOLE, WITHOUT.iloc[1:])["count"].to_list() == [884, 2255, 3393, 5144]
    assert gaps.linked(WHOLE, WITHOUT.iloc[:0])["count"].to_list() == WHOLE.to_list()


def test_years_without_a_figure_are_laid_out_and_changes_compare_like_with_like():
    table = gaps.laid_out(WHOLE, WITHOUT, year(2022))
    assert len(table) == 7
    assert table["change"].dropna().to_list() == pytest.approx(
        [2255 / 884 - 1, 3393 / 2255 - 1, 5144 / 3393 - 1, 7779 / 4897 - 1]
    )
    assert "rose in all 4; they changed by between 50.5% and 155.1%" in gaps.changes(table, noun="crimes")
    alone = gaps.laid_out(years(2018, 164), WHOLE.iloc[:0], year(2020))
    assert gaps.changes(alone, noun="crimes").startswith("No two years")


def test_the_extent_names_what_is_missing():
    extent = gaps.extent(FIGURES, year(2022), noun="crimes", without="Greater Manchester")
    assert (extent.newest, extent.count, extent.missing) == (year(2019), 5144, (year(2021), year(2022)))
    assert "5.82 times the 884 of 2015-16" in extent.sentence
    assert "2019-20 has 7,779 without Greater Manchester" in extent.sentence
    assert extent.sentence.endswith("No figure is held for 2020-21 and 2021-22.")


@given(st.integers(20_000, 90_000))
def test_known_and_remaining_figures_make_up_the_total(total):
    rest = gaps.remainder(FIGURES, total, year(2016), year(2022), noun="crimes")
    assert rest.known + 2 * rest.mean == pytest.approx(total)
    assert rest.highest == 7779


def test_nothing_remains_where_every_year_has_a_figure():
    assert gaps.remainder(FIGURES, 38_000, year(2016), year(2020), noun="crimes").mean is None
    with pytest.raises(CannotEstimate, match="no crimes are held"):
        gaps.remainder(FIGURES, 38_000, year(2023), year(2024), noun="crimes")
    assert gaps.silent(FIGURES, year(2016), year(2022)).startswith("Of 2020-21 and 2021-22 nothing")


def test_a_ratio_is_of_the_count_as_it_would_be_whole():
    table = beside.compare(FIGURES, REFERRALS, names=("crimes", "referrals")).table
    assert table["ratio"].iloc[-1] == pytest.approx(7779 / (4897 / 5144) / 11311)
    assert (table["lower"] < table["ratio"]).all()
    assert (table["ratio"] < table["upper"]).all()


def test_few_years_are_tested_and_said_to_be_few():
    result = beside.compare(FIGURES, REFERRALS, names=("crimes", "referrals"))
    assert result.test.diagnostics["degrees_of_freedom"] == 3
    assert 0 in result.test.interval
    assert "the test is weak" in result.sentence


def test_fewer_years_are_not_tested():
    result = beside.compare(FIGURES.iloc[:4], REFERRALS, names=("crimes", "referrals"))
    assert result.test is None
    assert "too few to test" in result.sentence
    with pytest.raises(CannotEstimate, match="no year has both"):
        beside.compare(FIGURES, years(2030, 1), names=("crimes", "referrals"))


def test_a_test_misses_less_than_it_can_detect_in_a_fifth_of_cases():
    """By simulation: counts whose ratio grows by the detectable change are found to part ways four times in five."""
    random, found = np.random.default_rng(5), []
    second = years(2001, *[4000.0] * 12)
    expected = beside.compare(
        pd.DataFrame({"count": second, "coverage": 1.0}), second, names=("a", "b")
    ).test.diagnostics["detectable"]
    for _ in range(200):
        first = random.poisson(4000 * (1 + expected) ** np.arange(12))
        figures = pd.DataFrame({"count": first.astype(float), "coverage": 1.0}, index=second.index)
        other = pd.Series(random.poisson(4000, 12).astype(float), index=second.index)
        found.append(0 not in beside.compare(figures, other, names=("a", "b")).test.interval)
    assert np.mean(found) >= 0.65


def test_the_part_of_a_rise_is_stated_since_the_first_and_the_last_year_of_the_other_series():
    parts = pd.DataFrame({"UK": years(2016, 1346, 6813, 7353), "Overseas": years(2016, 956, 2832, 4451)})
    said = beside.part_of_rise(parts, "Overseas", parts.index[:2], parts.index[2], noun="referrals", predicate="were")
    assert "From 2015-16 to 2017-18 referrals changed by 9,502, of which 3,495 (36.8%)" in said
    assert "From 2016-17 to 2017-18 referrals changed by 2,159, of which 1,619 (75.0%)" in said


def test_the_part_of_a_rise_is_bounded_where_some_are_of_unknown_place():
    parts = pd.DataFrame({"UK": years(2016, 10, 40), "Overseas": years(2016, 10, 40), "?": years(2016, 10, 20)})
    said = beside.part_of_rise(
        parts, "Overseas", parts.index[:1], parts.index[1], noun="referrals", predicate="were", unknown="?"
    )
    # 30 of 70; had the ten unknown of the first year been of the part 20, had the twenty of the last year been 50.
    assert "(42.9%; 28.6% to 71.4%, whatever the place of the unknown was)" in said


def test_what_a_changed_share_explains_of_a_ratio_adds_up_on_the_scale_of_logarithms():
    figures = pd.DataFrame({"count": years(2016, 100.0, 100.0), "coverage": 1.0})
    words = {"names": ("crimes", "referral"), "predicate": "overseas"}
    parts = pd.DataFrame({"UK": years(2016, 100, 100), "Overseas": years(2016, 0, 100), "?": years(2016, 0, 0)})
    said = beside.explained(figures, parts, "Overseas", "?", **words)
    # The ratio halves, and all of it is that half of the referrals are now overseas.
    assert "changed to 0.500 times what they were, and for each referral not overseas to 1 times" in said
    assert said.endswith("can explain 100.0% of that change.")
    fewer = pd.DataFrame({"UK": years(2016, 50, 200), "Overseas": years(2016, 50, 0), "?": years(2016, 0, 0)})
    assert "explains none of that change: it worked the other way" in beside.explained(
        figures, fewer, "Overseas", "?", **words
    )


def test_cases_of_unknown_place_bound_what_is_explained():
    figures = pd.DataFrame({"count": years(2016, 100.0, 100.0), "coverage": 1.0})
    parts = pd.DataFrame({"UK": years(2016, 50, 100), "Overseas": years(2016, 25, 100), "?": years(2016, 25, 0)})
    said = beside.explained(figures, parts, "Overseas", "?", names=("crimes", "referral"), predicate="overseas")
    # From three quarters not overseas to one half; had the unknown been overseas, it was one half throughout.
    most = np.log(0.5 / 0.75) / np.log(0.5)
    assert f"can explain {100 * most:.1f}% of that change (0.0% to {100 * most:.1f}%" in said


def test_one_year_explains_nothing():
    one = pd.DataFrame({"count": years(2016, 100.0), "coverage": 1.0})
    parts = pd.DataFrame({"Overseas": years(2016, 25), "?": years(2016, 25)})
    assert beside.explained(
        one, parts, "Overseas", "?", names=("crimes", "referral"), predicate="exploitation overseas"
    ).startswith("Fewer than two years have both figures")
