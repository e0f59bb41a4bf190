"""Claims about the programme's own work, computed from returns that a test plants."""

import pytest

from analysis import areas, claims
from analysis.claims import needs
from analysis.errors import NotCovered
from analysis.measures import computing
from analysis.measures.evidence import Evidence
from analysis.measures.spans import read
from tests.claims.planted import claims_file
from tests.planted import take_in

YEAR = [f"{year}-{month:02}" for year, months in ((2021, range(4, 13)), (2022, range(1, 4))) for month in months]
TRAINING = [
    ("2021-04-19", "T-1", "Organised immigration crime awareness", "Eastern region", "Kent", 20),
    ("2021-04-19", "T-1", "Organised immigration crime awareness", "Eastern region", "Border Force", 5),
    ("2021-09-19", "T-2", "Organised immigration crime awareness", "National", "Essex", 10),
    ("2021-10-01", "T-3", "Organised immigration crime for senior investigators", "National", "Kent", 7),
    ("2022-03-01", "T-4", "Operation Innerste", "National", "Other police", 3),
    ("2022-03-02", "T-5", "Operation Innerste", "National", "Charity", 9),
    ("2021-06-01", "T-6", "Presentation to the judiciary", "Eastern region", "Courts and prosecutors", 131),
    ("2021-07-01", "T-7", "International and financial investigation", "Eastern region", "Essex", 150),
    ("2021-08-01", "T-8", "International and financial investigation", "National", "Kent", 210),
    ("2021-09-01", "T-9", "Commissioners' awareness event", "National", "Commissioner's office", 30),
]


def compute(measure, period, area="England and Wales"):
    evidence = Evidence(areas.find(area))
    (span,) = read(period)
    (returned,) = [each for each in needs.computations(measure) if each.is_returned]
    return computing.compute(returned, evidence, span), evidence


def judged(project, *rows):
    return claims.check(claims_file(project / "draft.csv", *rows)).set_index("id")


@pytest.fixture
def trained(project):
    take_in(project, "training_events", TRAINING, "2021-04", "2022-03")
    return project


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        ("training sessions", 4),
        ("people trained", 47),
        ("organised immigration crime awareness sessions", 2),
        ("organised immigration crime training events", 3),
        ("people at organised immigration crime awareness sessions", 35),
        ("people at organised immigration crime awareness sessions: police", 30),
        ("people at organised immigration crime awareness sessions: others", 5),
        ("forces at organised immigration crime awareness sessions", 2),
        ("people at organised immigration crime courses for senior investigators", 7),
        ("Operation Innerste training sessions", 2),
        ("share of police among people at Operation Innerste training", 25),
    ],
)
@pytest.mark.usefixtures("trained")
def test_training_is_counted_by_course_and_organisation(measure, value):
    assert compute(measure, "2021-22")[0] == value


@pytest.mark.usefixtures("trained")
def test_events_of_the_report_that_are_courses_of_the_return_are_counted():
    assert compute("people at the Eastern judiciary presentation", "2021-22", "Eastern region")[0] == 131
    assert compute("awareness events for new commissioners", "2021-22")[0] == 1
    people, evidence = compute("people trained in two Eastern sessions", "2021-22", "Eastern region")
    assert people == 360
    assert "at 2 sessions, held for a region or for the nation" in evidence.notes


@pytest.mark.usefixtures("trained")
def test_training_of_a_region_is_that_held_there():
    measure = "people at organised immigration crime awareness sessions"
    assert compute(measure, "2021-22", "Eastern region")[0] == 25


def test_investigations_are_counted_at_the_end_and_shared_by_type(project):
    rows = [
        ("2021-03", "Kent", "Criminal exploitation", "Children involved", 10),
        ("2021-03", "Kent", "Labour exploitation", "No children involved", 30),
        ("2022-03", "Kent", "Criminal exploitation", "Children involved", 36),
        ("2022-03", "Kent", "Labour exploitation", "No children involved", 24),
    ]
    take_in(project, "live_investigations", rows, "2021-03", "2022-03")
    assert compute("live investigations", "2021-22")[0] == 60
    share, evidence = compute("share of live investigations that are of criminal exploitation", "2021-22")
    assert share == 60
    assert "36 of 60" in evidence.notes
    assert any("1 of 43 forces returned figures" in note for note in evidence.notes)
    change = {"unit": "percent change", "period": "2021-22", "baseline_period": "2020-21", "geography": "UK"}
    register = judged(project, {**change, "measure": "live investigations", "value": "50"})
    assert register.loc["claim-1", "verdict"] == "reproduced"
    assert "The returns cover England and Wales only." in register.loc["claim-1", "reason"]


def test_people_of_unknown_nationality_are_no_part_of_those_known(project):
    rows = [
        ("2022-03", "Kent", "Suspect", "British", 10),
        ("2022-03", "Kent", "Suspect", "Polish", 10),
        ("2022-03", "Kent", "Suspect", "Not known", 20),
        ("2022-03", "Kent", "Potential victim", "British", 30),
        ("2022-03", "Kent", "Potential victim", "Not known", 10),
    ]
    take_in(project, "investigation_people", rows, "2022-03", "2022-03")
    assert compute("share of suspects of known nationality who are British", "2021-22")[0] == 50
    assert compute("share of potential victims of known nationality who are British", "2021-22")[0] == 100
    shown = needs.beside("share of live investigations without a nationality")
    evidence = Evidence(areas.wider())
    assert computing.compute(shown, evidence, read("2021-22")[0]) == 25
    assert "of suspects 50.0%" in evidence.notes


def test_clandestine_events_give_two_rates_and_the_forces_covered(project):
    rows = [
        ("2021-05", "Kent", 100, 10, 50, 10, 7, 0),
        ("2021-06", "Kent", 100, 94, 65, 13, 7, 1),
        ("2021-05", "Essex", 100, 10, 50, 10, 7, 1),
        ("2021-06", "Essex", 100, 94, 65, 13, 7, 1),
    ]
    take_in(project, "clandestine_events", rows, "2021-05", "2021-06")
    assert compute("share of clandestine event scripts completed in full", "2021-05")[0] == 10
    assert compute("share of civil penalty referrals that are complete", "2021-05")[0] == 20
    assert compute("forces covered by the Operational Policing Team, start", "2021-06")[0] == 1
    assert compute("forces covered by the Operational Policing Team, end", "2021-06")[0] == 2
    claim = {"measure": "civil penalty referrals", "period": "2021-06", "baseline_period": "2021-05"}
    register = judged(
        project,
        {**claim, "unit": "percent change", "value": "30"},
        {**claim, "unit": "referrals", "relation": "unfilled", "value": ""},
    )
    assert register.loc["claim-1", "verdict"] == "reproduced"
    assert register.loc["claim-2", "verdict"] == "left blank"
    assert "from 100 (May 2021) to 130 (June 2021)" in register.loc["claim-2", "computed"]


@pytest.mark.parametrize(
    ("name", "rows", "expected"),
    [
        (
            "operations",
            [("2021-04-02", "O-1", "Kent", 3, 5, 1000), ("2022-03-02", "O-2", "Essex", 2, 2, 500)],
            {
                "multi-agency operations": 2,
                "intelligence reports from multi-agency operations": 7,
                "civil penalties collected": 1500,
            },
        ),
        (
            "products",
            [
                ("2021-04-02", "P-1", "Guidance", "Organised immigration crime", 40),
                ("2022-03-02", "P-2", "Video", "Both", 60),
            ],
            {
                "documents produced": 2,
                "downloads of documents": 100,
                "organised immigration crime training and guidance products": 1,
            },
        ),
        (
            "nrm_queries",
            [(month, source, 5) for month in YEAR for source in ("Police forces", "Other")],
            {"NRM queries to the programme": 60},
        ),
        (
            "safeguarding",
            [(month, "Kent", 10, 1) for month in YEAR],
            {"children safeguarded under Operation Innerste": 120, "forces using Operation Innerste": 1},
        ),
        (
            "coordinator_activity",
            [(month, "Eastern region", "Crimes reviewed", 4) for month in YEAR],
            {"crimes reviewed by the regional coordinators": 48},
        ),
        (
            "case_outcomes",
            [(f"2021-22 Q{number}", "Decision to charge", "2020-21", 25) for number in range(1, 5)],
            {"decisions to charge": 100, "convictions": 0},
        ),
    ],
)
def test_a_year_of_each_return_is_counted(project, name, rows, expected):
    quarters = name == "case_outcomes"
    take_in(project, name, rows, *(("2021-22 Q1", "2021-22 Q4") if quarters else ("2021-04", "2022-03")))
    assert {measure: compute(measure, "2021-22")[0] for measure in expected} == expected


def test_months_that_nobody_returned_are_not_covered(project):
    take_in(project, "safeguarding", [(month, "Kent", 10, 1) for month in YEAR[:10]], "2021-04", "2022-01")
    assert compute("children safeguarded under Operation Innerste", "2021-04 to 2022-01")[0] == 100
    with pytest.raises(NotCovered, match="not available for all of"):
        compute("children safeguarded under Operation Innerste", "2021-22")


def test_a_small_number_that_is_withheld_decides_nothing(project):
    take_in(project, "case_outcomes", [("2021-22 Q4", "Conviction", "2020-21", 3)], "2021-22 Q4", "2021-22 Q4")
    claim = {"measure": "convictions", "unit": "people", "period": "2021-22 Q4", "geography": "England and Wales"}
    register = judged(project, {**claim, "value": "3"})
    assert register.loc["claim-1", "verdict"] == "no source"
    assert "suppressed" in register.loc["claim-1", "reason"]
    assert register.loc["claim-1", "computed"] == ""
