import pandas as pd
import pytest

from analysis.datasets import declared
from analysis.datasets.dataset import ALL
from analysis.errors import BadData

FIELDS = """
title = "Calls to a helpline"
every = ["quarter", "year"]
families = ["helpline"]
tables = ["calls"]
renamed = { who = "caller" }
respelt = { caller = { Victims = "Victim" } }
margins = ["caller"]
sum_years = true
add_up = ["caller"]
explanation = "Calls."

[columns.caller]
about = "who called"
levels = ["Victim", "Other"]

[columns.calls]
about = "calls answered"
unit = "calls"
"""


def written(tmp_path, text):
    path = tmp_path / "helpline.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_alone_makes_a_dataset(tmp_path):
    dataset = declared.read(written(tmp_path, FIELDS))
    assert (dataset.name, dataset.file, dict(dataset.measures)) == ("helpline", "helpline.csv", {"calls": "calls"})
    assert dataset.dimensions["caller"] == ("Victim", "Other")
    assert [rule.error for rule in dataset.checks] == [
        "the levels of caller must add up to All in each period of each release"
    ]


def test_its_steps_add_totals_and_years(tmp_path):
    rows = pd.DataFrame({"period": [f"2021 Q{number}" for number in (1, 2, 3, 4)] * 2})
    rows = rows.assign(caller=["Victim"] * 4 + ["Other"] * 4, calls=range(1, 9), release="a", official=True)
    rows = rows.assign(vintage=pd.Timestamp("2022-03-01")).astype({"calls": "Int64"})
    made = declared.read(written(tmp_path, FIELDS)).clean(rows).set_index(["every", "caller"])["calls"]
    assert made["year"].to_dict() == {"Victim": 10, "Other": 26, ALL: 36}
    assert made.loc["quarter", ALL].tolist() == [6, 8, 10, 12]


def test_its_table_is_renamed_and_respelt_and_other_tables_are_none(tmp_path):
    make = declared.read(written(tmp_path, FIELDS)).families["helpline"]
    table = pd.DataFrame({"quarter": [pd.Period("2021Q1", "Q-DEC")], "who": ["Victims"], "calls": [3]})
    rows = make({"calls": table})
    assert rows.to_dict("records") == [{"period": "2021 Q1", "caller": "Victim", "calls": 3}]
    assert make({"others": table}) is None


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("title =", "titel =", r"helpline\.toml: it has an unknown field 'titel'.*Did you mean 'title'"),
        ("unit =", "units =", "unknown field 'units'.*Did you mean 'unit'"),
        ('about = "who called"', "", "column 'caller' lacks 'about'"),
        ('title = "Calls to a helpline"', "", "lacks 'title'"),
        ("every = [", "every = ", "cannot be read as TOML"),
    ],
)
def test_a_mistake_in_it_is_named(tmp_path, old, new, complaint):
    with pytest.raises(BadData, match=complaint):
        declared.read(written(tmp_path, FIELDS.replace(old, new)))
