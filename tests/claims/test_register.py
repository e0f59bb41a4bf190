"""The register of the report of 2021-22: what must be found of it, by the rules and from the data alone."""

import csv
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from analysis import claims, datasets, roots
from analysis.claims import form, needs, readings
from analysis.claims.verdicts import VERDICTS
from analysis.errors import NotCovered, UnknownName
from tests.projects import project_in
from tests.shared_data import SHARED

FILE = roots.published() / "annual_report_2021_22_claims.csv"
GOLDEN = Path(__file__).with_name("verdicts.csv")
CHARGES = {
    "charged-referrals",
    "charges-quarterly-mean-s3",
    "charging-decisions-year",
    "charges-s5",
}


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    with project_in(tmp_path_factory.mktemp("project")):
        return claims.register("2021-22").set_index("id")


def verdict(register, name):
    return register.loc[name, "verdict"]


def test_the_verdicts_are_those_that_were_read_through(register):
    """Each claim of 2021-22 was judged by hand against the text of the report; a change here is to be read there."""
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        expected = {row["id"]: row["verdict"] for row in csv.DictReader(file)}
    assert len(expected) == 128
    given = register["verdict"].to_dict()
    differences = [
        f"{name}: {expected.get(name)} was expected, {given.get(name)} came out"
        for name in {**expected, **given}
        if expected.get(name) != given.get(name)
    ]
    assert not differences, "\n".join(differences)
    assert set(expected.values()) == set(VERDICTS)


def test_every_claim_has_a_word_on_its_verdict_unless_it_is_reproduced(register):
    assert (register.loc[register["verdict"] != "reproduced", "reason"] != "").all()
    assert (register["claimed"] != "").all()
    to_correct = register["verdict"].isin(claims.TO_CORRECT)
    assert ((register["point"] != "") == to_correct).all()


def test_claims_are_judged_once_for_each_state_of_the_data(register, tmp_path, monkeypatch):
    with project_in(tmp_path) as project:
        first = claims.register("2021-22")
        monkeypatch.setattr(sys.modules["analysis.claims.register"], "judge", None)
        again = claims.register("2021-22")
        some = claims.rows("2021-22", ["convictions-year", "convictions-highlight"])
        (project / "data" / "reference" / "new.csv").write_text("a,b\n1,2\n")
        with pytest.raises(TypeError):
            claims.register("2021-22")
    assert again.equals(first)
    assert again.attrs == first.attrs
    assert again.attrs["provenance"].releases
    assert again.set_index("id").equals(register)
    assert list(some["id"]) == ["convictions-year", "convictions-highlight"]


def test_every_claim_has_a_computation_or_says_what_would_settle_it():
    stated = form.read(FILE)
    assert len(stated) == 128
    for claim in stated:
        for reading in readings.readings(claim):
            measure = reading.claim.measure
            assert needs.is_known(measure), measure
            if not needs.computations(measure):
                need = needs.needs()[measure]
                assert need.reason or need.file, measure
                assert need.data or need.file, measure


def test_the_table_of_needs_names_each_measure_once_and_none_that_nobody_claims():
    text = (files("analysis.claims") / "needs.csv").read_text(encoding="utf-8")
    named = [row["measure"] for row in csv.DictReader(text.splitlines())]
    claimed = {claim.measure for claim in form.read(FILE)}
    assert len(set(named)) == len(named)
    assert {name for name in named if not needs.computations(name)} <= claimed


def test_what_is_not_settled_says_what_would_settle_it(register):
    by_verdict = dict(list(register.groupby("verdict")))
    assert by_verdict["no source"]["reason"].str.contains("What would show it: ").all()
    assert by_verdict["needs a return"]["reason"].str.contains("Needs the return '").all()
    returned = {dataset.title for dataset in datasets.DATASETS.values() if dataset.form}
    assert set(by_verdict["needs a return"]["needs"]) <= returned
    assert by_verdict["not loaded"]["reason"].str.contains(r"Not loaded: .* It is at https://", regex=True).all()
    assert (by_verdict["not loaded"]["needs"] != "").all()


def test_a_file_that_is_not_loaded_is_named_with_its_place_and_the_command_that_loads_it(register):
    for name, dataset in {
        "crimes-since-act": "recorded_crime",
        "nrm-police-share": "nrm_first_responders",
        "nrm-police-stable": "nrm_first_responders",
    }.items():
        reason = register.loc[name, "reason"]
        assert "Home Office" in register.loc[name, "needs"]
        assert "https://www.gov.uk/" in reason
        assert f"put it in data/downloads, or run `msoic data fetch {dataset}`" in reason
    for name, site in (("conclusive-grounds-median", "www.gov.uk"), ("cps-referrals-doubled", "www.cps.gov.uk")):
        assert f"It is at https://{site}/" in register.loc[name, "reason"]
        assert "data/downloads" not in register.loc[name, "reason"], "no reader knows that file"


def test_referrals_differ_from_what_was_published(register):
    for name, figures in {
        "nrm-2021": ("12,727", "387 people more", "3.0%", "12,700"),
        "nrm-growth": ("+20.1%", "3.9 percentage points more", "+20.0%"),
    }.items():
        assert verdict(register, name) == "differs"
        told = register.loc[name, "computed"] + register.loc[name, "reason"]
        assert all(figure in told for figure in figures), told
        assert "end of year summary 2021, released 3 March 2022" in register.loc[name, "source"]


def test_a_figure_that_was_revised_is_shown_as_first_released_and_as_it_is_now(register):
    row = register.loc["nrm-2020"]
    assert row["computed"] == "10,613 people (2020), released 31 March 2021"
    assert "revised the figure since. The newest release gives 10,582 people (2020)." in row["reason"]


@pytest.mark.parametrize(("name", "figure"), [("small-boats-2021", "28,526"), ("small-boats-2020", "8,466")])
def test_small_boats_are_reproduced(register, name, figure):
    assert figure in register.loc[name, "computed"]
    assert "weekly series, which is provisional" in register.loc[name, "reason"]


def test_the_share_overseas_says_first_what_it_is_a_share_of(register):
    computed = register.loc["overseas-share", "computed"]
    assert computed.startswith("32.6% (2021-22; overseas only: 4,409 of 13,538; ")


def test_recorded_crime_was_not_stable(register):
    row = register.loc["recorded-crime-stable"]
    assert row["computed"].endswith("5,144 in 2018-19, at least 7,779 in 2019-20")
    assert "rose by 482%" in row["reason"]
    assert "3 of its 7 years lack a whole figure" in row["reason"]
    reason = register.loc["crimes-since-act", "reason"]
    held = [884, 2255, 3393, 5144, 7779]
    assert f"Offences in the years that have figures: {sum(held):,} crimes" in reason
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
def test_charges_are_contradicted_and_police_outcomes_are_only_shown_with_them(register, name):
    assert register.loc[name, "computed"] == ""
    reason = register.loc[name, "reason"]
    (given,) = {"70%", "97%"} - {register.loc[name, "claimed"].removeprefix("a rise of ")}
    assert f"a rise of {given}" in reason
    assert "50%" not in reason, "both are over 50%"
    assert "are compared as one measure, since the report uses them for one another" in reason
    assert "Offences charged, another measure, fell 13% (236 to 205)." in reason


def test_the_finding_on_charges_is_computed(register):
    points = {register.loc[name, "point"] for name in CHARGES}
    assert points == {
        "Decisions to charge: the report gives the year's rise as 70% (sections 3 and 4) and as 97% (sections 3 and "
        "5); offences charged, another measure, fell 13% (236 to 205)."
    }


def test_what_is_contradicted_is_just_this(register):
    found = set(register.index[register["verdict"] == "contradicted"])
    assert found == CHARGES | {
        "convictions-highlight", "convictions-year",
        "opt-growth-s2", "opt-growth-s3", "opt-growth-s8",
        "awareness-sessions-s6", "awareness-sessions-s8", "awareness-officers-s6",
    }  # fmt: skip


def test_figures_of_the_highlights_that_are_those_of_another_period_are_named(register):
    for name in ("charged-referrals", "convictions-highlight"):
        said = "Section 4 gives the same figure from 2020 Q1 or 2020-21 Q1 to 2021 Q4 or 2021-22 Q4."
        assert said in register.loc[name, "reason"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "charging-decisions-quarters",
            ("section 7 gives a rise of 70%, if 2021-22 Q4 is meant", "calendar or financial"),
        ),
        ("charges-s7", ("section 4 gives a rise of 97%, if 2021-22 Q4 is meant", "calendar or financial")),
        ("innerste-professionals", ("section 8 gives 488 people", "does not say whether")),
        ("innerste-trained", ("section 5 gives 449 people", "does not say whether")),
        (
            "oic-officers-trained",
            ("section 6 gives 392 people", "Section 3 gives the same figure for officers briefed"),
        ),
        ("servitude-cases-text", ("the same change for West Yorkshire",)),
        ("servitude-cases-outcome", ("the same change for Yorkshire and the Humber",)),
    ],
)
def test_what_is_unclear_shows_both_readings(register, name, words):
    reason = register.loc[name, "reason"]
    assert reason.startswith("Unclear: ")
    assert all(each in reason for each in words), reason


def test_parts_that_do_not_make_up_their_whole_are_not_blamed_for_it(register):
    for name in ("awareness-police-s8", "awareness-others-s8"):
        assert verdict(register, name) == "needs a return"
    assert "374 police and 19 others, 393 in all" in register.loc["awareness-officers-s6", "reason"]


def test_one_pair_of_figures_for_two_measures_is_flagged(register):
    for name in ("civil-penalty-completion-start", "civil-penalty-completion-end"):
        said = "Sections 3 and 6 give the same figure for share of clandestine event scripts completed in full."
        assert said in register.loc[name, "reason"]


def test_a_placeholder_is_left_blank_and_says_which_return_would_fill_it(register):
    row = register.loc["civil-penalty-referrals-count"]
    assert row["claimed"] == "left blank"
    assert row["needs"] == "Inland clandestine events"


def test_what_the_report_states_is_no_evidence_for_itself(register):
    for name in ("funding-2021-22", "funding-2022-23", "funding-next-s2"):
        assert "the report's own" in register.loc[name, "reason"]
    assert "18.7 months" in register.loc["conclusive-grounds-median", "reason"]
    investigations = register.loc["live-investigations", "reason"]
    assert "as published elsewhere: 4,114 investigations (December 2021)." in investigations
    assert "February 2022" not in investigations.split("as published elsewhere")[1], "one number has one date"


def test_verdicts_are_counted(register):
    counted = claims.counts(register.reset_index())
    assert list(counted.index) == list(VERDICTS)
    assert counted.sum() == len(register)


def test_the_sources_travel_with_the_register(register):
    titles = {release.title for release in register.attrs["provenance"].releases}
    assert "Annual Report 2021-22" in titles
    assert any("detailed dataset" in title for title in titles)


def test_an_invented_country_has_no_claims(monkeypatch):
    monkeypatch.setenv(roots.VARIABLE, "demonstration")
    for judge in (claims.register, lambda: claims.check(FILE)):
        with pytest.raises(NotCovered, match="invented country has no printed report"):
            judge()
    assert claims.stated("2021-22") == {}


def test_a_report_that_is_not_there_is_refused():
    with pytest.raises(UnknownName, match=r"no claims of a report of 2019-20.*2021-22"):
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
