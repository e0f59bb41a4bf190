"""The claims of the annual reports: what each says, and whether it is right."""

from __future__ import annotations

from analysis.claims.brief import by_measure, corrections, evidence, settling, tile
from analysis.claims.register import check, counts, own, printed, register, rows, source_of, stated
from analysis.claims.verdicts import MEANINGS, TO_CORRECT
from analysis.claims.wording import PRECISION

__all__ = [
    "MEANINGS",
    "PRECISION",
    "TO_CORRECT",
    "by_measure",
    "check",
    "corrections",
    "counts",
    "evidence",
    "own",
    "printed",
    "register",
    "rows",
    "settling",
    "source_of",
    "stated",
    "tile",
]
