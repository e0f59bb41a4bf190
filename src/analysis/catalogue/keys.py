"""The key of what is cached: a hash of all that it was made from, with the package's code and the lists of forces."""

from __future__ import annotations

import hashlib
import json
import sys
from importlib import metadata
from pathlib import Path

from analysis import areas, paths, roots

_PACKAGE = Path(__file__).parents[1]

_LIBRARIES = ("pandas", "numpy", "pyarrow", "pandera", "python-calamine", "scipy")
"""What reads, cleans, protects and stores figures."""


def key(*made_from: str) -> str:
    """Return the key of what is made from something, by this code, in the data root of this process.

    Parameters
    ----------
    *made_from : str
        Checksums of the files, and whatever else decides on what is made.

    Examples
    --------
    >>> key("one file") == key("one file"), key("one file") == key("another")  # doctest: +SKIP
    (True, False)
    """
    everything = [*made_from, *_PROGRAM, *_root()]
    return hashlib.sha256(json.dumps(everything).encode()).hexdigest()[:16]


def _root() -> list[str]:
    root = roots.current().folder
    reference = sorted(path for path in roots.reference().glob("*") if path.is_file())
    # A process reads the lists of forces once: what it has read counts, and not only what lies there now.
    return [
        checksum(root / paths.MARKER),
        areas.fingerprint(),
        *(f"{path.name} {checksum(path)}" for path in reference),
    ]


def checksum(path: Path) -> str:
    """Return the SHA-256 checksum of a small file, hexadecimal; nothing where there is none."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _code() -> str:
    digest = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(f"{path.relative_to(_PACKAGE).as_posix()} {checksum(path)}\n".encode())
    return digest.hexdigest()


# Read as the package is imported: what changes on the disk later is not the code that this process runs.
_PROGRAM = [_code(), sys.version, *(f"{name} {metadata.version(name)}" for name in _LIBRARIES)]
