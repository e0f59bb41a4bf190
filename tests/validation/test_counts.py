"""The interval of a ratio of two counts against a published answer."""

from analysis.statistics import counts


def test_exact_rate_ratio_of_breast_cancer_after_fluoroscopy():
    # Data of Boice and Monson 1977, in Rothman, Modern Epidemiology. StataCorp, "Incidence-rate ratio calculator"
    # (stata.com/links/stata-basics): iri 41 15 28010 19017 gives 1.855759 (1.005684 to 3.6093, exact).
    ratio, interval = counts.rate_ratio(41, 15, 28010, 19017)
    assert round(ratio, 6) == 1.855759
    assert round(interval.lower, 6) == 1.005684
    assert round(interval.upper, 4) == 3.6093
