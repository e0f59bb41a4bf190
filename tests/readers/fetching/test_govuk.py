import datetime as dt
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given, strategies as st

from analysis.errors import NotFetched
from analysis.readers.fetching.govuk import newest_editions, safe_name
from analysis.readers.fetching.publications import publications_of
from analysis.readers.fetching.transfer import Site
from tests.readers.fetching.fake_govuk import ods

(BOATS,) = publications_of(["small_boats"])
(NRM,) = publications_of(["nrm_referrals"])
(CRIME,) = publications_of(["recorded_crime"])
STATISTICS = "/government/statistics/modern-slavery-nrm-and-dtn-statistics"


@pytest.fixture
def site(govuk, client):
    return Site(govuk.address, client)


def tables(govuk, name):
    return govuk.attach(f"national-referral-mechanism-statistics-uk-{name}-tables.ods", ods(), media=name)


def test_a_page_that_is_updated_with_each_release_gives_its_newest(site, govuk):
    govuk.publish(
        BOATS.page,
        govuk.attach("20_February_2026_Small_boats_-_time_series_v2.ods", ods(), title="Small boats  -\ntime series"),
        title="Small boat activity in the English Channel",
        first="2022-11-03T14:00:00.000+00:00",
        updated="2026-02-20T09:30:05.000+00:00",
        changes=(
            ("2026-02-13T09:30:00.000+00:00", "Earlier."),
            ("2026-02-20T09:30:00.000+00:00", "Time series\nupdated."),
        ),
    )
    (edition,) = newest_editions(site, BOATS)
    assert (edition.title, edition.publisher) == ("Small boat activity in the English Channel", "Home Office")
    assert edition.address == f"{govuk.address}{BOATS.page}"
    assert (edition.first, edition.updated) == (dt.date(2022, 11, 3), dt.date(2026, 2, 20))
    assert edition.change == "Time series updated."
    (file,) = edition.files
    assert file.title == "Small boats - time series"
    assert (file.date, file.dated) == (dt.date(2026, 2, 20), True)


def test_of_a_collection_the_newest_release_is_taken(site, govuk):
    pages = [
        govuk.publish(f"{STATISTICS}-{name}", tables(govuk, name), title=name, first=f"{day}T09:30:00+00:00")
        for name, day in (("q2", "2023-08-03"), ("q4", "2024-03-07"), ("q3", "2023-11-02"))
    ]
    govuk.collect(NRM.page, *pages)
    assert [edition.title for edition in newest_editions(site, NRM)] == ["q4"]
    assert not govuk.asked_for(f"/api/content{STATISTICS}-q2")


def test_releases_of_the_same_day_are_all_taken(site, govuk):
    pages = [
        govuk.publish(f"{STATISTICS}-{name}", tables(govuk, name), title=name, first="2024-03-07T09:30:00+00:00")
        for name in ("quarter-4", "end-of-year-summary")
    ]
    govuk.collect(NRM.page, *pages)
    assert {edition.title for edition in newest_editions(site, NRM)} == {"quarter-4", "end-of-year-summary"}


def test_an_older_release_corrected_later_does_not_hide_the_newest(site, govuk):
    older = govuk.publish(
        f"{STATISTICS}-q2",
        tables(govuk, "q2"),
        title="q2",
        first="2023-08-03T08:30:00Z",
        updated="2023-12-01T09:30:00Z",
    )
    newest = govuk.publish(f"{STATISTICS}-q3", tables(govuk, "q3"), title="q3", first="2023-11-02T09:30:00Z")
    govuk.collect(NRM.page, older, newest)
    assert [edition.title for edition in newest_editions(site, NRM)] == ["q2", "q3"]


def test_pages_of_a_collection_that_are_no_release_are_not_asked_for(site, govuk):
    release = govuk.publish(f"{STATISTICS}-q3", tables(govuk, "q3"))
    withdrawn = govuk.publish(f"{STATISTICS}-q4", tables(govuk, "q4")) | {"withdrawn": True}
    guide = govuk.publish("/government/publications/user-guide", govuk.attach("guide.pdf", b"%PDF"))
    announced = govuk.publish("/government/statistics/announcements/nrm-q1")
    govuk.collect(NRM.page, release, withdrawn, guide, announced)
    (edition,) = newest_editions(site, NRM)
    assert edition.address.endswith("-q3")
    assert len(govuk.asked) == 2


def test_a_release_without_the_file_gives_way_to_the_one_before(site, govuk):
    bulletin = govuk.publish(f"{STATISTICS}-q4", govuk.attach("q4.pdf", b"%PDF"), first="2024-03-07T09:30:00Z")
    release = govuk.publish(f"{STATISTICS}-q3", tables(govuk, "q3"), title="q3")
    govuk.collect(NRM.page, bulletin, release)
    assert [edition.title for edition in newest_editions(site, NRM)] == ["q3"]


def test_only_spreadsheets_of_the_series_are_taken_and_the_others_named(site, govuk):
    govuk.publish(
        CRIME.page,
        govuk.attach("prc-pfa-mar2013-onwards-tables-230726.ods", ods()),
        govuk.attach("recrime-geo-pfa.csv", b"a,b\n", title="Geographical reference table"),
        govuk.attach("user-guide.pdf", b"%PDF", title="User guide"),
        {"attachment_type": "html", "title": "User guide on the web", "url": f"{CRIME.page}/user-guide"},
        {"attachment_type": "external", "title": "Crime in England and Wales", "url": "https://www.ons.gov.uk/crime"},
    )
    (edition,) = newest_editions(site, CRIME)
    assert [file.name for file in edition.files] == ["prc-pfa-mar2013-onwards-tables-230726.ods"]
    assert dict(edition.left_out) == {
        "Geographical reference table": "of another series",
        "User guide": "neither ODS, XLSX nor CSV",
        "User guide on the web": "not a file",
        "Crime in England and Wales": "not a file",
    }


@pytest.mark.parametrize(
    ("name", "date", "dated"),
    [
        ("prc-pfa-mar2013-onwards-tables-230426.ods", dt.date(2026, 4, 23), True),
        ("prc-pfa-mar2013-onwards-tables-230726.ods", dt.date(2026, 7, 23), True),
        # The page does not know this day: it moved here later.
        ("prc-pfa-mar2008-mar2012-tables-241024.ods", dt.date(2026, 7, 23), False),
        ("prc-pfa-mar2008-mar2012-tabs.ods", dt.date(2026, 7, 23), False),
        ("prc-pfa-4 December 2025.ods", dt.date(2025, 12, 4), True),
        ("prc-pfa-14_December_2025.ods", dt.date(2026, 7, 23), False),
        ("prc-pfa-2025-12-04.ods", dt.date(2025, 12, 4), True),
    ],
)
def test_a_file_is_of_the_day_that_its_name_and_its_page_agree_on(site, govuk, name, date, dated):
    govuk.publish(
        CRIME.page,
        govuk.attach(name, ods()),
        first="2025-04-24T08:30:00Z",
        updated="2026-07-23T08:30:00Z",
        changes=tuple((f"{day}T08:30:00Z", "") for day in ("2025-12-04", "2026-04-23", "2026-07-23")),
    )
    (edition,) = newest_editions(site, CRIME)
    (file,) = edition.files
    assert (file.date, file.dated) == (date, dated)


def test_a_day_begins_in_london(site, govuk):
    govuk.publish(BOATS.page, govuk.attach("a.ods", ods()), first="2023-06-30T23:30:00.000+00:00")
    (edition,) = newest_editions(site, BOATS)
    assert edition.first == dt.date(2023, 7, 1)


def test_a_page_that_moved_is_followed(site, govuk):
    govuk.move(BOATS.page, "/government/statistics/small-boats?from=old#data")
    govuk.publish("/government/statistics/small-boats", govuk.attach("a.ods", ods()), title="Moved")
    assert newest_editions(site, BOATS)[0].title == "Moved"


@pytest.mark.parametrize("destination", [BOATS.page, "https://elsewhere.example/boats"])
def test_a_page_that_moved_out_of_reach_is_refused(site, govuk, destination):
    govuk.move(BOATS.page, destination)
    with pytest.raises(NotFetched, match="the page has moved"):
        newest_editions(site, BOATS)


def test_a_withdrawn_page_is_refused(site, govuk):
    notice = {"explanation": "<p>Replaced.</p>", "withdrawn_at": "2024-01-01T10:00:00Z"}
    govuk.publish(BOATS.page, govuk.attach("a.ods", ods()), withdrawn_notice=notice)
    with pytest.raises(NotFetched, match=f"{BOATS.page}: the page was withdrawn"):
        newest_editions(site, BOATS)


def test_a_page_without_a_file_of_the_series_is_refused(site, govuk):
    govuk.publish(CRIME.page, govuk.attach("prc-csp-mar2021-mar2026-tables-230726.ods", ods()))
    with pytest.raises(NotFetched, match=r"no file of the publication.*a name that begins as 'prc-pfa-' does"):
        newest_editions(site, CRIME)


def test_an_empty_collection_is_refused(site, govuk):
    govuk.collect(NRM.page)
    with pytest.raises(NotFetched, match="no file of the publication"):
        newest_editions(site, NRM)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": None}, "title"),
        ({"public_updated_at": "yesterday"}, "yesterday"),
        ({"details": []}, "details.change_history"),
        ({"details": {"attachments": {"url": "x"}}}, "details.attachments"),
        ({"details": {"attachments": [{"title": "Table"}]}}, "url"),
        ({"links": {}}, "organisations"),
    ],
)
def test_an_answer_in_another_form_is_refused_with_what_differs(site, govuk, change, field):
    govuk.publish(BOATS.page, govuk.attach("a.ods", ods()))
    govuk.items[BOATS.page] |= change
    with pytest.raises(NotFetched, match=f"another form than it documents: see '{field}'"):
        newest_editions(site, BOATS)


def test_a_file_without_a_name_has_that_of_its_address(site, govuk):
    entry = govuk.attach("Small boats.ods", ods()) | {"url": f"{govuk.address}/media/1/Small%20boats.ods"}
    del entry["filename"], entry["file_size"]
    govuk.publish(BOATS.page, entry)
    (file,) = newest_editions(site, BOATS)[0].files
    assert (file.name, file.size) == ("Small boats.ods", None)


@pytest.mark.parametrize(
    ("given_name", "expected"),
    [
        ("20_February_2026_Small_boats_-_time_series_v2.ods", "20_February_2026_Small_boats_-_time_series_v2.ods"),
        ("../../../etc/tables.ods", "tables.ods"),
        ("..\\..\\tables.ods", "tables.ods"),
        ("C:\\tables.ods", "tables.ods"),
        ("..", "unnamed"),
        ("", "unnamed"),
        (".hidden.ods", "hidden.ods"),
        ("a:b*c?.csv", "a_b_c_.csv"),
        ("con.ods", "_con.ods"),
        ("a\n\x00b.ods", "a__b.ods"),
        ("é.ods", "é.ods"),
        (f"{'x' * 300}.ods", f"{'x' * 120}.ods"),
    ],
)
def test_a_name_is_made_safe(given_name, expected):
    assert safe_name(given_name) == expected


@given(st.text())
def test_no_name_leaves_its_folder(text):
    name = safe_name(text)
    for path in (PurePosixPath(name), PureWindowsPath(name)):
        assert path.parts == (name,)
        assert name not in {"", ".", ".."}
        assert not path.is_absolute()
    assert not PureWindowsPath(name).is_reserved()
    assert not name.startswith(".")
