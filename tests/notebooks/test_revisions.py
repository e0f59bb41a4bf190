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


def test_first_figures_of_referrals_moved_as_far_as_the_releases_say(shown):
    lead = next(each["markdown"] for each in of_kind(shown["2022-23", "UK"], "text") if each["lead"])
    # 2019 Q2, 2020 Q3, 2021 Q1, 2022 Q2 to Q4 and 2023 Q1; 2020 Q3 went from 2,506 to 2,490.
    assert "first figures of 7 quarters for NRM referrals up to 2022-23" in lead
    assert "the largest revision was \N{MINUS SIGN}0.6% (2020 Q3)" in lead
    assert any("95% prediction interval" in each["markdown"] for each in of_kind(shown["2022-23", "UK"], "text"))


def test_few_first_figures_are_said_to_be_few(shown):
    said = " ".join(each["markdown"] for each in of_kind(shown["2021-22", "UK"], "text"))
    assert "first figures of 3 quarters" in said
    assert "too few for an interval" in said
    none = " ".join(each["markdown"] for each in of_kind(shown["2018-19", "UK"], "text"))
    assert "hold no quarter of NRM referrals" in none


def test_each_release_is_shown_with_its_markers(shown):
    row = row_of(shown["2022-23", "UK"], "NRM in the last quarters", "2022 Q2")
    assert row[1:6] == ["4,171 [p]", "4,169 [r]", "[x]", "4,162 [r]", "4,157 [r]"]
    assert row_of(shown["2022-23", "UK"], "Revision of quarterly detections", "Inadequately documented air arrivals")[
        5
    ] == ("+55.57%")


def test_the_weekly_series_is_provisional_and_its_own_marks_are_kept(shown):
    (table,) = (each for each in of_kind(shown["2022-23", "UK"], "table") if "in each month" in each["title"])
    assert all(column["label"].endswith("[p]") for column in table["columns"][1:])
    assert [row[0] for row in table["rows"] if "[r]" in row[2]] == ["February 2023"]
    assert any(note.startswith("Figures of 2 releases") for note in table["notes"])


def test_what_no_release_covers_is_said_for_each_section(shown):
    assert not of_kind(shown["2021-22", "Kent"], "table")
    assert all("Kent" in each["paragraphs"][0] for each in of_kind(shown["2021-22", "Kent"], "notice"))
    assert of_kind(shown["2024-25", "UK"], "notice")
    assert of_kind(shown["2024-25", "UK"], "table"), "the weekly series reaches further"
