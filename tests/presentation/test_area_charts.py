"""Funnel plots and maps: what they say, and what they refuse."""

import re

import pandas as pd
import pytest

from analysis import geography
from analysis.catalogue import load
from analysis.presentation import old_charts
from analysis.provenance import sourced
from analysis.statistics import area_rates, totals

CITY = "London, City of"
WORDS = {"title": "A finding", "subtitle": "What is counted"}


@pytest.fixture(scope="module")
def held():
    rows, people, outlines = load("recorded_crime", by="force"), geography.populations(), geography.outlines()
    counts = totals.spread(rows, "force", "offences")
    rates = area_rates.rates(counts, people, without=geography.without_residents())
    return rates, outlines, sourced(rows, people, outlines)


def funnel(held, **changed):
    rates, _, source = held
    given = {"value": "rate", "size": "exposure", "unit": "Crimes", "size_unit": "People", "source": source}
    return old_charts.funnel(rates.funnel.table, rates.funnel.curve, **WORDS, **(given | changed))


def area_map(held, codes=None, limits=None, **changed):
    rates, outlines, source = held
    classes = area_rates.classes(rates.table["rate"])
    given = {"unit": "Crimes for each 100,000 people", "source": source, "inset": ["Metropolitan Police", CITY]}
    chosen = classes.codes if codes is None else codes
    return old_charts.area_map(chosen, limits or classes.limits, outlines, **WORDS, **(given | changed))


def test_a_funnel_plot_says_which_areas_stand_out(held):
    said = funnel(held, highlight=["Kent"]).alt
    assert "Funnel plot of 42 areas about 5.8" in said
    assert "Stands out above it: West Midlands (13.8)" in said
    assert "Stands out below it: none" in said
    assert "41 do not stand out" in said
    assert "Picked out: Kent, 9.0, within" in said


def names_drawn(figure):
    """Return the texts of a drawing, which are comments beside their outlines."""
    return [text.strip() for text in re.findall(r"<!--(.*?)-->", figure.svg)]


def test_every_area_that_stands_out_is_named_on_the_chart(held):
    drawn = names_drawn(funnel(held))
    outside = held[0].funnel.table["position"].ne("within")
    assert outside.sum() == 1
    for name in outside.index:
        assert (name.replace("&", "&amp;") in drawn or name in drawn) == outside[name]


def test_where_more_areas_stand_out_than_have_room_those_least_likely_by_chance_are_named(held):
    rates, _, source = held
    crowded = rates.funnel.table.assign(position="below")
    crowded.loc["Kent", "p"] = 0.0
    given = {"value": "rate", "size": "exposure", "unit": "Crimes", "size_unit": "People", "source": source}
    drawn = names_drawn(old_charts.funnel(crowded, rates.funnel.curve, highlight=["Essex"], **WORDS, **given))
    named = [name for name in crowded.index if name in drawn]
    assert len(named) < len(crowded)
    assert {"Kent", "Essex"} <= set(named)


def test_a_map_names_the_areas_of_each_class_and_those_without_a_rate(held):
    said = area_map(held, highlight=["Kent"]).alt
    assert f"Hatched, without a rate: {CITY}" in said
    assert "Class 4, 6.4 to 13.8:" in said
    assert "Picked out: Kent" in said
    for name in held[0].table.index:
        assert name in said


@pytest.mark.parametrize("draw", [funnel, area_map])
def test_the_same_drawing_is_the_same_file(held, draw):
    assert draw(held).svg == draw(held).svg
    assert draw(held).sources


def test_an_area_that_is_not_there_cannot_be_picked_out(held):
    with pytest.raises(ValueError, match="no area 'Atlantis' to pick out"):
        funnel(held, highlight=["Atlantis"])


def test_a_map_needs_an_outline_for_each_area_and_few_classes(held):
    with pytest.raises(ValueError, match="no outline of 'Atlantis'"):
        area_map(held, pd.Series({"Atlantis": 0}, dtype="Int64"), (0, 1))
    with pytest.raises(ValueError, match="5 classes on one map: 4 can be told apart"):
        area_map(held, limits=(0, 1, 2, 3, 4, 5))
    with pytest.raises(ValueError, match="nothing to draw"):
        area_map(held, pd.Series({"Kent": pd.NA}, dtype="Int64"), (0, 1))
