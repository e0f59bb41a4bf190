import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from analysis import geography
from analysis.catalogue import load
from analysis.statistics import area_rates, totals
from analysis.statistics.checks import CannotEstimate

CITY = "London, City of"


@pytest.fixture(scope="module")
def crimes():
    counts = totals.spread(load("recorded_crime", by="force"), "force", "offences")
    return area_rates.rates(counts, geography.populations(), without=geography.WITHOUT_RESIDENTS, noun="crimes")


def test_a_rate_is_the_count_of_the_year_by_the_population_at_its_beginning(crimes):
    assert (str(crimes.period), crimes.mid_year) == ("2018", 2017)
    kent = crimes.table.loc["Kent"]
    assert kent["events"] == 164
    assert kent["rate"] == pytest.approx(164 * 100_000 / geography.populations().loc[2017, "Kent"])
    assert crimes.over_time["Kent"].sum() == pytest.approx(kent["rate"])


def test_the_city_of_london_has_a_count_and_no_rate(crimes):
    city = crimes.table.loc[CITY]
    assert city["events"] == 5
    assert np.isnan(city["rate"])
    assert CITY not in crimes.over_time
    assert CITY not in crimes.result.table.index
    assert "a rate by residents would mean nothing there" in crimes.placed([CITY])


def test_areas_are_placed_and_not_ranked(crimes):
    assert (
        crimes.placed(["Kent"]) == "In 2017-18, Kent had 164 crimes, 9.00 for each 100,000 people: within the limits."
    )
    assert crimes.placed(["Kent", "West Midlands", "Hertfordshire", "Devon & Cornwall", CITY]) == (
        "In 2017-18, the rate of crimes lay within the limits of chance and usual differences in 1 of 4 areas. It lay "
        "above the 99.8% limit in West Midlands and below the 95% limit in Hertfordshire and Devon & Cornwall. City of "
        "London had 5 crimes; a rate by residents would mean nothing there."
    )
    assert crimes.placed(["Kent", "Gwent"]).endswith("usual differences in all 2 areas.")
    assert list(crimes.table.index) == list(geography.populations().columns)
    assert "11.9 times as much" in crimes.spread


@pytest.mark.parametrize("areas", [["Kent"], ["Kent", "Gwent"]])
def test_an_older_year_than_the_one_asked_for_is_named_with_the_reason(crimes, areas):
    later, same = pd.Period("2022", "Y-MAR"), pd.Period("2018", "Y-MAR")
    reason = "In 2017-18, the newest year up to 2021-22 with a figure for every area, "
    assert crimes.placed(areas, asked=later).startswith(reason)
    assert crimes.placed(areas, asked=same) == crimes.placed(areas)
    assert "newest" not in crimes.placed(areas)


def test_a_year_that_is_not_held_whole_or_a_missing_area_is_refused():
    residents = geography.populations()
    counts = pd.DataFrame(1, index=pd.period_range("2020Q2", periods=3, freq="Q-DEC"), columns=residents.columns)
    with pytest.raises(CannotEstimate, match="no financial year of events is held whole"):
        area_rates.rates(counts, residents)
    with pytest.raises(CannotEstimate, match="no column for 'Kent'"):
        area_rates.rates(counts.drop(columns="Kent"), residents)


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=60))
def test_every_number_lies_in_the_class_that_holds_it(numbers):
    values = pd.Series(numbers)
    made = area_rates.classes(values)
    assert list(made.limits) == sorted(made.limits)
    assert 1 <= len(made.limits) - 1 <= 4
    for number, code in zip(values, made.codes, strict=True):
        assert made.limits[code] <= number <= made.limits[code + 1]


def test_an_area_without_a_number_has_no_class():
    assert area_rates.classes(pd.Series({"a": 1.0, "b": np.nan, "c": 3.0})).codes.isna().to_list() == [
        False,
        True,
        False,
    ]


def test_a_stock_is_set_against_the_population_and_a_suppressed_area_has_no_rate():
    residents = geography.populations()
    months = pd.period_range("2021-04", periods=12, freq="M")
    stock = pd.DataFrame(50.0, index=months, columns=residents.columns)
    stock.loc["2022-03", "Gwent"] = np.nan
    whole = pd.Series(43 * 50.0, index=months)
    open_cases = area_rates.stock_rates(
        stock, whole, residents, without=geography.WITHOUT_RESIDENTS, noun="investigations"
    )
    assert (str(open_cases.period), open_cases.mid_year) == ("2022-03", 2021)
    assert open_cases.table.loc["Kent", "rate"] == pytest.approx(50 * 100_000 / residents.loc[2021, "Kent"])
    assert open_cases.table.loc["Gwent", ["events", "rate"]].isna().all()
    assert "Gwent" not in open_cases.result.table.index
    assert open_cases.together.tolist() == pytest.approx([43 * 50 * 100_000 / residents.loc[2021].sum()] * 12)
    assert "Without a figure that may be shown: Gwent." in open_cases.placed(["Kent", "Gwent"])
