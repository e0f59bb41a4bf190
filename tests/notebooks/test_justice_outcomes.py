"""The page on justice outcomes: published offences charged first, then the stages that the programme returns."""

import pandas as pd
import pytest

from analysis import datasets
from analysis.catalogue import load
from tests.notebooks.sent import NATION, lead_of, made_in, project_with, titled

PAGE = "justice_outcomes"


@pytest.fixture(scope="module")
def published(pages):
    wanted = [*((PAGE, year, NATION) for year in ("2021-22", "2023-24", "2017-18")), (PAGE, "2021-22", "Kent")]
    return {key: pages(*key) for key in wanted}


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
        yield made_in(project, (PAGE, "2021-22", NATION))


def test_the_page_opens_with_the_offences_charged_and_their_change(published):
    said = lead_of(published[PAGE, "2021-22", NATION])
    assert said.startswith("205 modern slavery offences were charged in 2021-22, 13% fewer than 236 in 2020-21.")


@pytest.mark.parametrize(("period", "first"), [("2021-22", "2021Q2"), ("2023-24", "2023Q2"), ("2017-18", "2017Q2")])
def test_offences_charged_are_the_sum_of_four_quarters(published, period, first):
    charged = load("charges").set_index("quarter")["charges"]
    total = charged[pd.period_range(first, periods=4, freq="Q-DEC")].sum()
    assert lead_of(published[PAGE, period, NATION]).startswith(
        f"{total} modern slavery offences were charged in {period},"
    )
    (chart,) = published[PAGE, period, NATION].of_kind("figure")
    assert chart["title"] == f"{total} offences were charged in {period}"


def test_figures_of_the_cps_are_those_published(published):
    rows = load("prosecutions", by="stage", every="financial_year")
    numbers = rows.set_index(["financial_year", "stage"])["defendants"]
    table = titled(
        published[PAGE, "2021-22", NATION], "table", "Defendants in modern slavery cases as published, by fin"
    )
    columns = [column["label"].split(" [")[0] for column in table["columns"]]
    for row in table["rows"]:
        for stage, cell in list(zip(columns, row, strict=True))[1:]:
            number = numbers.get((pd.Period(str(int(row[0][:4]) + 1), "Y-MAR"), stage))
            assert cell.split(" [")[0] == ("[x]" if number is None else f"{number:,}")
    assert [row[0] for row in table["rows"]] == ["2015-16", "2016-17", "2017-18", "2018-19"]


def test_the_report_s_figures_stand_beside_the_return_that_would_show_them(published):
    (table,) = published[PAGE, "2021-22", NATION].of_kind("outcomes")
    printed = [row[1] for row in table["rows"]]
    assert "nearly 2 times (section 1)" in printed[0]
    for said in ("more than 50% (section 2)", "a rise of 97% (sections 3 and 5)", "a rise of 70%"):
        assert said in printed[1]
    assert "a rise of 78%" in printed[2]
    assert "a rise of 53% (section 4)" in printed[2]


def test_another_area_than_the_nation_is_told_where_to_look(published):
    (notice,) = published[PAGE, "2021-22", "Kent"].shown
    assert notice["kind"] == "missing"


def test_returned_stages_are_added_up_by_year_in_one_chart_and_one_table(returned):
    ran = returned[PAGE, "2021-22", NATION]
    assert "Decisions to charge: 240 defendants in 2021-22, up 50% on the year before." in lead_of(ran)
    table = titled(ran, "table", "Defendants in modern slavery cases at each stage")
    assert [row[1:] for row in table["rows"]] == [["80", "160", "240", "320"], ["120", "240", "360", "480"]]
    assert len(ran.of_kind("figure")) == 2


def test_convictions_of_the_last_calendar_year_stand_beside_the_rise_that_was_printed(published):
    (table,) = published[PAGE, "2021-22", NATION].of_kind("outcomes")
    assert "Defendants convicted: 332 in calendar year 2021, up 69% from 197 in 2020 (CPS)." in table["rows"][2]
