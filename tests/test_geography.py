from analysis import areas, geography
from analysis.provenance import provenance_of


def test_forces_stand_by_region_from_north_to_south_and_by_the_alphabet():
    forces = geography.forces()
    assert len(forces) == 43
    assert list(dict.fromkeys(forces["region"])) == [region.name for region in areas.regions()]
    for _, members in forces.groupby("region"):
        assert list(members.index) == sorted(members.index)


def test_populations_are_those_of_the_areas():
    table = geography.populations()
    assert table.loc[2017, "Kent"] == areas.population(areas.find("Kent"), 2017)
    assert table.loc[2021].sum() == areas.population(areas.nation(), 2021)


def test_outlines_are_of_the_43_forces_and_name_their_source():
    outlines = geography.outlines()
    assert set(outlines["force"]) == {force.name for force in areas.forces()}
    (release,) = provenance_of(outlines).releases
    assert release.publisher == "Office for National Statistics"
