import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from analysis.statistics import change, comparisons, yearly
from analysis.statistics.checks import CannotEstimate
from analysis.statistics.scatter import of_years

CHARGES = pd.Series(
    [50, 30, 60, 70, 80, 90, 70, 120, 130], index=pd.period_range("2020Q1", periods=9, freq="Q-DEC"), name="charges"
)
REPORTED = pd.Period("2022", freq="Y-MAR")


def row(table, year, way):
    return table[(table["year"] == year) & (table["way"] == way)].iloc[0]


def test_every_way_of_stating_one_rise():
    result = comparisons.rises(CHARGES, REPORTED, noun="charges")
    stated = {(each["from"], each["to"], each["way"]): each["change"] for _, each in result.table.iterrows()}
    first_to_last = "first quarter of the year before to last quarter of the year"
    assert len(stated) == 2 * len(comparisons.WAYS)
    assert stated["2020-21", "2021-22", "year on year"] == pytest.approx(410 / 240 - 1)
    assert stated["2020", "2021", "year on year"] == pytest.approx(360 / 210 - 1)
    assert stated["2020-21 Q4", "2021-22 Q4", "last quarter on the same quarter a year before"] == pytest.approx(
        130 / 80 - 1
    )
    assert stated["2021 Q3", "2021 Q4", "last quarter on the quarter before"] == pytest.approx(120 / 70 - 1)
    assert stated["2021-22 Q1", "2021-22 Q4", "first to last quarter of the year"] == pytest.approx(130 / 90 - 1)
    assert stated["2020-21 Q1", "2021-22 Q4", first_to_last] == pytest.approx(130 / 30 - 1)
    assert stated["2020 Q1", "2021 Q4", first_to_last] == pytest.approx(120 / 50 - 1)
    assert result.estimate == pytest.approx(410 / 240 - 1)
    assert result.sentence.startswith(
        "Year on year, 2020-21 to 2021-22, charges rose by 70.8%; stated in other ways the same figures change by "
        "anything from 8.3% (last quarter on the quarter before, 2021-22 Q3 to 2021-22 Q4) to 333.3%"
    )


def test_the_interval_of_the_year_is_the_one_that_the_year_has_elsewhere():
    result = comparisons.rises(CHARGES, REPORTED)
    elsewhere = yearly.year_on_year(CHARGES, REPORTED, noun="charges").change
    assert (result.interval.lower, result.interval.upper) == (elsewhere.interval.lower, elsewhere.interval.upper)
    mean = row(result.table, "financial", "mean per quarter, year on year")
    assert (mean["lower"], mean["upper"]) == pytest.approx((elsewhere.interval.lower, elsewhere.interval.upper))
    assert result.diagnostics["dispersion"] == elsewhere.diagnostics["dispersion"] > 1


def test_single_quarters_are_as_scattered_as_those_of_the_years():
    table = comparisons.rises(CHARGES, REPORTED).table
    scatter = of_years([30, 60, 70, 80], [90, 70, 120, 130])
    last = row(table, "calendar", "last quarter on the quarter before")
    expected = scatter.interval(70, 120)
    assert (last["lower"], last["upper"]) == (expected.lower, expected.upper)
    assert last["lower"] < change.percentage_change(70, 120).interval.lower


def test_without_two_quarters_of_both_years_no_interval_is_made():
    result = comparisons.rises(CHARGES.iloc[5:], REPORTED)
    assert result.table["change"].notna().any()
    assert result.table[["lower", "upper"]].isna().all(axis=None)
    assert result.diagnostics["dispersion"] is None


def test_a_missing_quarter_is_named_and_leaves_only_means_and_quarters():
    result = comparisons.rises(CHARGES.drop(pd.Period("2020Q3", freq="Q-DEC")), REPORTED)
    yearly = row(result.table, "financial", "year on year")
    assert np.isnan(yearly["change"])
    assert yearly["note"] == "no figure for 2020-21 Q2"
    mean = row(result.table, "financial", "mean per quarter, year on year")
    assert mean["before"] == 60
    assert mean["change"] == pytest.approx(410 / 4 / 60 - 1)
    assert result.diagnostics["stated"] == "mean per quarter, year on year, 2020-21 to 2021-22"


def test_a_rise_from_none_is_noted():
    none = CHARGES.where(CHARGES.index != pd.Period("2020Q1", freq="Q-DEC"), 0)
    table = comparisons.rises(none, REPORTED).table
    longest = row(table, "calendar", "first quarter of the year before to last quarter of the year")
    assert (longest["before"], longest["after"]) == (0, 120)
    assert np.isnan(longest["change"])
    assert longest["note"] == "a rise from none has no percentage"


def test_a_calendar_year_is_stated_first_where_asked():
    result = comparisons.rises(CHARGES, pd.Period("2021", freq="Y-DEC"))
    assert result.estimate == pytest.approx(360 / 210 - 1)
    assert result.table["year"].iloc[0] == "calendar"
    assert result.table["to"].tolist()[6] == "2021-22"


def test_months_and_financial_quarters_give_the_same():
    months = pd.period_range("2020-01", periods=27, freq="M")
    monthly = pd.Series(np.repeat(CHARGES.to_numpy() / 3, 3), index=months)
    financial = CHARGES.set_axis(CHARGES.index.asfreq("Q-MAR"))
    expected = comparisons.rises(CHARGES, REPORTED).table
    for other in (monthly, financial):
        pd.testing.assert_frame_equal(comparisons.rises(other, REPORTED).table, expected)


def test_a_quarter_that_lacks_a_month_is_missing():
    months = pd.period_range("2020-01", periods=26, freq="M")
    table = comparisons.rises(pd.Series(10, index=months), REPORTED).table
    assert row(table, "financial", "year on year")["note"] == "no figure for 2021-22 Q4"


@given(st.lists(st.integers(1, 10_000), min_size=9, max_size=9))
def test_yearly_rise_is_the_same_by_total_and_by_mean_of_full_years(numbers):
    table = comparisons.rises(pd.Series(numbers, index=CHARGES.index), REPORTED).table
    for year in ("financial", "calendar"):
        total, mean = row(table, year, "year on year"), row(table, year, "mean per quarter, year on year")
        assert total["change"] == pytest.approx(mean["change"])
        assert total["before"] == pytest.approx(4 * mean["before"])


@pytest.mark.parametrize(
    ("series", "year", "message"),
    [
        (CHARGES, "2021-22", "Expected a Period with freq 'Y-MAR' or 'Y-DEC'"),
        (CHARGES, pd.Period("2022Q1", freq="Q-DEC"), "Expected a Period with freq"),
        (CHARGES.reset_index(drop=True), REPORTED, "not counted by quarter or month"),
        (CHARGES, pd.Period("2016", freq="Y-MAR"), "from 2014 Q1 on; there are 9 from 2020 Q1 to 2022 Q1"),
        (CHARGES.iloc[:1], REPORTED, "series has 1 values"),
        (-CHARGES, REPORTED, "series is -50 for '2020Q1'"),
    ],
)
def test_rises_that_cannot_be_stated(series, year, message):
    with pytest.raises(CannotEstimate, match=message):
        comparisons.rises(series, year)
