"""National Referral Mechanism and Duty to Notify tables, tidied, and the publisher's own workbooks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis.errors import BadData
from analysis.readers import read
from tests.readers import samples
from tests.readers.books import write_csv, write_ods, write_xlsx
from tests.readers.samples import AGES, LOCATIONS, Rows


def tables(path: Path) -> dict[str, pd.DataFrame]:
    return read(path).tables


def test_totals_over_locations_are_checked_and_set_aside(tmp_path: Path) -> None:
    release = read(write_csv(tmp_path / "a.csv", samples.nrm_referrals()))
    data = release.tables["referrals"]
    assert set(data["location_of_exploitation"]) == set(LOCATIONS)
    assert release.rows == len(data) == 6 * 3 * 4
    assert [aside.rows for aside in release.set_aside] == [18]


def test_a_total_that_differs_from_its_details_is_named(tmp_path: Path) -> None:
    rows = samples.nrm_referrals()
    rows[5][4] += 1
    said = "row 6, column 'NRM referrals': the total of 2020, Q1, Adult .* is 7 but its details add up to 6"
    with pytest.raises(BadData, match=said):
        read(write_csv(tmp_path / "a.csv", rows))


def test_a_lost_detail_shows_in_its_total(tmp_path: Path) -> None:
    rows = samples.nrm_referrals()
    del rows[3]
    with pytest.raises(BadData, match=r"row 5, .* is 6 but its details add up to 4"):
        read(write_csv(tmp_path / "a.csv", rows))


def test_withheld_details_may_leave_a_total_larger_but_not_smaller(tmp_path: Path) -> None:
    rows = samples.nrm_referrals()
    rows[3][4] = "[c]"
    data = tables(write_csv(tmp_path / "a.csv", rows))["referrals"]
    assert data["referrals"].isna().sum() == 1
    rows[4][4] = 100
    with pytest.raises(BadData, match=r"is 6 but its details add up to 101"):
        read(write_csv(tmp_path / "a.csv", rows))


def test_a_new_year_that_keeps_the_old_label_is_named(tmp_path: Path) -> None:
    """The release of 2023 Q1 labelled its last quarter with 2022."""
    rows = [[2020 if cell == 2021 else cell for cell in row] for row in samples.nrm_referrals(quarters=5)]
    said = "row 62: '2020 Q1, .* stands there twice, first on row 2. Expected 2021 Q1 on row 62, below 2020 Q4"
    with pytest.raises(BadData, match=said):
        read(write_csv(tmp_path / "a.csv", rows))


@pytest.mark.parametrize("stage", ["reasonable", "conclusive"])
def test_wide_decisions_become_lines_without_totals(tmp_path: Path, stage: str) -> None:
    release = read(write_csv(tmp_path / "a.csv", samples.grounds(stage)))
    data = release.tables[f"{stage}_grounds"]
    assert len(data) == 6 * 3 * 2
    assert release.rows == 6
    first = data.loc[(3, f"{AGES[0]} - Positive {stage} grounds")]
    assert first.tolist() == [pd.Period("2020Q1"), AGES[0], f"Positive {stage} grounds", 1]


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        (
            1,
            2,
            "row 2, column 'Adult .* - Negative reasonable grounds': the total of 2020, .* but its details add up to 6",
        ),
        (3, 4, "row 4, column 'Adult .* - Total': the total of 2020, Q2, Adult .* is 4 but its details add up to 3"),
        (3, 11, "row 4, column 'Total': the total of 2020, Q2 is 10 but its details add up to 9"),
    ],
)
def test_each_kind_of_total_is_checked(tmp_path: Path, row: int, column: int, said: str) -> None:
    rows = samples.grounds()
    rows[row][column] += 1
    with pytest.raises(BadData, match=said):
        read(write_csv(tmp_path / "a.csv", rows))


def test_a_total_of_a_part_year_is_right(tmp_path: Path) -> None:
    rows = [row for row in samples.grounds() if row[:2] != [2021, "Q2"]]
    rows[6] = [2021, "Total", *rows[7][2:]]
    assert tables(write_csv(tmp_path / "a.csv", rows))["reasonable_grounds"]["quarter"].nunique() == 5


def reports(totals: bool = True) -> Rows:
    lines: Rows = [
        [2020, "Total", 10],
        *([2020, f"Q{q}", q] for q in (1, 2, 3, 4)),
        [2021, "Total", 5],
        [2021, "Q1", 5],
    ]
    return [["Year", "Quarter", "Total"], *(line for line in lines if totals or line[1] != "Total")]


@pytest.mark.parametrize("totals", [True, False])
def test_duty_to_notify_with_and_without_totals(tmp_path: Path, totals: bool) -> None:
    data = tables(write_csv(tmp_path / "a.csv", reports(totals)))["reports_by_quarter"]
    assert data["reports"].tolist() == [1, 2, 3, 4, 5]
    assert data.columns.tolist() == ["quarter", "reports"]


def test_first_responders_keep_the_innermost_lines(tmp_path: Path) -> None:
    data = tables(write_csv(tmp_path / "a.csv", samples.first_responders()))["first_responders"]
    assert data["people"].tolist() == [3, 2, 1, 4]
    assert not (data == "Total").any(axis=None)
    assert set(data["first_responder"]) == {"Kent Police", "West Mercia Police", "Local Authority"}


def test_any_wrong_figure_among_nested_totals_is_found(tmp_path: Path) -> None:
    whole = samples.first_responders()
    for number in range(1, len(whole)):
        rows = [list(row) for row in whole]
        rows[number][-1] += 1
        with pytest.raises(BadData, match=r"but its details add up to"):
            read(write_csv(tmp_path / "a.csv", rows))


def titled(title: str, header: list[Any], rows: Rows, *, above: list[Any] | None = None) -> Rows:
    """Return a sheet of the publisher's workbook: a title and notes, then the header on row 6, or on 6 and 7."""
    notes: Rows = [[title], ["Notes"], [], ["Some cells refer to notes"], []]
    return [*notes, *([above] if above else []), header, *rows]


def stepped(rows: Rows) -> Rows:
    """Return rows whose year stands beside its total only, as in the publisher's workbook."""
    return [
        [year if quarter == "Total" else None, None if quarter == "Total" else quarter, *rest]
        for year, quarter, *rest in rows
    ]


def two_level(title: str, labels: tuple[str, ...]) -> Rows:
    columns, rows = samples.wide(labels)
    ages = [age if number % (len(labels) + 1) == 0 else None for number, (age, _) in enumerate(columns)]
    header = ["Year", "Quarter", *(label for _, label in columns), "Total"]
    return titled(title, header, stepped(rows), above=[None, None, *ages, None])


def nested(kind: str, responder: str | None, places: tuple[int, ...] = ()) -> Rows:
    """Return a first responder table whose labels stand beside their total only; nationalities are columns."""
    rows = [row[1:] for row in samples.first_responders()[1:] if row[0] == kind]
    figures: dict[tuple[str, ...], dict[str, int]] = {}
    for *labels, nationality, people in rows:
        figures.setdefault(tuple(labels), {})[nationality] = people
    order = sorted(
        figures, key=lambda labels: (labels[0].endswith("total"), *((label != "Total", label) for label in labels))
    )
    lines: Rows = []
    before: tuple[str, ...] = ("", "", "", "")
    for labels in order:
        shown = [_shown(labels, before, place) for place in range(4)]
        shown[0] = "Total" if labels[0].endswith("total") and responder else shown[0]
        shown[1] = "Total" if labels[0].endswith("total") and not responder else shown[1]
        counts = [figures[labels].get(nationality, 0) for nationality in ("Albanian", "Albanian Greek", "UK", "Total")]
        lines.append([*(shown if responder else shown[1:]), *counts])
        before = labels
    named = [responder] if responder else []
    return [
        [*named, "Exploitation type", "Age at exploitation", "Gender", "Albanian", "Albanian Greek", "UK", "Total"],
        *lines,
    ]


def _shown(labels: tuple[str, ...], before: tuple[str, ...], place: int) -> str | None:
    return None if labels[place] == "Total" or labels[: place + 1] == before[: place + 1] else labels[place]


def workbook() -> dict[str, Rows]:
    police = nested("Police", "Police first responder")
    councils = nested("Local Authority", None)
    detail = "exploitation type, age at exploitation, gender and nationality"
    return {
        "Cover": [["Modern Slavery: NRM and Duty to Notify statistics"], ["Published: 3 November 2023"]],
        "Table_1": titled("Table 1: NRM referrals by quarter", ["Year", "Quarter", "Total"], stepped(reports()[1:])),
        "Table_2": two_level(
            "Table 2: NRM referrals by quarter by age at exploitation and location of exploitation", LOCATIONS
        ),
        "Table_13": titled(f"Table 13: NRM referrals by police first responder, {detail}", police[0], police[1:]),
        "Table_14": titled(
            f"Table 14: NRM referrals from local authority first responder by {detail}", councils[0], councils[1:]
        ),
        "Table_16": two_level(
            "Table 16: NRM reasonable grounds decisions made by both competent authorities "
            "by quarter, outcome and age at exploitation",
            ("Negative reasonable grounds", "Positive reasonable grounds"),
        ),
        "Table_17": two_level(
            "Table 17: NRM reasonable grounds decisions made by the SCA by quarter, outcome and age at exploitation",
            ("Negative reasonable grounds", "Positive reasonable grounds"),
        ),
        "Table_40": titled("Table 40: DtN reports by quarter", ["Year", "Quarter", "Total"], stepped(reports()[1:])),
        "Table_41": titled(
            "Table 41: DtN reports by nationality", ["Nationality", "Total"], [["Albanian", 3], ["UK", 1], ["Total", 4]]
        ),
    }


@pytest.mark.parametrize("write", [write_ods, write_xlsx])
def test_the_publishers_workbook_gives_what_the_tidied_files_give(tmp_path: Path, write: Callable[..., Path]) -> None:
    release = read(write(tmp_path / "book", workbook()))
    assert release.family == "nrm_data_tables"
    assert str(release.published) == "2023-11-03"
    tidied = {
        "referrals": tables(write_csv(tmp_path / "a.csv", samples.nrm_referrals()))["referrals"],
        "reasonable_grounds": tables(write_csv(tmp_path / "b.csv", samples.grounds()))["reasonable_grounds"],
        "reports_by_quarter": tables(write_csv(tmp_path / "c.csv", reports()))["reports_by_quarter"],
        "first_responders": tables(write_csv(tmp_path / "d.csv", samples.first_responders()))["first_responders"],
    }
    assert set(release.tables) == set(tidied)
    for name, due in tidied.items():
        given = release.tables[name]
        given = given[given["people"] > 0] if "people" in given else given
        order = due.columns.tolist()
        pd.testing.assert_frame_equal(
            given[order].sort_values(order, ignore_index=True), due.sort_values(order, ignore_index=True)
        )
    assert {aside.where.sheet for aside in release.set_aside} >= {"Cover", "Table_1", "Table_17", "Table_41"}


def test_the_layout_of_2022_has_an_empty_first_column(tmp_path: Path) -> None:
    police = nested("Police", "First responder (Police)")
    police[0][1:3] = ["Claimed exploitation type", "Age group at exploitation"]
    rows = [
        [None, *row] for row in (["Table 12 - Details of NRM referrals by police first responders"], [], [], *police)
    ]
    data = tables(write_ods(tmp_path / "a.ods", {"Table_12": rows}))["first_responders"]
    assert data["people"].sum() == 6


def test_a_mislabelled_year_in_the_workbook_is_named(tmp_path: Path) -> None:
    sheets = workbook()
    sheets["Table_2"] = [[2020 if cell == 2021 else cell for cell in row] for row in sheets["Table_2"]]
    said = "sheet 'Table_2', row 14, column .*'2020 Q1, .* first on row 9. Expected 2021 Q1 on row 14, below 2020 Q4"
    with pytest.raises(BadData, match=said):
        read(write_ods(tmp_path / "a.ods", sheets))


def test_a_wrong_total_in_the_workbook_is_named(tmp_path: Path) -> None:
    sheets = workbook()
    sheets["Table_16"][7][3] += 1
    with pytest.raises(BadData, match=r"sheet 'Table_16', row 8, .*but its details add up to"):
        read(write_ods(tmp_path / "a.ods", sheets))


def test_other_labels_in_the_workbook_are_refused(tmp_path: Path) -> None:
    sheets = workbook()
    sheets["Table_2"][6][2] = "Abroad"
    with pytest.raises(
        BadData,
        match=r"sheet 'Table_2', row 7.*lacks the column 'Adult \(18 or over\) - Overseas'; 'Adult .* - Abroad'",
    ):
        read(write_ods(tmp_path / "a.ods", sheets))


def test_a_wrong_label_above_the_right_one_is_named(tmp_path: Path) -> None:
    rows = [["Year", "Quarter", "Total"], [2020, "Q1", 1], [2020, "Q3", 2], [2020, "Q3", 3], [2020, "Q4", 4]]
    with pytest.raises(
        BadData, match=r"row 4: '2020 Q3' stands there twice, first on row 3. Expected 2020 Q2 on row 3"
    ):
        read(write_csv(tmp_path / "a.csv", rows))
