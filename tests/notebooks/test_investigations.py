"""The page on live investigations: published figures as they are, and returns where sent."""

import pandas as pd
import pytest

from analysis import areas
from analysis.catalogue import load
from tests.notebooks.sent import NATION, lead_of, made_in, project_with, titled

NATIONS = [("2021-22", NATION), ("2017-18", NATION), ("2023-24", NATION)]
MONTHS = pd.period_range("2021-03", "2022-03", freq="M").astype(str)
SMALL = "Kent"


@pytest.fixture(scope="module")
def published(pages):
    """The pages without a return."""
    wanted = [("investigations", *each) for each in NATIONS]
    wanted += [("investigations", "2021-22", "Kent")]
    return {key: pages(*key) for key in wanted}


@pytest.fixture(scope="module")
def returned(tmp_path_factory):
    """The pages where every force has sent thirteen months, in the last of which there are half as many again."""
    rows = [
        {
            "month": month,
            "force": force.name,
            "exploitation_type": "Labour exploitation",
            "children": "No children involved",
            "investigations": 1 if force.name == SMALL else 30 if month == "2022-03" else 20,
        }
        for month in MONTHS
        for force in areas.forces()
    ]
    with project_with(tmp_path_factory.mktemp("project"), {"investigations": rows}) as project:
        yield made_in(project, ("investigations", "2021-22", NATION), ("investigations", "2021-22", SMALL))


@pytest.mark.parametrize(("period", "area"), NATIONS)
def test_the_page_opens_with_the_published_figures_up_to_its_year_and_the_newest(published, period, area):
    said = lead_of(published["investigations", period, area])
    newest = {"2021-22": "at least 4,200 in February 2022", "2017-18": "568 in February 2018"}.get(period)
    assert said.startswith("Published figures of live investigations went from 188 in December 2015 to ")
    assert "at least 3,555 in December 2022" in said
    assert newest is None or f"to {newest}; the newest is" in said


def test_each_published_figure_stands_with_its_wording_and_publisher(published):
    rows = load("published_investigations", by="wording", area="UK")
    table = titled(published["investigations", "2021-22", NATION], "table", "Live modern slavery investigations as")
    shown = {row[0]: row[1:] for row in table["rows"]}
    assert len(shown) == len(rows) == 9
    assert shown["December 2015"][:2] == ["188", "As stated"]
    assert shown["December 2016"] == ["188", "As stated", "Home Office"]
    assert shown["February 2022"][:2] == ["4,200", "At least"]


def test_no_growth_is_made_of_published_figures(published):
    said = lead_of(published["investigations", "2021-22", NATION])
    assert "%" not in said
    (table,) = published["investigations", "2021-22", NATION].of_kind("outcomes")
    assert "a rise of 65% (section 3)" in table["rows"][1][1]
    assert len(published["investigations", "2021-22", NATION].of_kind("figure")) == 1


def test_a_force_that_has_sent_nothing_has_no_page(published):
    (notice,) = published["investigations", "2021-22", "Kent"].shown
    assert notice["kind"] == "missing"


def test_returns_are_compared_with_the_same_month_a_year_before(returned):
    many = len(areas.forces()) - 1
    said = lead_of(returned["investigations", "2021-22", NATION])
    now = f"{30 * many + 1:,}"
    assert said.startswith(f"{now} investigations were open at the end of March 2022, up 50% on a year before")
    table = titled(returned["investigations", "2021-22", NATION], "table", "Modern slavery investigations open")
    assert [row[-1] for row in table["rows"]] == [*[f"{20 * many + 1:,}"] * 11, now]


def test_small_numbers_of_a_force_are_suppressed(returned):
    ran = returned["investigations", "2021-22", SMALL]
    table = titled(ran, "table", "Modern slavery investigations open")
    assert {row[-1] for row in table["rows"]} == {"[c]"}
    assert not ran.of_kind("figure")
    assert "investigations were open" not in lead_of(ran)
