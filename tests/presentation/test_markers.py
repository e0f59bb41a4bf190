"""Markers of provisional and revised figures, from the releases to the cells of a table."""

from dataclasses import replace

import pandas as pd
import pytest

from analysis import citing, tables, totals
from analysis.catalogue import load
from analysis.provenance import Provenance

PROVISIONAL = "[p] provisional: as first published, or of a series that its publisher does not call final"
REVISED = "[r] revised since it was first published, or made from a figure that was"


def cells(table, row):
    return next(each for each in table.rows if each[0] == row)


@pytest.fixture(scope="module")
def referrals():
    return load("nrm_referrals")


def by_quarter(rows):
    return tables.table(
        totals.by_quarter_of_year(rows.set_index("quarter")["referrals"]),
        title="Referrals",
        first="Year",
        markers=totals.markers(rows, totals.by_quarter_of_year),
    )


def test_figures_that_moved_and_sums_of_them_are_marked(referrals):
    table = by_quarter(referrals)
    assert cells(table, "2021-22") == ("2021-22", "3,119 [r]", "3,316 [r]", "3,330 [r]", "3,773 [r]", "13,538 [r]")
    assert cells(table, "2015-16") == ("2015-16", "760", "837", "939", "894", "3,430")


def test_the_newest_figure_is_provisional_and_what_is_missing_bears_no_mark(referrals):
    assert cells(by_quarter(referrals), "2024-25") == ("2024-25", "4,312 [r]", "4,758 [p]", "5,538", "[x]", "[x]")


def test_markers_are_explained_only_where_they_occur(referrals):
    assert by_quarter(referrals).notes == ("[x] not available", PROVISIONAL, REVISED)
    early = referrals[referrals["quarter"] < "2018Q2"].iloc[4:]
    assert by_quarter(early).notes == ()


def test_a_figure_that_came_back_to_its_first_is_not_marked():
    # 2021 Q4 was first published as 3,331, then as 3,330, and at the end of 2023 as 3,331 again.
    table = by_quarter(load("nrm_referrals", as_at="2023-12-31"))
    assert cells(table, "2021-22")[3] == "3,331"


def test_what_was_known_on_a_day_knows_no_later_revision():
    rows = load("nrm_referrals", as_at="2023-05-31").set_index("quarter")
    assert rows["provisional"].loc["2023Q1"]
    assert not rows["revised"].loc["2023Q1"]
    assert not rows["provisional"].loc[:"2022Q4"].any()
    assert load("nrm_referrals").set_index("quarter")["revised"].loc["2023Q1"]


def test_a_mark_that_a_whole_column_bears_stands_in_its_heading():
    rows = load("small_boats", until="2023-24")
    data = rows.set_index("month")[["people", "boats"]].loc["2023-01":"2023-04"]
    data["per boat"] = data["people"] / data["boats"]
    table = tables.table(data, title="Arrivals", first="Month", markers=totals.markers(rows), source=rows)
    assert [column.label for column in table.columns] == ["Month", "people [p]", "boats [p]", "per boat [p]"]
    assert table.rows[0][1:3] == ("1,180", "29")
    # The publisher itself marks days of February and April 2023 as revised.
    assert [row[1].endswith("[r]") for row in table.rows] == [False, True, False, True]
    assert table.notes == (PROVISIONAL, REVISED)


def test_columns_made_from_others_bear_the_marks_of_their_row():
    rows = load("irregular_migration", by="method_of_entry", until="2021-22")
    data = totals.financial_years(totals.spread(rows, "method_of_entry", "detections"))
    data["All routes"] = data.sum(axis=1)
    markers = totals.markers(rows, totals.financial_years, by="method_of_entry")
    table = tables.table(data, title="Detected", first="Year", markers=markers)
    assert [cell.endswith("[r]") for cell in cells(table, "2021-22")[1:]] == [False, True, False, True, True]
    assert not any("[" in cell for cell in cells(table, "2020-21"))


def test_text_bears_no_mark(referrals):
    data = pd.DataFrame({"n": [1, 2], "read": ["here", "there"]}, index=["a", "b"])
    table = tables.table(
        data, title="T", first="F", source=referrals, markers={"revised": pd.Series([1, 0], index=["a", "b"])}
    )
    assert table.rows == (("a", "1 [r]", "here"), ("b", "2", "there"))


def test_a_figure_is_provisional_only_where_no_earlier_release_gave_its_period():
    # Nationality is held from the newest release only, but its quarters were published before.
    rows = load("irregular_migration", by=["method_of_entry", "nationality"]).groupby("quarter")["provisional"].any()
    assert rows[rows].index.astype(str).tolist() == ["2023Q4"]


def test_first_figures_are_provisional_and_later_ones_revised_among_all_vintages():
    rows = load("nrm_referrals", every="year", vintages=True)
    of_2021 = rows[rows["year"] == "2021"]
    assert of_2021["referrals"].tolist() == [12_727, 12_706, 12_704, 12_701, 12_700]
    assert of_2021["provisional"].tolist() == [True, False, False, False, False]
    assert of_2021["revised"].tolist() == [False, True, True, True, True]


def test_it_is_said_which_releases_were_downloaded_and_which_quoted():
    provenance = load("nrm_referrals", until="2021-22", vintages=True).attrs["provenance"]
    assert citing.releases(provenance) == (
        "Figures of 9 releases of 29 August 2019 to 7 March 2024: 2 of them as quoted in a secondary source, "
        "all from the repository."
    )
    newest = replace(provenance.newest(), downloaded=True)
    assert (
        citing.releases(Provenance((newest,))) == "Figures of 1 release: all official, 1 of them from downloaded files."
    )
    (entry,) = tables.sources(Provenance((newest,))).entries
    assert "Read from the downloaded file" in entry.details
