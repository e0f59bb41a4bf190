"""Irregular migration detailed datasets: workbooks, and tables made from them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.errors import BadData
from analysis.readers import read
from tests.readers.books import write_csv, write_ods, write_xlsx
from tests.readers.samples import detections, irregular_workbook, nrm_outcomes


@pytest.mark.parametrize("write", [write_xlsx, write_ods])
def test_a_workbook(tmp_path: Path, write) -> None:  # type: ignore[no-untyped-def]
    release = read(write(tmp_path / "book", irregular_workbook()))
    assert set(release.tables) == {"detections", "nrm_outcomes"}
    assert release.tables["detections"]["detections"].sum() == 6 * (1 + 2 + 3 + 4 + 5 + 6)
    assert sum(aside.what == "1 row 'End of table'" for aside in release.set_aside) == 2
    assert any(aside.where.sheet == "Irr_D01" for aside in release.set_aside)


@pytest.mark.parametrize("label", ["{year} Q{quarter}", "{quarter}", "Q{quarter}"])
@pytest.mark.parametrize("dated", ["", "first", "last"])
def test_every_way_to_write_a_quarter_is_the_same(tmp_path: Path, label: str, dated: str) -> None:
    data = read(write_csv(tmp_path / "a.csv", detections(label=label, dated=dated))).tables["detections"]
    plain = read(write_csv(tmp_path / "b.csv", detections())).tables["detections"]
    pd.testing.assert_frame_equal(data, plain)
    assert data["quarter"].iloc[-1] == pd.Period("2019Q2", "Q-DEC")


def test_age_bands_of_earlier_releases_are_mapped(tmp_path: Path) -> None:
    old = {"17 and under": "Under 18", "18 to 24": "18-24"}
    rows = [[old.get(cell, cell) for cell in row] for row in detections()]
    data = read(write_csv(tmp_path / "a.csv", rows)).tables["detections"]
    assert set(data["age_group"]) == {"17 and under", "18 to 24", "Unknown"}


def test_not_available_is_a_text(tmp_path: Path) -> None:
    rows = [["N/A" if cell == "Unknown" else cell for cell in row] for row in detections()]
    assert "N/A" in set(read(write_csv(tmp_path / "a.csv", rows)).tables["detections"]["age_group"])


def test_the_release_of_march_2023_has_other_bands(tmp_path: Path) -> None:
    header = ["Date", "Year", "Quarter", "NRM referral", "Nationality", "Region", "Sex", "Age Group", "Referrals"]
    rows = [
        ["2021-03-31", 2021, 1, "NRM referral raised", "Albania", "Europe Other", "Male", age, 1]
        for age in ("18 to 29", "30 to 49", "70 and over")
    ]
    data = read(write_csv(tmp_path / "a.csv", [header, *rows])).tables["nrm_referrals"]
    assert set(data["age_group"]) == {"18 to 29", "30 to 49", "70 and over"}


def test_the_asylum_claims_of_a_workbook_are_left_whatever_their_columns(tmp_path: Path) -> None:
    claims = [["Title"], ["Year", "Quarter", "Asylum claim", "Claimant type", "Claims"], [2018, "2018 Q1", "a", "b", 1]]
    release = read(write_xlsx(tmp_path / "a.xlsx", irregular_workbook() | {"Data_IER_D02": claims}))
    assert set(release.tables) == {"detections", "nrm_outcomes"}
    assert "Data_IER_D02" in {aside.where.sheet for aside in release.set_aside}


@pytest.mark.parametrize("band", ["30 to 49", "16 to 17", "Total"])
def test_bands_of_another_set_are_refused(tmp_path: Path, band: str) -> None:
    rows = detections()
    rows[5] = [*rows[5][:6], band, rows[5][7]]
    with pytest.raises(BadData, match=rf"row 6, column 'Age Group': the age band '{band}' is of another set"):
        read(write_csv(tmp_path / "a.csv", rows))


def test_a_quarter_of_another_year_is_named(tmp_path: Path) -> None:
    rows = detections()
    rows[9] = [rows[9][0], "2019 Q2", *rows[9][2:]]
    with pytest.raises(BadData, match=r"row 10, column 'Quarter': the quarter is '2019 Q2' but the year is 2018"):
        read(write_csv(tmp_path / "a.csv", rows))


def test_a_date_of_another_quarter_is_named(tmp_path: Path) -> None:
    rows = detections(dated="last")
    rows[9] = ["2018-09-30", *rows[9][1:]]
    with pytest.raises(BadData, match=r"row 10, column 'Date': the date is 30/09/2018 but the quarter is 2018 Q2"):
        read(write_csv(tmp_path / "a.csv", rows))


def test_a_whole_quarter_with_a_wrong_label_is_named(tmp_path: Path) -> None:
    rows = [["2018 Q2" if cell == "2018 Q3" else cell for cell in row] for row in detections()]
    with pytest.raises(
        BadData, match=r"row 14: '2018 Q2, Small boat arrivals.*twice, first on row 8. Expected 2018 Q3"
    ):
        read(write_csv(tmp_path / "a.csv", rows))


def test_a_quarter_moved_to_another_year_is_named(tmp_path: Path) -> None:
    rows = [
        [2021 if row[1] == "2018 Q3" else row[0], row[1].replace("2018 Q3", "2021 Q3"), *row[2:]]
        for row in detections()
    ]
    with pytest.raises(BadData, match=r"2018 Q3 is missing between 2018 Q2 and 2018 Q4"):
        read(write_csv(tmp_path / "a.csv", rows))


def test_sparse_tables_may_lack_quarters(tmp_path: Path) -> None:
    data = read(write_csv(tmp_path / "a.csv", nrm_outcomes())).tables["nrm_outcomes"]
    assert [str(quarter) for quarter in data["quarter"].unique()] == ["2022Q1", "2022Q3"]


def test_a_repeated_row_is_refused(tmp_path: Path) -> None:
    rows = detections()
    with pytest.raises(BadData, match=r"row 38: '2018 Q1.*stands there twice, first on row 4"):
        read(write_csv(tmp_path / "a.csv", [*rows, rows[3]]))


def test_a_table_without_its_end_is_refused(tmp_path: Path) -> None:
    sheets = irregular_workbook()
    sheets["Data - Irr_D01"].pop()
    with pytest.raises(
        BadData, match=r"sheet 'Data - Irr_D01', row 38: the last row begins '2019'. Expected 'End of table'"
    ):
        read(write_xlsx(tmp_path / "a.xlsx", sheets))


def test_rows_below_the_end_are_refused(tmp_path: Path) -> None:
    sheets = irregular_workbook()
    sheets["Data - Irr_D01"].append(sheets["Data - Irr_D01"][5])
    with pytest.raises(BadData, match=r"sheet 'Data - Irr_D01', row 40: something stands below 'End of table'"):
        read(write_xlsx(tmp_path / "a.xlsx", sheets))


def test_a_lost_title_moves_the_header(tmp_path: Path) -> None:
    sheets = irregular_workbook()
    del sheets["Data - Irr_D01"][0]
    with pytest.raises(BadData, match=r"sheet 'Data - Irr_D01', row 1: .* stands on row 1. Expected it on row 2"):
        read(write_xlsx(tmp_path / "a.xlsx", sheets))


def test_sheets_under_the_later_name_of_the_publication_are_read(tmp_path: Path) -> None:
    renamed = {
        name.replace("Data - Irr_", "Data_IER_").replace("Irr_", "IER_"): rows
        for name, rows in irregular_workbook().items()
    }
    release = read(write_xlsx(tmp_path / "book", renamed))
    assert set(release.tables) == {"detections", "nrm_outcomes"}


def test_an_announced_sheet_that_is_missing_is_named(tmp_path: Path) -> None:
    sheets = irregular_workbook()
    del sheets["Data - Irr_D05"]
    with pytest.raises(BadData, match=r"sheet 'Data - Irr_D05': the sheet is missing"):
        read(write_xlsx(tmp_path / "a.xlsx", sheets))


def test_the_first_dataset_is_in_every_workbook(tmp_path: Path) -> None:
    sheets = irregular_workbook()
    del sheets["Data - Irr_D01"], sheets["Irr_D01"], sheets["Contents"]
    with pytest.raises(BadData, match="the sheet that holds detections is missing"):
        read(write_xlsx(tmp_path / "a.xlsx", sheets))
