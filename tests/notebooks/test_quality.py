"""The page on quality: how far figures move, which returns there are, and what is suppressed."""

import pytest

from analysis.catalogue import load
from analysis.disclosure.policy import read_policy
from analysis.presentation.parts import in_plain_text
from tests.notebooks.sent import titled

YEARS = ["2017-18", "2021-22", "2025-26"]


@pytest.fixture(scope="module")
def shown(pages):
    return {year: pages("quality", year, "UK") for year in YEARS}


def points_of(ran):
    (main,) = ran.of_kind("mainpoints")
    return [in_plain_text(point) for point in main["points"]]


@pytest.mark.parametrize("year", YEARS)
def test_first_figures_of_referrals_moved_as_far_as_the_releases_say(shown, year):
    # The twelve quarters of which there is a figure of the first three months and a later one.
    said = points_of(shown[year])[0]
    assert said.startswith("All 12 first figures")
    assert "all downwards" in said
    assert "0.2% on average and 0.6% at most" in said
    chart = titled(shown[year], "chart", "First figures of NRM referrals")
    moved = {row[0]: row[1:] for row in chart["data"]["rows"]}
    assert moved["2020 Q3"][:2] == ["2,506", "2,490"], "2020 Q3 moved furthest"
    assert moved["2022 Q2"][:2] == ["4,171", "4,157"]


def test_each_series_is_compared_from_its_earliest_figure(shown):
    table = titled(shown["2021-22"], "table", "From the earliest figure")
    rows = {row[0]: row[2:] for row in table["rows"]}
    assert rows["Irregular arrivals"] == ["23", "4", "0.2%", "3.8%"]
    assert [name for name, row in rows.items() if row[1] == "0"] == [
        "Duty to Notify reports",
        "Small boat arrivals, months",
        "People prevented from crossing, weeks",
    ]
    assert "3 of 5 sets of figures" in points_of(shown["2021-22"])[2]


def test_the_printed_figure_that_was_revised_since_is_told(shown):
    (check,) = shown["2021-22"].of_kind("check")
    assert check["verdict"] == "reproduced at first release"
    assert not shown["2017-18"].of_kind("check")


def test_suppression_is_said_to_be_stricter_than_the_publishers_and_by_how_much(shown):
    least = read_policy().threshold
    rows = load("nrm_first_responders", by=["force", "exploitation_type"], area="UK")
    printed = rows.loc[(rows["force"] != "Not police") & (rows["referrals"] > 0), "referrals"]
    small = (printed < least).sum()
    said = " ".join(each["markdown"] for each in shown["2021-22"].of_kind("text"))
    assert f"prints {len(printed):,} NRM counts by force and type, {small:,} of them under {least}" in said
    assert f"from 1 to {least - 1} are shown as [c]" in said


def test_reports_without_a_referral_are_counted_where_the_year_is_covered(shown):
    reports = load("duty_to_notify", area="UK", during="2021-22")["reports"].sum()
    said = " ".join(each["markdown"] for each in shown["2021-22"].of_kind("text"))
    assert f"reported {reports:,} adults who did not agree to be referred. 13,538 people were referred." in said
    assert [each["kind"] for each in shown["2025-26"].of_kind("notice")] == ["missing"]


def test_the_edition_is_that_of_the_project(shown):
    said = {year: " ".join(each["markdown"] for each in ran.of_kind("text")) for year, ran in shown.items()}
    assert "This is edition 2 for 2021-22." in said["2021-22"]
    assert "No edition of the pages for 2017-18 is recorded." in said["2017-18"]
