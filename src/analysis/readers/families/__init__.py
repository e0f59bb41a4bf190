"""The families of official files that are read: one TOML file for each, with the functions that it names beside it.

A file says what `Family`, and for each of its ``tables`` what `Layout`, `Column` and `Spread` say. The ``marks`` may
stand instead of a number in the columns that have ``marks = true``. ``tidy`` names a function of a module here and what
it is called with; ``over`` and ``under`` are the labels of wide tables, each of one above each of the other.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from analysis.readers.layout import Column, Family, Layout, Spread

_TOTAL = "Total"


def _family(path: Path) -> Family:
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    marks = said.get("marks", {})
    return Family(
        path.stem,
        said["title"],
        said["publisher"],
        tuple(_layout(table, marks) for table in said["tables"]),
        _function(said["check"]) if "check" in said else None,
        re.compile(said["left"]) if "left" in said else None,
    )


def _layout(said: Mapping[str, Any], marks: Mapping[str, str]) -> Layout:
    about: dict[str, Any] = {name: _tupled(value) for name, value in said.items()}
    about |= {name: re.compile(said[name]) for name in ("sheet", "title") if name in said}
    about["columns"] = tuple(_column(column, marks) for column in said["columns"])
    if "spread" in said:
        about["spread"] = _spread(said["spread"], marks)
    if "tidy" in said:
        called = {name: _tupled(value) for name, value in said["tidy"].items()}
        about["tidy"] = partial(_function(called.pop("by")), **called)
    return Layout(**about)


def _column(said: dict[str, Any], marks: Mapping[str, str]) -> Column:
    headings, is_marked = tuple(said.pop("headings", ())), said.pop("marks", False)
    return Column(headings=headings, missing=marks if is_marked else {}, **said)


def _spread(said: dict[str, Any], marks: Mapping[str, str]) -> Spread:
    headings = None
    if "over" in said:
        pairs = [(over, under) for over in said["over"] for under in (*said["under"], _TOTAL)]
        headings = {f"{over} - {under}": (over, under) for over, under in pairs} | {_TOTAL: (_TOTAL, _TOTAL)}
    return Spread(tuple(said["into"]), _column(said["value"], marks), headings)


def _function(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(".")
    found: Callable[..., Any] = getattr(import_module(f"{__name__}.{module}"), function)
    return found


def _tupled(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


FAMILIES = tuple(_family(path) for path in sorted(Path(__file__).parent.glob("*.toml")))
