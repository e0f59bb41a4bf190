"""Populations, the district lookup, and crime by partnership."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.errors import BadData
from analysis.readers import read
from analysis.readers.ons import POLICE_FORCE_AREA_TABLE
from tests.readers.books import write_csv, write_xlsx
from tests.readers.samples import Rows, mid_years


def test_mid_years_become_lines_and_other_tables_of_this_header_are_left(tmp_path: Path) -> None:
    release = read(write_xlsx(tmp_path / "a.xlsx", mid_years()))
    data = release.tables["populations"]
    assert data.loc[data["mid_year"] == 2022, "population"].tolist() == [57, 48, 29, 29, 19, 9]
    assert data["geography"].unique().tolist() == ["Country", "Region", "Unitary Authority"]
    assert "MYE6" in {aside.where.sheet for aside in release.set_aside}


@pytest.mark.parametrize(("changed", "row", "name"), [(3, 4, "ENGLAND AND WALES"), (5, 5, "ENGLAND")])
def test_parts_that_do_not_add_up(tmp_path: Path, changed: int, row: int, name: str) -> None:
    sheets = mid_years()
    sheets["MYE4"][changed][3] += 1
    with pytest.raises(
        BadData, match=rf"sheet 'MYE4', row {row}, column 'Mid-2023': {name} has .* its parts add up to"
    ):
        read(write_xlsx(tmp_path / "a.xlsx", sheets))


def test_a_workbook_without_the_table(tmp_path: Path) -> None:
    sheets = mid_years()
    sheets["MYE4"] = sheets["MYE4"][2:]
    with pytest.raises(BadData, match=r"of no known family"):
        read(write_xlsx(tmp_path / "a.xlsx", sheets))


@pytest.mark.parametrize("year", ["20", "23", "25"])
def test_the_lookup_of_any_year(tmp_path: Path, year: str) -> None:
    header = [f"{kind}{year}{what}" for kind in ("LAD", "CSP", "PFA") for what in ("CD", "NM")]
    rows = [
        ["E06000060", "Buckinghamshire", "E22000303", "Aylesbury Vale", "E23000029", "Thames Valley"],
        ["E06000060", "Buckinghamshire", "E22000306", "Chiltern", "E23000029", "Thames Valley"],
    ]
    path = write_csv(tmp_path / "a.csv", [header, *rows], encoding="utf-8-sig")
    assert read(path).tables["district_lookup"]["partnership"].tolist() == ["Aylesbury Vale", "Chiltern"]
    with pytest.raises(BadData, match=r"row 4: 'E06000060, E22000306, E23000029' stands there twice, first on row 3"):
        read(write_csv(path, [header, *rows, rows[1]]))


def crime() -> Rows:
    offences = list(POLICE_FORCE_AREA_TABLE.layouts[0].spread.headings or ())  # type: ignore[union-attr, arg-type]
    labels = [
        "Police Force\nArea code",
        "Police Force\nArea name [note 2]",
        "Community Safety\nPartnership code",
        "Community Safety\nPartnership name",
        "Local Authority code",
        "Local Authority name",
    ]
    header = [*labels, "Total recorded crime\n (excluding fraud)", *offences[1:]]
    places = [("", "", "", ""), ("E22000001", "Bath", "E06000022", "Bath"), ("", "Unassigned Somerset", "", "")]
    figures = (["1,500 "] * 23, ["[x]", *["900 "] * 22], ["600 "] * 23)
    rows = [["E23000036", "Somerset [note 4]", *place, *line] for place, line in zip(places, figures, strict=True)]
    return [["Table C2: Number of police recorded crimes [note 1]"], ["Source: Home Office"], header, *rows]


def test_crime_by_partnership(tmp_path: Path) -> None:
    release = read(write_csv(tmp_path / "a.csv", crime(), newline="\r\n"))
    data = release.tables["crime_by_partnership"]
    assert data["level"].tolist() == [level for level in ("force", "partnership", "unassigned") for _ in range(23)]
    assert data["offences"].sum() == 1500 * 23 + 900 * 22 + 600 * 23
    assert data["offences"].isna().sum() == 1
    assert set(data["force"]) == {"Somerset"}
    said = [str(aside) for aside in release.set_aside]
    assert any("marked '[x]' (not available)" in text for text in said)
    assert any("footnote mark '[note 2]' of the heading" in text for text in said)


def test_partnerships_that_exceed_their_force(tmp_path: Path) -> None:
    rows = crime()
    rows[4][8] = "901 "
    with pytest.raises(
        BadData, match=r"row 4, column 'Homicide': Somerset has 1,500 'Homicide' but its partnerships have 1,501"
    ):
        read(write_csv(tmp_path / "a.csv", rows))
