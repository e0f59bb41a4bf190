"""What stands above a page: title, area, time, newest figures, edition; nothing that nobody knows."""

import datetime as dt

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from analysis import settings
from analysis.errors import UnknownName
from analysis.reporting.export import head
from tests.reporting.pages import notebook, report


def lines(made):
    return [" ".join(filter(None, item)) for line in made.lines for item in line]


def test_a_head_says_what_the_page_is_about_and_how_new_it_is():
    made = head.make(report(), marking="OFFICIAL")
    assert (made.title, made.area, made.period) == ("NRM referrals", "UK", "2021-22")
    assert made.full_title == "NRM referrals: UK, 2021-22"
    edition = settings.current().editions["2021-22"]
    assert lines(made) == [
        "UK",
        "April 2021 to March 2022",
        "Newest figures published 2 November 2023",
        f"Edition {edition.number}, {edition.date.day} {edition.date:%B %Y}",
    ]


@pytest.mark.parametrize(
    ("parameters", "said", "full_title"),
    [
        ({}, [], "Referrals"),
        ({"area": "Kent"}, ["Kent"], "Referrals: Kent"),
        ({"period": "2021 Q4"}, ["2021 Q4"], "Referrals: 2021 Q4"),
        ({"period": "2017-18"}, ["April 2017 to March 2018"], "Referrals: 2017-18"),
    ],
)
def test_it_says_no_more_than_it_knows(parameters, said, full_title):
    made = head.make(notebook(new_markdown_cell("# Referrals"), **parameters), marking="OFFICIAL")
    assert (lines(made), made.full_title, made.published) == (said, full_title, None)


def test_parameters_are_read_from_the_notebook_where_nobody_gave_any():
    declared = new_code_cell('period: str = "2020-21"  # year', metadata={"tags": ["parameters"]})
    about = head.about(new_notebook(cells=[new_markdown_cell("# Referrals"), declared]))
    assert (about.title, about.period, about.area) == ("Referrals", "2020-21", "")


def test_a_correction_and_a_successor_are_named(monkeypatch):
    edition = settings.Edition(2, dt.date(2027, 1, 31), correction="Table 3 corrected.", superseded_by="edition 3")
    monkeypatch.setattr(
        settings, "current", lambda: settings.Settings("P", "P", ("OFFICIAL",), editions={"2021-22": edition})
    )
    made = head.make(report(), marking="OFFICIAL")
    assert made.notices == (
        "Corrected in edition 2, which replaces edition 1: Table 3 corrected.",
        "This edition has been superseded: edition 3",
    )


def test_a_correction_stands_on_the_pages_that_it_concerns():
    edition = settings.Edition(2, dt.date(2027, 1, 31), correction="A total.", corrected=("nrm_referrals",))
    assert head.notices(edition, "small_boats") == ()
    assert len(head.notices(edition, "nrm_referrals")) == 1
    assert "Pages concerned: " in head.notices(edition)[0]


def test_a_marking_that_the_settings_do_not_allow_is_refused():
    for marking in ("", "SECRET"):
        with pytest.raises(UnknownName, match="is no protective marking"):
            head.make(report(), marking=marking)
