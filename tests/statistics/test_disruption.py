import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from analysis.catalogue import load
from analysis.statistics import disruption, interruption
from analysis.statistics.checks import CannotEstimate

DAY = dt.date(2020, 3, 23)
EVENT = "the first lockdown"


def course(step=1.0, *, frequency="Q-DEC", first="2012Q2", periods=48, growth=0.1, size=2000.0):
    index = pd.period_range(first, periods=periods, freq=frequency)
    year = 12 if frequency == "M" else 4
    mean = size * np.exp(growth * np.arange(periods) / year)
    return pd.Series(mean * np.where(index >= disruption.first_whole_period(DAY, frequency), step, 1), index=index)


@pytest.mark.parametrize(
    ("day", "frequency", "expected"),
    [
        (DAY, "Q-DEC", "2020Q2"),
        (DAY, "M", "2020-04"),
        (dt.date(2020, 4, 1), "Q-DEC", "2020Q2"),
        (dt.date(2020, 4, 2), "M", "2020-05"),
        (DAY, "Y-MAR", "2021"),
    ],
)
def test_the_first_whole_period_begins_on_the_day_or_after(day, frequency, expected):
    assert disruption.first_whole_period(day, frequency) == pd.Period(expected, frequency)


@settings(max_examples=20)
@given(st.floats(0.4, 1.8))
def test_each_series_has_the_step_that_it_took(step):
    found = disruption.disruption({"stepped": course(step), "steady": course()}, DAY, event=EVENT)
    assert found.table["step"].tolist() == pytest.approx([step, 1], rel=1e-4)
    assert found.start("stepped") == pd.Period("2020Q2", "Q-DEC")


def test_the_window_is_five_years_before_and_two_after():
    found = disruption.disruption({"reports": course(0.7, periods=64)}, DAY, event=EVENT)
    assert found.span("reports") == "2015 Q2 to 2022 Q1"
    assert found.table.loc["reports", ["before", "after"]].tolist() == [20, 8]


def test_months_and_quarters_stand_side_by_side():
    months = course(0.5, frequency="M", first="2016-01", periods=75)
    found = disruption.disruption({"arrivals": months, "reports": course(0.7)}, DAY, event=EVENT)
    assert (found.unit("arrivals"), found.unit("reports")) == ("month", "quarter")
    assert found.start("arrivals") == pd.Period("2020-04", "M")


def test_what_was_expected_is_drawn_from_the_event_on():
    drawn = disruption.disruption({"reports": course(0.7)}, DAY, event=EVENT).course("reports")
    assert drawn.columns.tolist() == ["Observed", "Fitted", "Expected", "lower", "upper"]
    assert drawn["Expected"].first_valid_index() == pd.Period("2020Q2", "Q-DEC")
    assert drawn["Expected"].notna().sum() == 8
    assert drawn["Fitted"].notna().all()


def test_a_series_that_cannot_be_estimated_is_named_and_the_others_are_not_lost():
    short = course(first="2019Q3", periods=8)
    found = disruption.disruption({"charges": short, "reports": course(0.7)}, DAY, event=EVENT)
    assert list(found.results) == ["reports"]
    assert "3 periods before it" in found.unanswered["charges"]
    assert "Not estimated: charges." in found.caution
    with pytest.raises(CannotEstimate, match="none of 1 series"):
        disruption.disruption({"charges": short}, DAY, event=EVENT)


def test_a_course_that_could_not_have_gone_on_is_named():
    found = disruption.disruption({"arrivals": course(growth=1.2, size=5), "reports": course()}, DAY, event=EVENT)
    assert found.steep == ("arrivals",)
    assert "means little for arrivals" in found.caution


def test_headlines_say_what_is_shown_and_what_is_not():
    random = np.random.default_rng(3)
    noisy = pd.Series(random.poisson(course().to_numpy() / 100), index=course().index)
    found = disruption.disruption({"reports": course(0.7), "charges": noisy}, DAY, event=EVENT)
    assert found.headline("reports") == "Reports: 30% lower than their earlier course at the first lockdown"
    assert found.headline("charges") == "Charges: no change shown at the first lockdown"
    assert found.sentence.startswith("Of 2 series, 1 shows a change (1 fell, 0 rose)")
    alone = disruption.disruption({"charges": noisy}, DAY, event=EVENT)
    assert alone.sentence == "One series could be examined. It shows no change: its 95% interval holds no change."


def test_referrals_fell_in_the_quarter_after_the_lockdown():
    referrals = load("nrm_referrals", until="2021-22").set_index("quarter")["referrals"]
    found = disruption.disruption({"NRM referrals": referrals}, DAY, event=EVENT)
    window = referrals.loc[pd.Period("2015Q2", "Q-DEC") :]
    alone = interruption.interrupted(window, pd.Period("2020Q2", "Q-DEC"))
    assert found.table["step"]["NRM referrals"] == pytest.approx(alone.estimate)
    assert found.table["upper"]["NRM referrals"] < 1


def test_the_lead_says_in_plain_words_what_happened_and_for_how_long():
    found = disruption.disruption({"reports": course(0.7)}, DAY, event=EVENT)
    assert found.lead("reports").startswith(
        "In 2020 Q2, the first whole quarter of the first lockdown, reports were 30% below the course that they had "
        "been on (95% interval 33% below to 27% below)."
    )
    # At 0.7 of a course that grows by a tenth in a year, no quarter of the two years after reaches the one before.
    assert (
        "In 8 of the 8 quarters from then on they were below the same quarter of the last year before it"
        in found.lead("reports")
    )
    assert "most recently in 2022 Q1" in found.lead("reports")
    steady = disruption.disruption({"reports": course()}, DAY, event=EVENT)
    assert steady.lead("reports").endswith("They never fell below the same quarter of the last year before it.")
    assert steady.recovery.loc["Reports"].tolist()[:2] == ["0 of 8 quarters", "none"]


def test_referrals_were_below_the_year_before_in_these_quarters():
    referrals = load("nrm_referrals", until="2021-22").set_index("quarter")["referrals"]
    found = disruption.disruption({"NRM referrals": referrals}, DAY, event=EVENT)
    after, before = referrals["2020Q2":"2022Q1"].tolist(), referrals["2019Q2":"2020Q1"].tolist() * 2
    is_below = [now < then for now, then in zip(after, before, strict=True)]
    assert found.table["below"]["NRM referrals"] == sum(is_below) == 4
    assert found.recovery.loc["NRM referrals"].tolist() == ["4 of 8 quarters", "2021 Q4", 2_198]


def test_growth_is_worded_with_its_direction_and_without_a_cause():
    found = disruption.disruption({"reports": course(0.7)}, DAY, event=EVENT)
    said = found.growth("reports")
    assert "by a factor" in said
    assert "does not explain it" in said
