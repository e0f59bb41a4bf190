import csv
from importlib.resources import files

import pytest

from analysis.claims import needs, readings
from tests.claims.planted import claims

QUARTERS = {"period": "2021 Q4 or 2021-22 Q4", "unit": "percent change", "value": "97"}


def read(tmp_path, **claim):
    (only,) = claims(tmp_path / "draft.csv", claim)
    return only, readings.readings(only)


def test_a_plain_claim_has_one_reading_without_a_condition(tmp_path):
    claim, ways = read(tmp_path)
    assert [(way.claim, way.condition) for way in ways] == [(claim, "")]


@pytest.mark.parametrize(
    ("baseline", "expected"),
    [
        ("2020 Q1 or 2020-21 Q1", [("2021 Q4", "2020 Q1"), ("2021-22 Q4", "2020-21 Q1")]),
        ("2019", [("2021 Q4", "2019"), ("2021-22 Q4", "2019")]),
    ],
)
def test_each_period_that_can_be_meant_goes_with_its_baseline(tmp_path, baseline, expected):
    _, ways = read(tmp_path, **QUARTERS, baseline_period=baseline)
    assert [(way.claim.period, way.claim.baseline_period) for way in ways] == expected
    assert [way.condition for way in ways] == ["2021 Q4 is meant", "2021-22 Q4 is meant"]


def test_a_measure_that_nothing_shows_as_it_is_worded_is_read_as_what_it_may_be(tmp_path):
    measure = "officers given organised immigration crime awareness training"
    claim, ways = read(tmp_path, measure=measure)
    assert measure not in {way.claim.measure for way in ways}
    assert [way.condition for way in ways] == [f"{way.claim.measure} are meant" for way in ways]
    assert readings.why_unclear(claim).startswith("Officers provided with awareness training may")
    claim, ways = read(tmp_path, measure="professionals at regional Operation Innerste training")
    assert ways[0].claim == claim


def test_the_table_of_readings_names_measures_that_something_shows():
    text = (files("analysis.claims") / "readings.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        assert needs.is_known(row["may_be"]), row
        assert row["why"]
