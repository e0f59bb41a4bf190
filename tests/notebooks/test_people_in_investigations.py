"""The pages on types of exploitation, children and nationality: they begin with what can be shown of any area."""

import pandas as pd
import pytest

from analysis.catalogue import load

NAMES = ["exploitation_types", "child_victims", "nationality"]
CASES = [("2020-21", "Metropolitan Police"), ("2022-23", "Gwent"), ("2021-22", "England and Wales")]


@pytest.fixture(scope="module")
def made(pages):
    return {(name, *case): pages(name, *case) for name in NAMES for case in CASES}


def said_first(ran):
    return ran.shown[0]


@pytest.mark.parametrize("case", CASES, ids=str)
@pytest.mark.parametrize("name", NAMES)
def test_each_page_begins_with_a_figure_of_its_area(made, name, case):
    ran = made[name, *case]
    first = said_first(ran)
    assert first["object"] == "text"
    assert first["lead"]


def test_a_headline_of_a_year_that_is_held_is_that_of_its_march(made):
    rows = load("live_investigations", by="children", area="England and Wales")
    march = rows[rows["month"].eq(pd.Period("2022-03")) & rows["children"].eq("Children involved")]
    count = march["investigations"].item()
    said = said_first(made["child_victims", "2021-22", "England and Wales"])["markdown"]
    assert said.startswith(f"{count:,} of ")
    assert "newest month" not in said


def test_a_small_force_says_that_its_kinds_cannot_be_told(made):
    said = said_first(made["exploitation_types", "2022-23", "Gwent"])["markdown"]
    assert "How many of them were mainly of criminal exploitation cannot be told for any month" in said
