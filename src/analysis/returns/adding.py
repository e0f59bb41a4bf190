"""Taking returns in: all of them or none, at one moment.

The register says which returns there are, and is replaced last, in one step. Before any file is put in place, a list of
what is about to be is written (``pending.json``): what a process that died left behind is taken away by the next one
from that list, and no file is ever removed because the register does not know it.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import filelock
import pandas as pd

from analysis import areas, roots
from analysis.datasets import returned
from analysis.datasets.dataset import Dataset
from analysis.errors import AnalysisError, BadData, Where
from analysis.returns import files, register
from analysis.returns.checking import Checked
from analysis.returns.faults import BadReturn
from analysis.spreadsheets import neutralise

WAIT = 30.0
"""Seconds to wait for another `msoic returns add` to end."""

_OURS = re.compile(r"[a-z0-9_-]+_[0-9]{4}-[0-9]{2}-[0-9]{2}_[0-9a-f]{16}\.csv")


class NotWritten(AnalysisError):
    """Returns that the system would not write, for want of room or rights."""


class Busy(AnalysisError):
    """Returns are being taken in by another process."""


def add(checked: Sequence[Checked], today: dt.date) -> tuple[register.Submission, ...]:
    """Take returns in.

    Parameters
    ----------
    checked : sequence of Checked
        Returns that were looked through together.
    today : date
        Day of receipt: the vintage of the figures.

    Returns
    -------
    tuple of Submission
        One for each file.

    Raises
    ------
    AnalysisError
        Where the data root is that of an invented country.
    BadReturn
        Where one of them has a fault; none is taken in.
    BadData
        Where one of them holds nothing that is not held already, or the register is missing or cannot be read.
    Busy
        Where another process does not end taking returns in.
    NotWritten
        Where there is no room on the disk, or no right to write.
    """
    refuse_in_demonstration()
    faults = tuple(fault for each in checked for fault in each.faults)
    if faults:
        raise BadReturn(faults)
    files.make_folder(register.received_folder())
    with _alone():
        tidy()
        held = register.received()
        _refuse_lost(held)
        new, contents = [], {}
        for each in checked:
            dataset = _dataset(each)
            _refuse_held(each, dataset, [one for one in held if one.dataset == dataset.name])
            content = _content(each.rows)
            submission = _submission(each, dataset, content, today)
            new.append(submission)
            contents[submission.file] = content
        _put(contents, [*held, *new])
    return tuple(new)


def refuse_in_demonstration() -> None:
    """Refuse to take returns in where the figures are invented.

    Raises
    ------
    AnalysisError
    """
    if roots.current().demonstration:
        raise AnalysisError(
            f"'{roots.current().folder.name}' holds an invented country and takes no return in",
            expected=f"a command without {roots.VARIABLE}, which takes returns into 'data'",
        )


def tidy() -> None:
    """Take away what a process left behind that died while it took returns in."""
    folder = register.received_folder()
    pending = _pending_file()
    if pending.is_file():
        listed = {each.file.name for each in register.received()}
        for name in _read_pending(pending):
            if _OURS.fullmatch(name) and name not in listed:
                (folder / name).unlink(missing_ok=True)
        pending.unlink()
    for partial in folder.glob(f"*{files.PARTIAL}"):
        partial.unlink()


@contextmanager
def _alone() -> Iterator[None]:
    # The system gives the lock back when a process ends, however it ends.
    path = register.received_folder() / "add.lock"
    try:
        with filelock.FileLock(path, timeout=WAIT, mode=0o600):
            yield
    except filelock.Timeout:
        raise Busy(
            "another process has been taking returns in for too long", where=path.name, expected="one at a time"
        ) from None


def _put(contents: dict[Path, bytes], submissions: Sequence[register.Submission]) -> None:
    pending = _pending_file()
    try:
        files.write(pending, json.dumps(sorted(path.name for path in contents)).encode())
        for path, content in contents.items():
            files.write(path, content)
        files.write(register.register_file(), _register_text(submissions))
        pending.unlink()
    except OSError as error:
        with suppress(OSError):
            tidy()
        what = f"the returns could not be written ({error.strerror or error})"
        raise NotWritten(what, where=Where(register.register_file())) from error


def _read_pending(path: Path) -> list[str]:
    return [str(name) for name in json.loads(path.read_text(encoding="utf-8"))]


def _pending_file() -> Path:
    return register.received_folder() / "pending.json"


def _dataset(checked: Checked) -> Dataset:
    if checked.dataset is None:
        raise ValueError("a return that could not be read has a fault")
    return checked.dataset


def _refuse_lost(held: Sequence[register.Submission]) -> None:
    if held or register.register_file().is_file():
        return
    there = [path for path in register.received_folder().glob("*.csv") if _OURS.fullmatch(path.name)]
    if there:
        raise BadData(
            f"the register of returns is missing, and {len(there)} returns are there",
            where=Where(register.register_file()),
            expected="the register restored from a copy",
        )


def _refuse_held(checked: Checked, dataset: Dataset, held: Sequence[register.Submission]) -> None:
    if not held:
        return
    before = [register.read(each, dataset) for each in held]
    rows, newest = returned.standing(dataset, before)
    own, own_units = returned.standing(dataset, [checked.rows])
    keys = ["reporter", "start"]
    same_units = own_units[keys].merge(newest, on=keys)
    if len(same_units) < len(own_units):
        return
    stands = rows.merge(own_units[keys], on=keys)
    columns = [name for name in own.columns if name != "order"]
    if _in_order(stands[columns]).equals(_in_order(own[columns])):
        since = held[int(same_units["order"].max())].received
        what = f"all that it holds is held already, since {since.isoformat()}"
        raise BadData(
            what, where=Where(checked.path), expected="a return that was not taken in before, or a corrected one"
        )


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    plain = rows.astype(str)
    return plain.sort_values(list(plain.columns), ignore_index=True)


def _content(rows: pd.DataFrame) -> bytes:
    safe = rows.apply(lambda column: column.map(neutralise) if pd.api.types.is_string_dtype(column) else column)
    return safe.to_csv(index=False, lineterminator="\n").encode()


def _submission(checked: Checked, dataset: Dataset, content: bytes, today: dt.date) -> register.Submission:
    sha256 = hashlib.sha256(content).hexdigest()
    # Nothing of what a return says reaches the name of a file but a place that is on our list.
    place = areas.slug(areas.find(checked.reporter))
    file = register.received_folder() / f"{dataset.name}_{place}_{today.isoformat()}_{sha256[:16]}.csv"
    span = dataset.asks.span
    values = checked.rows[span].str[:7] if span == "date" else checked.rows[span]
    return register.Submission(
        dataset=dataset.name,
        reporter=checked.reporter,
        first=str(values.min()),
        last=str(values.max()),
        received=today,
        rows=len(checked.rows),
        file=file,
        sha256=sha256,
    )


def _register_text(submissions: Sequence[register.Submission]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(register.FIELDS)
    for each in submissions:
        values = {**each.__dict__, "file": each.file.name, "received": each.received.isoformat()}
        writer.writerow([neutralise(str(values[field])) for field in register.FIELDS])
    return text.getvalue().encode()
