import pandas as pd
import pytest

from analysis import areas
from analysis.pages import compared

YEARS = pd.PeriodIndex(["2021", "2022"], freq="Y-MAR")


def series(before, after):
    return pd.Series([before, after], index=YEARS, dtype="Int64")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (755, 945, "Arrivals: 945 in 2021-22, up 25% from 755 in 2020-21"),
        (40, 40, "Arrivals: 40 in 2021-22, unchanged from 40 in 2020-21"),
        (29, 60, "Arrivals: 60 in 2021-22, compared with 29 in 2020-21"),
        (0, 3, "Arrivals: 3 in 2021-22, compared with 0 in 2020-21"),
        (pd.NA, 3, "Arrivals: 3 in 2021-22"),
        (5, pd.NA, "Arrivals: the total of 2021-22 cannot be shown"),
    ],
)
def test_a_change_on_few_is_given_as_two_counts_alone(before, after, said):
    assert str(compared.counted(series(before, after), "arrivals", YEARS[1])) == said


def test_quarters_are_added_up_and_a_missing_one_leaves_no_total():
    quarters = pd.period_range("2020Q2", "2022Q1", freq="Q-DEC")
    counts = pd.Series([10] * 4 + [20] * 4, index=quarters, dtype="Int64")
    assert str(compared.counted(counts, "cases", YEARS[1])) == "Cases: 80 in 2021-22, up 100% from 40 in 2020-21"
    counts.iloc[-1] = pd.NA
    assert "cannot be shown" in str(compared.counted(counts, "cases", YEARS[1]))


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [(40, 50, "met: 50, up 25%"), (50, 40, "not met: 40, down 20%"), (40, 40, "not met"), (pd.NA, 5, "not assessed")],
)
def test_more_than_the_year_before_is_met(before, after, verdict):
    assert compared.risen(series(before, after), YEARS[1]).startswith(verdict)


def test_what_is_published_names_its_area_and_is_nothing_where_the_year_lacks_a_part():
    rows = pd.DataFrame({"financial_year": YEARS, "charges": [236, 205]})
    found = compared.published(rows, "charges", "offences charged", YEARS[1], areas.find("Kent"))
    assert str(found.said) == "Offences charged (Kent): 205 in 2021-22, down 13% from 236 in 2020-21."
    assert found.rows is rows
    assert compared.published(rows, "charges", "offences charged", YEARS[1] + 1, areas.find("Kent")) is None


def test_a_finding_of_a_return_is_left_out_where_the_year_lacks_a_part():
    rows = pd.DataFrame({"financial_year": YEARS, "cases": pd.array([3, 50], dtype="Int64")})
    assert [str(each) for each in compared.found(rows, "cases", "cases", YEARS[1])] == [
        "Cases: 50 in 2021-22, compared with 3 in 2020-21."
    ]
    assert compared.found(rows, "cases", "cases", YEARS[1] + 1) == []
