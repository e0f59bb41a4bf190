"""Words and numbers of a finding agree, whatever the numbers are."""

import re

import pandas as pd
import pytest
from hypothesis import assume, given, strategies as st

from analysis.errors import NotCovered
from analysis.prose import findings
from analysis.prose.figures import Figure, say

COUNTS = st.integers(0, 10**7)


def figure(value):
    return Figure(value, f"{value:,}", unit="referrals", period="2021-22")


@given(COUNTS, COUNTS)
def test_the_direction_of_a_change_is_that_of_the_counts(after, before):
    said = str(findings.change(figure(after), figure(before)))
    assert f"{before:,}" in said
    if after == before:
        assert said == f"unchanged from {before:,}"
    elif before < findings.small_base():
        assert said == f"compared with {before:,}"
        assert "%" not in said
    elif after < before:
        assert said.startswith("down ")
    else:
        assert said.startswith("up ") or "times" in said or "twice" in said


@given(COUNTS, st.integers(findings.small_base(), 10**7))
def test_the_percentage_of_a_change_is_within_half_a_point(after, before):
    sentence = findings.change(figure(after), figure(before))
    moved = next((part for part in sentence.figures if part.unit == "%"), None)
    assume(moved is not None)
    assert moved.value == pytest.approx(after / before - 1)
    stated = float(moved.said.removesuffix("%").removeprefix("over ").removeprefix("under "))
    assert abs(stated - abs(100 * moved.value)) <= 1


def stated(said):
    return float(re.sub(r"[^0-9.]", "", said))


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_ratio_says_more_than_or_about_truly(after, before):
    sentence = findings.ratio(figure(after), figure(before))
    times, said = after / before, str(sentence)
    words = {"twice": 2, "three times": 3, "four times": 4, "five times": 5, "six times": 6}
    words |= {"seven times": 7, "eight times": 8, "nine times": 9, "ten times": 10}
    whole = next((number for word, number in words.items() if said.endswith(word)), None)
    if said.startswith("more than "):
        assert times > whole
    elif said.startswith("about "):
        assert abs(times - whole) < 0.1 if whole else abs(times - stated(said)) <= 0.5
    else:
        assert float(said.removesuffix(" times").replace(",", "")) == pytest.approx(times, abs=0.0501)


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_share_names_its_numerator_and_denominator(part, whole):
    assume(part <= whole)
    said = str(findings.share(figure(part), figure(whole)))
    assert said.endswith(f"({part:,} of {whole:,})")


@given(st.integers(0, 10**4), st.integers(0, 10**4), st.integers(1, 10**4))
def test_bounds_run_from_the_known_to_all_that_is_possible(part, unknown, rest):
    whole = part + unknown + rest
    sentence = findings.bounds(figure(part), figure(unknown), figure(whole))
    ends = [each.value for each in sentence.figures]
    assert ends[0] == part / whole
    assert ends[-1] <= (part + unknown) / whole
    assert str(sentence).count("%") == len(ends)


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_share_moves_by_points_in_the_direction_of_the_shares(after, before):
    said = str(findings.points(after, before))
    moved = round(100 * (after - before))
    if not moved:
        assert said == "about the same"
    else:
        assert said.split(maxsplit=1)[0] == ("up" if after > before else "down")
        assert said.split()[1] == str(abs(moved))


QUARTERS = pd.period_range("2020Q2", "2022Q1", freq="Q-DEC")


def referrals(values):
    return pd.DataFrame({"quarter": QUARTERS, "referrals": pd.array(values, dtype="Int64")})


def test_a_total_is_that_of_the_year_and_refuses_a_year_with_a_gap():
    frame = referrals([1, 2, 3, 4, 10, 20, 30, 40])
    assert findings.total(frame, pd.Period("2022", freq="Y-MAR")).value == 100
    assert findings.total(frame, pd.Period("2021", freq="Y-MAR")).said == "10"
    with pytest.raises(NotCovered):
        findings.total(frame[:-1], pd.Period("2022", freq="Y-MAR"))
    with pytest.raises(NotCovered):
        findings.total(frame.drop(index=5), pd.Period("2022", freq="Y-MAR"))
    with pytest.raises(NotCovered):
        findings.total(referrals([1, 2, 3, 4, 10, None, 30, 40]), pd.Period("2022", freq="Y-MAR"))


def test_the_highest_is_named_with_its_months():
    frame = referrals([1, 2, 3, 4, 10, 20, 30, 3773])
    assert str(findings.highest(frame)) == "3,773 in January to March 2022"
    assert str(findings.highest(frame, pd.Period("2021", freq="Y-MAR"))) == "4 in January to March 2021"


def test_a_sentence_keeps_its_figures_with_what_belongs_to_them():
    figured = Figure(310, "310", coverage="in the one force of 43 that has sent a return")
    sentence = say("There were {n} live investigations{end}", n=figured, end=".")
    assert str(sentence) == "There were 310 in the one force of 43 that has sent a return live investigations."
    assert sentence.figures == (figured,)
    assert sentence.fields()[1]["value"] == 310


PUBLISHED = pd.period_range("2022Q2", "2023Q4", freq="Q-DEC")
ROWS = pd.DataFrame({"quarter": PUBLISHED, "referrals": range(1, 8)})


def test_a_year_in_part_is_what_is_published_of_it_and_is_named_by_its_months():
    part = findings.covered(ROWS, pd.Period("2024", "Y-MAR"))
    assert findings.when(part) == "April to December 2023"
    assert findings.total(ROWS, part).value == 5 + 6 + 7
    assert findings.total(ROWS, part - 4).period == "April to December 2022"
    assert findings.when(findings.covered(ROWS, pd.Period("2023", "Y-MAR"))) == "2022-23"
    assert findings.when(PUBLISHED[:1]) == "April to June 2022"
    assert findings.when(PUBLISHED[2:4]) == "October 2022 to March 2023"


def test_a_year_without_figures_is_not_covered_and_the_nearest_whole_one_is_found():
    with pytest.raises(NotCovered, match="No figures of 2024-25 are published"):
        findings.covered(ROWS, pd.Period("2025", "Y-MAR"))
    for year in ("2018", "2023", "2026"):
        assert findings.nearest_year(ROWS, pd.Period(year, "Y-MAR")) == pd.Period("2023", "Y-MAR")
    with pytest.raises(NotCovered, match="No year"):
        findings.nearest_year(ROWS[:3], pd.Period("2023", "Y-MAR"))


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_the_direction_of_a_share_is_that_of_the_shares(part, rest, part_before, rest_before):
    assume(part + rest)
    assume(part_before + rest_before)
    now, then = (figure(part), figure(part + rest)), (figure(part_before), figure(part_before + rest_before))
    said = str(findings.share_change(now, then))
    moved = part / (part + rest) - part_before / (part_before + rest_before)
    assert ("up" in said) <= (moved > 0)
    assert ("down" in said) <= (moved < 0)


def test_one_of_unknown_kind_does_not_make_two_numbers_of_a_share():
    assert str(findings.bounds(figure(3341), figure(1), figure(7509))) == "44%"
    assert str(findings.bounds(figure(5557), figure(957), figure(13538))) == "41% to 48%"


def test_a_total_that_is_not_covered_says_how_far_the_figures_reach():
    quarters = pd.period_range("2017Q2", "2019Q1", freq="Q-DEC", name="quarter")
    frame = pd.DataFrame({"quarter": quarters, "offences": 1})
    with pytest.raises(NotCovered, match="2021-22 is covered") as raised:
        findings.total(frame, pd.Period("2022", "Y-MAR"))
    assert list(raised.value.there_is) == ["The figures reach from 2017 Q2 to 2019 Q1."]
