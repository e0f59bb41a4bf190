import pandas as pd
import pytest

from analysis.statistics import checks, reach, verdicts


def counts(*values):
    return pd.Series(values, [f"force {n}" for n in range(len(values))], dtype="Float64")


def test_a_suppressed_count_may_be_any():
    found = reach.reach(counts(3, 0, None, 12), noun="activity", units="forces")
    assert (found.estimate, found.interval.lower, found.interval.upper, found.n) == (2, 2, 3, 4)
    assert found.sentence == "2 of 4 forces are known to have had activity; of 1 more it may not be shown."


@pytest.mark.parametrize(
    ("values", "outcome"), [((3, 5), "met"), ((3, None), "cannot be told"), ((3, 0), "not met"), ((0, None), "not met")]
)
def test_whether_every_unit_was_reached_is_told_only_where_it_is_known(values, outcome):
    found = reach.reach_each(pd.DataFrame({"Protect": counts(*values)}), units="forces")
    assert verdicts.criterion("forces", "at least", 2, found["Protect"]).outcome == outcome
    assert reach.summary(found)["units"].tolist() == [2]


def test_no_units_are_refused():
    with pytest.raises(checks.CannotEstimate, match="no forces"):
        reach.reach(counts(), noun="activity", units="forces")


def test_who_had_any_is_said_and_what_is_suppressed_stays_so():
    table = pd.DataFrame({"Prevent": [4, 0, None], "Protect": [0, 1, 0]}, index=["A", "B", "C"], dtype="Int64")
    said = reach.who(table)
    assert said["Prevent"].tolist()[:2] == ["yes", "no"]
    assert pd.isna(said.loc["C", "Prevent"])
    assert said["Protect"].tolist() == ["no", "yes", "no"]
