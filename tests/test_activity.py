import pandas as pd
import pytest

from analysis import activity, areas
from analysis.errors import NotCovered
from analysis.page import Page

YEAR = pd.Period("2022", "Y-MAR")


def page(area="England and Wales", period="2021-22"):
    return Page(period=period, area=area)


def test_the_counts_of_the_annual_report_are_found_with_their_change():
    done = activity.measured(page(), activity.INTELLIGENCE)
    newest = done.counts.loc[YEAR]
    assert newest["Officers and staff briefed"] == 7093
    assert newest["Guidance and training products on organised immigration crime"] == 21
    assert not done.absent
    beside = done.beside(YEAR)
    assert beside.loc["Intelligence reports of operations", "after"] == 718


def test_what_an_area_lacks_is_said():
    done = activity.measured(page("Kent"), activity.INTELLIGENCE)
    assert list(done.counts) == ["Operations", "Intelligence reports of operations"]
    assert done.absent[0].startswith("Not on this page: officers and staff briefed. ")
    with pytest.raises(NotCovered, match="UK"):
        activity.measured(page("UK"), activity.STRANDS)


def test_each_measure_has_one_of_the_four_strands():
    assert {each.strand for each in activity.STRANDS} == {"Prevent", "Protect", "Prepare", "Pursue"}
    assert len({each.noun for each in activity.STRANDS}) == len(activity.STRANDS)


def test_a_force_that_came_to_project_kraken_is_active_whatever_is_suppressed():
    forces = activity.by_force(page())
    assert len(forces) == 43
    assert (forces["Protect"] > 0).sum() == 39
    assert forces["Prevent"].isna().any(), "small numbers of referrals are suppressed"
    assert (forces.loc[["Devon & Cornwall", "Dorset", "Hampshire", "Norfolk"], "Prevent"] > 0).all()


def test_a_region_has_its_own_forces_only():
    assert activity.by_force(page("Eastern region")).index.isin(activity.by_force(page()).index).all()
    assert len(activity.by_force(page("Eastern region"))) == 7


def test_regions_add_up_to_the_nation_from_north_to_south():
    regions = activity.by_region(page(), "clandestine_events")
    assert list(regions.index) == [region.name for region in areas.regions()]
    nation = page().load("clandestine_events", every="financial_year", during="2021-22")
    assert regions["events"].sum() == nation["events"].sum() > 0
