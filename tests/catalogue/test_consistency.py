import datetime as dt

import pandas as pd
import pytest

from analysis import datasets
from analysis.catalogue import consistency
from analysis.errors import BadData
from analysis.provenance import Release

DATASET = datasets.find("duty_to_notify")


def release(key, day):
    return Release(
        key, "Home Office", f"Statistics {key}", dt.date.fromisoformat(day), "-", "-", "official", "published", "OGL"
    )


FIRST, SECOND = release("first", "2023-05-04"), release("second", "2023-08-03")


def table(**by_release):
    """Return a cleaned table with the counts of each release, by quarter from 2022 Q1."""
    rows = [
        {"start": quarter.start_time, "reports": count, "release": key}
        for key, counts in by_release.items()
        for quarter, count in zip(pd.period_range("2022Q1", periods=99, freq="Q-DEC"), counts, strict=False)
    ]
    frame = pd.DataFrame(rows).assign(every="quarter", partial=False).astype({"reports": "Int64"})
    return frame.assign(vintage=frame["release"].map({"first": FIRST.date, "second": SECOND.date}))


def warnings(**by_release):
    return list(consistency.check(table(**by_release), DATASET, (FIRST, SECOND)))


def test_ordinary_revisions_pass_without_a_word():
    assert warnings(first=[1000, 1100, 1200], second=[1003, 1096, 1190, 1300]) == []


def test_a_large_revision_is_told_with_both_releases():
    (said,) = warnings(first=[1000, 1100, 1200], second=[1000, 1300, 1200])
    assert "2022 Q2 is 1,100 in one release (Home Office, Statistics first" in said
    assert "1,300 in the next (Home Office, Statistics second" in said


def test_quarters_that_changed_places_are_refused():
    with pytest.raises(BadData, match=r"2022 Q1 is 400.*and 1,200.*mislabelled"):
        warnings(first=[400, 1100, 1200], second=[1200, 1100, 400])


def test_small_counts_may_move_by_large_shares():
    assert warnings(first=[3, 40, 12], second=[9, 70, 30]) == []


@pytest.mark.parametrize("newest", [200, 4500])
def test_a_newest_figure_out_of_the_series_is_told(newest):
    (said,) = warnings(first=[1000, 1100, 1050, 990, 1200, newest])
    assert f"{newest:,} in 2023 Q2" in said
    assert "990 to 1,200" in said


def test_a_short_series_is_not_judged():
    assert warnings(first=[1000, 5000]) == []
