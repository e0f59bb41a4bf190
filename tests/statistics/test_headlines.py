"""What a page says first of a stock whose figures are not all there."""

import pandas as pd
import pytest

from analysis.statistics import headlines, shares, standing_shares
from analysis.statistics.checks import MissingFigure

YEAR = pd.Period("2022", "Y-MAR")
MARCH = pd.Period("2022-03", "M")
MONTHS = pd.period_range("2020-04", "2022-06", freq="M")
WHOLE = pd.Series(range(100, 127), MONTHS, dtype="Int64")
PART = pd.Series(range(30, 57), MONTHS, dtype="Int64")
UNKNOWN = pd.Series(20, MONTHS, dtype="Int64")
WORDS = {"noun": "cases", "predicate": "were A"}
KNOWN = {**WORDS, "attribute": "kind"}


def without(series, first, last=None):
    return series.where((series.index < pd.Period(first)) | (series.index > pd.Period(last or first)))


def test_a_year_whose_march_is_held_begins_with_its_march():
    assert headlines.share(PART, WHOLE, YEAR, **WORDS) == standing_shares.share(PART, WHOLE, YEAR, **WORDS).sentence
    assert headlines.stock(WHOLE, MARCH, noun="cases").startswith(
        "There were 123 cases at the end of March 2022, 10.8%"
    )
    said = headlines.known_share(PART, UNKNOWN, WHOLE, YEAR, **KNOWN)
    assert said == shares.bounds(53, 103, 20, **KNOWN | {"noun": "cases at the end of March 2022"}).sentence


@pytest.mark.parametrize("hidden", ["part", "whole"])
def test_else_it_begins_with_the_newest_month_of_the_year_that_has_both(hidden):
    sides = {"part": PART, "whole": WHOLE}
    sides[hidden] = without(sides[hidden], "2022-02", "2022-03")
    said = headlines.share(**sides, year=YEAR, **WORDS)
    assert said.startswith("51 of 121 cases at the end of January 2022 were A (42.1%, 95% interval ")
    assert "This is the newest month that can be shown: the figures for March 2022 are not held, or must not" in said


def test_a_later_month_than_the_year_is_never_taken():
    only_later = without(WHOLE, "2020-04", "2022-03")
    for say in (
        lambda: headlines.stock(only_later, MARCH, noun="cases"),
        lambda: headlines.share(PART, only_later, YEAR, **WORDS),
        lambda: headlines.known_share(PART, UNKNOWN, only_later, YEAR, **KNOWN),
    ):
        with pytest.raises(MissingFigure, match="the numbers of cases up to March 2022 are not held"):
            say()


def test_a_kind_of_which_nothing_can_be_shown_leaves_the_whole():
    hidden = without(PART, "2020-04", "2022-06")
    for said in (
        headlines.share(hidden, WHOLE, YEAR, **WORDS),
        headlines.known_share(hidden, UNKNOWN, WHOLE, YEAR, **KNOWN),
    ):
        assert said.startswith("There were 123 cases at the end of March 2022, 10.8% more than the 111 a year before")
        assert "How many of them were A cannot be told for any month: the figures are not held, or must not" in said
    both = headlines.share(hidden, without(WHOLE, "2022-03"), YEAR, **WORDS)
    assert both.endswith(" How many of them were A cannot be told for any month, for the same reason.")


def test_months_without_a_case_or_without_a_known_one_have_no_share():
    empty = WHOLE.mask(WHOLE.index == MARCH, 0)
    assert "at the end of February 2022" in headlines.share(PART.mask(PART.index == MARCH, 0), empty, YEAR, **WORDS)
    unknown = UNKNOWN.mask(UNKNOWN.index == MARCH, WHOLE)
    said = headlines.known_share(PART.mask(PART.index == MARCH, 0), unknown, WHOLE, YEAR, **KNOWN)
    assert said.startswith("52 of 122 cases at the end of February 2022 were A: 51% of the 102 whose kind is known")
