import datetime as dt

from analysis.presentation import references
from analysis.provenance import Provenance, Release


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


def test_sources_come_newest_first_with_all_that_is_known_of_them():
    undated = release("quoted", None, standing="secondary", note="Read in the annual report.")
    entries = references.sources(Provenance((undated, FIRST, LAST))).entries
    assert [entry.title for entry in entries] == [LAST.title, FIRST.title, undated.title]
    assert [entry.released for entry in entries] == ["3 November 2023", "3 March 2022", "date not given"]
    assert entries[0].address == "https://www.gov.uk/last"
    assert "secondary" in entries[2].details
    assert "Read in the annual report." in entries[2].details
