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


def point(found, of):
    (said,) = found.loc[found["point"].str.startswith(f"{of}: "), "point"]
    return said.removeprefix(f"{of}: the report ")


def test_each_point_stands_once_with_all_claims_that_it_is_made_of(found):
    assert found["point"].is_unique
    said = point(found, "Forces covered by the Operational Policing Team, start")
    assert said == "gives 7 forces (section 8) and 8 forces (sections 2 and 3)."
    said = point(found, "Professionals at regional Operation Innerste training")
    assert "gives 449 people for professionals" in said
    assert "and 488 people for people trained, Operation Innerste (section 8). The report does not say" in said


def test_a_whole_stands_with_what_its_parts_make(found):
    said = point(found, "People at organised immigration crime awareness sessions")
    assert said == "gives 392 people (section 6); section 8 gives 374 police and 19 others, 393 in all."


def test_figures_that_differ_come_first_with_what_the_data_give_and_the_unclear_last(found):
    assert list(found["verdict"].drop_duplicates()) == list(claims.TO_CORRECT)
    assert point(found, "NRM referrals") == "gives 13,114 people (section 4); the data give 12,727 people (2021)."
    assert not found["point"].str.contains("10,613").any(), "right when it was printed"


def test_rises_of_a_year_are_named_as_such(found):
    assert point(found, "Convictions").startswith("gives the year's rise as 53% (section 4) and as 78% (section 3)")


def test_what_was_left_blank_is_to_be_corrected(found):
    assert point(found, "Civil penalty referrals, before and after") == "printed a placeholder (section 6)."


def test_its_sources_are_the_report_and_those_that_a_figure_of_it_came_from(found, register):
    publishers = {release.publisher for release in found.attrs["provenance"].releases}
    assert "Home Office" in publishers
    assert len(found.attrs["provenance"].releases) < len(register.attrs["provenance"].releases)


def test_a_report_that_is_right_has_nothing_to_correct():
    sound = {"id": "nrm-2021", "measure": "NRM referrals", "verdict": "reproduced", "claimed": "13,114 people"}
    assert claims.corrections(registered(sound), "2021-22").empty
