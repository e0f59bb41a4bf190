"""Small boats time series: days, weeks, and that they agree."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from analysis.errors import BadData
from analysis.readers import read
from tests.readers.books import write_csv, write_ods, write_xlsx
from tests.readers.samples import small_boats


@pytest.mark.parametrize("write", [write_ods, write_xlsx])
def test_a_workbook(tmp_path: Path, write) -> None:  # type: ignore[no-untyped-def]
    release = read(write(tmp_path / "book", small_boats()))
    daily, weekly = release.tables["daily"], release.tables["weekly"]
    assert (len(daily), len(weekly)) == (31, 4)
    assert daily["uncontrolled_landings"].isna().all()
    assert weekly["events_prevented"].tolist() == [3] * 4
    assert set(daily["notes"]) == {"", "Revised"}
    assert daily["date"].iloc[-1] == dt.datetime(2018, 1, 31)
    assert release.title == "Migrants detected crossing the English Channel in small boats"


def test_one_sheet_as_csv_with_dates_as_text(tmp_path: Path) -> None:
    header, *rows = small_boats()["SB_01"]
    path = write_csv(tmp_path / "a.csv", [header, *([f"{row[0]:%d/%m/%Y}", *row[1:]] for row in rows)])
    assert len(read(path).tables["daily"]) == len(rows)


def test_a_missing_sheet(tmp_path: Path) -> None:
    sheets = small_boats()
    del sheets["SB_02"]
    with pytest.raises(BadData, match=r"the sheet that holds weekly is missing"):
        read(write_ods(tmp_path / "a.ods", sheets))


def test_a_sheet_with_another_header(tmp_path: Path) -> None:
    sheets = small_boats()
    sheets["SB_02"][0][0] = "Week beginning"
    said = r"sheet 'SB_02', row 1, column 'Week beginning': .* lacks the column 'Week ending'; 'Week beginning' stands"
    with pytest.raises(BadData, match=said):
        read(write_ods(tmp_path / "a.ods", sheets))


@pytest.mark.parametrize(
    ("sheet", "row", "column", "cell", "said"),
    [
        (
            "SB_01",
            5,
            0,
            dt.date(2019, 1, 5),
            r"row 6, column 'Date': 05/01/2019 follows 04/01/2018. Expected 05/01/2018",
        ),
        ("SB_02", 2, 0, dt.date(2018, 1, 15), r"row 3, column 'Week ending': 15/01/2018 follows 07/01/2018"),
        ("SB_01", 5, 1, "?", r"row 6, column 'Migrants arrived': '\?' is not a whole number"),
        ("SB_01", 5, 3, 99, r"row 6, .* more boats landed uncontrolled than arrived"),
        ("SB_01", 5, 1, 41, r"'SB_02', row 2, .* week ending 07/01/2018 has 110 but its days add up to 111"),
        ("SB_02", 1, 2, 12, r"'SB_02', row 2, column 'Boats arrived': .* has 12 but its days add up to 11"),
    ],
)
def test_a_wrong_cell_is_named(tmp_path: Path, sheet: str, row: int, column: int, cell: object, said: str) -> None:
    sheets = small_boats()
    sheets[sheet][row][column] = cell
    with pytest.raises(BadData, match=said):
        read(write_ods(tmp_path / "a.ods", sheets))


def test_weeks_end_on_sundays(tmp_path: Path) -> None:
    sheets = small_boats()
    sheets["SB_02"] = [sheets["SB_02"][0], *([row[0] + dt.timedelta(days=1), *row[1:]] for row in sheets["SB_02"][1:])]
    with pytest.raises(BadData, match=r"sheet 'SB_02', row 2, .* is not a Sunday"):
        read(write_ods(tmp_path / "a.ods", sheets))
