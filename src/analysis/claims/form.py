"""The form that the claims of a report are listed in, and its reading."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from analysis import areas
from analysis.claims import spans
from analysis.claims.spans import Span
from analysis.claims.wording import CHANGE, RATIO, RELATIONS, TREND, UNFILLED
from analysis.errors import AnalysisError, BadData, UnknownName, Where, nearest_names

REQUIRED = (
    "id", "section", "topic", "statement", "relation", "value", "unit", "period", "baseline_period", "geography",
)  # fmt: skip
OPTIONAL = ("measure", "note")
"""A claim without a measure is of what its statement says."""

_FILLED = ("id", "section", "statement", "relation", "unit", "period", "geography")
_COUNTRIES = ("England", "Wales", "Scotland", "Northern Ireland", "Great Britain")
_MOST_SHOWN = 40


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
        return self.unit in (CHANGE, RATIO)

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
        super().__init__("\n  ".join([f"the list of claims '{file.name}' has {number}:", *lines]).rstrip("."))


def read(path: Path, known: Mapping[str, str] | None = None) -> list[Claim]:
    """Read a list of claims.

    Parameters
    ----------
    path : Path
        A CSV in UTF-8 with the columns `REQUIRED`, and those of `OPTIONAL` where they are wanted.
    known : mapping of str to str, optional
        The measures of statements, for claims that name none.

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
    rows, mistakes = _rows(path)
    claims = []
    for number, row in rows:
        found = list(_mistakes(row, Where(path, row=number)))
        mistakes += found
        if not found:
            measure = row.get("measure", "") or (known or {}).get(row["statement"], "") or row["statement"]
            claims.append(Claim(**{**{"note": ""}, **row, "measure": measure}))
    mistakes += _repeated(rows, path)
    if mistakes:
        raise BadClaims(path, sorted(mistakes, key=lambda mistake: getattr(mistake.where, "row", 0) or 0))
    if not claims:
        raise BadData("the file lists no claim", where=Where(path), expected="a row for each claim")
    return claims


def _rows(path: Path) -> tuple[list[tuple[int, dict[str, str]]], list[AnalysisError]]:
    if not path.is_file():
        raise BadData(f"there is no file '{path}'", expected="a CSV that lists the claims of a report")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = csv.reader(file, strict=True)
            header = [name.strip() for name in next(lines, [])]
            _check_header(header, path)
            numbered = [(number, line) for number, line in enumerate(lines, 2) if any(cell.strip() for cell in line)]
    except UnicodeDecodeError:
        raise BadData("the file is no text in UTF-8", where=Where(path), expected="a CSV saved as UTF-8") from None
    except csv.Error as error:
        raise BadData(f"the file is no CSV ({error})", where=Where(path)) from None
    ragged = [
        BadData(f"the row has {len(line)} cells", where=Where(path, row=number), expected=f"{len(header)}, as above it")
        for number, line in numbered
        if len(line) != len(header)
    ]
    whole = [(number, line) for number, line in numbered if len(line) == len(header)]
    return [(number, dict(zip(header, (c.strip() for c in line), strict=True))) for number, line in whole], [*ragged]


def _check_header(header: list[str], path: Path) -> None:
    names = [*REQUIRED, *OPTIONAL]
    for name, times in Counter(header).items():
        if name not in names or times > 1:
            what = f"the column '{name}' is not known" if times == 1 else f"there are {times} columns '{name}'"
            raise BadData(what, where=Where(path, row=1), expected=", ".join(names), nearest=nearest_names(name, names))
    if missing := [name for name in REQUIRED if name not in header]:
        what = f"these columns are missing: {', '.join(missing)}"
        raise BadData(what, where=Where(path, row=1), expected=", ".join(REQUIRED))


def _mistakes(row: Mapping[str, str], where: Where) -> Iterator[AnalysisError]:
    for column in _FILLED:
        if not row[column]:
            yield BadData("nothing stands there", where=_at(where, column), expected=f"the claim's {column}")
    if row["relation"] and row["relation"] not in RELATIONS:
        nearest = nearest_names(row["relation"], RELATIONS)
        what = f"'{row['relation']}' is no relation"
        yield BadData(what, where=_at(where, "relation"), expected=" or ".join(RELATIONS), nearest=nearest)
    else:
        yield from _mistakes_of_value(row, _at(where, "value"))
    if row["unit"] in (CHANGE, RATIO) and not row["baseline_period"] and row["period"] != spans.EACH_YEAR:
        expected = "the period that the change is from"
        yield BadData("nothing stands there", where=_at(where, "baseline_period"), expected=expected)
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
        yield BadData(f"'{row['value']}' is no number", where=where, expected=expected)


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
        parts = text.split(" and ")
        if len(parts) == 1 and text not in _COUNTRIES:
            raise error
        for part in parts if len(parts) > 1 else ():
            _check_geography(part)


def _repeated(rows: Sequence[tuple[int, Mapping[str, str]]], path: Path) -> Iterator[AnalysisError]:
    first: dict[str, int] = {}
    for number, row in rows:
        if row["id"] and row["id"] in first:
            what = f"'{row['id']}' stands on row {first[row['id']]} as well"
            yield BadData(what, where=Where(path, row=number, column="id"), expected="another id for each claim")
        first.setdefault(row["id"], number)


def _at(where: Where, column: str) -> Where:
    return Where(where.file, where.sheet, where.row, column)
