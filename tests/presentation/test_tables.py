import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from analysis import prose, tables
from analysis.catalogue import load
from analysis.presentation.display import Column
from analysis.provenance import Provenance, Release, provenance_of
from analysis.statistics import totals


def release(key, date, **changes):
    fields = {
        "publisher": "Home Office",
        "title": f"NRM statistics, {key}",
        "address": f"https://www.gov.uk/{key}",
        "period": "2021",
        "standing": "official",
        "kind": "published",
        "licence": "OGL",
    }
    return Release(key=key, date=date, **{**fields, **changes})


FIRST, LAST = release("first", dt.date(2022, 3, 3)), release("last", dt.date(2023, 11, 3))


def frame(**columns):
    made = pd.DataFrame(columns, index=pd.period_range("2021", periods=len(next(iter(columns.values()))), freq="Y-MAR"))
    made.attrs["provenance"] = Provenance((FIRST,))
    return made


def shown(data, **options):
    return tables.table(data, title="People referred, UK", first="Financial year", **options)


def test_periods_head_the_rows_and_numbers_are_written_with_commas():
    table = shown(frame(People=[10660, 13539], Share=[0.482, 0.411]), write={"Share": prose.percent})
    assert table.columns == (Column("Financial year"), Column("People", numeric=True), Column("Share", numeric=True))
    assert table.rows == (("2020-21", "10,660", "48%"), ("2021-22", "13,539", "41%"))


def test_text_is_shown_as_it_is():
    table = shown(frame(People=[1, 2], Read=["sum of its quarters", "figure for the year"]))
    assert [column.numeric for column in table.columns] == [False, True, False]
    assert [row[2] for row in table.rows] == ["sum of its quarters", "figure for the year"]


@pytest.mark.parametrize("missing", [pd.NA, None, float("nan")])
def test_what_is_missing_is_marked_and_the_mark_explained(missing):
    data = frame(People=pd.array([1, missing], dtype="Int64"), Share=[0.5, missing], Read=["here", missing])
    table = shown(data, write={"Share": prose.percent}, notes=("Provisional.",))
    assert table.rows[1] == ("2021-22", "[x]", "[x]", "[x]")
    assert table.notes == ("[x] not available", "Provisional.")


@given(st.lists(st.integers(0, 10**9) | st.none(), min_size=1, max_size=6))
def test_a_mark_is_explained_only_where_it_occurs(values):
    table = shown(frame(People=pd.array(values, dtype="Int64")))
    assert (table.notes == ("[x] not available",)) == (None in values)
    read = [None if row[1] == "[x]" else int(row[1].replace(",", "")) for row in table.rows]
    assert read == values


def test_a_table_names_the_releases_that_it_was_made_of():
    assert shown(frame(People=[1])).sources == (str(FIRST),)
    assert "released 3 March 2022" in shown(frame(People=[1])).sources[0]


def test_a_table_without_a_source_is_refused_unless_one_is_named():
    lost = pd.DataFrame({"People": [1]})
    with pytest.raises(ValueError, match="lost its provenance"):
        shown(lost)
    assert shown(lost, source=frame(People=[1])).sources == (str(FIRST),)


def test_the_figures_of_a_dataset_are_shown_as_they_are():
    quarterly = load("nrm_referrals", as_at="2023-12-31").set_index("quarter")["referrals"]
    table = shown(totals.by_quarter_of_year(quarterly))
    (of_2021,) = (row for row in table.rows if row[0] == "2021-22")
    assert of_2021 == ("2021-22", "3,120", "3,315", "3,331", "3,773", "13,539")
    assert len(table.sources) == len(provenance_of(load("nrm_referrals", as_at="2023-12-31")).releases)


def test_sources_come_newest_first_with_all_that_is_known_of_them():
    undated = release("quoted", None, standing="secondary", note="Read in the annual report.")
    entries = tables.sources(Provenance((undated, FIRST, LAST))).entries
    assert [entry.title for entry in entries] == [LAST.title, FIRST.title, undated.title]
    assert [entry.released for entry in entries] == ["3 November 2023", "3 March 2022", "date not given"]
    assert entries[0].address == "https://www.gov.uk/last"
    assert "secondary" in entries[2].details
    assert "Read in the annual report." in entries[2].details
