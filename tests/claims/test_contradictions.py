import pytest
from hypothesis import given, strategies as st

from analysis.claims import contradictions, form
from tests.claims.planted import CLAIM, claims

CHANGE = {"unit": "percent change", "period": "2021-22", "baseline_period": "2020-21", "measure": "charges"}


def found(tmp_path, *rows):
    return contradictions.find(claims(tmp_path / "draft.csv", *rows))


def test_two_figures_of_the_same_thing_contradict_one_another(tmp_path):
    said = found(tmp_path, {"value": "13114"}, {"value": "12727", "section": "4"})
    assert said == {"claim-1": ["section 4 gives 12,727 people"], "claim-2": ["section 1 gives 13,114 people"]}


@pytest.mark.parametrize(
    "other",
    [
        {"measure": "reports"},
        {"period": "2020"},
        {"period": "2021-22"},
        {"geography": "England and Wales"},
        {"unit": "percent change", "baseline_period": "2020"},
        {"relation": "unfilled", "value": ""},
    ],
)
def test_figures_of_other_things_do_not(tmp_path, other):
    assert not found(tmp_path, {}, {"value": "9", **other})


def test_areas_are_the_same_in_any_spelling(tmp_path):
    one, other = {"geography": "Devon & Cornwall"}, {"geography": "Devon and Cornwall Police", "value": "9"}
    assert set(found(tmp_path, one, other)) == {"claim-1", "claim-2"}


def test_a_doubling_and_a_rise_are_compared(tmp_path):
    assert not found(tmp_path, {**CHANGE, "unit": "ratio", "value": "1.97"}, {**CHANGE, "value": "97"})
    assert found(tmp_path, {**CHANGE, "unit": "ratio", "value": "2"}, {**CHANGE, "value": "20"})


def test_three_rises_contradict_one_another_and_a_hedge_is_no_excuse(tmp_path):
    rises = [{**CHANGE, "relation": "more-than", "value": "50"}, {**CHANGE, "value": "70"}, {**CHANGE, "value": "97"}]
    said = found(tmp_path, *rises)
    assert {name: len(clauses) for name, clauses in said.items()} == {"claim-1": 2, "claim-2": 2, "claim-3": 2}


def test_a_state_of_a_month_is_held_against_that_of_its_year_and_a_count_is_not(tmp_path):
    month, year = {"period": "2021-06", "value": "7"}, {"period": "2021-22", "value": "8"}
    assert found(tmp_path, {**month, "unit": "forces"}, {**year, "unit": "forces"})
    assert not found(tmp_path, month, year)


def test_parts_that_make_up_a_whole_are_added_up(tmp_path):
    whole = {"measure": "people at sessions", "section": "6"}
    parts = [
        {"measure": "people at sessions: police", "value": "374", "section": "8"},
        {"measure": "people at sessions: others", "value": "19", "section": "8"},
    ]
    said = found(tmp_path, {**whole, "value": "392"}, *parts)
    assert said["claim-1"] == ["section 8 gives 374 police and 19 others, 393 in all"]
    assert set(said) == {"claim-1", "claim-2", "claim-3"}
    assert not found(tmp_path, {**whole, "value": "393"}, *parts)
    assert not found(tmp_path, {**whole, "value": "392"}, parts[0]), "a part alone is no whole"


def test_two_counts_must_make_the_change_that_is_claimed(tmp_path):
    before, after = {"value": "10613", "period": "2020"}, {"value": "13114", "period": "2021"}
    change = {"unit": "percent change", "baseline_period": "2020", "value": "24", "relation": "nearly"}
    assert not found(tmp_path, before, after, change)
    said = found(tmp_path, before, after, {**change, "value": "34"})
    assert set(said) == {"claim-1", "claim-2", "claim-3"}
    assert "make +24%" in said["claim-3"][0]


def test_an_unclear_period_contradicts_in_the_reading_that_does(tmp_path):
    unclear = {**CHANGE, "value": "97", "period": "2021 Q4 or 2021-22 Q4", "baseline_period": "2020 Q1 or 2020-21 Q1"}
    clear = {**CHANGE, "value": "70", "period": "2021-22 Q4", "baseline_period": "2020-21 Q1"}
    said = found(tmp_path, unclear, clear)
    assert said["claim-1"] == ["section 1 gives a rise of 70%, if the unclear period is 2021-22 Q4"]
    assert not found(tmp_path, unclear, {**clear, "baseline_period": "2020 Q1"}), "readings are not mixed"


@given(st.lists(st.integers(min_value=1, max_value=10**6), min_size=2, max_size=6))
def test_contradiction_is_mutual_and_equal_figures_never_contradict(values):
    stated = [form.Claim(**{**CLAIM, "id": str(number), "value": str(value)}) for number, value in enumerate(values)]
    assert set(contradictions.find(stated)) == ({c.id for c in stated} if len(set(values)) > 1 else set())
