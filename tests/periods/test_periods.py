import contextlib
import datetime as dt
import itertools

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from analysis import periods
from analysis.errors import BadPeriod

PARSERS = (periods.financial_year, periods.calendar_year, periods.quarter, periods.month)

# What the parsers read begins in 1900 to 2099.
months = st.builds(
    lambda year, month: pd.Period(year=year, month=month, freq="M"), st.integers(1901, 2098), st.integers(1, 12)
)
financial_years = months.map(lambda month: month.asfreq("Y-MAR"))
calendar_years = months.map(lambda month: month.asfreq("Y-DEC"))
calendar_quarters = months.map(lambda month: month.asfreq("Q-DEC"))
financial_quarters = months.map(lambda month: month.asfreq("Q-MAR"))


def days(period: pd.Period) -> tuple[dt.date, dt.date]:
    return period.start_time.date(), period.end_time.date()


YEAR = """
2021-22; 2021/22; 2021-2022; 2021/2022; FY2021-22; fy 2021/22;  2021-22 ; 2021–22; 2021 - 22; financial year 2021-22
FYE 2022; FYE2022; fye march 2022; FY ending March 2022; year ending March 2022; Year ending 31 March 2022
year ended Mar 2022; year to March 2022; YE March 2022; y/e 31st March 2022; 12 months to March 2022
financial year ending 31 March 2022; April 2021 to March 2022; Apr 2021 - Mar 2022; 1 April 2021 to 31 March 2022
April to March 2022
"""
QUARTER = """
2021 Q4; 2021-Q4; 2021Q4; Q4 2021;  q4  2021 ; Q4, 2021; 2021 quarter 4; Quarter 4 2021; October to December 2021
Oct-Dec 2021; Oct – Dec 2021; 1 October to 31 December 2021; quarter ending December 2021; QE December 2021
three months to 31 December 2021
"""
MONTH = "2021-11; 2021/11; November 2021; Nov 2021; nov 2021; 11/2021; Nov-2021; 2021 November; Nov. 2021"
NO_MONTH = "2021-13; 2021-00; 2021/22; 2011/12; 0/2021; Nonember 2021; No 2021; 2021; November; 11/21"


def spellings(text):
    return text.strip("\n").replace("\n", "; ").split("; ")


@pytest.mark.parametrize("text", spellings(YEAR))
def test_a_financial_year_runs_from_april_to_march_however_it_is_written(text):
    year = periods.financial_year(text)
    assert year.freqstr == "Y-MAR"
    assert days(year) == (dt.date(2021, 4, 1), dt.date(2022, 3, 31))


def test_a_financial_year_may_cross_the_century():
    assert periods.financial_year("1999-00") == periods.financial_year("1999-2000")
    assert periods.label(periods.financial_year("1999-00")) == "1999-00"


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("2021", ("2021-22", "2020-21")),
        ("2021-23", ("2021-22",)),
        ("2021-2023", ("2021-22",)),
        ("2021-21", ("2021-22",)),
        ("2021-22 Q4", ("2021-22",)),
        ("2021-022", ("2021-22",)),
        ("FY2022", ("2022-23", "2021-22")),
        ("year ending 2022", ("2022-23",)),
        ("year ending December 2022", ("2022-23",)),
        ("year ending 30 March 2022", ("2022-23",)),
        ("May 2021 to April 2022", ("2021-22",)),
        ("2022-03", ("2021-22",)),
        ("March 2022", ("2021-22",)),
        ("Q1 2022", ("2021-22",)),
        ("21-22", ()),
        ("last year", ()),
        ("", ()),
    ],
)
def test_what_is_no_financial_year_is_refused_with_the_nearest(text, nearest):
    with pytest.raises(BadPeriod) as refusal:
        periods.financial_year(text)
    assert refusal.value.nearest == nearest
    assert f"'{text}' is no financial year. Expected one such as 2021-22." in str(refusal.value)


def test_a_parameter_that_came_as_a_number_is_refused_like_its_text():
    with pytest.raises(BadPeriod, match="Did you mean '2021-22' or '2020-21'"):
        periods.financial_year(2021)


@pytest.mark.parametrize("text", spellings(QUARTER))
def test_a_quarter_of_one_year_is_a_calendar_quarter(text):
    quarter = periods.quarter(text)
    assert quarter.freqstr == "Q-DEC"
    assert days(quarter) == (dt.date(2021, 10, 1), dt.date(2021, 12, 31))


@pytest.mark.parametrize(
    "text", ["2021-22 Q4", "2021/22 Q4", "2021-2022 Q4", "Q4 2021-22", "FY2021-22 Q4", "2021-22Q4", "Q4 FY 2021/22"]
)
def test_a_quarter_of_two_years_is_a_financial_quarter(text):
    quarter = periods.quarter(text)
    assert quarter.freqstr == "Q-MAR"
    assert days(quarter) == (dt.date(2022, 1, 1), dt.date(2022, 3, 31))


@pytest.mark.parametrize(
    "text", ["Q4", "4", "2021", "2021-22", "2021 Q5", "2021-23 Q1", "2021 Q", "Q4 21", "May to July 2021"]
)
def test_what_could_be_several_quarters_or_none_is_refused(text):
    with pytest.raises(BadPeriod, match=r"calendar quarter such as 2021 Q4, or a financial one such as 2021-22 Q4"):
        periods.quarter(text)


def test_a_quarter_written_otherwise_is_answered_with_both_readings():
    with pytest.raises(BadPeriod) as refusal:
        periods.quarter("Q4/2021")
    assert refusal.value.nearest == ("2021 Q4", "2021-22 Q4")


@pytest.mark.parametrize(
    "text",
    [
        "2021-11",
        "2021/11",
        "November 2021",
        "Nov 2021",
        "nov 2021",
        "11/2021",
        "Nov-2021",
        "2021 November",
        "Nov. 2021",
    ],
)
def test_a_month_however_it_is_written(text):
    month = periods.month(text)
    assert month.freqstr == "M"
    assert days(month) == (dt.date(2021, 11, 1), dt.date(2021, 11, 30))


def test_a_month_before_october_may_do_without_a_zero():
    assert periods.month("3/2022") == periods.month("03/2022") == periods.month("Mar 2022")


@pytest.mark.parametrize(
    "text",
    ["2021-13", "2021-00", "2021/22", "2011/12", "0/2021", "Nonember 2021", "No 2021", "2021", "November", "11/21"],
)
def test_what_is_no_month_is_refused(text):
    with pytest.raises(BadPeriod, match="Expected one such as November 2021 or 2021-11"):
        periods.month(text)


@pytest.mark.parametrize(
    "text", [" 2021 ", 2021, "CY2021", "calendar year 2021", "year ending December 2021", "Jan-Dec 2021"]
)
def test_a_calendar_year_runs_from_january_to_december(text):
    assert periods.calendar_year(text).freqstr == "Y-DEC"
    assert days(periods.calendar_year(text)) == (dt.date(2021, 1, 1), dt.date(2021, 12, 31))


def test_a_financial_year_is_no_calendar_year():
    with pytest.raises(BadPeriod) as refusal:
        periods.calendar_year("2021-22")
    assert refusal.value.nearest == ("2021",)


def test_the_same_text_is_a_year_to_one_parser_and_a_month_to_another():
    assert periods.label(periods.financial_year("2011-12")) == "2011-12"
    assert periods.label(periods.month("2011-12")) == "December 2011"


@given(financial_years)
def test_financial_years_are_read_as_they_are_written(year):
    assert periods.financial_year(periods.label(year)) == year


@given(calendar_years)
def test_calendar_years_are_read_as_they_are_written(year):
    assert periods.calendar_year(periods.label(year)) == year


@given(st.one_of(calendar_quarters, financial_quarters))
def test_quarters_are_read_as_they_are_written_with_their_kind(quarter):
    read = periods.quarter(periods.label(quarter))
    assert read == quarter
    assert read.freqstr == quarter.freqstr


@given(months)
def test_months_are_read_as_they_are_written(month):
    assert periods.month(periods.label(month)) == month == periods.month(str(month))


awkward = st.text(alphabet="0123456789-–/ QqFYnov٤²\n.", max_size=14)


@given(st.one_of(st.text(), awkward))
def test_junk_raises_nothing_but_bad_period(text):
    for parse in PARSERS:
        with contextlib.suppress(BadPeriod):
            period = parse(text)
            assert parse(periods.label(period)) == period


def test_labels_of_weeks_and_days():
    assert periods.label(pd.Period("2021-11-24", freq="W-SUN")) == "week ending 28 November 2021"
    assert periods.label(pd.Period("2021-11-24", freq="D")) == "24 November 2021"
    assert periods.day(dt.date(2022, 3, 3)) == "3 March 2022"


def test_a_frequency_that_is_not_in_use_has_no_label():
    with pytest.raises(ValueError, match="Q-JUN"):
        periods.label(pd.Period("2021Q1", freq="Q-JUN"))


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (periods.financial_year("2021-22"), "the financial year 2021-22"),
        (periods.calendar_year("2021"), "the calendar year 2021"),
        (periods.quarter("2021 Q4"), "October to December 2021 (2021 Q4)"),
        (periods.quarter("2021-22 Q4"), "January to March 2022 (2021-22 Q4)"),
        (periods.month("2021-11"), "November 2021"),
        (pd.Period("2021-11-24", freq="W-SUN"), "the week ending 28 November 2021"),
    ],
)
def test_in_a_sentence_the_kind_of_period_is_plain(period, words):
    assert periods.describe(period) == words


@given(st.one_of(financial_years, calendar_years))
def test_the_months_of_a_year_cover_it_exactly(year):
    months = periods.months_of(year)
    assert len(months) == 12
    assert (months[0].start_time, months[-1].end_time) == (year.start_time, year.end_time)
    assert all(before + 1 == after for before, after in itertools.pairwise(months))


@given(calendar_quarters)
def test_the_other_name_of_a_quarter_means_the_same_days(quarter):
    renamed = periods.to_financial(quarter)
    assert renamed.freqstr == "Q-MAR"
    assert days(renamed) == days(quarter)
    assert periods.to_calendar(renamed) == quarter


@given(st.dates(dt.date(1902, 1, 1), dt.date(2098, 12, 31)))
def test_a_day_lies_in_its_financial_year(date):
    first, last = days(periods.financial_year_of(date))
    assert first <= date <= last
    assert periods.financial_year_of(pd.Timestamp(date)) == periods.financial_year_of(date)


@given(st.one_of(months, calendar_quarters, financial_quarters, financial_years))
def test_a_period_lies_in_the_financial_year_of_its_days(period):
    first, last = days(period)
    assert periods.financial_year_of(first) == periods.financial_year_of(period) == periods.financial_year_of(last)


def test_a_calendar_year_lies_in_no_one_financial_year():
    with pytest.raises(BadPeriod, match="the calendar year 2021 lies in two financial years") as refusal:
        periods.financial_year_of(periods.calendar_year("2021"))
    assert refusal.value.nearest == ("2020-21", "2021-22")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2021-22", "2021-22"),
        ("FYE 2022", "2021-22"),
        ("year ending March 2022", "2021-22"),
        ("2011/12", "2011-12"),
        ("2021", "2021"),
        (2021, "2021"),
        ("2021-22 Q4", "2021-22 Q4"),
        ("2022 Q1", "2022 Q1"),
        ("January to March 2022", "2022 Q1"),
        ("2022-03", "March 2022"),
        ("March 2022", "March 2022"),
    ],
)
def test_any_period_is_read_whose_kind_is_plain(text, meant):
    assert periods.label(periods.period(text)) == meant


@pytest.mark.parametrize(
    ("text", "nearest"), [("2011-12", ("2011/12", "December 2011")), ("2001-02", ("2001/02", "February 2001"))]
)
def test_what_can_mean_two_periods_is_refused_with_both(text, nearest):
    with pytest.raises(BadPeriod, match=f"'{text}' can mean several periods") as refusal:
        periods.period(text)
    assert refusal.value.nearest == nearest
    first, second = map(periods.period, nearest)
    assert (first, second) == (periods.financial_year(text), periods.month(text))


@pytest.mark.parametrize("text", ["Q4", "2021-23", "last year", "", None, float("nan"), "2022-03-31", True, 22])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(BadPeriod, match="is no period"):
        periods.period(text)


@given(st.one_of(months, calendar_quarters, financial_quarters, financial_years, calendar_years))
def test_any_period_is_read_as_it_is_written_or_said_to_be_two(period):
    written = periods.label(period)
    if period.freqstr == "Y-MAR" and 1 <= period.year % 100 <= 12:
        written = written.replace("-", "/")
    assert periods.period(written) == period


@pytest.mark.parametrize(
    "text", ["2022-03-31", "2022/03/31", "31/03/2022", "31.3.2022", "31 March 2022", "31st Mar 2022"]
)
def test_a_day_however_it_is_written(text):
    assert periods.date(text) == dt.date(2022, 3, 31)


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("03/04/2022", ("2022-03-04", "2022-04-03")),
        ("2022-02-30", ()),
        ("31 Marsh 2022", ()),
        ("March 2022", ()),
        (2022, ()),
        ("", ()),
    ],
)
def test_what_is_no_day_or_could_be_two_is_refused(text, nearest):
    with pytest.raises(BadPeriod, match=r"is no day\. Expected one such as 2022-03-31") as refusal:
        periods.date(text)
    assert refusal.value.nearest == nearest
