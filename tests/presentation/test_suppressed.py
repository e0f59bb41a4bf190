"""What is suppressed is a [c], a gap or a word, and never a number, a nought or a traceback."""

import re

import pandas as pd
import pytest

from analysis import old_charts, periods, prose, shares, tables, totals, yearly
from analysis.errors import NotCovered
from analysis.provenance import Provenance, Release

CONFIDENTIAL = "[c] confidential: a small number about people, or one that would give such a number away"
MONTHS = pd.period_range("2021-04", periods=12, freq="M", name="month")


def loaded(counts, months=MONTHS, **columns):
    """Return rows as they are loaded of returns: a missing count is suppressed, unless `columns` says otherwise."""
    rows = pd.DataFrame({"month": months, **columns, "children": pd.array(counts, dtype="Int64")})
    rows["suppressed"] = rows["children"].isna() if "suppressed" not in columns else columns["suppressed"]
    release = Release(
        key="returns",
        publisher="Programme",
        title="Returns",
        date=None,
        address="",
        period="",
        standing="official",
        kind="return",
        licence="",
    )
    rows.attrs["provenance"] = Provenance((release,))
    return rows


@pytest.fixture
def rows():
    counts = [7, None, 9, 12, None, 8, 20, 11, 6, 5, 0, None]
    return loaded(counts, suppressed=[*(count is None for count in counts[:-1]), False])


def test_a_table_tells_suppressed_from_missing(rows):
    data = rows.set_index("month")[["children"]]
    table = tables.table(data, title="T", first="Month", markers=totals.markers(rows), source=rows)
    assert [row[1] for row in table.rows] == ["7", "[c]", "9", "12", "[c]", "8", "20", "11", "6", "5", "0", "[x]"]
    assert table.notes == (CONFIDENTIAL, "[x] not available")


def test_without_markers_nothing_is_called_suppressed(rows):
    table = tables.table(rows.set_index("month")[["children"]], title="T", first="Month", source=rows)
    assert CONFIDENTIAL not in table.notes
    assert table.rows[1][1] == "[x]"


def test_levels_beside_each_other_bear_their_own_marks():
    rows = loaded([7, None, 8, 9], MONTHS[[0, 0, 1, 1]], force=["Kent", "Essex", "Kent", "Essex"])
    data = totals.spread(rows, "force", "children")
    data["Both"] = data["Kent"] + data["Essex"]
    table = tables.table(data, title="T", first="Month", markers=totals.markers(rows, by="force"))
    assert table.rows == (("April 2021", "[c]", "7", "[c]"), ("May 2021", "9", "8", "17"))


def test_a_year_with_a_suppressed_month_has_no_total(rows):
    years = totals.financial_years(rows.set_index("month")["children"])
    assert years.isna().all()
    markers = totals.markers(rows, totals.financial_years)
    table = tables.table(years.to_frame(), title="T", first="Year", markers=markers, source=rows)
    assert table.rows == (("2021-22", "[c]"),)


def test_charts_of_series_say_how_many_points_are_suppressed(rows):
    series = rows.set_index("month")["children"]
    hidden = totals.markers(rows)["suppressed"]
    for draw in (old_charts.lines, old_charts.columns):
        figure = draw(series, title="T", subtitle="S", unit="children", source=rows, suppressed=hidden)
        assert "2 points are suppressed as small numbers about people" in figure.alt
        assert "suppressed" not in draw(series, title="T", subtitle="S", unit="children", source=rows).alt


def test_a_line_is_broken_where_a_point_is_suppressed(rows):
    def strokes(counts):
        figure = old_charts.lines(counts, title="T", subtitle="S", unit="children", source=rows)
        # The outlines of letters are in whole numbers.
        paths = [path for path in re.findall(r' d="([^"]*)"', figure.svg) if path.count("L ") > 3 and "." in path]
        return max(path.count("M ") for path in paths)

    series = rows.set_index("month")["children"]
    assert strokes(series) == 3
    assert strokes(series.fillna(6)) == 1


def test_one_line_of_several_says_its_own_gaps():
    rows = loaded([7, None, 8, 9], MONTHS[[0, 0, 1, 1]], force=["Kent", "Essex", "Kent", "Essex"])
    figure = old_charts.lines(
        totals.spread(rows, "force", "children"),
        title="T",
        subtitle="S",
        unit="children",
        suppressed=totals.markers(rows, by="force")["suppressed"],
    )
    assert figure.alt == (
        "Line chart. Essex: from 9 in May 2021 to 9 in May 2021; 1 point is suppressed as small numbers about people. "
        "Kent: from 7 in April 2021 to 8 in May 2021."
    )


def test_a_suppressed_bar_is_a_label():
    rows = loaded([40, None, None, 9], MONTHS[:4], suppressed=[False, True, False, False])
    data = rows.assign(force=["Kent", "Essex", "Dorset", "Surrey"]).set_index("force")
    figure = old_charts.bars(
        data["children"], title="T", subtitle="S", unit="children", source=rows, suppressed=data["suppressed"]
    )
    assert figure.alt == "Bar chart. Kent 40, Essex [c], Dorset [x] and Surrey 9."
    assert figure.svg.count("<!-- [c] -->") == 1
    assert figure.svg.count("<!-- [x] -->") == 1


def test_words_never_fail_on_what_is_missing():
    missing = pd.NA
    assert [prose.count(missing), prose.percent(missing), prose.decimal(missing), prose.signed_percent(missing)] == (
        ["[x]"] * 4
    )
    assert prose.noun(missing, "child", "children") == "[x] children"
    assert prose.movement(missing, 9) == prose.movement(9, missing) == "a change that is not known"
    none = pd.Series([missing, missing], index=["a", "b"], dtype="Int64")
    assert prose.series_in_words(none) == "no figures"
    assert prose.categories_in_words(none) == "a [x] and b [x]"


def test_what_cannot_be_estimated_is_said_plainly(rows):
    counts = rows.set_index("month")["children"]
    with pytest.raises(NotCovered, match="small number about people") as year:
        yearly.year_on_year(counts, periods.financial_year("2021-22"), noun="children")
    assert "children has no value for '2021-05' and 2 others" in str(year.value)
    with pytest.raises(NotCovered, match="part is missing"):
        shares.bounds(counts.iloc[1], 20, 0)
