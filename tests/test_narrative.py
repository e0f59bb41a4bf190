"""Passages are read from files, say who speaks, and cite the claims whose figures they state."""

import pytest

from analysis import claims, narrative, paths, roots
from analysis.errors import BadData

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
    for path in sorted((roots.current().folder / "narrative").rglob("*-*.md")):
        ids = narrative.cited(narrative.read(path))
        assert list(claims.rows(path.parent.name, ids)["id"]) == list(ids)


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
