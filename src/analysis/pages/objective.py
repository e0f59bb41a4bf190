"""The table that a page on an objective opens with: what was planned, what was printed, and what shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from analysis import areas, catalogue, claims, datasets, periods, prose
from analysis.errors import NotCovered
from analysis.pages.compared import NOT_ASSESSED, VERDICTS, Published
from analysis.pages.outcomes import PRINTED, SHOWN, Outcomes, Template
from analysis.presentation import citing
from analysis.prose.figures import Sentence
from analysis.provenance import Provenance, provenance_of
from analysis.returns import template, workbook

PLANNED = "Planned outcome"
PUBLIC, ASSESSMENT = "Public evidence", "Assessment"


_MOST = 3
"""Main points: the page is about a screen long."""

NEEDS_RETURNS = f"{NOT_ASSESSED}: needs returns"
NOT_ASKED = f"{NOT_ASSESSED}: no return asks for it"
NO_TARGET = f"{NOT_ASSESSED}: the plan names no target"


@dataclass(frozen=True)
class PlannedOutcome:
    """An outcome that was planned, or a thing that the programme does, and what shows it.

    Attributes
    ----------
    planned : str
        In a few words of this project.
    printed : sequence of str
        Ids of the claims in which a printed report says what came of it.
    public : Published, optional
        What published figures say.
    returns : sequence of str
        Names of the returns that would show it.
    shown_by : str
        What else would.
    assessment : str
        What the returns come to: a verdict, and after a colon the figures. Without it, why there is none.

    Raises
    ------
    ValueError
        Where the assessment begins with no verdict.

    Examples
    --------
    >>> PlannedOutcome("Every force uses Operation Innerste", ["innerste-forces-s5"], returns=["safeguarding"]).returns
    ['safeguarding']
    """

    planned: str
    printed: Sequence[str] = ()
    public: Published | None = None
    returns: Sequence[str] = ()
    shown_by: str = ""
    assessment: str = ""

    def __post_init__(self) -> None:
        known = (*VERDICTS, NOT_ASSESSED)
        if self.assessment and self.assessment.partition(":")[0] not in known:
            raise ValueError(f"the assessment '{self.assessment}' begins with none of: {', '.join(known)}")


@dataclass(frozen=True)
class Setting:
    """What a page is about, and the report whose plan it holds the year against.

    Attributes
    ----------
    year : Period
    area : Area
    plan : str
        Financial year of the report that names the outcomes.
    aim : str
        The planned outcome of the whole page; empty for a page on what the programme does.
    """

    year: pd.Period
    area: areas.Area
    plan: str
    aim: str = ""

    @property
    def label(self) -> str:
        """The year as it is written."""
        return periods.label(self.year)

    @property
    def printed(self) -> Provenance:
        """The printed report of the year; empty where there is none."""
        return claims.source_of(self.label)

    def returned(self, name: str) -> pd.DataFrame | None:
        """Load a return; None where it does not reach the area and the year."""
        form = datasets.find(name).form
        try:
            return catalogue.load(name, by=sorted(form.apart if form else ()), area=self.area, until=self.year)
        except NotCovered:
            return None


@dataclass(frozen=True)
class Opening:
    """What a page opens with.

    Attributes
    ----------
    points : tuple of Sentence and str
        One to three main points.
    table : Outcomes
    provenance : Provenance
        The releases behind all of it.
    """

    points: tuple[Sentence | str, ...]
    table: Outcomes
    provenance: Provenance


def opening(
    outcomes: Sequence[PlannedOutcome], setting: Setting, of: str = PLANNED, found: Sequence[Sentence | str] = ()
) -> Opening:
    """Say what the outcomes come to, and lay each out: planned, printed, published, what would show it.

    Parameters
    ----------
    outcomes : sequence of PlannedOutcome
    setting : Setting
    of : str
        What the first column holds; only planned outcomes are assessed.
    found : sequence of Sentence or str
        What the page found, to be said first.

    Returns
    -------
    Opening
    """
    held = {name: setting.returned(name) for each in outcomes for name in each.returns}
    judged = [replace(each, assessment=each.assessment or _why_not(each, held)) for each in outcomes]
    published = [each.public for each in outcomes if each.public]
    frames = [*(each.rows for each in published), *(rows for rows in held.values() if rows is not None)]
    every = [provenance_of(*frames), claims.source_of(setting.plan), setting.printed]
    provenance = Provenance(tuple(dict.fromkeys(release for each in every for release in each.releases)))
    checked = _checked(outcomes, setting)
    points = _points(judged, setting, checked, of, found)
    return Opening(points, _table(judged, setting, of, checked, citing.sources(provenance)), provenance)


def _points(
    judged: Sequence[PlannedOutcome],
    setting: Setting,
    checked: pd.DataFrame,
    of: str,
    found: Sequence[Sentence | str],
) -> tuple[Sentence | str, ...]:
    published = list(dict.fromkeys(each.public.said for each in judged if each.public))
    # What to correct in print is a finding, where there is no other.
    wrong = dict.fromkeys(point.split(". ")[0].rstrip(".") + "." for point in checked["point"] if point)
    whole = (_judged if of == PLANNED else _unseen)(judged, setting)
    is_known = any(each.assessment.partition(":")[0] in VERDICTS for each in judged)
    first, last = ([whole], []) if is_known else ([], [whole] if of == PLANNED or not found else [])
    said = [*first, *found, *published][: _MOST - len(last)] + last
    return (*said, *wrong)[:_MOST]


def _checked(outcomes: Sequence[PlannedOutcome], setting: Setting) -> pd.DataFrame:
    """Return what the register says of what the report of the year prints of these outcomes."""
    said = claims.printed(setting.label, [name for each in outcomes for name in each.printed])
    if not said or not setting.printed.releases:
        return pd.DataFrame(columns=["measure", "verdict", "point"])
    every = claims.register(setting.label)
    return every[every["measure"].isin(list(said))]


def _why_not(outcome: PlannedOutcome, held: Mapping[str, pd.DataFrame | None]) -> str:
    if not outcome.returns:
        return NOT_ASKED
    return NO_TARGET if all(held[name] is not None for name in outcome.returns) else NEEDS_RETURNS


def _table(
    outcomes: Sequence[PlannedOutcome], setting: Setting, of: str, checked: pd.DataFrame, sources: tuple[str, ...]
) -> Outcomes:
    cells = {of: [each.planned for each in outcomes]}
    notes = _notes(outcomes, setting)
    if setting.printed.releases:
        cells[PRINTED] = [_printed(each, setting, checked) for each in outcomes]
    if any(each.public for each in outcomes) or (of == PLANNED and setting.printed.releases):
        cells[PUBLIC] = [str(each.public.said) if each.public else "Nothing published" for each in outcomes]
    else:
        notes.append("Nothing on this is published.")
    cells[SHOWN] = [each.shown_by for each in outcomes]
    if of == PLANNED:
        cells[ASSESSMENT] = [prose.capitalised(each.assessment) for each in outcomes]
    return Outcomes(
        title=f"{f'{of}s' if of == PLANNED else of}: what shows it, {setting.area.name}, {setting.label}",
        columns=tuple(cells),
        rows=tuple(zip(*cells.values(), strict=True)),
        templates=tuple(_templates(outcomes, setting)),
        notes=tuple(notes),
        sources=sources,
        cited=tuple(claims.own(setting.label, each.printed) for each in outcomes),
        aim=setting.aim,
        verdict=_verdict(outcomes) if of == PLANNED else "",
    )


def _printed(outcome: PlannedOutcome, setting: Setting, checked: pd.DataFrame) -> str:
    lines = []
    for name, figures in claims.printed(setting.label, outcome.printed).items():
        verdicts = set(checked.loc[checked["measure"] == name, "verdict"])
        told = next((each for each in claims.TO_CORRECT if each in verdicts and each not in figures), "")
        lines.append(f"{prose.capitalised(name)}: {figures}{f' – {told}' if told else ''}")
    return "\n".join(lines) or "No outcome printed"


def _notes(outcomes: Sequence[PlannedOutcome], setting: Setting) -> list[str]:
    if not setting.printed.releases:
        planned = claims.source_of(setting.plan).releases
        whose = f" The outcomes are those planned for {setting.plan}." if planned else ""
        return [f"No printed report of {setting.label} is available.{whose}"]
    elsewhere = setting.area.kind != "nation" and any(each.printed for each in outcomes)
    return ["Figures of the printed report are national."] if elsewhere else []


def _templates(outcomes: Sequence[PlannedOutcome], setting: Setting) -> list[tuple[Template, ...]]:
    offered: set[str] = set()
    rows = []
    for outcome in outcomes:
        rows.append(tuple(_template(name, setting, again=name in offered) for name in outcome.returns))
        offered |= set(outcome.returns)
    return rows


def _template(name: str, setting: Setting, *, again: bool) -> Template:
    dataset = datasets.find(name)
    try:
        made = template.make(dataset, setting.area, setting.year)
    except NotCovered:
        made = template.make(dataset, areas.find(dataset.area), setting.year)
    elsewhere = "" if made.area == areas.nation() else f' --area "{made.area.name}"'
    return Template(
        title=dataset.title,
        file=f"{made.stem}.xlsx",
        command="" if again else f"msoic returns template {name} --period {setting.label}{elsewhere}",
        content=b"" if again else workbook.content(made),
    )


def _judged(outcomes: Sequence[PlannedOutcome], setting: Setting) -> str:
    found = [each.assessment for each in outcomes]
    known = Counter(each.partition(":")[0] for each in found if each.partition(":")[0] in VERDICTS)
    every = prose.noun(len(found), "planned outcome")
    if known:
        counted = [f"{known[each]} {'was' if known[each] == 1 else 'were'} {each}" for each in VERDICTS if known[each]]
        rest = len(found) - sum(known.values())
        counted += [f"{rest} {'is' if rest == 1 else 'are'} not assessed"] if rest else []
        return f"Of {every} in {setting.label}, {prose.listing(counted)}."
    needs = NEEDS_RETURNS in found
    if len(found) == 1:
        return f"The planned outcome is not assessed for {setting.label}{': it needs returns' if needs else ''}."
    return f"None of {every} is assessed for {setting.label}{': returns are needed' if needs else ''}."


def _unseen(outcomes: Sequence[PlannedOutcome], setting: Setting) -> str:
    titles = dict.fromkeys(datasets.find(name).title for each in outcomes for name in each.returns)
    named = prose.listing(f"'{title}'" for title in titles)
    would = f": the {'return' if len(titles) == 1 else 'returns'} {named} would" if titles else ""
    return f"No published figure shows this work in {setting.label}{would}."


def _verdict(outcomes: Sequence[PlannedOutcome]) -> str:
    found = [each.assessment for each in outcomes]
    verdicts = {each.partition(":")[0] for each in found}
    if verdicts <= set(VERDICTS):
        return verdicts.pop() if len(verdicts) == 1 else "partly met"
    return NEEDS_RETURNS if NEEDS_RETURNS in found else NOT_ASSESSED
