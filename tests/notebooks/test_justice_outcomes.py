"""The page on justice outcomes: figures of police, prosecutors and courts, and the stages that are returned."""

import pandas as pd
import pytest

from analysis import datasets
from analysis.catalogue import load
from analysis.roots import DEMONSTRATION
from tests.notebooks.sent import NATION, made_in, numbers_of, points_of, project_with, titled

PAGE = "justice_outcomes"
NATIONS = ("2021-22", "2023-24", "2017-18", "2025-26")


@pytest.fixture(scope="module")
def published(pages):
    wanted = [*((year, NATION) for year in NATIONS), ("2018-19", "Kent"), ("2017-18", "Leicestershire")]
    return {key: pages(PAGE, *key) for key in wanted}


@pytest.fixture(scope="module")
def returned(tmp_path_factory):
    """The page where the programme has sent two years, in the second of which each stage has half as many again."""
    rows = [
        {
            "quarter": f"{year} Q{quarter}",
            "stage": stage,
            "offence_year": "2019-20",
            "cases": 10 * (number + 1) * (3 if year == "2021-22" else 2),
        }
        for year in ("2020-21", "2021-22")
        for quarter in range(1, 5)
        for number, stage in enumerate(datasets.find("case_outcomes").dimensions["stage"])
    ]
    with project_with(tmp_path_factory.mktemp("project"), {"outcomes": rows}) as project:
        yield made_in(project, (PAGE, "2021-22", NATION))[PAGE, "2021-22", NATION]


def test_the_page_opens_with_the_offences_charged_and_their_change(published):
    points = points_of(published["2021-22", NATION])
    assert points[0] == "205 modern slavery offences were charged in 2021-22, down 13% from 236 in 2020-21."
    assert len(published["2021-22", NATION].of_kind("chart")) == 4


@pytest.mark.parametrize(
    ("period", "year"), [("2021-22", 2021), ("2023-24", 2023), ("2017-18", 2017), ("2025-26", 2023)]
)
def test_offences_charged_are_the_sum_of_the_four_quarters_of_the_newest_whole_year(published, period, year):
    charged = load("charges").set_index("quarter")["charges"]
    total = charged[pd.period_range(f"{year}Q2", periods=4, freq="Q-DEC")].sum()
    said = f"{total} modern slavery offences were charged in {year}-{year % 100 + 1},"
    assert points_of(published[period, NATION])[0].startswith(said)
    titled(published[period, NATION], "chart", f"{total} offences were charged in {year}")


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2021-22", "prosecuted 466 defendants in 2021: 332 were convicted, up 69% from 197 in 2020"),
        ("2017-18", "prosecuted 284 defendants in 2017-18: 185 were convicted, up 2% from 181 in 2016-17"),
        ("2025-26", "prosecuted 454 defendants in 2024: 353 were convicted, up 14% from 311 in 2023"),
    ],
)
def test_convictions_are_those_of_the_page_s_year_or_of_the_last_calendar_year_in_it(published, period, said):
    assert said in points_of(published[period, NATION])[1]


def test_no_calendar_year_stands_among_financial_years(published):
    ran = published["2021-22", NATION]
    chart = numbers_of(titled(ran, "chart", "332 of 466 defendants"))
    assert chart["2021"] == ["466", "332"]
    assert list(chart) == ["2019", "2020", "2021", "2022", "2023", "2024"]
    table = titled(ran, "table", "Suspects referred to the CPS")
    rows = load("prosecutions", by="stage", every="financial_year")
    numbers = rows.set_index(["financial_year", "stage"])["defendants"]
    columns = [column["label"] for column in table["columns"]]
    for row in table["rows"]:
        for stage, cell in list(zip(columns, row, strict=True))[1:]:
            number = numbers.get((pd.Period(str(int(row[0][:4]) + 1), "Y-MAR"), stage))
            assert cell == ("[x]" if number is None else f"{number:,}")
    assert [row[0] for row in table["rows"]] == ["2015-16", "2016-17", "2017-18", "2018-19"]


def test_outcomes_by_year_recorded_add_up_to_the_offences_recorded(published):
    chart = numbers_of(titled(published["2021-22", NATION], "chart", "2% of offences recorded in 2018-19"))
    counts = {year: [int(cell.replace(",", "")) for cell in cells] for year, cells in chart.items()}
    assert {year: sum(cells) for year, cells in counts.items()} == {"2017-18": 3_380, "2018-19": 5_118}
    assert {year: (cells[0], cells[-1]) for year, cells in counts.items()} == {
        "2017-18": (162, 425),
        "2018-19": (100, 957),
    }


def test_open_cases_of_the_courts_are_those_at_the_end_of_the_year(published):
    titled(
        published["2021-22", NATION], "chart", "58,056 cases were open at the end of March 2022, down 3% from 59,719"
    )


def test_newer_figures_stand_apart_and_what_is_not_loaded_is_said(published):
    (newer,) = published["2021-22", NATION].of_kind("aside")
    assert "175 offences were charged in 2023-24 and 353 defendants were convicted in 2024" in newer["markdown"]
    assert not published["2025-26", NATION].of_kind("aside")
    said = [each["markdown"] for each in published["2025-26", NATION].of_kind("text")]
    assert "Charges after 2023-24 are published but not yet loaded." in said


def test_the_report_s_figures_are_checked(published):
    checks = {each["claim"]: each for each in published["2021-22", NATION].of_kind("check")}
    assert checks["charging-decisions-year"]["verdict"] == "contradicted"
    assert "97%" in checks["charging-decisions-year"]["evidence"]
    assert all(len(each["evidence"].split()) <= 25 for each in checks.values())


def test_a_force_stands_beside_its_region_and_all(published):
    ran = published["2018-19", "Kent"]
    assert points_of(ran)[0].startswith("Of offences recorded in 2018-19, 9% (17 of 196) had led to a charge")
    assert points_of(ran)[1] == "The share charged was 3% in the Eastern region and 2% in England and Wales."
    (chart,) = ran.of_kind("chart")
    assert list(numbers_of(chart)) == ["Kent", "Eastern region", NATION]


def test_a_force_whose_offences_are_lacking_has_no_shares(published):
    ran = published["2017-18", "Leicestershire"]
    assert not ran.of_kind("chart")
    assert [each["kind"] for each in ran.of_kind("notice")] == ["missing"]


def test_returned_stages_are_added_up_by_year_in_one_chart(returned):
    said = "Returns count 240 defendants with a decision to charge in 2021-22, up 50% from 160 in 2020-21."
    assert said in points_of(returned)
    chart = numbers_of(titled(returned, "chart", "Decisions to charge were made on 240 defendants"))
    assert chart == {"2020-21": ["80", "160", "240", "320"], "2021-22": ["120", "240", "360", "480"]}
    assert len(returned.of_kind("chart")) == 5


def test_the_invented_country_has_the_chart_of_returns_alone(pages):
    ran = pages(PAGE, "2021-22", "Pellamore", root=DEMONSTRATION)
    (chart,) = ran.of_kind("chart")
    assert chart["title"] == "Decisions to charge were made on 154 defendants in 2021-22"
