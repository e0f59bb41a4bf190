"""Parts of a page that somebody left empty are refused in a sentence."""

import pandas as pd
import pytest

from analysis.errors import AnalysisError
from analysis.presentation.parts import MainPoints
from analysis.presentation.plain_tables import flattened


def test_a_page_without_a_main_point_is_refused():
    with pytest.raises(AnalysisError, match="at least one main point"):
        MainPoints(())


def test_loaded_figures_of_which_none_is_left_are_refused():
    with pytest.raises(AnalysisError, match="no rows to show"):
        flattened(pd.DataFrame({"area": [], "referrals": []}))
