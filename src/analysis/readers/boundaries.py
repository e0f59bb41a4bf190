"""Police force area boundaries: GeoJSON, and TopoJSON decoded to the same, in longitude and latitude.

TopoJSON's arcs are decoded as section 2.1.4 of https://github.com/topojson/topojson-specification says: each point is
the sum of the steps up to it, scaled and moved; a negative index is the arc of its complement, reversed.
"""

from __future__ import annotations

import json
import re
from itertools import accumulate
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import BadData, Where
from analysis.readers.family import Family
from analysis.readers.release import Notes, ReadRelease, count

BOUNDARIES = Family("police_force_boundaries", "Police force area boundaries", "Office for National Statistics", ())

_PROPERTIES = {
    "code": re.compile(r"PFA(\d\d)?CD"),
    "name": re.compile(r"PFA(\d\d)?NM"),
    "full_name": re.compile(r"PFA(\d\d)?FNM"),
}
_LONGITUDE_LATITUDE = ("4326", "CRS84")
# West, south, east and north of the United Kingdom, in degrees.
_MAP = (-10.0, 49.0, 3.0, 62.0)


def looks_like_json(content: bytes) -> bool:
    """Return whether a file is JSON, by its first sign."""
    return content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def read_boundaries(path: Path, content: bytes) -> ReadRelease:
    """Read boundaries of police force areas.

    Parameters
    ----------
    path : Path
        The file, for messages.
    content : bytes
        GeoJSON or TopoJSON.

    Returns
    -------
    ReadRelease
        One table, `boundaries`: code, name, full_name (blank where the file has none), geometry (GeoJSON, as a dict).
        Its index, `row`, counts the features from 1.

    Raises
    ------
    BadData
        Where the file is no such file, is damaged, has an area twice, an open ring or a place off the map.
    """
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BadData(f"the file is damaged: {error}", where=Where(path), expected="GeoJSON or TopoJSON") from None
    kind = document.get("type") if isinstance(document, dict) else None
    if kind not in ("FeatureCollection", "Topology"):
        raise BadData(
            f"the file is JSON of type '{kind}'", where=Where(path), expected="a FeatureCollection or Topology"
        )
    collapsed = 0
    try:
        features = _topojson_features(document) if kind == "Topology" else _geojson_features(path, document)
        for feature in features:
            collapsed += _drop_collapsed_rings(feature["geometry"])
        lines = [_line(Where(path, None, row), feature) for row, feature in enumerate(features, start=1)]
    except (KeyError, TypeError, IndexError, ValueError, AttributeError, RecursionError) as error:
        what = f"the file is not laid out as {kind} ({type(error).__name__}: {error})"
        raise BadData(what, where=Where(path)) from None
    return _release(path, lines, features, collapsed)


def _release(path: Path, lines: list[dict[str, Any]], features: list[dict[str, Any]], collapsed: int) -> ReadRelease:
    if not lines:
        raise BadData("the file has no features", where=Where(path), expected="one for each police force area")
    data = pd.DataFrame(lines, index=pd.RangeIndex(1, len(lines) + 1, name="row"))
    data = data.astype({"code": "str", "name": "str", "full_name": "str"})
    repeated = data["code"].duplicated()
    if repeated.any():
        row = int(data.index[repeated][0])
        raise BadData(
            f"the area '{data['code'][row]}' is there twice", where=Where(path, None, row), expected="it once"
        )
    notes = Notes(path)
    patterns = _PROPERTIES.values()
    others = dict.fromkeys(
        name for feature in features for name in feature["properties"] if not any(p.fullmatch(name) for p in patterns)
    )
    if others:
        notes.put_aside(Where(path), f"properties {', '.join(others)}", "they do not describe the boundary")
    if collapsed:
        why = "islets that simplification has collapsed to a line or a point"
        notes.put_aside(Where(path), count(collapsed, "ring") + " of fewer than four points", why)
    title = BOUNDARIES.title
    return ReadRelease(
        BOUNDARIES.name, path, title, None, {"boundaries": data}, tuple(notes.set_aside), notes.all_marks(), len(data)
    )


def _drop_collapsed_rings(geometry: dict[str, Any]) -> int:
    """Take rings without an area out of a shape and return how many there were."""
    several = geometry["type"] == "MultiPolygon"
    polygons = geometry["coordinates"] if several else [geometry["coordinates"]]
    kept = [[ring for ring in polygon if len(ring) >= 4] for polygon in polygons if polygon and len(polygon[0]) >= 4]
    if not kept:
        raise ValueError("a boundary without an area")
    geometry["coordinates"] = kept if several else kept[0]
    return sum(map(len, polygons)) - sum(map(len, kept))


def _line(where: Where, feature: dict[str, Any]) -> dict[str, Any]:
    found = {
        name: [str(value) for key, value in feature["properties"].items() if pattern.fullmatch(key)]
        for name, pattern in _PROPERTIES.items()
    }
    if len(found["code"]) != 1 or len(found["name"]) != 1:
        given = ", ".join(feature["properties"])
        raise BadData(f"the feature has the properties {given}", where=where, expected="one PFA..CD and one PFA..NM")
    geometry = feature["geometry"]
    _check(where, geometry)
    full_name = found["full_name"][0] if found["full_name"] else ""
    return {"code": found["code"][0], "name": found["name"][0], "full_name": full_name, "geometry": geometry}


def _check(where: Where, geometry: dict[str, Any]) -> None:
    if geometry["type"] not in ("Polygon", "MultiPolygon"):
        raise BadData(f"the boundary is a {geometry['type']}", where=where, expected="a Polygon or MultiPolygon")
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    west, south, east, north = _MAP
    for ring in (ring for polygon in polygons for ring in polygon):
        if list(ring[0]) != list(ring[-1]):
            raise BadData(
                "a ring of the boundary is not closed", where=where, expected="its last point to be its first"
            )
        for point in ring:
            if not (west <= point[0] <= east and south <= point[1] <= north):
                place = f"{point[0]}, {point[1]}"
                raise BadData(
                    f"the point {place} is off the map", where=where, expected="degrees of longitude and latitude"
                )


def _geojson_features(path: Path, document: dict[str, Any]) -> list[dict[str, Any]]:
    system = document.get("crs", {}).get("properties", {}).get("name", "CRS84")
    if not system.endswith(_LONGITUDE_LATITUDE):
        raise BadData(
            f"the coordinates are in {system}", where=Where(path), expected="longitude and latitude (EPSG:4326)"
        )
    return list(document["features"])


def _topojson_features(document: dict[str, Any]) -> list[dict[str, Any]]:
    transform = document.get("transform", {"scale": [1, 1], "translate": [0, 0]})
    steps = "transform" in document
    arcs = [_decoded(arc, transform["scale"], transform["translate"], steps) for arc in document["arcs"]]
    features: list[dict[str, Any]] = []
    for collection in document["objects"].values():
        for geometry in collection["geometries"]:
            several = geometry["type"] == "MultiPolygon"
            polygons = geometry["arcs"] if several else [geometry["arcs"]]
            coordinates = [[_ring(indices, arcs) for indices in polygon] for polygon in polygons]
            shape = {"type": geometry["type"], "coordinates": coordinates if several else coordinates[0]}
            features.append({"properties": geometry["properties"], "geometry": shape})
    return features


def _decoded(arc: list[list[float]], scale: list[float], move: list[float], steps: bool) -> list[list[float]]:
    across, up = ([point[axis] for point in arc] for axis in (0, 1))
    if steps:
        across, up = list(accumulate(across)), list(accumulate(up))
    return [[x * scale[0] + move[0], y * scale[1] + move[1]] for x, y in zip(across, up, strict=True)]


def _ring(indices: list[int], arcs: list[list[list[float]]]) -> list[list[float]]:
    points: list[list[float]] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc if not points else arc[1:])
    return points
