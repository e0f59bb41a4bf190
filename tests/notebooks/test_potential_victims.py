"""The pages on types of exploitation, children and nationality: published figures first, then returns where sent."""

import pandas as pd
import pytest

from analysis import areas, datasets
from analysis.catalogue import load
from analysis.presentation.parts import in_plain_text
from analysis.roots import DEMONSTRATION
from tests.notebooks.sent import made_in, project_with, titled

UK = "UK"
NAMES = ["exploitation_types", "child_victims", "nationality"]
YEARS = ["2017-18", "2021-22", "2022-23", "2025-26"]
MONTHS = pd.period_range("2021-03", "2022-03", freq="M").astype(str)


def points_of(ran):
    (shown,) = ran.of_kind("mainpoints")
    return [in_plain_text(point) for point in shown["points"]]


@pytest.fixture(scope="module")
def published(pages):
    """The pages without a return."""
    return {(name, year): pages(name, year, UK) for name in NAMES for year in YEARS}


@pytest.fixture(scope="module")
def of_force(pages):
    return {name: pages(name, "2022-23", "Kent") for name in NAMES[:2]}


@pytest.fixture(scope="module")
def returned(tmp_path_factory):
    """The pages where every force has sent thirteen months, in the last twice as many investigations."""
    investigations = [
        {
            "month": month,
            "force": force.name,
            "exploitation_type": kind,
            "children": children,
            "investigations": count * (2 if month == "2022-03" else 1),
        }
        for month in MONTHS
        for force in areas.forces()
        for kind, children, count in (
            ("Criminal exploitation", "Children involved", 10),
            ("Criminal exploitation", "No children involved", 20),
            ("Labour exploitation", "No children involved", 15),
        )
    ]
    people = [
        {"month": month, "force": force.name, "role": role, "nationality": nationality, "people": count}
        for month in MONTHS
        for force in areas.forces()
        for role in datasets.find("investigation_people").dimensions["role"]
        for nationality, count in (("British", 30), ("Albanian", 10), ("Not known", 60))
    ]
    sent = {"investigations": investigations, "people": people}
    with project_with(tmp_path_factory.mktemp("project"), sent) as project:
        yield made_in(project, *((name, "2021-22", UK) for name in NAMES))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("year", YEARS)
def test_a_page_opens_with_three_to_six_points_and_has_at_most_five_charts(published, name, year):
    assert 3 <= len(points_of(published[name, year])) <= 6
    assert 1 <= len(published[name, year].of_kind("chart")) <= 5


def test_children_are_counted_and_bounded_by_those_of_unknown_age(published):
    rows = load("nrm_referrals", by="age_group", area=UK, during="2021-22").groupby("age_group")["referrals"].sum()
    child, unknown = rows["Child (17 or under)"], rows["Age not specified or unknown"]
    assert (child, unknown, rows.sum()) == (5_557, 957, 13_538)
    said = points_of(published["child_victims", "2021-22"])
    assert said[0].endswith("in 2021-22, up 8% from 5,134 in 2020-21.")
    assert said[0].startswith("5,557 children")
    assert "41% to 48%" in said[3]
    assert "44% (5,557 of 12,581)" in said[3]
    assert any("43% of all" in point for point in points_of(published["child_victims", "2017-18"])), (
        "all ages are known"
    )


def test_the_bulletin_of_2021_is_quoted_in_that_year(published):
    said = " ".join(points_of(published["child_victims", "2021-22"]))
    assert "Criminal exploitation" in said
    assert "in 2021: 49% (2,689 of 5,447)" in said
    said = " ".join(points_of(published["exploitation_types", "2021-22"]))
    assert "49% (2,689 of 5,447)" in said
    assert "33% (2,141 of 6,401)" in said


def test_types_are_those_of_the_whole_year_that_is_published_and_bounded_once(published):
    rows = load("nrm_first_responders", by="exploitation_type", area=UK)
    rows = rows[rows["quarter"] <= pd.Period("2023Q1")]
    counted = {
        kind: rows.loc[rows["exploitation_type"].str.contains(kind), "referrals"].sum()
        for kind in ("Labour", "Criminal")
    }
    unknown = rows.loc[rows["exploitation_type"] == "Not specified or unknown", "referrals"].sum()
    every = rows["referrals"].sum()
    assert every == 17_920
    known = every - unknown
    for year in YEARS:
        said = " ".join(points_of(published["exploitation_types", year]))
        assert f"{counted['Labour'] / known:.0%} of referrals whose type is known in 2022-23" in said
        assert f"({counted['Labour']:,} of {known:,})" in said
        assert f"{counted['Criminal'] / every:.0%} to {(counted['Criminal'] + unknown) / every:.0%}" in said
        latest = [each["markdown"] for each in published["exploitation_types", year].of_kind("aside")]
        assert any("2022-23 is the first whole year" in each for each in latest) == (year < "2022-23")


def test_the_largest_nationalities_are_named_with_their_shares(published):
    said = points_of(published["nationality", "2022-23"])
    assert "Albanian 28% (5,056), UK 24% (4,385) and Eritrean 6% (1,103), of 17,920" in said[0]
    said = points_of(published["nationality", "2021-22"])
    assert "2021" in said[0]
    assert "UK 31% (3,952), Albanian 20% (2,511) and Vietnamese 8% (991)" in said[0]
    table = titled(published["nationality", "2021-22"], "table", "People referred in each calendar year")
    assert {row[0]: row[-1] for row in table["rows"]}["UK"] == "4,441"


def test_a_newer_quarter_stands_apart_from_the_year(published):
    newest = "UK (1,316), Eritrean (843) and Somali (579)"
    for year in YEARS:
        ran = published["nationality", year]
        assert any(newest in each["markdown"] for each in ran.of_kind("aside")) == (year != "2025-26")
        assert any(newest in point for point in points_of(ran)) == (year == "2025-26")


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("exploitation_types", ["just under 60%", "a rise of about 10%"]),
        ("child_victims", ["a rise of 76%", "a rise of 126%"]),
        ("nationality", ["more than 53%", "just under 50%", "more than 30%"]),
    ],
)
def test_what_the_report_printed_stands_with_its_verdict(published, name, printed):
    checks = published[name, "2021-22"].of_kind("check")
    assert len(checks) == len(printed)
    for check, said in zip(checks, printed, strict=True):
        assert check["printed"].startswith("section 4")
        assert said in check["printed"]
        assert check["verdict"] in {"needs a return", "no source"}
    assert len(published[name, "2021-22"].of_kind("passage")) == 1
    assert not published[name, "2022-23"].of_kind("check"), "no report of that year is printed"


def test_a_force_is_compared_with_its_region_and_the_nation(of_force):
    assert points_of(of_force["child_victims"])[0].startswith("Kent Police referred 40 children")
    table = titled(of_force["child_victims"], "table", "People referred by the police")
    assert [row[:4] for row in table["rows"]] == [
        ["Kent", "60", "40", "3"],
        ["Eastern region", "282", "248", "40"],
        ["England and Wales", "2,031", "1,478", "188"],
    ]
    assert points_of(of_force["exploitation_types"])[0] == "Kent Police made 103 referrals in 2022-23."
    assert "named in 74 of them" in points_of(of_force["exploitation_types"])[1]


def test_returned_types_and_children_are_counted_at_the_end_of_march(returned):
    many = len(areas.forces())
    types, children = (returned[name, "2021-22", UK] for name in NAMES[:2])
    assert f"{60 * many:,} live investigations in March 2022" in points_of(types)[-1]
    chart = titled(types, "chart", "Criminal exploitation was the main type")
    assert {row[0]: row[1] for row in chart["data"]["rows"]}["Labour exploitation"] == f"{30 * many:,}"
    assert points_of(children)[-1].startswith(f"{20 * many:,} live investigations involved children")
    assert titled(children, "chart", f"{20 * many:,} live investigations")


def test_what_the_unknown_leave_open_stands_with_the_share_of_the_known(returned):
    ran, many = returned["nationality", "2021-22", UK], len(areas.forces())
    table = titled(ran, "table", "British people in live investigations")
    for row in table["rows"]:
        assert row[1:] == [f"{100 * many:,}", f"{30 * many:,}", f"{60 * many:,}", "75.0%", "30.0%", "90.0%"]
    assert "British people were 75%" in points_of(ran)[-1]


@pytest.mark.parametrize("name", NAMES)
def test_an_invented_country_has_returns_alone(pages, name):
    ran = pages(name, "2021-22", "Pellamore", root=DEMONSTRATION)
    assert len(points_of(ran)) == 1
    assert len(ran.of_kind("chart")) == 1
    assert {each["kind"] for each in ran.of_kind("notice")} <= {"caution"}
