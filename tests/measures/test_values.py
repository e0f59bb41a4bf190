"""Named figures: their values, and why there is none."""

import datetime as dt

import pytest

from analysis import datasets, measures
from analysis.errors import UnknownName
from tests.planted import take_in


@pytest.mark.parametrize(
    ("name", "number"),
    [("nrm_referrals", 13538), ("small_boat_arrivals", 31711), ("nrm_decisions", 3648), ("offences_charged", 205)],
)
def test_a_published_figure_has_its_source(name, number):
    found = measures.value(name, "2021-22")
    assert (found.number, found.status) == (number, "published")
    assert found.source
    assert found.date > dt.date(2022, 3, 31)


@pytest.mark.parametrize(
    ("name", "period", "status"),
    [
        ("nrm_referrals", "2035-36", "not loaded"),
        ("nrm_referrals", "2001-02", "not published"),
        ("operations", "2021-22", "not returned"),
        ("small_boat_arrivals_weekly", "2021-22", "provisional"),
    ],
)
def test_a_status_says_what_stands_behind_a_figure_or_why_there_is_none(name, period, status):
    found = measures.value(name, period)
    assert found.status == status
    assert (found.number is None) == (status != "provisional")


def test_returned_and_withheld_figures_say_so(project):
    rows = [("2021-22 Q4", "Conviction", "2020-21", 3), ("2021-22 Q4", "Prosecution", "2020-21", 300)]
    take_in(project, "case_outcomes", rows, "2021-22 Q4", "2021-22 Q4")
    assert measures.value("returned_convictions", "2021-22 Q4").status == "suppressed"
    assert measures.value("returned_prosecutions", "2021-22 Q4").number == 300
    assert measures.value("returned_prosecutions", "2021-22 Q4").status == "returned"


def test_each_row_names_a_dataset_with_its_columns_and_dimensions():
    for measure in measures.every().values():
        dataset = datasets.find(measure.dataset)
        assert set(measure.column.split("/")) <= set(dataset.measures), measure.id
        assert {*measure.filters, *measure.whole} <= set(dataset.dimensions), measure.id
        for dimension, levels in measure.filters.items():
            wanted = {levels} if isinstance(levels, str) else set(levels)
            assert wanted <= {*dataset.dimensions[dimension], "British"}, measure.id


def test_an_unknown_measure_names_the_nearest():
    with pytest.raises(UnknownName, match="nrm_referrals"):
        measures.value("nrm_referal", "2021-22")
