import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st
from statsmodels.stats.proportion import proportion_confint

from analysis.statistics import attendance
from analysis.statistics.checks import CannotEstimate

POLICE, FORCES = ["Kent", "Essex", "Other police"], ["Kent", "Essex"]
COLUMNS = ["month", "course", "organisation", "attendees"]


def returned(*rows):
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.assign(month=pd.PeriodIndex(frame["month"], freq="M"))


ALIKE = returned(*[(f"2021-{month:02}", "A", who, 5) for month in (4, 5, 6, 7) for who in ("Kent", "Charity")])
APART = returned(*[(f"2021-{month:02}", "A", "Kent" if month % 2 else "Charity", 10) for month in (4, 5, 6, 7)])


def of_a(rows):
    return attendance.by_group(rows, "course", police=POLICE, forces=FORCES).loc["A"]


def test_people_who_mix_evenly_have_the_interval_of_wilson():
    found = of_a(ALIKE)
    assert found["dispersion"] == 1
    assert tuple(found[["lower", "upper"]]) == pytest.approx(proportion_confint(20, 40, method="wilson"))


def test_people_who_come_in_groups_of_their_own_widen_it_by_the_design_effect():
    found = of_a(APART)
    # In each of four months five police were to be expected among ten people, and there were ten or none.
    assert found["dispersion"] == pytest.approx(4 * (5**2 / (5 * 0.5)) / 3)
    effective = 40 / found["dispersion"]
    expected = proportion_confint(effective / 2, effective, method="wilson")
    assert tuple(found[["lower", "upper"]]) == pytest.approx(expected)


def test_with_people_in_two_months_only_no_interval_is_given():
    found = of_a(ALIKE[ALIKE["month"] < "2021-06"])
    assert found["share"] == 0.5
    assert np.isnan(found["lower"])
    assert np.isnan(found["upper"])


def test_forces_are_counted_once_and_other_police_are_none():
    rows = returned(
        ("2021-04", "A", "Kent", 3),
        ("2021-05", "A", "Kent", 1),
        ("2021-05", "A", "Essex", 0),
        ("2021-05", "A", "Other police", 2),
        ("2021-05", "A", "Charity", 4),
    )
    found = of_a(rows)
    assert (found["forces"], found["others"], found["police"], found["people"]) == (1, 2, 6, 10)
    assert attendance.reached(rows, FORCES) == ["Kent"]


def test_nobody_is_no_share():
    with pytest.raises(CannotEstimate, match="nobody came"):
        of_a(ALIKE.assign(attendees=0))
    with pytest.raises(CannotEstimate, match="nobody came"):
        attendance.attended(pd.Series({"A": 0, "B": 0}))


@given(
    st.lists(st.tuples(st.integers(1, 12), st.sampled_from(["A", "B"]), st.sampled_from(POLICE), st.integers(0, 50)))
)
def test_people_of_some_organisations_add_up(rows):
    laid = returned(*((f"2021-{month:02}", *rest) for month, *rest in rows))
    if laid.empty:
        return
    counted = attendance.people(laid, "course", FORCES)
    assert counted.to_numpy().sum() == laid.loc[laid["organisation"].isin(FORCES), "attendees"].sum()
    assert not counted.isna().to_numpy().any()
