import pytest

from analysis.catalogue import load
from analysis.errors import NotCovered


def test_the_amounts_are_those_of_the_report():
    rows = load("funding", by="purpose")
    total = rows[rows["purpose"] == "Programme in total"]
    assert dict(zip(total["financial_year"].astype(str), total["pounds"], strict=True)) == {
        "2021-22": 2_512_000,
        "2022-23": 2_523_000,
    }


def test_grants_and_total_are_never_added_up():
    with pytest.raises(NotCovered):
        load("funding")
