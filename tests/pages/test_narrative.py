"""Passages are read from files, say who speaks, and cite the claims whose figures they state."""

import re

import nbformat
import pandas as pd
import pytest

from analysis import paths, roots
from analysis.errors import BadData
from analysis.pages import narrative

FRONT = "---\nsection: 5\npage: nrm_referrals\nplace: overseas\ntitle: Overseas\n---\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "data" / "narrative" / "2021-22").mkdir(parents=True)
    (tmp_path / "data" / paths.MARKER).write_bytes((paths.root() / "data" / paths.MARKER).read_bytes())
    (tmp_path / "pyproject.toml").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data" / "narrative" / "2021-22"


def test_a_passage_stands_where_its_front_matter_says(folder):
    (folder / "5-overseas.md").write_text(FRONT + "Some text.\n", encoding="utf-8")
    (text,) = narrative.passages("2021-22", "nrm_referrals", "overseas")
    assert text.markdown == "Some text."
    assert text.heading == "Summary of the printed report, section 5. Not checked"
    assert narrative.passages("2021-22", "nrm_referrals") == []
    assert narrative.passages("2020-21", "nrm_referrals", "overseas") == []


def test_what_the_programme_sends_is_its_statement(folder):
    (folder / "a.md").write_text(FRONT.replace("title", "speaker: programme\ntitle") + "Text.", encoding="utf-8")
    assert narrative.passages("2021-22", "nrm_referrals", "overseas")[0].heading == "Statement of the programme"


def test_a_cited_claim_is_shown_with_what_stands(folder):
    (folder / "a.md").write_text(FRONT + "It was {claim:overseas-share}.", encoding="utf-8")
    (text,) = narrative.passages("2021-22", "nrm_referrals", "overseas")
    assert narrative.cited(text) == ("overseas-share",)
    shown = narrative.with_claims(text, {"overseas-share": "about a third (reproduced)"})
    assert shown.markdown == "It was about a third (reproduced)."


def test_every_claim_that_a_passage_cites_is_made():
    cited: dict[str, set[str]] = {}
    for path in sorted((roots.current().folder / "narrative").rglob("*-*.md")):
        cited.setdefault(path.parent.name, set()).update(narrative.cited(narrative.read(path)))
    assert cited
    for year, ids in cited.items():
        assert ids
        file = roots.published() / f"annual_report_{year.replace('-', '_')}_claims.csv"
        assert ids <= set(pd.read_csv(file)["id"])


@pytest.mark.parametrize(
    "content",
    [
        "No front matter.",
        "---\nsection: 5\n---\nText.",
        FRONT.replace("place", "plaice") + "Text.",
        "---\n: [\n---\nText.",
    ],
)
def test_a_file_without_sound_front_matter_is_named(folder, content):
    (folder / "a.md").write_text(content, encoding="utf-8")
    with pytest.raises(BadData, match=r"^a\.md"):
        narrative.passages("2021-22", "nrm_referrals")


def test_every_passage_of_the_project_can_be_read():
    files = sorted((roots.current().folder / "narrative").rglob("*-*.md"))
    assert files
    for path in files:
        assert narrative.read(path).page, path


def test_guidance_in_comments_is_not_shown_and_a_file_of_nothing_else_is_no_passage(folder):
    (folder / "a.md").write_text(FRONT + "<!-- Write\nhere. -->\n", encoding="utf-8")
    assert narrative.passages("2021-22", "nrm_referrals", "overseas") == []
    (folder / "a.md").write_text(FRONT + "<!-- Write here. -->\nText.\n", encoding="utf-8")
    assert narrative.passages("2021-22", "nrm_referrals", "overseas")[0].markdown == "Text."


def test_a_claim_of_a_year_without_a_printed_report_is_refused(folder):
    (folder / "a.md").write_text(FRONT + "It was {claim:overseas-share}.", encoding="utf-8")
    (text,) = narrative.passages("2021-22", "nrm_referrals", "overseas")
    with pytest.raises(BadData, match="the passage 'Overseas' cites the claim 'overseas-share'"):
        narrative.with_claims(text, {})


def slots():
    """Give each place where a page about an objective or the programme shows narrative."""
    for folder in ("objectives", "programme"):
        for path in sorted((paths.notebooks() / folder).glob("*.ipynb")):
            code = "\n".join(cell.source for cell in nbformat.read(path, 4).cells if cell.cell_type == "code")
            for page, place in re.findall(r'page\.narrative\("(\w+)"(?:, "([^"]+)")?\)', code):
                assert page == path.stem
                yield page, place


def test_each_place_of_a_page_has_a_passage_and_guidance_and_no_other_place_does():
    shown = set(slots())
    pages = {page for page, _ in shown}
    assert len(pages) == 13
    told = pd.read_csv(roots.current().folder / "narrative" / "guidance.csv", keep_default_na=False)
    guided = {(row.page, row.place) for row in told.itertuples() if row.page in pages}
    files = (roots.current().folder / "narrative" / "2021-22").glob("*.md")
    written = {(each.page, each.place) for each in map(narrative.read, files) if each.page in pages}
    assert shown == guided == written


def test_a_passage_is_short():
    for path in (roots.current().folder / "narrative").rglob("*-*.md"):
        lines = narrative.read(path).markdown.splitlines()
        assert len(" ".join(line for line in lines if not line.startswith("|")).split()) < 150, path.name
