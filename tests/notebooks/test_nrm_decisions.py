"""The notebooks on the referral mechanism: decisions, cases outstanding, and referrals of the police."""

import pytest

from tests.notebooks.pages import main_points, of_kind, said

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


def row_of(objects, title, heading):
    (table,) = (each for each in of_kind(objects, "table") if title in each["title"])
    return next(row for row in table["rows"] if row[0] == heading)


def test_decisions_and_their_shares_are_the_published_ones(shown):
    objects = shown["nrm_decisions", "2021-22", "UK"]
    # 486, 803, 1,160 and 1,199 conclusive grounds decisions in the release of 7 March 2024.
    assert "3,648 conclusive grounds decisions in 2021-22, up 18% from 3,100 in 2020-21" in said(objects)
    assert "11,953 of 13,267 reasonable grounds decisions (90%)" in said(objects)
    assert "3,367 of 3,648 conclusive grounds decisions (92%)" in said(objects)
    assert row_of(objects, "Positive decisions in each financial year", "2021-22")[3::3] == ["90.1% [r]", "92.3% [r]"]
    assert row_of(objects, "by stage and age", "Conclusive grounds: Child (17 or under)")[1:] == [
        "1,693",
        "1,777",
        "95.3%",
    ]
    assert not of_kind(objects, "notice")


def test_referrals_in_stand_against_decisions_out(shown):
    (chart,) = (
        each for each in of_kind(shown["nrm_decisions", "2021-22", "UK"], "figure") if "People" in each["subtitle"]
    )
    assert "13,538 people" in chart["title"]
    assert "3,648 conclusive" in chart["title"]
    assert "Referrals: from 567 in 2014 Q1 to 3,773 in 2022 Q1" in chart["alt"]
    assert "Conclusive grounds: from 355 in 2014 Q1 to 1,199 in 2022 Q1" in chart["alt"]


def test_cases_outstanding_are_points_as_published_on_two_bases(shown):
    for period in ("2017-18", "2021-22", "2023-24"):
        objects = shown["nrm_decisions", period, "UK"]
        (table,) = (each for each in of_kind(objects, "table") if "Cases without a final decision" in each["title"])
        assert [[row[0], row[1].split()[0], *row[2:]] for row in table["rows"]] == [
            ["2019 Q4", "All", "12,019", "Secondary source"],
            ["2022 Q4", "Awaiting", "29,275", "Secondary source"],
            ["2024 Q4", "Awaiting", "17,168", "Secondary source"],
            ["2025 Q2", "Awaiting", "11,645", "Secondary source"],
            ["2025 Q3", "Awaiting", "9,107", "Secondary source"],
            ["2025 Q4", "Awaiting", "5,758", "Official release"],
        ]
    assert "31,094" not in str(shown), "referrals less decisions are no bound of the cases that wait"


def test_published_times_are_named_for_what_they_are(shown):
    objects = shown["nrm_decisions", "2021-22", "UK"]
    (table,) = (each for each in of_kind(objects, "table") if "Time from referral" in each["title"])
    assert [[row[0], row[1], row[4]] for row in table["rows"]] == [
        ["2019", "Average (mean or median not stated)", "14.9"],
        ["2021", "Median, more than", "14.0"],
        ["2021", "Average (mean or median not stated)", "18.7"],
    ]


def test_what_is_not_held_is_said_for_its_section(shown):
    (early,) = (each["paragraphs"][0] for each in of_kind(shown["nrm_decisions", "2017-18", "UK"], "notice"))
    assert "no figure up to 2017-18 is held" in early
    late = shown["nrm_decisions", "2023-24", "UK"]
    assert "11,416 conclusive grounds decisions in 2023-24, up 59% from 7,200 in 2022-23" in said(late)
    assert row_of(late, "in each financial year by stage", "2023-24")[1] == "16,997 [p] [r]"
    assert all("2023-24" in each["paragraphs"][0] for each in of_kind(late, "notice"))
    (notice,) = shown["nrm_decisions", "2021-22", "Kent"]
    assert "Kent" in notice["paragraphs"][0]


def test_referrals_show_the_share_of_the_police_and_bounds_of_that_of_children(shown):
    objects = shown["nrm_referrals", "2022-23", "UK"]
    total, _, children, _, police, _ = main_points(objects)
    assert "17,890 people were referred" in total
    assert "in 2022-23, up 32% from 13,538 in 2021-22" in total
    # 7,432 children, 1,072 of unknown age, 17,886 in all: 44% of the 16,814 whose age is known.
    assert "42% to 48%" in children
    assert "44% where age is known" in children
    assert "22% of referrals" in police
    assert "22% (3,996 of 17,920)" in said(objects)
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
    assert row_of(objects, "Referrals by the police", "Kent")[1:] == ["103", "1,877,110", "5.49"]
    assert row_of(objects, "Referrals by the police", "England and Wales")[1:] == ["3,697", "60,245,218", "6.14"]
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
