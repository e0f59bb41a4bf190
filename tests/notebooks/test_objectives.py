"""Pages on objectives and on the programme: one table where nobody has sent a return, plain charts where some have."""

import datetime as dt
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe

from analysis import areas, claims, load, paths, roots
from analysis.presentation.display import MIME_TYPE
from analysis.returns import adding, checking
from analysis.returns.cells.fields import Asked
from tests.notebooks import warm
from tests.notebooks.pages import main_points
from tests.projects import project_in

FOLDERS = ("objectives", "programme")
# The page on returns is about all of them at once: it has tests of its own.
FOUND = [path for folder in FOLDERS for path in sorted((paths.notebooks() / folder).glob("*.ipynb"))]
NOTEBOOKS = [path for path in FOUND if path.stem != "returns"]
NAMES = [path.stem for path in NOTEBOOKS]
YEAR, NATION = "2021-22", "England and Wales"
KEYS = [(name, YEAR, NATION) for name in NAMES]
MONTHS = pd.period_range("2020-04", "2022-03", freq="M").astype(str)
SMALL = "Kent"


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Iterator[Path]:
    """Work in a project with the notebooks, where nobody has sent a return."""
    notebooks = paths.notebooks()
    with project_in(tmp_path_factory.mktemp("project")) as folder:
        shutil.copytree(notebooks, folder / "notebooks", dirs_exist_ok=True)
        yield folder


@pytest.fixture(scope="module")
def empty(pages) -> dict:
    """What each page shows without a return, for a year with and one without a printed report, and for a force."""
    keys = [*KEYS, *((name, "2022-23", NATION) for name in NAMES), *((name, YEAR, "Kent") for name in NAMES)]
    return {key: pages(*key) for key in keys}


@pytest.mark.parametrize("name", NAMES)
def test_without_a_return_a_page_is_its_table_and_no_chart(empty, name):
    page = empty[name, YEAR, NATION]
    shown = [each["object"] for each in page.shown if each["object"] not in {"notice", "passage"}]
    tables = ["table"] * (name == "training")  # of what the printed report counts
    assert shown == ["mainpoints", "outcomes", *tables, "sources"]
    assert 1 <= len(main_points(page.shown)) <= 3
    assert page.of_kind("passage"), "the narrative of the year"
    assert {each["kind"] for each in page.of_kind("notice")} <= {"unreturned"}
    (table,) = page.of_kind("outcomes")
    assert 2 <= len(table["rows"]) <= 6
    assert sum(len(cell.split()) for row in table["rows"] for cell in row) < 250, "about a screen"
    assert table["sources"]


@pytest.mark.parametrize("name", NAMES)
def test_the_notebook_names_the_returns_that_it_draws_on(name):
    notebook = nbformat.read(NOTEBOOKS[NAMES.index(name)], 4)
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    drawn = set(re.findall(r'page\.(?:returned|by_region|risen|found)\(\s*"(\w+)"', code))
    asked = set(notebook.metadata.get("msoic", {}).get("returns", []))
    assert drawn <= asked
    assert all(f'"{each}"' in code for each in asked)


def test_every_figure_of_the_printed_report_is_that_of_a_claim(empty):
    ids = pd.read_csv(roots.published() / "annual_report_2021_22_claims.csv")["id"]
    figures = {figure for each in claims.printed(YEAR, list(ids)).values() for figure in each.split("; ")}
    cells = [
        line.partition(": ")
        for name in NAMES
        for table in empty[name, YEAR, NATION].of_kind("outcomes")
        for row in table["rows"]
        for line in row[table["columns"].index("Printed report")].splitlines()
    ]
    said = (text.partition(" – ")[0] for _, _, text in cells)
    printed = [figure for text in said for figure in text.split("; ") if re.search(r"\d|blank", text)]
    assert len(printed) > 40
    assert [figure for figure in printed if not any(figure.endswith(each) for each in figures)] == []


@pytest.mark.parametrize("name", [path.stem for path in NOTEBOOKS if path.parent.name == "objectives"])
def test_what_only_returns_would_show_is_not_assessed(empty, name):
    (table,) = empty[name, YEAR, NATION].of_kind("outcomes")
    assert table["columns"][-1] == "Assessment"
    assert {row[-1].partition(":")[0] for row in table["rows"]} == {"Not assessed"}
    assert table["verdict"] == "not assessed: needs returns" or not any(table["templates"])
    assert any(table["templates"]), "each objective has a return"


@pytest.mark.parametrize("name", NAMES)
def test_a_year_without_a_printed_report_says_so(empty, name):
    (table,) = empty[name, "2022-23", NATION].of_kind("outcomes")
    assert "Printed report" not in table["columns"]
    assert "No printed report of 2022-23 is available." in " ".join(table["notes"])


@pytest.mark.parametrize("name", NAMES)
def test_a_force_has_no_page_where_it_has_sent_nothing(empty, name):
    (notice,) = empty[name, YEAR, "Kent"].shown
    assert notice["kind"] == "missing"
    assert len(notice["paragraphs"]) > 1


def test_published_figures_stand_beside_the_objective_that_they_bear_on(empty):
    leads = " ".join(point for name in NAMES for point in main_points(empty[name, YEAR, NATION].shown))
    decisions = load("nrm_decisions", by="stage", area="UK", until=YEAR).query("stage == 'Conclusive grounds'")
    charges = load("charges", until=YEAR)
    totals = [rows.iloc[-4:, :][measure].sum() for rows, measure in ((decisions, "decisions"), (charges, "charges"))]
    pounds = load("funding", by="purpose", during=YEAR).set_index("purpose")["pounds"]["Programme in total"]
    for figure in (*(f"{total:,} in 2021-22, " for total in totals), f"£{pounds:,}"):
        assert figure in leads


@pytest.fixture(scope="module")
def page_of_one(delivered) -> Path:
    return delivered("clandestine_response")["clandestine_response"].with_suffix(".html")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_delivered_page_gives_the_template_away_and_stacks_its_rows_on_a_phone(page_of_one, chromium_page, width):
    chromium_page.set_viewport_size({"width": width, "height": 900})
    chromium_page.set_content(page_of_one.read_text(encoding="utf-8"))
    with chromium_page.expect_download() as download:
        chromium_page.get_by_role("link", name="template (XLSX)").first.click()
    assert download.value.suggested_filename == "clandestine_events_england-and-wales_2021-22.xlsx"
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
    first, second = (chromium_page.locator(".words tbody tr").first.locator("td").nth(at) for at in (0, 1))
    is_below = second.bounding_box()["y"] > first.bounding_box()["y"]
    assert is_below == (width == 360)
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert chromium_page.evaluate(overflow) <= 0
    assert Axe().run(chromium_page).violations_count == 0


def test_the_delivered_page_has_no_section_without_a_return_and_reaches_its_sources(page_of_one):
    page = page_of_one.read_text(encoding="utf-8")
    headings = re.findall(r"<h2>(.*?)</h2>", page)
    assert [each for each in headings if "Main points" not in each] == [
        "What forces were asked to do, and with whom",
        "What these figures cannot tell",
        "Sources",
    ]
    assert "<img" not in page
    assert "no return has been sent" not in page
    assert "On this page" not in page, "about a screen needs no contents"
    assert page_of_one.with_suffix(".pdf").stat().st_size > 10_000


def test_a_page_made_with_plain_papermill_and_nbconvert_is_sound(project):
    notebook, made = project / "notebooks" / "programme" / "products.ipynb", project / "plain.ipynb"
    for command in (["papermill", "--no-progress-bar", notebook, made], ["jupyter", "nbconvert", "--to", "html", made]):
        subprocess.run([sys.executable, "-m", *map(str, command)], check=True, capture_output=True, cwd=project)
    page = made.with_suffix(".html").read_text(encoding="utf-8")
    assert "no return has been sent" in page
    assert "template (XLSX)" in page
    assert "Traceback" not in page
    shown = [output for cell in nbformat.read(made, 4).cells for output in cell.get("outputs", [])]
    assert [output.data[MIME_TYPE]["object"] for output in shown][-1] == "sources"


def return_of(folder: Path, name: str, rows: list) -> Path:
    path = folder / f"{name}.csv"
    pd.DataFrame(rows).to_csv(path, index=False)
    return path


@pytest.fixture(scope="module")
def filled(project) -> dict:
    """What pages show of returns: of every force's events, of regions' disruptions and of the programme's queries."""
    events = [
        {
            "month": month,
            "force": force.name,
            "events": 20 if force.name != SMALL else month.endswith("-04") * 1,
            "scripts_completed": 10 * (force.name != SMALL),
            "civil_penalty_referrals": 8 + 2 * (month >= "2021-04")
            if force.name != SMALL
            else int(month.endswith("-04")),
            "complete_referrals": 5 * (force.name != SMALL),
            "penalties_issued": 5 * (force.name != SMALL),
            "policing_team": 1,
        }
        for month in MONTHS
        for force in areas.forces()
    ]
    disruptions = [
        {"month": month, "region": region.name, "strand": strand, "stage": stage, "disruptions": 3}
        for month in MONTHS
        for region in areas.regions()
        for strand in ("Modern slavery", "Organised immigration crime")
        for stage in ("Upstream", "Not upstream")
    ]
    folder, today = project / "sent", dt.date(2022, 5, 10)
    folder.mkdir()
    files = [return_of(folder, "events", events), return_of(folder, "disruptions", disruptions)]
    checked = checking.check_all(files, Asked(today))
    assert not [fault for each in checked for fault in each.faults]
    adding.add(checked, today)
    keys = [("clandestine_response", YEAR, area) for area in (NATION, SMALL)]
    keys += [("upstream_disruption", YEAR, NATION), ("intelligence_flows", YEAR, NATION)]
    made = dict(zip(keys, warm.run_in(project, *keys), strict=True))
    assert not [each.error for each in made.values() if each.error]
    return made


def test_a_chart_shows_the_figures_of_the_return(filled):
    page = filled["clandestine_response", YEAR, NATION]
    now, before = (referrals * 12 * (len(areas.forces()) - 1) + 1 for referrals in (10, 8))
    scripts, referrals = page.of_kind("chart")
    assert "Scripts were completed for 50%" in scripts["title"]
    assert f"{now:,} in 2021-22, up 25% from {before:,} in 2020-21" in referrals["title"]
    assert f"{now:,} in 2021-22" in main_points(page.shown)[1]
    (regions,) = page.of_kind("table")
    assert [row[0] for row in regions["rows"]] == [region.name for region in areas.regions()]
    (table,) = page.of_kind("outcomes")
    assert table["rows"][1][-1].startswith(f"Met: {now:,}, up 25%")
    assert [each["returns"] for each in page.of_kind("notice")] == [["operations"]]


def test_small_numbers_are_suppressed_on_the_page_of_a_force(filled):
    page = filled["clandestine_response", YEAR, SMALL]
    (table,) = page.of_kind("outcomes")
    assert table["rows"][1][-1] == "Not assessed: no two years can be compared"
    assert not page.of_kind("chart"), "no chart of nothing"
    assert not page.of_kind("table")
    assert "that may be shown" in str(page.of_kind("notice"))


def test_an_outcome_that_the_returns_show_is_assessed_by_its_count(filled):
    (table,) = filled["upstream_disruption", YEAR, NATION].of_kind("outcomes")
    each_year = 3 * 4 * 12 * len(areas.regions())
    assert table["rows"][0][-1] == f"Not met: {each_year:,}, unchanged from {each_year:,} in 2020-21"
    assert table["rows"][2][-1] == "Not assessed: needs returns"
    assert "last return received" in " ".join(table["sources"])
    lines, columns = filled["upstream_disruption", YEAR, NATION].of_kind("chart")
    assert f"Disruptions: {each_year:,} in 2021-22" in lines["title"]
    assert f"{each_year // 2:,}" in columns["title"]


def test_a_page_whose_own_returns_are_missing_shows_none_of_the_others(filled):
    page = filled["intelligence_flows", YEAR, NATION]
    assert not page.of_kind("chart")
    assert {name for each in page.of_kind("notice") for name in each["returns"]} == {
        "operations",
        "products",
        "training_events",
    }
