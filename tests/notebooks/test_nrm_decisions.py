"""The notebooks on the referral mechanism: decisions, the queue, and what was added to referrals."""

import re

import pytest

RUNS = [
    ("nrm_decisions", "2021-22", "UK"),
    ("nrm_decisions", "2017-18", "UK"),
    ("nrm_decisions", "2023-24", "UK"),
    ("nrm_decisions", "2021-22", "Kent"),
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


def test_decisions_and_their_shares_are_the_published_ones(shown):
    objects = shown["nrm_decisions", "2021-22", "UK"]
    # 486, 803, 1,160 and 1,199 conclusive grounds decisions in the release of 3 November 2023.
    assert "from 3,099 in 2020-21 to 3,648 in 2021-22" in said(objects)
    assert "3,367 of 3,648 conclusive grounds decisions in 2021-22 were positive (92.3%" in said(objects)
    assert "11,959 of 13,274 reasonable grounds decisions in 2021-22 were positive (90.1%" in said(objects)
    assert row_of(objects, "Positive conclusive grounds decisions by age", "Child (17 or under)")[1:4] == [
        "1,694",
        "1,778",
        "95.3%",
    ]
    assert not of_kind(objects, "notice")


def test_the_queue_states_its_start_and_how_long_it_would_take(shown):
    objects = shown["nrm_decisions", "2021-22", "UK"]
    assert "31,094 cases waiting for a decision if there were 87 at the start of 2014 Q1" in said(objects)
    assert re.search(
        r"would take 6\.\d+ years to clear if nobody else came \(95% interval 3\.\d+ to 11\.\d\)", said(objects)
    )
    row = row_of(objects, "Cases waiting at the end of a quarter", "2019 Q4")
    assert row[1:4] == ["12,019", "13,839", "+1,820"]


def test_published_times_are_named_for_what_they_are(shown):
    assert "more than 14 months in 2021 (median) and 18.7 months in 2021 (average, kind not stated)" in said(
        shown["nrm_decisions", "2021-22", "UK"]
    )


def test_what_is_not_held_is_said_for_its_section(shown):
    early = [each["paragraphs"][0] for each in of_kind(shown["nrm_decisions", "2017-18", "UK"], "notice")]
    assert len(early) == 2
    assert all("no figure up to 2017-18 is held" in each for each in early)
    late = shown["nrm_decisions", "2023-24", "UK"]
    assert "from 7,208 in 2022-23 to 11,445 in 2023-24" in said(late)
    assert row_of(late, "calendar quarter of 2023-24", "2024 Q1")[1] == "[x]", "no reasonable grounds were found"
    assert all("2023-24" in each["paragraphs"][0] for each in of_kind(late, "notice"))
    (notice,) = shown["nrm_decisions", "2021-22", "Kent"]
    assert "Kent" in notice["paragraphs"][0]


def test_referrals_show_growth_its_checks_and_the_share_of_the_police(shown):
    objects = shown["nrm_referrals", "2022-23", "UK"]
    assert re.search(r"Between 2015 Q1 and 2023 Q1 referrals rose by 25\.\d% a year on average", said(objects))
    assert "Apart from the season, the trend of referrals rose by" in said(objects)
    assert "3,996 of 17,920 referrals in 2022-23 were made by the police (22.3%" in said(objects)
    assert "no divergence is shown" in said(objects)
    checks = [each for each in of_kind(objects, "table") if "method and checks" in each["title"]]
    assert len(checks) == 3
    assert all(any("Ljung-Box" in row[0] for row in each["rows"]) for each in checks)
    assert row_of(objects, "in each calendar year and change", "2021")[1] == "12,701 [r]"


def test_a_force_sees_what_is_not_published_and_then_what_it_referred_itself(shown):
    objects = shown["nrm_referrals", "2022-23", "Kent"]
    first, last = of_kind(objects, "notice")
    assert first["paragraphs"][0] == "NRM referrals: not published for Kent."
    assert "They are not those of all people referred in Kent" in first["paragraphs"][-1]
    assert "The other sections" in last["paragraphs"][0]
    assert objects[0] is first
    assert objects[-1] is last
    (lead,) = (each["markdown"] for each in of_kind(objects, "text") if each["lead"])
    assert lead.startswith("In 2022-23, Kent Police made 103 of the 3,996 referrals of all police in the UK (2.6%")
    assert len(of_kind(objects, "figure")) == 2
    assert row_of(objects, "Children among", "By Kent Police")[1:3] == ["40", "103"]
    # No figure of all first responders, 17,920 in that year, may pass for one of the area.
    assert "17,9" not in str(objects)


def test_a_region_is_the_sum_of_its_forces_for_the_quarters_that_are_held(shown):
    objects = shown["nrm_referrals", "2023-24", "West Midlands region"]
    assert "In 2023 Q3 (all that is held of 2023-24), the police forces of the West Midlands region made 69" in said(
        objects
    )
    assert row_of(objects, "in 2022 Q3 and 2023 Q3", "The police forces of the West Midlands region")[1:4] == [
        "112",
        "69",
        "−38.4%",
    ]
    assert row_of(objects, "all police in the UK referred", "2023 Q2")[1:] == ["[x]"] * 5
