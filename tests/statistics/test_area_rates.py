import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from analysis import geography
from analysis.catalogue import load
from analysis.prose import standing_out
from analysis.statistics import area_rates, totals
from analysis.statistics.checks import CannotEstimate

CITY = "London, City of"


@pytest.fixture(scope="module")
def crimes():
    counts = totals.spread(load("recorded_crime", by="force"), "force", "offences")
    return area_rates.rates(counts, geography.populations(), without=geography.without_residents())


def test_a_rate_is_the_count_of_the_year_by_the_population_at_its_beginning(crimes):
    assert (str(crimes.year), crimes.mid_year) == ("2018", 2017)
    kent = crimes.table.loc["Kent"]
    assert kent["events"] == 164
    assert kent["rate"] == pytest.approx(164 * 100_000 / geography.populations().loc[2017, "Kent"])
    assert crimes.table["events"].sum() == 3388


def test_the_city_of_london_has_a_count_and_no_rate(crimes):
    city = crimes.table.loc[CITY]
    assert city["events"] == 5
    assert np.isnan(city["rate"])
    assert CITY not in crimes.funnel.table.index
    assert np.isnan(crimes.together([CITY]))
    london = ["Metropolitan Police", CITY]
    assert crimes.together(london) == pytest.approx(crimes.table["rate"]["Metropolitan Police"])


def test_areas_keep_their_order_and_west_midlands_alone_stands_out(crimes):
    assert list(crimes.table.index) == list(geography.populations().columns)
    positions = crimes.table["position"].dropna()
    assert len(positions) == 42
    assert dict(positions[positions != "within"]) == {"West Midlands": "above"}
    assert standing_out(crimes.table) == "1 of 42 areas stood out: West Midlands (high, 13.8)"


def test_a_region_has_its_forces_together(crimes):
    regions = geography.forces()["region"]
    laid = crimes.by_region(regions)
    assert list(laid.index) == list(dict.fromkeys(regions))
    assert laid["events"].sum() == 3388
    west_midlands = laid.loc["West Midlands region"]
    assert west_midlands["rate"] == pytest.approx(crimes.together(regions.index[regions == "West Midlands region"]))


def test_the_newest_year_with_a_count_of_every_area_is_taken():
    residents = pd.DataFrame([[1e5] * 5], index=[2020], columns=list("abcde"))
    counts = pd.DataFrame(2.0, index=pd.period_range("2020Q2", periods=12, freq="Q-DEC"), columns=residents.columns)
    counts.iloc[-1, 3] = np.nan
    found = area_rates.rates(counts, residents)
    assert str(found.year) == "2022"
    assert found.table["rate"].tolist() == [8.0] * 5


def test_a_year_that_is_not_whole_or_a_missing_area_is_refused():
    residents = geography.populations()
    counts = pd.DataFrame(1, index=pd.period_range("2020Q2", periods=3, freq="Q-DEC"), columns=residents.columns)
    with pytest.raises(CannotEstimate, match="no financial year has a figure for every area"):
        area_rates.rates(counts, residents)
    with pytest.raises(CannotEstimate, match="no column for 'Kent'"):
        area_rates.rates(counts.drop(columns="Kent"), residents)


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=60))
def test_classes_hold_every_number_and_are_few(numbers):
    limits = area_rates.class_limits(pd.Series([*numbers, np.nan]))
    assert list(limits) == sorted(limits)
    assert 1 <= len(limits) - 1 <= 4
    assert (limits[0], limits[-1]) == (min(numbers), max(numbers))
