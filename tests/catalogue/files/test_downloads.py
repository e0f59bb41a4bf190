import shutil

import pandas as pd
import pytest

from analysis import catalogue, datasets, paths, roots
from analysis.catalogue import load
from analysis.errors import BadData
from analysis.provenance import provenance_of

SHARED = paths.root().parent / "shared" / "data" / "real"
WEEKLY = "home_office_small_boats/21_August_2026_Small_boats_-_time_series.ods"
OLDER = "home_office_small_boats/14_November_2025_Small_boats_-_time_series.ods"
DETAILED = (
    "home_office_irregular_migration/irregular-migration-to-the-UK-detailed-dataset-year-ending-september-2023.xlsx"
)

REFERRALS = """Year,Quarter,Age at exploitation,Location of exploitation,NRM referrals
{rows}
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project folder of its own, with the published figures and no download."""
    shutil.copytree(roots.published(), tmp_path / "data" / "published")
    shutil.copytree(roots.reference(), tmp_path / "data" / "reference")
    (tmp_path / "data" / "downloads").mkdir()
    shutil.copy(paths.root() / "data" / paths.MARKER, tmp_path / "data")
    (tmp_path / "pyproject.toml").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def drop(project, name):
    source = SHARED / name
    if not source.is_file():
        pytest.skip(f"the official file {source.name} is not at hand")
    return shutil.copy(source, project / "data" / "downloads")


def drop_referrals(project, name, counts):
    """Drop a table of referrals with one count for each quarter, as `asylum` publishes them."""
    rows = [
        f"{quarter[:4]},{quarter[5:]},Adult (18 or over),{place},{count if place == 'UK' else 0}"
        for quarter, count in counts.items()
        for place in ("UK", "Overseas", "UK and Overseas", "Not specified or unknown")
    ]
    (project / "data" / "downloads" / name).write_text(REFERRALS.format(rows="\n".join(rows)))


def test_a_dropped_release_is_used_and_named(project):
    before = load("nrm_referrals")["quarter"].max()
    counts = {f"{year} Q{quarter}": 6000 for year in (2025, 2026) for quarter in (1, 2, 3, 4)}
    drop_referrals(project, "new tables.csv", counts)
    rows = load("nrm_referrals")
    assert before == pd.Period("2025Q4", "Q-DEC")
    assert rows["quarter"].max() == pd.Period("2026Q4", "Q-DEC")
    newest = provenance_of(rows).newest()
    assert (newest.key, newest.address, str(newest.date)) == ("new-tables", "new tables.csv", "2027-01-01")
    assert "states no day of publication" in newest.note
    assert load("nrm_referrals", until="2025-26")["quarter"].max() == pd.Period("2026Q1", "Q-DEC")


def test_a_sidecar_beside_a_dropped_release_is_believed(project):
    drop_referrals(project, "new.csv", {"2026 Q1": 4600, "2026 Q2": 4700})
    file = project / "data" / "downloads" / "new.csv"
    sidecar = (roots.published() / "duty_to_notify.yaml").read_text().split("releases:")[0]
    from analysis.provenance import sha256_of

    lines = [line for line in sidecar.splitlines() if not line.startswith(("file:", "sha256:"))]
    text = "\n".join([*lines, "file: new.csv", f"sha256: {sha256_of(file)}", "releases:", *RELEASE])
    file.with_suffix(".yaml").write_text(text)
    newest = provenance_of(load("nrm_referrals")).newest()
    assert (newest.key, str(newest.date)) == ("nrm-2026-q2", "2026-08-07")
    file.write_text(file.read_text().replace("4700", "4701"))
    with pytest.raises(BadData, match=r"the file is not the one that new\.yaml describes"):
        load("nrm_referrals")


RELEASE = (
    "  - key: nrm-2026-q2",
    "    date: 2026-08-07",
    "    publisher: Home Office",
    "    title: NRM statistics, quarter 2 2026",
    "    address: https://www.gov.uk/government/collections/national-referral-mechanism-statistics",
    "    period: 2026 Q1 to 2026 Q2",
    "    standing: official",
)


def test_an_official_file_replaces_the_figures_of_its_day_and_no_others(project):
    repository = load("small_boats", vintages=True)
    drop(project, WEEKLY)
    both = load("small_boats", vintages=True)
    assert set(both["vintage"]) == set(repository["vintage"])
    assert provenance_of(both).newest().address.endswith(".ods")
    columns = ["month", "people", "boats", "vintage"]
    pd.testing.assert_frame_equal(both[columns], repository[columns])


def test_as_at_chooses_among_downloads_too(project):
    drop(project, WEEKLY)
    drop(project, OLDER)
    assert load("small_boats", as_at="2025-12-01")["month"].max() == pd.Period("2025-10", "M")
    assert load("small_boats")["month"].max() == pd.Period("2026-07", "M")


def test_full_detail_comes_with_the_official_file(project):
    drop(project, DETAILED)
    rows = load("irregular_migration", by=["method_of_entry", "nationality"], as_at="2023-12-31")
    assert set(rows["method_of_entry"]) == set(datasets.find("irregular_migration").dimensions["method_of_entry"])
    boats = load("irregular_migration", by="method_of_entry", every="year").query(
        "method_of_entry == 'Small boat arrivals'"
    )
    assert list(boats["detections"][:4]) == [299, 1843, 8466, 28526]


@pytest.mark.parametrize("name", ["duty_to_notify", "nrm_decisions"])
def test_a_file_of_another_family_changes_nothing(project, name):
    by = ["stage"] if name == "nrm_decisions" else []
    before = load(name, by=by)
    drop_referrals(project, "new.csv", {"2025 Q1": 4600})
    pd.testing.assert_frame_equal(load(name, by=by), before)


def test_a_mislabelled_quarter_is_refused_with_the_quarter(project):
    drop_referrals(project, "new.csv", {"2022 Q1": 3773, "2022 Q2": 4157, "2022 Q3": 1323, "2022 Q4": 4413})
    with pytest.raises(BadData, match=r"2022 Q3 is 4,586 in one release.*1,323 in the next.*mislabelled"):
        load("nrm_referrals", as_at="2023-01-01")


def test_a_large_revision_is_a_warning_that_travels(project):
    drop_referrals(project, "new.csv", {"2024 Q1": 4521, "2024 Q2": 4312, "2024 Q3": 5200})
    (warning,) = load("nrm_referrals").attrs["warnings"]
    assert "2024 Q3 is 5,200" in warning
    assert "4,758" in warning
    assert warning in repr(catalogue.describe("nrm_referrals"))


def test_stages_in_two_files_of_one_day_are_both_used(project):
    for stage in ("reasonable", "conclusive"):
        drop(project, f"home_office_nrm/nrm_{stage}_grounds_by_quarter__release_2023Q3.csv")
    rows = load("nrm_decisions", by="stage", as_at="2023-10-31")
    assert set(rows.loc[rows["quarter"] == "2023Q3", "stage"]) == {"Reasonable grounds", "Conclusive grounds"}
