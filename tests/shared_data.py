"""Where tests find the official files: a folder `shared` beside the project, which not every copy has."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
REAL = SHARED / "data" / "real"
MORE = SHARED / "data" / "real_more"
PUBLISHED = SHARED / "data" / "published"

needs_shared = pytest.mark.skipif(not REAL.is_dir(), reason="the official files, ../shared/data/real, are not here")
