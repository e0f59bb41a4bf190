"""Files that are known and not used: told by their headings, and never read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis.errors import BadData
from analysis.readers import FAMILIES, read
from analysis.readers.known import KNOWN_FILES
from tests.readers.books import write_csv, write_xlsx


def test_their_names_are_those_of_no_family() -> None:
    names = [known.name for known in KNOWN_FILES] + [family.name for family in FAMILIES]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("year", ["20", "23", "25"])
def test_a_lookup_of_any_year(tmp_path: Path, year: str) -> None:
    header = [f"{kind}{year}{what}" for kind in ("LAD", "CSP", "PFA") for what in ("CD", "NM")]
    rows = [header, ["E06000060", "Buckinghamshire", "E22000303", "Aylesbury Vale", "E23000029", "Thames Valley"]]
    release = read(write_csv(tmp_path / "a.csv", rows, encoding="utf-8-sig"))
    assert (release.family, release.tables, release.rows) == ("district_lookup", {}, 0)
    assert [(aside.rows, aside.why) for aside in release.set_aside] == [(2, "no dataset is made from it")]


@pytest.mark.parametrize("above", [3, 5])
def test_headings_anywhere_at_the_top_of_any_sheet(tmp_path: Path, above: int) -> None:
    penalties = [["CP_02: penalties"], *[[]] * above, ["Quarter", "Number of Penalties Issued1"], ["2023 Q1", 346]]
    sheets = {"Contents": [["Publication Date: 23 November 2023"]], "CP_02": penalties}
    release = read(write_xlsx(tmp_path / "a.xlsx", sheets))
    assert release.family == "immigration_enforcement"
    assert str(release.published) == "2023-11-23"
    assert [aside.where.sheet for aside in release.set_aside] == ["Contents", "CP_02"]


@pytest.mark.parametrize("kind", ["FeatureCollection", "Topology"])
def test_boundaries_in_either_form(tmp_path: Path, kind: str) -> None:
    shape = {"properties": {"PFA23CD": "E23000036", "PFA23NM": "Avon and Somerset"}}
    shapes = {"features": [shape | {"geometry": {}}]} if kind == "FeatureCollection" else {"geometries": [shape]}
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"type": kind, **shapes}))
    assert read(path).family == "police_force_boundaries"


@pytest.mark.parametrize("content", ['{"type": "FeatureCollection", "features": []}', "[1, 2", '{"PFA23CD": 1}'])
def test_other_json_is_of_no_known_family(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(content)
    with pytest.raises(BadData, match=r"of no known family"):
        read(path)
