import pandas as pd

from analysis import roots
from analysis.presentation import summary
from analysis.presentation.digest import Digest
from analysis.results import Result


def result(name="trends/other", **fields):
    return Result(**{"name": name, "title": "Other", "area": "UK", "sentence": "It rose.", **fields})


NRM = result("trends/nrm_referrals", sentence="Referrals rose.")
BOATS = result("trends/small_boats", sentence="Arrivals rose.")


def test_the_main_findings_come_first_each_with_its_area():
    assert summary.headline([result(), BOATS, NRM], "UK") == "Referrals rose. Arrivals rose."
    assert summary.headline([NRM, BOATS], "England and Wales") == "In the UK, referrals rose; arrivals rose."


def test_objectives_are_counted_by_what_they_came_to():
    unknown = result(sentence="", verdict="not assessed: needs returns")
    assert summary.headline([unknown] * 8, "UK") == "None of the 8 objectives is assessed: returns are needed."
    met = result(sentence="", verdict="met")
    said = summary.headline([met, result(sentence="", verdict="not met"), unknown], "UK")
    assert said == "Of 3 objectives, 1 was met, 1 was not met and 1 is not assessed in whole."


def test_without_a_finding_it_says_so():
    assert summary.headline([result(sentence="", missing="Nothing.")], "Kent") == "No page has a finding on Kent."
    assert str(summary.findings([result(sentence="")], "Kent")) == "No page has a finding on Kent."


def outcome(**cells):
    return {
        "Planned outcome": "Much",
        "Printed report": "No outcome printed",
        "Public evidence": "Nothing published",
        **cells,
    }


def test_an_objective_is_a_row_of_what_its_page_says():
    rows = (
        outcome(**{"Printed report": "Forces: 39 (section 3)\nShare: 44%"}),
        outcome(**{"Public evidence": "Children: 5."}),
        outcome(**{"Printed report": "Children: 678"}),
        outcome(**{"Printed report": "Providers: 2"}),
    )
    page = result(title="Victims", aim="Found earlier", verdict="partly met", outcomes=rows)
    made = summary.objectives([page, result(title="Tools", sentence="", missing="Not run.")], "UK", "2021-22")
    assert made.columns == ("Objective", "Planned outcome", "Printed report", "Public evidence", "Assessment")
    assert made.rows == (
        ("Victims", "Found earlier", "Forces: 39 (section 3)\nChildren: 678", "Children: 5.", "Partly met"),
        ("Tools", "Not run.", "Not made", "Not made", "Not assessed"),
    )


def test_without_a_printed_report_the_table_has_no_such_column():
    page = result(aim="More", verdict="met", outcomes=({"Planned outcome": "Much"},))
    assert summary.objectives([page], "UK", "2022-23").columns == ("Objective", "Planned outcome", "Assessment")


def test_pages_are_listed_and_those_not_made_are_named(monkeypatch):
    absent = Result(name="trends/crimes", title="Crimes", missing="It was not run.")
    digest, said = summary.contents([NRM, absent], "UK")
    assert isinstance(digest, Digest)
    assert str(said) == "Not made for this year: Crimes."
    root = roots.Root(roots.current().folder, demonstration=True, nation=("Pellamore", "D1"))
    monkeypatch.setattr(roots, "current", lambda: root)
    assert len(summary.contents([NRM, absent], "Pellamore")) == 1


def test_a_correction_is_a_line_that_begins_with_what_it_is_of():
    found = pd.DataFrame(
        {"verdict": ["differs"], "point": ["Crimes: the report gives 5 (section 1); the data give 4."]}
    )
    assert summary.corrections(found).markdown == "- **Crimes**: the report gives 5 (section 1); the data give 4."
    assert summary.corrections(found.iloc[:0]).markdown == "Nothing is to be corrected."
