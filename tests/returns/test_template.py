import re
import zipfile

import pytest

from analysis import areas, catalogue, periods
from analysis.errors import AnalysisError, NotCovered
from analysis.returns import adding, checking, template
from analysis.returns.cells.fields import Asked
from tests.readers.books import write_csv
from tests.returns.conftest import TODAY

YEAR = periods.financial_year("2021-22")


def made(name="live_investigations", area="Kent", period=YEAR):
    return template.make(checking.find_form(name), areas.find(area), period)


def part(path, name):
    with zipfile.ZipFile(path) as package:
        return package.read(name).decode()


def filled(rows):
    """Return rows of a template with a count in each."""
    return [[*row[:-1], number % 40] for number, row in enumerate(rows)]


def test_it_holds_each_month_and_level_of_the_area_once():
    rows = made().rows
    assert len(rows) == len(set(rows)) == 12 * 6 * 2
    assert rows[0] == ("2021-04", "Kent", "Criminal exploitation", "Children involved", "")
    assert len(made(area="Eastern region").rows) == len(areas.members(areas.find("Eastern region"))) * 144
    assert len(made("case_outcomes", "England and Wales").rows) == 4 * 4
    assert made("operations", "England and Wales").rows == ()
    assert len(made(period=periods.month("2022-03")).rows) == 12


def test_who_does_not_return_it_gets_none():
    for name, area, period in (
        ("disruptions", "Kent", YEAR),
        ("nrm_queries", "Kent", YEAR),
        ("clandestine_events", "UK", YEAR),
        ("case_outcomes", "England and Wales", periods.month("2022-03")),
    ):
        with pytest.raises(NotCovered):
            made(name, area, period)


@pytest.mark.parametrize("name", list(checking.forms()))
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_every_template_is_read_as_the_return_that_it_is_of(tmp_path, name, kind):
    form = checking.find_form(name)
    area = "Eastern region" if form.form.reporter != "programme" else "England and Wales"
    path = tmp_path / f"template.{kind}"
    template.write(made(name, area), path, kind)
    checked = checking.check(path, Asked(TODAY))
    assert checked.dataset == form
    kinds = {str(fault.kind) for fault in checked.faults}
    assert kinds <= {"blank count", "blank cell", "state that is not 0 or 1", "empty return"}


def test_a_file_that_is_there_is_kept_unless_asked(tmp_path):
    path = tmp_path / "kent.xlsx"
    path.write_text("mine")
    with pytest.raises(AnalysisError, match=r"there is a file 'kent\.xlsx' already"):
        template.write(made(), path, "xlsx")
    assert path.read_text() == "mine"
    template.write(made(), path, "xlsx", force=True)
    assert path.read_bytes().startswith(b"PK")


def test_a_workbook_follows_the_guidance_on_accessible_spreadsheets(tmp_path):
    path = tmp_path / "kent.xlsx"
    template.write(made(), path, "xlsx")
    names = re.findall(r'<sheet name="([^"]+)"', part(path, "xl/workbook.xml"))
    assert names == ["Cover sheet", "Notes", "Return", "Allowed values"]
    core = part(path, "docProps/core.xml")
    assert "<dc:language>en-GB</dc:language>" in core
    assert "<dc:title>Live modern slavery investigations: return of Kent, 2021-22</dc:title>" in core
    tables = [part(path, f"xl/tables/table{n}.xml") for n in (1, 2, 3)]
    assert [re.search(r'displayName="(\w+)"', xml)[1] for xml in tables] == [
        "notes", "live_investigations", "allowed_values"]  # fmt: skip
    assert all(re.search(r' ref="A1:', xml) for xml in tables)
    for number in (1, 2, 3, 4):
        sheet = part(path, f"xl/worksheets/sheet{number}.xml")
        assert "mergeCell" not in sheet
        assert "<f>" not in sheet
    for number in (2, 3, 4):
        assert 'state="frozen"' in part(path, f"xl/worksheets/sheet{number}.xml")


def test_a_workbook_offers_what_is_allowed_and_takes_whole_numbers_only(tmp_path):
    path = tmp_path / "kent.xlsx"
    template.write(made(), path, "xlsx")
    rules = re.findall(r"<dataValidation .*?</dataValidation>", part(path, "xl/worksheets/sheet3.xml"))
    lists = [rule for rule in rules if 'type="list"' in rule]
    (whole,) = [rule for rule in rules if 'type="whole"' in rule]
    assert len(lists) == 3
    assert 'sqref="E2:E145"' in whole
    assert "<formula1>0</formula1>" in whole
    assert all("prompt=" in rule for rule in [*lists, whole])


def test_a_filled_in_template_goes_round_as_workbook_and_as_text(project, tmp_path, monkeypatch):
    asked = made("nrm_queries", "England and Wales")
    full = template.Template(asked.dataset, asked.area, asked.period, tuple(map(tuple, filled(asked.rows))))
    text = write_csv(tmp_path / "filled.csv", [asked.dataset.columns, *full.rows])
    book = tmp_path / "filled.xlsx"
    template.write(
        template.Template(*[*full.__dict__.values()][:3], tuple(tuple(map(str, r)) for r in full.rows)), book, "xlsx"
    )
    from_text, from_book = (checking.check(path, Asked(TODAY), None) for path in (text, book))
    assert not from_text.faults + from_book.faults
    assert from_text.rows.equals(from_book.rows)
    adding.add([from_book], TODAY)
    rows = catalogue.load("nrm_queries", by="source", every="month")
    assert int(rows["queries"].sum()) == sum(row[-1] for row in full.rows)
