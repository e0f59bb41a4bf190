from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from analysis.errors import AnalysisError, BadData, NotCovered, UnknownName, Where, nearest_names, printable

FILE = Path("data", "returns", "training.xlsx")


@pytest.mark.parametrize(
    ("place", "written"),
    [
        (Where(FILE), "training.xlsx"),
        (Where(FILE, row=3), "training.xlsx, row 3"),
        (Where(FILE, "Events", 3, "Region"), "training.xlsx, sheet 'Events', row 3, column 'Region'"),
    ],
)
def test_a_place_is_written_as_a_person_would_look_it_up(place, written):
    assert str(place) == written


def test_an_error_says_what_where_what_was_expected_and_what_comes_nearest():
    error = BadData(
        "'31x0' is no count", where=Where(FILE, row=3), expected="a whole number", nearest=["31", "310", "3"]
    )
    assert str(error) == (
        "training.xlsx, row 3: '31x0' is no count. Expected a whole number. Did you mean '31', '310' or '3'?"
    )
    assert error.args == (str(error),)


def test_an_error_leaves_out_what_it_does_not_know():
    assert str(AnalysisError("there is no area 'Kint'")) == "there is no area 'Kint'."
    assert str(UnknownName("no", nearest=["Kent"])) == "no. Did you mean 'Kent'?"


def test_what_is_not_covered_comes_with_what_there_is():
    error = NotCovered("not published for Kent", ["There is the UK.", "There is 2021-22."])
    assert str(error) == "not published for Kent. There is the UK. There is 2021-22."
    assert isinstance(error, AnalysisError)


def test_a_notebook_shows_the_sentence_and_no_traceback():
    assert AnalysisError("there is no area 'Kint'")._render_traceback_() == ["there is no area 'Kint'."]


def test_the_nearest_names_come_best_first_whatever_their_case():
    forces = ["Kent", "Gwent", "Essex", "West Midlands", "West Mercia", "West Yorkshire"]
    assert nearest_names("KENT", forces)[0] == "Kent"
    assert nearest_names("west midland", forces)[0] == "West Midlands"
    assert nearest_names("West Midlands", forces, most=1) == ["West Midlands"]
    assert nearest_names("zzzz", forces) == []


@given(st.text(max_size=20), st.lists(st.text(max_size=20), max_size=10))
def test_only_names_that_exist_are_proposed(name, known):
    nearest = nearest_names(name, known)
    assert set(nearest) <= set(known)
    assert len(nearest) <= 3


def test_signs_that_steer_a_terminal_are_written_out():
    error = BadData("'\x1b[2J' is no count", where=Where(Path("a\x1b]0;b\x07\n\u202e.csv"), row=2), nearest=["\udcff"])
    assert str(error) == (r"a\x1b]0;b\x07\n\u202e.csv, row 2: '\x1b[2J' is no count. Did you mean '\udcff'?")


@given(st.text())
def test_what_is_printable_can_be_printed_on_one_line(text):
    shown = printable(text)
    assert printable(shown) == shown
    assert len(shown.splitlines()) <= 1
    shown.encode()


@given(st.sampled_from(["Dyfed-Powys", "Ynys Môn", "Łódź", "West\N{NO-BREAK SPACE}Yorkshire", "Đà Nẵng", "£5 – “x”"]))
def test_names_of_any_language_stay_as_they_are(name):
    assert printable(name) == name
