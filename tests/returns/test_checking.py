import datetime as dt

import pytest
from hypothesis import given, strategies as st

from analysis import datasets, periods
from analysis.errors import UnknownName
from analysis.returns import checking
from analysis.returns.cells import counts, spans, texts
from analysis.returns.cells.fields import Asked
from analysis.returns.faults import Complaint, Kind
from tests.readers.books import write_csv, write_xlsx
from tests.returns.conftest import TODAY

EVENTS = ["month", "force", "events", "scripts_completed", "civil_penalty_referrals", "complete_referrals",
          "penalties_issued", "policing_team"]  # fmt: skip
OPERATIONS = ["date", "reference", "force", "partners", "intelligence_reports", "penalties_collected"]
TRAINING = ["date", "reference", "course", "region", "organisation", "attendees"]
SOUND = [5, 4, 3, 2, 1, 0]


def month(number):
    return f"2021-{number + 3:02}" if number <= 9 else f"2022-{number - 9:02}"


def planted():
    """Return the rows of a return and what is wrong with them: row, column, kind, nearest value."""
    heading = [*EVENTS[:5], "compleet referals", *EVENTS[6:], "force", "remarks"]
    rows, faults = [heading], []
    faults += [(1, "compleet referals", Kind.UNKNOWN_COLUMN, "complete_referrals")]
    faults += [(1, "force", Kind.DOUBLED_COLUMN, None), (1, "remarks", Kind.UNKNOWN_COLUMN, None)]

    def plant(when, who, figures=SOUND, *wrong):
        rows.append([when, who, *figures, "", ""])
        for column, kind, nearest in wrong:
            faults.append((len(rows), column, kind, nearest))

    def spoilt(column, value):
        return [value if name == column else figure for name, figure in zip(EVENTS[2:], SOUND, strict=True)]

    cells = [
        ("events", "", Kind.BLANK_COUNT, "0"),
        ("events", "-5", Kind.NEGATIVE, "5"),
        ("scripts_completed", "4.5", Kind.NOT_WHOLE, "4"),
        ("civil_penalty_referrals", "three", Kind.TEXT, None),
        ("penalties_issued", "nil", Kind.TEXT, "0"),
        ("penalties_issued", "2 issued", Kind.UNIT, "2"),
        ("penalties_issued", "1 200", Kind.UNIT, "1200"),
        ("penalties_issued", "=1+1", Kind.FORMULA, None),
        ("penalties_issued", "99999999999999", Kind.TOO_LARGE, None),
        ("policing_team", "yes", Kind.STATE, "1"),
        ("policing_team", "no", Kind.STATE, "0"),
        ("scripts_completed", "6", Kind.PART_EXCEEDS, "5"),
    ]
    for number, (column, value, kind, nearest) in enumerate(cells, start=1):
        plant(month(number), "Kent", spoilt(column, value), (column, kind, nearest))
    plant("April 21st", "Sussex", SOUND, ("month", Kind.BAD_PERIOD, None))
    plant("2021-22 Q1", "Sussex", SOUND, ("month", Kind.SPAN, "2021-04"))
    plant("2021-22", "Sussex", SOUND, ("month", Kind.SPAN, "2021-04"))
    plant("2022-05", "Sussex", SOUND, ("month", Kind.FUTURE, "2022-04"))
    plant("2014-12", "Sussex", SOUND, ("month", Kind.TOO_EARLY, "2015-04"))
    plant("", "Sussex", SOUND, ("month", Kind.BLANK_KEY, None))
    plant("2021-04", "Kant", SOUND, ("force", Kind.UNKNOWN_PLACE, "Kent"))
    plant("2021-04", "Eastern region", SOUND, ("force", Kind.WRONG_PLACE, "Bedfordshire"))
    plant("2021-04", "UK", SOUND, ("force", Kind.WRONG_PLACE, None))
    plant("2021-04", "", SOUND, ("force", Kind.BLANK_KEY, None))
    plant("2021-04", "Es\u200bsex", SOUND, ("force", Kind.CONTROL, "Essex"))
    plant("2021-04", "@Essex", SOUND, ("force", Kind.FORMULA, None))
    plant("2021-04", "Essex" * 60, SOUND, ("force", Kind.LONG, None))
    plant("2021-05", "Surrey")
    plant("2021-05", "Surrey Police", SOUND, ("month", Kind.DOUBLED_ROW, None))
    plant("2021-07", "Surrey", SOUND, ("month", Kind.MISSING_PERIOD, "2021-06"))
    return rows, faults


def test_each_of_thirty_planted_faults_gets_a_line_with_its_place_and_the_nearest_right_value(check):
    rows, expected = planted()
    found = check(rows).faults
    seen = [(f.where.row, f.where.column, f.kind, next(iter(f.nearest), None)) for f in found]
    assert sorted(seen, key=str) == sorted(expected, key=str)
    assert len(found) == 30
    assert len({fault.kind for fault in found}) >= 15
    for fault in found:
        line = str(fault)
        assert "\n" not in line
        assert line.startswith(f"return.csv, row {fault.where.row}, column '{fault.where.column}': ")
        for near in fault.nearest:
            assert f"'{near}'" in line


def test_a_line_holds_nothing_of_the_row_but_the_cell(check):
    rows = [EVENTS, ["2021-04", "Kent", "71717", "many", 61616, 51515, 41414, 1]]
    (fault,) = check(rows).faults
    assert not [figure for figure in ("71717", "61616", "51515", "41414", "Kent", "2021-04") if figure in str(fault)]


def test_an_offence_cannot_come_after_its_conviction(check):
    heading = ["quarter", "stage", "offence_year", "cases"]
    rows = [["2020-21 Q4", "Conviction", "2020-21", 6], ["2020-21 Q4", "Conviction", "2021-22", 1]]
    (fault,) = check([heading, *rows]).faults
    assert (fault.kind, fault.where.row, fault.nearest) == (Kind.NOT_BEGUN, 3, ("2020-21",))


def test_a_column_that_is_missing_is_named(check):
    (fault,) = check([EVENTS[:-1], ["2021-04", "Kent", *SOUND[:-1]]]).faults
    assert (fault.kind, fault.where.column) == (Kind.MISSING_COLUMN, "policing_team")


def test_a_row_of_months_to_come_may_stay_blank_and_one_that_is_over_may_not(check):
    blank = [""] * 6
    made = check([EVENTS, ["2022-04", "Kent", *SOUND], ["2022-05", "Kent", *blank], ["2022-06", "Kent", *blank]])
    assert not made.faults
    assert len(made.rows) == 1
    assert any("2 rows of periods not over yet" in note for note in made.notes)
    assert len(check([EVENTS, ["2022-04", "Kent", *blank]]).faults) == len(blank)


def test_spellings_are_normalised_and_noted(check):
    made = check([[name.upper().replace("_", " ") for name in EVENTS], ["Apr-22", " kent POLICE ", *SOUND]])
    assert not made.faults
    assert made.rows.loc[0, ["month", "force"]].tolist() == ["2022-04", "Kent"]
    assert any("'Apr-22' is read as '2022-04'" in note for note in made.notes)
    assert made.reporter == "Kent"


@pytest.mark.parametrize(
    ("written", "read"),
    [("1,234", "1234"), ("12.0", "12"), ("007", "7"), (" 5 ", "5"), ("0", "0"), ("1000000000", "1000000000")],
)
def test_the_same_number_written_otherwise_is_read(written, read):
    assert counts.count(written) == read


@pytest.mark.parametrize(
    "written", ["1,23", "12,34,567", "1e3", "١٢", "0x10", "½", "#N/A", "<5", "[c]", "NaN", "inf", "TRUE"]
)
def test_what_would_have_to_be_guessed_is_no_count(written):
    assert isinstance(counts.count(written), Complaint)


@given(st.text(max_size=30))
def test_a_count_is_figures_only_or_a_complaint(text):
    read = counts.count(text)
    assert isinstance(read, Complaint) or (read.isascii() and read.isdecimal() and int(read) <= counts.MOST)


@given(st.text(max_size=60))
def test_no_text_raises_and_no_reference_leaves_a_folder_or_runs(text):
    for span in ("month", "quarter", "date"):
        spans.read(text, span=span, today=TODAY, period=None)
    if texts.refuse(text) is None and isinstance(read := texts.reference(text), str):
        assert ".." not in read
        assert "\\" not in read
        assert read[:1] not in [*"=+-@\t\r|"]


@pytest.mark.parametrize(
    ("span", "written", "read"),
    [
        ("month", "2022-04-30", "2022-04"),
        ("month", "30/04/2022", "2022-04"),
        ("month", "2022/04", "2022-04"),
        ("month", "April 2022", "2022-04"),
        ("month", "Apr-22", "2022-04"),
        ("quarter", "2021/22 Q4", "2021-22 Q4"),
        ("date", "19/04/2022", "2022-04-19"),
    ],
)
def test_a_period_is_read_however_a_spreadsheet_turns_it_round(span, written, read):
    assert spans.read(written, span=span, today=TODAY, period=None) == read


@pytest.mark.parametrize(
    ("written", "near"),
    [("202204", "2022-04"), ("2022-4", "2022-04"), ("Aprl 2022", "2022-04")],
)
def test_the_nearest_month_is_offered(written, near):
    assert spans.read(written, span="month", today=TODAY, period=None).nearest == (near,)


def test_a_calendar_quarter_is_not_taken_for_a_financial_one():
    read = spans.read("2021 Q4", span="quarter", today=TODAY, period=None)
    assert (read.kind, read.nearest) == (Kind.SPAN, ("2021-22 Q3",))


def test_a_month_must_be_over_on_the_day_of_the_check():
    for today, over in ((dt.date(2022, 4, 30), False), (dt.date(2022, 5, 1), True)):
        assert isinstance(spans.read("2022-04", span="month", today=today, period=None), str) is over


def test_the_period_asked_for_is_covered_in_whole(check):
    rows = [EVENTS, *([f"2022-0{n}", "Kent", *SOUND] for n in (1, 3))]
    found = check(rows, period=periods.quarter("2021-22 Q4")).faults
    assert [(fault.kind, fault.nearest) for fault in found] == [(Kind.MISSING_PERIOD, ("2022-02",))]
    found = check(rows, period=periods.quarter("2021-22 Q3")).faults
    assert [fault.kind for fault in found[:2]] == [Kind.OUTSIDE, Kind.OUTSIDE]


def test_a_force_outside_the_area_is_refused(check):
    (fault,) = check([EVENTS, ["2022-04", "Essex", *SOUND]], area="Kent").faults
    assert (fault.kind, fault.nearest) == (Kind.OTHER_AREA, ("Kent",))
    assert not check([EVENTS, ["2022-04", "Essex", *SOUND]], area="Eastern region").faults


@pytest.mark.parametrize(
    ("reference", "kind"),
    [
        ("../../etc/passwd", Kind.PATH),
        ("C:\\temp", Kind.PATH),
        ("/etc/shadow", Kind.PATH),
        ("jo.bloggs@example.org", Kind.PERSONAL),
        ("Joanna Bloggs", Kind.PERSONAL),
        ("07700 900123", Kind.PERSONAL),
        ("QQ 12 34 56 C", Kind.PERSONAL),
        ("OPT-1 born 01/02/1990", Kind.PERSONAL),
        ("x" * 41, Kind.LONG),
        ("=HYPERLINK(1)", Kind.FORMULA),
        ("\tOPT-1", Kind.FORMULA),
        ("OPT\x1b[2J", Kind.CONTROL),
        ("OPT\u202e1", Kind.CONTROL),
    ],
)
def test_a_reference_names_a_record_and_nothing_else(check, reference, kind):
    (fault,) = check([OPERATIONS, ["2022-04-19", reference, "Kent", 3, 2, 1000]]).faults
    assert fault.kind == kind
    assert str(fault).isprintable()
    if kind == Kind.PERSONAL:
        assert reference not in str(fault)


def test_a_record_stands_once(check):
    row = ["2022-04-19", "OPT-1", "Kent", 3, 2, 1000]
    assert not check([OPERATIONS, row, ["2022-04-20", "OPT-2", *row[2:]]]).faults
    (fault,) = check([OPERATIONS, row, ["2022-04-20", *row[1:]]]).faults
    assert (fault.kind, fault.where.row) == (Kind.DOUBLED_REFERENCE, 3)


def test_a_session_has_a_row_for_each_organisation_and_one_course_and_day(check):
    row = ["2022-04-19", "T-1", "Project Kraken", "National", "Kent", 9]
    assert not check([TRAINING, row, [*row[:4], "Border Force", 2]]).faults
    (fault,) = check([TRAINING, row, row]).faults
    assert fault.kind == Kind.DOUBLED_REFERENCE
    (fault,) = check([TRAINING, row, [*row[:2], "Other", "National", "Essex", 1]]).faults
    assert (fault.kind, fault.nearest) == (Kind.DOUBLED_REFERENCE, ("Project Kraken",))


def test_an_empty_return_is_refused(check, tmp_path):
    (fault,) = check([EVENTS]).faults
    assert fault.kind == Kind.EMPTY
    (tmp_path / "nothing.csv").touch()
    (fault,) = check(tmp_path / "nothing.csv").faults
    assert fault.kind == Kind.EMPTY
    (fault,) = check(tmp_path / "absent.csv").faults
    assert fault.kind == Kind.UNREADABLE


def test_the_headings_say_which_return_it_is_and_a_name_can_insist(check):
    assert check([EVENTS, ["2022-04", "Kent", *SOUND]]).dataset.name == "clandestine_events"
    (fault,) = check([EVENTS, ["2022-04", "Kent", *SOUND]], dataset=datasets.find("products")).faults
    assert fault.kind == Kind.UNREADABLE
    assert "the headings of products: date, reference, kind" in str(fault)
    with pytest.raises(UnknownName, match="is published and no return"):
        checking.find_form("charges")


def test_two_files_must_not_return_the_same_month(tmp_path):
    rows = [EVENTS, ["2022-04", "Kent", *SOUND]]
    paths = [write_csv(tmp_path / "a.csv", rows), write_xlsx(tmp_path / "b.xlsx", {"Return": rows})]
    first, second = checking.check_all(paths, Asked(TODAY))
    assert not first.faults
    assert [fault.kind for fault in second.faults] == [Kind.DOUBLED_RETURN]


def test_every_form_says_what_its_columns_hold_and_its_rules_name_columns():
    for dataset in checking.forms().values():
        assert set(dataset.form.meanings) == set(dataset.columns), dataset.name
        assert {*dataset.form.within, *dataset.form.within.values()} <= set(dataset.measures), dataset.name
        assert dataset.form.repeats <= set(dataset.dimensions), dataset.name
