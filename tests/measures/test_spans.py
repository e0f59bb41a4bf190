import pandas as pd
import pytest

from analysis.errors import BadPeriod
from analysis.measures import spans


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2021-22", "2021-04-01", "2022-03-31"),
        ("2021", "2021-01-01", "2021-12-31"),
        ("2021-12", "2021-12-01", "2021-12-31"),
        ("2011-12", "2011-04-01", "2012-03-31"),
        ("2021 Q4", "2021-10-01", "2021-12-31"),
        ("2021-22 Q4", "2022-01-01", "2022-03-31"),
        ("2019 to 2021", "2019-01-01", "2021-12-31"),
        ("2021-04 to 2022-01", "2021-04-01", "2022-01-31"),
        ("2015 to 2021-22", "2015-04-01", "2022-03-31"),
    ],
)
def test_a_period_begins_and_ends_where_it_says(text, start, end):
    (span,) = spans.read(text)
    assert str(span.start.date()) == start
    assert str(span.end.date()) == end


def test_a_period_can_have_two_readings():
    calendar, financial = spans.read("2021 Q4 or 2021-22 Q4")
    assert calendar.end < financial.start


def test_each_year_is_no_period_of_its_own():
    assert spans.read("each year") == ()


@pytest.mark.parametrize("text", ["last year", "2021-23", "Q4", "2022 to 2021", "2021-13"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(BadPeriod):
        spans.read(text)


def test_only_periods_that_fit_are_parts():
    (year,) = spans.read("2021")
    assert list(year.parts("Q-DEC").astype(str)) == ["2021Q1", "2021Q2", "2021Q3", "2021Q4"]
    assert not len(year.parts("Y-MAR"))
    (months,) = spans.read("2021-04 to 2022-01")
    assert len(months.parts("M")) == 10
    assert not len(months.parts("Q-DEC"))


def test_a_month_lies_in_its_year_and_not_the_other_way_round():
    (month,), (year,) = spans.read("2021-06"), spans.read("2021-22")
    assert month.lies_in(year)
    assert not year.lies_in(month)
    assert pd.Timestamp("2021-06-30") <= month.end
