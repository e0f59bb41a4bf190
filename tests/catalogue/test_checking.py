"""What a check of a file says is what would become of it among the downloads."""

import re

import pytest
from typer.testing import CliRunner

from analysis import datasets, readers
from analysis.catalogue import check_file, load, sources, store, validation
from analysis.catalogue.files import downloads as folder, releases
from analysis.cli import app
from analysis.errors import BadData
from tests.catalogue.conftest import FAULTS

CRIME = (
    "Financial Year,Financial Quarter,Force Name,Offence Description,Offence Group,Offence Subgroup,Offence Code,"
    "Number of Offences\n"
)


@pytest.fixture
def msoic(project):
    def call(*arguments):
        result = CliRunner().invoke(app, list(map(str, arguments)))
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        result.said = re.sub(r"\x1b\[[0-9;]*m", "", result.output)
        return result

    return call


def faults(path):
    return [str(fault) for fault in check_file(readers.read(path)).faults]


def test_the_bands_of_the_year_ending_march_2023_are_read(project):
    download = folder.tried(readers.read(FAULTS / "bands_18_to_29.csv"))
    dataset, release = datasets.find("small_boat_referrals"), releases.describe(download)
    rows = releases.rows_of(download, dataset, release).assign(release=release.key)
    table = validation.validated(dataset, rows, [release], validation.in_download(download.path))
    ages = table[(table["every"] == "quarter") & (table["age_group"] != "All") & (table["nrm_referral"] == "All")]
    assert set(ages["age_group"]) == {"17 and under", "18 to 29", "30 to 49", "50 to 69", "70 and over"}
    assert set(ages.groupby("age_group")["arrivals"].sum()) == {112}
    # The figures are made up, and nothing like those published: that is said, and of which file.
    (said,) = faults(FAULTS / "bands_18_to_29.csv")
    assert "bands_18_to_29.csv" in said
    assert "mislabelled" in said


@pytest.mark.parametrize(
    ("name", "quarter"),
    [
        ("tables_2024_Q2.csv", "2024 Q2"),
        ("nrm-tables-q2-2024.csv", "2024 Q2"),
        ("nrm_detail__2024_q3.csv", "2024 Q3"),
        ("nrm-april-to-june-2024.csv", "2024 Q2"),
        ("Quarter 4 2024.csv", "2024 Q4"),
        ("tables.csv", None),
        ("tables 2024.csv", None),
        ("tables q1 2024 and q2 2024.csv", None),
        ("tables q1 2024-25.csv", None),
        ("tables 2024-25 q1.csv", None),
    ],
)
def test_a_quarter_that_tables_do_not_name_is_that_in_the_name_of_the_file(downloads, name, quarter):
    path = downloads / name
    path.write_bytes((FAULTS / "first_responders_no_quarter.csv").read_bytes())
    if quarter:
        rows = load("nrm_first_responders")
        assert str(rows["quarter"].iloc[-1]) == quarter.replace(" ", "")
        assert "The quarter is that in the file's name." in rows.attrs["provenance"].newest().note
        return
    with pytest.raises(BadData) as refusal:
        load("nrm_first_responders")
    for said in (str(refusal.value), *faults(path)):
        assert "does not say which quarter it is of. Expected its calendar quarter in its name" in said
        assert f"'{path.stem}_2022_Q2.csv'" in said


def test_everyday_names_of_forces_are_read_and_none_is_lost(project, downloads):
    assert check_file(readers.read(FAULTS / "force_met.csv")).used_by == ("recorded_crime",)
    (downloads / "new.csv").write_bytes((FAULTS / "force_met.csv").read_bytes())
    rows = load("recorded_crime", by="force", during="2023-24", every="financial_year")
    assert rows["force"].nunique() == 43
    assert "Metropolitan Police" in set(rows["force"])


@pytest.mark.parametrize("name", ["Met Polixe", "Wales", "England"])
def test_a_force_that_nobody_knows_is_refused_with_file_row_and_value(project, tmp_path, name):
    text = (FAULTS / "force_met.csv").read_text(encoding="utf-8").replace(",Met Police,", f",{name},")
    path = tmp_path / "new.csv"
    path.write_text(text, encoding="utf-8")
    row = 1 + next(i for i, line in enumerate(text.splitlines()) if f",{name}," in line)
    (said,) = faults(path)
    assert said.startswith(f"new.csv, row {row}, column 'force': there is no area '{name}'.")


def test_a_level_that_nobody_knows_is_refused_with_file_row_and_value(project, tmp_path):
    path = tmp_path / "new.csv"
    path.write_text(
        "Year,Quarter,Age at exploitation,Location of exploitation,NRM referrals\n"
        "2024,Q4,Adult (18 or over),UK,4\n2024,Q4,Adult (18 or over),On the high seas,5\n"
    )
    (said,) = faults(path)
    assert said.startswith("new.csv, row 3, column 'location of exploitation': 'On the high seas' is no location")
    assert "Expected All or UK or Overseas" in said


def test_a_table_that_stands_twice_is_refused_with_its_place(msoic):
    result = msoic("data", "check", FAULTS / "hidden_copy.xlsx")
    assert result.exit_code == 1
    assert "hidden_copy.xlsx, sheet 'SB_01 old', row 2: 04/01/2021 is on sheet 'SB_01' as well" in result.said
    assert "hidden" in result.said


def test_used_by_is_what_the_file_holds(msoic, tmp_path):
    other_crime = tmp_path / "other crime.csv"
    other_crime.write_text(CRIME + "2023/24,1,Kent,Common assault,Violence,Without injury,105A,9\n")
    said = msoic("data", "check", other_crime).said
    assert "family recorded_crime" in said
    assert said.rsplit("used by", 1)[1].split() == ["no", "dataset", "sound", "other", "crime.csv"]
    nationalities = tmp_path / "nationalities.csv"
    nationalities.write_text("Nationality,Total\nAlbania,3\nTotal,3\n")
    assert "known, not used" in msoic("data", "check", nationalities).said
    said = msoic("data", "check", FAULTS / "base_small_boats.xlsx").said
    assert said.rsplit("used by", 1)[1].splitlines()[0].strip() == "small_boat_preventions"


def test_what_the_consistency_checks_find_with_a_file_is_said_and_its_name(msoic, tmp_path):
    path = tmp_path / "new.csv"
    path.write_text("Year,Quarter,Total\n2023,Q3,1417\n")
    result = msoic("data", "check", path)
    assert result.exit_code == 0
    assert "warning Duty to Notify" in result.said
    path.write_text("Year,Quarter,Total\n2023,Q3,9417\n")
    result = msoic("data", "check", path)
    assert result.exit_code == 1
    assert "9,417" in result.said
    assert "sound   new.csv" not in result.said
    assert "used by   no dataset" in result.said


def test_a_file_among_the_downloads_is_checked_as_what_it_is_there(msoic, downloads):
    path = downloads / "new.csv"
    path.write_text("Year,Quarter,Total\n2030,Q1,1200\n")
    result = msoic("data", "check", path)
    assert result.exit_code == 0
    assert "warning" not in result.said
    assert "used by   duty_to_notify" in result.said


def test_one_stray_file_is_said_once_and_a_faulty_one_once_with_all_its_datasets(msoic, downloads):
    (downloads / "lunch.csv").write_text("dish,price\nsoup,3\n")
    result = msoic("data", "check", "duty_to_notify", "charges", "prosecutions")
    assert result.exit_code == 0
    listed = msoic("data", "list")
    assert listed.exit_code == 0
    assert listed.said.count("lunch.csv") == 1
    (downloads / "hidden.xlsx").write_bytes((FAULTS / "hidden_copy.xlsx").read_bytes())
    result = msoic("data", "check", "small_boats", "small_boat_preventions", "duty_to_notify")
    assert result.exit_code == 1
    assert result.said.count("hidden.xlsx") == 1
    assert "unsound small_boats, small_boat_preventions: hidden.xlsx" in result.said
    assert "sound   duty_to_notify" in result.said
    assert "unsound: hidden.xlsx" in " ".join(msoic("data", "list").said.split())


def test_a_check_sees_what_the_schema_sees_in_the_repository(project):
    data = project / "data" / "published" / "nrm_decisions.csv"
    dataset = datasets.find("nrm_decisions")
    before = sources.Published(dataset).sidecar
    text = data.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if ",Negative," in line)
    row = 1 + text.splitlines().index(line)
    data.write_text(text.replace(line, line.replace(",Negative,", ",Negativ,"), 1), encoding="utf-8")
    from analysis.provenance import sha256_of

    before.path.write_text(before.path.read_text().replace(before.sha256, sha256_of(data)))
    with pytest.raises(BadData, match=rf"nrm_decisions\.csv, row {row}, column 'outcome': 'Negativ' is no outcome"):
        store.cleaned(dataset)
