"""Whoever knows all that is shown cannot work out what is not: tried with algebra, linear and integer programming."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from analysis import disclosure
from analysis.disclosure import Policy, protect
from tests.disclosure.attacker import Attacker, blocks
from tests.disclosure.made import months, table_from, table_of

SMALL = {"safeguarding": "children", "live_investigations": "investigations"}
FORCES = ("Kent", "Essex", "Dorset", "Gloucestershire")
"""Two of the Eastern region, two of the South West region."""


def small_cells(table, measure, threshold=5):
    return np.flatnonzero(table[measure].between(1, threshold - 1).to_numpy(dtype=bool))


@st.composite
def flows(draw):
    """A return of children safeguarded, with months and forces missing."""
    units = [(month, force) for month in months(draw(st.integers(1, 6))) for force in FORCES]
    units = draw(st.lists(st.sampled_from(units), min_size=1, unique=True))
    sizes = st.one_of(st.just(0), st.integers(0, 6), st.integers(0, 40))
    rows = [(*unit, draw(sizes), 1) for unit in units]
    return pd.DataFrame(rows, columns=["month", "force", "children", "uses_innerste"])


@st.composite
def stocks(draw):
    """A return of investigations of one month, a few cells of which hold cases."""
    forces = draw(st.lists(st.sampled_from(FORCES), min_size=1, unique=True))
    kinds = ("Criminal exploitation", "Labour exploitation", "Other or not known")
    cells = [
        (force, kind, child)
        for force in forces
        for kind in kinds
        for child in ("Children involved", "No children involved")
    ]
    held = draw(st.lists(st.sampled_from(cells), min_size=1, unique=True))
    rows = [("2021-04", *cell, draw(st.integers(0, 12))) for cell in held]
    return pd.DataFrame(rows, columns=["month", "force", "exploitation_type", "children", "investigations"])


def attack(name, rows, threshold):
    dataset, table = table_from(name, rows)
    shown = protect(table, dataset, Policy(threshold))
    measure = SMALL[name]
    assert shown.loc[small_cells(table, measure, threshold), measure].isna().all()
    for block in blocks(shown, dataset):
        attacker = Attacker(block, dataset, measure)
        for row in np.flatnonzero(attacker.hidden):
            least, most = attacker.whole_range_of(row)
            assert most - least >= 1, "a suppressed cell can have one value only"
        assert not len(attacker.determined())


@settings(max_examples=25)
@given(flows(), st.sampled_from([2, 3, 5, 10]))
def test_no_cell_of_a_small_return_of_events_can_be_worked_out(rows, threshold):
    attack("safeguarding", rows, threshold)


@settings(max_examples=20)
@given(stocks(), st.sampled_from([2, 5]))
def test_no_cell_of_a_small_return_of_a_stock_can_be_worked_out(rows, threshold):
    attack("live_investigations", rows, threshold)


@settings(max_examples=25)
@given(flows())
def test_sums_that_are_not_shown_cannot_be_found_to_be_small(rows):
    # A force without all months has no figure of the year, but its year is part of what the region has.
    dataset, table = table_from("safeguarding", rows)
    shown = protect(table, dataset, Policy())
    for block in blocks(shown, dataset):
        attacker = Attacker(block, dataset, "children")
        counts = table.loc[block.index, "children"].to_numpy(dtype=float)
        is_leaf = attacker.sums.sum(axis=1) == 1
        for force in FORCES:
            months_of_force = (block["force"] == force).to_numpy() & (block["every"] == "month").to_numpy()
            if 0 < counts[months_of_force].sum() < 5:
                assert is_leaf[months_of_force].all()
                least, most = attacker.whole_range_of(np.flatnonzero(months_of_force))
                assert most > least


@pytest.mark.parametrize(
    ("name", "spans", "cases"),
    [
        ("live_investigations", 1, 2600),
        ("investigation_people", 1, 6000),
        ("clandestine_events", 12, 300),
        ("safeguarding", 12, 80),
    ],
)
def test_small_cells_of_a_return_of_real_size_have_a_wide_range(name, spans, cases):
    dataset, table = table_of(name, months(spans), cases=cases, absent=0.04)
    shown = protect(table, dataset, Policy())
    measure = sorted(dataset.form.personal)[0]
    block = blocks(shown, dataset)[0]
    attacker = Attacker(block, dataset, measure)
    assert not len(attacker.determined())
    truth = table.loc[block.index, measure].reset_index(drop=True)
    small = small_cells(truth.to_frame(), measure)
    assert len(small) > 100
    tried = np.random.default_rng(3).choice(small, 20, replace=False)
    ranges = [attacker.range_of(row) for row in tried]
    widths = [most - least for least, most in ranges]
    assert min(widths) >= 1
    assert np.mean([width >= 5 for width in widths]) >= 0.95
    assert all(least <= truth[row] <= most for row, (least, most) in zip(tried, ranges, strict=True))


def test_the_nation_and_most_of_the_regions_stay_whole():
    dataset, table = table_of("safeguarding", months(24), cases=80, absent=0.03)
    shown = protect(table, dataset, Policy())
    assert shown.loc[shown["force"] == "All", "children"].notna().all()
    years = shown[(shown["every"] == "financial_year") & shown["force"].str.endswith("region")]
    assert years["children"].notna().mean() > 0.9


def test_a_lone_small_cell_takes_its_totals_with_it():
    rows = pd.DataFrame(
        {"month": ["2021-04"], "force": ["Kent"], "children": [3], "uses_innerste": [1]},
    )
    dataset, table = table_from("safeguarding", rows)
    assert protect(table, dataset, Policy())["children"].isna().all()


def test_noughts_and_large_numbers_stay_where_nothing_is_small():
    units = [(month, force) for month in months(2) for force in FORCES]
    rows = pd.DataFrame(units, columns=["month", "force"]).assign(children=[0, 7, 12, 5, 0, 0, 80, 9], uses_innerste=1)
    dataset, table = table_from("safeguarding", rows)
    shown = protect(table, dataset, Policy())
    assert not shown["suppressed"].any()
    pd.testing.assert_frame_equal(shown.drop(columns="suppressed"), table)


def test_the_same_table_is_protected_alike_in_any_order_of_rows():
    dataset, table = table_of("clandestine_events", months(12), cases=100)
    first = protect(table, dataset, Policy())
    shuffled = protect(table.sample(frac=1, random_state=1).reset_index(drop=True), dataset, Policy())
    pd.testing.assert_frame_equal(
        first.sort_values(dataset.keys, ignore_index=True), shuffled.sort_values(dataset.keys, ignore_index=True)
    )


def test_totals_that_are_no_sums_are_refused():
    dataset, table = table_of("safeguarding", months(3), FORCES, cases=40)
    table.loc[table["force"] == "All", "children"] += 1
    with pytest.raises(ValueError, match="not the sums"):
        protect(table, dataset, Policy())


def test_what_is_not_about_people_is_left_alone():
    dataset, table = table_of("safeguarding", months(3), FORCES, cases=10)
    shown = disclosure.protect(table, dataset, Policy())
    pd.testing.assert_series_equal(shown["uses_innerste"], table["uses_innerste"])
    pd.testing.assert_series_equal(shown["covered"], table["covered"])
