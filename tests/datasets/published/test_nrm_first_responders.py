import hashlib

import pandas as pd
import pytest

from analysis import areas
from analysis.catalogue import describe, load
from analysis.datasets.published import nrm_first_responders
from analysis.errors import BadData, NotCovered

TOTALS = {
    "2022Q2": 4_171,
    "2022Q3": 4_586,
    "2022Q4": 4_417,
    "2023Q1": 4_746,
    "2023Q2": 3_998,
    "2023Q3": 4_138,
    "2023Q4": 4_141,
}

TABLE = """First responder type,First responder,Exploitation type,Age at exploitation,Gender,Nationality,People
Police,Kent Police,Criminal,Child (17 or under),Male,UK,7
Police,Tarian ROCU,Sexual,Adult (18 or over),Female,Vietnamese,2
Government agency,UK Visas and Immigration,Labour,Not specified or unknown,Not Recorded,Albanian Greek,11
"""

SIDECAR = """title: First responders
file: {name}.csv
sha256: {sha256}
kind: published
area: UK
unit: persons referred
licence: Open Government Licence v3.0
releases:
  - key: {name}
    date: 2024-11-07
    publisher: Home Office
    title: Statistics of a quarter
    address: https://www.gov.uk/
    period: {period}
    standing: official
"""


def drop(downloads, period=None, name="first responders"):
    (downloads / f"{name}.csv").write_text(TABLE)
    if period:
        sha256 = hashlib.sha256((downloads / f"{name}.csv").read_bytes()).hexdigest()
        (downloads / f"{name}.yaml").write_text(SIDECAR.format(name=name, period=period, sha256=sha256))


def totals(**options):
    rows = load("nrm_first_responders", **options)
    return {str(quarter): int(count) for quarter, count in rows.groupby("quarter")["referrals"].sum().items()}


@pytest.mark.parametrize(
    "by",
    [
        (),
        *nrm_first_responders._DIMENSIONS,
        ["organisation_type", "age_group"],
        ["organisation_type", "exploitation_type"],
        ["force", "age_group"],
        ["force", "exploitation_type"],
    ],
)
def test_every_breakdown_adds_up_to_the_referrals_of_the_quarter(by):
    assert totals(by=by) == TOTALS


def test_organisation_types_are_those_of_the_tables():
    rows = load("nrm_first_responders", by="organisation_type")
    of_quarter = rows[rows["quarter"] == "2022Q2"].set_index("organisation_type")["referrals"]
    assert of_quarter.to_dict() == {
        "Government agency": 2_104,
        "Local authority": 852,
        "NGO and third sector": 265,
        "Police": 950,
    }


def test_forces_and_other_police_make_up_the_police():
    by_force = load("nrm_first_responders", by="force").set_index(["quarter", "force"])["referrals"].unstack()
    police = load("nrm_first_responders", by="organisation_type").query("organisation_type == 'Police'")
    assert {*(force.name for force in areas.forces()), "Other police", "Not police"} == set(by_force)
    assert list(by_force.drop(columns="Not police").sum(axis=1)) == list(police["referrals"])


def test_an_area_gives_the_referrals_that_its_police_made():
    assert list(totals(area="Kent").values()) == [23, 30, 23, 27, 14, 12, 21]
    assert totals(area="Kent", by="age_group") == totals(area="Kent")
    assert "made by" in describe("nrm_first_responders").explanation


def test_a_region_is_the_sum_of_its_forces():
    members = {force.name for force in areas.members(areas.find("Eastern region"))}
    by_force = load("nrm_first_responders", by="force")
    expected = by_force[by_force["force"].isin(members)].groupby("quarter")["referrals"].sum()
    for by in ((), "age_group", "exploitation_type"):
        assert totals(area="Eastern region", by=by) == {str(quarter): count for quarter, count in expected.items()}


def test_a_detail_without_a_referral_is_a_nought():
    rows = load("nrm_first_responders", area="Kent", by="exploitation_type")
    assert (rows["referrals"] == 0).any()
    assert rows.groupby("quarter").size().min() >= 17


def test_referrals_of_england_and_wales_and_of_the_missing_quarter_are_refused():
    with pytest.raises(NotCovered, match="not published for England and Wales"):
        load("nrm_first_responders", area="England and Wales")
    with pytest.raises(NotCovered, match="2023-24"):
        load("nrm_first_responders", during="2023-24")


def test_a_downloaded_file_takes_its_quarter_from_its_sidecar(downloads):
    drop(downloads, "2024 Q3")
    rows = load("nrm_first_responders", by="force").set_index(["quarter", "force"])["referrals"]["2024Q3"]
    assert rows[rows > 0].to_dict() == {"Kent": 7, "Other police": 2, "Not police": 11}
    assert len(rows) == 45
    by_age = load("nrm_first_responders", by="age_group")
    assert by_age[by_age["quarter"] == "2024Q3"].set_index("age_group")["referrals"].to_dict() == {
        "Adult (18 or over)": 2,
        "Child (17 or under)": 7,
        "Age not specified or unknown": 11,
    }


def test_files_of_several_quarters_from_one_day_are_all_used(downloads):
    for period in ("2024 Q2", "2024 Q3"):
        drop(downloads, period, name=f"responders {period}")
    assert totals() == TOTALS | {"2024Q2": 20, "2024Q3": 20}


@pytest.mark.parametrize("period", [None, "as the file says", "2024"])
def test_a_downloaded_file_whose_quarter_nobody_says_is_refused(downloads, period):
    drop(downloads, period and f'"{period}"')
    with pytest.raises(BadData, match=r"does not say which quarter.*first responders.yaml.*period: 2022 Q2"):
        load("nrm_first_responders")
    assert len(load("duty_to_notify")), "another dataset does not mind"


@pytest.mark.parametrize(("referrals", "period"), [(20, "2024 Q3"), (21, None), (80, None)])
def test_a_table_by_quarter_in_the_same_file_names_the_quarter_where_the_two_agree(referrals, period):
    responders = pd.DataFrame(
        {
            "first_responder_type": ["Police"],
            "first_responder": ["Kent Police"],
            "exploitation_type": ["Labour"],
            "age_at_exploitation": ["Adult (18 or over)"],
            "gender": ["Male"],
            "nationality": ["UK"],
            "people": [20],
        }
    )
    by_quarter = pd.DataFrame(
        {"quarter": pd.PeriodIndex(["2024Q2", "2024Q3"], freq="Q-DEC"), "referrals": [20, referrals]}
    )
    rows = nrm_first_responders.from_tables({"first_responders": responders, "referrals": by_quarter})
    assert set(rows["period"].dropna()) == ({period} if period else set())
