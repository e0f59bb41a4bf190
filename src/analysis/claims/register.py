"""The register of a report's claims: each with what was claimed, what was computed, and what stands up."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import disclosure, manifest, periods, roots
from analysis.catalogue import cache, keys
from analysis.claims import contradictions, form, wording
from analysis.claims.checking import Finding, Setting
from analysis.claims.form import Claim
from analysis.claims.points import points
from analysis.claims.verdicts import VERDICTS, judge
from analysis.errors import NotCovered, UnknownName, nearest_names
from analysis.measures import spans
from analysis.prose import capitalised, listing
from analysis.provenance import Provenance, Release, Sidecar, held, kept, read_sidecar

COLUMNS = (
    "id", "section", "measure", "statement", "claimed", "computed", "verdict", "reason", "point", "needs", "source",
)  # fmt: skip
_PATTERN = "annual_report_*_claims.yaml"


def register(report: str = "2021-22") -> pd.DataFrame:
    """Judge every claim of an annual report, once for each state of the data.

    Parameters
    ----------
    report : str
        Financial year of the report.

    Returns
    -------
    DataFrame
        A row for each claim, in the order of the report: ``id``, ``section``, ``measure``, ``statement``, what was
        ``claimed`` and ``computed`` in words, the ``verdict``, its ``reason``, the ``point`` to correct that it is part
        of, what the claim ``needs`` to be settled (a published file or a return) and ``source``; all text. The releases
        are in ``attrs["provenance"]``, with that of the report itself.

    Raises
    ------
    NotCovered
        In the data root of an invented country, which has no printed report.
    UnknownName
        Where there are no claims of the report.
    BadData
        Where the list of claims, or data, cannot be used.

    Examples
    --------
    >>> register("2021-22").set_index("id").loc["innerste-forces-s5", "claimed"]
    '39 forces'
    """
    year = periods.label(periods.financial_year(report))
    sidecars = _reports_of_a_real_country()
    if year not in sidecars:
        what = f"there are no claims of a report of {year}"
        raise UnknownName(what, expected=" or ".join(sidecars), nearest=nearest_names(year, sidecars))
    # What was made of returns stays where the returns are.
    folder, name = roots.returns() / ".cache", f"claims-{year}"
    key = keys.key(manifest.fingerprint(), disclosure.policy_text())
    with cache.alone(folder, name):
        table = cache.find_frame(folder, name, key)
        if table is None:
            table = _judged_anew(sidecars[year], year)
            releases = table.attrs["provenance"].releases
            cache.keep_frame(folder, name, key, _with(table, {"releases": kept(releases)}))
            return table
    return _with(table, {"provenance": Provenance(held(table.attrs["releases"]))})


def _with(table: pd.DataFrame, attrs: dict[Hashable | None, Any]) -> pd.DataFrame:
    described = table.copy()
    described.attrs = attrs
    return described


def _judged_anew(sidecar: Sidecar, year: str) -> pd.DataFrame:
    (release,) = sidecar.releases
    # Without a day of publication, what was known at the end of the year it reports on.
    known_on = release.date or periods.financial_year(year).end_time.date()
    setting = Setting(known_on, periods.financial_year(year), release.title.casefold())
    return _judged(form.read(sidecar.file), setting, (release,))


def rows(report: str, ids: Sequence[str]) -> pd.DataFrame:
    """Return some rows of the register of a year's report, in the order asked for; none where there is no report.

    Parameters
    ----------
    report : str
        Financial year of the report.
    ids : sequence of str
        Of claims.

    Returns
    -------
    DataFrame
        As for `register`.

    Raises
    ------
    UnknownName
        Where the report makes no such claim.

    Examples
    --------
    >>> rows("2021-22", ["innerste-forces-s5"])["section"].to_list()
    ['5']
    """
    if not ids or report not in _reports():
        return pd.DataFrame(columns=[*COLUMNS])
    judged = register(report).set_index("id", drop=False)
    if unknown := [each for each in ids if each not in judged.index]:
        what = f"the report of {report} makes no claim '{unknown[0]}'"
        raise UnknownName(what, nearest=nearest_names(unknown[0], judged.index))
    return judged.loc[list(ids)]


def check(file: Path) -> pd.DataFrame:
    """Judge the claims of a draft, by the newest figures.

    Parameters
    ----------
    file : Path
        A list of claims in the form of those of the reports (see `analysis.claims.form.read`).

    Returns
    -------
    DataFrame
        As for `register`.

    Raises
    ------
    BadData
        With all mistakes of the file at once.
    NotCovered
        As for `register`.

    Examples
    --------
    >>> check(roots.published() / "annual_report_2021_22_claims.csv").columns.to_list()[:3]
    ['id', 'section', 'measure']
    """
    held = [claim for sidecar in _reports_of_a_real_country().values() for claim in form.read(sidecar.file)]
    units: dict[str, set[str]] = {}
    for claim in held:
        units.setdefault(claim.measure, set()).add(claim.unit)
    claims = form.read(file, {claim.statement: claim.measure for claim in held}, units)
    return _judged(claims, Setting(None, _year_of(claims)), ())


def counts(registered: pd.DataFrame) -> pd.Series:
    """Count claims by verdict.

    Parameters
    ----------
    registered : DataFrame
        As from `register`.

    Returns
    -------
    Series of int
        Over all verdicts.

    Examples
    --------
    >>> int(counts(register("2021-22")).sum())
    128
    """
    given = registered["verdict"].value_counts()
    return given.reindex(VERDICTS, fill_value=0).rename("claims").rename_axis("verdict")


def stated(report: str = "2021-22") -> dict[str, str]:
    """Put together what an annual report states of each measure; returned as by `printed`.

    Examples
    --------
    >>> stated("2021-22")["forces using Operation Innerste"]
    '39 forces (sections 2, 3 and 5)'
    """
    claims, year = _claims_of(report)
    return _by_measure(claims, claims, year)


def printed(report: str, ids: Sequence[str]) -> dict[str, str]:
    """Put together what an annual report prints in some of its claims.

    Parameters
    ----------
    report : str
        Financial year of the report.
    ids : sequence of str
        Of the claims, in this report or in another: then what this one prints of the same measures is meant.

    Returns
    -------
    dict of str to str
        The statements over the measures: each once, with every section that makes it, and the period where it is
        another than the year of the report; none where the claims of the report are not available.

    Raises
    ------
    UnknownName
        Where no report makes such a claim.

    Examples
    --------
    >>> printed("2021-22", ["innerste-forces-s5"])
    {'forces using Operation Innerste': '39 forces (sections 2, 3 and 5)'}
    """
    claims, year = _claims_of(report)
    every = {claim.id: claim for sidecar in _reports().values() for claim in form.read(sidecar.file)}
    own = {claim.id: claim for claim in claims}
    wanted: list[Claim] = []
    for name in ids if every else ():
        if name not in every:
            raise UnknownName(f"no report makes a claim '{name}'", nearest=nearest_names(name, every))
        alike = [claim for claim in claims if claim.measure == every[name].measure]
        wanted += [own[name]] if name in own else alike
    return _by_measure(wanted, claims, year)


def own(report: str, ids: Sequence[str]) -> tuple[str, ...]:
    """Return those of some claims that an annual report makes; none where its claims are not available.

    Examples
    --------
    >>> own("2021-22", ["innerste-forces-s5", "another"])
    ('innerste-forces-s5',)
    """
    made = {claim.id for claim in _claims_of(report)[0]}
    return tuple(each for each in ids if each in made)


def source_of(report: str) -> Provenance:
    """Return the release that is an annual report; none where its claims are not available.

    Examples
    --------
    >>> [release.title for release in source_of("2021-22").releases]
    ['Annual Report 2021-22']
    """
    sidecar = _reports().get(periods.label(periods.financial_year(report)))
    return Provenance(sidecar.releases if sidecar else ())


def _claims_of(report: str) -> tuple[list[Claim], str]:
    year = periods.label(periods.financial_year(report))
    sidecar = _reports().get(year)
    return form.read(sidecar.file) if sidecar else [], year


def _by_measure(wanted: Sequence[Claim], claims: Sequence[Claim], year: str) -> dict[str, str]:
    sections: dict[tuple[str, str], list[str]] = {}
    for claim in claims:
        sections.setdefault((claim.measure, _said(claim, year)), []).append(claim.section)
    figures: dict[str, list[str]] = {}
    for claim in wanted:
        said = _said(claim, year)
        where = list(dict.fromkeys(sections[claim.measure, said]))
        figure = f"{said} ({'section' if len(where) == 1 else 'sections'} {listing(where)})"
        figures.setdefault(claim.measure, []).append(figure)
    return {measure: "; ".join(dict.fromkeys(every)) for measure, every in figures.items()}


def _said(claim: Claim, year: str) -> str:
    return f"{wording.claimed(claim)}{'' if claim.period == year else _when(claim)}"


def _when(claim: Claim) -> str:
    period, baseline = (
        " or ".join(map(str, spans.read(each))) for each in (claim.period, claim.baseline_period or "each year")
    )
    return f" from {baseline} to {period}" if baseline else f" in {period}" if period else " each year"


def _judged(claims: Sequence[Claim], setting: Setting, report: tuple[Release, ...]) -> pd.DataFrame:
    found, echoes = contradictions.find(claims), contradictions.echoes(claims)
    judged = [(each, judge(each, found.get(each.id, ()), setting, echoes.get(each.id, ()))) for each in claims]
    told = points(judged, found)
    rows = [_row(claim, finding) | {"point": told.get(claim.id, "")} for claim, finding in judged]
    table = pd.DataFrame(rows, columns=list(COLUMNS), dtype=str)
    used = [release for _, finding in judged for release in _releases(finding)]
    table.attrs["provenance"] = Provenance(tuple(dict.fromkeys([*report, *used])))
    return table


def _row(claim: Claim, finding: Finding) -> dict[str, str]:
    compared = f"{capitalised(finding.compared)}." if finding.compared else ""
    return {
        "id": claim.id,
        "section": claim.section,
        "measure": claim.measure,
        "statement": claim.statement,
        "claimed": wording.claimed(claim),
        "computed": finding.computed,
        "verdict": finding.verdict,
        "reason": " ".join([*finding.reasons, compared]).strip(),
        "needs": finding.needs,
        "source": "; ".join(dict.fromkeys(str(release) for release in _releases(finding))),
    }


def _releases(finding: Finding) -> list[Release]:
    return [release for provenance in finding.used for release in provenance.releases]


def _reports_of_a_real_country() -> dict[str, Sidecar]:
    if roots.current().demonstration:
        raise NotCovered(
            "An invented country has no printed report, so there are no claims to check",
            [f"Claims are checked against evidence: leave {roots.VARIABLE} unset."],
        )
    return _reports()


def _reports() -> dict[str, Sidecar]:
    sidecars = [read_sidecar(path) for path in sorted(roots.published().glob(_PATTERN))]
    return {sidecar.releases[0].period: sidecar for sidecar in sidecars}


def _year_of(claims: Sequence[Claim]) -> pd.Period | None:
    """Return the financial year that most claims are about."""
    years = [period.last for claim in claims for period, _ in claim.readings if period.last.freqstr == "Y-MAR"]
    return max(set(years), key=lambda year: (years.count(year), year), default=None)
