import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from analysis import datasets, roots
from analysis.catalogue import store
from analysis.datasets.cleaning import add_margins, add_periods, add_years, details_within, fill_absent, mark_partial
from analysis.datasets.dataset import ALL, add_vintages, read_figures
from analysis.errors import BadData, UnknownName
from analysis.provenance import Release, Sidecar

MEASURES = ["referrals"]
DIMENSIONS = ["age_group", "location"]


def frame(*rows, release="q3"):
    made = pd.DataFrame(rows, columns=["start", "age_group", "location", "referrals"])
    made["start"] = pd.to_datetime(made["start"])
    made["referrals"] = made["referrals"].astype("Int64")
    return made.assign(every="quarter", release=release, vintage=pd.Timestamp("2023-11-03"), official=True)


def figure(rows, age_group=ALL, location=ALL, **others):
    chosen = rows[(rows["age_group"] == age_group) & (rows["location"] == location)]
    for name, value in others.items():
        chosen = chosen[chosen[name] == value]
    (number,) = chosen["referrals"]
    return number


# Reading


def sidecar(path, *keys):
    releases = tuple(
        Release(key, "Home Office", key, dt.date(2022, 3, number), "", "", "official", "published", "OGL")
        for number, key in enumerate(keys, start=1)
    )
    return Sidecar(path.with_suffix(".yaml"), "", path, "", "UK", "", "", releases)


@pytest.fixture
def read(tmp_path):
    dataset = datasets.find("duty_to_notify")

    def call(text):
        path = tmp_path / "duty_to_notify.csv"
        path.write_text(text)
        about = sidecar(path, "first", "last")
        return add_vintages(read_figures(dataset, about), about.releases)

    return call


def test_rows_come_with_the_date_and_standing_of_their_release(read):
    rows = read("release,period,reports\nlast,2021 Q4,800\nfirst,2021 Q4,\n")
    assert rows["reports"].tolist() == [800, pd.NA]
    assert rows["vintage"].tolist() == [pd.Timestamp("2022-03-02"), pd.Timestamp("2022-03-01")]
    assert rows["official"].tolist() == [True, True]


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("last,2021 Q4,8oo", "duty_to_notify.csv, row 3, column 'reports': '8oo' is no count"),
        ("last,2021 Q4,[x]", "'\\[x\\]' is no count"),
        ('last,2021 Q4,"1,234"', "'1,234' is no count"),
        ("last,2021 Q4,1.5", "'1.5' is no count"),
        (
            "lost,2021 Q4,1",
            "row 3, column 'release': release 'lost' is not in duty_to_notify.yaml. Expected first or last",
        ),
        ("first,2021 Q3,5", "row 3: a second row for first, 2021 Q3"),
    ],
)
def test_a_faulty_row_is_refused_with_its_place(read, row, complaint):
    with pytest.raises(BadData, match=complaint):
        read(f"release,period,reports\nfirst,2021 Q3,700\n{row}\n")


# Periods


@pytest.mark.parametrize(
    ("written", "every", "start"),
    [("2021 Q4", "quarter", "2021-10-01"), ("2021Q1", "quarter", "2021-01-01"), ("2021", "year", "2021-01-01")],
)
def test_a_written_period_becomes_how_often_and_its_first_day(written, every, start):
    rows = add_periods(pd.DataFrame({"period": [written], "referrals": [1]}), "period")
    assert rows[["every", "start"]].to_numpy().tolist() == [[every, pd.Timestamp(start)]]
    assert "period" not in rows


def test_a_week_is_named_after_the_sunday_on_which_it_ends():
    rows = add_periods(pd.DataFrame({"week_ending": ["2023-07-09"]}), "week_ending", every="week")
    assert rows["start"].tolist() == [pd.Timestamp("2023-07-03")]


# Totals


def test_details_are_added_up_to_every_margin():
    rows = add_margins(
        frame(
            ("2021-01-01", "Adult", "UK", 10),
            ("2021-01-01", "Adult", "Overseas", 5),
            ("2021-01-01", "Child", "UK", 3),
        ),
        DIMENSIONS,
        MEASURES,
    )
    assert figure(rows) == 18
    assert figure(rows, "Adult") == 15
    assert figure(rows, location="UK") == 13
    assert rows["summed"].sum() == 5, "two age groups, two places, and the whole"


def test_a_total_that_was_printed_comes_before_our_sum():
    printed = frame(("2021-01-01", "Adult", "UK", 10), ("2021-01-01", ALL, ALL, 11))
    rows = add_margins(printed, DIMENSIONS, MEASURES)
    assert figure(rows) == 11
    assert not rows.loc[(rows["age_group"] == ALL) & (rows["location"] == ALL), "summed"].any()


def test_a_total_is_missing_where_a_detail_is():
    rows = add_margins(
        frame(("2021-01-01", "Adult", "UK", 10), ("2021-01-01", "Child", "UK", pd.NA)), DIMENSIONS, MEASURES
    )
    assert figure(rows, "Adult") == 10
    assert pd.isna(figure(rows, location="UK"))
    assert pd.isna(figure(rows))


def test_totals_of_two_releases_are_kept_apart():
    both = pd.concat([frame(("2021-01-01", "Adult", "UK", 10)), frame(("2021-01-01", "Adult", "UK", 12), release="q4")])
    rows = add_margins(both, DIMENSIONS, MEASURES)
    assert (figure(rows, release="q3"), figure(rows, release="q4")) == (10, 12)


cells = st.dictionaries(
    st.tuples(st.sampled_from(["2021-01-01", "2021-04-01"]), st.sampled_from("abc"), st.sampled_from("xy")),
    st.integers(0, 1000),
    min_size=1,
)


@settings(max_examples=30)
@given(cells)
def test_every_margin_is_the_sum_of_its_details(values):
    rows = add_margins(frame(*((*key, number) for key, number in values.items())), DIMENSIONS, MEASURES)
    assert not rows.duplicated(["start", *DIMENSIONS]).any()
    for start, age_group, location, total in rows[["start", *DIMENSIONS, "referrals"]].itertuples(index=False):
        assert total == sum(
            number
            for (day, age, place), number in values.items()
            if pd.Timestamp(day) == start and age_group in (age, ALL) and location in (place, ALL)
        )


QUARTERS = ("2021-01-01", "2021-04-01", "2021-07-01", "2021-10-01")


def of_year(*numbers, release="q3"):
    rows = [(day, ALL, ALL, number) for day, number in zip(QUARTERS, numbers, strict=False)]
    return frame(*rows, release=release).assign(summed=False)


def years(figures):
    rows = add_years(figures, DIMENSIONS, MEASURES)
    return rows[rows["every"] == "year"]


def test_a_year_is_the_sum_of_its_four_quarters():
    rows = years(of_year(2935, 3120, 3315, 3331))
    assert rows["referrals"].tolist() == [12_701]
    assert rows["start"].tolist() == [pd.Timestamp("2021-01-01")]
    assert rows["summed"].tolist() == [True]


def test_three_quarters_or_one_that_is_missing_make_no_year():
    assert years(of_year(2935, 3120, 3315)).empty
    assert years(of_year(2935, 3120, 3315, pd.NA))["referrals"].dropna().empty


def test_a_year_is_never_added_up_over_different_releases():
    mixed = pd.concat([of_year(2935, 3120), of_year(1, 1, 3315, 3331, release="q4").iloc[2:]])
    assert years(mixed).empty


def test_a_year_that_was_printed_comes_before_our_sum():
    printed = of_year(12_727).assign(every="year")
    rows = years(pd.concat([printed, of_year(2935, 3120, 3315, 3331)]))
    assert rows["referrals"].tolist() == [12_727]
    assert rows["summed"].tolist() == [False]


# What a release left out


def test_the_noughts_that_a_publisher_leaves_out_are_filled_in_within_a_release():
    figures = frame(
        ("2021-01-01", "Adult", "UK", 10), ("2021-04-01", "Adult", "UK", 5), ("2021-04-01", "Child", "UK", 3)
    )
    other = frame(("2021-01-01", "Adult", "UK", 11), release="q4")
    rows = fill_absent(pd.concat([figures, other]), DIMENSIONS, "referrals")
    assert figure(rows, "Child", "UK", release="q3", start=pd.Timestamp("2021-01-01")) == 0
    assert len(rows) == 5, "a release that never had a level is not given it"
    assert rows["referrals"].sum() == 29


def test_parts_that_add_up_to_less_than_the_whole_are_marked():
    rows = frame(
        ("2021-01-01", "Adult", ALL, 10),
        ("2021-01-01", "Child", ALL, 3),
        ("2021-01-01", ALL, ALL, 13),
        ("2021-04-01", "Adult", ALL, 10),
        ("2021-04-01", ALL, ALL, 13),
    )
    marked = mark_partial(rows, DIMENSIONS, "referrals")
    assert marked["partial"].tolist() == [False, False, False, True, False]


@pytest.mark.parametrize(
    ("child", "exhaustive", "agrees"), [(3, True, True), (2, True, False), (2, False, True), (4, False, False)]
)
def test_levels_must_agree_with_their_whole(child, exhaustive, agrees):
    rows = frame(("2021-01-01", "Adult", ALL, 10), ("2021-01-01", "Child", ALL, child), ("2021-01-01", ALL, ALL, 13))
    rule = details_within("age_group", "referrals", exhaustive=exhaustive)
    assert rule.agrees(rows.drop(columns="location")).all() == agrees


# The datasets that there are


@pytest.mark.parametrize("dataset", datasets.DATASETS.values(), ids=datasets.DATASETS)
def test_a_dataset_keeps_its_schema_and_explains_each_column(dataset, monkeypatch):
    if dataset.form:
        monkeypatch.setenv(roots.VARIABLE, roots.DEMONSTRATION)
    # Each is cleaned afresh, too, where the catalogue checks it.
    rows = store.cleaned(dataset).figures
    dataset.schema().validate(rows)
    for column in (*dataset.measures, *dataset.dimensions):
        assert dataset.about[column]
    for name, levels in dataset.dimensions.items():
        if levels:
            assert set(rows[name]) <= {ALL, *levels}


def test_a_mistyped_dataset_is_answered_with_the_nearest():
    with pytest.raises(UnknownName, match=r"no dataset 'small_boat'.*Did you mean 'small_boats'"):
        datasets.find("small_boat")
