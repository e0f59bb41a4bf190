"""One table of all datasets, whose coverage is computed from the data."""

import pandas as pd
import pytest

from analysis import catalogue
from analysis.catalogue import spans
from tests.projects import demonstration_in, project_in


@pytest.fixture(scope="module")
def there():
    return catalogue.table().set_index("name")


def test_there_is_a_row_for_each_dataset(there):
    assert tuple(there.index) == catalogue.names()
    assert there["title"].notna().all()


@pytest.mark.parametrize("name", ["nrm_referrals", "nrm_first_responders", "small_boats", "prosecutions"])
def test_first_last_and_newest_are_those_of_the_data(there, name):
    row = there.loc[name]
    described = catalogue.describe(name)
    assert row["newest_release"] == pd.Timestamp(max(each.date for each in described.releases if each.date))
    assert any(f"{row['first']} to {row['last']}" in said for said in described.coverage)
    assert row["publisher"] in {release.publisher for release in described.releases}


def test_figures_of_years_count_where_they_reach_further_than_those_of_quarters(there):
    assert there.loc["recorded_crime", "every"] == "financial_year, quarter"
    assert there.loc["recorded_crime", "last"] == "2018-19"
    assert "by quarter 2017 Q2 to" in there.loc["recorded_crime", "note"]


def test_areas_and_gaps_are_named(there):
    assert there.loc["nrm_first_responders", "levels"] == "UK, region, force"
    assert there.loc["nrm_referrals", "note"] == "without 2025 Q1"


def test_a_dataset_that_is_unsound_or_empty_says_so_and_keeps_its_row(tmp_path):
    with project_in(tmp_path) as folder:
        data = folder / "data" / "published" / "duty_to_notify.csv"
        data.write_text(data.read_text() + "one more row\n")
        rows = catalogue.table().set_index("name")
    assert rows.loc["duty_to_notify", "note"].startswith("unsound: duty_to_notify.csv")
    assert rows.loc["operations", "note"] == "no return has been sent"
    assert rows.loc[["duty_to_notify", "operations"], ["first", "last", "newest_release"]].isna().all(axis=None)


def test_an_invented_country_has_returns_and_no_publications(tmp_path):
    with demonstration_in(tmp_path):
        rows = catalogue.table().set_index("name")
    assert rows.loc["nrm_referrals", "note"].startswith("not published for")
    assert pd.notna(rows.loc["operations", "first"])


def test_gaps_are_named_while_they_are_few():
    quarters = pd.period_range("2020Q1", "2023Q4", freq="Q-DEC")
    assert spans.gaps(quarters) == ""
    assert spans.gaps(quarters.delete(3)) == "without 2020 Q4"
    assert spans.gaps(quarters[::3]) == "6 of 16"
