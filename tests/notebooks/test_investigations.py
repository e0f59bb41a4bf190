"""The page on live investigations: its figures are those loaded, beside the published ones."""

import pandas as pd
import pytest

from analysis.catalogue import load

NATION, CITY, UK = "England and Wales", "London, City of", "UK"


@pytest.fixture(scope="module")
def made(pages):
    wanted = [("2021-22", NATION), ("2017-18", NATION), ("2022-23", CITY), ("2021-22", UK)]
    return {key: pages("investigations", *key) for key in wanted}


def test_the_headline_compares_the_month_with_the_same_month_a_year_before(made):
    ran = made["2021-22", NATION]
    stock = load("live_investigations", area=NATION).set_index("month")["investigations"]
    now, before = stock[pd.Period("2022-03", "M")], stock[pd.Period("2021-03", "M")]
    lead = next(each for each in ran.of_kind("text") if each["lead"])
    assert f"{now:,} live modern slavery investigations at the end of March 2022" in lead["markdown"]
    assert f"{now / before - 1:.1%} more than the {before:,} a year before" in lead["markdown"]


def test_published_figures_stand_beside_the_returns(made):
    published = load("published_investigations", by="wording", area=UK)
    published = published[published["month"] <= pd.Period("2022-03", "M")]
    stock = load("live_investigations", area=NATION).set_index("month")["investigations"]
    table = next(each for each in made["2021-22", NATION].of_kind("table") if "at the dates" in each["title"])
    assert [row[1] for row in table["rows"]] == [f"{number:,}" for number in published["investigations"]]
    returned = [stock.get(month) for month in published["month"]]
    assert [row[2] for row in table["rows"]] == ["[x]" if each is None else f"{each:,}" for each in returned]


@pytest.mark.parametrize("key", [("2017-18", NATION), ("2022-23", CITY), ("2021-22", UK)])
def test_what_is_missing_is_stated(made, key):
    assert made[key].of_kind("notice")


def test_a_suppressed_month_is_marked_and_not_counted(made):
    rows = load("live_investigations", area=CITY).set_index("month").loc["2022-04":]
    table = next(each for each in made["2022-23", CITY].of_kind("table") if "end of each month" in each["title"])
    assert [row[-1] for row in table["rows"]] == [
        "[c]" if hidden else f"{number}"
        for number, hidden in zip(rows["investigations"], rows["suppressed"], strict=True)
    ]


def test_forces_are_set_against_their_population_and_suppressed_ones_are_marked(pages):
    table = pages("forces", "2022-23", NATION).of_kind("table")[-1]
    assert table["title"].startswith("Live investigations")
    returned = load("live_investigations", by="force")
    returned = returned[returned["month"] == pd.Period("2023-03", "M")].set_index("force")
    assert {row[0] for row in table["rows"]} == set(returned.index)
    for name, _, open_cases, *_, position in table["rows"]:
        is_hidden = returned.loc[name, "suppressed"]
        assert open_cases == ("[c]" if is_hidden else f"{returned.loc[name, 'investigations']:,}")
        assert (position == "[c]") == is_hidden
