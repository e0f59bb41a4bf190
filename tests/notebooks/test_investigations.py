"""The page on live investigations: published figures as they are, and returns where sent."""

import pandas as pd
import pytest

from analysis import areas
from analysis.catalogue import load
from analysis.roots import DEMONSTRATION
from tests.notebooks.sent import NATION, made_in, numbers_of, points_of, project_with, titled

NATIONS = [("2021-22", NATION), ("2017-18", NATION), ("2023-24", NATION)]
MONTHS = pd.period_range("2021-03", "2022-03", freq="M").astype(str)
SMALL = "Kent"


@pytest.fixture(scope="module")
def published(pages):
    """The pages without a return."""
    return {key: pages("investigations", *key) for key in [*NATIONS, ("2021-22", "Kent")]}


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


@pytest.mark.parametrize(
    ("period", "last"),
    [
        ("2021-22", "at least 4,200 in February 2022"),
        ("2017-18", "568 in February 2018"),
        ("2023-24", "at least 3,555 in December 2022"),
    ],
)
def test_the_page_opens_with_the_published_figures_up_to_its_year_and_says_the_newest(published, period, last):
    ran = published[period, NATION]
    assert points_of(ran)[0] == f"Published figures of live investigations went from 188 in December 2015 to {last}."
    newer = [each["markdown"] for each in ran.of_kind("aside")]
    assert newer == ([] if period == "2023-24" else ["**Latest:** At least 3,555 in December 2022."])


def test_each_published_figure_stands_with_its_wording_and_publisher(published):
    rows = load("published_investigations", by="wording", area="UK")
    (chart,) = published["2021-22", NATION].of_kind("chart")
    shown = numbers_of(chart)
    assert len(shown) == len(rows) == 9
    assert [int(cells[0].replace(",", "")) for cells in shown.values()] == rows["investigations"].tolist()
    assert shown["December 2016"] == ["188", "Home Office"]
    assert shown["February 2022, at least"][0] == "4,200"
    assert {name.endswith("at least") for name in shown} == {True, False}


def test_no_growth_is_made_of_published_figures(published):
    ran = published["2021-22", NATION]
    assert not [each for each in points_of(ran) if "%" in each]
    assert [each["claim"] for each in ran.of_kind("check")] == ["live-investigations", "live-investigations-growth"]
    assert "a rise of 65%" in ran.of_kind("check")[1]["printed"]


def test_a_force_that_has_sent_nothing_has_no_page(published):
    (notice,) = published["2021-22", "Kent"].shown
    assert notice["kind"] == "unreturned"


def test_returns_are_compared_with_the_same_month_a_year_before(returned):
    many = len(areas.forces()) - 1
    ran = returned["investigations", "2021-22", NATION]
    now, before = f"{30 * many + 1:,}", f"{20 * many + 1:,}"
    said = f"{now} investigations were open at the end of March 2022, up 50% from {before} a year before."
    assert points_of(ran)[0] == said
    chart = titled(ran, "chart", f"Investigations were highest with {now}")
    assert [cells[0] for cells in numbers_of(chart).values()] == [*[before] * 12, now]


def test_small_numbers_of_a_force_are_suppressed(returned):
    ran = returned["investigations", "2021-22", SMALL]
    assert not ran.of_kind("chart")
    assert "suppressed" in points_of(ran)[0]
    assert not [each for each in points_of(ran) if "open at the end of March 2022," in each and "1 inv" in each]


def test_the_invented_country_has_the_chart_of_returns_alone(pages):
    ran = pages("investigations", "2021-22", "Pellamore", root=DEMONSTRATION)
    (chart,) = ran.of_kind("chart")
    assert "at the end of each month" in chart["subtitle"]
    assert points_of(ran)[0].startswith("834 investigations were open at the end of March 2022, up 37% from 610")
