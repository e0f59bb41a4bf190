"""The one typeface of pages, charts and PDF: Source Sans, from files that are installed with the project."""

from __future__ import annotations

import base64
import hashlib
import io
from functools import cache
from pathlib import Path

import font_source_sans_pro as installed

from analysis import paths

FAMILY = "Source Sans Pro"
WEIGHTS = {400: "Regular", 600: "Semibold", 700: "Bold"}

_USUAL = "".join(map(chr, range(32, 127))) + "£©·×÷½¼¾€–—‘’“”…•−≤≥≠→←↑↓ÂÊÎÔÛŴŶâêîôûŵŷéèáàíóúüöäñç\u00a0\u202f"  # noqa: RUF001
"""The letters that nearly every page needs; a page with others gets a typeface of its own."""


def folder() -> Path:
    """Return the folder of the font files, for programs that look fonts up themselves."""
    return Path(installed.font_directory)


@cache
def register() -> None:
    """Let matplotlib draw in the typeface."""
    from matplotlib import font_manager  # noqa: PLC0415  # pages that draw nothing should not wait for it

    for name in (*WEIGHTS.values(), "It"):
        font_manager.fontManager.addfont(_file(name))


def embedded(weight: int, text: str) -> str:
    """Return a weight of the typeface as a data URI of WOFF2, with the letters that a page needs.

    Parameters
    ----------
    weight : int
        Of `WEIGHTS`.
    text : str
        All that the page says.

    Returns
    -------
    str

    Examples
    --------
    >>> embedded(400, "Rhif")[:22]
    'data:font/woff2;base64'
    """
    letters = "".join(sorted(set(_USUAL) | set(text)))
    return f"data:font/woff2;base64,{base64.b64encode(_subset(WEIGHTS[weight], letters)).decode()}"


def face(weight: int, text: str = "") -> str:
    """Return the rule of a style sheet that brings a weight of the typeface, with the letters of a text."""
    source = f"url({embedded(weight, text)}) format('woff2')"
    return f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};src:{source}}}"


@cache
def _subset(name: str, letters: str) -> bytes:
    kept = paths.cache_folder() / "fonts" / f"{name}-{hashlib.sha256(letters.encode()).hexdigest()[:16]}.woff2"
    try:
        if _is_whole(found := kept.read_bytes()):
            return found
    except OSError:
        pass  # it is made below
    made = _made(name, letters)
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        partial = kept.with_suffix(f".{hashlib.sha256(made).hexdigest()[:8]}")
        partial.write_bytes(made)
        partial.replace(kept)
    except OSError:
        pass  # the cache only saves time
    return made


def _is_whole(file: bytes) -> bool:
    # The header of a WOFF2 file holds its length at this place (W3C, WOFF File Format 2.0, 4.1).
    return file[:4] == b"wOF2" and int.from_bytes(file[8:12]) == len(file)


def _made(name: str, letters: str) -> bytes:
    from fontTools import subset  # noqa: PLC0415  # needed once, then the cache has it

    options = subset.Options(flavor="woff2", layout_features=["kern", "lnum", "tnum", "pnum", "liga"], hinting=False)
    font = subset.load_font(str(_file(name)), options)
    chooser = subset.Subsetter(options)
    chooser.populate(text=letters)
    chooser.subset(font)
    written = io.BytesIO()
    # The day on which a subset was made would make equal pages different.
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    subset.save_font(font, written, options)
    font.close()
    return written.getvalue()


def _file(name: str) -> Path:
    return folder() / f"SourceSansPro-{name}.ttf"
