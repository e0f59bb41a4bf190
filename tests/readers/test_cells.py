"""Columns of cells: what is read, what is kept as a mark, and what is refused with its place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, strategies as st

from analysis.errors import BadData, Where
from analysis.readers import cells


def place(position: int) -> Where:
    return Where(Path("file.csv"), "Sheet", position + 2, "Heading")


def whole(*values: Any, blank: bool = False, missing: dict[str, str] | None = None) -> tuple[list[Any], dict[str, Any]]:
    read, marks = cells.numbers(values, place, whole=True, blank=blank, missing=missing or {})
    return [None if np.isnan(value) else int(value) for value in read], {m: list(p) for m, p in marks.items()}


def text(*values: Any, blank: bool = False, labels: dict[str, str] | None = None) -> tuple[list[str], dict[str, Any]]:
    read, marks = cells.texts(values, place, blank=blank, labels=labels or {})
    return list(read), {mark: list(positions) for mark, positions in marks.items()}


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (" 66776 ", 66_776),
        ("-00 ", 0),
        ("-45 ", -45),
        ("170,002 ", 170_002),
        ("1,234,567", 1_234_567),
        ("12.0", 12),
        ("\u22127", -7),
        ("\xa05\n", 5),
        (7.0, 7),
        (7, 7),
    ],
)
def test_whole_numbers(cell: Any, number: int) -> None:
    assert whole(cell) == ([number], {})


def test_minus_nought_is_nought() -> None:
    read, _ = cells.numbers(["-00"], place, whole=True, blank=False, missing={})
    assert not np.signbit(read[0])


@pytest.mark.parametrize(
    "cell", ["abc", "1,23", "1.2.3", "12.5", 12.5, "--5", "1 2", "[q]", "-", ":", "N/A", "1e5", "١٢", "9" * 400, 1e300]
)
def test_what_is_no_whole_number_is_refused_with_its_place(cell: Any) -> None:
    with pytest.raises(BadData, match=r"sheet 'Sheet', row 3, column 'Heading'.*not a whole number"):
        whole(1.0, cell)


@pytest.mark.parametrize("cell", [True, dt.datetime(2020, 1, 1), dt.time(1)])
def test_other_kinds_of_cell_are_no_numbers(cell: Any) -> None:
    with pytest.raises(BadData, match=r"row 3.*not a number"):
        whole("1", cell)


def test_a_blank_is_missing_only_where_it_may_be() -> None:
    assert whole("1", " ", blank=True) == ([1, None], {"blank": [1]})
    with pytest.raises(BadData, match=r"row 3.*blank"):
        whole("1", " ")


def test_marks_of_the_layout_and_of_the_government_are_missing_values() -> None:
    values = ("-", 4.0, "[x]", "[low]", "-", "[c]", "[z]")
    assert whole(*values, missing={"-": "not available"}) == (
        [None, 4, None, None, None, None, None],
        {"-": [0, 4], "[x]": [2], "[low]": [3], "[c]": [5], "[z]": [6]},
    )


def test_flags_after_a_figure_are_kept_beside_it() -> None:
    assert whole("1,234 [r]", "5[p]", "6 [note 3]", "7 [p] [r]") == (
        [1234, 5, 6, 7],
        {"[r]": [0], "[p]": [1], "[note 3]": [2], "[p] [r]": [3]},
    )


@given(st.lists(st.integers(-(10**12), 10**12), min_size=1))
def test_thousands_commas_and_padding_do_not_change_a_number(numbers: list[int]) -> None:
    assert whole(*(f" {number:,} " for number in numbers))[0] == numbers
    assert whole(*map(float, numbers))[0] == numbers


@given(st.lists(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.dates()), min_size=1))
def test_any_cells_give_numbers_or_an_error_of_ours(values: list[Any]) -> None:
    try:
        read, marks = cells.numbers(values, place, whole=False, blank=True, missing={})
    except BadData:
        return
    assert len(read) == len(values)
    assert np.isnan(read).sum() == sum(len(p) for mark, p in marks.items() if mark in {*cells.MISSING, "blank"})


def test_codes_stay_codes() -> None:
    assert text(106.0, "10A", 4.1, "AF", "1/4.1/4.10/4.2", 8) == (
        ["106", "10A", "4.1", "AF", "1/4.1/4.10/4.2", "8"],
        {},
    )


def test_text_stays_but_for_white_space_footnotes_and_labels() -> None:
    read, marks = text(
        "N/A",
        "Police\nForce  Area ",
        "Humberside [note 4]",
        "Metropolitan Police[Note 6]",
        "40+",
        labels={"40+": "40 and over"},
    )
    assert read == ["N/A", "Police Force Area", "Humberside", "Metropolitan Police", "40 and over"]
    assert marks == {"[note 4]": [2], "[Note 6]": [3]}


@pytest.mark.parametrize("cell", ["", "   ", "[note 1]", "#REF!", "#N/A", True, dt.datetime(2020, 1, 1)])
def test_what_is_no_text_is_refused_with_its_place(cell: Any) -> None:
    with pytest.raises(BadData, match=r"sheet 'Sheet', row 3, column 'Heading'"):
        text("fine", cell)


@given(st.lists(st.one_of(st.text(), st.floats(allow_nan=False), st.integers()), min_size=1))
def test_text_is_one_for_each_cell_and_squeezed(values: list[Any]) -> None:
    try:
        read, _ = text(*values, blank=True)
    except BadData:
        return
    assert len(read) == len(values)
    assert all(value == cells.squeeze(value) for value in read)


def test_long_cells_do_not_take_long() -> None:
    for long in ("[note " * 20_000, " " * 130_000 + "x", "1" * 130_000, "9," * 60_000):
        with pytest.raises(BadData):
            whole(long)
        assert len(text(long)[0]) == 1


@pytest.mark.parametrize(
    "cell",
    [
        dt.datetime(2018, 3, 31, 12, 0),
        dt.date(2018, 3, 31),
        "2018-03-31",
        "31/03/2018",
        "31 March 2018",
        "31-Mar-18",
        " 31 Mar 2018 ",
    ],
)
def test_dates(cell: Any) -> None:
    assert list(cells.dates([cell], place)) == [dt.datetime(2018, 3, 31)]


@pytest.mark.parametrize("cell", ["31/13/2018", "", "soon", 43_190.0, True, "03/31/2018", dt.date(1066, 10, 14)])
def test_what_is_no_date_is_refused_with_its_place(cell: Any) -> None:
    with pytest.raises(BadData, match=r"row 3, column 'Heading'.*not a date"):
        cells.dates(["2018-03-31", cell], place)
