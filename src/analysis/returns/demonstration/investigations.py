"""Made-up live investigations and the people in them."""

from __future__ import annotations

import itertools
from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.datasets import investigation_people, live_investigations
from analysis.datasets.dataset import FORCE
from analysis.returns.demonstration import draws

INVESTIGATIONS_NOTE = """\
Matched: the dated points that were published for live police investigations: 1,370 in April 2019, 1,588 in September
2019 (72% more than a year before), 1,810 in February 2020, 4,114 in December 2021 and 3,555 in December 2022; over
4,200 in February 2022; 65% more in 2021-22 than in 2020-21, both March on March and mean of the months on mean of the
months; criminal exploitation just under 60% in March 2022, ten percentage points more than a year before (the report
does not say whether percent or points); 76% more investigations that involve children and 126% more of criminal
exploitation that do, again March on March and mean on mean; about 35% that involve children in April 2019; 70% more of
domestic servitude in the Yorkshire and the Humber region in 2021 than in 2020, mean on mean, where the report counts
cases recorded. Not matched: the same 70% for West Yorkshire alone, which the report gives too; growth of 20% in the
year to February 2020, which does not go with 1,370 in April 2019. The published points are of the UK; here the 43
forces of England and Wales make up the whole of them."""

PEOPLE_NOTE = """\
Matched: over 2,200 potential victims and over 1,800 suspects in April 2019; in each month of 2021-22 no nationality for
over 30% of potential victims and of suspects (the report says of investigations; the return counts people), British
just under 50% of suspects and over 53% of potential victims of known nationality, the latter a little more than in the
year before. The number of people follows the demonstration data of live investigations."""

CRIMINAL = "Criminal exploitation"
SERVITUDE = "Domestic servitude"
_YORKSHIRE = ("Humberside", "North Yorkshire", "South Yorkshire", "West Yorkshire")

_LIVE = {
    "2018-04": 640, "2018-09": 923, "2019-04": 1370, "2019-09": 1588, "2020-02": 1810, "2020-05": 1765,
    "2020-09": 2075, "2021-02": 2553, "2021-03": 2576, "2021-07": 3075, "2021-10": 3700, "2021-12": 4114,
    "2022-02": 4213, "2022-03": 4250, "2022-12": 3555, "2023-03": 3490,
}  # fmt: skip
"""Investigations: the points that were published, and others between them with which the printed changes come out."""
_CRIMINAL_SHARE = {
    "2018-04": 0.225,
    "2019-03": 0.31,
    "2020-03": 0.4,
    "2021-03": 0.497,
    "2022-03": 0.597,
    "2023-03": 0.63,
}
_CHILD_CRIMINAL = {
    "2018-04": 57, "2019-04": 230, "2020-02": 360, "2020-05": 350, "2020-09": 450, "2021-02": 614, "2021-03": 621,
    "2021-07": 856, "2021-10": 1168, "2021-12": 1330, "2022-02": 1388, "2022-03": 1404, "2022-12": 1190,
    "2023-03": 1180,
}  # fmt: skip
_CHILD_OTHER = {
    "2018-04": 155, "2019-04": 250, "2020-02": 335, "2020-09": 365, "2021-02": 407, "2021-03": 409, "2021-08": 431,
    "2022-02": 410, "2022-03": 409, "2023-03": 330,
}  # fmt: skip
_OTHER_TYPES = {
    "Children involved": {
        "Labour exploitation": 0.13,
        "Sexual exploitation": 0.6,
        SERVITUDE: 0.09,
        "Organ harvesting": 0.003,
        "Other or not known": 0.177,
    },
    "No children involved": {
        "Labour exploitation": 0.51,
        "Sexual exploitation": 0.31,
        SERVITUDE: 0.06,
        "Organ harvesting": 0.01,
        "Other or not known": 0.11,
    },
}
_SERVITUDE_IN_YORKSHIRE = {"2018-04": 0.17, "2020-12": 0.19, "2021-05": 0.249, "2023-03": 0.253}
"""Share of the investigations of domestic servitude that forces of the Yorkshire and the Humber region lead."""
_BRITISH_SHARE = {
    "Potential victim": {"2018-04": 0.42, "2020-04": 0.5, "2021-03": 0.529, "2021-04": 0.5315, "2022-03": 0.539},
    "Suspect": {"2018-04": 0.41, "2020-04": 0.46, "2021-04": 0.486, "2022-03": 0.4965, "2023-03": 0.498},
}
_NATIONALITIES = {
    "Albanian": (0.17, 0.22),
    "Bangladeshi": (0.01, 0.01),
    "Bulgarian": (0.02, 0.05),
    "Chinese": (0.06, 0.07),
    "Eritrean": (0.06, 0.01),
    "Indian": (0.05, 0.05),
    "Iranian": (0.04, 0.02),
    "Nigerian": (0.03, 0.02),
    "Pakistani": (0.03, 0.05),
    "Polish": (0.05, 0.07),
    "Romanian": (0.14, 0.23),
    "Sudanese": (0.06, 0.01),
    "Vietnamese": (0.16, 0.08),
    "Other nationality": (0.12, 0.11),
}

_PER_INVESTIGATION = {"Potential victim": 1.612, "Suspect": 1.32}
_NOT_KNOWN_SHARE = {
    "Potential victim": {"2018-04": 0.27, "2021-03": 0.3, "2021-06": 0.312, "2022-03": 0.322, "2023-03": 0.316},
    "Suspect": {"2018-04": 0.25, "2021-03": 0.304, "2021-06": 0.318, "2022-03": 0.331, "2023-03": 0.322},
}
_BRITISH_SHARE = {
    "Potential victim": {"2018-04": 0.42, "2020-04": 0.5, "2021-03": 0.529, "2021-04": 0.5315, "2022-03": 0.539},
    "Suspect": {"2018-04": 0.41, "2020-04": 0.46, "2021-04": 0.486, "2022-03": 0.4965, "2023-03": 0.498},
}
_NATIONALITIES = {
    "Albanian": (0.17, 0.22),
    "Bangladeshi": (0.01, 0.01),
    "Bulgarian": (0.02, 0.05),
    "Chinese": (0.06, 0.07),
    "Eritrean": (0.06, 0.01),
    "Indian": (0.05, 0.05),
    "Iranian": (0.04, 0.02),
    "Nigerian": (0.03, 0.02),
    "Pakistani": (0.03, 0.05),
    "Polish": (0.05, 0.07),
    "Romanian": (0.14, 0.23),
    "Sudanese": (0.06, 0.01),
    "Vietnamese": (0.16, 0.08),
    "Other nationality": (0.12, 0.11),
}


@cache
def live() -> pd.DataFrame:
    """Make live investigations by month, police force, type of exploitation and whether children are involved."""
    rng = draws.stream("live_investigations")
    cells = _cells()
    names = draws.force_weights(rng, {"Metropolitan Police": 0.8, "West Midlands": 1.3, "Merseyside": 1.3})
    parts = []
    for kind, children in itertools.product(live_investigations.EXPLOITATION_TYPES, live_investigations.CHILDREN):
        weights = draws.drifting(rng, draws.force_weights(rng) * names / names.mean())
        counts = np.zeros(weights.shape, dtype=np.int64)
        for led, totals in _led(kind, cells[kind, children], names.index):
            counts[:, led] = draws.stock(rng, totals.tolist(), weights[:, led])
        index = pd.MultiIndex.from_product([draws.MONTHS.astype(str), names.index], names=["month", FORCE])
        made = pd.DataFrame({"investigations": counts.ravel()}, index).reset_index()
        parts.append(made.assign(exploitation_type=kind, children=children))
    rows = pd.concat(parts).sort_values(["month", FORCE], kind="stable")
    return draws.complete(rows, live_investigations.DATASET)


def people() -> pd.DataFrame:
    """Make the people in these investigations by month, police force, role and nationality."""
    rng = draws.stream("investigation_people")
    each = live().groupby(["month", FORCE])["investigations"].sum().unstack()
    totals = each.sum(axis=1).to_numpy()
    parts = []
    for place, (role, ratio) in enumerate(_PER_INVESTIGATION.items()):
        count = pd.Series(np.rint(totals * ratio), index=draws.MONTHS)
        unknown = count * draws.curve(_NOT_KNOWN_SHARE[role])
        british = (count - unknown) * draws.curve(_BRITISH_SHARE[role])
        abroad = {name: shares[place] for name, shares in _NATIONALITIES.items()}
        groups = draws.whole(pd.DataFrame({1: british, 2: unknown, 3: count - unknown - british}))
        for group, mix in enumerate(({"British": 1.0}, {investigation_people.NOT_KNOWN: 1.0}, abroad), start=1):
            # Each force has its own mix of nationalities, and its own habit of recording them.
            own = pd.Series(mix).to_numpy() * rng.lognormal(0, 0.3, (each.shape[1], len(mix)))
            weights = each.to_numpy()[:, :, np.newaxis] * own
            counts = draws.stock(rng, groups[group].tolist(), weights.reshape(len(each), -1))
            index = pd.MultiIndex.from_product([each.index, each.columns, mix], names=["month", FORCE, "nationality"])
            made = pd.DataFrame({"people": counts.ravel()}, index).reset_index()
            parts.append(made.assign(role=role))
    rows = pd.concat(parts).sort_values(["month", FORCE, "role"], kind="stable")
    return draws.complete(rows, investigation_people.DATASET)


def _led(kind: str, totals: pd.Series, names: pd.Index) -> list[tuple[NDArray[np.bool_], pd.Series]]:
    """Split the investigations of a kind by which forces lead them: the report gives one kind for one region."""
    in_yorkshire = np.asarray(names.isin(_YORKSHIRE))
    if kind != SERVITUDE:
        return [(np.ones_like(in_yorkshire), totals)]
    there = (totals * draws.curve(_SERVITUDE_IN_YORKSHIRE)).round().astype(int)
    return [(in_yorkshire, there), (~in_yorkshire, totals - there)]


def _cells() -> pd.DataFrame:
    every = draws.curve(_LIVE)
    criminal = every * draws.curve(_CRIMINAL_SHARE)
    young, young_other = draws.curve(_CHILD_CRIMINAL), draws.curve(_CHILD_OTHER)
    yes, no = live_investigations.CHILDREN
    columns = {(CRIMINAL, yes): young, (CRIMINAL, no): criminal - young}
    for children, rest in ((yes, young_other), (no, every - criminal - young_other)):
        columns |= {(kind, children): rest * share for kind, share in _OTHER_TYPES[children].items()}
    return draws.whole(pd.DataFrame(columns))
