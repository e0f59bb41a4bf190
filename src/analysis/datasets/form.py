"""What a return to the programme asks for: who fills it in, how often, and what of it is about people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Reporter = Literal["force", "region", "programme"]
"""Who fills a return in: each police force, each region, or the programme itself."""

Span = Literal["month", "quarter", "date"]
"""What the first column of a return holds: a month, a financial quarter, or the day of one record."""

BEGINS = "2015-04"
"""First month of any return: the financial year in which the Modern Slavery Act 2015 came into force."""

REFERENCE = "reference"
"""Column that tells one record from another; it serves to count and to find faults, and is not kept."""


@dataclass(frozen=True)
class Form:
    """A return that police forces, regions or the programme fill in.

    Attributes
    ----------
    reporter : {"force", "region", "programme"}
    span : {"month", "quarter", "date"}
        A row is a count for a month or a financial quarter, or with ``date`` one record.
    records : str
        Measure that counts the records of a return of records; it is no column of the return.
    stock : bool
        Whether the counts are of what there is at the end of the period, which must not be added up over time.
    personal : frozenset of str
        Measures that count people, or cases of people: small ones are suppressed before anybody sees them.
    states : frozenset of str
        Measures that say with 1 or 0 whether something holds at the end of the period.
    apart : frozenset of str
        Dimensions whose levels must not be added up, since one person or case can be in several.
    begun : str
        Dimension that names the financial year in which what is counted began: a later one than that of the count is
        impossible, and has no cell. A zero that cannot be anything else would hide nothing.
    meanings : mapping of str to str
        What each column holds, in the words of the template.
    within : mapping of str to str
        Measures that count some of what another one counts, and so never more: the part, and its whole.
    repeats : frozenset of str
        Dimensions in which the rows of one record differ; a record has a single row where there are none.
    beside : mapping of str to tuple of str
        What a column may hold beside the names of police forces or regions.
    """

    reporter: Reporter
    span: Span = "month"
    records: str = ""
    stock: bool = False
    personal: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    begun: str = ""
    meanings: Mapping[str, str] = field(default_factory=dict)
    within: Mapping[str, str] = field(default_factory=dict)
    repeats: frozenset[str] = frozenset()
    beside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def frequency(self) -> str:
        """Frequency of the Periods that a return covers: months, or financial quarters."""
        return "Q-MAR" if self.span == "quarter" else "M"
