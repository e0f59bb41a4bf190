"""Figures, and sentences made of text and figures.

A figure knows what it counts, when, where, from which release and of how many reporters, so that a page can link it, a
comparison can follow it and a message can quote it with what belongs to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from string import Formatter
from typing import Any

from analysis.errors import UnknownName, nearest_names


@dataclass(frozen=True)
class Figure:
    """A number as a sentence says it.

    Attributes
    ----------
    value : float
    said : str
        The value as it is written, such as ``13,539`` or ``27%``.
    unit : str
        What one is, such as ``referrals``; ``%`` for a share or a relative change.
    measure, period, area : str
    source : tuple of str
        The releases behind it.
    coverage : str
        Of how many reporters it is, where it is not of all, such as ``in the one force of 43 that has sent a return``.

    Examples
    --------
    >>> str(Figure(310, "310", coverage="in 1 force of 43"))
    '310 in 1 force of 43'
    """

    value: float
    said: str
    unit: str = ""
    measure: str = ""
    period: str = ""
    area: str = ""
    source: tuple[str, ...] = ()
    coverage: str = ""

    def __str__(self) -> str:
        return f"{self.said} {self.coverage}".rstrip()

    def __format__(self, wanted: str) -> str:
        return format(str(self), wanted)


@dataclass(frozen=True)
class Sentence:
    """Text and figures in turn.

    Attributes
    ----------
    parts : tuple of str or Figure

    Examples
    --------
    >>> str(Sentence(("Referrals: ", Figure(3773, "3,773"), ".")))
    'Referrals: 3,773.'
    """

    parts: tuple[str | Figure, ...]

    def __str__(self) -> str:
        return "".join(map(str, self.parts))

    def __format__(self, wanted: str) -> str:
        return format(str(self), wanted)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures in it, in order."""
        return tuple(part for part in self.parts if isinstance(part, Figure))

    def fields(self) -> list[dict[str, Any] | str]:
        """Return the parts as plain values, a mapping for each figure."""
        return [part if isinstance(part, str) else asdict(part) for part in self.parts]


def say(template: str, **values: object) -> Sentence:
    """Fill a template with figures, phrases and text, and keep the figures.

    Parameters
    ----------
    template : str
        With names in braces, as `str.format` takes.
    **values
        A `Figure`, a `Sentence` or text for each name.

    Returns
    -------
    Sentence

    Raises
    ------
    UnknownName
        Where a name has no value.

    Examples
    --------
    >>> str(say("{n} people were referred in {year}.", n=Figure(13539, "13,539"), year="2021-22"))
    '13,539 people were referred in 2021-22.'
    """
    return Sentence(tuple(_parts(template, values)))


def sentence(said: Sentence | str) -> Sentence:
    """Return a text as a sentence, and a sentence as it is."""
    return said if isinstance(said, Sentence) else Sentence((said,))


def joined(*pieces: str | Figure | Sentence) -> Sentence:
    """Return pieces one after the other as one sentence."""
    return Sentence(tuple(part for piece in pieces for part in _of(piece)))


def _parts(template: str, values: dict[str, object]) -> Iterator[str | Figure]:
    for text, name, wanted, _ in Formatter().parse(template):
        if text:
            yield text
        if name is not None:
            if name not in values:
                raise UnknownName(
                    f"the sentence '{template}' has no value for '{name}'",
                    expected=f"{name or 'a name'}=... beside it",
                    nearest=nearest_names(name, values),
                )
            value = values[name]
            if isinstance(value, (Figure, Sentence)) and not wanted:
                yield from _of(value)
            else:
                yield format(value, wanted or "")


def _of(piece: str | Figure | Sentence) -> tuple[str | Figure, ...]:
    return piece.parts if isinstance(piece, Sentence) else (piece,)
