import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from analysis.statistics import funnel
from analysis.statistics.checks import CannotEstimate

RANDOM = np.random.default_rng(8)
POPULATIONS = pd.Series(RANDOM.integers(300_000, 3_000_000, size=43)).rename(lambda number: f"force {number}")
ONE_RATE = pd.Series(RANDOM.poisson(POPULATIONS * 6e-5), index=POPULATIONS.index)
MANY_RATES = pd.Series(RANDOM.poisson(POPULATIONS * 6e-5 * RANDOM.gamma(10, 0.1, size=43)), index=POPULATIONS.index)
BINOMIAL = pd.Series(RANDOM.binomial(ONE_RATE, 0.4), index=POPULATIONS.index)


@given(st.floats(1, 1e5), st.sampled_from([0.95, 0.998]))
def test_limits_hold_the_target_and_narrow_with_size(expected, level):
    limits = funnel.rate_limits([expected, 4 * expected], 1, levels=[level]).to_numpy()
    assert (limits[:, 0] < 1).all()
    assert (limits[:, 1] > 1).all()
    assert np.ptp(limits[1]) < np.ptp(limits[0])


@given(st.floats(0.01, 0.99), st.integers(1, 100_000))
def test_limits_of_a_share_are_shares_about_it(target, size):
    row = funnel.proportion_limits([size], target).iloc[0]
    assert 0 <= row["lower_99.8"] <= row["lower_95"] <= target <= row["upper_95"] <= row["upper_99.8"] <= 1


def test_areas_of_one_rate_lie_within():
    result = funnel.rates(ONE_RATE, POPULATIONS, per=100_000)
    assert result.table["position"].isin(["within", "above 95%", "below 95%"]).all()
    assert (result.table["position"] == "within").mean() > 0.85
    assert result.estimate == pytest.approx(1e5 * ONE_RATE.sum() / POPULATIONS.sum())
    assert result.table["expected"].sum() == pytest.approx(ONE_RATE.sum())


@pytest.mark.parametrize("overdispersion", ["multiplicative", "additive"])
def test_limits_widen_where_areas_differ_by_more_than_chance(overdispersion):
    plain = funnel.rates(MANY_RATES, POPULATIONS, overdispersion="none")
    wider = funnel.rates(MANY_RATES, POPULATIONS, overdispersion=overdispersion)
    assert (plain.table["position"] == "within").mean() < 0.7
    assert (wider.table["position"] == "within").mean() > 0.85
    assert (wider.table["upper_95"] > plain.table["upper_95"]).all()
    assert (wider.table["z"].abs() < plain.table["z"].abs()).all()
    assert wider.sentence.count("Areas differ by more than chance") == 1


def test_the_factor_is_found_where_it_is_known():
    # Counts of variance 4 times their mean, about one rate.
    mean = POPULATIONS.to_numpy() * 1e-4
    factors = []
    for seed in range(40):
        drawn = np.random.default_rng(seed).negative_binomial(mean / 3, 1 / 4)
        counts = pd.Series(drawn, index=POPULATIONS.index)
        factors.append(funnel.rates(counts, POPULATIONS).diagnostics["dispersion"])
    # Winsorising draws in a tenth at each end, and takes about a third off the variance of normal scores.
    assert np.mean(factors) == pytest.approx(4 * 0.67, rel=0.15)


def test_rates_are_stated_per_the_exposure_asked_for():
    one, many = funnel.rates(MANY_RATES, POPULATIONS), funnel.rates(MANY_RATES, POPULATIONS, per=1e5)
    for column in ("rate", "lower_95", "upper_99.8"):
        assert many.table[column].tolist() == pytest.approx((1e5 * one.table[column]).tolist())
    assert many.curve["target"].iloc[0] == pytest.approx(many.estimate)
    assert (many.table["position"] == one.table["position"]).all()


def test_areas_keep_their_order_and_the_curve_spans_them():
    result = funnel.proportions(BINOMIAL, ONE_RATE)
    assert result.table.index.equals(POPULATIONS.index)
    assert (result.curve["size"].min(), result.curve["size"].max()) == (ONE_RATE.min(), ONE_RATE.max())
    assert result.estimate == pytest.approx(BINOMIAL.sum() / ONE_RATE.sum())


def test_shares_of_overdispersed_areas():
    drawn = RANDOM.binomial(ONE_RATE, RANDOM.beta(8, 12, size=43))
    parts = pd.Series(drawn, index=POPULATIONS.index)
    plain = funnel.proportions(parts, ONE_RATE, overdispersion="none")
    for adjustment in ("multiplicative", "additive"):
        wider = funnel.proportions(parts, ONE_RATE, overdispersion=adjustment)
        assert (wider.table["position"] == "within").sum() > (plain.table["position"] == "within").sum()


def test_sentence_asks_why_and_does_not_rank():
    result = funnel.rates(
        MANY_RATES, POPULATIONS, per=1e5, noun="crimes", unit="per 100,000 people", overdispersion="none"
    )
    assert result.sentence.startswith("The rate of crimes in all areas together was ")
    assert " per 100,000 people (95% interval " in result.sentence
    assert result.sentence.endswith("a reason to ask why (need, recording or practice), not a ranking.")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: funnel.rates(ONE_RATE.iloc[:4], POPULATIONS.iloc[:4]), "events has 4 values. Expected at least 5"),
        (lambda: funnel.rates(ONE_RATE, POPULATIONS.iloc[1:]), "exposure has no value for 'force 0'"),
        (lambda: funnel.rates(ONE_RATE, 0 * POPULATIONS), "exposure is 0 for 'force 0'"),
        (lambda: funnel.rates(0 * ONE_RATE, POPULATIONS), "no area has events"),
        (lambda: funnel.rates(-ONE_RATE, POPULATIONS), "counts of zero or more"),
        (lambda: funnel.rates(ONE_RATE, POPULATIONS, overdispersion="some"), "overdispersion is 'some'"),
        (lambda: funnel.proportions(POPULATIONS, ONE_RATE), "the part is more than the whole for 'force 0'"),
        (lambda: funnel.proportions(0 * ONE_RATE, ONE_RATE), "every share is 0"),
        (lambda: funnel.rate_limits([1], 0), "target is 0"),
    ],
)
def test_areas_that_cannot_be_compared(call, message):
    with pytest.raises(CannotEstimate, match=message):
        call()
