"""The notebook on referrals to the referral mechanism: of the nation, and of the police of an area."""

import pytest

from tests.notebooks.pages import main_points, of_kind, said

RUNS = [
    ("nrm_referrals", "2022-23", "UK"),
    ("nrm_referrals", "2022-23", "Kent"),
    ("nrm_referrals", "2023-24", "West Midlands region"),
]


@pytest.fixture(scope="module")
def shown(pages):
    return {key: pages(*key).shown for key in RUNS}


def row_of(objects, title, heading):
    (table,) = (each for each in of_kind(objects, "table") if title in each["title"])
    return next(row for row in table["rows"] if row[0] == heading)


def test_referrals_show_the_share_of_the_police_and_bounds_of_that_of_children(shown):
    objects = shown["nrm_referrals", "2022-23", "UK"]
    total, _, children, _, police, _ = main_points(objects)
    assert "17,890 people were referred" in total
    assert "in 2022-23, up 32% from 13,538 in 2021-22" in total
    # 7,432 children, 1,072 of unknown age, 17,886 in all: 44% of the 16,814 whose age is known.
    assert "42% to 48%" in children
    assert "44% (7,432 of 16,814) where age is known" in children
    assert "22% of referrals" in police
    (chart,) = (each for each in of_kind(objects, "chart") if "the police 22%" in each["title"])
    assert ["Police", "3,996"] in chart["data"]["rows"]
    assert len(of_kind(objects, "chart")) == 5


def test_a_complete_count_has_no_interval(shown):
    for key, objects in shown.items():
        assert "interval" not in said(objects), key


def test_a_force_sees_what_its_police_referred_compared_with_region_and_nation(shown):
    objects = shown["nrm_referrals", "2022-23", "Kent"]
    total, share, rate, children = main_points(objects)
    assert "Kent Police referred 103 people" in total
    assert "3% of the 3,996 referrals" in share
    # 103, 436 and 3,697 referrals; 1,877,110 residents in Kent and 60,245,218 in the nation.
    assert "5.5 per 100,000 residents" in rate
    assert "6.1 for England and Wales" in rate
    # 40 children and 3 of unknown age of 103.
    assert "39% to 42%" in children
    assert row_of(objects, "Referrals by the police", "Kent")[1:] == ["103", "1,877,110", "5.5"]
    assert row_of(objects, "Referrals by the police", "England and Wales")[1:] == ["3,697", "60,245,218", "6.1"]
    assert len(of_kind(objects, "chart")) == 2
    # No figure of all first responders, 17,920 in that year, may pass for one of the area.
    assert "17,9" not in str([{**each, "svg": "", "wide": "", "phone": ""} for each in objects])


def test_a_region_is_the_sum_of_its_forces_for_the_quarters_that_are_published(shown):
    objects = shown["nrm_referrals", "2023-24", "West Midlands region"]
    total, share, *_ = main_points(objects)
    assert "249 people" in total
    assert "in April to December 2023, down 18% from 304 in April to December 2022" in total
    assert "of the 2,903 referrals" in share
    (quarters,) = (each["data"]["rows"] for each in of_kind(objects, "chart") if "by quarter" in each["subtitle"])
    assert ["2022 Q3", "112"] in quarters
    assert ["2023 Q3", "69"] in quarters
    (table,) = of_kind(objects, "table")
    own = {row[0]: int(row[1].replace(",", "")) for row in table["rows"]}
    assert sum(own[name] for name in ("West Midlands", "Staffordshire", "Warwickshire", "West Mercia")) == 249
