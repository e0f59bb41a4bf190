"""The notebook on revisions, run for years with many first figures, with few, and with none."""

import pytest

RUNS = [("2022-23", "UK"), ("2021-22", "UK"), ("2018-19", "UK"), ("2024-25", "UK"), ("2021-22", "Kent")]


@pytest.fixture(scope="module")
def shown(pages):
    return {(period, area): pages("revisions", period, area).shown for period, area in RUNS}


def of_kind(objects, kind):
    return [each for each in objects if each["object"] == kind]


def row_of(objects, title, heading):
    (table,) = (each for each in of_kind(objects, "table") if title in each["title"])
    return next(row for row in table["rows"] if row[0] == heading)


def said(objects):
    return " ".join(each["markdown"] for each in of_kind(objects, "text"))


def test_first_figures_of_referrals_moved_as_far_as_the_releases_say(shown):
    lead = next(each["markdown"] for each in of_kind(shown["2022-23", "UK"], "text") if each["lead"])
    # 2019 Q2, 2020 Q3, 2021 Q1, 2022 Q2 to Q4 and 2023 Q1; 2020 Q3 went from 2,506 to 2,490.
    assert "first figures of 7 quarters for NRM referrals up to 2022-23" in lead
    assert "largest was \N{MINUS SIGN}0.6% (2020 Q3)" in lead
    assert "first figures of 3 quarters" in said(shown["2021-22", "UK"])
    assert "No quarter of NRM referrals" in said(shown["2018-19", "UK"])


def test_each_release_is_shown_with_its_markers(shown):
    row = row_of(shown["2022-23", "UK"], "NRM in the last quarters", "2022 Q2")
    assert row[1:7] == ["4,171 [p]", "4,169 [r]", "[x]", "4,162 [r]", "4,161 [r]", "4,157 [r]"]
    assert row_of(shown["2022-23", "UK"], "Revision of quarterly detections", "Inadequately documented air arrivals")[
        5
    ] == ("+55.57%")


def test_days_that_the_weekly_series_marks_as_revised_are_counted(shown):
    assert "It marks 2 days among them as revised" in said(shown["2022-23", "UK"])
    assert "It marks no day among them as revised" in said(shown["2021-22", "UK"])


def test_what_no_release_covers_is_said_for_each_section(shown):
    assert not of_kind(shown["2021-22", "Kent"], "table")
    assert all("Kent" in each["paragraphs"][0] for each in of_kind(shown["2021-22", "Kent"], "notice"))
    assert of_kind(shown["2024-25", "UK"], "notice")
    assert "Of the months up to 2024-25" in said(shown["2024-25", "UK"]), "the weekly series reaches further"
