"""Files that only their owner may read, and that are there whole or not at all."""

from __future__ import annotations

import os
import uuid
from pathlib import Path

PARTIAL = ".partial"
"""Ending of a file that is being written."""


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter, or make one that is there so."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)


def write(path: Path, content: bytes) -> None:
    """Write a file in one step: whatever stops the process, the file is the old one or the new one.

    Parameters
    ----------
    path : Path
        In a folder that is there; the file is replaced where it exists.
    content : bytes
        All of it. On the disk when this returns, as far as the system can say so.
    """
    beside = path.with_name(f"{path.name}.{uuid.uuid4().hex}{PARTIAL}")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as file:
            # What is created is narrowed by the umask, which may take the owner's rights as well.
            beside.chmod(0o600)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder written to the disk, where the system can be asked to."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
