"""Referrals by exploitation type, nationality and sex in data/published, beside the transcription of the bulletins."""

import pandas as pd

from tests.data.published import figures, needs_sources, read_transcribed, select, stored

ADULT, CHILD = "Adult (18 or over)", "Child (17 or under)"
FOUND_LATER = {("2025 Q3", "UK"): 1_312, ("2025 Q3", "Eritrean"): 1_044, ("2025 Q3", "Somali"): 662}
"""Counts on a page that was transcribed without them."""
SPELLED = {"Eritrea": "Eritrean", "Somalia": "Somali"}


def transcribed():
    """Return (day, period, characteristic, level, age group) and count of each figure of these kinds."""
    files = ("nrm_published_figures.csv", "nrm_published_figures_2024_to_2025.csv")
    rows = pd.concat([read_transcribed(file) for file in files])
    rows = rows[(rows.series == "nrm_referrals") & (rows.unit == "persons") & (rows.geography == "UK")]
    found = set()
    for row in rows.itertuples():
        cell = {
            "sex": ("Sex", row.category.capitalize(), "All"),
            "nationality": ("Nationality", SPELLED.get(row.category, row.category), "All"),
            "adult main exploitation type": ("Exploitation type", row.category.capitalize(), ADULT),
            "child main exploitation type": ("Exploitation type", row.category.capitalize(), CHILD),
            "age x sex": ("Sex", row.category.split()[-1].capitalize(), ADULT if "adult" in row.category else CHILD),
        }.get(row.breakdown)
        if cell:
            found.add((row.release_date, row.period.replace("-", " "), *cell, int(row.value)))
    return found


@needs_sources
def test_each_figure_was_printed_on_the_day_of_its_release():
    given = transcribed()
    undated = {row[1:] for row in given if row[0] in ("", "2022")}
    for row in figures("nrm_characteristics").itertuples():
        cell = (row.period, row.characteristic, row.level, row.age_group, row.referrals)
        later = FOUND_LATER.get((row.period, row.level)) == row.referrals
        assert (row.date, *cell) in given or (row.date != row.date and cell in undated) or later, cell


@needs_sources
def test_every_official_figure_is_held():
    rows = figures("nrm_characteristics")
    keys = ["date", "period", "characteristic", "level", "age_group", "referrals"]
    held = set(rows[keys].itertuples(index=False, name=None))
    official = set(rows[rows.standing == "official"].date)
    missing = {row for row in transcribed() if row[0] in official} - held
    # The annex gives the UK nationals of 2024 twice: 4,441 in its table, 4,411 in its text.
    assert missing == {("2025-03-06", "2024", "Nationality", "UK", "All", 4_411)}


def test_the_main_types_of_2021_are_given_by_age_group():
    types = select(figures("nrm_characteristics"), release="nrm-2021-summary", characteristic="Exploitation type")
    assert dict(zip(zip(types.level, types.age_group, strict=True), types.referrals, strict=True)) == {
        ("Labour", ADULT): 2_141,
        ("Criminal", CHILD): 2_689,
    }


def test_parts_stay_below_the_total_of_their_period():
    totals = {"2021": 12_727, "2022": 16_938, "2023": 17_004, "2024": 19_125, "2025 Q4": 6_021}
    rows = select(figures("nrm_characteristics"), age_group="All")
    sums = rows.groupby(["release", "characteristic", "period"]).referrals.sum().reset_index()
    for row in sums[sums.period.isin(totals)].itertuples():
        assert row.referrals <= totals[row.period]
    assert stored("nrm_characteristics", "nrm-2021-summary")["2021", "Sex", "Male", "All"] == 9_790
