"""Outcomes of offences, prosecutions and the Crown Court's cases in data/published, beside their sources."""

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from analysis.datasets import DATASETS
from analysis.readers import read
from tests.data.published import FOLDER, MORE, figures, needs_sources, read_transcribed, select, stored
from tests.readers.books import write_csv

OUTCOMES = MORE / "home_office_crime_outcomes"
CHARGED, NOT_YET = "Charged/Summonsed", "Not yet assigned an outcome"
PRINTED = {
    # Offences recorded; charged or summonsed, by year of recording and by year of the outcome; without an outcome.
    "open-data-2017-18": (3_380, 162, 177, 425),
    "open-data-2018-19": (5_118, 100, 148, 957),
}


@pytest.mark.parametrize(("release", "sums"), PRINTED.items())
def test_outcomes_add_up_to_those_of_the_publisher(release, sums):
    rows = select(figures("outcomes"), release=release)
    by_outcome = rows.groupby("outcome")[["by_recording", "by_outcome"]].sum()
    charged, not_yet = by_outcome.loc[CHARGED], by_outcome.loc[NOT_YET]
    assert (rows.by_recording.sum(), *charged, not_yet.by_recording) == sums
    assert not_yet.by_outcome == 0


def test_outcomes_by_quarter_of_recording():
    rows = select(figures("outcomes"), release="open-data-2018-19")
    assert rows.groupby("period").by_recording.sum().tolist() == [1_014, 1_182, 1_325, 1_597]
    assert (rows.groupby("period").force.nunique() == 44).all(), "43 forces, and the British Transport Police"


@needs_sources
@pytest.mark.parametrize("year", ["2017_18", "2018_19"])
def test_outcomes_are_those_of_the_table(year):
    table = pd.read_csv(OUTCOMES / f"outcomes_{year}__offence_106_only.csv", dtype=str, keep_default_na=False)
    recorded, given = (pd.to_numeric(table[name].replace("NA", "0")) for name in table.columns[-2:])
    held = select(figures("outcomes"), release=f"open-data-{year.replace('_', '-')}")
    assert held.by_recording.abs().sum() == recorded.abs().sum()
    assert held.by_outcome.abs().sum() == given.abs().sum()
    assert (
        len(held) - ((recorded != 0) | (given != 0)).sum()
        == (held[["by_recording", "by_outcome"]] == 0).all(axis=1).sum()
    )


@needs_sources
@pytest.mark.parametrize("year", ["2017_18", "2018_19"])
def test_the_publishers_table_is_read_into_these_figures(year, tmp_path):
    table = pd.read_csv(OUTCOMES / f"outcomes_{year}__offence_106_only.csv", dtype=str, keep_default_na=False)
    headings = [name.replace("_", " ").capitalize() for name in table.columns[:-2]]
    headings += ["Force outcomes for offences recorded in quarter", "Force outcomes recorded in quarter"]
    rows = table.assign(offence_code_expired="").replace({table.columns[-1]: {"NA": "--"}})
    path = write_csv(tmp_path / "table.csv", [headings, *rows.to_numpy().tolist()])
    made = DATASETS["outcomes"].families["crime_outcomes"](read(path).tables).fillna({"by_outcome": 0})
    keys = ["period", "force", "outcome"]
    held = select(figures("outcomes"), release=f"open-data-{year.replace('_', '-')}")
    for measure in ("by_recording", "by_outcome"):
        given, kept = (rows.set_index(keys)[measure].astype(int) for rows in (made, held))
        assert given[given != 0].to_dict() == kept[kept != 0].to_dict()


@needs_sources
def test_prosecutions_of_2019_to_2024_are_those_that_parliament_was_told():
    rows = read_transcribed("cps_published_figures_2019_to_2024.csv")
    stages = {"prosecuted": "Completed prosecution", "convictions": "Conviction", "non-convictions": "Non-conviction"}
    told = {(row.period, stages[row.category]): int(row.value) for row in rows.itertuples()}
    held = pd.read_csv(FOLDER / "prosecutions.csv", dtype={"period": str}).query("release == 'pq-100585'")
    assert held.set_index(["period", "stage"]).defendants.to_dict() == told
    assert [told[year, "Completed prosecution"] for year in ("2019", "2020", "2021")] == [349, 267, 466]


@needs_sources
def test_the_crown_courts_cases_are_those_of_the_tabulation():
    path = MORE / "ministry_of_justice" / "cross_cjs_police_courts_prisons__hmt_hackathon.xlsx"
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_name("Crown & Magistrates' Courts")
    rows = sheet.to_python(skip_empty_area=False)
    places = [rows[13].index(f"All Cases: {name}, CC") for name in ("Receipts", "Disposals", "Open")]
    given = {" ".join(row[3].split()[::-1]): [row[place] for place in places] for row in rows[14:74]}
    held = select(figures("court_backlog"), release="hackathon-2025").set_index("period")
    held = held[["receipts", "disposals", "open_cases"]]
    assert held.T.to_dict("list") == {period: counts for period, counts in given.items() if counts[2] != ""}


def test_the_crown_courts_open_cases_are_those_of_the_ministrys_bulletins():
    assert stored_open("hackathon-2025", "2023 Q4") == 67_284
    assert stored_open("hackathon-2025", "2024 Q3") == 73_105
    assert stored_open("moj-2024-q4", "2024 Q4") == 74_651


def stored_open(release, period):
    return select(figures("court_backlog"), release=release, period=period).open_cases.item()


@needs_sources
def test_small_boat_years_are_those_of_each_release():
    rows = read_transcribed("small_boats_vintages_2022_to_2026.csv")
    rows = rows[rows.source.str.startswith("Home Office")]
    given = rows.pivot(index=["release_date", "period"], columns="category", values="value").astype(int)
    held = figures("small_boat_years").set_index(["date", "period"])[["people", "boats"]]
    assert held.T.to_dict("list") == given[["people", "boats"]].T.to_dict("list")
    assert stored("small_boat_years", "quarterly-2022-02-24")["2021"] == 28_526
