"""What the summary page says, from measures, from what other pages found, and from the claims of the printed report."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from analysis import areas, claims, measures, periods, prose, roots
from analysis.measures.values import NOT_LOADED, NOT_PUBLISHED, NOT_RETURNED, SUPPRESSED
from analysis.pages.compared import NOT_ASSESSED, VERDICTS
from analysis.pages.digest import Digest, digest
from analysis.pages.objective import ASSESSMENT, NEEDS_RETURNS, PLANNED, PUBLIC
from analysis.pages.outcomes import PRINTED, Outcomes
from analysis.pages.results import OLDER, Result
from analysis.presentation.display import Displayed, Text
from analysis.presentation.markdown import CLAIM
from analysis.presentation.parts import Tile, Tiles
from analysis.prose import findings
from analysis.prose.figures import Sentence, say

_NOTHING = {PRINTED: "No outcome printed", PUBLIC: "Nothing published"}
"""What a cell of a page says where there is nothing; the summary leaves it out beside what there is."""

_FEW_YEARS = 3

_MOST = 1
"""Lines of a cell of the table of objectives."""

_MOST_NAMED = 8
"""Pages that were not made and are named one by one; more would bury those that were."""

_WITHOUT = {
    SUPPRESSED: "Withheld: a small number",
    NOT_LOADED: "Not loaded",
    NOT_PUBLISHED: "Not published",
    NOT_RETURNED: "Needs a return",
}


def moved(template: str, name: str, year: pd.Period, **further: object) -> Sentence | None:
    """Say how many there were in a year and how that differs from the year before.

    Parameters
    ----------
    template : str
        With ``{n}``, and ``{moved}``, ``{year}`` and ``{before}`` where they are wanted; ``{most}`` says that no year
        before it has a higher figure, or nothing.
    name : str
        Id of a measure.
    year : Period
    **further
        Other values of the template.

    Returns
    -------
    Sentence or None
        None where either year has no figure.

    Examples
    --------
    >>> said = moved("{n} people were referred.", "nrm_referrals", periods.financial_year("2021-22"))
    >>> str(said).partition(" ")[2]
    'people were referred.'
    """
    after, before = (measures.figure(name, each) for each in (year, year - 1))
    if after is None or before is None:
        return None
    change = f"and {before}" if after.unit == "percent" else findings.change(after, before)
    most = ". No earlier year had more" if "{most}" in template and _is_record(name, year) else ""
    values = {"n": after, "moved": change, "then": before, "most": most, **further}
    return say(template, year=periods.label(year), before=periods.label(year - 1), **values)


def _is_record(name: str, year: pd.Period) -> bool:
    """Tell whether a year has a higher figure than the years before it, of which there are three or more."""
    every = itertools.takewhile(bool, (measures.figure(name, year - back) for back in itertools.count()))
    latest, *earlier = [each.value for each in every if each]
    return len(earlier) >= _FEW_YEARS and latest > max(earlier)


def against(template: str, one: str, other: str, year: pd.Period) -> Sentence | None:
    """Say two figures of a year with one another, as ``{one}`` and ``{other}``; None where either is missing.

    Examples
    --------
    >>> year = periods.financial_year("2021-22")
    >>> said = against("{one} decisions, {other} referrals.", "nrm_decisions", "nrm_referrals", year)
    >>> str(said).rpartition(" ")[2]
    'referrals.'
    """
    pair = [measures.figure(name, year) for name in (one, other)]
    if any(each is None for each in pair):
        return None
    return say(template, one=pair[0], other=pair[1], year=periods.label(year))


def charges(registered: pd.DataFrame, year: pd.Period) -> Sentence | None:
    """Say what a report prints as the year's rise in charges, each figure of it, and what the published count did.

    Examples
    --------
    >>> str(charges(claims.register("2021-22"), periods.financial_year("2021-22"))).partition(" in charges")[0]
    'The printed report gives the rise'
    """
    of_charges = registered[registered["measure"] == "decisions to charge"]
    rises = of_charges[of_charges["point"].str.contains("year's rise")]
    counted = moved("{n} modern slavery offences were charged, {moved} in {before}.", "offences_charged", year)
    printed = prose.listing(
        [f"{each}%" for each in sorted({int(size) for size in rises["claimed"].str.extract(r"(\d+)%")[0].dropna()})]
    )
    if counted is None or not printed:
        return counted
    template = "The printed report gives the rise in charges in {year} as {printed}. {counted}"
    return say(template, printed=printed, year=periods.label(year), counted=counted)


def is_of_country(area: areas.Area) -> bool:
    """Tell whether a summary is of a real nation, for which there are published figures.

    Examples
    --------
    >>> is_of_country(areas.nation()), is_of_country(areas.find("Kent"))
    (True, False)
    """
    return area.kind == "nation" and not roots.current().demonstration


def points(said: Iterable[Sentence | str | None], results: Sequence[Result], place: str) -> list[Sentence | str]:
    """Return the main points: those that have figures, or else what the pages of an area found, at most six.

    Parameters
    ----------
    said : iterable of Sentence or None
    results : sequence of Result
    place : str
        What the summary is about.

    Returns
    -------
    list of Sentence and str
        Where there is nothing to say, one that says why.

    Examples
    --------
    >>> points([None, "Referrals rose."], [], "the UK")
    ['Referrals rose.']
    """
    known: list[Sentence | str] = [each for each in said if each]
    if not known:
        known = [each.finding for each in results if each.finding]
    return known[:6] or [f"No page on {place} has been made from the data that are there now."]


def judged(results: Sequence[Result]) -> str:
    """Say how many objectives were met, of the pages that were made; empty where none was.

    Parameters
    ----------
    results : sequence of Result
        Of the pages on objectives.

    Examples
    --------
    >>> judged([Result("objectives/three_ps", "Three Ps", area="UK", verdict="met")])
    'Of 1 objective, 1 was met.'
    """
    made = [each for each in results if each.was_made]
    if not made:
        return ""
    every = prose.noun(len(made), "objective")
    known = Counter(each.verdict for each in made if each.verdict in VERDICTS)
    apart = len(results) - len(made)
    of_all = f" The pages of {apart} more have not been run." if apart else ""
    if not known:
        needs = ": returns are needed" if any(each.verdict == NEEDS_RETURNS for each in made) else ""
        none = f"None of the {every} can" if len(made) > 1 and not apart else f"{every.capitalize()} cannot"
        return f"{none} be assessed{needs}.{of_all}"
    counted = [f"{known[each]} {'was' if known[each] == 1 else 'were'} {each}" for each in VERDICTS if known[each]]
    rest = len(made) - sum(known.values())
    counted += [f"{rest} {'is' if rest == 1 else 'are'} not assessed in whole"] if rest else []
    return f"Of {every}, {prose.listing(counted)}.{of_all}"


def printed_tiles(registered: pd.DataFrame, groups: Mapping[str, Mapping[str, str]]) -> Tiles:
    """Show highlights as a report printed them, each with its verdict.

    Parameters
    ----------
    registered : DataFrame
        As from `analysis.claims.register`.
    groups : mapping of str to mapping of str to str
        By heading, what each highlight is of, by the id of its claim; of two claims with `` to `` between them, the
        figures of both are shown and the verdict of the last.

    Examples
    --------
    >>> groups = {"Work": {"innerste-forces-s5": "forces use Operation Innerste"}}
    >>> tiles = printed_tiles(claims.register("2021-22"), groups)
    >>> [tile.figure for _, group in tiles.groups for tile in group]
    ['39 forces']
    """
    rows = {row["id"]: {str(name): str(cell) for name, cell in row.items()} for row in registered.to_dict("records")}

    def tile(ids: str, what: str) -> Tile:
        first, _, last = ids.partition(" to ")
        figure = f"{rows[first]['claimed']} to {rows[last]['claimed']}" if last else ""
        return claims.tile(rows[last or first], what, figure)

    return Tiles(tuple((head, tuple(tile(*each) for each in tiles.items())) for head, tiles in groups.items()))


def measured_tiles(period: str, area: areas.Area, groups: Mapping[str, Mapping[str, str]]) -> Tiles:
    """Show highlights as the data give them, each with its status.

    Parameters
    ----------
    period : str
        Financial year.
    area : Area
        The whole country takes the area of each measure.
    groups : mapping of str to mapping of str to str
        By heading, what each highlight is of, by the id of its measure.

    Examples
    --------
    >>> tiles = measured_tiles("2021-22", areas.default(), {"Victims": {"nrm_referrals": "people referred"}})
    >>> [tile.what for _, group in tiles.groups for tile in group]
    ['people referred']
    """
    of_country = is_of_country(area)

    def tile(name: str, what: str) -> Tile | None:
        found = measures.value(name, period, None if of_country else area)
        if found.number is not None:
            return Tile(measures.written(name, found.number), what, prose.capitalised(found.status), tone="good")
        # Most measures are published of the country alone: eight times nothing is no highlight of a police force.
        is_said = of_country or found.status != NOT_PUBLISHED
        return Tile("–", what, _WITHOUT[found.status]) if is_said else None

    every = {head: [tile(*each) for each in tiles.items()] for head, tiles in groups.items()}
    return Tiles(tuple((head, tuple(filter(None, tiles))) for head, tiles in every.items() if any(tiles)))


def objectives(results: Sequence[Result], place: str, period: str) -> Outcomes:
    """Lay out the objectives: planned, printed, published, and what it comes to.

    Parameters
    ----------
    results : sequence of Result
        Of the pages on objectives; one that was not made says so.
    place, period : str
        What the summary is about.

    Returns
    -------
    Outcomes

    Examples
    --------
    >>> missing = Result("objectives/three_ps", "Three Ps", missing="It was not run.")
    >>> objectives([missing], "the UK", "2021-22").rows[0][-1]
    'Not made'
    """
    columns = [name for name in (PRINTED, PUBLIC) if any(name in row for each in results for row in each.outcomes)]
    rows = [
        (
            each.title,
            each.aim or each.missing,
            *(_cell(each, name) if each.outcomes else "Not made" for name in columns),
            prose.capitalised(each.verdict or (NOT_ASSESSED if each.was_made else "not made")),
        )
        for each in results
    ]
    return Outcomes(
        title=f"Planned outcomes and what is known of them, {place}, {period}",
        columns=("Objective", PLANNED, *columns, ASSESSMENT),
        rows=tuple(rows),
    )


def corrections(found: pd.DataFrame, *, brief: bool = False) -> Text:
    """List what of a printed report is to be corrected, a line each.

    Parameters
    ----------
    found : DataFrame
        As from `analysis.claims.corrections`.
    brief : bool
        The first sentence of each only.

    Returns
    -------
    Text

    Examples
    --------
    >>> corrections(pd.DataFrame({"id": ["a"], "point": ["Charges: the data give 39%."]}))
    Text(markdown='1. [**Charges**](claim:a): the data give 39%.')
    """
    lines = []
    for number, (claim, point) in enumerate(zip(found["id"], found["point"], strict=True), 1):
        of, _, said = (point.split(". ")[0].rstrip(".") + "." if brief else point).partition(": ")
        lines.append(f"{number}. [**{of}**]({CLAIM}{claim}): {said}")
    return Text("\n".join(lines) or "Nothing is to be corrected.")


def contents(results: Sequence[Result], place: str) -> list[Displayed]:
    """List the pages that there are with their findings, and name those that were not run or are older than their data.

    Parameters
    ----------
    results : sequence of Result
    place : str
        What the summary is about.

    Returns
    -------
    list of Digest and Text
        In an invented country nothing is said of pages that were not run: most have nothing to show.

    Examples
    --------
    >>> contents([Result("objectives/three_ps", "Three Ps")], "the UK")
    [Text(markdown='Not run, or not made for this year and area: Three Ps.')]
    """
    made: list[Displayed] = [_digest(results, place)] if any(each.was_made for each in results) else []
    older = [each.title for each in results if each.missing == OLDER]
    absent = [each.title for each in results if not each.was_made and each.missing != OLDER]
    said = [f"Older than their data, and not quoted: {prose.listing(older)}."] if older else []
    if absent and not roots.current().demonstration:
        named = prose.listing(absent) if len(absent) <= _MOST_NAMED else f"{len(absent)} pages (see All pages)"
        said.append(f"Not run, or not made for this year and area: {named}.")
    return [*made, *map(Text, said)]


def _digest(results: Sequence[Result], place: str) -> Digest:
    return digest([each for each in results if each.was_made], area=place)


def _cell(result: Result, column: str) -> str:
    cells = [row[column] for row in result.outcomes if row.get(column, "") not in ("", _NOTHING[column])]
    # Of each row the first line is enough here.
    return "\n".join(dict.fromkeys(cell.splitlines()[0] for cell in cells[:_MOST])) or _NOTHING[column]
