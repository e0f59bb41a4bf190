import pandas as pd
import pytest

from analysis.statistics import checks, stated


def test_a_stated_figure_stands_beside_the_one_held():
    table = stated.compare({"People trained": (449, 488), "Forces": (39, 39), "Providers": (2, None)})
    assert table.loc["People trained"].tolist() == [449, 488, 39]
    assert table.loc["Forces", "difference"] == 0
    assert table.loc["Providers", ["held", "difference"]].isna().all()


def test_a_figure_that_is_suppressed_is_none_held():
    assert stated.compare({"Children": (5, pd.NA)})["held"].isna().all()


@pytest.mark.parametrize("statements", [{}, {"Children": (None, 5)}])
def test_without_a_stated_figure_there_is_nothing_to_compare(statements):
    with pytest.raises(checks.CannotEstimate):
        stated.compare(statements)
