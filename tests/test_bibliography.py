import re

import pytest

from analysis import bibliography
from analysis.errors import UnknownName
from analysis.presentation import tables


def test_entries_are_found_by_theme():
    titles = bibliography.entries("COVID-19").index
    assert len(titles) == 3
    assert all(re.search("COVID.19", title) for title in titles)
    assert bibliography.entries("wage theft", "labour migration").index.str.contains("Garment|Nepali").all()
    assert set(titles) < set(bibliography.entries().index)


def test_what_the_page_does_not_say_is_not_given():
    entry = bibliography.entries("trafficking").iloc[0]
    assert "Publisher" not in entry
    assert "Year" not in entry
    assert entry["Theme"] == "COVID-19; trafficking"
    assert bibliography.entries().loc[entry.name, "Publisher"] == bibliography.NOT_GIVEN


def test_a_theme_that_nobody_has_written_on_is_refused_with_the_nearest():
    with pytest.raises(UnknownName, match=r"about 'hospitalty'.*Did you mean 'hospitality'"):
        bibliography.entries("hospitalty")


@pytest.mark.parametrize("theme", bibliography.themes())
def test_each_theme_makes_a_table_with_its_source(theme):
    table = tables.table(bibliography.entries(theme), title=f"Publications on {theme}", first="Publication")
    assert table.rows
    assert "RESPECT International" in table.sources[0]
