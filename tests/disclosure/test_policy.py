"""The programme's rules: read from one file, refused where they cannot be meant, and part of what is cached under."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from analysis import roots
from analysis.disclosure import Policy, policy_text, protect, read_policy
from analysis.disclosure.rounding import rounded
from analysis.errors import BadData
from tests.disclosure.made import months, table_of
from tests.projects import project_in


@pytest.fixture
def write(tmp_path):
    with project_in(tmp_path) as folder:
        path = folder / "data" / "returns" / "disclosure.yaml"
        path.parent.mkdir(exist_ok=True)
        yield path.write_text


def test_the_rules_of_the_project_are_the_defaults():
    assert (roots.returns() / "disclosure.yaml").is_file()
    assert read_policy() == Policy() == Policy(threshold=5, rounding=None)


def test_without_a_file_the_defaults_hold(write):
    assert read_policy() == Policy()


def test_the_rules_are_read_and_told_apart(write):
    before = policy_text()
    write("threshold: 10\nrounding: 5\n")
    assert read_policy() == Policy(10, 5)
    assert policy_text() != before
    write("# nothing changed\n")
    assert policy_text() == before


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("threshold: five", "threshold is 'five'.*a whole number from 5 to 100"),
        ("threshold: 1", "threshold is '1'"),
        ("threshold: 2", "threshold is '2'.*counts of 1 to 4 are never shown"),
        ("threshold: 4", "threshold is '4'"),
        ("threshold: true", "threshold is 'True'"),
        ("threshold: 5000", "threshold is '5000'"),
        ("rounding: 2.5", "rounding is '2.5'.*null for none"),
        ("treshold: 5", "unknown field 'treshold'.*'threshold'"),
        ("- 5", "the rules are no list of fields"),
        ("threshold: [", "this is no YAML"),
        ("threshold: 5\nrounding: 20", "rounding to 20 would write a count of 5 as zero"),
    ],
)
def test_rules_that_cannot_be_meant_are_refused(write, text, complaint):
    write(text)
    with pytest.raises(BadData, match=complaint) as error:
        read_policy()
    assert "disclosure.yaml" in str(error.value)


@given(st.lists(st.integers(0, 10_000), min_size=1), st.integers(2, 100))
def test_rounding_gives_the_nearest_multiple(counts, base):
    exact = np.array(counts)
    near = rounded(exact, base)
    assert (near % base == 0).all()
    assert (2 * np.abs(near - exact) <= base).all()
    assert (rounded(exact, None) == exact).all()


def test_rounding_follows_suppression_and_spares_what_is_not_about_people():
    dataset, table = table_of("safeguarding", months(12), cases=80)
    plain, coarse = protect(table, dataset, Policy()), protect(table, dataset, Policy(rounding=5))
    assert (plain["suppressed"] == coarse["suppressed"]).all()
    assert (coarse["children"].dropna() % 5 == 0).all()
    totals = coarse["force"] == "All"
    assert ((coarse["children"] - table["children"]).abs()[totals] <= 2).all()
    assert (coarse["uses_innerste"] == table["uses_innerste"]).all()


def test_nothing_of_a_suppressed_number_stays_behind_in_memory():
    dataset, table = table_of("safeguarding", months(12), cases=80)
    children = protect(table, dataset, Policy())["children"].array
    assert (children._data[children.isna()] == 0).all()
