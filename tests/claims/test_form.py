import csv
import re

import pytest

from analysis.claims import form
from analysis.errors import BadData
from tests.claims.planted import CLAIM, claims, claims_file


def test_a_claim_is_read_as_it_stands(tmp_path):
    (claim,) = claims(tmp_path / "draft.csv", {"value": "12727"})
    assert (claim.value, claim.measure, claim.area.name) == ("12727", "NRM referrals", "UK")
    assert str(claim.readings[0][0]) == "2021"


def test_a_claim_without_a_measure_takes_that_of_its_statement_where_it_is_known(tmp_path):
    file = claims_file(tmp_path / "draft.csv", {"measure": ""}, {"measure": "", "statement": "something new"})
    first, second = form.read(file, {"NRM referrals": "referrals"})
    assert (first.measure, second.measure) == ("referrals", "something new")


def test_all_mistakes_are_named_at_once_with_row_and_column(tmp_path):
    file = claims_file(
        tmp_path / "draft.csv",
        {"relation": "almst", "period": "last year"},
        {},
        {"id": "claim-2", "value": "12,727"},
        {"unit": "percent change", "geography": "Kant"},
        {"relation": "trend"},
        {"statement": ""},
    )
    with pytest.raises(form.BadClaims) as refused:
        form.read(file)
    said = str(refused.value)
    for complaint in (
        "the list of claims 'draft.csv' has 8 mistakes:",
        "draft.csv, row 2, column 'relation': 'almst' is no relation",
        "draft.csv, row 2, column 'period': 'last year' is no period",
        "draft.csv, row 4, column 'value': '12,727' is no number",
        "draft.csv, row 4, column 'id': 'claim-2' stands on row 3 as well",
        "draft.csv, row 5, column 'baseline_period': nothing stands there",
        "draft.csv, row 5, column 'geography': there is no area 'Kant'",
        "Did you mean 'Kent'",
        "draft.csv, row 6, column 'value': '12727' stands there",
        "draft.csv, row 7, column 'statement': nothing stands there",
    ):
        assert complaint in said
    assert len(refused.value.mistakes) == 8


@pytest.mark.parametrize("value", ["", "nan", "inf", "1e", "13 114", "24%", "x"])
def test_a_value_is_a_plain_number(tmp_path, value):
    with pytest.raises(form.BadClaims, match="is no number"):
        claims(tmp_path / "draft.csv", {"value": value})


@pytest.mark.parametrize("geography", ["Wales", "South Wales and Gwent", "Devon and Cornwall", "Eastern region", "UK"])
def test_a_claim_can_be_of_more_than_one_area_or_of_a_country(tmp_path, geography):
    assert claims(tmp_path / "draft.csv", {"geography": geography})


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("", "the file is empty.*a first row with the columns id, section"),
        ("\n \n", "the file is empty"),
        ("id,section\n", "these columns are missing: topic"),
        (",".join(form.REQUIRED) + "\n", "lists no claim"),
        (",".join([*form.REQUIRED, "statment"]) + "\n", "the column 'statment' is not known.*'statement'"),
        (",".join([*form.REQUIRED, "id"]) + "\n", "there are 2 columns 'id'"),
        (",".join(form.REQUIRED) + "\none,two\n", "row 2: the row has 2 cells"),
        (",".join(form.REQUIRED) + '\n"one', "no CSV"),
    ],
)
def test_a_file_that_is_no_list_of_claims_is_refused(tmp_path, content, complaint):
    file = tmp_path / "draft.csv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(BadData, match=f"(?s){complaint}"):
        form.read(file)


def test_a_file_in_another_encoding_is_refused(tmp_path):
    file = tmp_path / "draft.csv"
    file.write_bytes(f"{','.join(form.REQUIRED)}\nprice in £".encode("cp1252"))
    with pytest.raises(BadData, match=r"row 2: a character is not in UTF-8.*'CSV UTF-8 \(Comma delimited\)'"):
        form.read(file)
    file.write_bytes(b"PK\x03\x04 and so on")
    with pytest.raises(BadData, match=r"the file is a workbook.*'CSV UTF-8 \(Comma delimited\)'"):
        form.read(file)
    with pytest.raises(BadData, match="there is no file"):
        form.read(tmp_path / "absent.csv")


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_spreadsheet_of_another_country_is_read(tmp_path, delimiter):
    file = claims_file(tmp_path / "draft.csv", {"statement": "people, and others", "note": "a, b; c"})
    with file.open(encoding="utf-8", newline="") as written:
        rows = list(csv.reader(written))
    with file.open("w", encoding="utf-8-sig", newline="") as written:
        csv.writer(written, delimiter=delimiter).writerows(rows)
    (claim,) = form.read(file)
    assert (claim.statement, claim.note) == ("people, and others", "a, b; c")


@pytest.mark.parametrize(
    ("mistake", "complaint"),
    [
        ({"relation": "almost"}, "'almost' is no relation.*Did you mean 'nearly'"),
        ({"relation": "Just over"}, "Did you mean 'just-over'"),
        ({"value": "17,000"}, "Did you mean '17000'"),
        ({"period": "Dec-21"}, "Did you mean '2021-12'"),
        ({"unit": "peoples"}, "not counted in 'peoples'.*Did you mean 'people'"),
        ({"unit": "percentage points", "baseline_period": "2020"}, "not counted in 'percentage points'"),
        ({"measure": "something new", "unit": "%"}, "'%' is no unit.*Did you mean 'percent'"),
        ({"baseline_period": "2020"}, "'2020' stands there. Expected nothing"),
        ({"unit": "ratio", "baseline_period": "2020 or 2019-20"}, "does not go with the period '2021'"),
        ({"geography": "Devon and Cornwal"}, "no area 'Devon and Cornwal'.*Did you mean 'Devon & Cornwall'"),
    ],
)
def test_a_mistake_is_told_with_what_is_nearest(tmp_path, mistake, complaint):
    file = claims_file(tmp_path / "draft.csv", mistake)
    with pytest.raises(form.BadClaims, match=f"row 2, column '{next(iter(mistake))}|row 2, column") as refused:
        form.read(file, units={"NRM referrals": {"people", "percent change"}})
    assert len(refused.value.mistakes) == 1
    assert re.search(complaint, str(refused.value))
    assert "?." not in str(refused.value)


def test_a_file_that_a_spreadsheet_saved_with_its_mark_and_empty_lines_is_read(tmp_path):
    file = claims_file(tmp_path / "draft.csv", {})
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes() + b",,,,,,,,,,,\r\n\r\n")
    assert [claim.statement for claim in form.read(file)] == [CLAIM["statement"]]
