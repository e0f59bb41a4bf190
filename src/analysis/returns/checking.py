"""Whether returns can be taken in: every fault at once, each with its place."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis import areas, datasets
from analysis.datasets.dataset import Dataset
from analysis.errors import BadData, UnknownName, Where
from analysis.readers import returns as readers
from analysis.readers.cells import squeeze
from analysis.readers.returns import RawReturn
from analysis.returns import headings, rules
from analysis.returns.cells import spans, texts
from analysis.returns.cells.fields import Asked, Reader, reader_of
from analysis.returns.faults import Complaint, Fault, Kind, shown

_BLANK = ""


@dataclass(frozen=True)
class Checked:
    """A return that was looked through.

    Attributes
    ----------
    path : Path
    dataset : Dataset or None
        None where the file could not be read.
    rows : DataFrame
        Columns of the form in the spelling that is kept, counts as ``Int64``; to be used only without a fault.
    faults : tuple of Fault
        In the order of the rows.
    notes : tuple of str
        What was read in another way than it was written, and what was left out.
    """

    path: Path
    dataset: Dataset | None
    rows: pd.DataFrame
    faults: tuple[Fault, ...]
    notes: tuple[str, ...] = ()

    @property
    def reporter(self) -> str:
        """Police force, region or nation that the return is of."""
        if self.dataset is None or self.dataset.asks.reporter == "programme":
            return self.dataset.area if self.dataset else ""
        names = set(self.rows[self.dataset.asks.reporter])
        regions = {areas.find(name).region for name in names}
        if len(names) == 1:
            return str(min(names))
        return min(regions) if len(regions) == 1 else self.dataset.area


def forms() -> Mapping[str, Dataset]:
    """Return the datasets that are returned to the programme, by name."""
    return {name: dataset for name, dataset in datasets.DATASETS.items() if dataset.form is not None}


def find_form(name: str) -> Dataset:
    """Return a dataset that is returned to the programme.

    Raises
    ------
    UnknownName
        Where there is none of that name, or its figures are published.
    """
    dataset = datasets.find(name)
    if dataset.form is None:
        raise UnknownName(f"{name} is published and no return", expected=" or ".join(forms()))
    return dataset


def check(path: Path, asked: Asked, dataset: Dataset | None = None) -> Checked:
    """Look a return through.

    Parameters
    ----------
    path : Path
        The file.
    asked : Asked
        What it must be of.
    dataset : Dataset, optional
        Which return it is; without it, the headings say so.

    Returns
    -------
    Checked
        With every fault.
    """
    layouts = {name: form.columns for name, form in forms().items() if dataset in (None, form)}
    try:
        raw = readers.read(path, layouts)
    except BadData as error:
        kind = Kind.EMPTY if "is empty" in error.what else Kind.UNREADABLE
        complaint = Complaint(kind, error.what, error.expected or "", error.nearest)
        where = error.where if isinstance(error.where, Where) else Where(path)
        return Checked(path, dataset, pd.DataFrame(), (Fault(where, complaint),))
    return _Check(raw, find_form(raw.name), asked).result()


class _Check:
    """One look through one file; collects what it finds."""

    def __init__(self, raw: RawReturn, dataset: Dataset, asked: Asked) -> None:
        self.raw, self.dataset, self.asked, self.form = raw, dataset, asked, dataset.asks
        self.faults: list[Fault] = []
        self.respelt: Counter[tuple[str, str, str]] = Counter()
        self.notes = list(raw.notes)

    def result(self) -> Checked:
        placed = headings.place(self.raw, self.dataset.columns)
        positions = placed.positions
        self._add_from(placed.found)
        self.respelt.update(("heading", written, name) for written, name in placed.respelt)
        table = self._cells(positions)
        self._add_from(rules.check(table, self.dataset, self.asked))
        counted = [name for name in self.dataset.measures if name in table]
        if not self.faults:
            table = table.astype({**dict.fromkeys(table.columns, "str"), **dict.fromkeys(counted, "Int64")})
            self._count_absent(table)
        ordered = sorted(
            self.faults, key=lambda each: (each.where.row or 0, positions.get(each.where.column or "", -1))
        )
        return Checked(
            self.raw.path,
            self.dataset,
            table.reset_index(drop=True),
            tuple(ordered),
            (*self.notes, *self._respellings()),
        )

    def _add(self, row: int | None, column: str | None, complaint: Complaint) -> None:
        self.faults.append(Fault(self.raw.at(row, column), complaint))

    def _add_from(self, found: Iterable[headings.Found]) -> None:
        for row, column, complaint in found:
            self._add(row, column, complaint)

    def _cells(self, positions: Mapping[str, int]) -> pd.DataFrame:
        counts = [name for name in self.dataset.columns if name in self.dataset.measures]
        names = [name for name in self.dataset.columns if name in positions]
        readings = {name: reader_of(self.dataset, name, self.asked) for name in names}
        known: dict[tuple[str, str], str | Complaint] = {}
        table, left = {}, 0
        for row, cells in self.raw.rows:
            own = {name: cells[positions[name]] if positions[name] < len(cells) else _BLANK for name in names}
            computed = {name for name in names if (row, positions[name]) in self.raw.formulas}
            if self._is_to_come(own, counts) and not computed:
                left += 1
                continue
            table[row] = {name: self._cell(row, name, own[name], readings, known, name in computed) for name in names}
        if left:
            rows = "1 row of a period" if left == 1 else f"{left} rows of periods"
            self.notes.append(f"{rows} not over yet without a count left out.")
        if not table:
            what = "there is no row below the headings" if not left else "no row is filled in"
            self._add(self.raw.header_row, None, Complaint(Kind.EMPTY, what, "a row for each count"))
        frame = pd.DataFrame.from_dict(table, orient="index", columns=names).reindex(columns=self.dataset.columns)
        return frame.astype(object).where(frame.notna(), None)

    def _is_to_come(self, own: Mapping[str, str], counts: Sequence[str]) -> bool:
        # The template holds rows for the whole year: those of months to come are not filled in yet.
        if self.form.records or any(own.get(name, "").strip() for name in counts):
            return False
        read = spans.read(own.get(self.form.span, ""), span=self.form.span, today=self.asked.today, period=None)
        return isinstance(read, Complaint) and read.kind == Kind.FUTURE

    def _cell(
        self,
        row: int,
        name: str,
        text: str,
        readings: Mapping[str, Reader],
        known: dict[tuple[str, str], str | Complaint],
        computed: bool,
    ) -> str | None:
        if computed:
            what = f"the cell holds a formula, which gives '{shown(text)}'"
            self._add(row, name, Complaint(Kind.FORMULA, what, "the value itself", (squeeze(text),) if text else ()))
            return None
        if (name, text) not in known:
            known[name, text] = self._read(name, text, readings)
        read = known[name, text]
        if isinstance(read, Complaint):
            self._add(row, name, read)
            return None
        if read != text:
            self.respelt[name, shown(text), read] += 1
        return read

    def _read(self, name: str, text: str, readings: Mapping[str, Reader]) -> str | Complaint:
        if refused := texts.refuse(text):
            return refused
        if text.strip():
            return readings[name](text)
        if name in self.dataset.measures:
            return Complaint(Kind.BLANK_COUNT, "the count is blank", "0 where there was nothing", ("0",))
        return Complaint(Kind.BLANK_KEY, "the cell is blank", self.form.meanings.get(name, f"a {name}").rstrip("."))

    def _count_absent(self, table: pd.DataFrame) -> None:
        closed = [levels for levels in self.dataset.dimensions.values() if levels]
        if (
            self.form.records
            or not closed
            or not all(levels or name == self.form.reporter for name, levels in self.dataset.dimensions.items())
        ):
            return
        by = [self.form.span] + ([self.form.reporter] if self.form.reporter in table else [])
        cells = 1
        for levels in closed:
            cells *= len(levels)
        absent = int((cells - table.groupby(by).size()).sum())
        if absent:
            self.notes.append(f"{absent} combinations without a row count as 0.")

    def _respellings(self) -> Iterator[str]:
        for (name, written, read), times in self.respelt.items():
            if read != squeeze(written) or name == "heading":
                yield f"{name}: '{written}' is read as '{read}' ({times} {'cell' if times == 1 else 'cells'})."


def check_all(paths: Sequence[Path], asked: Asked, dataset: Dataset | None = None) -> list[Checked]:
    """Look returns through that are to be taken in together.

    Parameters
    ----------
    paths : sequence of Path
    asked : Asked
    dataset : Dataset, optional

    Returns
    -------
    list of Checked
        With a fault also where two of them cover the same month of the same force.
    """
    made = [check(path, asked, dataset) for path in paths]
    seen: dict[tuple[str, str, str], Path] = {}
    for number, each in enumerate(made):
        if each.faults or each.dataset is None:
            continue
        form = each.dataset.asks
        who = each.rows[form.reporter] if form.reporter != "programme" else each.dataset.area
        months = each.rows[form.span].str[:7] if form.span == "date" else each.rows[form.span]
        keys = {(each.dataset.name, *key) for key in pd.DataFrame({"who": who, "when": months}).itertuples(index=False)}
        if both := sorted(keys & set(seen)):
            _, name, when = both[0]
            what = f"{name}, {when} is also in {seen[both[0]].name}"
            fault = Fault(Where(each.path), Complaint(Kind.DOUBLED_RETURN, what, "each month in one file"))
            made[number] = dataclasses.replace(each, faults=(fault,))
        seen |= dict.fromkeys(keys, each.path)
    return made
