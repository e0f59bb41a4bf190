"""Raw rows of every kind of file, and files that cannot be opened."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest

from analysis.errors import BadData
from analysis.readers import spreadsheet
from analysis.readers.spreadsheet import Sheet, read_bytes, read_sheets
from tests.readers.books import write_csv, write_ods, write_xlsx
from tests.shared_data import ROOT

ROWS = [["Title"], [], ["Name", "Number"], ["Ayr", 106.0], [None, "a\nb"]]


def sheets(path: Path) -> list[Sheet]:
    return list(read_sheets(path, read_bytes(path)))


def only(path: Path) -> list[list[object]]:
    (sheet,) = sheets(path)
    return sheet.rows


@pytest.mark.parametrize("write", [write_xlsx, write_ods])
def test_rows_of_a_workbook_stand_where_they_do_in_the_file(tmp_path: Path, write) -> None:  # type: ignore[no-untyped-def]
    rows = only(write(tmp_path / "book", {"One": ROWS}))
    assert [row[0] for row in rows] == ["Title", "", "Name", "Ayr", ""]
    assert rows[3][1] == 106.0
    assert rows[4][1] == "a\nb"


@pytest.mark.parametrize("write", [write_xlsx, write_ods])
def test_every_worksheet_is_given_in_order(tmp_path: Path, write) -> None:  # type: ignore[no-untyped-def]
    path = write(tmp_path / "book", {"Cover & notes": [["x"]], "Data": [["y", dt.date(2018, 1, 7)]], "Empty": []})
    given = sheets(path)
    assert [sheet.name for sheet in given] == ["Cover & notes", "Data", "Empty"]
    assert given[1].rows[0][1] in (dt.datetime(2018, 1, 7), dt.date(2018, 1, 7))
    assert [sheet.filled() for sheet in given] == [1, 1, 0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_csv_in_any_usual_encoding(tmp_path: Path, encoding: str, newline: str) -> None:
    rows = [["Force", "Côte, the"], ["“a”\nb", "1,234 "], [], ["é", ""]]
    path = write_csv(tmp_path / "any.name", rows, encoding=encoding, newline=newline)
    assert only(path) == [["Force", "Côte, the"], ["“a”\nb", "1,234 "], [], ["é", ""]]


def test_a_quoted_line_break_does_not_move_the_rows_below(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["a\nb\nc", "d"], ["second", "row"]])
    assert only(path)[1] == ["second", "row"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "damaged or of another kind|no known family|empty"),
        (b"\r\n \r\n", "empty"),
        (b"\x00" * 50, "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x1f\x8b\x08\x00abc", "gzip"),
        (b"  <!DOCTYPE html><html><title>404</title>", "web page"),
        (b"a,b\n1,\x002\n", "zero bytes"),
        (b'a,b\n"1,2\n', "damaged"),
        (b'a,b\n"1"x,2\n', "damaged"),
        (b"\x81\x8d\x8f,\x90\x9d", "neither UTF-8 nor Windows-1252"),
        (b"\xff\xfea\x00b", "damaged|neither"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and then nothing", "damaged"),
    ],
)
def test_what_cannot_be_opened_is_said(tmp_path: Path, content: bytes, said: str) -> None:
    from analysis.readers import read

    path = tmp_path / "file.ods"
    path.write_bytes(content)
    with pytest.raises(BadData, match=said):
        read(path)


def test_an_absent_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(BadData, match=r"no such file"):
        read_bytes(tmp_path / "absent.csv")
    with pytest.raises(BadData, match=r"cannot be opened"):
        read_bytes(tmp_path)


def test_a_file_larger_than_any_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_BYTES", 10)
    with pytest.raises(BadData, match=r"larger than"):
        read_bytes(write_csv(tmp_path / "a.csv", [["a", "b"]] * 10))


@pytest.mark.parametrize("write", [write_xlsx, write_ods])
def test_a_cut_or_altered_workbook_is_refused(tmp_path: Path, write) -> None:  # type: ignore[no-untyped-def]
    path = write(tmp_path / "book", {"One": [["some text"] * 20] * 50})
    whole = path.read_bytes()
    for end in (10, len(whole) // 3, len(whole) - 30):
        path.write_bytes(whole[:end])
        with pytest.raises(BadData, match=r"damaged"):
            sheets(path)


def repack(path: Path, **changed: bytes) -> Path:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        parts = {info.filename: package.read(info) for info in package.infolist()}
    parts |= {name.replace("__", "/").replace("_dot_", "."): content for name, content in changed.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def test_a_protected_workbook_is_refused_as_such(tmp_path: Path) -> None:
    path = write_ods(tmp_path / "book.ods", {"One": ROWS})
    with zipfile.ZipFile(path) as package:
        manifest = package.read("META-INF/manifest.xml")
    encrypted = manifest.replace(b"</manifest:manifest>", b"<manifest:encryption-data/></manifest:manifest>")
    repack(path, **{"META-INF__manifest_dot_xml": encrypted})
    with pytest.raises(BadData, match=r"protected by a password"):
        sheets(path)


FAR = [
    '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>',
    "<row r='1048576'><c r='XFD1048576'><v>2</v></c></row>",
    '<row r = "1048576"><c t="n"\nr\t= \'xfd1048576\'><v>2</v></c></row>',
    '<x:row r="1048576"><x:c r="XFD1048576"><x:v>2</x:v></x:c></x:row>',
]


@pytest.mark.parametrize("row", FAR)
def test_a_cell_far_away_does_not_end_the_process(tmp_path: Path, row: str) -> None:
    path = with_rows(tmp_path, f'<row r="1"><c r="A1"><v>1</v></c></row>{row}')
    with pytest.raises(BadData, match=r"sheet 'One & all': .*more than 20,000,000 cells, up to cell XFD1048576"):
        sheets(path)


@pytest.mark.parametrize(
    "rows", [f'<row r="1048575"/><row>{"<c/>" * 30}</row>', '<row r="999999999"><c r="A999999999"/></row>']
)
def test_nor_does_one_that_does_not_say_where_it_is_or_is_below_the_last_row(tmp_path: Path, rows: str) -> None:
    with pytest.raises(BadData, match=r"more than 20,000,000 cells"):
        sheets(with_rows(tmp_path, rows))


def test_cells_that_do_not_say_where_they_are_follow_each_other(tmp_path: Path) -> None:
    rows = f"<row>{'<c><v>1</v></c>' * 50}</row>" * 5000
    (sheet,) = sheets(with_rows(tmp_path, rows))
    assert [len(sheet.rows), len(sheet.rows[0])] == [5000, 50]


def test_the_return_with_a_cell_far_away_is_refused() -> None:
    with pytest.raises(BadData, match=r"far_cell_return.xlsx, sheet 'Cover sheet': .* up to cell XFD1048576"):
        sheets(ROOT / "tests" / "faults" / "far_cell_return.xlsx")


def with_rows(folder: Path, rows: str) -> Path:
    path = write_xlsx(folder / "book.xlsx", {"One & all": ROWS})
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{main}" xmlns:x="{main}"><sheetData>{rows}</sheetData></worksheet>'
    return repack(path, **{"xl__worksheets__sheet1_dot_xml": sheet.encode()})


def test_repeated_cells_and_rows_do_not_fill_the_memory(tmp_path: Path) -> None:
    path = write_ods(tmp_path / "book.ods", {"One": [[1]]})
    content = zipfile.ZipFile(path).read("content.xml").decode()
    many = content.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="1048576">')
    many = many.replace("<table:table-cell ", '<table:table-cell table:number-columns-repeated="16384" ')
    repack(path, **{"content_dot_xml": many.encode()})
    with pytest.raises(BadData, match=r"damaged|cells"):
        sheets(path)


def test_a_package_that_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_UNPACKED_BYTES", 1000)
    with pytest.raises(BadData, match=r"unpacks to more"):
        sheets(write_ods(tmp_path / "book.ods", {"One": [["text"] * 10] * 100}))


def test_broken_xml_inside_a_sound_package(tmp_path: Path) -> None:
    path = write_ods(tmp_path / "book.ods", {"One": ROWS})
    content = zipfile.ZipFile(path).read("content.xml")
    repack(path, **{"content_dot_xml": content[: len(content) // 2]})
    try:
        given = sheets(path)
    except BadData:
        return
    assert sum(sheet.filled() for sheet in given) <= len(ROWS)
