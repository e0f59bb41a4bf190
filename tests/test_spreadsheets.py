import pytest
from hypothesis import given, strategies as st

from analysis.spreadsheets import is_run, neutralise


@pytest.mark.parametrize(
    "text", ["=1+1", "+1-1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1", "|calc", "%0A", "-cmd|' /C calc'!A0"]
)
def test_what_a_spreadsheet_would_run_is_made_text(text):
    assert is_run(text)
    assert neutralise(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Kent", "-3", "+4.5", "-12%", "1,234", "2021-22", "a=b", "'=1"])
def test_what_it_would_not_stays_as_it_is(text):
    assert neutralise(text) == text


@given(st.text(max_size=20))
def test_nothing_written_is_run(text):
    assert not is_run(neutralise(text))
    assert neutralise(neutralise(text)) == neutralise(text)
