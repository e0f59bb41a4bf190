import re

import pandas as pd
from hypothesis import assume, given, strategies as st

from analysis import prose


def quarters(values):
    return pd.Series(values, index=pd.period_range("2020Q2", periods=len(values), freq="Q-DEC"), dtype="Int64")


def test_a_line_is_told_by_its_ends_and_its_extremes():
    assert prose.series_in_words(quarters([2198, 3037, 2000, 4746, 3120])) == (
        "from 2,198 in 2020 Q2 to 3,120 in 2021 Q2; lowest 2,000 in 2020 Q4; highest 4,746 in 2021 Q1"
    )
    assert prose.series_in_words(quarters([1, 2, 3])) == "from 1 in 2020 Q2 to 3 in 2020 Q4"


@given(st.lists(st.integers(0, 10**6) | st.just(pd.NA), min_size=1, max_size=30))
def test_the_extremes_of_a_line_are_always_told(values):
    series = quarters(values)
    known = series.dropna()
    said = prose.series_in_words(series)
    assume(len(known) > 0)
    for number in (known.iloc[0], known.iloc[-1], known.min(), known.max()):
        assert re.search(rf"(^|\s){number:,} in 20", said)
    assert "[x]" not in said


def test_a_line_without_figures_says_so():
    assert prose.series_in_words(quarters([pd.NA, pd.NA])) == "no figures"


def test_bars_are_told_each_with_its_number():
    shares = pd.Series({"Iran": 0.274, "Iraq": 0.2, "others": 0.526})
    assert prose.categories_in_words(shares, prose.percent) == "Iran 27%, Iraq 20% and others 53%"
