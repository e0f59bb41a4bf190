"""What the rows of a return must keep among themselves: one row for each thing, no gap, no part above its whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from analysis import periods
from analysis.datasets.dataset import Dataset
from analysis.datasets.form import REFERENCE, Form
from analysis.returns.cells import spans
from analysis.returns.cells.fields import Asked
from analysis.returns.faults import Complaint, Kind
from analysis.returns.headings import Found

_FREQUENCIES = {"month": "M", "quarter": "Q-MAR", "date": "D"}


def check(rows: pd.DataFrame, dataset: Dataset, asked: Asked) -> Iterator[Found]:
    """Check the rows of a return among each other.

    Parameters
    ----------
    rows : DataFrame
        Columns of the form as text, missing where a cell has a fault of its own; the index holds the row numbers.
    dataset : Dataset
        With a form.
    asked : Asked

    Yields
    ------
    tuple of int, str and Complaint
    """
    form = dataset.asks
    if form.records:
        yield from _doubled_references(rows, dataset, form)
    else:
        yield from _doubled_rows(rows, [form.span, *dataset.dimensions])
        yield from _gaps(rows, form, asked)
    for part, whole in form.within.items():
        yield from _exceeding(rows, part, whole)
    if form.begun:
        yield from _not_begun(rows, form)


def _doubled_rows(rows: pd.DataFrame, keys: Sequence[str]) -> Iterator[Found]:
    whole = rows.dropna(subset=list(keys))
    firsts = whole.groupby(list(keys), sort=False)[keys[0]].transform(lambda same: same.index[0])
    for row, first in firsts.items():
        if row != first:
            what = f"the row is for the same {', '.join(keys)} as row {first}".replace("_", " ")
            yield int(str(row)), keys[0], Complaint(Kind.DOUBLED_ROW, what, "one row for each")


def _doubled_references(rows: pd.DataFrame, dataset: Dataset, form: Form) -> Iterator[Found]:
    repeats = sorted(form.repeats)
    fixed = [form.span, *(name for name in dataset.dimensions if name not in form.repeats)]
    for reference, same in rows.dropna(subset=[REFERENCE]).groupby(REFERENCE, sort=False):
        first, seen = same.iloc[0], {tuple(same.iloc[0][repeats])}
        for row, other in same.iloc[1:].iterrows():
            differs = [
                name for name in fixed if pd.notna(other[name]) and pd.notna(first[name]) and other[name] != first[name]
            ]
            key = tuple(other[repeats])
            if differs and repeats:
                what = f"'{reference}' has another {' and '.join(differs)} than on row {same.index[0]}"
                near = (str(first[differs[0]]),)
                yield (
                    int(str(row)),
                    REFERENCE,
                    Complaint(Kind.DOUBLED_REFERENCE, what, "a reference for each record", near),
                )
            elif key in seen and not any(pd.isna(part) for part in key):
                beside = f" for {', '.join(map(str, key))}" if repeats else ""
                what = f"'{reference}'{beside} stands on row {same.index[0]} already"
                due = "one row for each record" + (f" and {' and '.join(repeats)}" if repeats else "")
                yield int(str(row)), REFERENCE, Complaint(Kind.DOUBLED_REFERENCE, what, due)
            seen.add(key)


def _gaps(rows: pd.DataFrame, form: Form, asked: Asked) -> Iterator[Found]:
    groups: list[tuple[Any, pd.DataFrame]] = [("", rows)]
    lost = rows[rows[form.span].isna()]
    if form.reporter != "programme":
        groups = list(rows.groupby(form.reporter, sort=False))
        lost = rows[rows[form.span].isna() | rows[form.reporter].isna()]
    for name, own in groups:
        # A row whose place or month cannot be read may be the one that is missing.
        maybe = lost
        if form.reporter != "programme":
            maybe = lost[lost[form.reporter].isna() | (lost[form.reporter] == name)]
        if maybe[form.span].notna().all():
            yield from _gaps_of(str(name), own[form.span].dropna(), frozenset(maybe[form.span]), form, asked)


def _gaps_of(name: str, held: pd.Series, excused: frozenset[str], form: Form, asked: Asked) -> Iterator[Found]:
    first_rows = {_parsed(text, form): row for row, text in held[::-1].items()}
    if not first_rows:
        return
    first, last = min(first_rows), max(first_rows)
    if asked.period is not None:
        first = pd.Period(asked.period.start_time, freq=first.freqstr)
        over = pd.Period(asked.today, freq=first.freqstr) - 1
        last = max(last, min(pd.Period(asked.period.end_time, freq=first.freqstr), over))
    missing = [
        span for span in pd.period_range(first, last) if span not in first_rows and spans.written(span) not in excused
    ]
    for begin, end in _runs(missing):
        after = next((span for span in sorted(first_rows) if span > end), None)
        row = first_rows[after] if after is not None else max(map(int, held.index))
        which = spans.written(begin) if begin == end else f"{spans.written(begin)} to {spans.written(end)}"
        what = f"{which} {'is' if begin == end else 'are'} missing" + (f" for {name}" if name else "")
        due = f"each {form.span} from {spans.written(first)} to {spans.written(last)}, with 0 where there was nothing"
        yield int(str(row)), form.span, Complaint(Kind.MISSING_PERIOD, what, due, (spans.written(begin),))


def _parsed(text: str, form: Form) -> pd.Period:
    return periods.quarter(text) if form.span == "quarter" else pd.Period(text, freq=_FREQUENCIES[form.span])


def _runs(missing: Sequence[pd.Period]) -> Iterator[tuple[pd.Period, pd.Period]]:
    begin = None
    for number, span in enumerate(missing):
        begin = span if begin is None else begin
        if number + 1 == len(missing) or missing[number + 1] != span + 1:
            yield begin, span
            begin = None


def _exceeding(rows: pd.DataFrame, part: str, whole: str) -> Iterator[Found]:
    counts = rows[[part, whole]].dropna().astype("int64")
    for row, both in counts[counts[part] > counts[whole]].iterrows():
        what = f"{both[part]} is more than the {both[whole]} of {whole}"
        yield int(str(row)), part, Complaint(Kind.PART_EXCEEDS, what, f"{both[whole]} at the most", (str(both[whole]),))


def _not_begun(rows: pd.DataFrame, form: Form) -> Iterator[Found]:
    for row, (span, year) in rows[[form.span, form.begun]].dropna().iterrows():
        latest = periods.financial_year_of(_parsed(span, form).start_time.date())
        if periods.financial_year(year) > latest:
            what, due = f"{year} comes after {span}", f"{periods.label(latest)} or earlier"
            yield int(str(row)), form.begun, Complaint(Kind.NOT_BEGUN, what, due, (periods.label(latest),))
