import pytest

from analysis import areas
from analysis.datasets import forces
from analysis.errors import UnknownName


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
