"""Sentences made of text and figures."""

import pytest

from analysis.errors import UnknownName
from analysis.prose.figures import Figure, say


def test_a_name_without_a_value_is_answered_with_the_nearest():
    with pytest.raises(UnknownName, match=r"has no value for 'year'.*Did you mean 'years'"):
        say("{n} in {year}.", n=Figure(3, "3"), years="2021-22")
