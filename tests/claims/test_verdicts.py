"""Drafts that are judged by published figures."""

import pytest

from analysis import claims
from tests.claims.planted import claims_file
from tests.projects import project_in


@pytest.fixture(scope="module")
def judge(tmp_path_factory):
    """Judge drafts, all in one project: published figures are read once."""
    with project_in(tmp_path_factory.mktemp("project")) as project:

        def judged(*rows):
            return claims.check(claims_file(project / "draft.csv", *rows)).set_index("id")

        yield judged


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ({"value": "12700"}, "reproduced"),
        ({"value": "12699", "relation": "more-than"}, "reproduced"),
        ({"value": "13000", "relation": "nearly"}, "reproduced"),
        ({"value": "12750"}, "differs"),
        ({"value": "12727"}, "reproduced at first release"),
        ({"value": "12000", "relation": "more-than"}, "reproduced"),
        ({"value": "6000", "relation": "more-than"}, "differs"),
        ({"value": "15000", "relation": "nearly"}, "differs"),
        ({"period": "2022", "value": "33", "unit": "percent change", "baseline_period": "2021"}, "reproduced"),
        ({"period": "2022", "value": "1.33", "unit": "ratio", "baseline_period": "2021"}, "reproduced"),
        ({"period": "2030"}, "not loaded"),
        ({"geography": "Kent"}, "no source"),
        ({"geography": "Wales"}, "no source"),
        ({"measure": "unheard of"}, "no source"),
        ({"measure": "live investigations", "unit": "investigations"}, "needs a return"),
        ({"relation": "unfilled", "value": ""}, "left blank"),
        ({"measure": "Duty to Notify reports", "value": "3193"}, "reproduced"),
    ],
)
def test_a_draft_is_judged_by_the_newest_figures(judge, claim, verdict):
    assert judge(claim).loc["claim-1", "verdict"] == verdict


def test_the_size_and_the_source_of_a_difference_are_given(judge):
    row = judge({"value": "12750"}).loc["claim-1"]
    assert row["computed"] == "12,700 people (2021)"
    assert "50 people more than the data (0.4%)" in row["reason"]
    assert "Quarter 4 2023" in row["source"]


def test_a_figure_that_was_right_when_released_is_shown_with_the_newest(judge):
    row = judge({"value": "12727"}).loc["claim-1"]
    assert row["computed"] == "12,727 people (2021), released 3 March 2022"
    assert "The newest release gives 12,700 people (2021)." in row["reason"]
    assert "end of year summary 2021" in row["source"]
    assert "Quarter 4 2023" in row["source"]


def test_what_is_not_loaded_names_the_dataset_and_where_its_releases_are(judge):
    row = judge({"period": "2030"}).loc["claim-1"]
    assert row["needs"] == "NRM referrals"
    assert "NRM referrals, for 2030. It is at https://" in row["reason"]
    assert "`msoic data fetch nrm_referrals`" in row["reason"]


def test_data_settle_a_claim_that_another_place_contradicts(judge):
    register = judge({"value": "12700"}, {"value": "12600", "section": "4"})
    assert list(register["verdict"]) == ["reproduced", "differs"]
    assert register["reason"].str.startswith("Contradicted within the report: ").all()


def test_two_readings_of_a_period_with_different_verdicts_are_unclear(judge):
    unclear = judge({"period": "2021 or 2020", "value": "12700"}).loc["claim-1"]
    assert unclear["verdict"] == "unclear"
    assert "If 2021 is meant: reproduced, 12,700 people (2021)." in unclear["reason"]
    assert "If 2020 is meant: differs, 10,582 people (2020)." in unclear["reason"]


@pytest.mark.parametrize(
    ("statement", "period", "verdict"),
    [
        ("referrals have been stable", "2019 to 2020", "reproduced"),
        ("referrals have been stable", "2017 to 2020", "differs"),
        ("referrals have risen", "2017 to 2020", "reproduced"),
        ("referrals have fallen", "2017 to 2020", "differs"),
        ("referrals have risen", "2017 to 2030", "not loaded"),
        ("referrals have been stable", "2017 to 2030", "differs"),
        ("referrals are what they are", "2017 to 2020", "not loaded"),
    ],
)
def test_some_years_can_refute_a_trend_and_only_all_can_bear_it_out(judge, statement, period, verdict):
    claim = {"statement": statement, "period": period, "relation": "trend", "unit": "trend", "value": ""}
    assert judge(claim).loc["claim-1", "verdict"] == verdict


def test_a_claim_about_each_year_is_checked_for_the_year_of_its_report(judge):
    claim = {"measure": "people arriving by small boat", "unit": "percent change", "value": "9", "period": "each year"}
    year = {"measure": "people arriving by small boat", "period": "2022-23", "value": "44000", "relation": "at-least"}
    assert "in 2022-23" in judge(claim, year).loc["claim-1", "computed"]
    assert judge(claim).loc["claim-1", "verdict"] == "no source"


def test_the_original_form_without_measures_is_judged_by_its_statements(judge):
    claim = {"statement": "people arriving by small boat", "measure": "", "value": "28526"}
    assert judge(claim).loc["claim-1", "verdict"] == "reproduced"


def test_a_change_in_percentage_points_is_of_shares_alone(judge):
    measure = "share of NRM referrals with exploitation outside the UK"
    claim = {"measure": measure, "unit": "percentage points", "period": "2022", "baseline_period": "2021"}
    register = judge(
        {**claim, "value": "10", "relation": "more-than"},
        {**claim, "value": "34", "section": "3"},
        {**claim, "unit": "percent change", "value": "34"},
    )
    assert list(register["verdict"]) == ["reproduced", "differs", "reproduced"]
    assert register.loc["claim-1", "claimed"] == "a rise of more than 10 percentage points"
    computed = register.loc["claim-1", "computed"]
    assert computed.startswith("+10.1 percentage points (29.8% in 2021, 39.9% in 2022; ")
    assert computed.count("percentage points") == 1
    assert "section 3 gives a rise of 34 percentage points" in register.loc["claim-1", "reason"]


def test_a_measure_that_nobody_knows_is_told_with_the_nearest(judge):
    reason = judge({"measure": "NRM referal"}).loc["claim-1", "reason"]
    assert "is known by the measure 'NRM referal'. Did you mean 'NRM referrals'" in reason


@pytest.mark.parametrize(("value", "verdict"), [("34", "reproduced"), ("10", "unclear"), ("20", "differs")])
def test_the_change_of_a_share_is_given_in_percentage_points_too(judge, value, verdict):
    measure = "share of NRM referrals with exploitation outside the UK"
    claim = {"measure": measure, "unit": "percent change", "period": "2022", "baseline_period": "2021"}
    row = judge({**claim, "value": value, "relation": "approx"}).loc["claim-1"]
    assert row["computed"].startswith(
        "+10.1 percentage points (29.8% in 2021, 39.9% in 2022; +34.0% of the earlier share"
    )
    assert row["verdict"] == verdict
