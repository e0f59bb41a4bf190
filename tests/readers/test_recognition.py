"""A file is known by its content; what differs from its layout is said with sheet, row and column."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.errors import BadData
from analysis.readers import FAMILIES, read
from tests.readers import samples
from tests.readers.books import write_csv, write_ods, write_xlsx

SAMPLES = {
    "recorded_crime": samples.recorded_crime(),
    "crime_outcomes": samples.outcomes(),
    "irregular_migration": samples.detections(),
    "nrm_referrals": samples.nrm_referrals(),
    "nrm_grounds": samples.grounds("conclusive"),
    "nrm_first_responders": samples.first_responders(),
}


@pytest.mark.parametrize("family", SAMPLES)
@pytest.mark.parametrize("name", ["a.csv", "anything.xlsx"])
def test_the_name_of_a_file_does_not_matter(tmp_path: Path, family: str, name: str) -> None:
    assert read(write_csv(tmp_path / name, SAMPLES[family])).family == family


@pytest.mark.parametrize("family", SAMPLES)
def test_columns_may_stand_in_any_order(tmp_path: Path, family: str) -> None:
    rows = SAMPLES[family]
    plain = read(write_csv(tmp_path / "a.csv", rows)).tables
    turned = read(write_csv(tmp_path / "b.csv", [row[::-1] for row in rows])).tables
    for name, data in plain.items():
        index = list(data.index.names)
        other = turned[name].reset_index()[data.reset_index().columns].sort_values(index)
        pd.testing.assert_frame_equal(
            data.reset_index().sort_values(index, ignore_index=True), other.reset_index(drop=True)
        )


@pytest.mark.parametrize("family", SAMPLES)
def test_a_lacking_column_is_named(tmp_path: Path, family: str) -> None:
    rows = SAMPLES[family]
    lacking = rows[0][3]
    path = write_csv(tmp_path / "a.csv", [[*row[:3], *row[4:]] for row in rows])
    with pytest.raises(BadData, match=rf"row 1.*lacks the column '{_escaped(lacking)}'"):
        read(path)


@pytest.mark.parametrize("family", SAMPLES)
def test_a_renamed_column_is_named_with_what_stands_there(tmp_path: Path, family: str) -> None:
    header, *rows = SAMPLES[family]
    renamed = [*header[:3], f"{header[3]} (new)", *header[4:]]
    with pytest.raises(BadData, match=rf"lacks the column '{_escaped(header[3])}'; '.* \(new\)' stands there"):
        read(write_csv(tmp_path / "a.csv", [renamed, *rows]))


@pytest.mark.parametrize("family", SAMPLES)
def test_an_additional_column_is_named(tmp_path: Path, family: str) -> None:
    header, *rows = SAMPLES[family]
    path = write_csv(tmp_path / "a.csv", [[*header, "Rate"], *([*row, 1] for row in rows)])
    with pytest.raises(BadData, match=rf"row 1, column 'Rate'.*not known, column {len(header) + 1}"):
        read(path)


@pytest.mark.parametrize("family", SAMPLES)
def test_a_header_further_down_is_said(tmp_path: Path, family: str) -> None:
    rows = [["A title", *[None] * (len(SAMPLES[family][0]) - 1)]] * 3 + SAMPLES[family]
    with pytest.raises(BadData, match=r"row 4: the header of table .* stands on row 4. Expected it on row [12]\."):
        read(write_xlsx(tmp_path / "a.xlsx", {"2018-19": rows}))


@pytest.mark.parametrize("family", SAMPLES)
def test_a_row_cut_short_is_named(tmp_path: Path, family: str) -> None:
    rows = [*SAMPLES[family][:5], SAMPLES[family][5][:3], *SAMPLES[family][6:]]
    with pytest.raises(BadData, match=rf"row 6: the row has 3 cells. Expected {len(rows[0])}"):
        read(write_csv(tmp_path / "a.csv", rows))


@pytest.mark.parametrize("family", SAMPLES)
def test_no_rows_below_the_header(tmp_path: Path, family: str) -> None:
    with pytest.raises(BadData, match=r"no rows below its header"):
        read(write_csv(tmp_path / "a.csv", SAMPLES[family][:1]))


def test_something_under_no_heading(tmp_path: Path) -> None:
    header, *rows = samples.recorded_crime()
    path = write_csv(tmp_path / "a.csv", [[*header, ""], *([*row, ""] for row in rows[:-1]), [*rows[-1], "note"]])
    with pytest.raises(BadData, match=rf"row {len(rows) + 1}, column 'column 9': 'note' stands under no heading"):
        read(path)


def test_blank_columns_and_rows_are_nothing(tmp_path: Path) -> None:
    rows = samples.recorded_crime()
    padded = [[*row, " ", None] for row in rows]
    padded[6:6] = [[" "] * len(padded[0])]
    path = write_xlsx(tmp_path / "a.xlsx", {"2018-19": [*padded, [" "]]})
    data = read(path).tables["recorded_crime"]
    assert len(data) == len(rows) - 1
    assert data.index.tolist() == [n for n in range(2, len(rows) + 2) if n != 7]


def test_a_file_of_no_known_family_names_those_there_are(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "a.csv",
        [["Year", "Quarter", "Sheep", "Goats", "Pigs", "Hens", "Total"], [2020, "Q1", 1, 2, 3, 4, 10]],
    )
    with pytest.raises(BadData, match=r"of no known family") as caught:
        read(path)
    assert all(family.name in str(caught.value) for family in FAMILIES)
    assert "duty_to_notify" in caught.value.nearest


def test_tables_of_two_families_in_one_workbook(tmp_path: Path) -> None:
    path = write_ods(tmp_path / "a.ods", {"2018-19": samples.recorded_crime(), "Sheet": samples.nrm_referrals()})
    with pytest.raises(BadData, match=r"families 'recorded_crime' and 'nrm_referrals'"):
        read(path)


def test_a_last_line_without_an_end_is_noted(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", samples.nrm_referrals())
    path.write_bytes(path.read_bytes().rstrip())
    assert any("may be cut short" in str(aside) for aside in read(path).set_aside)


def test_families_say_what_they_are() -> None:
    names = [family.name for family in FAMILIES]
    assert len(set(names)) == len(names) == 10
    assert all(family.title and family.publisher for family in FAMILIES)


def _escaped(text: str) -> str:
    return text.replace("(", r"\(").replace(")", r"\)")
