import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st
from scipy import stats

from analysis.statistics import funnel
from analysis.statistics.checks import CannotEstimate

RANDOM = np.random.default_rng(8)
POPULATIONS = pd.Series(RANDOM.integers(300_000, 3_000_000, size=43)).rename(lambda number: f"force {number}")
ONE_RATE = pd.Series(RANDOM.poisson(POPULATIONS * 6e-5), index=POPULATIONS.index)
MANY_RATES = pd.Series(RANDOM.poisson(POPULATIONS * 6e-5 * RANDOM.gamma(10, 0.1, size=43)), index=POPULATIONS.index)


@given(st.floats(1, 1e5), st.sampled_from([0.95, 0.998]))
def test_limits_hold_the_target_and_narrow_with_size(expected, level):
    limits = funnel.limits(pd.Series([expected, 4 * expected]), 1, levels=[level]).to_numpy()
    assert (limits[:, 0] < 1).all()
    assert (limits[:, 1] > 1).all()
    assert np.ptp(limits[1]) < np.ptp(limits[0])


@given(st.floats(0.05, 2000), st.sampled_from([0.95, 0.998]))
def test_a_count_is_beyond_a_limit_where_its_own_tail_is_that_rare(expected, level):
    low, high = funnel.limits(pd.Series([expected]), 1, levels=[level]).to_numpy()[0] * expected
    tail = (1 - level) / 2
    counts = np.arange(stats.poisson.ppf(1e-6, expected), stats.poisson.isf(1e-6, expected) + 2)
    assert ((counts < low - 1e-6) <= (stats.poisson.cdf(counts, expected) < tail)).all()
    assert ((stats.poisson.cdf(counts, expected) < tail * (1 - 1e-6)) <= (counts < low)).all()
    assert ((counts > high + 1e-6) <= (stats.poisson.sf(counts - 1, expected) < tail)).all()
    assert ((stats.poisson.sf(counts - 1, expected) < tail * (1 - 1e-6)) <= (counts > high)).all()


def test_no_count_where_one_is_expected_is_not_low():
    # P(X = 0 | 1) = 0.37.
    none_or_few = pd.Series([1, 0, 1, 2, 0, 1, 0, 2, 1, 2])
    result = funnel.rates(none_or_few, pd.Series(1e5, index=none_or_few.index), overdispersion=False)
    assert (result.table["position"] == "within").all()
    assert (result.table["lower_99.8"] == 0).all()
    assert result.table["p"][1] == pytest.approx(np.exp(-1))


def test_the_p_value_counts_half_of_the_count_itself():
    events, expected = 15, 10.0
    result = funnel.rates(pd.Series([events, *[9] * 15]), pd.Series(1.0, index=range(16)), overdispersion=False)
    assert result.table["expected"].iloc[0] == pytest.approx((events + 9 * 15) / 16)
    middle = stats.poisson.cdf(14, 9.375) + stats.poisson.pmf(15, 9.375) / 2
    assert expected != result.table["expected"].iloc[0]
    assert result.table["p"].iloc[0] == pytest.approx(2 * (1 - middle))


def test_areas_of_one_rate_do_not_stand_out():
    result = funnel.rates(ONE_RATE, POPULATIONS, per=100_000)
    assert (result.table["position"] == "within").all()
    assert result.rate == pytest.approx(1e5 * ONE_RATE.sum() / POPULATIONS.sum())
    assert result.table["expected"].sum() == pytest.approx(ONE_RATE.sum())


def test_of_many_sets_of_areas_with_one_rate_few_have_one_that_stands_out():
    # Where no area differs, a false discovery rate of 5% is the chance that any of them is said to.
    found = []
    for seed in range(200):
        drawn = np.random.default_rng(seed).poisson(POPULATIONS * 6e-5)
        table = funnel.rates(pd.Series(drawn, POPULATIONS.index), POPULATIONS, overdispersion=False).table
        found.append((table["position"] != "within").any())
    assert np.mean(found) < 0.09


def test_the_areas_that_stand_out_are_those_of_benjamini_and_hochberg():
    table = funnel.rates(MANY_RATES, POPULATIONS, overdispersion=False).table
    ranked = table["p"].sort_values()
    below = ranked <= 0.05 * np.arange(1, len(ranked) + 1) / len(ranked)
    rejected = set(ranked.index[: int(np.flatnonzero(below)[-1]) + 1])
    assert set(table.index[table["position"] != "within"]) == rejected
    assert len(rejected) > 3


def test_an_area_with_another_rate_stands_out_on_its_side():
    changed = ONE_RATE.copy()
    changed["force 3"], changed["force 7"] = 5 * changed["force 3"], 0
    table = funnel.rates(changed, POPULATIONS).table
    assert table["position"][["force 3", "force 7"]].tolist() == ["above", "below"]
    assert (table["position"].drop(["force 3", "force 7"]) == "within").all()


def test_limits_widen_where_areas_differ_by_more_than_chance():
    plain = funnel.rates(MANY_RATES, POPULATIONS, overdispersion=False)
    wider = funnel.rates(MANY_RATES, POPULATIONS)
    assert (plain.table["position"] == "within").mean() < 0.8
    assert (wider.table["position"] == "within").mean() > 0.9
    assert (wider.table["upper_95"] > plain.table["upper_95"]).all()
    assert (wider.table["p"] > plain.table["p"]).all()
    assert plain.dispersion == 1 < wider.dispersion


def test_the_factor_is_found_where_it_is_known():
    # Counts of variance 4 times their mean, about one rate.
    mean = POPULATIONS.to_numpy() * 1e-4
    factors = []
    for seed in range(40):
        drawn = np.random.default_rng(seed).negative_binomial(mean / 3, 1 / 4)
        factors.append(funnel.rates(pd.Series(drawn, index=POPULATIONS.index), POPULATIONS).dispersion)
    # Winsorising draws in a tenth at each end, and takes about a third off the variance of normal scores.
    assert np.mean(factors) == pytest.approx(4 * 0.67, rel=0.15)


def test_rates_are_stated_per_the_exposure_asked_for():
    one, many = funnel.rates(MANY_RATES, POPULATIONS), funnel.rates(MANY_RATES, POPULATIONS, per=1e5)
    for column in ("rate", "lower_95", "upper_99.8"):
        assert many.table[column].tolist() == pytest.approx((1e5 * one.table[column]).tolist())
    assert many.curve["target"].iloc[0] == pytest.approx(many.rate)
    assert (many.table["position"] == one.table["position"]).all()


def test_areas_keep_their_order_and_the_curve_spans_them():
    result = funnel.rates(MANY_RATES, POPULATIONS)
    assert result.table.index.equals(POPULATIONS.index)
    assert (result.curve["size"].min(), result.curve["size"].max()) == (POPULATIONS.min(), POPULATIONS.max())


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: funnel.rates(ONE_RATE.iloc[:4], POPULATIONS.iloc[:4]), "events has 4 values. Expected at least 5"),
        (lambda: funnel.rates(ONE_RATE, POPULATIONS.iloc[1:]), "exposure has no value for 'force 0'"),
        (lambda: funnel.rates(ONE_RATE, 0 * POPULATIONS), "exposure is 0 for 'force 0'"),
        (lambda: funnel.rates(0 * ONE_RATE, POPULATIONS), "no area has events"),
        (lambda: funnel.rates(-ONE_RATE, POPULATIONS), "counts of zero or more"),
        (lambda: funnel.limits(pd.Series([1.0]), 0), "target is 0"),
    ],
)
def test_areas_that_cannot_be_compared(call, message):
    with pytest.raises(CannotEstimate, match=message):
        call()
