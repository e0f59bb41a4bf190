"""A cache that may vanish, fill up, be damaged or be another's at any time: all that is in it can be made again.

The name of a file ends in the checksum of its content, so that one which was cut short or overwritten is not found. No
error of the disk reaches whoever asks or keeps.
"""

from __future__ import annotations

import hashlib
import io
import os
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import filelock
import pandas as pd
import pyarrow as pa

_PARTIAL = ".partial"
_HOUR = 3600.0
_UNUSED = 30 * 24 * _HOUR
"""Seconds after which a file that nobody asked for is cleared away."""

_MOST = 8
"""How many states of one thing are kept: those of a few days `as_at`, and of a few changes of the code."""

_WAIT = 300.0
"""Seconds to wait for another process that makes the same thing."""


def find(folder: Path, name: str, key: str) -> bytes | None:
    """Return what was kept under a name and a key, or None where it is not there whole.

    Parameters
    ----------
    folder : Path
    name, key : str
        What it is, and the hash of all that it was made from.
    """
    for path in _kept(folder, f"{name}-{key}-*"):
        with suppress(OSError):
            content = path.read_bytes()
            if path.name == _file_name(name, key, content):
                _note_use(path)
                return content
        _remove(path)
    return None


def keep(folder: Path, name: str, key: str, content: bytes) -> None:
    """Keep something, where the disk has room for it and we may write to it.

    Parameters
    ----------
    folder : Path
    name, key : str
        As for `find`.
    content : bytes
    """
    beside = folder / f"{uuid.uuid4().hex}{_PARTIAL}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Several kernels may make the same thing at once: each writes its own file, and puts it in place whole.
        with beside.open("xb") as file:
            file.write(content)
        beside.replace(folder / _file_name(name, key, content))
    except OSError:
        _remove(beside)
    _clear(folder, name)


def find_frame(folder: Path, name: str, key: str) -> pd.DataFrame | None:
    """Return a table that was kept with its ``attrs``; see `find`."""
    content = find(folder, name, key)
    if content is None:
        return None
    try:
        return pd.read_parquet(io.BytesIO(content))
    except (pa.ArrowException, ValueError, OSError):
        return None


def keep_frame(folder: Path, name: str, key: str, table: pd.DataFrame) -> None:
    """Keep a table with its ``attrs``, as far as JSON can hold those; see `keep`."""
    keep(folder, name, key, table.to_parquet())


@contextmanager
def alone(folder: Path, name: str) -> Iterator[None]:
    """Have one process at a time make something; where the cache cannot be written to, each makes its own.

    Parameters
    ----------
    folder : Path
    name : str
    """
    lock = filelock.FileLock(folder / f"{name}.lock", timeout=_WAIT)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except (OSError, filelock.Timeout):
        yield
        return
    try:
        yield
    finally:
        lock.release()


def _file_name(name: str, key: str, content: bytes) -> str:
    return f"{name}-{key}-{hashlib.sha256(content).hexdigest()[:16]}"


def _kept(folder: Path, pattern: str) -> list[Path]:
    try:
        return sorted(folder.glob(pattern))
    except OSError:
        return []


def _note_use(path: Path) -> None:
    with suppress(OSError):
        if time.time() - path.stat().st_mtime > _HOUR:
            os.utime(path)


def _clear(folder: Path, name: str) -> None:
    ages = {}
    for path in _kept(folder, "*"):
        with suppress(OSError):
            ages[path] = time.time() - path.stat().st_mtime
    own = sorted((age, path) for path, age in ages.items() if path.name.startswith(f"{name}-"))
    too_many = {path for _, path in own[_MOST:]}
    for path, age in ages.items():
        if path in too_many or age > (_HOUR if path.suffix == _PARTIAL else _UNUSED):
            _remove(path)


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)
