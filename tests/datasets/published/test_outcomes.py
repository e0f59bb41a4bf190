import pandas as pd
import pytest

from analysis.catalogue import load
from analysis.errors import NotCovered

CHARGED, NOT_YET = "Charged/Summonsed", "Not yet assigned an outcome"


@pytest.mark.parametrize(
    ("year", "recorded", "charged_of_recorded", "charged", "not_yet"),
    [("2018", 3_380, 162, 177, 425), ("2019", 5_118, 100, 148, 957)],
)
def test_the_years_are_those_of_the_publisher(year, recorded, charged_of_recorded, charged, not_yet):
    years = load("outcomes", every="financial_year").set_index("financial_year")
    assert years.loc[year, "by_recording"] == recorded
    by_outcome = load("outcomes", by="outcome", every="financial_year").set_index(["financial_year", "outcome"])
    period = pd.Period(year, "Y-MAR")
    assert by_outcome.loc[(period, CHARGED), "by_recording"] == charged_of_recorded
    assert by_outcome.loc[(period, CHARGED), "by_outcome"] == charged
    assert by_outcome.loc[(period, NOT_YET), "by_recording"] == not_yet


def test_forces_add_up_to_the_nation():
    by_force = load("outcomes", by="force", during="2018-19")
    nation = load("outcomes", during="2018-19").set_index("quarter")
    assert by_force.groupby("quarter")["by_outcome"].sum().tolist() == nation["by_outcome"].tolist()
    assert by_force.groupby("quarter")["by_recording"].sum().tolist() == nation["by_recording"].tolist()


def test_an_outcome_that_is_not_listed_is_nought():
    kent = load("outcomes", area="Kent", by="outcome", during="2018-19")
    assert kent.groupby("quarter").size().tolist() == [11, 11, 11, 11]
    assert kent["by_recording"].notna().all()


def test_offences_that_are_lacking_are_no_nought():
    with pytest.raises(NotCovered):
        load("outcomes", area="Leicestershire", during="2017-18")
    charged = load("outcomes", area="Leicestershire", by="outcome", during="2017-18")
    assert charged[charged["outcome"] == CHARGED]["by_recording"].sum() == 2
    assert load("outcomes", area="Leicestershire", every="financial_year")["by_recording"].tolist() == [63]


def test_charges_of_the_other_release_are_not_these():
    charges = load("charges").set_index("quarter")["charges"]
    outcomes = load("outcomes", by="outcome")
    charged = outcomes[outcomes["outcome"] == CHARGED].set_index("quarter")["by_outcome"]
    years = [pd.period_range(f"{year}Q2", periods=4, freq="Q-DEC") for year in (2017, 2018)]
    assert [int(charges[year].sum()) for year in years] == [181, 161]
    assert [int(charged[year].sum()) for year in years] == [177, 148]
