"""Write the populations of police force areas anew: `python -m tools.populations WORKBOOK LOOKUP`.

The workbook is that of the mid-year population estimates (table MYE4), the lookup a CSV file that says in which police
force area each local authority district lies, both of the Office for National Statistics. The sidecar gets the new
checksum; which release the workbook is of must be written there by hand.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pandas as pd

from analysis import areas, roots
from analysis.errors import BadData, Where
from analysis.provenance import sha256_of


def by_force(workbook: Path, lookup: Path) -> pd.DataFrame:
    """Add the populations of districts up to police force areas.

    Parameters
    ----------
    workbook, lookup : Path

    Returns
    -------
    DataFrame
        With the columns code, name, mid_year and population, in the order of the list of forces.

    Raises
    ------
    BadData
        Where the files do not fit: a district without population, or areas that do not add up to England and Wales.
    """
    by_area = _estimates(workbook)
    districts = _districts(lookup)
    lacking = districts.index.difference(by_area.index)
    if len(lacking):
        raise BadData(f"no population is given for the district {lacking[0]}", where=Where(workbook))
    sums = by_area.loc[districts.index].groupby(districts.to_numpy()).sum()
    if not sums.sum().equals(by_area.loc["K04000001"]):
        raise BadData("the districts do not add up to England and Wales", where=Where(lookup))
    names = {force.code: force.name for force in areas.forces()}
    long = sums.loc[list(names)].stack().rename_axis(["code", "mid_year"]).rename("population").reset_index()
    return long.assign(name=long["code"].map(names))[["code", "name", "mid_year", "population"]]


def _estimates(workbook: Path) -> pd.DataFrame:
    """Return the population of each area, a column for each mid-year."""
    sheet = pd.read_excel(workbook, sheet_name="MYE4", header=None, engine="calamine")
    headings = sheet.index[sheet[0] == "Code"]
    if not len(headings):
        raise BadData("the sheet has no column 'Code'", where=Where(workbook, "MYE4"))
    table = sheet.iloc[headings[0] + 1 :].set_axis(sheet.loc[headings[0]].astype(str), axis="columns").set_index("Code")
    years = {name: int(name[-4:]) for name in table.columns if re.fullmatch(r"Mid-\d{4}", name)}
    return (
        table[list(years)]
        .rename(columns=years)
        .rename_axis("mid_year", axis="columns")
        .astype("int64")
        .sort_index(axis=1)
    )


def _districts(lookup: Path) -> pd.Series:
    """Return the code of the police force area of each district; a district stands in the file once a partnership."""
    table = pd.read_csv(lookup, encoding="utf-8-sig", dtype=str)
    district, force = (
        next((name for name in table if re.fullmatch(pattern, name)), None) for pattern in (r"LAD\d\dCD", r"PFA\d\dCD")
    )
    if district is None or force is None:
        raise BadData("the file is no lookup", where=Where(lookup), expected="columns such as LAD23CD and PFA23CD")
    return table[[district, force]].drop_duplicates().set_index(district)[force]


def main(workbook: str, lookup: str) -> None:
    """Write the file and the checksum in its sidecar."""
    file = roots.reference() / "populations.csv"
    by_force(Path(workbook), Path(lookup)).to_csv(file, index=False, lineterminator="\n")
    sidecar = file.with_suffix(".yaml")
    said = re.sub(r"(?m)^sha256: .*$", f"sha256: {sha256_of(file)}", sidecar.read_text(encoding="utf-8"))
    sidecar.write_text(said, encoding="utf-8", newline="\n")
    print(f"{file} written: say in {sidecar.name} which release it is of")


if __name__ == "__main__":
    main(*sys.argv[1:3])
