"""Mid-year populations: other tables with the same header are left, and parts must add up."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.errors import BadData
from analysis.readers import read
from tests.readers.books import write_xlsx
from tests.readers.samples import mid_years


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
