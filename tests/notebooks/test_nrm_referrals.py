"""The notebook on referrals to the referral mechanism: of the nation, and of the police of an area."""

import pytest

RUNS = [
    ("nrm_referrals", "2022-23", "UK"),
    ("nrm_referrals", "2022-23", "Kent"),
    ("nrm_referrals", "2023-24", "West Midlands region"),
]


@pytest.fixture(scope="module")
def shown(pages):
    return {key: pages(*key).shown for key in RUNS}


def of_kind(objects, kind):
    return [each for each in objects if each["object"] == kind]


def said(objects):
    return " ".join(each["markdown"] for each in of_kind(objects, "text"))


def row_of(objects, title, heading):
    (table,) = (each for each in of_kind(objects, "table") if title in each["title"])
    return next(row for row in table["rows"] if row[0] == heading)


def test_referrals_show_the_share_of_the_police_and_bounds_of_that_of_children(shown):
    objects = shown["nrm_referrals", "2022-23", "UK"]
    assert "17,890 NRM referrals in 2022-23, up 32% from 13,538 in 2021-22" in said(objects)
    assert "3,996 of 17,920 referrals in 2022-23 were made by the police (22%)" in said(objects)
    # 7,432 children, 1,072 of unknown age, 17,886 in all.
    assert "44% of the 16,814 whose age is known" in said(objects)
    assert "between 42% and 48%" in said(objects)
    assert row_of(objects, "by age at exploitation", "2021-22")[1:] == ["7,024 [r]", "5,557 [r]", "957 [r]", "44% [r]"]
    assert len(of_kind(objects, "figure")) == 5


def test_a_complete_count_has_no_interval(shown):
    for key, objects in shown.items():
        assert "interval" not in said(objects), key


def test_a_force_sees_what_is_not_published_and_then_what_it_referred_itself(shown):
    objects = shown["nrm_referrals", "2022-23", "Kent"]
    first, last = of_kind(objects, "notice")
    assert first["paragraphs"][0] == "NRM referrals: not published for Kent."
    assert "They are not those of all people referred in Kent" in first["paragraphs"][-1]
    assert "The other sections" in last["paragraphs"][0]
    assert objects[0] is first
    assert objects[-1] is last
    (lead,) = (each["markdown"] for each in of_kind(objects, "text") if each["lead"])
    assert "Kent Police made 103 of the 3,996 referrals of all police in the UK (2.6%)" in lead
    assert len(of_kind(objects, "figure")) == 1
    assert "40 of 103" in said(objects)
    assert "40% of the 100 whose age is known" in said(objects)
    # No figure of all first responders, 17,920 in that year, may pass for one of the area.
    assert "17,9" not in str(objects)


def test_a_region_is_the_sum_of_its_forces_for_the_quarters_that_are_held(shown):
    objects = shown["nrm_referrals", "2023-24", "West Midlands region"]
    assert "In 2023 Q2, 2023 Q3 and 2023 Q4 (all that is available of 2023-24)" in said(objects)
    assert "made 249 of the 2,903 referrals" in said(objects)
    assert row_of(objects, "all police in the UK referred", "2022 Q3")[1:] == ["112", "969", "11.6%"]
    assert row_of(objects, "all police in the UK referred", "2023 Q3")[1:] == ["69", "970", "7.1%"]
