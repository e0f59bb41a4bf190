"""From rows of returns to tables: which return stands, zeros, totals, states, records and coverage."""

import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from analysis import areas, datasets
from analysis.datasets import returned
from analysis.datasets.dataset import ALL

EVENTS = datasets.find("clandestine_events")
LIVE = datasets.find("live_investigations")
PEOPLE = datasets.find("investigation_people")
TRAINING = datasets.find("training_events")
OPERATIONS = datasets.find("operations")
OUTCOMES = datasets.find("case_outcomes")
QUERIES = datasets.find("nrm_queries")

YEAR = pd.period_range("2021-04", "2022-03", freq="M").astype(str)
NORTH_EAST = [force.name for force in areas.forces() if force.region == "North East region"]
CRIMINAL, LABOUR = LIVE.dimensions["exploitation_type"][:2]
YES, NO = LIVE.dimensions["children"]


def events(*rows):
    """Make a return of clandestine events: month, force, events, and whether the team covers the force."""
    table = pd.DataFrame(rows, columns=["month", "force", "events", "policing_team"])
    others = dict.fromkeys(
        ("scripts_completed", "civil_penalty_referrals", "complete_referrals", "penalties_issued"), 0
    )
    return counted(table.assign(**others), EVENTS)


def live(*rows):
    return counted(
        pd.DataFrame(rows, columns=["month", "force", "exploitation_type", "children", "investigations"]), LIVE
    )


def counted(table, dataset):
    counts = [name for name in dataset.measures if name in table]
    return table[dataset.columns].astype(dict.fromkeys(counts, "Int64"))


def figure(table, dataset, measure, every, start, **levels):
    """Return one figure, the dimensions that are not named being totals; None where there is no row."""
    kept = (table["every"] == every) & (table["start"] == pd.Timestamp(start))
    for name, level in (dict.fromkeys(dataset.dimensions, ALL) | levels).items():
        kept &= table[name] == level
    found = table.loc[kept, measure].to_list()
    assert len(found) <= 1
    return found[0] if found else None


def test_of_two_returns_of_a_month_the_later_stands_as_a_whole():
    first = live(("2021-04", "Kent", CRIMINAL, YES, 5), ("2021-04", "Kent", LABOUR, NO, 7))
    second = live(("2021-04", "Kent", CRIMINAL, YES, 6))
    table = returned.clean(LIVE, [first, second])
    kent = {"force": "Kent", "every": "month", "start": "2021-04"}
    assert figure(table, LIVE, "investigations", exploitation_type=CRIMINAL, **kent) == 6
    assert figure(table, LIVE, "investigations", exploitation_type=LABOUR, **kent) == 0, "no longer returned"
    assert figure(table, LIVE, "investigations", **kent) == 6


def test_a_later_return_leaves_other_months_and_forces_alone():
    first = events(("2021-04", "Kent", 5, 0), ("2021-05", "Kent", 6, 0), ("2021-04", "Essex", 3, 0))
    table = returned.clean(EVENTS, [first, events(("2021-05", "Kent", 9, 0))])
    assert figure(table, EVENTS, "events", "month", "2021-04", force="Kent") == 5
    assert figure(table, EVENTS, "events", "month", "2021-05", force="Kent") == 9
    assert figure(table, EVENTS, "events", "month", "2021-04", force="Essex") == 3


def test_a_cell_without_a_row_is_nought_in_a_month_that_was_returned():
    table = returned.clean(LIVE, [live(("2021-04", "Kent", CRIMINAL, YES, 5))])
    kent = {"force": "Kent", "every": "month", "start": "2021-04"}
    assert figure(table, LIVE, "investigations", exploitation_type=LABOUR, children=NO, **kent) == 0


def test_a_month_that_was_not_returned_has_no_row():
    table = returned.clean(EVENTS, [events(("2021-04", "Kent", 5, 0), ("2021-06", "Kent", 5, 0))])
    assert figure(table, EVENTS, "events", "month", "2021-05", force="Kent") is None
    assert figure(table, EVENTS, "events", "month", "2021-04", force="Essex") is None
    assert figure(table, EVENTS, "events", "quarter", "2021-04", force="Kent") is None, "a month of it is missing"


def test_totals_over_levels_regions_and_the_nation():
    rows = [("2021-04", force, CRIMINAL, YES, 2) for force in NORTH_EAST]
    rows += [("2021-04", "Kent", LABOUR, NO, 10), ("2021-04", NORTH_EAST[0], LABOUR, NO, 1)]
    table = returned.clean(LIVE, [live(*rows)])
    april = {"every": "month", "start": "2021-04"}
    region = {"force": "North East region"}
    assert figure(table, LIVE, "investigations", **april) == 2 * len(NORTH_EAST) + 11
    assert figure(table, LIVE, "investigations", **april, **region) == 2 * len(NORTH_EAST) + 1
    assert figure(table, LIVE, "investigations", **april, **region, exploitation_type=LABOUR) == 1
    assert figure(table, LIVE, "investigations", **april, exploitation_type=LABOUR, children=YES) == 0


def test_quarters_and_financial_years_are_sums_of_months():
    table = returned.clean(EVENTS, [events(*((month, "Kent", number, 0) for number, month in enumerate(YEAR)))])
    assert figure(table, EVENTS, "events", "quarter", "2021-07", force="Kent") == 3 + 4 + 5
    assert figure(table, EVENTS, "events", "financial_year", "2021-04", force="Kent") == sum(range(12))


def test_a_stock_is_never_added_up_over_months():
    table = returned.clean(LIVE, [live(*((month, "Kent", CRIMINAL, YES, 5) for month in YEAR))])
    assert set(table["every"]) == {"month"}


def test_levels_that_one_person_can_be_in_twice_have_no_total():
    table = returned.clean(
        PEOPLE,
        [
            counted(
                pd.DataFrame(
                    [("2021-04", "Kent", role, "British", 4) for role in PEOPLE.dimensions["role"]],
                    columns=PEOPLE.columns,
                ),
                PEOPLE,
            )
        ],
    )
    assert ALL not in set(table["role"])
    assert figure(table, PEOPLE, "people", "month", "2021-04", role="Suspect") == 4


def test_a_state_is_that_of_the_last_month_and_forces_in_it_are_counted():
    joins = {"Kent": "2021-04", "Essex": "2021-06", "Dorset": "2022-03"}
    rows = [(month, force, 1, int(month >= first)) for month in YEAR for force, first in joins.items()]
    rows += [(month, "Cumbria", 1, int(month < "2022-03")) for month in YEAR]
    table = returned.clean(EVENTS, [events(*rows)])
    assert figure(table, EVENTS, "policing_team", "month", "2021-04") == 2
    assert figure(table, EVENTS, "policing_team", "quarter", "2021-04") == 3
    assert figure(table, EVENTS, "policing_team", "financial_year", "2021-04") == 3
    assert figure(table, EVENTS, "policing_team", "financial_year", "2021-04", force="Cumbria") == 0, "it left"
    assert figure(table, EVENTS, "policing_team", "financial_year", "2021-04", force="Kent") == 1


def test_coverage_counts_who_returned_the_whole_period():
    rows = [(month, "Kent", 1, 0) for month in YEAR]
    rows += [(month, "Essex", 1, 0) for month in YEAR if month != "2021-05"]
    table = returned.clean(EVENTS, [events(*rows)])
    assert figure(table, EVENTS, "covered", "month", "2021-04") == 2
    assert figure(table, EVENTS, "covered", "month", "2021-05") == 1
    assert figure(table, EVENTS, "covered", "quarter", "2021-04") == 1
    assert figure(table, EVENTS, "covered", "financial_year", "2021-04", force="Eastern region") == 1
    assert figure(table, EVENTS, "covered", "financial_year", "2021-04", force="Kent") == 1


@pytest.mark.parametrize(
    ("dataset", "place", "number"),
    [
        (EVENTS, "England and Wales", 43),
        (EVENTS, "North East region", len(NORTH_EAST)),
        (EVENTS, "Kent", 1),
        (datasets.find("disruptions"), "England and Wales", 10),
        (datasets.find("disruptions"), "North East region", 1),
        (TRAINING, "England and Wales", 1),
    ],
)
def test_how_many_should_return(dataset, place, number):
    assert returned.expected(dataset, place) == number


def training(*rows):
    return counted(
        pd.DataFrame(rows, columns=["date", "reference", "course", "region", "organisation", "attendees"]), TRAINING
    )


def test_a_session_of_several_organisations_is_counted_once():
    course, region = TRAINING.dimensions["course"][0], "Eastern region"
    rows = [("2021-04-10", "T-1", course, region, force, 5) for force in ("Kent", "Essex", "Norfolk")]
    table = returned.clean(TRAINING, [training(*rows, ("2021-04-20", "T-2", course, region, "Kent", 4))])
    april = {"every": "month", "start": "2021-04"}
    assert figure(table, TRAINING, "sessions", **april) == 2
    assert figure(table, TRAINING, "sessions", **april, organisation="Kent") == 2
    assert figure(table, TRAINING, "sessions", **april, organisation="Essex") == 1
    assert figure(table, TRAINING, "attendees", **april) == 19


def test_a_month_without_a_record_between_two_with_some_is_one_of_nought():
    columns = OPERATIONS.columns
    rows = [("2021-04-10", "OPT-1", "Kent", 3, 2, 100), ("2021-06-10", "OPT-2", "Kent", 4, 1, 0)]
    table = returned.clean(OPERATIONS, [counted(pd.DataFrame(rows, columns=columns), OPERATIONS)])
    assert figure(table, OPERATIONS, "operations", "month", "2021-05") == 0
    assert figure(table, OPERATIONS, "operations", "quarter", "2021-04") == 2
    assert figure(table, OPERATIONS, "penalties_collected", "quarter", "2021-04", force="Kent") == 100


def test_financial_quarters_are_kept_as_the_calendar_quarters_of_the_same_months():
    rows = [(f"2021-22 Q{number}", "Conviction", "2019-20", 10 * number) for number in range(1, 5)]
    table = returned.clean(OUTCOMES, [counted(pd.DataFrame(rows, columns=OUTCOMES.columns), OUTCOMES)])
    assert figure(table, OUTCOMES, "cases", "quarter", "2022-01", stage="Conviction") == 40
    assert figure(table, OUTCOMES, "cases", "financial_year", "2021-04", stage="Conviction") == 100
    assert ALL not in set(table["stage"])


def test_a_published_dataset_is_no_return():
    with pytest.raises(ValueError, match="nrm_referrals is no return"):
        returned.clean(datasets.find("nrm_referrals"), [])


FORCES = ["Kent", "Essex", *NORTH_EAST]
RETURN = st.dictionaries(
    st.tuples(st.sampled_from(list(YEAR)), st.sampled_from(FORCES)), st.integers(0, 50), min_size=1, max_size=40
)


@settings(max_examples=25, deadline=None)
@given(st.lists(RETURN, min_size=1, max_size=3))
def test_totals_are_sums_of_what_stands(submitted):
    table = returned.clean(EVENTS, [events(*((*key, n, 0) for key, n in each.items())) for each in submitted])
    stands = {key: n for each in submitted for key, n in each.items()}
    months = table[table["every"] == "month"].set_index(["start", "force"])["events"]
    for (month, force), number in stands.items():
        assert months[pd.Timestamp(month), force] == number
    for month in {month for month, _ in stands}:
        of_month = {force: n for (each, force), n in stands.items() if each == month}
        assert months[pd.Timestamp(month), ALL] == sum(of_month.values())
        in_region = [n for force, n in of_month.items() if force in NORTH_EAST]
        assert months.get((pd.Timestamp(month), "North East region"), 0) == sum(in_region)
    assert len(months[months.index.isin(FORCES, level="force")]) == len(stands), "nobody else has a figure"


@settings(max_examples=25, deadline=None)
@given(RETURN)
def test_nobody_covers_a_year_that_they_did_not_return_in_whole(submitted):
    table = returned.clean(EVENTS, [events(*((*key, n, 0) for key, n in submitted.items()))])
    covered = table.set_index(["every", "start", "force"])["covered"]
    for force in {force for _, force in submitted}:
        held = {month for month, each in submitted if each == force}
        assert (("financial_year", pd.Timestamp("2021-04"), force) in covered.index) == (len(held) == len(YEAR))
    assert (covered >= 1).all()


@settings(max_examples=25, deadline=None)
@given(RETURN)
def test_the_order_of_the_rows_makes_no_difference(submitted):
    rows = [(*key, n, 0) for key, n in submitted.items()]
    forwards, backwards = (returned.clean(EVENTS, [events(*each)]) for each in (rows, rows[::-1]))
    keys = EVENTS.keys
    pd.testing.assert_frame_equal(
        forwards.sort_values(keys, ignore_index=True), backwards.sort_values(keys, ignore_index=True)
    )


def test_a_return_of_records_covers_all_that_it_says_it_covers():
    columns = OPERATIONS.columns
    records = [("2021-06-03", "A-1", "Kent", 2, 3, 100), ("2021-07-03", "A-2", "Surrey", 1, 5, 50)]
    rows = counted(pd.DataFrame(records, columns=columns), OPERATIONS)
    rows.attrs["span"] = ("2021-04", "2022-03")
    table = returned.clean(OPERATIONS, [rows])
    years = table[table["every"] == "financial_year"].set_index("force")
    assert years.loc[["Kent", "All", "Essex"], "operations"].tolist() == [1, 2, 0]
    assert years.loc[["Kent", "All", "Essex"], "intelligence_reports"].tolist() == [3, 8, 0]


def test_what_cannot_have_begun_yet_has_no_cell():
    rows = [("2020-21 Q4", "Conviction", "2019-20", 3), ("2021-22 Q1", "Conviction", "2021-22", 1)]
    table = returned.clean(OUTCOMES, [counted(pd.DataFrame(rows, columns=OUTCOMES.columns), OUTCOMES)])
    quarters = table[(table["every"] == "quarter") & (table["stage"] == "Conviction")]
    held = quarters.groupby("start")["offence_year"].agg(set).tolist()
    assert held == [{"All", "2019-20"}, {"All", "2019-20", "2021-22"}]
