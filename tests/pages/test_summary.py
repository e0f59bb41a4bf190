"""What the summary says of measures, of pages and of what is to be corrected."""

import pandas as pd
import pytest

from analysis import areas, measures, periods, roots
from analysis.pages import summary
from analysis.pages.digest import Digest
from analysis.pages.results import OLDER, Result

YEAR = periods.financial_year("2021-22")
UNKNOWN = "not assessed: needs returns"


def result(name="trends/other", **fields):
    return Result(**{"name": name, "title": "Other", "area": "UK", "finding": "It rose.", **fields})


NRM = result("trends/nrm_referrals", finding="Referrals rose.")
NOT_RUN = Result(name="trends/crimes", title="Crimes", missing="It was not run.")
AGED = result(title="Boats", finding="", missing=OLDER)


def test_a_point_has_the_figures_of_both_years_or_is_left_out():
    said = summary.moved("{n} in {year}, {moved} in {before}.", "nrm_referrals", YEAR)
    assert str(said) == "13,538 in 2021-22, up 27% from 10,660 in 2020-21."
    assert summary.moved("{n}", "small_boat_arrivals", periods.financial_year("2016-17")) is None
    said = summary.against("{one} against {other}", "nrm_decisions", "nrm_referrals", YEAR)
    assert str(said) == "3,648 against 13,538"


def test_a_figure_above_those_of_all_years_before_it_is_said_to_be_so():
    template = "{n}{most}"
    assert str(summary.moved(template, "nrm_referrals", YEAR)) == "13,538. No earlier year had more"
    assert str(summary.moved(template, "nrm_referrals", YEAR - 1)) == "10,660", "2019-20 had more"
    assert str(summary.moved(template, "offences_charged", YEAR)) == "205"


def test_points_are_those_of_measures_or_the_findings_of_pages():
    assert summary.points(["A.", None, ""], [NRM], "UK") == ["A."]
    assert summary.points([None], [NRM, result()], "Kent") == ["Referrals rose.", "It rose."]
    (said,) = summary.points([], [AGED, NOT_RUN], "Kent")
    assert said == "No page on Kent has been made from the data that are there now."


@pytest.mark.parametrize(
    ("verdicts", "apart", "expected"),
    [
        ([UNKNOWN] * 8, 0, "None of the 8 objectives can be assessed: returns are needed."),
        (
            [UNKNOWN],
            7,
            "1 objective cannot be assessed: returns are needed. The pages of 7 more have not been run.",
        ),
        (["met", "not met", UNKNOWN], 0, "Of 3 objectives, 1 was met, 1 was not met and 1 is not assessed in whole."),
        ([], 8, ""),
    ],
)
def test_objectives_are_counted_only_where_their_pages_were_run(verdicts, apart, expected):
    assert summary.judged([*(result(verdict=each) for each in verdicts), *([NOT_RUN] * apart)]) == expected


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
    )
    page = result(title="Victims", aim="Found earlier", verdict="partly met", outcomes=rows)
    made = summary.objectives([page, NOT_RUN], "UK", "2021-22")
    assert made.columns == ("Objective", "Planned outcome", "Printed report", "Public evidence", "Assessment")
    assert made.rows == (
        ("Victims", "Found earlier", "Forces: 39 (section 3)", "Children: 5.", "Partly met"),
        ("Crimes", "It was not run.", "Not made", "Not made", "Not made"),
    )


def test_pages_that_were_not_run_or_are_older_than_their_data_are_named_and_not_quoted(monkeypatch):
    digest, older, absent = summary.contents([NRM, NOT_RUN, AGED], "UK")
    assert isinstance(digest, Digest)
    assert [line.sentence for line in digest.lines] == ["Referrals rose."]
    assert str(older) == "Older than their data, and not quoted: Boats."
    assert str(absent) == "Not run, or not made for this year and area: Crimes."
    root = roots.Root(roots.current().folder, demonstration=True, nation=("Pellamore", "D1"))
    monkeypatch.setattr(roots, "current", lambda: root)
    assert len(summary.contents([NRM, NOT_RUN], "Pellamore")) == 1


def test_highlights_without_a_printed_report_say_what_stands_behind_them():
    shown = {"Modern slavery": {"nrm_referrals": "people referred", "live_investigations": "investigations"}}
    tiles = summary.measured_tiles("2021-22", areas.nation(), shown).groups[0][1]
    assert [(tile.figure, tile.verdict) for tile in tiles] == [("13,538", "Published"), ("–", "Needs a return")]
    (kent,) = summary.measured_tiles("2021-22", areas.find("Kent"), shown).groups[0][1]
    assert kent.what == "investigations", "what is published of the country alone is no highlight of a force"
    assert measures.value("live_investigations", "2021-22").status == "not returned"


def test_a_correction_is_a_line_that_begins_with_what_it_is_of():
    point = "Crimes: the report gives 5 (section 1); the data give 4. It does not say why."
    found = pd.DataFrame({"id": ["crimes-s1"], "verdict": ["unclear"], "point": [point]})
    brief = "1. [**Crimes**](claim:crimes-s1): the report gives 5 (section 1); the data give 4."
    assert summary.corrections(found).markdown == f"{brief} It does not say why."
    assert summary.corrections(found, brief=True).markdown == brief
    assert summary.corrections(found.iloc[:0]).markdown == "Nothing is to be corrected."
