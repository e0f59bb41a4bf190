import pandas as pd

from analysis.presentation import summary
from analysis.results import Result


def result(**fields):
    return Result(name="x", title="X", **fields)


def test_the_headline_counts_pages_and_verdicts():
    found = [
        result(sentence="a", verdict="cannot be told", demonstration=True),
        result(sentence="b", verdict="cannot be told"),
        result(sentence="c"),
        result(missing="d"),
    ]
    said = summary.sentence(found, period="2021-22", place="UK")
    assert said == (
        "For UK in 2021-22, the main finding of 2 of 4 pages rests on real figures alone; that of 1 rests on "
        "demonstration data, which are made up and no evidence; 1 has none. Of 2 planned outcomes, judged on evidence "
        "by rules stated beforehand: 2 cannot be told."
    )


def test_rises_are_those_whose_interval_leaves_no_change_out():
    table = pd.DataFrame({"lower": [0.1, -0.2, -0.5], "upper": [0.3, 0.2, -0.1]})
    assert summary.rises(table) == "1 of 3 measures rose and 1 fell; 1 change could be chance"


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
    counts = pd.Series({"differs": 1, "not checkable": 1})
    assert "2 claims in figures: 1 differs and 1 not checkable" in summary.of_claims(counts, 2, "2021-22")
