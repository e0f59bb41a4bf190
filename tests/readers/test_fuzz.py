"""Damaged files: an error of ours or a right result, never another exception, a hang or a silent loss."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings, strategies as st

from analysis.errors import BadData
from analysis.readers import ReadRelease, read
from analysis.readers.spreadsheet import read_bytes, read_sheets
from tests.readers import samples
from tests.readers.books import write_csv, write_ods, write_xlsx

Rows = list[list[Any]]
TABLES: dict[str, Rows] = {
    "recorded_crime": samples.recorded_crime(),
    "outcomes": samples.outcomes(),
    "detections": samples.detections(dated="first"),
    "referrals": samples.nrm_referrals(quarters=3),
    "grounds": samples.grounds(),
    "first_responders": samples.first_responders(),
    "daily": [[str(cell or "") for cell in row] for row in samples.small_boats()["SB_01"]],
}
WORKBOOKS: dict[str, dict[str, Rows]] = {
    "recorded_crime": {"2018_19": samples.recorded_crime(), "2019_20": samples.recorded_crime("2019/20")},
    "irregular_migration": samples.irregular_workbook(),
    "small_boats": samples.small_boats(),
}
FUZZ = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


cell_texts = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "",
            " ",
            "-",
            ":",
            "[x]",
            "[c]",
            "N/A",
            "Total",
            "2019 Q5",
            "Q2",
            "2018/19",
            "-00",
            "1,234",
            "#REF!",
            "1e9",
            "=1+1",
        ]
    ),
    st.integers(-(10**20), 10**20).map(str),
)


def outcome(path: Path) -> ReadRelease | None:
    """Read a file; None where it is refused, and an assertion where rows are lost on the way."""
    try:
        release = read(path)
    except BadData:
        return None
    filled = sum(sheet.filled() for sheet in read_sheets(path, read_bytes(path)))
    headers = len({(name, sheet) for name, data in release.tables.items() for sheet in _sheets(data)})
    assert filled == headers + release.rows + sum(aside.rows for aside in release.set_aside)
    return release


def _sheets(data: Any) -> set[Any]:
    return set(data.index.get_level_values("sheet")) if "sheet" in data.index.names else {None}


def replace_cell(draw: st.DrawFn, rows: Rows, row: int, column: int) -> None:
    rows[row][column] = draw(cell_texts)


def drop_row(draw: st.DrawFn, rows: Rows, row: int, column: int) -> None:
    del rows[row : row + 1 if len(rows) > 1 else row]


def double_row(draw: st.DrawFn, rows: Rows, row: int, column: int) -> None:
    rows.insert(row, list(rows[row]))


def insert_row(draw: st.DrawFn, rows: Rows, row: int, column: int) -> None:
    rows.insert(row, draw(st.lists(cell_texts, max_size=10)))


def cut_row(draw: st.DrawFn, rows: Rows, row: int, column: int) -> None:
    del rows[row][column:]


def widen_row(draw: st.DrawFn, rows: Rows, row: int, column: int) -> None:
    rows[row].append(draw(cell_texts))


def swap_rows(draw: st.DrawFn, rows: Rows, row: int, column: int) -> None:
    other = draw(st.integers(0, len(rows) - 1))
    rows[row], rows[other] = rows[other], rows[row]


def swap_columns(draw: st.DrawFn, rows: Rows, row: int, column: int) -> None:
    other = draw(st.integers(0, len(rows[0])))
    for line in rows:
        if max(column, other) < len(line):
            line[column], line[other] = line[other], line[column]


MISHAPS = (replace_cell, drop_row, double_row, insert_row, cut_row, widen_row, swap_rows, swap_columns)


@st.composite
def damaged_rows(draw: st.DrawFn, rows: Rows) -> Rows:
    """Draw a table after one to three mishaps."""
    damaged = [list(row) for row in rows]
    for _ in range(draw(st.integers(1, 3))):
        row = draw(st.integers(0, len(damaged) - 1))
        if damaged[row]:
            draw(st.sampled_from(MISHAPS))(draw, damaged, row, draw(st.integers(0, len(damaged[row]) - 1)))
    return damaged


@FUZZ
@given(st.data(), st.sampled_from(sorted(TABLES)))
def test_damaged_csv_rows(folder: Path, data: st.DataObject, name: str) -> None:
    path = write_csv(folder / "rows.csv", data.draw(damaged_rows(TABLES[name])))
    release = outcome(path)
    if release is not None and release.family == "recorded_crime":
        assert release.tables["recorded_crime"]["offences"].sum() == _sum_of_last_column(path)


def _sum_of_last_column(path: Path) -> int:
    header, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
    place = [text.casefold().strip() for text in header].index("number of offences")
    figures = [row[place].strip().replace(",", "") for row in rows if any(cell.strip() for cell in row)]
    return sum(int(figure) for figure in figures if figure.lstrip("-").isascii() and figure.lstrip("-").isdigit())


@FUZZ
@given(
    st.sampled_from(sorted(TABLES)),
    st.floats(0, 1),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=4),
)
@example("referrals", 0.999, [])
def test_damaged_csv_bytes(folder: Path, name: str, kept: float, flips: list[tuple[float, int]]) -> None:
    path = write_csv(folder / "bytes.csv", TABLES[name])
    path.write_bytes(_damaged(path.read_bytes(), kept, flips))
    release = outcome(path)
    if release is not None and not path.read_bytes().endswith((b"\n", b"\r")):
        assert any("cut short" in aside.why for aside in release.set_aside)


@FUZZ
@given(st.data(), st.sampled_from(sorted(WORKBOOKS)), st.sampled_from([write_xlsx, write_ods]))
def test_damaged_workbook_rows(folder: Path, data: st.DataObject, name: str, write: Callable[..., Path]) -> None:
    sheets = dict(WORKBOOKS[name])
    for _ in range(data.draw(st.integers(1, 2))):
        sheet = data.draw(st.sampled_from(sorted(sheets)))
        if data.draw(st.integers(0, 5)):
            drawn = data.draw(damaged_rows(sheets[sheet]))
            sheets[sheet] = [[_printable(cell) for cell in row] for row in drawn]
        elif len(sheets) > 1:
            del sheets[sheet]
    outcome(write(folder / "rows.book", sheets))


def _printable(cell: Any) -> Any:
    """Return a cell as XML can hold it."""
    return "".join(c for c in cell if c.isprintable() and ord(c) < 0xD800) if isinstance(cell, str) else cell


@FUZZ
@given(
    st.sampled_from(sorted(WORKBOOKS)),
    st.sampled_from([write_xlsx, write_ods]),
    st.one_of(st.just(1.0), st.floats(0, 1)),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=6),
)
def test_damaged_workbook_bytes(
    folder: Path, name: str, write: Callable[..., Path], kept: float, flips: list[tuple[float, int]]
) -> None:
    path = write(folder / "bytes.book", WORKBOOKS[name])
    path.write_bytes(_damaged(path.read_bytes(), kept, flips))
    outcome(path)


@FUZZ
@given(st.binary(max_size=400))
def test_any_bytes(folder: Path, content: bytes) -> None:
    path = folder / "any.bytes"
    for start in (
        b"",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b'{"type": "Topology", ',
        b"Year,Quarter,Total\n",
    ):
        path.write_bytes(start + content)
        outcome(path)


def _damaged(content: bytes, kept: float, flips: list[tuple[float, int]]) -> bytes:
    changed = bytearray(content[: round(len(content) * kept)])
    for place, byte in flips:
        if changed:
            changed[min(int(place * len(changed)), len(changed) - 1)] = byte
    return bytes(changed)
