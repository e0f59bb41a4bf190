import zipfile

import pytest
import xlsxwriter

from analysis.errors import BadData
from analysis.readers import returns, zipped
from tests.readers.books import write_csv, write_ods, write_xlsx

LAYOUTS = {"queries": ["month", "source", "queries"], "people": ["month", "force", "people"]}
ROWS = [["month", "source", "queries"], ["2021-04", "Café", "12"], ["2021-05", "Other", "1,234"]]


def cells(raw):
    return [list(raw.headings), *(list(row) for _, row in raw.rows)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_file_is_read_in_each_encoding_and_with_each_delimiter(tmp_path, encoding, delimiter):
    path = tmp_path / "return.csv"
    quoted = [[f'"{cell}"' if "," in cell else cell for cell in row] for row in ROWS]
    path.write_text("\n".join(delimiter.join(row) for row in quoted), encoding=encoding)
    raw = returns.read(path, LAYOUTS)
    assert cells(raw) == ROWS
    assert (raw.name, raw.header_row, raw.rows[0][0]) == ("queries", 1, 2)


@pytest.mark.parametrize("write", [write_xlsx, write_ods])
def test_a_workbook_gives_texts_wherever_the_table_stands(tmp_path, write):
    ending = write.__name__.removeprefix("write_")
    table = [["A title"], [], ["Month", "Source", "Queries"], ["2021-04", "Other", 12], [], ["2021-05", "Other", 1.5]]
    path = write(tmp_path / f"return.{ending}", {"Cover": [["A return"]], "Figures": table})
    raw = returns.read(path, LAYOUTS)
    assert (raw.sheet, raw.header_row) == ("Figures", 3)
    assert raw.rows == ((4, ("2021-04", "Other", "12")), (6, ("2021-05", "Other", "1.5")))
    assert str(raw.at(4, "queries")) == f"return.{ending}, sheet 'Figures', row 4, column 'queries'"


@pytest.fixture
def book(tmp_path):
    """A workbook that a hurried person might send."""
    path = tmp_path / "return.xlsx"
    with xlsxwriter.Workbook(path) as made:
        other, sheet = made.add_worksheet("Old"), made.add_worksheet("New")
        for number, row in enumerate(ROWS):
            other.write_row(number, 0, row)
            sheet.write_row(number, 0, row)
        other.hide()
        sheet.write_formula("C2", "=6*7", None, 42)
        sheet.write_formula("C3", '=HYPERLINK("x")', None, "12")
        sheet.merge_range("A4:B5", "2021-06")
        sheet.write_number("C4", 5)
        sheet.activate()
        sheet.set_first_sheet()
    return path


def test_formulas_hidden_sheets_and_merged_cells_are_told_and_nothing_is_worked_out(book):
    raw = returns.read(book, LAYOUTS)
    assert raw.sheet == "New"
    assert raw.formulas == {(2, 2), (3, 2)}
    assert raw.merged == {(4, 0)}
    assert any("hidden sheet 'Old' was not read" in note for note in raw.notes)


def test_formulas_of_an_ods_file_are_found_beyond_repeated_cells(tmp_path):
    path = write_ods(tmp_path / "return.ods", {"Figures": [*ROWS, ["2021-06", "Other", 4]]})
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    xml = parts["content.xml"].decode()
    xml = xml.replace(
        '<table:table-cell office:value-type="float"',
        '<table:table-cell table:formula="of:=2*2" office:value-type="float"',
    )
    xml = xml.replace("</table:table-row>", '</table:table-row><table:table-row table:number-rows-repeated="3"/>', 1)
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, xml if name == "content.xml" else content)
    assert zipped.places(path, path.read_bytes()) == {"Figures": frozenset({(7, 2)})}


def test_two_tables_a_hidden_one_and_none_are_refused(tmp_path):
    both = write_xlsx(tmp_path / "both.xlsx", {"A": ROWS, "B": ROWS})
    with pytest.raises(BadData, match="the sheets 'A' and 'B' both hold such a table"):
        returns.read(both, LAYOUTS)
    hidden = tmp_path / "hidden.xlsx"
    with xlsxwriter.Workbook(hidden) as made:
        made.add_worksheet("Cover").write("A1", "see the other sheet")
        sheet = made.add_worksheet("Return")
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row)
        sheet.hide()
    with pytest.raises(BadData, match="sheet 'Return': the return is on a hidden sheet"):
        returns.read(hidden, LAYOUTS)
    none = write_csv(tmp_path / "none.csv", [["a", "b"], ["1", "2"]])
    with pytest.raises(
        BadData, match=r"no sheet has the headings of a return\. Expected the headings of one of queries"
    ):
        returns.read(none, LAYOUTS)


@pytest.mark.parametrize("content", [b"\xd0\xcf\x11\xe0rest", b"PK\x03\x04broken", b"%PDF-1.7", b"a,b\x00c", b'"open'])
def test_what_is_no_such_file_is_refused_in_words(tmp_path, content):
    path = tmp_path / "return.csv"
    path.write_bytes(content)
    with pytest.raises(BadData, match=r"return\.csv"):
        returns.read(path, LAYOUTS)


def test_a_file_that_is_too_large_is_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(returns, "MOST_BYTES", 10)
    with pytest.raises(BadData, match="larger than"):
        returns.read(write_csv(tmp_path / "return.csv", ROWS), LAYOUTS)
