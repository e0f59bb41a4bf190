"""The notebook on the first lockdown: three series before and after it, and what the model rests on."""

import datetime as dt

import pandas as pd
import pytest

from analysis.catalogue import load
from analysis.statistics import interruption
from tests.notebooks.pages import main_points, of_kind, said

PERIODS = ["2020-21", "2021-22", "2023-24"]
START = pd.Period("2020Q2", "Q-DEC")


@pytest.fixture(scope="module")
def shown(pages):
    return {period: pages("covid_disruption", period, "UK").shown for period in PERIODS}


def test_counts_are_the_published_ones_beside_those_of_a_year_before(shown):
    referrals, _, _, arrivals, charges = main_points(shown["2021-22"])
    # The releases of 7 March 2024 (referrals) and 29 February 2024 (arrivals), and the tabulated charges.
    assert "2,198 people were referred as potential victims in April to June 2020, down 5% from 2,308" in referrals
    assert arrivals.startswith("33 people without adequate documents")
    assert "down 97% from 1,024 a year before" in arrivals
    assert charges.startswith("38 modern slavery offences were charged")
    assert "up 15% from 33 a year before" in charges


def test_the_gap_is_that_between_the_marks_of_the_chart(shown):
    counts = load("nrm_referrals", until="2021-22").set_index("quarter")["referrals"]
    alone = interruption.at(counts, dt.date(2020, 3, 23))
    assert alone.interval.upper < 1
    observed, expected = alone.table.loc[START, ["observed", "expected"]]
    chart = of_kind(shown["2021-22"], "chart")[0]
    assert chart["title"] == (
        f"Referrals were {1 - observed / expected:.0%} below the earlier trend in April to June 2020"
    )
    row = next(row for row in chart["data"]["rows"] if row[0] == "2020 Q2")
    assert row[1] == "2,198"
    assert float(row[2].replace(",", "")) == pytest.approx(expected, rel=1e-3)


def test_quarters_below_the_year_before_the_lockdown_are_counted(shown):
    counts = load("nrm_referrals").set_index("quarter")["referrals"]
    base = counts[START - 4 : START - 1].tolist()
    for period, quarters in (("2020-21", 4), ("2021-22", 8)):
        after = counts[START : START + quarters - 1].tolist()
        fewer = sum(now < base[place % 4] for place, now in enumerate(after))
        assert f"In {fewer} of the {quarters} quarters" in main_points(shown[period])[2]


def test_three_series_have_a_chart_each_with_source_and_area(shown):
    for period, objects in shown.items():
        charts = of_kind(objects, "chart")
        assert [chart["subtitle"].rsplit(", ", 1)[1] for chart in charts] == ["UK", "UK", "England and Wales"], period
        assert all(chart["source"] for chart in charts)
        assert "38 offences were charged" in charts[2]["title"]
        assert "Charges showed no clear change" in said(objects)


def test_figures_after_the_page_and_after_two_years_are_not_used(shown):
    for period, last in (("2020-21", "2021 Q1"), ("2021-22", "2022 Q1"), ("2023-24", "2022 Q1")):
        for chart in of_kind(shown[period], "chart"):
            assert chart["data"]["rows"][-1][0] == last, period


def test_other_choices_and_dates_without_an_event_are_in_the_annex(shown):
    objects = shown["2021-22"]
    steps, choices = of_kind(objects, "table")
    assert [row[1] for row in choices["rows"]] == ["−27%", "−23%", "−30%", "−31%", "−20%", "−30%", "−26%", "−27%"]
    assert steps["rows"][0] == ["Referrals", "−27%", "−42%", "−7%"]
    assert any(
        "29 earlier dates" in each["markdown"] and " at 3," in each["markdown"] for each in of_kind(objects, "text")
    )
    main = objects.index(of_kind(objects, "chart")[-1])
    assert all(objects.index(table) > main for table in (steps, choices))
    assert "interval" not in " ".join(main_points(objects))


def test_a_year_before_the_lockdown_says_so_and_shows_nothing(pages):
    (notice,) = pages("covid_disruption", "2019-20", "UK").shown
    assert notice["object"] == "notice"
    assert notice["kind"] == "missing"
    assert "23 March 2020" in notice["paragraphs"][0]
    assert "2020-21" in notice["paragraphs"][1]
