"""The table of an objective: what was planned, printed and published, what would show it, and what it comes to."""

import io

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from analysis import areas, claims
from analysis.errors import UnknownName
from analysis.pages import objective
from analysis.pages.compared import Published
from analysis.pages.objective import PlannedOutcome, Setting
from analysis.pages.outcomes import Outcomes
from analysis.presentation.display import MIME_TYPE
from tests.projects import project_in

INNERSTE = PlannedOutcome("Every force uses it", ["innerste-forces-s5"], returns=["safeguarding"])
MANDEVILLE = PlannedOutcome("Further providers join", ["mandeville-providers"], shown_by="A list of providers")


@pytest.fixture(autouse=True)
def project(tmp_path):
    """Work where no return has been sent."""
    with project_in(tmp_path) as folder:
        yield folder


def setting(year="2022", area="England and Wales"):
    return Setting(pd.Period(year, "Y-MAR"), areas.find(area), "2021-22")


def table(*outcomes, year="2022", area="England and Wales", **options):
    return objective.opening(outcomes, setting(year, area), **options).table


def test_a_row_says_what_was_planned_printed_published_and_wanted():
    made = table(INNERSTE, MANDEVILLE)
    assert made.columns == ("Planned outcome", "Printed report", "Public evidence", "What would show it", "Assessment")
    said = claims.printed("2021-22", ["innerste-forces-s5"])["forces using Operation Innerste"]
    assert made.rows[0] == (
        "Every force uses it",
        f"Forces using Operation Innerste: {said}",
        "Nothing published",
        "",
        "Not assessed: needs returns",
    )
    assert made.rows[1][3:] == ("A list of providers", "Not assessed: no return asks for it")
    assert made.cited == (("innerste-forces-s5",), ("mandeville-providers",))
    assert made.sources == ("NPCC Modern Slavery and Organised Immigration Crime Programme, Annual Report 2021-22",)


def test_the_template_of_each_return_is_offered_once_as_a_workbook_and_as_a_command():
    made = table(INNERSTE, INNERSTE)
    ((first,), (again,)) = made.templates
    assert first.command == "msoic returns template safeguarding --period 2021-22"
    assert first.file == "safeguarding_england-and-wales_2021-22.xlsx"
    book = CalamineWorkbook.from_filelike(io.BytesIO(first.content))
    assert book.get_sheet_by_name("Return").to_python()[0] == ["month", "force", "children", "uses_innerste"]
    assert not again.command
    bundle = made._repr_mimebundle_()
    assert bundle["text/html"].count("base64,") == 1
    assert first.address in bundle["text/html"]
    assert "base64" not in str(bundle[MIME_TYPE]), "a page holds each workbook once"


def test_a_template_is_the_same_at_each_run_and_that_of_the_page_s_own_area():
    kent = table(INNERSTE, area="Kent").templates[0][0]
    assert kent == table(INNERSTE, area="Kent").templates[0][0]
    assert kent.command.endswith('--area "Kent"')
    programme = PlannedOutcome("Documents", returns=["products"])
    assert "--area" not in table(programme, area="Kent").templates[0][0].command


def test_without_a_printed_report_the_page_says_so_and_whose_plan_it_is():
    made = table(INNERSTE, year="2023")
    assert "Printed report" not in made.columns
    assert made.notes[0] == ("No printed report of 2022-23 is available. The outcomes are those planned for 2021-22.")


def test_what_the_programme_does_is_not_assessed_and_says_where_nothing_is_published():
    made = table(INNERSTE, MANDEVILLE, of="What it does")
    assert made.columns == ("What it does", "Printed report", "What would show it")
    assert made.notes[-1] == "Nothing on this is published."
    rows = pd.DataFrame({"release": ["x"]})
    rows.attrs["provenance"] = claims.source_of("2021-22")
    shown = PlannedOutcome("Courses", public=Published("Courses (UK): 3.", rows), returns=["training_events"])
    assert table(shown, MANDEVILLE, of="What it does").columns[2] == "Public evidence"


def test_a_claim_that_no_report_makes_is_refused_with_the_nearest():
    with pytest.raises(UnknownName, match="innerste-forces-s5"):
        table(PlannedOutcome("Every force uses it", ["innerste-forces"]))


def test_an_assessment_is_one_of_the_verdicts():
    with pytest.raises(ValueError, match="partly met"):
        PlannedOutcome("More", assessment="good")


def opened(*outcomes, **options):
    return objective.opening(outcomes, setting(), **options)


def points(*outcomes, **options):
    return [str(each) for each in opened(*outcomes, **options).points]


def verdict(*outcomes):
    return opened(*outcomes).table.verdict


MET = PlannedOutcome("More", returns=["operations"], assessment="met: 12, after 11 in 2020-21")
UNMET = PlannedOutcome("More", shown_by="A log", assessment="not met: 9")


def test_the_page_opens_with_how_many_outcomes_were_met():
    assert points(INNERSTE) == ["The planned outcome is not assessed for 2021-22: it needs returns."]
    assert verdict(INNERSTE, MANDEVILLE) == "not assessed: needs returns"
    assert points(MET, MET, UNMET, MANDEVILLE, found=["Nine."]) == [
        "Of 4 planned outcomes in 2021-22, 2 were met, 1 was not met and 1 is not assessed.",
        "Nine.",
    ]
    assert verdict(MET, MET, UNMET, MANDEVILLE) == "not assessed"
    assert [verdict(*some) for some in ([MET], [MET, UNMET], [UNMET])] == ["met", "partly met", "not met"]


def test_what_was_found_comes_before_that_nothing_is_assessed_and_there_are_at_most_three_points():
    said = points(INNERSTE, found=["One.", "Two.", "Three."])
    assert said == ["One.", "Two.", "The planned outcome is not assessed for 2021-22: it needs returns."]


def test_what_to_correct_in_the_printed_report_is_a_point_and_stands_beside_its_figure():
    charges = PlannedOutcome("More charges", ["charges-s5"], returns=["case_outcomes"])
    assert "70%" in points(charges)[1]
    assert "97%" in points(charges)[1]
    assert table(charges).rows[0][1].endswith("– contradicted")
    assert "–" not in table(INNERSTE).rows[0][1]


def test_a_page_about_work_opens_with_its_finding_or_with_what_would_show_it():
    assert points(INNERSTE, of="Work") == [
        "No published figure shows this work in 2021-22: the return 'Children safeguarded under Operation Innerste' "
        "would."
    ]
    assert points(INNERSTE, of="Work", found=["There were 3."]) == ["There were 3."]


@pytest.mark.parametrize("rows", [(), (("",),), (("a", "b"),)])
def test_a_table_without_words_is_refused(rows):
    with pytest.raises(ValueError, match=r"table 'T'|shorter|longer"):
        Outcomes("T", ("Planned outcome",), rows)
