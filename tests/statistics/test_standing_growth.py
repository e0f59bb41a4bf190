"""What the growth of a stock is made of."""

import numpy as np
import pandas as pd
import pytest

from analysis.statistics import counts, standing_growth
from analysis.statistics.checks import CannotEstimate
from tests.statistics.test_standing import PART, PARTS, WHOLE, YEAR


def test_what_the_parts_added_makes_up_the_growth_also_where_one_is_not_shown():
    whole = standing_growth.growth(PARTS, WHOLE, YEAR, noun="cases")
    assert whole.table["contribution"].sum() == pytest.approx(whole.estimate) == pytest.approx(1.0)
    ratio = counts.rate_ratio(120, 50, method="score")
    assert whole.table.loc["A", "ratio_upper"] == pytest.approx(ratio.interval.upper)
    hidden = standing_growth.growth(PARTS.assign(B=np.nan), WHOLE, YEAR, noun="cases")
    assert hidden.table.loc["A", "contribution"] == pytest.approx(whole.table.loc["A", "contribution"])
    assert hidden.table.loc["B"].isna().all()
    assert hidden.sentence.endswith(
        " A, which more than doubled, with a rise of 140.0%, accounted for 70.0 of the 100.0 percentage points. "
        "For 1 of 2 types the change cannot be shown."
    )


def test_a_part_that_moved_against_the_whole_is_not_said_to_account_for_it():
    parts = PARTS.assign(A=PART.where(PART < 120, 0.0))
    whole = WHOLE.where(WHOLE < 200, 110.0)
    said = standing_growth.growth(parts, whole, YEAR, noun="cases").sentence
    assert said.endswith(" A, which fell by 100.0%, moved the other way: by 50.0 percentage points.")


@pytest.mark.parametrize("hidden", [WHOLE * np.nan, WHOLE[:12]])
def test_what_is_missing_is_refused(hidden):
    with pytest.raises(CannotEstimate):
        standing_growth.growth(PARTS, hidden, YEAR, noun="cases")


def test_only_what_chance_could_not_bring_about_is_named():
    ends = {"estimate": [2.4, 1.0, 0.5], "lower": [1.7, 0.6, 0.3], "upper": [3.3, 1.5, 0.9]}
    ratios = pd.DataFrame(ends, ["Criminal exploitation", "Labour exploitation", "Other"])
    assert standing_growth.beyond_chance(ratios) == (
        "Of 3 types that can be compared, 2 changed by more than chance alone could bring about: criminal exploitation "
        "(2.40 times as many) and other (0.50 times as many)."
    )
    assert "1 type that can be compared, none changed" in standing_growth.beyond_chance(ratios.iloc[[1]])
