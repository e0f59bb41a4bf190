import dataclasses
import datetime as dt
import io

import pandas as pd
import pytest

from analysis import areas, catalogue, datasets, periods, roots
from analysis.catalogue import describe, load, spans, store
from analysis.errors import BadPeriod, NotCovered, UnknownName
from analysis.provenance import provenance_of
from tests.planted import take_in_events
from tests.projects import project_in


def total(name, measure, period, **options):
    rows = load(name, every="year", **options)
    return int(rows.loc[rows["year"] == period, measure].iloc[0])


@pytest.mark.parametrize(
    ("known_on", "referrals"),
    [
        ("2022-03-31", 12_727),  # first release, end of year summary 2021
        ("2023-03-31", 12_706),  # end of year summary 2022
        ("2023-06-30", 12_704),  # data tables of 2023 Q1
        ("2023-12-31", 12_701),  # data tables of 2023 Q3
    ],
)
def test_as_at_gives_what_was_known_of_referrals_in_2021(known_on, referrals):
    assert total("nrm_referrals", "referrals", "2021", as_at=known_on) == referrals


def test_an_official_figure_comes_before_a_secondary_one():
    rows = load("nrm_referrals", every="year", vintages=True)
    of_2020 = rows[rows["year"] == "2020"]
    assert not of_2020["official"].all(), "the first figure for 2020 was read in a secondary source"
    assert total("nrm_referrals", "referrals", "2020", as_at="2021-12-31") == 10_613
    assert total("nrm_referrals", "referrals", "2020", as_at="2022-12-31") == 10_601


def test_small_boats_agree_with_the_figures_published():
    quarterly = {"by": "method_of_entry", "every": "year"}
    rows = load("irregular_migration", **quarterly).query("method_of_entry == 'Small boat arrivals'")
    final = rows.set_index("year")["detections"]
    monthly = load("small_boats").set_index("month")["people"]
    weekly = monthly.groupby(monthly.index.year).sum()
    assert (final["2020"], final["2021"]) == (8_466, 28_526)
    assert (weekly[2020], weekly[2021]) == (8_462, 28_526)


def test_a_total_is_never_mixed_with_its_parts():
    whole = load("nrm_referrals", as_at="2023-12-31").set_index("quarter")["referrals"]
    for parts in ("age_group", "location", ["age_group", "location"]):
        by_part = load("nrm_referrals", by=parts, as_at="2023-12-31").groupby("quarter")["referrals"].sum()
        complete = by_part[by_part.index <= "2023Q3"]
        assert (complete == whole[complete.index]).all()


def test_every_period_has_one_figure_for_each_level():
    for name, dataset in datasets.DATASETS.items():
        for every in dataset.every:
            try:
                rows = load(name, every=every, by=["stage"] if "stage" in dataset.dimensions else ())
            except NotCovered:
                continue
            keys = [every, "stage"] if "stage" in rows else [every]
            assert not rows.duplicated(keys).any()


def test_until_cuts_at_the_end_of_the_financial_year_and_needs_all_of_it():
    rows = load("nrm_referrals", until="2021-22")
    assert periods.label(rows["quarter"].max()) == "2022 Q1"
    with pytest.raises(NotCovered, match=r"do not cover all of 2024-25.*there is only 2024 Q2, 2024 Q3 and 2024 Q4"):
        load("nrm_referrals", until="2024-25")
    with pytest.raises(NotCovered, match="not cover all of 2001-02"):
        load("nrm_referrals", until="2001/02")


@pytest.mark.parametrize(
    "written",
    ["2021-22", "2021/22", "FYE 2022", "year ending March 2022", "2021-22 Q4", "2022 Q1", "January to March 2022"],
)
def test_until_is_read_in_every_spelling_that_means_one_thing(written):
    assert periods.label(load("nrm_referrals", until=written)["quarter"].max()) == "2022 Q1"


@pytest.mark.parametrize("written", ["2021", 2021, "CY 2021", "year ending December 2021"])
def test_a_calendar_year_is_one_too(written):
    assert periods.label(load("nrm_referrals", until=written)["quarter"].max()) == "2021 Q4"
    rows = load("nrm_referrals", during=written)
    assert [periods.label(quarter) for quarter in rows["quarter"]] == ["2021 Q1", "2021 Q2", "2021 Q3", "2021 Q4"]
    assert load("nrm_referrals", every="year", during=written)["year"].dt.year.tolist() == [2021]
    assert periods.label(load("small_boats", until="2021-12")["month"].max()) == "December 2021"


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("2011-12", "can mean several periods. Did you mean '2011/12' or 'December 2011'"),
        ("2022-03", "is a part of a quarter, .* counted by the quarter.* Did you mean '2022 Q1'"),
        ("last year", "is no period"),
        (dt.date(2022, 3, 31), "is no period"),
        (["2021-22"], "is no period"),
    ],
)
def test_what_is_no_period_of_the_dataset_is_refused_in_a_sentence(written, complaint):
    for option in ("until", "during"):
        with pytest.raises(BadPeriod, match=complaint):
            load("nrm_referrals", **{option: written})


DAY = dt.datetime(2022, 3, 31)


@pytest.mark.parametrize("day", ["2022-03-31", "31 March 2022", "31/03/2022", DAY, DAY.date(), pd.Timestamp(DAY)])
def test_a_day_is_read_however_it_is_written(day):
    assert load("nrm_referrals", as_at=day)["vintage"].max() <= pd.Timestamp("2022-03-31")


@pytest.mark.parametrize("day", ["03/04/2022", "2022", 2022, "yesterday"])
def test_what_is_no_day_is_refused_in_a_sentence(day):
    with pytest.raises(BadPeriod, match="is no day"):
        load("nrm_referrals", as_at=day)


def test_a_financial_year_prints_as_it_is_written():
    rows = load("recorded_crime", every="financial_year", until="2017-18")
    assert rows.to_string().splitlines()[-1].split()[1] == "2017-18"
    assert rows.to_csv(index=False).splitlines()[-1].startswith("2017-18,")


def test_a_detail_may_reach_less_far_than_the_total():
    assert load("nrm_referrals", until="2023-24")["quarter"].max() == pd.Period("2024Q1", "Q-DEC")
    with pytest.raises(NotCovered, match="2023-24"):
        load("nrm_referrals", by="age_group", until="2023-24")


def test_figures_of_another_area_are_never_given():
    with pytest.raises(NotCovered, match="not published for Kent"):
        load("nrm_referrals", area="Kent")
    assert len(load("nrm_referrals", area="United Kingdom")) == len(load("nrm_referrals"))


@pytest.mark.parametrize(("name", "measure"), [("recorded_crime", "offences"), ("nrm_first_responders", "referrals")])
def test_an_area_has_the_figures_of_its_forces_and_no_more(name, measure):
    by_force = load(name, by="force")
    for area in (*areas.regions(), areas.find("Kent")):
        members = {force.name for force in areas.members(area)}
        expected = by_force[by_force["force"].isin(members)].groupby("quarter")[measure].sum()
        rows = load(name, area=area)
        assert dict(zip(rows["quarter"], rows[measure], strict=True)) == expected.to_dict()
        assert rows["summed"].all() == (len(members) > 1)
        assert set(load(name, area=area, by="force")["force"]) == members


def test_a_region_has_no_figure_where_one_of_its_forces_has_none(monkeypatch):
    region = areas.find("North West region")
    assert len(load("recorded_crime", area=region)) == 4
    made = store.cleaned(datasets.find("recorded_crime"))
    lacking = made.figures[(made.figures["force"] != "Cumbria") | (made.figures["start"] < "2018-01-01")]
    monkeypatch.setattr(store, "cleaned", lambda *_: dataclasses.replace(made, figures=lacking))
    assert [periods.label(quarter) for quarter in load("recorded_crime", area=region)["quarter"]] == [
        "2017 Q2",
        "2017 Q3",
        "2017 Q4",
    ]
    assert len(load("recorded_crime", area="Lancashire")) == 4


def test_coverage_leaves_out_what_is_partial():
    coverage = describe("recorded_crime").coverage
    assert "By financial year, in total: 2015-16 to 2018-19." in coverage
    assert "By financial year, by force: 2017-18." in coverage


def figures_of(*quarters):
    quarters = pd.PeriodIndex(quarters, freq="Q-DEC")
    return pd.DataFrame({"every": "quarter", "start": quarters.start_time, "partial": False})


@pytest.mark.parametrize(
    ("quarters", "said"),
    [
        (["2022Q2", "2022Q3"], "2022 Q2 to 2022 Q3"),
        (["2022Q2"], "2022 Q2"),
        (["2022Q2", "2022Q4"], "2022 Q2 to 2022 Q4 without 2022 Q3"),
        (["2022Q4", "2022Q2", "2023Q2", "2022Q4"], "2022 Q2 to 2023 Q2 without 2022 Q3 and 2023 Q1"),
        (["2020Q1", "2023Q4"], "2020 Q1 to 2023 Q4, 2 of 16"),
    ],
)
def test_coverage_is_computed_from_the_data(quarters, said):
    dataset = datasets.find("duty_to_notify")
    assert spans.coverage(dataset, figures_of(*quarters)) == [f"By quarter, in total: {said}."]


def test_the_coverage_of_first_responders_names_what_is_missing():
    held = pd.PeriodIndex(load("nrm_first_responders")["quarter"])
    missing = [periods.label(each) for each in pd.period_range(held.min(), held.max()).difference(held)]
    (said,) = [each for each in describe("nrm_first_responders").coverage if each.startswith("By quarter, by force:")]
    assert said.partition(" without ")[2].rstrip(".") == " and ".join(missing)


@pytest.mark.parametrize(
    ("arguments", "options", "complaint"),
    [
        (("nrm_referals",), {}, "no dataset 'nrm_referals'.*Did you mean 'nrm_referrals'"),
        (("nrm_referrals",), {"by": "age"}, "not broken down by 'age'.*Did you mean 'age_group'"),
        (("small_boats",), {"every": "quarter"}, "not counted every 'quarter'. Expected month"),
        (("nrm_referrals",), {"area": "Kint"}, "Did you mean 'Kent'"),
    ],
)
def test_a_mistyped_name_is_answered_with_the_nearest(arguments, options, complaint):
    with pytest.raises(UnknownName, match=complaint):
        load(*arguments, **options)


def test_a_detail_that_nobody_publishes_is_said_with_what_there_is():
    with pytest.raises(NotCovered, match=r"by age group and sex.*By quarter, by method of entry and age group"):
        load("irregular_migration", by=["age_group", "sex"])
    with pytest.raises(NotCovered, match="as at 1999-01-01"):
        load("nrm_referrals", as_at="1999-01-01")
    with pytest.raises(NotCovered, match="as at 1999-01-01"):
        load("nrm_referrals", during="2021-22", as_at="1999-01-01")


def test_provenance_names_just_the_releases_that_the_rows_came_from():
    rows = load("nrm_referrals", by="age_group", until="2021-22")
    assert {release.key for release in provenance_of(rows).releases} == set(rows["release"])
    assert provenance_of(rows).kinds == {"published"}


def exported(frame):
    """Return the area and the kind of evidence of a table, as a file that was written of it says them."""
    written = pd.read_csv(io.StringIO(frame.to_csv(index=False)))
    assert list(written.columns[-2:]) == ["area", "evidence"]
    return set(zip(written["area"], written["evidence"], strict=True))


def test_a_table_that_is_exported_says_what_area_and_what_evidence_it_is(tmp_path, monkeypatch):
    assert exported(load("nrm_referrals", by="age_group")) == {("UK", "published")}
    assert exported(load("recorded_crime", area="kent")) == {("Kent", "published")}
    with project_in(tmp_path) as project:
        take_in_events(project)
        assert exported(load("clandestine_events", by="force")) == {("England and Wales", "return")}
    monkeypatch.setenv(roots.VARIABLE, "demonstration")
    ((nation, evidence),) = exported(load("clandestine_events"))
    assert (nation, evidence) == (roots.current().nation[0], "invented")


def test_levels_come_in_the_order_of_the_dataset():
    rows = load("nrm_referrals", by="age_group")
    assert list(rows["age_group"].cat.categories) == list(datasets.find("nrm_referrals").dimensions["age_group"])


@pytest.mark.parametrize("name", catalogue.names())
def test_every_dataset_is_sound_and_says_what_it_holds(name, monkeypatch):
    dataset = datasets.find(name)
    if dataset.form:
        monkeypatch.setenv(roots.VARIABLE, roots.DEMONSTRATION)
    assert catalogue.check(name).releases
    said = repr(describe(name))
    for column in (*dataset.measures, *dataset.dimensions):
        assert column in said
    assert "Sources" in said
    assert describe(name).coverage


def test_during_holds_just_the_periods_of_a_year():
    rows = load("nrm_referrals", during="2021-22")
    assert [periods.label(quarter) for quarter in rows["quarter"]] == ["2021 Q2", "2021 Q3", "2021 Q4", "2022 Q1"]
    with pytest.raises(NotCovered, match="2024-25"):
        load("nrm_referrals", during="2024-25")


@pytest.mark.parametrize(
    ("name", "by", "message"),
    [(3, (), "no dataset '3'"), (None, (), "no dataset 'None'"), ("nrm_referrals", 3, "not broken down by '3'")],
)
def test_what_is_no_name_is_refused_in_a_sentence(name, by, message):
    with pytest.raises(UnknownName, match=message):
        catalogue.load(name, by=by)
