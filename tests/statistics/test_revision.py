import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from analysis.statistics import revision
from analysis.statistics.checks import CannotEstimate

QUARTERS = pd.period_range("2022Q1", periods=8, freq="Q-DEC")
RELEASES = pd.to_datetime(["2022-05-05", "2022-08-11", "2022-11-03", "2023-03-02"])


def published(cells):
    """Make a Series of {(quarter, day): number}."""
    index = pd.MultiIndex.from_tuples([(pd.Period(quarter, "Q-DEC"), pd.Timestamp(day)) for quarter, day in cells])
    return pd.Series(list(cells.values()), index=index, dtype="Int64")


WORKED = published(
    {
        ("2022Q1", "2022-05-05"): 100,
        ("2022Q1", "2022-08-11"): 104,
        ("2022Q1", "2022-11-03"): 102,
        ("2022Q2", "2022-08-11"): 200,
        ("2022Q2", "2022-11-03"): 190,
        ("2022Q3", "2022-11-03"): 300,
    }
)


@st.composite
def triangles(draw):
    """Draw what several releases gave for several quarters, each from its first release on."""
    cells = {}
    for position, quarter in enumerate(QUARTERS[:3]):
        for release in RELEASES[position:]:
            if draw(st.booleans()) or release == RELEASES[position]:
                cells[str(quarter), str(release)] = draw(st.integers(0, 10_000))
    return published(cells)


def test_worked_by_hand_since_first_publication():
    result = revision.since_first(WORKED)
    assert result.n == 2
    assert result.table["change"].tolist() == [2, -10]
    assert result.mean == pytest.approx(-0.015)
    assert result.mean_absolute == pytest.approx(0.035)
    assert (result.revised, result.largest) == (2, -0.05)


def many(shares, first=1000):
    cells = {}
    for quarter, share in zip(QUARTERS, shares, strict=False):
        after = quarter.end_time
        cells[str(quarter), str((after + pd.Timedelta(days=40)).date())] = first
        cells[str(quarter), str((after + pd.Timedelta(days=400)).date())] = round(first * (1 + share))
    return published(cells)


def test_figures_first_held_when_old_are_no_first_publications():
    old = published({("2020Q1", "2022-05-05"): 90, ("2020Q1", "2022-08-11"): 80})
    result = revision.since_first(old)
    assert (result.n, result.mean) == (0, None)
    assert revision.since_first(old, at_most=30).n == 1
    assert revision.since_first(old, at_most=None).n == 1


def test_a_single_vintage_is_no_ground_for_trust():
    result = revision.since_first(published({("2022Q1", "2022-05-05"): 100}))
    assert result.n == 0


def test_figures_that_never_moved_have_not_been_revised():
    result = revision.since_first(many([0.0] * 8))
    assert (result.n, result.mean, result.revised) == (8, 0, 0)


@settings(max_examples=25)
@given(triangles())
def test_steps_add_up_to_the_revision_since_the_first_figure(figures):
    wide = figures.unstack().sort_index().sort_index(axis=1).astype(float)
    known = wide.notna()
    steps = wide.ffill(axis=1).diff(axis=1).sum().sum()
    table = revision.since_first(figures, at_most=60).table
    assert table["change"].sum() == pytest.approx(steps)
    assert len(table) == (known.sum(axis=1) > 1).sum()


@settings(max_examples=25)
@given(triangles(), st.integers(2, 9))
def test_shares_do_not_depend_on_the_unit(figures, factor):
    one, other = (revision.since_first(each) for each in (figures, figures * factor))
    assert one.n == other.n
    assert one.mean == pytest.approx(other.mean)
    assert one.mean_absolute == pytest.approx(other.mean_absolute)


@settings(max_examples=25)
@given(triangles())
def test_the_mean_is_no_larger_than_the_mean_size(figures):
    result = revision.since_first(figures)
    assert result.n == 0 or abs(result.mean) <= result.mean_absolute + 1e-12


def test_a_first_figure_of_nought_has_no_share():
    figures = published({("2022Q1", "2022-05-05"): 0, ("2022Q1", "2022-08-11"): 3})
    result = revision.since_first(figures)
    assert result.n == 0
    assert result.table["change"].tolist() == [3]


@pytest.mark.parametrize(
    ("figures", "complaint"),
    [
        (WORKED.iloc[:0], "0 values"),
        (published({("2022Q1", "2022-05-05"): -1}), "counts of zero or more"),
        (pd.concat([WORKED, WORKED]), "more than one value"),
    ],
)
def test_what_cannot_be_compared_is_refused(figures, complaint):
    with pytest.raises(CannotEstimate, match=complaint):
        revision.since_first(figures)


def test_a_figure_from_before_the_end_of_its_period_is_refused():
    early = published({("2022Q1", "2022-03-05"): 100})
    with pytest.raises(CannotEstimate, match=r"2022 Q1 is of 2022-03-05.*after the period's end"):
        revision.since_first(early)
