"""What a run will make: which notebooks, with which parameters, checked before any kernel starts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis import areas, paths, periods, roots
from analysis.errors import AnalysisError, UnknownName, nearest_names
from analysis.reporting import needs
from analysis.reporting.parameters import Parameter, Unreadable, read_parameters

FORMATS = ("html", "pdf")
"""What an executed notebook can be exported to."""

SUMMARY = "annual_report"
"""The notebook that sums up the others, whatever they show."""


@dataclass(frozen=True)
class Job:
    """One notebook to be run for one period and area, and the formats to export it to.

    Attributes
    ----------
    notebook : Path
    name : str
        ``folder/notebook``, as the command line takes it.
    parameters : mapping
        A value for each parameter that the notebook declares.
    formats : tuple of str
    folder : Path
        Where its report goes, relative to the folder of reports.
    lacking : str
        Why no page can be made, where the data do not reach the area or the period (see `analysis.reporting.needs`).
    unreadable : AnalysisError or None
        Why the notebook cannot be run at all.
    """

    notebook: Path
    name: str
    parameters: Mapping[str, Any]
    formats: tuple[str, ...]
    folder: Path
    lacking: str = ""
    unreadable: AnalysisError | None = None

    @property
    def stem(self) -> str:
        """File name of its report, without an ending."""
        return roots.file_name(self.notebook.stem)

    @property
    def is_summary(self) -> bool:
        """Whether it sums up what the others found, and so comes last."""
        return self.name == SUMMARY


def make_plan(
    notebooks: Sequence[str] = (),
    *,
    parameters: Mapping[str, str] | None = None,
    formats: Sequence[str] = FORMATS,
) -> list[Job]:
    """Return the jobs of a run, each checked.

    Parameters
    ----------
    notebooks : sequence of str
        Names such as ``nrm_referrals`` or ``trends/nrm_referrals``, or paths; all of them where it is empty. Of an
        invented country there are only those that draw on returns, and the summary.
    parameters : mapping of str to str
        Values as typed, ``period`` and ``area`` among them; a notebook's own defaults serve for the others.
    formats : sequence of str
        Of `FORMATS`.

    Returns
    -------
    list of Job

    Raises
    ------
    UnknownName
        Where a notebook, a format, a parameter or an area is not known.
    BadPeriod
        Where the period is no financial year.
    AnalysisError
        Where a notebook is asked for that shows nothing of an invented country, no format is asked for, a value is not
        of its parameter's type, a notebook that is named cannot be read, or two notebooks have the same file name.
        Where none is named, one that cannot be read does not cost the others theirs: its job says why.
    """
    if not formats:
        raise AnalysisError("no format is asked for", expected=" or ".join(FORMATS))
    for wanted in formats:
        if wanted not in FORMATS:
            raise UnknownName(
                f"there is no format '{wanted}'", expected=" or ".join(FORMATS), nearest=nearest_names(wanted, FORMATS)
            )
    known = find_notebooks()
    chosen = [_find(name, known) for name in notebooks] or list(known)
    if roots.current().demonstration:
        able = [name for name in known if name == SUMMARY or draws_on_returns(known[name])]
        if unable := [name for name in chosen if notebooks and name not in able]:
            raise AnalysisError(
                f"{unable[0]} draws on no returns, and an invented country has nothing else", expected=" or ".join(able)
            )
        chosen = [name for name in chosen if name in able]
    return [
        _job(name, known[name], parameters or {}, tuple(formats), bool(notebooks)) for name in dict.fromkeys(chosen)
    ]


def find_notebooks() -> dict[str, Path]:
    """Return the path of each notebook by its name, such as ``trends/nrm_referrals``.

    Raises
    ------
    AnalysisError
        Where two have the same file name: the report of one would replace that of the other.
    """
    folder = paths.notebooks()
    found = sorted(path for path in folder.rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)
    known = {path.relative_to(folder).with_suffix("").as_posix(): path for path in found}
    by_stem: dict[str, str] = {}
    for name, path in known.items():
        if (other := by_stem.setdefault(path.stem, name)) != name:
            raise AnalysisError(f"{other} and {name} would have the same report", expected="a file name for each")
    return known


def draws_on_returns(notebook: Path) -> bool:
    """Tell whether a notebook names returns in its metadata: ``"msoic": {"returns": ["safeguarding"]}``.

    Parameters
    ----------
    notebook : Path

    Returns
    -------
    bool

    Raises
    ------
    AnalysisError
        Where the notebook cannot be read.
    """
    try:
        about = json.loads(notebook.read_text(encoding="utf-8"))["metadata"].get("msoic", {})
    except (ValueError, KeyError) as error:
        raise AnalysisError(f"cannot be read as a notebook ({error})", where=notebook.name) from error
    return bool(about.get("returns"))


def _find(name: str, known: Mapping[str, Path]) -> str:
    wanted = name.replace("\\", "/").removesuffix(".ipynb").removeprefix("./").removeprefix("notebooks/")
    if wanted in known:
        return wanted
    stems = {each.rsplit("/", 1)[-1]: each for each in known}
    files = {path.resolve(): each for each, path in known.items()}
    if found := stems.get(wanted) or files.get(Path(name).resolve()):
        return found
    raise UnknownName(
        f"there is no notebook '{name}'",
        expected=" or ".join(known) or "a notebook in the folder notebooks/",
        nearest=nearest_names(wanted.rsplit("/", 1)[-1], stems),
    )


def _job(name: str, notebook: Path, typed: Mapping[str, str], formats: tuple[str, ...], is_named: bool) -> Job:
    try:
        declared = {parameter.name: parameter for parameter in read_parameters(notebook)}
    except Unreadable as error:
        if is_named:
            raise
        return Job(notebook, name, parameters={}, formats=formats, folder=Path(), unreadable=error)
    for given in typed:
        if given not in declared:
            raise UnknownName(
                f"{name} has no parameter '{given}'",
                expected=" or ".join(str(parameter) for parameter in declared.values()),
                nearest=nearest_names(given, declared),
            )
    values = {key: _value(parameter, typed.get(key), name) for key, parameter in declared.items()}
    folder = Path(values.get("period", "all")) / areas.slug(areas.find(values.get("area", areas.default().name)))
    lacking = _lacking(notebook, values)
    return Job(notebook=notebook, name=name, parameters=values, formats=formats, folder=folder, lacking=lacking)


def _lacking(notebook: Path, values: Mapping[str, Any]) -> str:
    if "period" not in values or "area" not in values or not (named := needs.of_notebook(notebook)):
        return ""
    try:
        return needs.lacking(named, values["period"], values["area"])
    except AnalysisError:
        # Data that are unsound must not cost the other notebooks theirs: the run of this one says what is wrong.
        return ""


def _value(parameter: Parameter, typed: str | None, notebook: str) -> Any:
    value = parameter.default if typed is None else _converted(parameter, typed, notebook)
    if parameter.name == "period":
        return periods.label(periods.financial_year(value))
    if parameter.name == "area":
        # The area that a notebook names by itself is a real one.
        is_invented = typed is None and roots.current().demonstration
        return areas.nation().name if is_invented else areas.find(value).name
    return value


def _converted(parameter: Parameter, typed: str, notebook: str) -> Any:
    truths = {"true": True, "false": False}
    if parameter.kind is bool and typed.lower() in truths:
        return truths[typed.lower()]
    try:
        if parameter.kind is not bool:
            return parameter.kind(typed)
    except ValueError:
        pass
    expected = "True or False" if parameter.kind is bool else f"a value of type {parameter.kind.__name__}"
    raise AnalysisError(f"the parameter '{parameter.name}' of {notebook} cannot be '{typed}'", expected=expected)
