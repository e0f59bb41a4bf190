"""Funnel limits against published answers."""

import pandas as pd
import pytest

from analysis.statistics import funnel

LIMITS = ["Lower2s0025limit", "Upper2s0025limit", "Lower3s0001limit", "Upper3s0001limit"]
POSITIONS = {
    "High (0.001)": "above 99.8%",
    "High (0.025)": "above 95%",
    "Not significant": "within",
    "Low (0.025)": "below 95%",
    "Low (0.001)": "below 99.8%",
}


@pytest.mark.parametrize(
    ("expected", "lower_95", "upper_95", "lower_998", "upper_998"),
    [
        (15, 0.5596924, 1.649348, 0.3862650, 2.082907),
        (20, 0.6108260, 1.544419, 0.4479107, 1.902094),
        (30, 0.6746958, 1.427562, 0.5289724, 1.702771),
    ],
)
def test_exact_poisson_limits(expected, lower_95, upper_95, lower_998, upper_998):
    # Tests of FunnelPlotR (Mainey), target 1.
    row = funnel.rate_limits([expected], 1).iloc[0]
    assert round(row["lower_95"], 7) == pytest.approx(lower_95, abs=1e-7)
    assert round(row["upper_95"], 6) == upper_95
    assert round(row["lower_99.8"], 7) == pytest.approx(lower_998, abs=1e-7)
    assert round(row["upper_99.8"], 6) == upper_998


def test_limits_of_shares_by_size(published_inputs):
    # Tests of PHEindicatormethods (Office for Health Improvement and Disparities): baseline 80.642448 and its limits.
    inputs = pd.read_csv(published_inputs / "funnel_proportions_inputs.csv", encoding="utf-8-sig", index_col="Area")
    outputs = pd.read_csv(published_inputs / "funnel_proportions_outputs.csv", encoding="utf-8-sig")
    result = funnel.proportions(inputs["numerator"], inputs["denominator"], overdispersion="none")
    assert round(100 * result.estimate, 6) == 80.642448
    limits = 100 * funnel.proportion_limits(outputs["Population"], result.estimate)
    assert limits.to_numpy() == pytest.approx(outputs[LIMITS].to_numpy(), abs=1e-6)


def test_significance_of_every_area(published_inputs):
    # The same source marks each of 303 areas by the limits it lies beyond.
    inputs = pd.read_csv(published_inputs / "funnel_proportions_inputs.csv", encoding="utf-8-sig", index_col="Area")
    result = funnel.proportions(inputs["numerator"], inputs["denominator"], overdispersion="none")
    assert result.table["position"].tolist() == inputs["significance"].map(POSITIONS).tolist()


def test_limit_of_a_share_in_one_case():
    # The same source, population 1: 3.204264 and 100; population 4 at 99.8%: 19.594903.
    limits = 100 * funnel.proportion_limits([1, 4], 0.80642448)
    assert round(limits.loc[0, "lower_95"], 4) == 3.2043
    assert limits.loc[0, "upper_95"] == 100
    assert round(limits.loc[1, "lower_99.8"], 4) == 19.5949
