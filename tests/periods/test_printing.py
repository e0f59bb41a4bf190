import pandas as pd
import pytest

from analysis import periods

YEARS = pd.PeriodIndex(["2021", "2022", None], freq="Y-MAR")


@pytest.fixture
def table():
    return pd.DataFrame({"financial_year": YEARS, "people": [1, 2, 3]})


def test_a_table_prints_financial_years_as_they_are_written(table):
    for shown in (str(table), table.to_html(), str(table["financial_year"]), str(table.set_index("financial_year"))):
        assert "2020-21" in shown
        assert "2021-22" in shown
        assert "NaT" in shown
    assert str(table["financial_year"].array).splitlines()[1] == "['2020-21', '2021-22', 'NaT']"


def test_a_csv_file_holds_them_so_and_they_are_read_again(table):
    lines = table.to_csv(index=False).splitlines()
    assert lines == ["financial_year,people", "2020-21,1", "2021-22,2", ",3"]
    assert table.set_index("financial_year").to_csv().splitlines() == lines
    assert table["financial_year"].astype(str).tolist()[:2] == ["2020-21", "2021-22"]
    assert [periods.financial_year(text) for text in table["financial_year"].astype(str)[:2]] == list(YEARS[:2])


def test_financial_quarters_are_told_from_calendar_ones():
    quarters = pd.period_range("2022Q4", periods=1, freq="Q-MAR")
    assert str(pd.Series(quarters)).split()[1:3] == ["2021-22", "Q4"]
    assert "2022Q1" in str(pd.Series(quarters.asfreq("Q-DEC")))


def test_other_periods_and_formats_that_are_asked_for_are_left_to_pandas(table):
    assert (
        pd.DataFrame({"year": pd.period_range("2021", periods=1, freq="Y-DEC")}).to_csv(index=False) == "year\n2021\n"
    )
    assert pd.Series(pd.period_range("2021-04", periods=1, freq="M")).astype(str).tolist() == ["2021-04"]
    assert table["financial_year"].dt.strftime("%Y").tolist()[:2] == ["2021", "2022"]
    assert table.to_csv(index=False, date_format="%Y").splitlines()[1] == "2021,1"
