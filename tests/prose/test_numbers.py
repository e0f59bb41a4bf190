import math
import re

import pandas as pd
import pytest
from hypothesis import example, given, strategies as st

from analysis import prose

numbers = st.integers(0, 10**12)


@given(numbers)
def test_a_count_is_read_back_as_it_was(number):
    written = prose.count(number)
    assert int(written.replace(",", "")) == number
    assert re.fullmatch(r"\d{1,3}(,\d{3})*", written)


@given(st.floats(0, 1) | st.integers(0, 1000).map(lambda thousandths: thousandths / 1000), st.integers(0, 2))
@example(0.005, 0)
@example(0.995, 0)
def test_a_percentage_is_as_near_as_its_places(share, places):
    written = prose.percent(share, places)
    bound, _, digits = written.removesuffix("%").rpartition(" ")
    stated = float(digits)
    if bound:
        assert (bound, 100 * share < stated) in {("under", True), ("over", False)}
    assert stated == pytest.approx(100 * share, abs=(1 if bound else 0.5) * 10**-places + 1e-9)
    assert (stated == 0) == (share == 0), "a little is not nothing"
    assert (stated == 100) == (share == 1), "nearly all is not all"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (12345.6, "12,346"),
        (65.0, "65"),
        (50.163, "50.2"),
        (1.8557, "1.86"),
        (-0.2082, "\N{MINUS SIGN}0.208"),
        (0.00001234, "1.2e-05"),
        (math.inf, "infinity"),
    ],
)
def test_numbers_of_any_size(value, text):
    assert prose.number(value) == text


@pytest.mark.parametrize("missing", [pd.NA, float("nan"), None, pd.NaT])
def test_what_is_missing_is_marked(missing):
    assert prose.count(missing) == prose.percent(missing) == prose.decimal(missing) == "[x]"


@given(numbers)
def test_a_noun_is_plural_but_for_one(number):
    assert prose.noun(number, "boat") == f"{prose.count(number)} {'boat' if number == 1 else 'boats'}"
    assert prose.noun(number, "person", "people").endswith("person" if number == 1 else "people")
