"""Immigration Enforcement transparency data, and the police workforce table: header rows and headings that change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analysis.errors import BadData
from analysis.readers import read
from tests.readers.books import write_ods, write_xlsx


def penalties(header_row: int = 6, **changed: str) -> list[list[Any]]:
    headings = {"issued": "Number of Penalties Issued1", "value": "Value of penalties issued (Millions)"} | changed
    top: list[list[Any]] = [["CP_02: Volume and value of illegal working civil penalties"], ["Back to Contents"]]
    rows = [["2023 Q1", 346.0, 6.0], ["2023 Q2", ":", 5.6], ["2023 Q3", 496.0, 8.9]]
    return [*top, *[[]] * (header_row - 3), ["Quarter", headings["issued"], headings["value"], " "], *rows]


@pytest.mark.parametrize("header_row", [4, 6])
def test_penalties(tmp_path: Path, header_row: int) -> None:
    release = read(
        write_xlsx(
            tmp_path / "a.xlsx", {"Contents": [["Publication Date: 23 November 2023"]], "CP_02": penalties(header_row)}
        )
    )
    data = release.tables["illegal_working_penalties"]
    assert data["penalties_issued"].isna().tolist() == [False, True, False]
    assert data.index.tolist() == [header_row + 1, header_row + 2, header_row + 3]
    assert str(release.published) == "2023-11-23"
    assert any("footnote mark '1' of the heading" in aside.what for aside in release.set_aside)


def test_the_header_on_another_row(tmp_path: Path) -> None:
    with pytest.raises(BadData, match=r"sheet 'CP_02', row 9: .* stands on row 9. Expected it on row 4 or 6"):
        read(write_xlsx(tmp_path / "a.xlsx", {"CP_02": penalties(9)}))


def test_a_number_that_makes_no_known_heading_is_no_footnote(tmp_path: Path) -> None:
    with pytest.raises(BadData, match=r"lacks the column 'Number of Penalties Issued'; 'Penalties 1' stands there"):
        read(write_xlsx(tmp_path / "a.xlsx", {"CP_02": penalties(issued="Penalties 1")}))


@pytest.mark.parametrize("new", [True, False])
def test_workforce_headings_of_earlier_and_later_releases(tmp_path: Path, new: bool) -> None:
    old = [
        "As at 31 March...",
        "Geo code",
        "Force Name",
        "Region",
        "Sex",
        "Rank description",
        "Worker type",
        "Total (headcount)",
        "Total (FTE)",
    ]
    later = [
        "As at 31 March",
        "Geocode",
        "Force name",
        "Region",
        "Sex",
        "Rank",
        "Worker type",
        "Total (Headcount)",
        "Total (FTE)",
    ]
    rows = [[2025.0, "E23000032", "Kent", "South East", "Female", "Constable", "Police Officer", 7.0, 6.6]]
    rows += [
        [2025.0, "N/A", "British Transport Police", "N/A", "Male", "Special Constable", "Special Constable", 1.0, "N/A"]
    ]
    data = read(write_ods(tmp_path / "a.ods", {"Notes": [["A."]], "Data": [later if new else old, *rows]})).tables[
        "police_workforce"
    ]
    assert data["full_time_equivalents"].isna().tolist() == [False, True]
    assert data["year"].tolist() == [2025, 2025]
