"""What of a report is to be corrected: from a register that the test writes, and from that of 2021-22."""

import pandas as pd
import pytest

from analysis import claims
from analysis.claims.register import COLUMNS
from analysis.provenance import Provenance
from tests.projects import project_in


def registered(*rows):
    table = pd.DataFrame([{**dict.fromkeys(COLUMNS, ""), **row} for row in rows])
    table.attrs["provenance"] = Provenance(())
    return table


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    with project_in(tmp_path_factory.mktemp("project")):
        return claims.register("2021-22")


@pytest.fixture(scope="module")
def found(register):
    return claims.corrections(register, "2021-22")


def test_a_measure_stands_once_with_all_that_is_printed_of_it(found):
    assert found.index.is_unique
    assert found.loc["people at Operation Innerste training", "printed"] == (
        "449 people (section 5); 488 people (section 8)"
    )
    said = found.loc["forces covered by the Operational Policing Team, start", "printed"]
    assert "8 forces (sections 2 and 3)" in said
    assert "7 forces in June 2021 (section 8)" in said


def test_parts_stand_with_their_whole(found):
    said = found.loc["people at organised immigration crime awareness sessions", "printed"]
    assert said == "392 people (section 6); police: 374 people (section 8); others: 19 people (section 8)"


def test_figures_that_differ_come_first_with_what_the_data_give(found):
    assert found["kind"].iloc[0] == "differs"
    assert "13,114 people in 2021" in found.loc["NRM referrals", "printed"]
    assert "12,727 people" in found.loc["NRM referrals", "found"]
    assert "10,613" not in found.loc["NRM referrals", "printed"], "right when it was printed"
    assert set(found.loc[found["kind"] != "differs", "found"]) == {""}


def test_what_was_left_blank_is_to_be_corrected(found):
    assert found.loc["civil penalty referrals", "kind"] == "left blank"


def test_its_sources_are_the_report_and_those_that_a_figure_of_it_came_from(found, register):
    publishers = {release.publisher for release in found.attrs["provenance"].releases}
    assert "Home Office" in publishers
    assert len(found.attrs["provenance"].releases) < len(register.attrs["provenance"].releases)


def test_a_report_that_stands_up_has_nothing_to_correct():
    sound = {"id": "nrm-2021", "measure": "NRM referrals", "verdicts": "reproduced", "claimed": "13,114 people"}
    assert claims.corrections(registered(sound), "2021-22").empty
