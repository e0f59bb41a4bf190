"""What a page keeps of its making: the data it was made from, and its marking."""

import nbformat
import pytest
from nbformat.v4 import new_notebook

from analysis import manifest
from tests.projects import project_in


@pytest.fixture
def project(tmp_path):
    with project_in(tmp_path) as folder:
        yield folder


@pytest.mark.parametrize(
    "place",
    [
        "published/nrm_referrals.csv",
        "reference/forces.csv",
        "returns/kent/sent.csv",
        "narrative/2021-22/x.md",
        "../report.toml",
    ],
)
def test_changed_data_have_another_fingerprint(project, place):
    before = manifest.fingerprint()
    path = project / "data" / place
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write("\n")
    assert manifest.fingerprint() != before


@pytest.mark.parametrize("place", ["returns/README.md", "returns/.cache/made", "published/.hidden"])
def test_what_is_no_data_changes_nothing(project, place):
    before = manifest.fingerprint()
    path = project / "data" / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("text", encoding="utf-8")
    assert manifest.fingerprint() == before


def test_a_page_of_an_earlier_edition_says_what_supersedes_it(project):
    made = new_notebook(metadata={"papermill": {"parameters": {"period": "2021-22"}}})
    manifest.describe(made, marking="OFFICIAL", data="")
    assert manifest.superseded(made) == ""
    made.metadata["msoic"]["edition"] = 1
    assert "of edition 1, which has been superseded by edition 2" in manifest.superseded(made)


def test_a_marking_is_kept_and_too_high_rather_than_lost(project):
    page = project / "page.ipynb"
    made = new_notebook()
    manifest.describe(made, marking="OFFICIAL-SENSITIVE", data="")
    nbformat.write(made, page)
    assert manifest.marking_in(page) == "OFFICIAL-SENSITIVE"
    nbformat.write(new_notebook(), page)
    assert manifest.marking_in(page) == "OFFICIAL"
    page.write_text("damaged", encoding="utf-8")
    assert manifest.marking_in(page) == "OFFICIAL-SENSITIVE"
