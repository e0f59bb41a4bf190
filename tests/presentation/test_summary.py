import pandas as pd

from analysis import highlights
from analysis.page import Page
from analysis.presentation import summary
from analysis.provenance import sourced
from analysis.results import Result


def result(name="trends/other", **fields):
    return Result(name=name, title="X", **fields)


REFERRALS = result("trends/nrm_referrals", area="UK", sentence="NRM referrals rose by 27%.")
BOATS = result("trends/small_boats", area="UK", sentence="Small boat arrivals rose.")


def test_the_headline_gives_the_first_findings_with_their_area_and_the_verdicts():
    judged = [result(sentence="b", verdict="cannot be told"), result(sentence="c", verdict="partly met")]
    assert summary.headline([BOATS, *judged, REFERRALS], "England and Wales") == (
        "In the UK, NRM referrals rose by 27%; small boat arrivals rose. "
        "Of 2 planned outcomes, judged on evidence by rules stated first: 1 partly met and 1 cannot be told."
    )
    assert summary.headline([REFERRALS, BOATS], "UK") == "NRM referrals rose by 27%. Small boat arrivals rose."


def test_the_headline_says_where_no_page_has_a_finding():
    assert summary.headline([result(missing="Not run.")], "Kent") == "No page has a finding on Kent."
    unjudged = [result(sentence="a", verdict="cannot be told")] * 8
    assert summary.headline(unjudged, "Kent") == "None of 8 planned outcomes can be judged on the evidence held."


def test_measures_stand_beside_what_was_printed_of_them():
    table = pd.DataFrame(
        {
            "before": [10, 20], "after": [20, 10], "change": [1.0, -0.5],
            "area": ["UK", "Kent"], "claimed": ["boats", ""],
        },
        index=["Boats", "Queries"],
    )  # fmt: skip
    laid = summary.measures(table, {"boats": "a rise of 100% (section 3)"}, "Kent")
    assert laid.index.tolist() == ["Boats (UK)", "Queries"]
    assert laid["printed"].tolist() == ["a rise of 100% (section 3)", "not stated"]
    assert "printed" not in summary.measures(table, {}, "Kent")


def test_a_year_beside_the_one_before_is_a_table_without_intervals():
    compared = highlights.compare(Page("2021-22", "England and Wales"), highlights.PUBLISHED)
    table = summary.beside(
        compared.table, what="measures, 2021-22", printed={}, place="UK", source=sourced(*compared.rows)
    )
    assert table.title == "Measures, 2021-22"
    assert table.rows[0] == ("NRM referrals", "10,660", "13,539", "+27.0%")
    assert table.rows[-1] == (
        "Modern slavery offences charged (England and Wales)",
        "236",
        "205",
        "\N{MINUS SIGN}13.1%",
    )


def test_claims_of_a_section_say_where_nothing_was_computed():
    register = pd.DataFrame(
        {
            "section": ["3", "4"],
            "statement": ["funding", "crimes"],
            "claimed": ["£1", "2"],
            "computed": ["", "3"],
            "verdicts": ["not checkable", "differs"],
            "reason": ["none held", ""],
        }
    )
    laid = summary.claims_of(register, "3")
    assert laid.loc["funding"].tolist() == ["£1", "[x]", "not checkable", "none held"]


def test_claims_are_counted_by_what_can_be_said_of_them():
    counts = pd.Series({"reproduced": 2, "differs": 1, "contradicted": 4, "not checkable": 3})
    assert summary.of_claims(counts, 11, "2021-22") == (
        "The annual report of 2021-22 makes 11 claims in figures. By the data held, 2 can be reproduced and 1 cannot; "
        "3 cannot be checked. Another place of the same report contradicts 4."
    )
    said = summary.of_claims(pd.Series({"reproduced": 1}), 1, "2022-23")
    assert "makes 1 claim in figures. By the data held, 1 can be reproduced and 0 cannot; 0 cannot be checked." in said
