"""What is suppressed is a [c], a gap or a word, and never a number, a zero or a traceback."""

import pandas as pd
import pytest

from analysis import prose, totals
from analysis.presentation import plain_tables
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
    table, csv = plain_tables.folded(rows[["month", "children", "suppressed"]], "T", {})
    marked = ["7", "[c]", "9", "12", "[c]", "8", "20", "11", "6", "5", "0", "[x]"]
    assert [row[1] for row in table.rows] == marked
    assert [line.split(",")[1] for line in csv.splitlines()[1:]] == marked
    assert table.notes == (CONFIDENTIAL, "[x] not available")


def test_without_markers_nothing_is_called_suppressed(rows):
    table, _ = plain_tables.folded(rows[["month", "children"]], "T", {})
    assert CONFIDENTIAL not in table.notes
    assert table.rows[1][1] == "[x]"


def test_a_year_with_a_suppressed_month_has_no_total(rows):
    assert totals.financial_years(rows.set_index("month")["children"]).isna().all()


def test_words_never_fail_on_what_is_missing():
    missing = pd.NA
    assert [prose.count(missing), prose.percent(missing), prose.decimal(missing), prose.signed_percent(missing)] == (
        ["[x]"] * 4
    )
    assert prose.noun(missing, "child", "children") == "[x] children"
