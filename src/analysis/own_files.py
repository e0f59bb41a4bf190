"""An analyst's own files, in the folder ``own`` of the data root, which git leaves alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
from python_calamine import CalamineError

from analysis import roots
from analysis.errors import AnalysisError, BadData, UnknownName, Where, nearest_names

ENDINGS = (".csv", ".xlsx", ".xls", ".ods", ".parquet")


def own(name: str, **options: Any) -> pd.DataFrame:
    """Read a file of your own from ``data/own``, in JupyterLab and in ``msoic run`` alike.

    Parameters
    ----------
    name : str
        Of the file, such as ``calls.csv``; a workbook's first sheet, or ``sheet_name=`` of `pandas.read_excel`.
    **options
        Anything else goes to `pandas.read_csv`, `read_excel` or `read_parquet`.

    Returns
    -------
    DataFrame
        As pandas reads it. It has no source: name one where you show it, with ``source=local(...)``.

    Raises
    ------
    UnknownName
        Where there is no such file, with the nearest names.
    BadData
        Where it cannot be read.

    Examples
    --------
    >>> own("calls.csv").columns.to_list()
    ['month', 'calls']
    """
    folder = roots.current().folder / "own"
    place = f"{folder.parent.name}/own"
    path = (folder / str(name)).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise AnalysisError(f"'{name}' lies outside {place}", expected="the name of a file in it")
    if not path.is_file():
        known = sorted(each.name for each in folder.glob("*") if each.suffix.lower() in ENDINGS)
        there = " or ".join(known) or f"a file that you put there: {place} is empty"
        raise UnknownName(f"there is no file '{name}' in {place}", expected=there, nearest=nearest_names(name, known))
    try:
        return _read(path, options)
    except UnicodeDecodeError as error:
        expected = 'a CSV saved as UTF-8, or encoding="cp1252" for one that Excel saved otherwise'
        raise BadData("is not written in UTF-8", where=Where(path), expected=expected) from error
    except (LookupError, TypeError) as error:
        given = ", ".join(f"{key}={value!r}" for key, value in options.items()) or "pandas"
        what = f"cannot be read with {given} ({error})"
        raise BadData(what, where=Where(path), expected="options that pandas has for such a file") from error
    except (ValueError, OSError, CalamineError) as error:
        raise BadData(f"cannot be read ({error})", where=Where(path), expected=" or ".join(ENDINGS)) from error


def _read(path: Path, options: dict[str, Any]) -> pd.DataFrame:
    match path.suffix.lower():
        case ".csv":
            return pd.read_csv(path, **{"encoding": "utf-8-sig", **options})
        case ".parquet":
            return pd.read_parquet(path, **options)
        case ".xlsx" | ".xls" | ".ods":
            return pd.read_excel(path, **{"engine": "calamine", **options})
        case ending:
            raise ValueError(f"files that end in '{ending}' are not read")
