"""The form that the claims of a report are listed in, and its reading."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from analysis import areas
from analysis.claims import rows, wording
from analysis.claims.wording import CHANGE, COMPARED, POINTS, RATIO, RELATIONS, TREND, UNFILLED
from analysis.errors import AnalysisError, BadData, UnknownName, Where, nearest_names
from analysis.measures import spans
from analysis.measures.spans import Span

REQUIRED = (
    "id", "section", "topic", "statement", "relation", "value", "unit", "period", "baseline_period", "geography",
)  # fmt: skip
OPTIONAL = ("measure", "note")
"""A claim without a measure is of what its statement says."""

_FILLED = ("id", "section", "statement", "relation", "unit", "period", "geography")
_COUNTRIES = ("England", "Wales", "Scotland", "Northern Ireland", "Great Britain")
_MOST_SHOWN = 40
_SIGNS = {"%": "percent", "£": "GBP"}


@dataclass(frozen=True)
class Claim:
    """What a report states, as far as it can be put into a number.

    Attributes
    ----------
    id, section, topic, statement : str
    measure : str
        What the figure is of, in the words that all figures of the same thing share; a part of a whole stands behind a
        colon.
    relation : str
        One of `analysis.claims.wording.RELATIONS`.
    value : str
        The number as printed; empty for a trend and for a claim left blank.
    unit, period, baseline_period, geography, note : str
    """

    id: str
    section: str
    topic: str
    statement: str
    measure: str
    relation: str
    value: str
    unit: str
    period: str
    baseline_period: str
    geography: str
    note: str

    @property
    def readings(self) -> list[tuple[Span, Span | None]]:
        """Each reading of the period with that of the baseline; none for ``each year``."""
        periods = spans.read(self.period)
        baselines: Sequence[Span | None] = spans.read(self.baseline_period) if self.baseline_period else (None,)
        if len(baselines) < len(periods):
            baselines = [baselines[0]] * len(periods)
        return list(zip(periods, baselines, strict=False))

    @property
    def is_change(self) -> bool:
        """Whether the claim compares its period with a baseline."""
        return self.unit in COMPARED

    @property
    def area(self) -> areas.Area | None:
        """The area, or None for one that no figures are held of, such as Wales."""
        try:
            return areas.find(self.geography)
        except UnknownName:
            return None


class BadClaims(BadData):
    """A list of claims with mistakes in it, all of which it names.

    Parameters
    ----------
    file : Path
    mistakes : sequence of AnalysisError
        Each with its place.
    """

    def __init__(self, file: Path, mistakes: Sequence[AnalysisError]) -> None:
        self.mistakes = tuple(mistakes)
        number = f"{len(mistakes)} mistakes" if len(mistakes) > 1 else "a mistake"
        lines = [str(mistake) for mistake in mistakes[:_MOST_SHOWN]]
        if len(mistakes) > _MOST_SHOWN:
            lines.append(f"and {len(mistakes) - _MOST_SHOWN} more")
        super().__init__("\n  ".join([f"the list of claims '{file.name}' has {number}:", *lines]))

    def __str__(self) -> str:
        return self.what


def read(
    path: Path, known: Mapping[str, str] | None = None, units: Mapping[str, Collection[str]] | None = None
) -> list[Claim]:
    """Read a list of claims.

    Parameters
    ----------
    path : Path
        A CSV in UTF-8 with the columns `REQUIRED`, and those of `OPTIONAL` where they are wanted; semicolons or tabs
        can stand for the commas.
    known : mapping of str to str, optional
        The measures of statements, for claims that name none.
    units : mapping of str to collection of str, optional
        By measure what it is counted in, where that is known: no other unit is taken.

    Returns
    -------
    list of Claim
        In the order of the file.

    Raises
    ------
    BadData
        Where the file is missing, or not a CSV with these columns.
    BadClaims
        Where rows hold mistakes: all of them at once.
    """
    numbered, mistakes = rows.read(path, REQUIRED, OPTIONAL)
    claims = []
    for number, row in numbered:
        measure = row.get("measure", "") or (known or {}).get(row["statement"], "") or row["statement"]
        found = list(_mistakes(row, Where(path, row=number), (units or {}).get(measure, frozenset())))
        mistakes += found
        if not found:
            claims.append(Claim(**{**{"note": ""}, **row, "measure": measure}))
    mistakes += _repeated(numbered, path)
    if mistakes:
        raise BadClaims(path, sorted(mistakes, key=lambda mistake: getattr(mistake.where, "row", 0) or 0))
    if not claims:
        raise BadData("the file lists no claim", where=Where(path), expected="a row for each claim")
    return claims


def _mistakes(row: Mapping[str, str], where: Where, units: Collection[str]) -> Iterator[AnalysisError]:
    for column in _FILLED:
        if not row[column]:
            yield BadData("nothing stands there", where=_at(where, column), expected=f"the claim's {column}")
    if row["relation"] and row["relation"] not in RELATIONS:
        nearest = wording.nearest_relations(row["relation"])
        what = f"'{row['relation']}' is no relation"
        yield BadData(what, where=_at(where, "relation"), expected=" or ".join(RELATIONS), nearest=nearest)
    else:
        yield from _mistakes_of_value(row, _at(where, "value"))
        yield from _mistakes_of_unit(row, _at(where, "unit"), units)
        yield from _mistakes_of_baseline(row, _at(where, "baseline_period"))
    for column, check in (("period", spans.read), ("baseline_period", spans.read), ("geography", _check_geography)):
        yield from _refused(check, row[column], _at(where, column))


def _mistakes_of_value(row: Mapping[str, str], where: Where) -> Iterator[AnalysisError]:
    if row["relation"] in (TREND, UNFILLED):
        if row["value"]:
            yield BadData(f"'{row['value']}' stands there", where=where, expected=f"nothing: it is {row['relation']}")
        return
    try:
        sound = Decimal(row["value"]).is_finite()
    except InvalidOperation:
        sound = False
    if not sound:
        expected = "a number without commas or signs of its unit, such as 28526 or -50"
        bare = re.sub(r"[\s,£%+]", "", row["value"])
        nearest = [bare] if re.fullmatch(r"-?\d+(\.\d+)?", bare) else []
        yield BadData(f"'{row['value']}' is no number", where=where, expected=expected, nearest=nearest)


def _mistakes_of_unit(row: Mapping[str, str], where: Where, units: Collection[str]) -> Iterator[AnalysisError]:
    unit = row["unit"]
    if not unit or row["relation"] in (TREND, UNFILLED):
        return
    counted = sorted(set(units) - set(COMPARED))
    allowed = [*counted, CHANGE, RATIO, *([POINTS] if "percent" in counted else [])]
    if counted and unit not in allowed:
        what = f"the measure is not counted in '{unit}'"
        nearest = nearest_names(_SIGNS.get(unit, unit), allowed, most=1)
        yield BadData(what, where=where, expected=" or ".join(allowed), nearest=nearest)
    elif not re.fullmatch(r"[A-Za-z][A-Za-z -]*", unit):
        expected = "a word such as people, operations, percent or GBP"
        nearest = [_SIGNS[unit]] if unit in _SIGNS else []
        yield BadData(f"'{unit}' is no unit", where=where, expected=expected, nearest=nearest)


def _mistakes_of_baseline(row: Mapping[str, str], where: Where) -> Iterator[AnalysisError]:
    baseline, period = row["baseline_period"], row["period"]
    if row["unit"] in COMPARED:
        if not baseline and period != spans.EACH_YEAR:
            yield BadData("nothing stands there", where=where, expected="the period that the change is from")
        elif spans.OR in baseline and baseline.count(spans.OR) != period.count(spans.OR):
            expected = "one period, or as many as under 'period', in the same order"
            yield BadData(f"'{baseline}' does not go with the period '{period}'", where=where, expected=expected)
    elif baseline and row["relation"] not in (TREND, UNFILLED):
        expected = f"nothing: a number in {row['unit']} is of one period; for a change the unit is {CHANGE} or {RATIO}"
        yield BadData(f"'{baseline}' stands there", where=where, expected=expected)


def _refused(check: Callable[[str], object], text: str, where: Where) -> Iterator[AnalysisError]:
    try:
        if text:
            check(text)
    except AnalysisError as error:
        yield BadData(error.what, where=where, expected=error.expected, nearest=error.nearest)


def _check_geography(text: str) -> None:
    try:
        areas.find(text)
    except UnknownName as error:
        # 'South Wales and Gwent' are two areas, 'Devon and Cornwall' is one.
        if not all(_is_geography(part) for part in text.split(" and ")):
            raise error


def _is_geography(text: str) -> bool:
    try:
        areas.find(text)
    except UnknownName:
        return text in _COUNTRIES
    return True


def _repeated(rows: Sequence[tuple[int, Mapping[str, str]]], path: Path) -> Iterator[AnalysisError]:
    first: dict[str, int] = {}
    for number, row in rows:
        if row["id"] and row["id"] in first:
            what = f"'{row['id']}' stands on row {first[row['id']]} as well"
            yield BadData(what, where=Where(path, row=number, column="id"), expected="another id for each claim")
        first.setdefault(row["id"], number)


def _at(where: Where, column: str) -> Where:
    return Where(where.file, where.sheet, where.row, column)
