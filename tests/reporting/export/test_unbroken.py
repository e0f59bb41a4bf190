"""Periods kept on one line."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, strategies as st

from analysis.reporting.export.unbroken import with_whole_periods


@pytest.mark.parametrize("period", ["2021-22", "2021-22 Q4", "2022-01"])
def test_a_period_is_kept_whole_wherever_it_is_read(period):
    page = f"<p>In {period}, <em>{period}</em> ({period}).</p>"
    found = BeautifulSoup(with_whole_periods(page), "html.parser").find_all("span", class_="whole")
    assert [each.get_text() for each in found] == [period] * 3


@pytest.mark.parametrize(
    "page",
    [
        '<img alt="In 2021-22" src="data:,2021-22">',
        "<title>2021-22</title>",
        "<style>/* 2021-22 */ p { color: red }</style>",
        "<pre><span>2021-22</span></pre>",
        "<p>HOSB-2021-22 or 2021-223 or 2022-03-31</p>",
    ],
)
def test_what_is_no_running_text_or_no_period_stays(page):
    assert with_whole_periods(page) == page


@given(st.lists(st.sampled_from(["2021-22", "2021-22 Q1", " ", "<b>", "</b>", "a", "-", "&lt;", "2022-03-31"])))
def test_a_page_reads_as_it_did(parts):
    page = "".join(parts)
    before, after = (BeautifulSoup(each, "html.parser").get_text() for each in (page, with_whole_periods(page)))
    # The parser makes several blanks one where they stand alone.
    assert " ".join(after.split()) == " ".join(before.split())
