import pandas as pd

from analysis import roots
from analysis.catalogue import describe, load
from analysis.provenance import provenance_of


def test_charges_reach_from_the_first_quarter_of_the_offence_code_without_a_gap():
    rows = load("charges").set_index("quarter")["charges"]
    assert list(rows.index) == list(pd.period_range("2015Q2", "2024Q2", freq="Q-DEC"))
    assert (rows["2015Q2"], rows["2020Q1"], rows["2024Q2"]) == (20, 88, 43)


def test_years_are_sums_of_four_quarters():
    rows = load("charges", every="year").set_index("year")["charges"]
    assert (rows["2021"], rows["2023"]) == (226, 170)
    assert "2015" not in rows.index.astype(str)


def test_every_figure_is_marked_as_read_in_a_secondary_source():
    rows = load("charges")
    assert not rows["official"].any()
    assert "secondary source" in str(provenance_of(rows).newest())
    assert "secondary source" in describe("charges").explanation


def test_a_downloaded_tabulation_is_secondary_too(downloads):
    header = (
        ",Date,Offence Group,Offence Subgroup,Offence Description,Offence Code,"
        "Outcomes for investigations closed in the quarter,"
        "Severity weighted outcomes for investigations closed in the quarter"
    )
    line = "0,30/09/2024,Violence against the person,Violence without injury,Modern slavery,106,51,79036.8"
    (roots.downloads() / "charges.csv").write_text(f"{header}\n{line}\n")
    rows = load("charges")
    assert rows["charges"].iloc[-1] == 51
    assert not rows["official"].any()
