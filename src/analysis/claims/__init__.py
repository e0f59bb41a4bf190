"""The claims of the annual reports: what each says, and what of it stands up."""

from __future__ import annotations

from analysis.claims.corrections import corrections
from analysis.claims.register import check, counts, printed, register, rows, source_of, stated
from analysis.claims.verdicts import MEANINGS

__all__ = ["MEANINGS", "check", "corrections", "counts", "printed", "register", "rows", "source_of", "stated"]
