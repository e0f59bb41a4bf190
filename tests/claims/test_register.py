"""The register of the report of 2021-22: what must be found of it, by the rules and from the data alone."""

import csv
from importlib.resources import files

import pytest

from analysis import claims, roots
from analysis.claims import form, measures
from analysis.claims.verdicts import VERDICTS
from analysis.errors import UnknownName
from tests.projects import project_in
from tests.shared_data import SHARED

FILE = roots.published() / "annual_report_2021_22_claims.csv"
CHARGES = {
    "charges-quarterly-mean-s2",
    "charged-referrals",
    "charges-quarterly-mean-s3",
    "charging-decisions-year",
    "charges-s5",
}


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    with project_in(tmp_path_factory.mktemp("project")):
        return claims.register("2021-22").set_index("id")


def verdicts(register, name):
    return register.loc[name, "verdicts"].split(", ")


def test_every_claim_has_a_verdict_and_a_word_on_each_that_is_not_reproduced(register):
    assert len(register) == 128
    assert register["verdicts"].str.split(", ").explode().isin(VERDICTS).all()
    assert (register.loc[register["verdicts"] != "reproduced", "reason"] != "").all()
    assert (register["claimed"] != "").all()


def test_claims_about_some_measures_are_judged_against_all(register, tmp_path):
    with project_in(tmp_path):
        some = claims.register("2021-22", measures=["convictions"]).set_index("id")
    assert list(some.index) == ["convictions-highlight", "convictions-year", "convictions-quarters"]
    assert some.equals(register.loc[some.index])


def test_every_claim_has_a_computation_or_a_reason_and_the_data_that_it_would_take():
    stated = form.read(FILE)
    assert len(stated) == 128
    known = [claim for claim in stated if measures.computations(claim.measure) or claim.measure in measures.needs()]
    assert len(known) == 128
    for claim in stated:
        if not measures.computations(claim.measure):
            need = measures.needs()[claim.measure]
            assert need.reason, claim.measure
            assert need.data, claim.measure


def test_the_table_of_needs_names_each_measure_once_and_none_that_nobody_claims():
    text = (files("analysis.claims") / "needs.csv").read_text(encoding="utf-8")
    named = [row["measure"] for row in csv.DictReader(text.splitlines())]
    claimed = {claim.measure for claim in form.read(FILE)}
    assert len(set(named)) == len(named)
    assert {name for name in named if not measures.computations(name)} <= claimed


def test_what_cannot_be_checked_says_which_data_would_show_it(register):
    unchecked = register[register["verdicts"].str.contains("not checkable")]
    assert unchecked["reason"].str.contains("What would show it: ").all()


def test_referrals_differ_from_what_was_published(register):
    for name, figures in {
        "nrm-2021": ("12,727", "387 people more", "3.0%", "12,701"),
        "nrm-2020": (
            "10,601",
            "12 people more",
            "The release of 31 March 2021 gave the claimed figure, and later ones revised it.",
            "10,582",
        ),
        "nrm-growth": ("+20.1%", "3.9 percentage points more", "+20.0%"),
    }.items():
        assert verdicts(register, name) == ["differs"]
        told = register.loc[name, "computed"] + register.loc[name, "reason"]
        assert all(figure in told for figure in figures), told
        assert "end of year summary 2021, released 3 March 2022" in register.loc[name, "source"]


@pytest.mark.parametrize(("name", "figure"), [("small-boats-2021", "28,526"), ("small-boats-2020", "8,466")])
def test_small_boats_are_reproduced(register, name, figure):
    assert verdicts(register, name) == ["reproduced"]
    assert figure in register.loc[name, "computed"]
    assert "weekly series, which is provisional" in register.loc[name, "reason"]


def test_the_share_overseas_is_given_with_its_parts(register):
    assert verdicts(register, "overseas-share") == ["reproduced"]
    assert "4,451 of 13,539" in register.loc["overseas-share", "computed"]


def test_recorded_crime_was_not_stable(register):
    assert verdicts(register, "recorded-crime-stable") == ["differs"]
    assert "+482%" in register.loc["recorded-crime-stable", "reason"]
    assert "3 of its 7 years are not held" in register.loc["recorded-crime-stable", "reason"]
    assert verdicts(register, "crimes-since-act") == ["not checkable"]
    reason = register.loc["crimes-since-act", "reason"]
    held = [884, 2255, 3393, 5144, 7779]
    assert f"Beside it: {sum(held):,} crimes" in reason
    assert "of 7 financial years 2015-16, 2016-17, 2017-18, 2018-19 and 2019-20" in reason
    assert "2019-20 without some police forces" in reason


@pytest.mark.parametrize(
    ("name", "claimed"),
    [
        ("nrm-police-share", "just over 27%"),
        ("criminal-exploitation-share", "just under 60%"),
        ("british-suspects", "just under 50%"),
        ("british-victims", "more than 53%"),
        ("crimes-since-act", "nearly 38,000 crimes"),
        ("cps-referrals-doubled", "nearly 2 times"),
        ("funding-next-s2", "about £2,500,000"),
    ],
)
def test_a_claim_is_as_exact_as_its_wording(register, name, claimed):
    assert register.loc[name, "claimed"] == claimed


@pytest.mark.parametrize("name", sorted(CHARGES))
def test_charges_are_contradicted_and_police_outcomes_are_only_shown_beside_them(register, name):
    assert verdicts(register, name) == ["not checkable", "contradicted"]
    assert register.loc[name, "computed"] == ""
    reason = register.loc[name, "reason"]
    assert "−13.1% (236 in 2020-21, 205 in 2021-22)" in reason
    assert "which is another measure" in reason
    given = {f"a rise of {size}" for size in ("more than 50%", "70%", "97%")} - {register.loc[name, "claimed"]}
    assert all(figure in reason for figure in given)


def test_what_is_contradicted_is_just_this(register):
    found = set(register.index[register["verdicts"].str.contains("contradicted")])
    assert found == CHARGES | {
        "charging-decisions-quarters", "charges-s7",
        "convictions-highlight", "convictions-year",
        "opt-growth-s2", "opt-growth-s3", "opt-growth-s8",
        "innerste-professionals", "innerste-trained",
        "awareness-sessions-s6", "awareness-sessions-s8",
        "awareness-officers-s6", "awareness-police-s8", "awareness-others-s8",
    }  # fmt: skip


def test_hedged_figures_that_agree_are_not_contradicted(register):
    agreeing = ["civil-penalties-s6-overview", "operations-s6-overview", "opt-briefed-s8", "funding-next-s2"]
    agreeing += ["nrm-2021", "nrm-2020", "nrm-growth", "oic-training-events"]
    assert not register.loc[agreeing, "verdicts"].str.contains("contradicted").any()


def test_a_placeholder_is_a_reason(register):
    assert verdicts(register, "civil-penalty-referrals-count") == ["not checkable"]
    assert "left blank" in register.loc["civil-penalty-referrals-count", "reason"]


def test_what_the_report_states_is_no_evidence_for_itself(register):
    for name in ("funding-2021-22", "funding-2022-23", "funding-next-s2"):
        assert verdicts(register, name) == ["not checkable"]
        assert "the report's own" in register.loc[name, "reason"]
    assert verdicts(register, "conclusive-grounds-median") == ["not checkable"]
    assert "18.7 months" in register.loc["conclusive-grounds-median", "reason"]
    assert "4,114 investigations" in register.loc["live-investigations", "reason"]


def test_verdicts_are_counted(register):
    counted = claims.counts(register.reset_index())
    assert list(counted.index) == list(VERDICTS)
    assert counted.sum() == register["verdicts"].str.count(",").sum() + len(register)


def test_the_sources_travel_with_the_register(register):
    titles = {release.title for release in register.attrs["provenance"].releases}
    assert "Annual Report 2021-22" in titles
    assert any("detailed dataset" in title for title in titles)


def test_a_report_that_is_not_held_is_refused():
    with pytest.raises(UnknownName, match=r"2019-20 are not held.*2021-22"):
        claims.register("2019-20")


def test_no_note_tells_what_another_section_says():
    with FILE.open(encoding="utf-8", newline="") as file:
        assert not [row["id"] for row in csv.DictReader(file) if "section" in row["note"]]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder 'shared' is absent")
def test_the_claims_are_those_of_the_list_that_they_were_taken_from():
    with (SHARED / "report" / "claims.csv").open(encoding="utf-8", newline="") as file:
        source = {row["id"]: row for row in csv.DictReader(file)}
    with FILE.open(encoding="utf-8", newline="") as file:
        ours = {row["id"]: row for row in csv.DictReader(file)}
    assert list(source) == list(ours)
    for column in ("section", "topic", "statement", "value", "unit", "geography"):
        assert {name: row[column] for name, row in source.items()} == {name: row[column] for name, row in ours.items()}


def test_what_is_printed_in_a_claim_stands_with_every_section_that_prints_it():
    printed = claims.printed("2021-22", ["child-investigations-growth", "charges-s5", "charges-s7", "small-boats-2021"])
    assert printed["live investigations that involve children"] == "a rise of 76% (section 4)"
    assert printed["decisions to charge"].split("; ") == [
        "a rise of 97% (sections 3 and 5)",
        "a rise of 70% from 2020-21 Q1 to 2021-22 Q4 (section 7)",
    ]
    assert printed["people arriving by small boat"] == "28,526 people in 2021 (section 3)"


def test_another_year_prints_the_same_measures_or_nothing():
    assert claims.printed("2016-17", ["charges-s5"]) == {}
    assert claims.source_of("2016-17").releases == ()
    with pytest.raises(UnknownName, match="charges-s5"):
        claims.printed("2021-22", ["charges-s6"])
    (release,) = claims.source_of("2021-22").releases
    assert release.title == "Annual Report 2021-22"
