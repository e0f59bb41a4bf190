"""The chart of a share, its interval and its bounds."""

import pandas as pd
import pytest

from analysis.catalogue import load
from analysis.presentation import charts
from analysis.statistics import unknowns

SOURCE = load("nrm_referrals")
TABLE = unknowns.bounds(*(pd.Series(values, ["Victims", "Suspects"]) for values in ([53, 40], [30, 40], [130, 140])))


def drawn(table=TABLE):
    return charts.bounds(table, title="A finding", subtitle="Shares", unit="Share", half="half", source=SOURCE)


def test_the_bounds_differ_from_the_interval_in_form():
    svg = drawn().svg
    assert svg.count("url(#") >= len(TABLE), "the boxes are hatched"
    assert "hatch" in svg or "<pattern" in svg


def test_the_text_says_both_in_numbers():
    assert "Victims: 53% among the known (95% interval 43% to 62%), of all between 41% and 64%" in drawn().alt


def test_an_empty_chart_is_refused():
    with pytest.raises(ValueError, match="nothing to draw"):
        drawn(TABLE * float("nan"))
