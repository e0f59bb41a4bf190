"""The register in brief: a row a measure, evidence of a few words, what would settle most."""

import csv
import io

import pytest

from analysis import claims


@pytest.fixture(scope="module")
def register():
    return claims.register("2021-22")


@pytest.fixture(scope="module")
def brief(register):
    return claims.by_measure(register, "Measures")


def test_every_claim_is_in_the_row_of_its_measure(register, brief):
    assert len(brief.rows) == register["measure"].nunique()
    assert sorted(each for row in brief.rows for each in row.anchors) == sorted(register["id"])
    charges = next(row for row in brief.rows if row.measure == "Decisions to charge")
    assert charges.sections == ("2", "3", "4", "5", "7")
    assert charges.verdict == "contradicted"


def test_evidence_takes_under_20_words(brief):
    assert all(0 < len(row.evidence.removesuffix(" …").split()) < 20 for row in brief.rows)


def test_what_is_to_be_corrected_comes_first(brief):
    verdicts = [row.verdict for row in brief.rows]
    assert verdicts[0] == "differs"
    assert verdicts.index("needs a return") > max(verdicts.index(each) for each in claims.TO_CORRECT)


def test_the_download_has_every_statement_and_no_formula(register, brief):
    rows = list(csv.DictReader(io.StringIO(brief.csv)))
    assert len(rows) == len(register)
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_three_logs_would_settle_most(register):
    assert claims.settling(register).to_dict() == {
        "Training and awareness sessions": 31,
        "Inland clandestine events": 11,
        "Multi-agency operations": 9,
    }
