import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from analysis.statistics import checks, staggered

INDEX = pd.period_range("2018Q2", periods=12, freq="Q-DEC")


def states(first, units):
    """A 1 from the period of each unit that joins, by its place in the index."""
    return pd.DataFrame({name: [int(n >= first.get(name, 99)) for n in range(len(INDEX))] for name in units}, INDEX)


def proportional(first, effect, units=8):
    """Counts that move exactly in proportion, times an effect after joining."""
    time = np.array([10, 12, 14, 9, 11, 13, 15, 8, 7, 12, 16, 10.0])
    counts = pd.DataFrame(np.outer(time, np.arange(1, units + 1)), INDEX, columns=range(units))
    for unit, start in first.items():
        counts.iloc[start:, unit] *= effect
    return counts, staggered.joining(states(first, range(units)))


FIRST = {0: 6, 1: 8, 2: 8, 3: 10}


@pytest.mark.parametrize("effect", [0.5, 1.0, 2.0])
def test_an_effect_on_counts_in_proportion_is_found_exactly(effect):
    counts, joined = proportional(FIRST, effect)
    result = staggered.effect(counts, joined, noun="events")
    assert result.estimate == pytest.approx(effect, rel=1e-5)
    assert result.placebo.estimate == pytest.approx(1, rel=1e-5)
    before = result.table.index < 0
    assert result.table.loc[before, "ratio"].to_numpy() == pytest.approx(1, rel=1e-5)
    assert result.table.loc[~before, "ratio"].to_numpy() == pytest.approx(effect, rel=1e-5)
    assert result.table["units"].tolist() == [4, 4, 4, 4, 4, 4, 3, 3, 1, 1]


def test_an_effect_that_grows_does_not_turn_those_who_joined_into_comparisons():
    counts, joined = proportional(FIRST, 1.0)
    for unit, start in FIRST.items():
        counts.iloc[start:, unit] *= 1.5 ** np.arange(1, len(INDEX) - start + 1)
    result = staggered.effect(counts, joined, noun="events")
    after = result.table[result.table.index >= 0]
    assert after["ratio"].to_numpy() == pytest.approx(1.5 ** np.arange(1, 7), rel=1e-5)


def test_what_is_expected_is_the_fit_of_a_poisson_regression():
    rng = np.random.default_rng(3)
    counts, joined = proportional(FIRST, 1.0)
    counts = counts.astype(float).apply(rng.poisson)
    result = staggered.effect(counts, joined, noun="events")
    long = counts.stack().rename("n").reset_index().set_axis(["period", "unit", "n"], axis=1)
    start = long["unit"].map(FIRST).fillna(99)
    treated = long["period"].map({period: place for place, period in enumerate(INDEX)}) >= start
    terms = pd.get_dummies(long[["period", "unit"]].astype(str), drop_first=True, dtype=float)
    design = sm.add_constant(terms)
    fit = sm.GLM(long["n"][~treated], design[~treated], family=sm.families.Poisson()).fit()
    assert result.diagnostics["expected"] == pytest.approx(fit.predict(design[treated]).sum(), rel=1e-5)
    assert result.diagnostics["observed"] == long["n"][treated].sum()


def test_units_with_a_missing_period_are_left_out_and_counted():
    counts, joined = proportional(FIRST, 2.0)
    counts.iloc[2, 3] = np.nan
    counts.iloc[5, 7] = np.nan
    result = staggered.effect(counts, joined, noun="events")
    assert result.included.to_numpy().tolist() == [[3, 1], [3, 1]]
    assert result.estimate == pytest.approx(2, rel=1e-5)


def test_too_few_units_are_refused_with_their_number():
    counts, joined = proportional({0: 6, 1: 8}, 2.0)
    with pytest.raises(checks.CannotEstimate, match="of 2 forces that had joined, 2 have events of every quarter"):
        staggered.effect(counts, joined, noun="events", units="forces")


def test_without_a_year_before_there_is_no_placebo():
    counts, joined = proportional({0: 3, 1: 3, 2: 3, 3: 4}, 2.0)
    result = staggered.effect(counts, joined, noun="events")
    assert result.placebo is None
    assert (result.table.index >= 0).all()
    assert "Too little" in result.check


def test_periods_are_written_in_words():
    result = staggered.effect(*proportional(FIRST, 2.0), noun="events")
    assert result.written.index[:6].tolist() == [
        "4 quarters before",
        "3 quarters before",
        "2 quarters before",
        "1 quarter before",
        "Quarter of joining",
        "1 quarter after",
    ]
    assert "In the year before" in result.check


def test_joining_is_the_first_period_in_the_state():
    found = staggered.joining(states({0: 6, 1: 0}, range(3)))
    assert found[0] == INDEX[6]
    assert found[1] == INDEX[0]
    assert found.isna()[2]


def test_who_joined_before_the_first_period_is_left_out():
    counts, joined = proportional({**FIRST, 4: 0}, 2.0)
    result = staggered.effect(counts, joined, noun="events")
    assert result.included.loc["joined"].tolist() == [4, 1]
