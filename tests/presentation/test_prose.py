import doctest
import re

import pandas as pd
import pytest
from hypothesis import assume, example, given, strategies as st

from analysis.presentation import prose

numbers = st.integers(0, 10**12)


def test_the_examples_in_the_docstrings_hold():
    tried = doctest.testmod(prose)
    assert tried.failed == 0
    assert tried.attempted >= 6


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


@pytest.mark.parametrize("missing", [pd.NA, float("nan"), None, pd.NaT])
def test_what_is_missing_is_marked(missing):
    assert prose.count(missing) == prose.percent(missing) == prose.decimal(missing) == "[x]"


@given(numbers, numbers)
def test_a_movement_goes_the_way_of_the_numbers(before, after):
    said = prose.movement(before, after)
    if after == before:
        assert said == "unchanged"
        return
    assert said.startswith("up" if after > before else "down")
    assert not re.search(r"(^|\D)0%", said), "a change of nought per cent is none"
    if before and (found := re.search(r"(\d+)%$", said)) and not re.search("less|over", said):
        assert int(found[1]) == pytest.approx(100 * abs(after - before) / before, rel=1e-9, abs=0.5 + 1e-9)


@given(st.integers(-(10**9), 10**9))
def test_a_difference_has_its_sign(number):
    said = prose.difference(number)
    if number == 0:
        assert said == "no change"
    else:
        assert said[0] == ("+" if number > 0 else "−")
        assert int(said[1:].replace(",", "")) == abs(number)


@given(numbers)
def test_a_noun_is_plural_but_for_one(number):
    assert prose.noun(number, "boat") == f"{prose.count(number)} {'boat' if number == 1 else 'boats'}"
    assert prose.noun(number, "person", "people").endswith("person" if number == 1 else "people")


@pytest.mark.parametrize(
    ("names", "written"),
    [([], ""), (["Kent"], "Kent"), (["Kent", "Essex"], "Kent and Essex"), (iter("abc"), "a, b and c")],
)
def test_names_are_listed_as_they_are_read(names, written):
    assert prose.listing(names) == written


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


@pytest.mark.parametrize(
    ("ratio", "written"),
    [(0.73, f"{prose.MINUS}27%"), (1.32, "+32%"), (1, "0%"), (12, "over +1,000%"), (float("inf"), "over +1,000%")],
)
def test_a_ratio_is_written_as_a_change(ratio, written):
    assert prose.ratio_as_change(ratio) == written


def test_hundredths_have_a_true_minus_sign_and_no_negative_nought():
    assert prose.hundredths(-0.194) == f"{prose.MINUS}0.19"
    assert prose.hundredths(-0.001) == "0.00"
    assert prose.hundredths(float("nan")) == "[x]"
