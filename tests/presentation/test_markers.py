"""Which figures are provisional and which revised, as loaded from the releases."""

from dataclasses import replace

from analysis.catalogue import load
from analysis.presentation import references
from analysis.provenance import Provenance


def test_what_was_known_on_a_day_knows_no_later_revision():
    rows = load("nrm_referrals", as_at="2023-05-31").set_index("quarter")
    assert rows["provisional"].loc["2023Q1"]
    assert not rows["revised"].loc["2023Q1"]
    assert not rows["provisional"].loc[:"2022Q4"].any()
    assert load("nrm_referrals").set_index("quarter")["revised"].loc["2023Q1"]


def test_a_figure_is_provisional_only_where_no_earlier_release_gave_its_period():
    # Nationality is held from the newest release only, but its quarters were published before.
    rows = load("irregular_migration", by=["method_of_entry", "nationality"]).groupby("quarter")["provisional"].any()
    assert rows[rows].index.astype(str).tolist() == ["2023Q4"]


def test_first_figures_are_provisional_and_later_ones_revised_among_all_vintages():
    rows = load("nrm_referrals", every="year", vintages=True)
    of_2021 = rows[rows["year"] == "2021"]
    assert of_2021["referrals"].tolist() == [12_727, 12_706, 12_704, 12_701, 12_700]
    assert of_2021["provisional"].tolist() == [True, False, False, False, False]
    assert of_2021["revised"].tolist() == [False, True, True, True, True]


def test_it_is_said_which_releases_were_downloaded():
    newest = replace(load("nrm_referrals", until="2021-22").attrs["provenance"].newest(), downloaded=True)
    (entry,) = references.sources(Provenance((newest,))).entries
    assert "Read from the downloaded file" in entry.details
