"""Funnel plots, maps and small multiples: what they say, and what they refuse."""

import re

import numpy as np
import pandas as pd
import pytest

from analysis import geography
from analysis.catalogue import load
from analysis.presentation import area_figures, charts
from analysis.presentation.display import Figure, Table
from analysis.provenance import sourced
from analysis.statistics import area_rates, totals

CITY = "London, City of"
WORDS = {"title": "A finding", "subtitle": "What is counted"}


@pytest.fixture(scope="module")
def held():
    rows, people, outlines = load("recorded_crime", by="force"), geography.populations(), geography.outlines()
    counts = totals.spread(rows, "force", "offences")
    rates = area_rates.rates(counts, people, without=geography.without_residents(), noun="crimes")
    return rates, outlines, sourced(rows, people, outlines)


def funnel(held, **changed):
    rates, _, source = held
    given = {"value": "rate", "size": "exposure", "unit": "Crimes", "size_unit": "People", "source": source}
    return charts.funnel(rates.result.table, rates.result.curve, **WORDS, **(given | changed))


def area_map(held, codes=None, limits=None, **changed):
    rates, outlines, source = held
    classes = area_rates.classes(rates.table["rate"])
    given = {"unit": "Crimes for each 100,000 people", "source": source, "inset": ["Metropolitan Police", CITY]}
    chosen = classes.codes if codes is None else codes
    return charts.area_map(chosen, limits or classes.limits, outlines, **WORDS, **(given | changed))


def multiples(held, **changed):
    rates, _, source = held
    given = {"unit": "Crimes", "together": rates.together, "source": source}
    return charts.multiples(rates.over_time, **WORDS, **(given | changed))


def test_a_funnel_plot_says_which_areas_lie_outside_which_limit(held):
    said = funnel(held, highlight=["Kent"]).alt
    assert "Funnel plot of 42 areas about 5.8" in said
    assert "Above the 99.8% limit: West Midlands (13.8)" in said
    assert "Below the 95% limit: Devon & Cornwall (1.7) and Hertfordshire (1.4)" in said
    assert "39 within the limits" in said
    assert "Picked out: Kent, 9.0, within the limits" in said


def names_drawn(figure):
    """Return the texts of a drawing, which are comments beside their outlines."""
    return [text.strip() for text in re.findall(r"<!--(.*?)-->", figure.svg)]


def test_every_area_outside_the_limits_is_named_on_the_chart(held):
    drawn = names_drawn(funnel(held))
    outside = held[0].result.table["position"].ne("within")
    assert outside.sum() == 3
    for name in outside.index:
        assert (name.replace("&", "&amp;") in drawn or name in drawn) == outside[name]


def test_where_more_areas_lie_outside_than_have_room_those_furthest_out_are_named(held):
    rates, _, source = held
    crowded = rates.result.table.assign(position="below 95%")
    crowded.loc["Kent", "position"] = "above 99.8%"
    given = {"value": "rate", "size": "exposure", "unit": "Crimes", "size_unit": "People", "source": source}
    drawn = names_drawn(charts.funnel(crowded, rates.result.curve, highlight=["Essex"], **WORDS, **given))
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


def test_small_multiples_say_each_series(held):
    said = multiples(held, highlight=["Kent"]).alt
    assert "42 small line charts on the same axes, of which Kent picked out" in said
    assert "Durham: from 1.6 in 2017 Q2 to 1.8 in 2018 Q1; lowest 1.1 in 2017 Q3; highest 3.7 in 2017 Q4" in said


def test_a_missing_quarter_breaks_the_lines(held):
    rates, _, source = held
    with_gap = rates.over_time.iloc[[0, 1, 3]]
    figure = charts.multiples(with_gap, unit="Crimes", source=source, **WORDS)
    assert figure.svg != multiples(held, together=None).svg
    assert "2017 Q4" not in figure.alt


@pytest.mark.parametrize("draw", [funnel, area_map, multiples])
def test_the_same_drawing_is_the_same_file(held, draw):
    assert draw(held).svg == draw(held).svg
    assert draw(held).sources


@pytest.mark.parametrize("draw", [funnel, multiples])
def test_an_area_that_is_not_there_cannot_be_picked_out(held, draw):
    with pytest.raises(ValueError, match=r"no (area|chart) 'Atlantis' to pick out"):
        draw(held, highlight=["Atlantis"])


def test_a_map_needs_an_outline_for_each_area_and_few_classes(held):
    with pytest.raises(ValueError, match="no outline of 'Atlantis'"):
        area_map(held, pd.Series({"Atlantis": 0}, dtype="Int64"), (0, 1))
    with pytest.raises(ValueError, match="5 classes on one map: 4 can be told apart"):
        area_map(held, limits=(0, 1, 2, 3, 4, 5))
    with pytest.raises(ValueError, match="nothing to draw"):
        area_map(held, pd.Series({"Kent": pd.NA}, dtype="Int64"), (0, 1))


def test_rates_of_areas_are_shown_in_the_order_of_regions_and_never_by_rate(held):
    _, outlines, source = held
    people, forces = geography.populations(), geography.forces()
    counts = totals.spread(load("recorded_crime", by="force"), "force", "offences")
    ordered = area_rates.rates(counts, people[forces.index], without=geography.without_residents(), noun="crimes")
    shown = area_figures.show(
        ordered,
        area_rates.classes(ordered.table["rate"]),
        regions=forces["region"],
        outlines=outlines,
        inset=[CITY],
        together_name="England and Wales",
        highlight=[CITY],
        source=source,
    )
    assert [type(each) for each in shown] == [Figure, Figure, Figure, Table]
    rows = shown[-1].rows
    assert [row[0] for row in rows] == list(forces.index)
    city = next(row for row in rows if row[0] == CITY)
    assert city[2] == "5"
    assert set(city[4:]) == {"[z]"}
    assert np.any(["[z] not applicable" in note for note in shown[-1].notes])
