import datetime as dt

import pandas as pd
import pytest

from analysis import prose


@pytest.mark.parametrize(
    ("names", "written"),
    [([], ""), (["Kent"], "Kent"), (["Kent", "Essex"], "Kent and Essex"), (iter("abc"), "a, b and c")],
)
def test_names_are_listed_as_they_are_read(names, written):
    assert prose.listing(names) == written


@pytest.mark.parametrize(
    ("label", "written"),
    [
        (pd.Period("2021Q4", "Q-DEC"), "2021 Q4"),
        (pd.Period("2022Q4", "Q-MAR"), "2021-22 Q4"),
        (pd.Period("2022", "Y-MAR"), "2021-22"),
        (dt.date(2022, 3, 31), "31 March 2022"),
        ("Kent", "Kent"),
    ],
)
def test_calendar_and_financial_periods_are_told_apart(label, written):
    assert prose.period_or_name(label) == written


@pytest.mark.parametrize(
    ("text", "within"), [("Small boats", "small boats"), ("NRM referrals", "NRM referrals"), ("A", "a"), ("", "")]
)
def test_an_abbreviation_keeps_its_capitals_within_a_sentence(text, within):
    assert prose.uncapitalised(text) == within
