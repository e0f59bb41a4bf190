"""The project's own layout for Crown Prosecution Service figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.errors import BadData
from analysis.readers import read
from analysis.readers.cps import COLUMNS, MEASURES, write_template
from tests.readers.books import write_csv

QUARTERS = ("2021-22 Q3", "2021-22 Q4")


def filled(**changed: object) -> list[list[object]]:
    line = {"quarter": "2021-22 Q4", "measure": "convictions", "value": "66", "unit": "defendants"} | changed
    return [list(COLUMNS), ["2021-22 Q3", "convictions", 60, "defendants"], list(line.values())]


def test_a_template_lists_every_measure_with_its_unit_and_reads_once_filled_in(tmp_path: Path) -> None:
    path = tmp_path / "cps.csv"
    write_template(path, QUARTERS)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + len(MEASURES) * len(QUARTERS)
    path.write_text("\n".join([lines[0], *(line.replace(",,", ",12,") for line in lines[1:])]) + "\n", encoding="utf-8")
    data = read(path).tables["cps_quarterly"]
    assert data["value"].tolist() == [12.0] * len(MEASURES) * 2
    assert [str(quarter) for quarter in data["quarter"].unique()] == ["2022Q3", "2022Q4"]


def test_lines_not_filled_in_are_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "cps.csv"
    write_template(path, QUARTERS)
    text = (
        path.read_text(encoding="utf-8").replace("convictions,,", "convictions,[c],").replace("charged,,", "charged,9,")
    )
    path.write_text(text, encoding="utf-8")
    release = read(path)
    assert release.tables["cps_quarterly"]["value"].isna().tolist() == [False, True] * 2
    assert [aside.rows for aside in release.set_aside if aside.why == "not filled in"] == [8]


def test_a_template_nobody_filled_in(tmp_path: Path) -> None:
    path = tmp_path / "cps.csv"
    write_template(path, QUARTERS)
    with pytest.raises(BadData, match=r"no value is filled in"):
        read(path)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"quarter": "2021 Q4"}, "row 3, column 'quarter': '2021' is not the financial year"),
        ({"quarter": "2021-22"}, "row 3, column 'quarter': '' names no quarter"),
        ({"measure": "conviction"}, "row 3, column 'measure': 'conviction' is no measure.*Did you mean 'convictions'"),
        ({"unit": "cases"}, "row 3, column 'unit': 'convictions' is counted in 'cases'. Expected 'defendants'"),
        ({"value": "65%"}, "row 3, column 'value': '65%' is not a number"),
        ({"quarter": "2021-22 Q3"}, "row 3: '2021-22 Q3, convictions' stands there twice, first on row 2"),
    ],
)
def test_a_wrong_cell_is_named(tmp_path: Path, changed: dict[str, object], said: str) -> None:
    with pytest.raises(BadData, match=said):
        read(write_csv(tmp_path / "a.csv", filled(**changed)))
