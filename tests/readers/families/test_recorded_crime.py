"""Police recorded crime, crime outcomes, and charges tabulated from them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.errors import BadData
from analysis.readers import read
from tests.readers.books import write_csv, write_ods, write_xlsx
from tests.readers.samples import outcomes, recorded_crime

YEARS = {"2013_14": "2013/14", "2014_15": "2014/15", "2015_16": "2015/16"}


@pytest.mark.parametrize("write", [write_xlsx, write_ods])
def test_one_sheet_a_financial_year(tmp_path: Path, write) -> None:  # type: ignore[no-untyped-def]
    sheets = {"Cover_sheet": [["Police recorded crime"], ["Published: 24 July 2025"]]}
    sheets |= {name: recorded_crime(year) for name, year in YEARS.items()}
    sheets["2015_16"] = recorded_crime("2015/16", (1, 2))
    release = read(write(tmp_path / "book", sheets))
    data = release.tables["recorded_crime"]
    assert [str(quarter) for quarter in data["quarter"].unique()][-3:] == ["2015Q4", "2016Q1", "2016Q2"]
    assert set(data["offence_code"]) == {"106", "1/4.1/4.10/4.2", "56A"}
    assert data.index.names == ["sheet", "row"]
    assert data.index.is_unique
    assert data.loc[("2014_15", 2), "offences"] == -1
    assert (release.title, str(release.published)) == ("Police recorded crime", "2025-07-24")
    assert set(data["force"]) == {"London, City of", "Metropolitan Police"}
    assert any("[Note 6]" in aside.what for aside in release.set_aside)


def test_stray_headings_and_marks_of_2013_14(tmp_path: Path) -> None:
    header, *rows = recorded_crime("2013/14")
    rows = [[*row, None, None, row[7]] for row in rows]
    rows[3][7] = rows[3][10] = "N/a"
    path = write_ods(
        tmp_path / "a.ods", {"2013_14": [[*header, "Offence Group", "Offence Code", "Number of Offences"], *rows]}
    )
    release = read(path)
    assert release.tables["recorded_crime"]["offences"].isna().sum() == 1
    assert release.marks.iloc[-1].tolist() == ["recorded_crime", "2013_14", 5, "Number of Offences", "N/a"]
    assert sum("a second column of this heading" in aside.what for aside in release.set_aside) == 3


def test_a_second_column_with_other_cells_is_refused(tmp_path: Path) -> None:
    header, *rows = recorded_crime()
    path = write_csv(tmp_path / "a.csv", [[*header, "Number of Offences"], *([*row, 1] for row in rows)])
    with pytest.raises(
        BadData, match=r"column 'Number of Offences'.*columns 8 and 9 have the same heading and different cells"
    ):
        read(path)


def test_a_sheet_named_for_another_year_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"2018_19": recorded_crime("2018/19"), "2019_20": recorded_crime("2018/19")})
    with pytest.raises(
        BadData, match=r"sheet '2019_20', row 2, column 'Financial Year': '2018/19' is not the financial year"
    ):
        read(path)


def test_a_year_on_two_sheets_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"One": recorded_crime(), "Two": recorded_crime()})
    with pytest.raises(BadData, match=r"sheet 'Two', row 2: 2018-19 Q1 is on sheet 'One' as well"):
        read(path)


def test_a_changed_sheet_among_others_is_refused(tmp_path: Path) -> None:
    changed = [[*row[:6], *row[7:]] for row in recorded_crime("2014/15")]
    path = write_xlsx(tmp_path / "a.xlsx", {"2013_14": recorded_crime("2013/14"), "2014_15": changed})
    with pytest.raises(BadData, match=r"sheet '2014_15', row 1: .* lacks the column 'Offence Code'"):
        read(path)


def test_a_sheet_of_the_family_without_any_header_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"2013_14": recorded_crime("2013/14"), "2014_15": [["withdrawn"]]})
    with pytest.raises(BadData, match=r"sheet '2014_15', row 1: the sheet has no header of table 'recorded_crime'"):
        read(path)


def test_a_quarter_with_a_wrong_label(tmp_path: Path) -> None:
    rows = recorded_crime()
    relabelled = [rows[0], *([row[0], 2 if row[1] == 3 else row[1], *row[2:]] for row in rows[1:])]
    with pytest.raises(
        BadData, match=r"'2018-19 Q2, London, City of, 106' stands there twice, first on row 10.*2018-19 Q3"
    ):
        read(write_csv(tmp_path / "a.csv", relabelled))


def test_a_quarter_missing(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", recorded_crime(quarters=(1, 2, 4)))
    with pytest.raises(
        BadData, match=r"column 'Financial Quarter'|2018-19 Q3 is missing between 2018-19 Q2 and 2018-19 Q4"
    ):
        read(path)


@pytest.mark.parametrize(
    ("position", "cell", "said"),
    [
        (0, "2018", "'2018' is not the financial year"),
        (0, "2018/20", "'2018/20' is not the financial year"),
        (1, 5, "'5' names no quarter"),
        (1, "spring", "'spring' names no quarter"),
        (6, None, "the cell is blank"),
        (7, "many", "'many' is not a whole number"),
        (7, None, "the cell is blank"),
        (7, 1.5, "'1.5' is not a whole number"),
    ],
)
def test_a_wrong_cell_is_named(tmp_path: Path, position: int, cell: object, said: str) -> None:
    rows = recorded_crime()
    rows[4] = [*rows[4][:position], cell, *rows[4][position + 1 :]]
    path = write_xlsx(tmp_path / "a.xlsx", {"2018-19": rows})
    with pytest.raises(BadData, match=rf"sheet '2018-19', row 5, column '{rows[0][position]}': {said}"):
        read(path)


def test_more_rows_than_a_combined_code_has_codes(tmp_path: Path) -> None:
    header, *rows = recorded_crime()
    with pytest.raises(BadData, match=r"1/4.1/4.10/4.2' stands there twice"):
        read(write_csv(tmp_path / "a.csv", [header, *rows, *[rows[1]] * 3]))


def test_outcomes_with_marks_and_subsets(tmp_path: Path) -> None:
    sheets = {
        "Cover_sheet": [["Crime outcomes"]],
        "Pivot": [["Row Labels", 1]],
        "Outcomes_open_data_2021_22": outcomes(),
    }
    release = read(write_xlsx(tmp_path / "a.xlsx", sheets))
    data = release.tables["crime_outcomes"]
    assert release.family == "crime_outcomes"
    assert data["outcomes_by_closing"].isna().sum() == 8
    assert data["outcomes_by_closing"].min() == -1
    assert set(data["outcome_type"]) == {"0", "1", "8", "22"}
    assert set(data["offence_code_expired"]) == {"", "x"}
    whys = {aside.why for aside in release.set_aside}
    assert {"not applicable", "the offence code had expired", "the force provided no data"} <= whys


@pytest.mark.parametrize(
    "counts",
    [
        (
            "Number of Outcomes for offences that were recorded in the quarter",
            "Number of Outcomes for investigations that were closed in the quarter",
        ),
        ("Force outcomes for offences recorded in quarter", "Force outcomes recorded in quarter"),
    ],
)
def test_outcomes_in_the_wording_of_other_years(tmp_path: Path, counts: tuple[str, str]) -> None:
    header, *rows = outcomes()
    other = [*header[:7], "Offence Code Expired", *header[8:11], *counts]
    data = read(write_csv(tmp_path / "a.csv", [other, *rows])).tables["crime_outcomes"]
    pd.testing.assert_frame_equal(data, read(write_csv(tmp_path / "b.csv", outcomes())).tables["crime_outcomes"])


def charges() -> list[list[object]]:
    header = [
        "",
        "Date",
        "Offence Group",
        "Offence Subgroup",
        "Offence Description",
        "Offence Code",
        "Outcomes for investigations closed in the quarter",
        "Severity weighted outcomes for investigations closed in the quarter",
    ]
    days = ("30/06/2017", "30/09/2017", "31/12/2017")
    lines = [[day, "G", "S", "Modern slavery", code, 9, 1.5] for day in days for code in ("106", "4.8")]
    lines.append(["30/09/2017", "G", "S", "Causing death", "4.8", 9, 1.5])
    return [header, *([number, *line] for number, line in enumerate(lines))]


def test_charges_known_to_be_split_stay_two_rows(tmp_path: Path) -> None:
    release = read(write_csv(tmp_path / "a.csv", charges(), newline="\r\n"))
    data = release.tables["charges_by_offence"]
    assert len(data) == 7
    assert any("known to be split" in aside.why for aside in release.set_aside)


def test_charges_that_stand_twice_otherwise_are_refused(tmp_path: Path) -> None:
    rows = charges()
    rows[-1][1] = "30/06/2017"
    with pytest.raises(BadData, match=r"'2017 Q2, 4.8' stands there twice, first on row 3"):
        read(write_csv(tmp_path / "a.csv", rows))


def test_a_missing_row_shows_in_the_numbering(tmp_path: Path) -> None:
    rows = charges()
    del rows[3]
    with pytest.raises(BadData, match=r"row 4.*'3' stands under no heading.*2, unless a row is missing"):
        read(write_csv(tmp_path / "a.csv", rows))


def test_a_date_within_a_quarter_is_refused(tmp_path: Path) -> None:
    rows = charges()
    rows[2][1] = "01/06/2017"
    with pytest.raises(BadData, match=r"row 3, column 'Date': 01/06/2017 is not the last day of a quarter"):
        read(write_csv(tmp_path / "a.csv", rows))
