import pytest

from analysis.catalogue import load
from analysis.presentation.diagnostics import diagnostics
from analysis.statistics import trend
from analysis.statistics.result import Estimate, Interval

REFERRALS = load("nrm_referrals")
SERIES = REFERRALS.set_index("quarter")["referrals"]


def test_each_check_of_a_method_is_shown_with_what_to_look_for():
    result = trend.trend(SERIES)
    table = diagnostics(result, title="Growth: method and checks", source=REFERRALS)
    assert len(table.rows) == len(result.diagnostics) + 1
    assert all(cell for row in table.rows for cell in row)
    assert table.notes == (f"Method: {result.method}.",)


def of(**found):
    return Estimate(estimate=1, interval=Interval(0, 2), method="a method", n=7, sentence="One.", diagnostics=found)


def test_little_values_are_not_written_as_nothing_and_missing_ones_are_marked():
    table = diagnostics(
        of(ljung_box_p=1e-9, autocorrelation=None, dispersion=34.601, signals=200),
        title="T",
        source=REFERRALS,
    )
    values = [row[1] for row in table.rows]
    assert values == ["7", "under 0.001", "[x]", "34.60", "200"]


def test_a_check_without_words_is_refused():
    with pytest.raises(ValueError, match="no words for the diagnostic 'cooks_distance'"):
        diagnostics(of(cooks_distance=1.0), title="T", source=REFERRALS)
