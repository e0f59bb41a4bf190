import pandas as pd
import pytest
from hypothesis import given, strategies as st

from analysis.statistics.checks import CannotEstimate
from analysis.statistics.turnover import on_year, turnover

YEAR = pd.Period("2022", freq="Y-MAR")
MONTHS = pd.period_range("2020-03", "2022-03", freq="M")


def course(start, opened, length):
    """Let a stock run: cases opened each month, and one in `length` closed."""
    stock = [start]
    for new in opened:
        stock.append(stock[-1] * (1 - 1 / length) + new)
    return pd.Series(stock, index=MONTHS[: len(stock)])


@given(
    st.floats(100, 5000),
    st.floats(20, 500),
    st.floats(1.05, 3),
    st.integers(2, 30),
)
def test_openings_are_found_where_the_length_is_known(start, before, growth, length):
    stock = course(start, [before] * 12 + [before * growth] * 12, length)
    made = turnover(stock, YEAR, lengths=(length,))
    assert made.table["before"].iloc[0] == pytest.approx(before)
    assert made.estimate == pytest.approx(growth - 1)
    assert made.interval.level == 1


def test_the_length_that_would_explain_all_is_found():
    first = course(1200, [100] * 12, 12)
    second = course(first.iloc[-1], [100] * 12, 20)
    stock = pd.Series([*first, *second[1:]], index=MONTHS)
    made = turnover(stock, YEAR, lengths=(12,))
    assert made.table["length"].iloc[0] == pytest.approx(20)


def test_a_steady_state_is_openings_times_length():
    made = turnover(pd.Series(1200.0, index=MONTHS), YEAR, lengths=(6, 12, 24))
    assert made.table["before"].tolist() == pytest.approx([200, 100, 50])
    assert made.estimate == 0
    assert made.table["length"].tolist() == pytest.approx([6, 12, 24])


def test_growth_that_no_length_can_explain_is_left_open():
    stock = pd.Series([100.0] * 13 + [100 + 100 * month for month in range(1, 13)], index=MONTHS)
    made = turnover(stock, YEAR)
    assert made.table["length"].isna().all()
    assert "had openings stayed" not in made.sentence.lower()


def test_the_sentence_gives_the_range_of_assumptions():
    made = turnover(course(1200, [100] * 12 + [180] * 12, 12), YEAR, noun="investigations")
    least, most = (f"{end:.1%}" for end in (made.interval.lower, made.interval.upper))
    assert "between 6 and 24 months on average" in made.sentence
    assert f"openings in 2021-22 rose by between {least} and {most}" in made.sentence
    fallen = turnover(course(1200, [100] * 12 + [20] * 12, 12), YEAR).sentence
    assert "fell by between" in fallen
    assert "\N{MINUS SIGN}" not in fallen


def test_a_missing_month_is_named():
    with pytest.raises(CannotEstimate, match="March 2020"):
        turnover(pd.Series(5.0, index=MONTHS[1:]), YEAR)


def test_a_stock_is_compared_with_the_same_month_a_year_before():
    stock = pd.Series([100.0, 165.0], index=pd.PeriodIndex(["2021-03", "2022-03"], freq="M"))
    made = on_year(stock, pd.Period("2022-03", freq="M"), noun="investigations")
    assert made.change.estimate == pytest.approx(0.65)
    assert made.sentence.startswith(
        "There were 165 investigations at the end of March 2022, 65.0% more than the 100 a year before (95% interval"
    )


def test_a_stock_without_a_year_before_is_stated_alone():
    stock = pd.Series([165.0], index=pd.PeriodIndex(["2022-03"], freq="M"))
    made = on_year(stock, pd.Period("2022-03", freq="M"), noun="investigations")
    assert made.change is None
    assert "no figure to compare with" in made.sentence


def test_a_stock_that_is_not_shown_cannot_be_compared():
    stock = pd.Series([100.0, float("nan")], index=pd.PeriodIndex(["2021-03", "2022-03"], freq="M"))
    with pytest.raises(CannotEstimate, match="March 2022"):
        on_year(stock, pd.Period("2022-03", freq="M"), noun="investigations")
