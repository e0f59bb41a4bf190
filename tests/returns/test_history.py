import datetime as dt

import numpy as np
import pytest

from analysis import areas, catalogue
from analysis.errors import NotCovered
from analysis.returns import adding, checking, coverage, history
from analysis.returns.cells.fields import Asked
from tests.readers.books import write_csv

HEADINGS = ["month", "force", "children", "uses_innerste"]


def children(path, figures, forces=("Kent",), first="2021-01", today=dt.date(2022, 2, 10)):
    months = np.datetime64(first, "M") + np.arange(len(figures))
    rows = [[str(month), force, count, 1] for month, count in zip(months, figures, strict=True) for force in forces]
    return checking.check(write_csv(path, [HEADINGS, *rows]), Asked(today))


def test_chance_alone_is_seldom_called_sudden():
    rng = np.random.default_rng(7)
    for mean in (1, 8, 60):
        draws = rng.poisson(mean, (1500, 13))
        called = sum(history.sudden(row[12], row[:12].tolist()) is not None for row in draws)
        assert called / len(draws) < 0.006, "the nominal share is two in a thousand"


def test_a_real_jump_is_called_sudden_and_a_restless_series_widens_what_is_expected():
    assert history.sudden(60, [20] * 12) is not None
    assert history.sudden(0, [20] * 12) is not None
    assert history.sudden(60, [5, 60, 2, 44, 9, 70, 1, 30, 52, 3, 66, 12]) is None
    assert history.sudden(0, [0] * 12) is None


def test_what_is_remarkable_beside_the_returns_held_is_said_and_refuses_nothing(project, tmp_path):
    adding.add([children(tmp_path / "a.csv", [20] * 12, ("Kent", "Essex", "Surrey"))], dt.date(2022, 1, 20))
    new = children(tmp_path / "b.csv", [25, 90], ("Kent", "Essex"), first="2021-12")
    assert not new.faults
    said = history.warnings(new, dt.date(2022, 2, 10))
    assert any(
        text.startswith("Sudden: Kent, January 2022: children is 90; the mean of the 12 before is 20") for text in said
    )
    assert "Replaced: Kent, December 2021, held since 2022-01-20: children from 20 to 25 (+5)." in said
    assert "Missing: Surrey used to return and is not in this return." in said
    assert any(text.startswith("Late: December 2021 came 41 days after its end") for text in said)
    assert not any("December 2021: children is" in text for text in said)


def test_noughts_throughout_are_remarked_on(tmp_path, project):
    said = history.warnings(children(tmp_path / "a.csv", [0, 0]), dt.date(2021, 3, 2))
    assert "All zeros: Kent counts nothing in any month of the return." in said


def test_coverage_says_who_returned_what_and_how_late(project, tmp_path):
    with pytest.raises(NotCovered, match="no return is held"):
        coverage.coverage_table("safeguarding", "2021-22")
    adding.add([children(tmp_path / "a.csv", [3, 4], first="2021-11")], dt.date(2022, 1, 15))
    adding.add([children(tmp_path / "b.csv", [5], first="2021-12")], dt.date(2022, 2, 1))
    table = coverage.coverage_table("safeguarding", "2021-22")
    assert len(table) == 12 * len(areas.forces())
    assert table["returned"].sum() == 2
    kent = table[(table["reporter"] == "Kent") & table["returned"]].set_index("period")
    assert kent["days_late"].tolist() == [46, 0]
    assert kent["returns"].tolist() == [1, 2]
    assert kent.loc["2021-12", "last_received"].date() == dt.date(2022, 2, 1)
    assert table.attrs["provenance"].kinds == {"return"}
    assert table.loc[~table["returned"], "days_late"].isna().all()


def test_a_return_of_which_nothing_is_held_can_be_described_and_checked(project):
    assert "no return has been sent." in repr(catalogue.describe("safeguarding"))
    assert catalogue.check("safeguarding") is None
