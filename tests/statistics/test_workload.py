import numpy as np
import pandas as pd
import pytest

from analysis.statistics import workload, yearly
from analysis.statistics.checks import CannotEstimate

MONTHS = pd.period_range("2021-04", periods=12, freq="M")
YEAR = pd.Period("2022", "Y-MAR")
COUNTS = pd.DataFrame(
    {"North": [20, 30] * 6, "South": np.arange(12) + 5, "London": [7] * 12}, index=MONTHS, dtype=float
)
UNITS = {"South": 2, "North": 5, "London": 2, "Elsewhere": 3}


def by_area(counts=COUNTS):
    return workload.by_area(counts, UNITS, YEAR, without=["London"])


def test_each_area_has_its_count_for_each_unit_of_the_year_in_the_order_given():
    table = by_area()
    assert list(table.index) == ["South", "North", "London"]
    assert table.loc["North", "estimate"] == pytest.approx(300 / 5)
    alone = yearly.means(COUNTS["North"], pd.Series(1.0, index=MONTHS)).loc[YEAR]
    assert table.loc["North", "lower"] == pytest.approx(12 * alone["lower"] / 5)
    assert table.loc["North", "upper"] == pytest.approx(12 * alone["upper"] / 5)


def test_an_area_left_out_keeps_its_count_and_is_not_in_what_the_others_have_together():
    table = by_area()
    assert table.loc["London", "events"] == 84
    assert np.isnan(table.loc["London", "estimate"])
    assert workload.together(table) == pytest.approx((300 + 126) / 7)


def test_the_sentence_counts_the_areas_apart_and_names_none():
    said = workload.sentence(by_area(), "crimes for each force")
    assert said.startswith(
        "Together, the 2 areas compared had 60.9 crimes for each force (426 for 7); none of them differ"
    )
    even = COUNTS.assign(North=[50] * 12)
    assert "; 2 of them differ from that" in workload.sentence(by_area(even), "crimes")


def test_a_year_that_is_not_whole_is_refused():
    with pytest.raises(CannotEstimate, match="2021-22 is not held as a whole"):
        by_area(COUNTS.iloc[:-1])
