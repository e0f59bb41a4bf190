import pytest
from hypothesis import given, strategies as st

from analysis.claims import contradictions, form
from tests.claims.planted import CLAIM, claims

CHANGE = {"unit": "percent change", "period": "2021-22", "baseline_period": "2020-21", "measure": "charges"}


def contradicted(tmp_path, *rows):
    return contradictions.find(claims(tmp_path / "draft.csv", *rows))


def found(tmp_path, *rows):
    """Return the clauses of what contradicts a claim however the report is read."""
    every = contradicted(tmp_path, *rows)
    assert all(each.certain for instead in every.values() for each in instead)
    return {name: [each.clause for each in instead] for name, instead in every.items()}


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


def test_two_rises_contradict_one_another_and_a_hedge_that_fits_both_neither(tmp_path):
    rises = [{**CHANGE, "relation": "more-than", "value": "50"}, {**CHANGE, "value": "70"}, {**CHANGE, "value": "97"}]
    assert set(found(tmp_path, *rises)) == {"claim-2", "claim-3"}
    assert set(found(tmp_path, *rises, {**CHANGE, "value": "101"})) == {f"claim-{number}" for number in (1, 2, 3, 4)}


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
    assert set(said) == {"claim-1"}, "each part may be right"
    assert not found(tmp_path, {**whole, "value": "393"}, *parts)
    assert not found(tmp_path, {**whole, "value": "392"}, parts[0]), "a part alone is no whole"


def test_two_counts_must_make_the_change_that_is_claimed(tmp_path):
    before, after = {"value": "10613", "period": "2020"}, {"value": "13114", "period": "2021"}
    change = {"unit": "percent change", "baseline_period": "2020", "value": "24", "relation": "nearly"}
    assert not found(tmp_path, before, after, change)
    said = found(tmp_path, before, after, {**change, "value": "34"})
    assert set(said) == {"claim-3"}, "each count may be right"
    assert "make +24%" in said["claim-3"][0]


def test_an_unclear_period_contradicts_in_one_reading_only(tmp_path):
    note = "the report does not say which"
    unclear = {**CHANGE, "value": "97", "period": "2021 Q4 or 2021-22 Q4", "baseline_period": "2020 Q1 or 2020-21 Q1"}
    clear = {**CHANGE, "value": "70", "period": "2021-22 Q4", "baseline_period": "2020-21 Q1"}
    said = contradicted(tmp_path, {**unclear, "note": note}, clear)
    assert set(said) == {"claim-1", "claim-2"}
    (one,), (other,) = said.values()
    assert one.clause == "section 1 gives a rise of 70%, if 2021-22 Q4 is meant"
    assert other.clause == "section 1 gives a rise of 97%, if 2021-22 Q4 is meant"
    assert not one.certain
    assert one.why == other.why == "The report does not say which."
    assert not found(tmp_path, unclear, {**clear, "baseline_period": "2020 Q1"}), "readings are not mixed"


def test_a_measure_that_may_be_another_contradicts_if_it_is(tmp_path):
    people = {"measure": "professionals at regional Operation Innerste training", "value": "449"}
    trained = {"measure": "people at Operation Innerste training", "value": "488", "section": "8"}
    said = contradicted(tmp_path, people, trained)
    assert [each.certain for instead in said.values() for each in instead] == [False, False]
    assert said["claim-1"][0].clause == "section 8 gives 488 people, if people at Operation Innerste training are meant"
    assert not contradicted(tmp_path, people, {**trained, "value": "449"})


def test_the_same_change_in_a_region_and_in_one_of_its_forces_is_unclear(tmp_path):
    region, force = {**CHANGE, "value": "70", "geography": "Eastern region"}, {**CHANGE, "value": "70"}
    said = contradicted(tmp_path, region, {**force, "geography": "Kent"})
    assert said["claim-1"][0].clause == "section 1 gives the same change for Kent"
    assert not said["claim-1"][0].certain
    assert not contradicted(tmp_path, region, {**force, "geography": "Dorset"}), "not of the region"
    assert not contradicted(tmp_path, region, {**force, "geography": "Kent", "value": "71"})


def test_a_figure_that_is_given_for_another_period_too_is_found(tmp_path):
    year, longer = {**CHANGE, "value": "97"}, {**CHANGE, "value": "97", "baseline_period": "2019-20", "section": "4"}
    said = contradictions.echoes(claims(tmp_path / "draft.csv", year, longer))
    assert said["claim-1"] == ["Section 4 gives the same figure from 2019-20 to 2021-22."]
    assert not contradictions.echoes(claims(tmp_path / "draft.csv", year, {**longer, "value": "96"}))


@given(st.lists(st.integers(min_value=1, max_value=10**6), min_size=2, max_size=6))
def test_contradiction_is_mutual_and_equal_figures_never_contradict(values):
    stated = [form.Claim(**{**CLAIM, "id": str(number), "value": str(value)}) for number, value in enumerate(values)]
    assert set(contradictions.find(stated)) == ({c.id for c in stated} if len(set(values)) > 1 else set())
