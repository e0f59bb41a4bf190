"""The pages on types of exploitation, children and nationality: published evidence first, then returns where sent."""

import nbformat
import pandas as pd
import pytest

from analysis import areas, datasets, paths
from analysis.catalogue import load
from tests.notebooks.sent import NATION, lead_of, made_in, project_with, titled

NAMES = ["exploitation_types", "child_victims", "nationality"]
MONTHS = pd.period_range("2021-03", "2022-03", freq="M").astype(str)


@pytest.fixture(scope="module")
def published(pages):
    """The pages without a return."""
    years = [(name, year, NATION) for name in NAMES for year in ("2021-22", "2022-23", "2017-18")]
    return {key: pages(*key) for key in (*years, *((name, "2021-22", "Kent") for name in NAMES))}


@pytest.fixture(scope="module")
def returned(tmp_path_factory):
    """The pages where every force has sent thirteen months, in the last twice as many."""
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
    with project_with(
        tmp_path_factory.mktemp("project"), {"investigations": investigations, "people": people}
    ) as project:
        yield made_in(project, *((name, "2021-22", NATION) for name in NAMES))


def test_children_among_referrals_are_bounded_by_those_of_unknown_age(published):
    rows = load("nrm_referrals", by="age_group", area="UK", during="2021-22").groupby("age_group")["referrals"].sum()
    child, unknown = rows["Child (17 or under)"], rows["Age not specified or unknown"]
    least, most = f"{child / rows.sum():.0%}", f"{(child + unknown) / rows.sum():.0%}"
    assert (least, most) == ("41%", "48%")
    said = lead_of(published["child_victims", "2021-22", NATION])
    assert said.startswith(f"Children were {least} to {most} of the people referred to the NRM in the UK in 2021-22.")
    assert f"Of {rows.sum():,} people referred, {child:,} were children and {unknown:,} were of unknown age" in said
    assert "44% of those whose age is known" in said


def test_a_year_in_which_every_age_is_known_has_one_share(published):
    assert lead_of(published["child_victims", "2017-18", NATION]).startswith("Children were 43% of the people")


def test_types_are_those_of_the_newest_year_that_is_loaded_and_bounded(published):
    rows = load("nrm_first_responders", by="exploitation_type", area="UK")
    rows = rows[rows["quarter"] <= pd.Period("2023Q1")]
    criminal = rows.loc[rows["exploitation_type"].str.contains("Criminal"), "referrals"].sum()
    unknown = rows.loc[rows["exploitation_type"] == "Not specified or unknown", "referrals"].sum()
    every = rows["referrals"].sum()
    assert every == 17_920
    bounds = f"{criminal / every:.0%} to {(criminal + unknown) / every:.0%}"
    for year in ("2021-22", "2022-23"):
        said = lead_of(published["exploitation_types", year, NATION])
        assert f"claimed for {bounds} of people referred to the NRM in the UK in 2022-23" in said
        assert ("Figures for 2021-22 are not loaded." in said) == (year == "2021-22")


def test_the_largest_nationalities_of_referrals_are_named_with_their_counts(published):
    said = lead_of(published["nationality", "2022-23", NATION])
    assert "Albanian 5,056 (28%), UK 4,385 (24%)" in said
    assert "17,920" in said


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("exploitation_types", ["just under 60% (section 4)", "a rise of about 10% each year (section 4)"]),
        ("child_victims", ["a rise of 76% (section 4)", "a rise of 126% (section 4)"]),
        ("nationality", ["more than 53% (section 4)", "just under 50% (section 4)", "more than 30% (section 4)"]),
    ],
)
def test_what_the_report_printed_stands_beside_the_return_that_would_show_it(published, name, printed):
    ran = published[name, "2021-22", NATION]
    (table,) = ran.of_kind("outcomes")
    cells = " ".join(cell for row in table["rows"] for cell in row)
    assert all(each in cells for each in printed)
    assert all(table["templates"])
    assert not ran.of_kind("figure")
    assert not ran.of_kind("table")
    assert {each["kind"] for each in ran.of_kind("notice")} == {"unreturned"}


@pytest.mark.parametrize("name", NAMES)
def test_a_force_that_has_sent_nothing_has_no_page(published, name):
    (notice,) = published[name, "2021-22", "Kent"].shown
    assert notice["kind"] == "missing"


@pytest.mark.parametrize("name", NAMES)
def test_the_notebook_names_the_returns_that_it_draws_on(name):
    notebook = nbformat.read(paths.notebooks() / "trends" / f"{name}.ipynb", 4)
    asked = notebook.metadata["msoic"]["returns"]
    assert asked == ["investigation_people" if name == "nationality" else "live_investigations"]


def test_returned_types_and_children_are_counted_at_the_end_of_march(returned):
    many = len(areas.forces())
    said = lead_of(returned["exploitation_types", "2021-22", NATION])
    assert said.startswith(f"Criminal exploitation was the main type of {60 * many:,} live investigations")
    table = titled(
        returned["exploitation_types", "2021-22", NATION], "table", "Live investigations at the end of March"
    )
    assert {row[0]: row[1:] for row in table["rows"]}["Labour exploitation"] == [f"{15 * many:,}", f"{30 * many:,}"]
    said = lead_of(returned["child_victims", "2021-22", NATION])
    assert said.startswith(f"{20 * many:,} live investigations involved children at the end of March 2022, up 100%")


def test_what_the_unknown_leave_open_stands_beside_the_share_of_the_known(returned):
    table = titled(returned["nationality", "2021-22", NATION], "table", "British people in live investigations")
    many = len(areas.forces())
    for row in table["rows"]:
        assert row[1:] == [f"{100 * many:,}", f"{60 * many:,}", "75%", "30%", "90%"]
