"""Funnel plots and maps: what they say, and what they refuse."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from analysis import geography
from analysis.catalogue import load
from analysis.presentation import charts
from analysis.presentation.drawing import alternatives
from analysis.statistics import area_rates, totals

CITY = "London, City of"


@pytest.fixture(scope="module")
def rates():
    counts = totals.spread(load("recorded_crime", by="force"), "force", "offences")
    return area_rates.rates(counts, geography.populations(), without=geography.without_residents())


@pytest.fixture
def ax():
    figure, axes = plt.subplots()
    yield axes
    plt.close(figure)


def funnel(ax, rates, areas=None, **options):
    table = rates.funnel.table if areas is None else areas
    return charts.funnel(ax, table, rates.funnel.curve, value="rate", size="exposure", **options)


def words(ax):
    return alternatives.describe(ax.get_figure(), {})


def test_a_funnel_plot_says_which_areas_stand_out(ax, rates):
    funnel(ax, rates, highlight=["Kent"])
    said = words(ax)
    assert "A funnel plot of 42 areas about 5.8" in said
    assert "Stand out as high: West Midlands (13.8)" in said
    assert "Stand out as low: none" in said
    assert "41 do not stand out" in said
    assert "Picked out: Kent (9.0, within)" in said


def test_every_area_that_stands_out_is_named_on_the_chart(ax, rates):
    funnel(ax, rates)
    named = {text.get_text() for text in ax.texts}
    outside = rates.funnel.table["position"].ne("within")
    assert named == set(outside.index[outside]) == {"West Midlands"}


def test_where_more_areas_stand_out_than_have_room_those_least_likely_by_chance_are_named(ax, rates):
    crowded = rates.funnel.table.assign(position="below")
    crowded.loc["Kent", "p"] = 0.0
    funnel(ax, rates, crowded, highlight=["Essex"])
    named = {text.get_text() for text in ax.texts}
    assert len(named) < len(crowded)
    assert {"Kent", "Essex"} <= named


def test_a_map_names_the_areas_of_each_class_and_those_without_a_rate(ax, rates):
    values = rates.table["rate"]
    charts.area_map(ax, values, area_rates.class_limits(values), geography.outlines(), highlight=["Kent"])
    said = words(ax)
    assert f"No rate: {CITY}" in said
    assert "6.4 to 13.8:" in said
    for name in values.index:
        assert name in said


def test_a_map_puts_a_number_on_a_limit_into_the_class_that_begins_there(ax):
    charts.area_map(ax, pd.Series({"Kent": 1.0, "Essex": 2.0, "Sussex": 3.0}), (1, 2, 3), geography.outlines())
    assert "1.0 to 2.0: Kent. 2.0 to 3.0: Essex and Sussex" in words(ax)


def test_an_area_that_is_not_there_cannot_be_picked_out(ax, rates):
    with pytest.raises(ValueError, match="no area 'Atlantis' to pick out"):
        funnel(ax, rates, highlight=["Atlantis"])


def test_a_map_needs_an_outline_for_each_area_and_few_classes(ax):
    with pytest.raises(ValueError, match="no outline of 'Atlantis'"):
        charts.area_map(ax, pd.Series({"Atlantis": 0.5}), (0, 1), geography.outlines())
    with pytest.raises(ValueError, match="5 classes on one map: 4 can be told apart"):
        charts.area_map(ax, pd.Series({"Kent": 1.0}), (0, 1, 2, 3, 4, 5), geography.outlines())
