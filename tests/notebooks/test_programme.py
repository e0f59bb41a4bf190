"""What the notebooks on the programme's own work say: the figures of its returns, and where there are none."""

import shutil

import nbformat
import pytest

from analysis import paths
from analysis.catalogue import load
from analysis.datasets.training_events import TAUGHT
from analysis.presentation.display import MIME_TYPE
from analysis.reporting.plan import make_plan
from analysis.reporting.run import run
from tests.notebooks.warm import run_all
from tests.projects import project_in

YEAR, NATION = "2021-22", "England and Wales"
NAMES = ("regional_coordination", "training", "products", "anti_slavery_network", "funding")
DELIVERED = ("regional_coordination", "training", "funding")
PLACES = [
    ("2018-19", NATION),
    ("2021-22", "Kent"),
    ("2020-21", "London region"),
    ("2023-24", NATION),
    ("2017-18", "UK"),
]


def job(name, period=YEAR, area=NATION):
    return make_plan([name], parameters={"period": period, "area": area}, formats=("html",))[0]


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """Run three notebooks as they are delivered, and give what each shows."""
    notebooks, returns = paths.notebooks(), paths.root() / "data" / "returns" / "demonstration"
    with project_in(tmp_path_factory.mktemp("project")) as folder:
        shutil.copytree(notebooks, folder / "notebooks", dirs_exist_ok=True)
        shutil.copytree(returns, folder / "data" / "returns" / "demonstration")
        shutil.copy(returns.parent / "disclosure.yaml", folder / "data" / "returns")
        jobs = {name: job(name) for name in DELIVERED}
        errors = [result.error for result in run(list(jobs.values()), workers=2)]
        assert not any(errors), errors
        made = {}
        for name, each in jobs.items():
            read = nbformat.read(folder / "reports" / each.folder / f"{each.stem}.ipynb", as_version=4)
            outputs = [output for cell in read.cells for output in cell.get("outputs", [])]
            made[name] = [output.data[MIME_TYPE] for output in outputs if MIME_TYPE in output.get("data", {})]
        return made


@pytest.fixture(scope="module")
def warm():
    """Run all in this process, for the year of the report and for years and areas with less."""
    keys = [(name, *place) for name in NAMES for place in PLACES] + [
        (name, YEAR, NATION) for name in NAMES if name not in DELIVERED
    ]
    return dict(zip(keys, run_all([job(*key) for key in keys]), strict=True))


def lead(objects):
    return next(each for each in objects if each["object"] == "text" and each["lead"])


def table_of(objects, words):
    found = next(each for each in objects if each["object"] == "table" and words in each["title"])
    return {row[0]: row[1:] for row in found["rows"]}


def said(objects, kind="text"):
    field = "paragraphs" if kind == "notice" else "markdown"
    return " ".join(
        " ".join(each[field]) if kind == "notice" else each[field] for each in objects if each["object"] == kind
    )


def of_course(course, period="2022", **options):
    rows = load("training_events", by=["course"], every="financial_year", **options)
    return rows[(rows["course"] == course) & (rows["financial_year"] == period)].iloc[0]


def test_coordinators_did_what_their_return_says_and_kinds_are_not_added_up(shown):
    rows = load("coordinator_activity", by="kind", every="financial_year", during=YEAR)
    written = lead(shown["regional_coordination"])["markdown"]
    for kind, activities in zip(rows["kind"].astype(str), rows["activities"], strict=True):
        assert f"{activities:,} {kind.lower()}" in written
    assert f"{rows['activities'].sum():,}" not in str(shown["regional_coordination"])


def test_regions_stand_from_north_to_south_and_london_has_no_rate(shown):
    table = table_of(shown["regional_coordination"], "by region and kind")
    assert list(table)[:2] == ["North East region", "North West region"]
    charts = [each for each in shown["regional_coordination"] if each["object"] == "figure"]
    (crimes,) = (each for each in charts if each["title"].startswith("Crimes reviewed"))
    assert "London region" not in crimes["alt"]
    assert crimes["alt"].index("North East") < crimes["alt"].index("Southern Wales")


@pytest.mark.parametrize(
    "course", ["Operation Innerste", "Victim Liaison Officer", "Organised immigration crime awareness"]
)
def test_a_course_has_its_sessions_people_share_and_forces(shown, course):
    sessions, people, police, share, lower, upper, forces, _ = table_of(shown["training"], "Who came")[course]
    expected = of_course(course)
    assert (sessions, people) == (f"{expected['sessions']:,}", f"{expected['attendees']:,}")
    part = int(police) / int(people)
    assert abs(float(share.removesuffix("%")) / 100 - part) < 0.006
    assert float(lower.rstrip("%")) <= 100 * part <= float(upper.rstrip("%"))
    assert 0 < int(forces) <= 43


def test_the_four_courses_of_the_report_are_added_up(shown):
    taught = ["Operation Innerste", "Victim Liaison Officer", "Organised immigration crime awareness"]
    taught += ["Modern slavery investigators, train the trainer"]
    sums = [sum(of_course(course)[measure] for course in taught) for measure in ("sessions", "attendees")]
    assert f"were {sums[0]:,} sessions of these, with {sums[1]:,} people" in said(shown["training"])


def test_sessions_of_no_region_are_those_that_the_regions_lack(shown):
    rows = table_of(shown["training"], "by region")
    sessions, people = ([int(row[place].replace(",", "")) for row in rows.values()] for place in (0, 1))
    whole = load("training_events", every="financial_year", during=YEAR)[["sessions", "attendees"]].sum()
    assert (sessions[-1], people[-1]) == tuple(whole)
    assert (sum(sessions[:-1]), sum(people[:-1])) == tuple(whole)
    assert int(rows["National"][0]) > 0


def test_funding_is_the_published_one(shown):
    amounts = load("funding", by="purpose", during=YEAR).set_index("purpose")["pounds"]
    opening = lead(shown["funding"])
    assert f"£{amounts['Programme in total']:,}" in opening["markdown"]
    operations = int(load("operations", every="financial_year", during=YEAR)["operations"].sum())
    ratio = next(
        each for each in shown["funding"] if each["object"] == "text" and "for each operation" in each["markdown"]
    )
    assert f"£{amounts.sum() / operations:,.0f} for each operation" in ratio["markdown"]
    taught = [course for course in TAUGHT if of_course(course)["sessions"]]
    people = sum(int(of_course(course)["attendees"]) for course in taught)
    assert f"£{amounts.sum() / people:,.0f} for each person trained on a course" in ratio["markdown"]
    assert "For 2022-23, £2,523,000 was agreed." in opening["markdown"]
    years = table_of(shown["funding"], "by financial year")
    assert years["2022-23"] == ["£2,523,000", "[x]"]
    assert [years[year][0] for year in ("2017-18", "2020-21")] == ["[x]", "[x]"]


def test_every_year_and_area_has_content_or_a_plain_statement(warm):
    failed = [f"{ran}: {ran.error}" for ran in warm.values() if ran.error]
    assert not failed, failed
    empty = [str(ran) for ran in warm.values() if not (ran.of_kind("text") or ran.of_kind("notice"))]
    assert not empty, empty


def test_products_and_events_are_those_of_the_returns(warm):
    products = load("products", every="financial_year", during=YEAR).iloc[0]
    written = lead(warm["products", YEAR, NATION].shown)["markdown"]
    assert f"to {products['products']:,} in 2021-22" in written
    assert f"downloaded {products['downloads']:,} times" in written
    events = of_course("Commissioners' awareness event")
    network = warm["anti_slavery_network", YEAR, NATION].shown
    assert f"{events['sessions']} awareness events" in lead(network)["markdown"]
    assert "on record is 2021-22" in said(network)


def test_a_force_is_told_what_its_own_people_came_to_and_what_is_missing(warm):
    rows = load("training_events", by="organisation", every="financial_year", during=YEAR)
    own = int(rows.loc[rows["organisation"] == "Kent", "attendees"].sum())
    page = warm["training", YEAR, "Kent"].shown
    assert f"{own:,} people of the police of Kent" in lead(page)["markdown"]
    assert "not returned for Kent" in said(page, "notice")
    assert "not returned for Kent" in said(warm["regional_coordination", YEAR, "Kent"].shown, "notice")
