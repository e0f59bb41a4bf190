"""Any number of releases lie side by side: who adds the weekly one each week meets no end of them."""

import shutil

import pandas as pd
import pytest

from analysis.catalogue import load
from tests.catalogue.conftest import FAULTS

WEEKS = ("2026-01-11", "2026-01-18", "2026-01-25")


@pytest.fixture
def with_weeks(downloads):
    """The series with three more weekly releases than the repository has."""
    before = load("small_boats", vintages=True)["vintage"].nunique()
    for week in WEEKS:
        shutil.copy(FAULTS / f"week_{week}.xlsx", downloads)
    return before


def test_each_weekly_release_is_a_vintage_of_its_own(with_weeks):
    rows = load("small_boats", vintages=True)
    assert rows["vintage"].nunique() == with_weeks + len(WEEKS) > 4
    assert not rows.duplicated(["month", "vintage"]).any()


@pytest.mark.usefixtures("with_weeks")
@pytest.mark.parametrize(
    ("day", "release"),
    [("2026-01-15", "week-2026-01-11"), ("2026-01-19", "week-2026-01-18"), ("2026-02-01", "week-2026-01-25")],
)
def test_the_release_known_on_a_day_is_the_newest_before_it(day, release):
    rows = load("small_boats", as_at=day)
    assert set(rows["release"]) == {release}
    assert rows["month"].max() == pd.Period("2025-12", "M")


def test_what_no_official_release_gives_comes_from_one_without_a_day():
    rows = load("nrm_referrals", vintages=True)
    undated = rows[rows["vintage"].isna()]
    assert undated[["quarter", "official"]].to_numpy().tolist() == [[pd.Period("2025Q2", "Q-DEC"), False]]
    assert not load("nrm_referrals", as_at="2026-08-31")["quarter"].isin(undated["quarter"]).any()
