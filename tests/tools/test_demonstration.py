"""The invented country is what its generator gives, has the shape of returns, and resembles nothing real."""

import datetime as dt
import difflib
import re

import pandas as pd
import pytest

from analysis import areas, datasets, geography, roots
from analysis.catalogue import load, store
from analysis.provenance import read_sidecar
from analysis.returns import checking, coverage
from analysis.returns.cells.fields import Asked
from analysis.returns.faults import Kind
from tests import real_names
from tests.projects import demonstration_in
from tests.shared_data import ROOT
from tools.demonstration import write

COUNTRY = ROOT / roots.DEMONSTRATION
RETURNS = [dataset for dataset in datasets.DATASETS.values() if dataset.form]


@pytest.fixture(scope="module")
def country(tmp_path_factory):
    with demonstration_in(tmp_path_factory.mktemp("project")) as project:
        yield project / "demonstration"


def test_the_same_seed_gives_the_files_of_the_repository(tmp_path):
    written = {path.relative_to(tmp_path) for path in write(tmp_path)}
    kept = [path for path in COUNTRY.rglob("*") if path.is_file() and ".cache" not in path.parts]
    assert written == {path.relative_to(COUNTRY) for path in kept}
    for path in kept:
        assert (tmp_path / path.relative_to(COUNTRY)).read_bytes() == path.read_bytes(), path.name


def test_the_country_has_twelve_forces_in_three_regions(country):
    assert [len(areas.forces()), len(areas.regions()), len(areas.nations())] == [12, 3, 1]
    in_regions = [force for region in areas.regions() for force in areas.members(region)]
    assert sorted(force.name for force in in_regions) == [force.name for force in areas.members(areas.nation())]
    total = areas.population(areas.nation(), 2021)
    assert total == sum(areas.population(region, 2021) for region in areas.regions()) > 0
    for area in (*areas.forces(), *areas.regions(), areas.nation()):
        assert areas.find(areas.slug(area)) == area


def test_each_force_has_a_tile_of_its_own(country):
    outlines = geography.outlines()
    assert set(outlines["force"]) == {force.name for force in areas.forces()}
    corners = outlines.groupby("force")[["x", "y"]].min()
    assert not corners.duplicated().any()
    widths = outlines.groupby("force")[["x", "y"]].agg(lambda points: points.max() - points.min())
    assert (widths == 100).all(axis=None)


@pytest.mark.parametrize("dataset", RETURNS, ids=lambda each: each.name)
def test_each_return_is_one_that_a_force_could_send(country, dataset):
    made = checking.check(country / "returns" / f"{dataset.name}.csv", Asked(dt.date(2023, 5, 1)), dataset)
    assert {fault.kind for fault in made.faults} <= {Kind.MISSING_PERIOD}, made.faults[:3]
    sidecar = read_sidecar(country / "returns" / f"{dataset.name}.yaml")
    (release,) = sidecar.releases
    assert release.kind == "return"
    assert "invented" in release.publisher
    assert sidecar.note.startswith("Invented: ")


@pytest.mark.parametrize("dataset", RETURNS, ids=lambda each: each.name)
def test_each_return_can_be_loaded_whole(country, dataset):
    apart = sorted(dataset.form.apart)
    rows = load(dataset.name, by=apart, area=areas.nation())
    assert str(rows.iloc[0, 0]) <= "2019"
    assert rows[list(dataset.measures)].sum().gt(0).all()


def test_some_returns_are_missing_and_some_numbers_small(country):
    table = coverage.coverage_table("safeguarding", "2021-22")
    assert 0 < (~table["returned"]).sum() < 6
    assert table["days_late"].isna().all(), "an invented return came on no day"
    children = load("safeguarding", by="force", every="month")
    assert 0.05 < children["suppressed"].mean() < 0.7
    assert load("safeguarding", every="financial_year", during="2021-22")["children"].notna().all()


def test_no_small_number_of_it_is_shown(country):
    for dataset in RETURNS:
        shown = store.cleaned(dataset).figures
        for measure in dataset.form.personal:
            assert not shown[measure].between(1, 4).any(), dataset.name


def test_numbers_grow_and_have_a_season(country):
    live = load("live_investigations").set_index("month")["investigations"].astype(int)
    assert live["2022-03"] > 1.5 * live["2020-03"]
    events = load("clandestine_events", every="month").set_index("month")["events"].astype(int)
    by_month = events.groupby(events.index.month).mean()
    assert by_month[[6, 7, 8]].mean() > 1.2 * by_month[[12, 1, 2]].mean()


def test_nothing_in_it_is_called_as_something_real():
    files = [path for path in COUNTRY.rglob("*.*") if path.suffix in {".csv", ".yaml", ".toml"}]
    assert len(files) == 36
    assert not {name for path in files for name in real_names.found_in(path.read_text(encoding="utf-8"))}
    assert real_names.found_in("Kent, the UK and Romanian") == {"Kent", "UK", "Romanian"}, "they would be found"


def test_no_name_in_it_resembles_a_real_one(country):
    for area in (*areas.forces(), *areas.regions(), areas.nation()):
        name = area.name.removesuffix(" region")
        assert not difflib.get_close_matches(name, real_names.places(), cutoff=0.62), name


def test_levels_of_nationality_name_no_country(country):
    people = pd.read_csv(country / "returns" / "investigation_people.csv")
    assert set(people["nationality"]) <= {*roots.current().nationalities, "Other nationality", "Not known"}
    assert all(re.fullmatch("Country [A-Z]", name) for name in roots.current().nationalities)
