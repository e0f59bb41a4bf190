"""Small numbers about people: which figures of returns nobody may see, and which others would give them away.

Protection happens once, when the table of a dataset of returns is made, for all that can ever be loaded from it: every
area, every combination of dimensions, every frequency (see `catalogue.sources.Returned`). What is suppressed is gone
before a notebook, a cache or a report can hold it, and any two tables, notebooks or reports agree on it.

**What is guaranteed.** For each measure of ``form.personal``, no figure of 1 to 4 (the threshold less one) is in the
table, and whoever knows all figures of that measure that are in it cannot work out any that is suppressed: for each
there is another table of whole, non-negative counts with the same figures wherever there is one, and another count in
the suppressed place. A small count has not only a second value but a range as wide as the threshold, unless totals of a
region or figures of the nation would have to go for it. Sums that are not shown (a year of a force that lacks a month)
are protected like those that are. A zero may be suppressed to protect others, so a suppressed figure may be zero.

**What is not.** Each measure of a dataset is protected by itself: whoever knows that it cannot exceed another one (a
complete referral is a referral; without an investigation there are no people in it) knows a bound that is not reckoned
with, and where two measures are equal, what is known of one is known of both. Nor is it reckoned with that somebody may
know some of the cases, or reason from the rules having picked these cells and not others. A stock is protected within
each month: a change from month to month is no cell of any table. Returns as they were on an earlier day (``as_at``) are
protected by themselves too: tables of two such days must not be published side by side.

The method finds for each small count a way to move some cases between cells that leaves as much as possible of the
table as it is, and suppresses what changes: the hypercube method (Giessing and Repsilber, 2002, Tools and strategies to
protect multiple tables with the GHQUAR cell suppression engine, in Inference Control in Statistical Databases, Lecture
Notes in Computer Science 2316), over all totals of a dataset at once.
"""

from __future__ import annotations

from analysis.disclosure.policy import Policy, policy_text, read_policy
from analysis.disclosure.protection import protect

__all__ = ["Policy", "policy_text", "protect", "read_policy"]
