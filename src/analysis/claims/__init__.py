"""The claims of the annual reports: what each says, and what of it stands up."""

from __future__ import annotations

from analysis.claims.register import check, counts, register

__all__ = ["check", "counts", "register"]
