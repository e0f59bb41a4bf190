"""Every official file at hand is read and gives the totals that its sources name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from analysis.readers import ReadRelease, read
from analysis.readers.spreadsheet import read_bytes, read_sheets
from tests.shared_data import MORE, PUBLISHED, REAL, needs_shared

pytestmark = needs_shared

NOT_USED = {
    "open-data-table-police-workforce-260723.ods": "police_workforce",
    "LAD23_Mid_Year_pop_2011_to_2022.xlsx": "populations",
    "IE__Q3_2023_Background_Published.xlsx": "immigration_enforcement",
    "LAD23_to_CSP23_to_PFA23_lookup.csv": "district_lookup",
    "policeforceareatablesyejune25final__table_C2.csv": "police_force_area_tables",
    "police_force_areas_dec2020_EW_BUC.geojson": "police_force_boundaries",
    "police_force_areas_UK_quantized.topojson": "police_force_boundaries",
}
# The sums by police force area were made for the tests, not by a publisher.
NOT_USED |= {path.name: "duty_to_notify_by_nationality" for path in REAL.rglob("nrm_duty_to_notify_by_nationality*")}
NO_RELEASE = {"SOURCES.md", "derived_pfa23_population_mid2011_to_mid2022.csv"}
FILES = sorted(path for path in REAL.rglob("*") if path.is_file() and path.name not in NO_RELEASE)
USED = [path for path in FILES if path.name not in NOT_USED]
TABLES = [path for path in FILES if "json" not in path.suffix]


read_once = cache(read)


def release(pattern: str) -> ReadRelease:
    (path,) = REAL.glob(f"*/{pattern}")
    return read_once(path)


def table(pattern: str, name: str) -> pd.DataFrame:
    return release(pattern).tables[name]


@cache
def published(file: str) -> pd.DataFrame:
    return pd.read_csv(PUBLISHED / file, dtype={"value": float, "period": str})


@pytest.mark.parametrize("path", USED, ids=lambda path: path.name)
def test_is_read_with_the_place_of_every_line(path: Path) -> None:
    read_file = release(path.name)
    assert read_file.tables
    for data in read_file.tables.values():
        assert len(data)
        assert data.index.is_unique
        assert data.index.names[0] in ("row", "sheet")


@pytest.mark.parametrize(("file", "name"), NOT_USED.items())
def test_what_no_dataset_uses_is_known(file: str, name: str) -> None:
    assert release(file).family == name
    assert not release(file).tables


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("unodc/data_glotip__2025_04_14.xlsx", "trafficking_in_persons"),
        ("ministry_of_justice/cross_cjs_police_courts_prisons__hmt_hackathon.xlsx", "criminal_justice_system"),
    ],
)
def test_what_is_a_cross_check_only_is_known(file: str, name: str) -> None:
    known = read(MORE / file)
    assert (known.family, known.tables) == (name, {})
    assert len(known.set_aside) >= 1


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_every_row_is_read_or_set_aside_by_name(path: Path) -> None:
    read_file = release(path.name)
    in_file = sum(sheet.filled() for sheet in read_sheets(path, read_bytes(path)))
    headers = len(read_file.tables)
    assert in_file == headers + read_file.rows + sum(aside.rows for aside in read_file.set_aside)


@pytest.mark.parametrize(("quarter", "in_2021"), [("2023Q1", 12_704), ("2023Q3", 12_701), ("2023Q4", 12_700)])
def test_nrm_referrals_of_each_vintage(quarter: str, in_2021: int) -> None:
    data = table(f"nrm_referrals_by_quarter*{quarter}.csv", "referrals")
    assert data.loc[data["quarter"].dt.year == 2021, "referrals"].sum() == in_2021
    assert "Total" not in data["location_of_exploitation"].unique()


def test_nrm_referrals_by_quarter_are_those_published() -> None:
    data = table("nrm_referrals_by_quarter*2023Q3.csv", "referrals").groupby("quarter")["referrals"].sum()
    due = published("nrm_and_crime_computed_from_datasets.csv")
    due = due[(due["series"] == "nrm_referrals") & (due["breakdown"] == "total")]
    due = due[due["period_type"] == "calendar quarter"]
    assert len(due) == 58
    assert data[pd.PeriodIndex(due["period"].str.replace("-", ""), freq="Q-DEC")].tolist() == due["value"].tolist()


@pytest.mark.parametrize(
    ("quarter", "people"),
    [("2022_q2", 4171), ("2022_q3", 4586), ("2022_q4", 4417), ("2023_q1", 4746), ("2023_q3", 4138)],
)
def test_first_responders_add_up_to_the_bulletins(quarter: str, people: int) -> None:
    data = table(f"nrm_first_responder*{quarter}.csv", "first_responders")
    assert data["people"].sum() == people
    by_type = data.groupby(data["first_responder_type"].str.casefold())["people"].sum()
    due = published("nrm_and_crime_computed_from_datasets.csv")
    due = due[(due["breakdown"] == "first responder type") & (due["period"] == quarter.upper().replace("_", "-"))]
    assert by_type.to_dict() == dict(zip(due["category"].str.casefold(), due["value"], strict=True))


@pytest.mark.parametrize(("stage", "in_2022"), [("reasonable", 16_757), ("conclusive", 6_157)])
def test_grounds_decisions_are_without_totals(stage: str, in_2022: int) -> None:
    data = table(f"nrm_{stage}_grounds*2023Q3.csv", f"{stage}_grounds")
    assert data.loc[data["quarter"].dt.year == 2022, "decisions"].sum() == in_2022
    assert set(data["outcome"]) == {f"Negative {stage} grounds", f"Positive {stage} grounds"}
    assert data["quarter"].nunique() == 39


def test_duty_to_notify() -> None:
    data = table("nrm_duty_to_notify_by_quarter*2023Q3.csv", "reports_by_quarter")
    assert data.groupby(data["quarter"].dt.year)["reports"].sum()[[2016, 2021, 2023]].tolist() == [762, 3193, 3885]
    assert data.loc[data["quarter"] == pd.Period("2023Q3"), "reports"].tolist() == [1317]


@pytest.mark.parametrize(
    ("pattern", "released"),
    [
        ("*year-ending-september-2023.xlsx", "2023-11-23"),
        ("irregular_migration_detections__ye_jun_2023.csv", "2023-08-24"),
        ("irregular_migration_detections__ye_dec_2022.csv", "2023-02-23"),
    ],
)
def test_irregular_migration_gives_the_figures_summed_before(pattern: str, released: str) -> None:
    data = table(pattern, "detections")
    due = published("irregular_migration_computed_from_dataset.csv")
    due = due[due["release_date"] == released]
    sums = data.groupby(["quarter", "method_of_entry"])["detections"].sum().rename("value").reset_index()
    years = sums.assign(period=sums["quarter"].dt.year.astype("str"))
    quarters = sums.assign(period=sums["quarter"].dt.strftime("%Y-Q%q"))
    both = pd.concat([years, quarters]).groupby(["period", "method_of_entry"])["value"].sum()
    assert len(due) >= 20
    assert both[list(zip(due["period"], due["category"], strict=True))].tolist() == due["value"].tolist()


def test_irregular_migration_bands_are_those_of_the_latest_release() -> None:
    early = table("irregular_migration_detections__ye_dec_2022.csv", "detections")
    late = table("*year-ending-september-2023.xlsx", "detections")
    assert set(early["age_group"]) == {*late["age_group"], "N/A"}
    assert set(early["sex"]) == {*late["sex"], "N/A"}


def test_irregular_migration_tables_of_one_release() -> None:
    read_file = release("*year-ending-september-2023.xlsx")
    sizes = {name: len(data) for name, data in read_file.tables.items()}
    assert sizes == {
        "detections": 10_294,
        "nrm_referrals": 3334,
        "nrm_outcomes": 2768,
    }
    assert str(read_file.published) == "2023-11-23"
    csv = table("small_boat_nrm_referrals__ye_jun_2023.csv", "nrm_referrals")
    pd.testing.assert_frame_equal(read_file.tables["nrm_referrals"].reset_index(drop=True), csv.reset_index(drop=True))


@pytest.mark.parametrize("pattern", ["14_November_2025*.ods", "20_February_2026*.ods", "21_August_2026*.ods"])
def test_small_boats_by_year(pattern: str) -> None:
    data = table(pattern, "daily")
    by_year = data.groupby(data["date"].dt.year)["migrants_arrived"].sum()
    assert by_year[[2018, 2019, 2020, 2021, 2022]].tolist() == [299, 1843, 8462, 28_526, 45_755]
    assert data["uncontrolled_landings"].isna().sum() == 1826
    marks = release(pattern).marks
    assert marks.groupby(["table", "mark"]).size().to_dict() == {("daily", "-"): 1826, ("weekly", "-"): 920}


def test_recorded_modern_slavery_offences() -> None:
    data = table("prc-pfa-*201718.csv", "recorded_crime")
    slavery = data[data["offence_code"] == "106"]
    assert slavery.groupby("quarter")["offences"].sum().tolist() == [610, 726, 964, 1093]
    assert [str(quarter) for quarter in slavery["quarter"].unique()] == ["2018Q1", "2018Q2", "2018Q3", "2018Q4"]
    assert data["force"].nunique() == 48
    assert {"AF", "10A", "1/4.1/4.10/4.2"} <= set(data["offence_code"])
    assert data["offences"].min() == -45


def test_charges_by_quarter() -> None:
    data = table("charges_by_offence*.csv", "charges_by_offence")
    slavery = data[data["offence_code"] == "106"].set_index("quarter")["charges"]
    due = published("nrm_and_crime_computed_from_datasets.csv")
    due = due[due["series"] == "modern_slavery_outcomes"]
    assert len(due) == len(slavery) == 37
    assert slavery[pd.PeriodIndex(due["period"].str.replace("-", ""), freq="Q-DEC")].tolist() == due["value"].tolist()
    assert (data["charges"] < 0).sum() == 2
