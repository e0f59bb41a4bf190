"""The figures in data/published: that each file is whole, and that it holds what its sources say.

The sources themselves are not in the repository. The tests that read them look for a folder `shared` beside the
project and are skipped without it; all others need nothing but the files.
"""

import datetime as dt
import hashlib
from collections import Counter

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from tests.data.published import (
    FOLDER,
    MEASURES,
    REAL,
    TRANSCRIBED,
    dimensions,
    figures,
    needs_sources,
    read_transcribed,
    select,
    sidecar,
    stored,
    year,
)

NAMES = list(MEASURES)
ALL_AGES = ["Adult (18 or over)", "Child (17 or under)", "Age not specified or unknown"]
LOCATIONS = ["UK", "Overseas", "UK and overseas", "Not specified or unknown"]
TABLES = ["nrm-2023-q1", "nrm-2023-q3", "nrm-2023-q4"]
IRREGULAR = ["irregular-ye-2022-12", "irregular-ye-2023-06", "irregular-ye-2023-09", "irregular-ye-2023-12"]
SMALL_BOAT_NRM = ["irregular-ye-2023-06", "irregular-ye-2023-09"]
RESPONDERS = {
    "nrm-2022-q2": 4_171,
    "nrm-2022-q3": 4_586,
    "nrm-2022-q4": 4_417,
    "nrm-2023-q1": 4_746,
    "nrm-2023-q2": 3_998,
    "nrm-2023-q3": 4_138,
    "nrm-2023-q4": 4_141,
}
"""Referrals in the tables by first responder; the bulletins of 2022 Q4 and 2023 Q4 print one more, 4,418 and 4,142."""
ANYONE = {"nationality": "All", "age_group": "All", "sex": "All"}
SMALL_BOAT_FILES = {
    "small-boats-2025-11-14": "14_November_2025_Small_boats_-_time_series.ods",
    "small-boats-2026-02-20": "20_February_2026_Small_boats_-_time_series_v2.ods",
    "small-boats-2026-08-21": "21_August_2026_Small_boats_-_time_series.ods",
}


def without_tables(name):
    return figures(name)[lambda rows: ~rows.release.isin(TABLES)]


# ---- Each file by itself


def test_the_folder_holds_these_files_and_every_file_has_a_sidecar():
    files = {path.stem for path in FOLDER.glob("*.csv")}
    assert set(NAMES) <= files
    assert {path.stem for path in FOLDER.glob("*.yaml")} == files


@pytest.mark.parametrize("name", NAMES)
def test_the_sidecar_has_the_hash_of_its_file(name):
    content = (FOLDER / f"{name}.csv").read_bytes()
    assert sidecar(name)["file"] == f"{name}.csv"
    assert sidecar(name)["sha256"] == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("name", NAMES)
def test_the_file_is_tidy(name):
    content = (FOLDER / f"{name}.csv").read_bytes().decode("utf-8")
    header = content.splitlines()[0].split(",")
    assert "\r" not in content
    assert content.endswith("\n")
    assert not content.startswith("\ufeff")
    assert header[0] == "release"
    assert header[-len(MEASURES[name]) :] == MEASURES[name]
    assert all(heading == heading.lower() and heading.isidentifier() for heading in header)

    rows = pd.read_csv(FOLDER / f"{name}.csv", dtype=str, keep_default_na=False)
    optional = ["boats_uncontrolled", "days", "months", "receipts", "disposals"]
    assert rows.drop(columns=optional, errors="ignore").ne("").all(axis=None)
    assert rows[MEASURES[name]].apply(lambda column: column.str.fullmatch(r"-?\d+") | column.eq("")).all(axis=None)
    form = {"period": r"\d{4}( Q[1-4]|-\d{2})?", "month": r"\d{4}-\d{2}", "week_ending": r"\d{4}-\d{2}-\d{2}"}
    period = dimensions(name)[0]
    assert rows[period].str.fullmatch(form[period]).all()


@pytest.mark.parametrize("name", NAMES)
def test_every_release_is_described_and_used(name):
    releases = sidecar(name)["releases"]
    for release in releases:
        assert {"key", "publisher", "title", "address", "period", "standing"} <= set(release)
        assert release["standing"] in {"official", "secondary"}
        assert release["address"].startswith("https://")
    keys = [release["key"] for release in releases]
    assert len(set(keys)) == len(keys)
    assert set(keys) == set(figures(name).release)


@pytest.mark.parametrize("name", NAMES)
def test_releases_are_in_order_of_date_and_periods_in_order_within_them(name):
    # A release whose day nobody printed comes first.
    dates = [release.get("date", dt.date.min) for release in sidecar(name)["releases"]]
    assert dates == sorted(dates)
    assert list(figures(name).release.unique()) == [release["key"] for release in sidecar(name)["releases"]]
    for release in sidecar(name)["releases"]:
        periods = select(figures(name), release=release["key"])[dimensions(name)[0]]
        assert periods.is_monotonic_increasing
        assert release["period"].startswith(periods.iloc[0])
        assert release["period"].endswith(periods.iloc[-1])


@pytest.mark.parametrize("name", NAMES)
def test_no_figure_is_there_twice(name):
    assert not figures(name).duplicated(["release", *dimensions(name)]).any()
    assert not figures(name).duplicated(["date", *dimensions(name)]).any(), "two releases of one day"


# ---- Figures that the Home Office printed


def test_referrals_of_2021_are_the_four_that_were_published_in_turn():
    assert stored("nrm_referrals", "nrm-2021-summary")["2021", "All", "All"] == 12_727
    assert stored("nrm_referrals", "nrm-2022-summary")["2021", "All", "All"] == 12_706
    assert year("nrm_referrals", "nrm-2023-q1")["2021"] == 12_704
    assert year("nrm_referrals", "nrm-2023-q3")["2021"] == 12_701
    assert year("nrm_referrals", "nrm-2023-q4")["2021"] == 12_700


def test_referrals_of_2023_to_2025_are_those_that_were_printed():
    assert year("nrm_referrals", "nrm-2023-q4")["2023"] == 17_004
    assert stored("nrm_referrals", "nrm-2024-annex")["2024", "All", "All"] == 19_125
    assert stored("nrm_referrals", "nrm-2025-annex")["2025", "All", "All"] == 23_411
    quarters = stored("nrm_referrals", "nrm-2025-q4-bulletin")
    assert [quarters[quarter, "All", "All"] for quarter in ("2024 Q4", "2025 Q3", "2025 Q4")] == [5_538, 6_407, 6_021]
    assert stored("duty_to_notify", "nrm-2025-annex") == {"2025": 7_130}


def test_referrals_of_2020_and_2019_as_first_published():
    assert stored("nrm_referrals", "nrm-2020-summary-quoted")["2020", "All", "All"] == 10_613
    assert stored("nrm_referrals", "annual-report-2020-quoted")["2019", "All", "All"] == 10_627


@pytest.mark.parametrize("release", IRREGULAR)
def test_small_boat_arrivals_of_the_quarterly_dataset(release):
    arrivals = year("irregular_migration", release, method_of_entry="Small boat arrivals", **ANYONE)
    assert (arrivals["2020"], arrivals["2021"]) == (8_466, 28_526)
    assert arrivals["2022"] == (45_755 if release == "irregular-ye-2022-12" else 45_774)
    assert release != IRREGULAR[-1] or arrivals["2023"] == 29_437


@pytest.mark.parametrize("release", SMALL_BOAT_FILES)
def test_small_boat_arrivals_of_the_weekly_release(release):
    arrivals = year("small_boats", release)
    assert (arrivals["2020"], arrivals["2021"], arrivals["2022"]) == (8_462, 28_526, 45_755)
    assert release != "small-boats-2026-08-21" or arrivals["2025"] == 41_472


# ---- Details add up


@pytest.mark.parametrize("release", TABLES)
def test_the_tables_hold_every_combination_once(release):
    referrals = select(figures("nrm_referrals"), release=release)
    decisions = select(figures("nrm_decisions"), release=release)
    assert set(referrals.age_group) == set(ALL_AGES)
    assert set(referrals.location) == set(LOCATIONS)
    assert (referrals.groupby("period").size() == len(ALL_AGES) * len(LOCATIONS)).all()
    assert (decisions.groupby("period").size() == 2 * 2 * len(ALL_AGES)).all()
    for rows, first in ((referrals, "2009Q2"), (decisions, "2014Q1")):
        last = release.removeprefix("nrm-").replace("-q", "Q")
        quarters = pd.period_range(first, last, freq="Q-DEC").strftime("%Y Q%q")
        assert list(rows.period.unique()) == list(quarters)


@pytest.mark.parametrize("name", ["nrm_referrals", "nrm_decisions"])
def test_the_parts_that_a_bulletin_prints_stay_below_its_total(name):
    printed = without_tables(name)
    measure, margins = MEASURES[name][0], dimensions(name)[1 if name == "nrm_referrals" else 2 :]
    is_total = (printed[margins] == "All").all(axis=1)
    key = ["release", *[column for column in dimensions(name) if column not in margins]]
    totals = printed[is_total].set_index(key)[measure]
    parts = printed[~is_total]
    for margin in margins:
        sums = parts[parts[margin] != "All"].groupby(key)[measure].sum()
        assert (sums < totals.reindex(sums.index)).all()


@pytest.mark.parametrize("release", IRREGULAR)
@pytest.mark.parametrize("dimension", ["age_group", "sex", "nationality"])
def test_irregular_entries_by_each_dimension_add_up_to_the_total(release, dimension):
    rows = select(figures("irregular_migration"), release=release)
    key = ["period", "method_of_entry"]
    totals = select(rows, **ANYONE).set_index(key).detections
    sums = rows[rows[dimension] != "All"].groupby(key).detections.sum()
    if dimension == "nationality":
        is_small_boat = totals.index.get_level_values("method_of_entry") == "Small boat arrivals"
        totals = totals[is_small_boat] if release == IRREGULAR[-1] else totals[:0]
    assert sums.to_dict() == totals.to_dict()


def test_small_boat_months_are_whole_and_without_a_gap():
    rows = figures("small_boats")
    for release, last in zip(SMALL_BOAT_FILES, ("2025-10", "2026-01", "2026-07"), strict=True):
        months = select(rows, release=release).month
        assert list(months) == list(pd.period_range("2018-01", last, freq="M").astype(str))
    assert (rows.boats_uncontrolled.isna() == (rows.month < "2023-01")).all()
    assert (rows.boats_uncontrolled.fillna(0) <= rows.boats).all()


def test_prevention_weeks_end_on_a_sunday_and_leave_no_gap():
    for _, rows in figures("small_boat_preventions").groupby("release"):
        weeks = pd.to_datetime(rows.week_ending)
        assert (weeks.dt.day_name() == "Sunday").all()
        assert (weeks.diff().dropna() == pd.Timedelta(weeks=1)).all()


# ---- The official files


@needs_sources
@pytest.mark.parametrize("release", TABLES)
def test_referrals_are_those_of_data_table_2(release):
    vintage = release.removeprefix("nrm-").replace("-q", "Q")
    path = REAL / "home_office_nrm" / f"nrm_referrals_by_quarter_age_location__release_{vintage}.csv"
    detail, totals = {}, 0
    for table_year, quarter, age, location, count in pd.read_csv(path).itertuples(index=False):
        if location == "Total":
            totals += count
        else:
            detail[f"{table_year} {quarter}", age, location.replace("and Overseas", "and overseas")] = count
    assert stored("nrm_referrals", release) == detail
    assert sum(detail.values()) == totals


@needs_sources
@pytest.mark.parametrize("release", TABLES)
def test_decisions_are_those_of_data_tables_16_and_28(release):
    vintage = release.removeprefix("nrm-").replace("-q", "Q")
    detail = {}
    for stage in ("Reasonable grounds", "Conclusive grounds"):
        file = f"nrm_{stage.lower().replace(' ', '_')}_by_quarter__release_{vintage}.csv"
        table = pd.read_csv(REAL / "home_office_nrm" / file)
        quarters, years = table[table.Quarter != "Total"], table[table.Quarter == "Total"]
        assert quarters.groupby("Year").Total.sum().tolist() == years.Total.tolist()
        for row in quarters.to_dict("records"):
            cells = {
                (f"{row['Year']} {row['Quarter']}", stage, outcome, age): row[f"{age} - {outcome} {stage.lower()}"]
                for outcome in ("Positive", "Negative")
                for age in ALL_AGES
            }
            assert sum(cells.values()) == row["Total"]
            detail |= cells
    assert stored("nrm_decisions", release) == detail


@needs_sources
@pytest.mark.parametrize("release", ["nrm-2023-q3", "nrm-2023-q4"])
def test_duty_to_notify_reports_are_those_of_data_table_40(release):
    vintage = release.removeprefix("nrm-").replace("-q", "Q")
    table = pd.read_csv(REAL / "home_office_nrm" / f"nrm_duty_to_notify_by_quarter__release_{vintage}.csv")
    quarters, years = table[table.Quarter != "Total"], table[table.Quarter == "Total"]
    assert stored("duty_to_notify", release) == dict(
        zip(quarters.Year.astype(str) + " " + quarters.Quarter, quarters.Total, strict=True)
    )
    sums = year("duty_to_notify", release)
    assert sums == dict(zip(years.Year.astype(str), years.Total, strict=True))


SERIES = {
    "nrm_referrals": ("nrm_referrals", {}),
    "nrm_reasonable_grounds_decisions": ("nrm_decisions", {"stage": "Reasonable grounds"}),
    "nrm_conclusive_grounds_decisions": ("nrm_decisions", {"stage": "Conclusive grounds"}),
    "duty_to_notify_reports": ("duty_to_notify", {}),
    # The later transcription names the same series otherwise.
    "reasonable_grounds_decisions": ("nrm_decisions", {"stage": "Reasonable grounds"}),
    "conclusive_grounds_decisions": ("nrm_decisions", {"stage": "Conclusive grounds"}),
    "duty_to_notify": ("duty_to_notify", {}),
}
CATEGORIES = {
    ("total", "all"): {},
    ("age at exploitation", "adult (18 or over)"): {"age_group": "Adult (18 or over)"},
    ("age at exploitation", "child (17 or under)"): {"age_group": "Child (17 or under)"},
    ("location of exploitation", "UK only"): {"location": "UK"},
    ("location of exploitation", "overseas only"): {"location": "Overseas"},
    ("outcome", "positive"): {"outcome": "Positive"},
}
FOUND_LATER = "nrm-2023-q2-bulletin"
"""A bulletin that was read after the transcription was made."""


def transcribed():
    """Yield (file, cell, row) for each national count that was transcribed from a bulletin or a page."""
    files = ("nrm_published_figures.csv", "nrm_published_figures_2024_to_2025.csv")
    rows = pd.concat([read_transcribed(file) for file in files])
    for row in rows[rows.geography == "UK"].itertuples():
        name, stage = SERIES.get(row.series, (None, {}))
        category = CATEGORIES.get((row.breakdown, row.category))
        if name is not None and row.unit in ("persons", "decisions", "reports") and category is not None:
            cell = dict.fromkeys(dimensions(name), "All") | stage | category
            yield name, cell | {"period": row.period.replace("-", " ")}, row


def held_on(name, day, cell):
    """Return the figure of a cell that is held in the releases of a day, added up where they hold it as detail."""
    of_the_day = select(figures(name), date=day)
    exact = select(of_the_day, **cell)
    if exact.empty:
        parts = {column: value for column, value in cell.items() if value != "All" and column != "period"}
        exact = select(of_the_day, **parts)
        exact = exact[exact.period.str.startswith(cell["period"])]
    return exact[MEASURES[name][0]].sum()


@needs_sources
def test_every_official_bulletin_figure_is_in_the_release_of_its_day():
    checked = 0
    for name, cell, row in transcribed():
        official = row.source_kind.startswith("official") and not row.source.startswith("Home Affairs Committee")
        if official and "-" in row.release_date:
            assert held_on(name, row.release_date, cell) == int(row.value), (name, cell, row.release_date)
            checked += 1
    assert checked > 100


@needs_sources
@pytest.mark.parametrize("name", ["nrm_referrals", "nrm_decisions", "duty_to_notify"])
def test_every_figure_outside_the_data_tables_was_printed_where_the_sidecar_says(name):
    printed = {
        (
            f"{row.release_date}-01" if row.release_date == "2017-10" else row.release_date or "nan",
            "official" if row.source_kind.startswith("official") else "secondary",
            row.source_url,
            *[cell[column] for column in dimensions(name)],
            int(row.value),
        )
        for file, cell, row in transcribed()
        if file == name
    }
    columns = ["date", "standing", "address", *dimensions(name), *MEASURES[name]]
    held = without_tables(name).fillna({"date": "nan"})
    held = held[held.release != FOUND_LATER][columns]
    assert set(held.itertuples(index=False, name=None)) <= printed


def detections(release):
    """Yield quarter, method, nationality, age, sex and count for each row of the detailed dataset."""
    folder = REAL / "home_office_irregular_migration"
    if release == "irregular-ye-2023-09":
        path = folder / "irregular-migration-to-the-UK-detailed-dataset-year-ending-september-2023.xlsx"
        rows = CalamineWorkbook.from_path(path).get_sheet_by_name("Data - Irr_D01").to_python()
        for _, quarter, method, nationality, _, sex, age, count in rows[2:-1]:
            yield quarter, method, nationality, age, sex, int(count)
    else:
        end = {"12": "dec", "06": "jun"}[release[-2:]] + "_" + release[-7:-3]
        table = pd.read_csv(folder / f"irregular_migration_detections__ye_{end}.csv", keep_default_na=False)
        for _, in_year, quarter, method, nationality, _, sex, age, count in table.itertuples(index=False):
            yield f"{in_year} Q{quarter}", method, nationality, age, sex, count


@needs_sources
@pytest.mark.parametrize("release", IRREGULAR)
def test_irregular_entries_are_sums_of_the_detailed_dataset(release):
    harmonised = {
        "Under 18": "17 and under",
        "18-24": "18 to 24",
        "25-39": "25 to 39",
        "40+": "40 and over",
        "N/A": "Not available",
    }
    expected = Counter()
    for quarter, method, nationality, age, sex, count in detections(release):
        expected[quarter, method, "All", "All", "All"] += count
        expected[quarter, method, "All", harmonised.get(age, age), "All"] += count
        expected[quarter, method, "All", "All", harmonised.get(sex, sex)] += count
        if method == "Small boat arrivals" and release == IRREGULAR[-1]:
            expected[quarter, method, nationality, "All", "All"] += count
    assert stored("irregular_migration", release) == expected


@needs_sources
def test_irregular_entries_agree_with_the_totals_computed_for_the_project():
    rows = pd.read_csv(TRANSCRIBED / "irregular_migration_computed_from_dataset.csv", dtype={"period": str})
    key_of = {str(release["date"]): release["key"] for release in sidecar("irregular_migration")["releases"]}
    for row in rows.itertuples():
        release = key_of[row.release_date]
        if row.period_type == "calendar year":
            held = year("irregular_migration", release, method_of_entry=row.category, **ANYONE)[row.period]
        else:
            held = stored("irregular_migration", release)[
                row.period.replace("-", " "), row.category, "All", "All", "All"
            ]
        assert held == row.value, row


@needs_sources
@pytest.mark.parametrize(("release", "file"), SMALL_BOAT_FILES.items())
def test_small_boat_months_are_sums_of_the_daily_sheet(release, file):
    days = CalamineWorkbook.from_path(REAL / "home_office_small_boats" / file).get_sheet_by_name("SB_01").to_python()
    people, boats, uncontrolled, revised = Counter(), Counter(), Counter(), Counter()
    for day, arrived, landed, without_interception, note in days[1:]:
        month = day.strftime("%Y-%m")
        people[month] += arrived
        boats[month] += landed
        uncontrolled[month] += float("nan") if without_interception == "-" else without_interception
        revised[month] += note == "Revised"
    held = select(figures("small_boats"), release=release).set_index("month")
    part_month = {days[-1][0].strftime("%Y-%m")}
    assert set(people) - set(held.index) == part_month
    for column, sums in zip(MEASURES["small_boats"], (people, boats, uncontrolled, revised), strict=True):
        expected = pd.Series(sums, name=column, dtype=float).drop(list(part_month))
        pd.testing.assert_series_equal(held[column].astype(float), expected, check_names=False)


@needs_sources
def test_small_boats_agree_with_published_totals():
    rows = pd.read_csv(TRANSCRIBED / "small_boats_published_figures.csv", dtype={"period": str})
    rows = rows[(rows.breakdown == "total") & rows.category.isin(["people", "boats"])]
    months = select(figures("small_boats"), release="small-boats-2025-11-14")
    for row in rows[rows.release_date == "2025-11-22"].itertuples():
        assert months[months.month.str.startswith(row.period)][row.category].sum() == row.value, row
    quarterly = rows[(rows.release_date == "2022-02-24") & (rows.category == "people") & (rows.period.str.len() == 4)]
    held = year("irregular_migration", IRREGULAR[0], method_of_entry="Small boat arrivals", **ANYONE)
    assert {row.period: row.value for row in quarterly.itertuples()} == {y: held[y] for y in quarterly.period}
    assert months.set_index("month").people["2021-11"] == rows.set_index("period").value["2021-11"]


@needs_sources
@pytest.mark.parametrize("release", ["small-boats-2026-02-20", "small-boats-2026-08-21"])
def test_preventions_are_those_of_the_weekly_sheet(release):
    path = REAL / "home_office_small_boats" / SMALL_BOAT_FILES[release]
    weeks = CalamineWorkbook.from_path(path).get_sheet_by_name("SB_02").to_python()[1:]
    given = [(f"{end:%Y-%m-%d}", people, events) for end, _, _, _, people, events, _ in weeks if people != "-"]
    columns = ["week_ending", "people_prevented", "events_prevented"]
    held = select(figures("small_boat_preventions"), release=release)
    assert list(held[columns].itertuples(index=False, name=None)) == given


# ---- Recorded crime and charges


def test_offences_of_2017_18_are_3_393_and_later_years_as_printed():
    held = figures("recorded_crime")
    detail = select(held, release="open-data-2017-18")
    assert detail.groupby("period").offences.sum().to_dict() == {
        "2017 Q2": 610,
        "2017 Q3": 726,
        "2017 Q4": 964,
        "2018 Q1": 1_093,
    }
    assert detail.offences.sum() == 3_393
    assert (detail.groupby("period").force.nunique() == 44).all(), "43 forces, and the British Transport Police"
    printed = held[held.release != "open-data-2017-18"].set_index(["period", "coverage", "force"]).offences
    assert printed["2016-17", "All forces", "All"] == 2_255
    assert printed["2017-18", "All forces", "All"] == 3_412
    assert printed["2018-19", "All forces", "All"] == 5_144
    assert printed["2018-19", "Without Greater Manchester", "All"] == 4_897
    assert printed["2019-20", "Without Greater Manchester", "All"] == 7_779


@needs_sources
def test_offences_by_force_are_those_of_the_open_data_table():
    path = REAL / "home_office_recorded_crime" / "prc-pfa-mar2013-onwards-tables201718.csv"
    table = pd.read_csv(path, dtype=str)
    calendar = {"1": "2017 Q2", "2": "2017 Q3", "3": "2017 Q4", "4": "2018 Q1"}
    spelled = {"Devon and Cornwall": "Devon & Cornwall", "British Transport Police": "Other police"}
    expected = {
        (calendar[row["Financial Quarter"]], "All forces", spelled.get(row["Force Name"], row["Force Name"])): int(
            row["Number of Offences"]
        )
        for row in table[table["Offence Code"] == "106"].to_dict("records")
    }
    assert stored("recorded_crime", "open-data-2017-18") == expected


@needs_sources
def test_yearly_offences_are_those_transcribed():
    rows = pd.read_csv(TRANSCRIBED / "police_recorded_crime_published_figures.csv", dtype=str, keep_default_na=False)
    rows = rows[(rows.series == "police_recorded_modern_slavery_offences") & (rows.unit == "offences")]
    held = figures("recorded_crime")
    held = held[held.period.str.contains("-")]
    spelled = {"England and Wales": "All", "England and Wales excluding Greater Manchester": "All"}
    read = {
        (row.period.replace("/", "-"), spelled.get(row.geography, row.geography), int(row.value), row.release_date)
        for row in rows.itertuples()
    }
    # Found later than the transcription; the rise of 159% that it holds for the next year is on a revised figure.
    found_later = held["release"] == "iasc-2016"
    assert held.loc[found_later, "offences"].to_list() == [884]
    for row in held[~found_later].itertuples():
        month = row.date[:7] if row.release == "annual-report-2017-quoted" else row.date
        assert (row.period, row.force, row.offences, month) in read, row
    by_geography = {(row.period.replace("/", "-"), row.geography): int(row.value) for row in rows.itertuples()}
    kept = set(zip(held.period, held.force, held.offences, strict=True))
    left_out = {
        key: value for key, value in by_geography.items() if (key[0], spelled.get(key[1], key[1]), value) not in kept
    }
    assert {geography for (period, geography) in left_out if "to" not in period} == {
        "Scotland",
        "Northern Ireland",
        "38 forces, England and Wales",
    }


@needs_sources
def test_charges_are_those_of_the_tabulation():
    path = REAL / "home_office_recorded_crime" / "charges_by_offence_code_quarterly__hmt_hackathon.csv"
    table = pd.read_csv(path, dtype=str)
    table = table[table["Offence Code"] == "106"]
    quarters = pd.to_datetime(table["Date"], format="%d/%m/%Y").dt.to_period("Q-DEC").dt.strftime("%Y Q%q")
    counts = table["Outcomes for investigations closed in the quarter"].astype(int)
    assert select(figures("charges"), release="hackathon-2025").set_index("period").charges.to_dict() == dict(
        zip(quarters, counts, strict=True)
    )


@needs_sources
def test_charges_and_offences_agree_with_the_totals_computed_for_the_project():
    rows = pd.read_csv(TRANSCRIBED / "nrm_and_crime_computed_from_datasets.csv", dtype=str)
    charges = rows[rows.series == "modern_slavery_outcomes"]
    held = figures("charges").set_index("period").charges
    assert dict(zip(charges.period.str.replace("-", " "), charges.value.astype(int), strict=True)) == held.to_dict()


# ---- First responders


@pytest.mark.parametrize(("release", "total"), RESPONDERS.items())
def test_every_breakdown_by_first_responder_adds_up_to_the_total(release, total):
    rows = select(figures("nrm_first_responders"), release=release)
    margins = dimensions("nrm_first_responders")[1:]
    broken_down = rows[margins].ne("All")
    sums = rows.groupby([broken_down[name] for name in margins]).referrals.sum()
    assert len(sums) == 11, "the total, six breakdowns and four pairs"
    assert (sums == total).all()
    police = select(rows, **dict.fromkeys(margins, "All") | {"organisation_type": "Police"}).referrals.item()
    forces = rows[rows.force.ne("All") & rows.force.ne("Not police") & rows.exploitation_type.eq("All")]
    assert forces[forces.age_group == "All"].referrals.sum() == police


@needs_sources
@pytest.mark.parametrize("release", RESPONDERS)
def test_first_responders_are_those_of_the_tables(release):
    quarter = release.removeprefix("nrm-").replace("-", "_")
    table = pd.read_csv(REAL / "home_office_nrm" / f"nrm_first_responder_detail_nonzero__{quarter}.csv", dtype=str)
    table["People"] = table["People"].astype(int)
    names = ["Exploitation type", "Age at exploitation", "Gender", "Nationality"]
    top = table[(table[names] == "Total").all(axis=1)]
    held = select(figures("nrm_first_responders"), release=release, exploitation_type="All", age_group="All")
    held = select(held, sex="All", nationality="All")
    pooled = top[top["First responder"].str.endswith("otal")]
    assert len(pooled) == 4
    for kind, people in pooled[["First responder type", "People"]].to_numpy():
        organisation_type = kind.replace("Local Authority", "Local authority")
        assert held.set_index("organisation_type").referrals[organisation_type] == people
    printed = top.set_index("First responder").People
    by_force = held.set_index("force").referrals
    for organisation, force in (
        ("Kent Police", "Kent"),
        ("Metropolitan Police Service", "Metropolitan Police"),
        ("Devon & Cornwall Police", "Devon & Cornwall"),
        ("Avon and Somerset Constabulary", "Avon and Somerset"),
    ):
        assert by_force[force] == printed[organisation]
    others = r"Scotland|Northern Ireland|British Transport|ROCU|Regional Organised|Special Operations Unit"
    assert by_force["Other police"] == printed[printed.index.str.contains(others)].sum()


@needs_sources
@pytest.mark.parametrize("release", [key for key in RESPONDERS if key not in ("nrm-2023-q2", "nrm-2023-q4")])
def test_referrals_by_first_responder_type_agree_with_the_totals_computed_for_the_project(release):
    rows = pd.read_csv(TRANSCRIBED / "nrm_and_crime_computed_from_datasets.csv", dtype=str)
    rows = rows[(rows.breakdown == "first responder type") & (rows.period == release.removeprefix("nrm-").upper())]
    held = select(figures("nrm_first_responders"), release=release, force="All", exploitation_type="All", **ANYONE)
    by_type = {kind.lower(): count for kind, count in zip(held.organisation_type, held.referrals, strict=True)}
    assert len(rows) == 4
    assert {row.category.lower(): int(row.value) for row in rows.itertuples()}.items() <= by_type.items()


# ---- Referrals of small boat arrivals


@pytest.mark.parametrize("release", SMALL_BOAT_NRM)
def test_referrals_and_outcomes_of_small_boat_arrivals_add_up(release):
    raised = select(figures("small_boat_referrals"), release=release, nrm_referral="NRM referral raised", **ANYONE)
    outcomes = select(figures("small_boat_outcomes"), release=release, **ANYONE)
    counts = outcomes.pivot_table(index="period", columns="outcome", values="referrals", fill_value=0)
    second = [name for name in counts if "conclusive" in name]
    first_stage = counts.drop(columns=second).sum(axis=1)
    assert first_stage.to_dict() == raised.set_index("period").arrivals.to_dict()
    assert counts[second].sum(axis=1).equals(counts["Positive reasonable grounds decision"])
    assert raised.arrivals.sum() == 7_923


@pytest.mark.parametrize("name", ["small_boat_referrals", "small_boat_outcomes"])
@pytest.mark.parametrize("release", SMALL_BOAT_NRM)
def test_small_boat_tables_by_each_dimension_add_up(name, release):
    rows = select(figures(name), release=release)
    kept, measure = dimensions(name)[1], MEASURES[name][0]
    totals = select(rows, **ANYONE).set_index(["period", kept])[measure]
    for dimension in ANYONE:
        sums = rows[rows[dimension] != "All"].groupby(["period", kept])[measure].sum()
        newest = release == SMALL_BOAT_NRM[-1]
        assert sums.to_dict() == (totals.to_dict() if newest or dimension != "nationality" else {})


def small_boat_rows(name, release):
    """Yield quarter, level, nationality, age, sex and count for each row of Irr_D04 or Irr_D05."""
    folder = REAL / "home_office_irregular_migration"
    if release == "irregular-ye-2023-09":
        sheet = {"small_boat_referrals": "Data - Irr_D04", "small_boat_outcomes": "Data - Irr_D05"}[name]
        path = folder / "irregular-migration-to-the-UK-detailed-dataset-year-ending-september-2023.xlsx"
        table = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python()
        header, rows = table[1], table[2:-1]
    else:
        path = folder / f"{name.replace('small_boat', 'small_boat_nrm')}__ye_jun_2023.csv"
        frame = pd.read_csv(path, keep_default_na=False, dtype=str)
        header, rows = list(frame), frame.to_numpy().tolist()
    for values in rows:
        row = dict(zip(header, values, strict=True))
        quarter = row["Quarter"] if " " in row["Quarter"] else f"{row['Year']} Q{row['Quarter'].removeprefix('Q')}"
        level = row.get("NRM referral") or row["NRM Case Outcome"]
        group = row.get("NRM Case Outcome Group", "")
        if level in {"Positive", "Negative"}:
            level = f"{level} {group.lower()}"
        yield quarter, level, row["Nationality"], row["Age Group"], row["Sex"], int(row["Referrals"])


@needs_sources
@pytest.mark.parametrize("name", ["small_boat_referrals", "small_boat_outcomes"])
@pytest.mark.parametrize("release", SMALL_BOAT_NRM)
def test_small_boat_tables_are_sums_of_the_detailed_dataset(name, release):
    expected = Counter()
    for quarter, level, nationality, age, sex, count in small_boat_rows(name, release):
        expected[quarter, level, "All", "All", "All"] += count
        expected[quarter, level, "All", age, "All"] += count
        expected[quarter, level, "All", "All", sex] += count
        if release == SMALL_BOAT_NRM[-1]:
            expected[quarter, level, nationality, "All", "All"] += count
    assert stored(name, release) == expected
