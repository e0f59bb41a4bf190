"""The demonstration data are what the seed gives, have the shape of returns, and keep to what the report prints."""

import pandas as pd
import pytest

from analysis import areas, datasets
from analysis.datasets import investigation_people, live_investigations, returned
from analysis.datasets.dataset import ALL
from analysis.provenance import read_sidecar
from analysis.returns import demonstration, register

RETURNS = [dataset for dataset in datasets.DATASETS.values() if dataset.form]
MONTHS = pd.period_range("2018-04", "2023-03", freq="M")
PUBLISHED_POINTS = {
    "2018-09": 923,
    "2019-04": 1370,
    "2019-09": 1588,
    "2020-02": 1810,
    "2021-12": 4114,
    "2022-12": 3555,
}


def rows_of(name):
    dataset = datasets.find(name)
    (submission,) = register.demonstration(dataset)
    return register.read(submission, dataset)


@pytest.fixture(scope="module")
def tables():
    """The cleaned tables, with nothing taken out of them."""
    return {each.name: returned.clean(each, [rows_of(each.name)]) for each in RETURNS}


@pytest.fixture(scope="module")
def figures(tables):
    """Find figures by dataset, frequency and levels; dimensions that are not named are totals."""

    def find(name, every, measure, **levels):
        table = tables[name]
        wanted = dict.fromkeys(datasets.find(name).dimensions, ALL) | levels
        kept = table["every"] == every
        for dimension, level in wanted.items():
            kept &= table[dimension] == level
        found = table[kept].set_index("start")[measure].astype(int)
        assert found.index.is_unique
        return found

    return find


@pytest.fixture(scope="module")
def in_year(figures):
    """Find one figure of 2021-22, or of another financial year."""

    def find(name, measure, year=2021, **levels):
        return int(figures(name, "financial_year", measure, **levels)[f"{year}-04-01"])

    return find


def percent(after, before):
    return round(100 * (after / before - 1))


def yearly_mean(series, year):
    return series[f"{year}-04" : f"{year + 1}-03"].mean()


def test_the_same_seed_gives_the_files_of_the_repository(tmp_path):
    written = demonstration.write(tmp_path)
    assert {file.stem for file in written} == {dataset.name for dataset in RETURNS}
    kept = register.demonstration_folder()
    for file in sorted(tmp_path.iterdir()):
        assert file.read_bytes() == (kept / file.name).read_bytes(), file.name


def test_the_files_are_small_enough_to_keep():
    assert sum(file.stat().st_size for file in register.demonstration_folder().iterdir()) < 4_000_000


@pytest.mark.parametrize("dataset", RETURNS, ids=lambda each: each.name)
def test_every_sidecar_says_that_it_is_made_up(dataset):
    sidecar = read_sidecar(register.demonstration_folder() / f"{dataset.name}.yaml")
    (release,) = sidecar.releases
    assert release.kind == "demonstration"
    assert release.title.startswith("Demonstration data: ")
    assert "made up" in release.publisher
    assert "Made up, not evidence" in sidecar.note
    assert str(release.date) == "2023-04-30"


@pytest.mark.parametrize("dataset", RETURNS, ids=lambda each: each.name)
def test_every_cleaned_table_keeps_the_schema(dataset, tables):
    schema = dataset.schema().remove_columns(
        ["release", "vintage", "official", "summed", "partial", "suppressed"],
    )
    schema.unique = dataset.keys
    assert len(schema.validate(tables[dataset.name][list(schema.columns)])) > 0


@pytest.mark.parametrize("dataset", RETURNS, ids=lambda each: each.name)
def test_every_level_is_one_that_the_form_allows(dataset):
    rows = rows_of(dataset.name)
    for name, known in dataset.dimensions.items():
        if known:
            assert set(rows[name]) <= set(known)
    if "organisation" in rows:
        forces = {force.name for force in areas.forces()}
        assert set(rows["organisation"]) <= forces | set(datasets.training_events.PARTNERS)
        assert set(rows["region"]) <= {region.name for region in areas.regions()} | {datasets.training_events.NATIONAL}


@pytest.mark.parametrize("dataset", RETURNS, ids=lambda each: each.name)
def test_no_row_is_doubled_and_no_count_is_negative(dataset):
    rows = rows_of(dataset.name)
    counts = [name for name in dataset.measures if name in rows]
    assert not rows.duplicated([name for name in rows if name not in counts]).any()
    assert (rows[counts] >= 0).all(axis=None)


@pytest.mark.parametrize("dataset", [each for each in RETURNS if each.form.span == "month"], ids=lambda each: each.name)
def test_everybody_returned_every_month(dataset):
    rows = rows_of(dataset.name)
    assert set(rows["month"]) == set(MONTHS.astype(str))
    if dataset.form.reporter == "force":
        expected = {force.name for force in areas.forces()}
    elif dataset.form.reporter == "region":
        expected = {region.name for region in areas.regions()}
    else:
        return
    assert len(rows[["month", dataset.form.reporter]].drop_duplicates()) == len(MONTHS) * len(expected)
    assert set(rows[dataset.form.reporter]) == expected


@pytest.mark.parametrize("name", ["operations", "training_events", "products"])
def test_references_say_that_they_are_made_up(name):
    assert rows_of(name)["reference"].str.fullmatch(r"DEMO-[A-Z]+-\d{4}").all()


def test_live_investigations_follow_the_published_points(figures):
    live = figures("live_investigations", "month", "investigations")
    assert {month: live[f"{month}-01"] for month in PUBLISHED_POINTS} == PUBLISHED_POINTS
    assert 4200 < live["2022-02-01"] < 4250
    assert live["2020-05-01"] < live["2020-03-01"] < live["2020-08-01"], "the first lockdown"
    assert percent(live["2019-09-01"], live["2018-09-01"]) == 72


@pytest.mark.parametrize(
    ("levels", "printed"),
    [
        ({}, 65),
        ({"children": "Children involved"}, 76),
        ({"children": "Children involved", "exploitation_type": "Criminal exploitation"}, 126),
    ],
)
def test_investigations_grew_as_printed_whichever_way_it_is_counted(figures, levels, printed):
    live = figures("live_investigations", "month", "investigations", **levels)
    assert percent(live["2022-03-01"], live["2021-03-01"]) == printed
    assert percent(yearly_mean(live, 2021), yearly_mean(live, 2020)) == printed


def test_criminal_exploitation_is_just_under_60_percent_and_rose_ten_points_a_year(figures):
    live = figures("live_investigations", "month", "investigations")
    criminal = figures("live_investigations", "month", "investigations", exploitation_type="Criminal exploitation")
    share = 100 * criminal / live
    assert 59 < share["2022-03-01"] < 60
    for year in (2020, 2021, 2022):
        assert share[f"{year}-03-01"] - share[f"{year - 1}-03-01"] == pytest.approx(10, abs=1.5)
    assert (share[:"2022-03"].diff().dropna() > 0).all(), "month by month"


def test_children_are_involved_in_about_35_percent_in_april_2019(figures):
    live = figures("live_investigations", "month", "investigations")
    children = figures("live_investigations", "month", "investigations", children="Children involved")
    assert 100 * children["2019-04-01"] / live["2019-04-01"] == pytest.approx(35, abs=0.5)


def test_domestic_servitude_rose_in_yorkshire(figures):
    region = {"force": "Yorkshire and the Humber region", "exploitation_type": "Domestic servitude"}
    live = figures("live_investigations", "month", "investigations", **region)
    assert percent(live["2021"].mean(), live["2020"].mean()) == 70


@pytest.mark.parametrize(("role", "least", "most"), [("Potential victim", 53, 54.5), ("Suspect", 48.5, 50)])
def test_nationality_is_as_printed_in_every_month_of_the_year(figures, role, least, most):
    people = figures("investigation_people", "month", "people", role=role)
    unknown = figures("investigation_people", "month", "people", role=role, nationality=investigation_people.NOT_KNOWN)
    british = figures("investigation_people", "month", "people", role=role, nationality="British")
    share = (100 * british / (people - unknown))["2021-04":"2022-03"]
    assert (100 * unknown / people)["2021-04":"2022-03"].between(30, 34, inclusive="neither").all()
    assert share.between(least, most, inclusive="neither").all()
    before = (100 * british / (people - unknown))["2020-04":"2021-03"]
    assert 0 < share.mean() - before.mean() < 3, "a slight increase"


def test_people_are_those_of_the_investigations(figures, tables):
    live = figures("live_investigations", "month", "investigations")
    for role, least in (("Potential victim", 2200), ("Suspect", 1800)):
        people = figures("investigation_people", "month", "people", role=role)
        assert least < people["2019-04-01"] < least + 20
        assert (people / live).between(1.2, 1.8).all()
    per_force = tables["investigation_people"].merge(
        tables["live_investigations"].query("exploitation_type == 'All' and children == 'All'"), on=["start", "force"]
    )
    assert (per_force.loc[per_force["investigations"] == 0, "people"] == 0).all()


def test_clandestine_events_keep_to_the_printed_percentages(figures):
    def monthly(measure):
        return figures("clandestine_events", "month", measure)

    events, referrals = monthly("events"), monthly("civil_penalty_referrals")
    for whole, part in ((events, monthly("scripts_completed")), (referrals, monthly("complete_referrals"))):
        assert round(100 * part["2021-01-01"] / whole["2021-01-01"]) == 10
        assert round(100 * part["2021-12-01"] / whole["2021-12-01"]) == 94
    assert percent(referrals["2021-12-01"], referrals["2021-01-01"]) == 30
    assert events["2020-04":"2020-06"].sum() < events["2019-04":"2019-06"].sum() * 0.75, "the first lockdown"


def test_what_follows_an_event_is_never_more_than_the_events():
    rows = rows_of("clandestine_events")
    assert (rows["scripts_completed"] <= rows["events"]).all()
    assert (rows["civil_penalty_referrals"] <= rows["events"]).all()
    assert (rows["complete_referrals"] <= rows["civil_penalty_referrals"]).all()


def test_the_policing_team_grows_from_seven_and_eight_forces_to_fifteen(figures, in_year):
    covered = figures("clandestine_events", "month", "policing_team")
    assert covered[["2021-03-01", "2021-04-01", "2021-05-01"]].tolist() == [7, 8, 8]
    assert 8 < covered["2021-06-01"] < 15, "they join one after another"
    assert covered.is_monotonic_increasing
    assert in_year("clandestine_events", "policing_team") == 15


def test_operations_are_those_of_the_report_and_take_place_where_the_team_is(in_year):
    assert in_year("operations", "operations") == 115
    assert in_year("operations", "penalties_collected") == 975_988
    assert 700 < in_year("operations", "intelligence_reports") < 750
    joined = rows_of("clandestine_events").query("policing_team == 1").groupby("force")["month"].min()
    held = rows_of("operations")
    assert (held["date"].str[:7] >= held["force"].map(joined)).all()


def trained(in_year, course, **levels):
    return in_year("training_events", "sessions", course=course, **levels), in_year(
        "training_events", "attendees", course=course, **levels
    )


@pytest.mark.parametrize(
    ("course", "sessions", "people"),
    [
        ("Operation Innerste", 21, 488),
        ("Victim Liaison Officer", 11, 119),
        ("Modern slavery investigators, train the trainer", 2, 65),
        ("Organised immigration crime awareness", 22, 393),
        ("Organised immigration crime for senior investigators", 5, 36),
        ("Project Kraken", 2, 135),
        ("Commissioners' awareness event", 3, 74),
    ],
)
def test_courses_have_the_sessions_and_people_printed(in_year, course, sessions, people):
    assert trained(in_year, course) == (sessions, people)


@pytest.mark.parametrize(
    ("course", "more_than"),
    [
        ("Section 45 seminar", 2000),
        ("International and financial investigation", 350),
        ("Presentation to the judiciary", 130),
        ("Domestic servitude awareness", 850),
    ],
)
def test_courses_of_over_so_many_people_have_a_few_more(in_year, course, more_than):
    people = in_year("training_events", "attendees", course=course)
    assert more_than < people < more_than * 1.05


def of_course(course):
    rows = rows_of("training_events").query("course == @course and '2021-04' <= date < '2022-04'")
    is_police = rows["organisation"].isin([force.name for force in areas.forces()])
    return rows, is_police


@pytest.mark.parametrize(
    ("course", "forces", "police"),
    [
        ("Operation Innerste", None, 215),
        ("Victim Liaison Officer", 12, 119),
        ("Modern slavery investigators, train the trainer", 35, 65),
        ("Organised immigration crime awareness", 17, 374),
        ("Organised immigration crime for senior investigators", 7, 30),
        ("Organised immigration crime briefing", 15, 7093),
    ],
)
def test_courses_reached_the_forces_printed(course, forces, police):
    rows, is_police = of_course(course)
    assert rows.loc[is_police, "attendees"].sum() == police
    if forces:
        assert rows.loc[is_police, "organisation"].nunique() == forces


def test_the_other_counts_of_training_in_the_report_come_out_of_the_courses(in_year):
    rows, is_police = of_course("Operation Innerste")
    assert round(100 * rows.loc[is_police, "attendees"].sum() / rows["attendees"].sum()) == 44
    assert of_course("Project Kraken")[0]["organisation"].nunique() == 6
    awareness, senior = (
        trained(in_year, f"Organised immigration crime {kind}") for kind in ("awareness", "for senior investigators")
    )
    assert awareness[0] + senior[0] == 27, "events on organised immigration crime"
    section_8 = ["Operation Innerste", "Victim Liaison Officer", "Modern slavery investigators, train the trainer"]
    sessions, people = zip(awareness, *(trained(in_year, course) for course in section_8), strict=True)
    assert 50 < sum(sessions) < 60
    assert 1000 < sum(people) < 1100
    eastern = {"course": "International and financial investigation", "region": "Eastern region"}
    assert in_year("training_events", "sessions", **eastern) == 1
    yorkshire = {"course": "Domestic servitude awareness", "region": "Yorkshire and the Humber region"}
    assert in_year("training_events", "attendees", **yorkshire) > 850


def test_briefings_are_held_only_where_the_policing_team_is():
    joined = rows_of("clandestine_events").query("policing_team == 1").groupby("force")["month"].min()
    rows = rows_of("training_events").query("course == 'Organised immigration crime briefing'")
    assert (rows["date"].str[:7] >= rows["organisation"].map(joined)).all()


def test_each_session_has_one_day_course_and_region():
    sessions = rows_of("training_events")[["reference", "date", "course", "region"]].drop_duplicates()
    assert sessions["reference"].is_unique


def test_products_are_those_of_the_report(in_year):
    assert in_year("products", "products") == 300
    assert 17_500 < in_year("products", "downloads") < 18_000
    kinds = ("Guidance", "Training material")
    strand = "Organised immigration crime"
    assert sum(in_year("products", "products", kind=kind, strand=strand) for kind in kinds) == 21


def test_children_safeguarded_and_forces_using_innerste(figures, in_year):
    children = figures("safeguarding", "month", "children")
    assert children["2021-04":"2022-01"].sum() == 678
    assert in_year("safeguarding", "uses_innerste") == 39
    assert figures("safeguarding", "quarter", "uses_innerste")["2022-04-01"] == 43
    rows = rows_of("safeguarding")
    assert (rows.loc[rows["uses_innerste"] == 0, "children"] == 0).all()


def test_queries_fell_by_half(in_year):
    for source in (ALL, "Single Competent Authority", "Police forces"):
        before, after = (in_year("nrm_queries", "queries", year, source=source) for year in (2020, 2021))
        assert percent(after, before) == -50


@pytest.mark.parametrize(
    ("kind", "least", "most"),
    [
        ("Interactions with forces and partners", 9573, 9600),
        ("Crimes reviewed", 2000, 2100),
        ("Intelligence reports reviewed", 5150, 5200),
        ("Partnership support and engagement sessions", 1200, 1250),
    ],
)
def test_coordinators_did_what_is_printed(in_year, kind, least, most):
    assert least < in_year("coordinator_activity", "activities", kind=kind) < most


@pytest.mark.parametrize(
    ("stage", "year", "quarters"),
    [("Referral to the CPS", 97, None), ("Decision to charge", 70, 97), ("Conviction", 53, 78)],
)
def test_outcomes_grew_as_printed(figures, in_year, stage, year, quarters):
    after, before = (in_year("case_outcomes", "cases", each, stage=stage) for each in (2021, 2020))
    assert percent(after, before) == year
    if quarters:
        cases = figures("case_outcomes", "quarter", "cases", stage=stage)
        assert percent(cases["2021-10-01"], cases["2020-01-01"]) == quarters
    if stage == "Decision to charge":
        assert percent(cases["2022-01-01"], cases["2020-04-01"]) == 70, "section 7: 2020-21 Q1 to 2021-22 Q4"


def test_fewer_cases_of_a_year_reach_each_further_stage():
    rows = rows_of("case_outcomes").query("offence_year >= '2018-19'")
    reached = rows.groupby(["offence_year", "stage"])["cases"].sum().unstack()
    order = ["Referral to the CPS", "Decision to charge", "Prosecution", "Conviction"]
    assert (reached[order].astype(int).diff(axis=1).iloc[:, 1:] <= 0).all(axis=None)


def test_no_case_is_counted_before_its_offence():
    rows = rows_of("case_outcomes")
    assert (rows["quarter"].str[:7] >= rows["offence_year"]).all()


def test_larger_forces_have_more_investigations(tables):
    live = tables["live_investigations"].query("exploitation_type == 'All' and children == 'All'")
    live = live[live["start"] == pd.Timestamp("2022-03-01")]
    forces = [force for force in areas.forces() if force.name != "London, City of"]
    people = pd.Series({force.name: areas.population(force, 2020) for force in forces})
    counts = live.set_index("force")["investigations"].reindex(people.index).astype(float)
    assert counts.corr(people, method="spearman") > 0.7


def test_levels_are_those_of_the_dataset():
    assert set(rows_of("live_investigations")["exploitation_type"]) == set(live_investigations.EXPLOITATION_TYPES)
