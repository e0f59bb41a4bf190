import dataclasses
from pathlib import Path

import pandas as pd
import pytest

from analysis import areas
from analysis.catalogue import validation
from analysis.datasets import forces
from analysis.datasets.cleaning import add_periods
from analysis.datasets.dataset import FORCE, REGION, Dataset
from analysis.errors import BadData, UnknownName
from analysis.provenance import Release


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("Avon and Somerset Constabulary", "Avon and Somerset"),
        ("Devon and Cornwall", "Devon & Cornwall"),
        ("London, City of", "London, City of"),
        ("British Transport Police", "Other police"),
        ("Police Scotland", "Other police"),
        ("Tarian ROCU", "Other police"),
        ("West Midlands Regional Organised Crime Unit", "Other police"),
        ("West Midlands Police", "West Midlands"),
    ],
)
def test_every_police_body_has_its_level(name, level):
    assert forces.level_of(name) == level


@pytest.mark.parametrize("name", ["UK", "England and Wales", "Kint Police"])
def test_a_name_that_is_no_police_body_is_refused(name):
    with pytest.raises(UnknownName, match=name):
        forces.level_of(name)


def test_the_levels_are_the_43_forces_and_all_other_police():
    assert forces.levels() == (*(force.name for force in areas.forces()), "Other police")
    assert len(forces.levels()) == 44


def dataset_of_forces(*others):
    return Dataset(
        name="stops",
        title="Stops",
        explanation="",
        area="England and Wales",
        measures={"stops": "stops"},
        dimensions={FORCE: ()},
        about={"stops": "Stops.", FORCE: "Police force."},
        every=("year",),
        clean=lambda rows: add_periods(rows, "period").assign(summed=False),
        other_places=others,
    )


RELEASE = Release("one", "Home Office", "Stops", None, "-", "2022", "official", "published", "OGL")


def cleaned(dataset, *names):
    rows = pd.DataFrame({"period": "2022", "force": names, "stops": range(len(names)), "release": "one"})
    rows["stops"] = rows["stops"].astype("Int64")
    return validation.validated(dataset, rows, [RELEASE], validation.in_csv(rows, Path("stops.csv")))


def test_any_dataset_with_a_column_of_forces_has_them_under_their_names():
    table = cleaned(dataset_of_forces(), "West Mercia Police", "Met", "Heddlu Gwent", "E23000032", "BTP", "All")
    assert table["force"].tolist() == ["West Mercia", "Metropolitan Police", "Gwent", "Kent", "Other police", "All"]


def test_a_force_that_nobody_knows_is_refused_with_its_row():
    with pytest.raises(BadData, match=r"stops\.csv, row 3, column 'force': there is no area 'West Merciia'"):
        cleaned(dataset_of_forces(), "Kent", "West Merciia")
    with pytest.raises(BadData, match="'England and Wales' is no police body"):
        cleaned(dataset_of_forces(), "England and Wales")


def test_a_level_that_is_no_force_must_be_named_by_the_dataset():
    with pytest.raises(BadData, match="Not police"):
        cleaned(dataset_of_forces(), "Kent", "Not police")
    assert cleaned(dataset_of_forces("Not police"), "Kent", "Not police")["force"].tolist() == ["Kent", "Not police"]


def test_two_spellings_of_a_force_are_not_two_forces():
    with pytest.raises(BadData, match=r"2022, Kent: stops is 0\. Expected one figure for each period and level"):
        cleaned(dataset_of_forces(), "Kent", "Kent Police")


def test_regions_are_read_alike():
    dataset = dataclasses.replace(dataset_of_forces(), dimensions={REGION: ()})
    rows = pd.DataFrame({"period": "2022", "region": ["NERSOU", "London"], "stops": [1, 2]})
    assert forces.with_known_names(rows, dataset)["region"].tolist() == ["North East region", "London region"]
    with pytest.raises(UnknownName, match="'Kent' is no region"):
        forces.with_known_names(rows.assign(region="Kent"), dataset)
