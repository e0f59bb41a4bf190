"""The programme's rules for small numbers about people, in one file: ``data/returns/disclosure.yaml``.

They are those of the programme and not of a notebook: no parameter changes them.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from analysis import roots
from analysis.errors import BadData, Where, refuse_unknown_fields

_LEAST, _MOST = 5, 100
"""Below it, a threshold would show counts that could name somebody; above it, it is taken for a slip of the pen."""


@dataclass(frozen=True)
class Policy:
    """What is done to counts of people before anybody sees them.

    Attributes
    ----------
    threshold : int
        Counts from 1 to one less than this are suppressed, and those that would give them away.
    rounding : int or None
        All counts of people that remain, totals too, are rounded to the nearest multiple of this, each by itself: a
        total is the rounded total, not the sum of rounded parts. None leaves them as they are.
    """

    threshold: int = 5
    rounding: int | None = None


def read_policy() -> Policy:
    """Return the rules in force; those of `Policy` where there is no file.

    Raises
    ------
    BadData
        Where the file is no YAML, has another field, or a value that cannot be meant.
    """
    path = policy_file()
    if not path.is_file():
        return Policy()
    content = _content(path)
    refuse_unknown_fields(content, [field.name for field in fields(Policy)], Where(path))
    threshold = content.get("threshold", Policy.threshold)
    rounding = content.get("rounding", Policy.rounding)
    if not _is_whole(threshold, _LEAST):
        expected = f"a whole number from {_LEAST} to {_MOST}: counts of 1 to {_LEAST - 1} are never shown"
        raise BadData(f"threshold is '{threshold}'", where=Where(path), expected=expected)
    if rounding is not None and not _is_whole(rounding, 2):
        expected = f"a whole number from 2 to {_MOST}, such as 5, or null for none"
        raise BadData(f"rounding is '{rounding}'", where=Where(path), expected=expected)
    if rounding is not None and rounding > 2 * threshold:
        # A count that is shown would else be rounded to zero, and pass for a true one.
        raise BadData(
            f"rounding to {rounding} would write a count of {threshold} as zero",
            where=Where(path),
            expected=f"at most twice the threshold, {2 * threshold}",
        )
    return Policy(threshold, rounding)


def policy_text() -> str:
    """Return the rules in force as text: two tables made under the same text were protected alike."""
    policy = read_policy()
    return f"threshold {policy.threshold}, rounding {policy.rounding}"


def policy_file() -> Path:
    """Return where the rules lie."""
    return roots.returns() / "disclosure.yaml"


def _content(path: Path) -> dict[str, Any]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadData(f"this is no YAML ({error})", where=Where(path)) from error
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise BadData("the rules are no list of fields", where=Where(path), expected="lines such as 'threshold: 5'")
    return content


def _is_whole(value: object, least: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= _MOST
