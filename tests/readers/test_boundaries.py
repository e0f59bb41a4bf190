"""Boundaries of police force areas."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analysis.errors import BadData
from analysis.readers import read

SQUARE = [[0.0, 51.0], [1.0, 51.0], [1.0, 52.0], [0.0, 52.0], [0.0, 51.0]]


def feature(code: str = "E23000036", **changed: Any) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": [SQUARE]} | changed
    return {
        "type": "Feature",
        "properties": {"PFA23CD": code, "PFA23NM": "Avon and Somerset", "FID": 1},
        "geometry": geometry,
    }


def collection(*features: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features or (feature(),)), **more}


TOPOLOGY = {
    "type": "Topology",
    "transform": {"scale": [0.5, 0.5], "translate": [0.0, 51.0]},
    "arcs": [[[0, 0], [2, 0], [0, 2]], [[0, 0], [0, 2], [2, 0]], [[1, 1], [0, 0]]],
    "objects": {
        "areas": {
            "type": "GeometryCollection",
            "geometries": [
                {
                    "type": "MultiPolygon",
                    "arcs": [[[0, -2]], [[2]]],
                    "properties": {"PFACD": "E1", "PFANM": "A", "PFAFNM": "A Police"},
                }
            ],
        }
    },
}


def write(path: Path, document: Any) -> Path:
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_geojson(tmp_path: Path) -> None:
    release = read(write(tmp_path / "a.csv", collection()))
    (line,) = release.tables["boundaries"].to_dict("records")
    assert line == {
        "code": "E23000036",
        "name": "Avon and Somerset",
        "full_name": "",
        "geometry": feature()["geometry"],
    }
    assert any("FID" in aside.what for aside in release.set_aside)


def test_topojson_is_decoded_and_collapsed_rings_are_set_aside(tmp_path: Path) -> None:
    release = read(write(tmp_path / "a.json", TOPOLOGY))
    (line,) = release.tables["boundaries"].to_dict("records")
    assert line["geometry"] == {"type": "MultiPolygon", "coordinates": [[SQUARE]]}
    assert line["full_name"] == "A Police"
    assert any(aside.what == "1 ring of fewer than four points" for aside in release.set_aside)


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"type": "Feature"}, "JSON of type 'Feature'"),
        ([1, 2], "JSON of type 'None'"),
        (collection(feature(), feature()), "row 2: the area 'E23000036' is there twice"),
        (collection(feature(coordinates=[SQUARE[:-1]])), "row 1: a ring .* is not closed"),
        (collection(feature(coordinates=[[[517515.0, 178392.0]] * 4])), "off the map"),
        (collection(feature(coordinates=[])), "boundary without an area"),
        (collection(feature(type="Point")), "row 1: the boundary is a Point|not laid out"),
        (collection(feature(coordinates=[[["a", "b"]] * 4])), "not laid out"),
        (
            collection({"properties": {"LAD23CD": "E1"}, "geometry": feature()["geometry"]}),
            "row 1: .*the properties LAD23CD",
        ),
        (collection({"properties": None, "geometry": None}), "not laid out"),
        (collection(crs={"properties": {"name": "EPSG:27700"}}), "coordinates are in EPSG:27700"),
        ({"type": "FeatureCollection", "features": []}, "no features"),
        ({"type": "FeatureCollection"}, "not laid out"),
        (TOPOLOGY | {"arcs": []}, "not laid out"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, document: Any, said: str) -> None:
    with pytest.raises(BadData, match=said):
        read(write(tmp_path / "a.geojson", document))


@pytest.mark.parametrize("end", [1, 20, 150])
def test_a_file_cut_short(tmp_path: Path, end: int) -> None:
    path = write(tmp_path / "a.geojson", collection())
    path.write_bytes(path.read_bytes()[:end])
    with pytest.raises(BadData, match=r"damaged"):
        read(path)
