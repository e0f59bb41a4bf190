import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st
from scipy import stats

from analysis.catalogue import load
from analysis.statistics import stocks, totals
from analysis.statistics.checks import CannotEstimate

counts = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=2, max_size=20)


def quarters(values, first="2020Q2"):
    return pd.Series(values, index=pd.period_range(first, periods=len(values), freq="Q-DEC"), dtype="float64")


def nrm():
    """Referrals and decisions up to 2022-23, as the notebook puts them together."""
    rows = load("nrm_decisions", by=["stage", "outcome"], until="2022-23")
    reasonable = totals.spread(rows[rows["stage"] == "Reasonable grounds"], "outcome", "decisions")
    concluded = totals.spread(rows[rows["stage"] == "Conclusive grounds"], "outcome", "decisions").sum(axis=1)
    referrals = load("nrm_referrals", until="2022-23").set_index("quarter")["referrals"]
    return referrals, reasonable["Positive"], reasonable["Negative"], concluded


def test_a_stock_is_what_came_in_less_what_went_out():
    result = stocks.stock(quarters([10, 20, 30]), quarters([5, 5, 20]), earlier=7)
    assert list(result.table["stock"]) == [5, 20, 30]
    assert list(result.table["upper"]) == [12, 27, 37]
    assert (result.estimate, result.interval.lower, result.interval.upper, result.interval.level) == (30, 30, 37, 1)
    assert result.diagnostics["start"] == 0


def test_the_start_is_as_many_as_must_have_been_there():
    result = stocks.stock(quarters([10, 10]), quarters([14, 9]), earlier=50)
    assert result.diagnostics["start"] == 4
    assert list(result.table["stock"]) == [0, 1]


@given(counts)
def test_the_stock_is_never_below_nought_and_never_above_its_bound(flows):
    coming, going = (quarters([flow[side] for flow in flows]) for side in (0, 1))
    table = stocks.stock(coming, going, earlier=1e6).table
    assert (table["stock"] >= 0).all()
    assert (table["stock"] <= table["upper"]).all()
    assert table["stock"].diff().dropna().to_numpy() == pytest.approx((coming - going).iloc[1:].to_numpy())


def test_more_going_out_than_can_have_come_in_is_refused():
    with pytest.raises(CannotEstimate, match="4 more cases went out than came in from 2020 Q2 on, and 3 had come in"):
        stocks.stock(quarters([10, 10]), quarters([14, 9]), earlier=3)


@pytest.mark.parametrize(
    ("coming", "going", "message"),
    [
        (quarters([1, 2]), quarters([1, 2], "2020Q3"), "no value for"),
        (quarters([1, -2]), quarters([1, 2]), "inflow is -2"),
        (
            quarters([1, 2, 3]).drop(pd.Period("2020Q3", "Q-DEC")),
            quarters([1, 2, 3]).drop("2020Q3"),
            "no value for 2020Q3",
        ),
    ],
)
def test_flows_that_cannot_be_added_up(coming, going, message):
    with pytest.raises(CannotEstimate, match=message):
        stocks.stock(coming, going)


def test_the_stages_of_the_nrm_add_up_to_the_whole_queue():
    queue = stocks.two_stages(*nrm())
    stages = queue.stages
    assert stages["whole"].to_numpy() == pytest.approx((stages["first"] + stages["second"]).to_numpy())
    referrals, positive, negative, concluded = nrm()
    since = referrals[referrals.index >= positive.index[0]]
    # In the first year there were more reasonable grounds decisions than referrals.
    assert queue.first.diagnostics["start"] == -(since - positive - negative).cumsum().min() == 87
    assert queue.whole.estimate == since.sum() - negative.sum() - concluded.sum() + 87
    assert queue.whole.diagnostics["earlier"] == referrals[referrals.index < positive.index[0]].sum()


def test_the_time_to_clear_is_the_stock_over_the_rate():
    waiting = stocks.stock(quarters([300, 300, 300, 300]), quarters([90, 110, 95, 105]), earlier=80)
    time = stocks.clearance(waiting)
    assert time.estimate == pytest.approx(800 / 100 / 4)
    assert time.n == 400
    assert time.diagnostics["share_replaced"] == pytest.approx(1 / 3)
    # A Poisson mean of four counts that vary no more than chance would have it.
    reach = np.exp(stats.t.ppf(0.975, 3) / np.sqrt(400))
    assert time.diagnostics["dispersion"] < 1
    assert time.interval.lower == pytest.approx(800 / (100 * reach) / 4)
    assert time.interval.upper == pytest.approx(880 / (100 / reach) / 4)
    assert "so the stock grew by 800" in time.sentence


def test_quarters_that_are_unlike_each_other_make_the_time_less_certain():
    steady, uneven = (
        stocks.clearance(stocks.stock(quarters([300] * 4), quarters(going))).interval
        for going in ([100, 100, 100, 100], [40, 160, 60, 140])
    )
    assert uneven.lower < steady.lower < steady.upper < uneven.upper


def test_a_stock_that_shrinks_is_said_not_to_grow():
    waiting = stocks.stock(quarters([9, 8, 9, 8]), quarters([10, 10, 10, 10]), earlier=100, at_least=60)
    assert stocks.clearance(waiting).sentence.endswith("so the stock did not grow.")


@pytest.mark.parametrize(
    ("going", "message"), [([1, 1, 1], "there are 3 periods"), ([0, 0, 0, 0], "0 of 4 periods have any events")]
)
def test_a_rate_that_is_not_held_is_refused(going, message):
    waiting = stocks.stock(quarters([5] * len(going)), quarters(going))
    with pytest.raises(CannotEstimate, match=message):
        stocks.clearance(waiting)


def test_the_queue_is_compared_with_those_counted():
    counted = load("nrm_outstanding").set_index("quarter")["cases"]
    both = stocks.against(stocks.two_stages(*nrm()).whole, counted)
    assert list(both.index) == [pd.Period("2019Q4", "Q-DEC")]
    assert both["counted"].item() == 12_019
    assert both["difference"].item() == both["estimated"].item() - 12_019
    assert 0.1 < both["relative"].item() < 0.2, "cases that left without a decision"
    with pytest.raises(CannotEstimate, match="no count of the stock"):
        stocks.against(stocks.two_stages(*nrm()).whole, counted.iloc[1:])


def test_times_are_listed_with_their_statistic_and_a_bound_before_its_number():
    times = pd.DataFrame(
        {"statistic": ["Average, kind not stated", "Median, more than"], "days": [452, pd.NA], "months": [pd.NA, 14]},
        index=pd.PeriodIndex(["2019", "2021"], freq="Y-DEC"),
    )
    assert stocks.times_in_words(times) == (
        "14.9 months in 2019 (average, kind not stated) and more than 14 months in 2021 (median)"
    )


def test_days_are_written_in_months_and_months_stay():
    times = pd.DataFrame({"days": [365.25, pd.NA], "months": [pd.NA, 14]}, dtype="Float64")
    assert list(stocks.in_months(times)) == pytest.approx([12, 14])
