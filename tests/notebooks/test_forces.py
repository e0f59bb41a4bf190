"""The page on police forces: recorded offences and referrals of each, by its own year, ranked nowhere."""

import pandas as pd
import pytest

from analysis import areas
from analysis.catalogue import load
from tests.notebooks.sent import NATION, numbers_of, points_of, titled

RUNS = [("2021-22", NATION), ("2022-23", "Kent"), ("2017-18", "London, City of"), ("2017-18", "North West region")]


@pytest.fixture(scope="module")
def made(pages) -> dict:
    return {key: pages("forces", *key) for key in RUNS}


def test_each_chart_names_its_own_year(made):
    titles = [chart["title"] for chart in made["2021-22", NATION].of_kind("chart")]
    assert titles == [
        "2 of 42 force areas stood out in offences recorded in 2018-19",
        "Recorded offences ranged from 2.1 to 22.3 per 100,000 residents in 2018-19",
        "None of 42 force areas stood out in referrals made in 2022-23",
    ]
    assert len(made["2021-22", NATION].of_kind("aside")) == 1
    assert not made["2022-23", "Kent"].of_kind("aside")


def test_counts_are_the_published_ones(made):
    points = points_of(made["2021-22", NATION])
    assert "the 43 police forces recorded 5,111 modern slavery offences: 8.6 per" in points[0]
    assert "West Yorkshire (high, 22.3) and Metropolitan Police (high, 14.7)" in points[1]
    assert "referred 3,697 people" in points[2]
    funnel = numbers_of(titled(made["2021-22", NATION], "chart", "2 of 42 force areas"))
    offences = load("outcomes", by="force", every="financial_year", during="2018-19")
    published = dict(zip(offences["force"].astype(str), offences["by_recording"], strict=True))
    assert {name: cells[0] for name, cells in funnel.items()} == {name: f"{published[name]:,}" for name in funnel}
    assert len(funnel) == 42


def test_an_earlier_year_has_its_own_figures(made):
    points = points_of(made["2017-18", "North West region"])
    assert "recorded 501 modern slavery offences: 6.3 per 100,000 residents" in points[0]
    assert "1 of 42 force areas stood out: West Midlands (high, 13.8)" in points[2]


def test_a_force_stands_beside_its_region_and_all(made):
    points = points_of(made["2022-23", "Kent"])
    assert "Kent Police recorded 196 modern slavery offences: 10.7 per 100,000 residents" in points[0]
    assert "8.3 in the Eastern region and 8.6 in England and Wales" in points[1]
    assert "Kent Police referred 103 people" in points[3]


def test_a_force_with_few_residents_has_its_count_and_no_rate(made):
    points = points_of(made["2017-18", "London, City of"])
    assert points[0] == "In 2017-18, City of London Police recorded 5 modern slavery offences."
    assert points[3].endswith("referred 5 people to the National Referral Mechanism (NRM).")


def test_the_table_has_a_row_for_each_region_and_the_published_sums(made):
    (table,) = made["2021-22", NATION].of_kind("table")
    regions = {force.name: force.region for force in areas.forces()}
    for place, dataset, measure, first, options in (
        (1, "outcomes", "by_recording", "2018Q2", {}),
        (3, "nrm_first_responders", "referrals", "2022Q2", {"area": "UK"}),
    ):
        rows = load(dataset, by="force", **options)
        quarters = pd.period_range(first, periods=4, freq="Q-DEC")
        counted = rows[rows["quarter"].isin(quarters) & rows["force"].isin(regions)]
        sums = counted.groupby(counted["force"].astype(str).map(regions))[measure].sum()
        assert {row[0]: row[place] for row in table["rows"]} == {name: f"{total:,}" for name, total in sums.items()}
