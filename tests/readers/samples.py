"""Made-up tables in the layouts of the official ones, small enough to see through; figures mean nothing."""

from __future__ import annotations

import datetime as dt
from itertools import product
from typing import Any

Rows = list[list[Any]]

AGES = ("Adult (18 or over)", "Child (17 or under)", "Age not specified or unknown")
LOCATIONS = ("Overseas", "UK", "UK and Overseas", "Not specified or unknown")
CRIME = [
    "Financial Year",
    "Financial Quarter",
    "Force Name",
    "Offence Description",
    "Offence Group",
    "Offence Subgroup",
    "Offence Code",
    "Number of Offences",
]
OUTCOMES = [
    *CRIME[:3],
    "Offence Code",
    "Offence Description",
    "Offence Group",
    "Offence Subgroup",
    "Offence code expired",
    "Outcome Type",
    "Outcome Description",
    "Outcome Group",
    "Outcomes for offences that were recorded in the quarter",
    "Outcomes for investigations closed in the quarter",
]


def recorded_crime(year: str = "2018/19", quarters: tuple[int, ...] = (1, 2, 3, 4)) -> Rows:
    """Return a sheet of police recorded crime: two forces and three offences a quarter."""
    offences = [
        ("Modern slavery", 106),
        ("Homicide", "1/4.1/4.10/4.2"),
        ("Homicide", "1/4.1/4.10/4.2"),
        ("Arson", "56A"),
    ]
    rows = [CRIME]
    for quarter, force in product(quarters, ("London, City of", "Metropolitan Police[Note 6]")):
        for number, (offence, code) in enumerate(offences):
            rows.append([year, quarter, force, offence, "Group", "Subgroup", code, number * quarter - 1])
    return rows


def outcomes(year: str = "2021/22") -> Rows:
    """Return a sheet of crime outcomes with the marks that stand in it."""
    rows = [OUTCOMES]
    for quarter, (kind, closed) in product(
        (1, 2, 3, 4), ((0, "N/A"), (1, 4), (8, -1), (22, "N/A - data not provided"))
    ):
        expired = "x" if kind == 8 else None
        recorded = "N/A - Offence code expired" if kind == 8 else kind + quarter
        offence = ["Modern slavery", "Violence", "Violence without injury"]
        rows.append([year, quarter, "Kent", 106, *offence, expired, kind, f"Outcome {kind}", "Group", recorded, closed])
    return rows


def detections(first: int = 2018, quarters: int = 6, *, label: str = "{year} Q{quarter}", dated: str = "") -> Rows:
    """Return a table of detections; `dated` puts the first or the last day of the quarter in front."""
    header = ["Year", "Quarter", "Method of entry", "Nationality", "Region", "Sex", "Age Group", "Number of detections"]
    rows = [["Date", *header] if dated else header]
    for number in range(quarters):
        year, quarter = first + number // 4, number % 4 + 1
        for sex, age in product(("Female", "Male"), ("17 and under", "18 to 24", "Unknown")):
            row = [
                year,
                label.format(year=year, quarter=quarter),
                "Small boat arrivals",
                "Albania",
                "Europe",
                sex,
                age,
                number + 1,
            ]
            rows.append([day(year, quarter, dated), *row] if dated else row)
    return rows


def day(year: int, quarter: int, which: str) -> str:
    """Return the first or the last day of a quarter as the tidied files write it."""
    if which == "first":
        return dt.date(year, quarter * 3 - 2, 1).isoformat()
    return (dt.date(year + quarter // 4, quarter * 3 % 12 + 1, 1) - dt.timedelta(days=1)).isoformat()


def nrm_outcomes() -> Rows:
    """Return a table of the outcomes of referrals of people who came by small boat."""
    header = [
        "Year",
        "Quarter",
        "Nationality",
        "Region",
        "Sex",
        "Age Group",
        "NRM Case Outcome",
        "NRM Case Outcome Group",
        "Referrals",
    ]
    people = [["Albania", "Europe Other", "Male", age] for age in ("18 to 24", "40 and over")]
    return [
        header,
        *([2022, f"2022 Q{q}", *who, "Positive", "Conclusive grounds decision", q] for q in (1, 3) for who in people),
    ]


def irregular_workbook() -> dict[str, Rows]:
    """Return a workbook of the detailed datasets, with a pivot sheet and a contents sheet."""
    table = detections()
    sheets = {
        "Cover_sheet": [["Irregular Migration Statistics"], ["Published: 23 November 2023"]],
        "Contents": [["Sheet", "Title"], ["Irr_D01", "pivot"], ["Data - Irr_D01", "data"], ["Data - Irr_D05", "data"]],
        "Irr_D01": [["Detected attempts"], [], ["Year", "(All)"], ["Row Labels", "2018 Q1"], ["Grand Total", 6]],
    }
    for name, rows in (("Data - Irr_D01", table), ("Data - Irr_D05", nrm_outcomes())):
        end = ["End of table", *[None] * (len(rows[0]) - 1)]
        sheets[name] = [["Some title, 2018 to 2019"], *rows, end]
    return sheets


def small_boats(weeks: int = 4) -> dict[str, Rows]:
    """Return a workbook of the weekly series, from Monday 1 January 2018."""
    days = [dt.date(2018, 1, 1) + dt.timedelta(days=number) for number in range(7 * weeks + 3)]
    arrivals = [number % 5 for number in range(len(days))]
    figures = ["Migrants arrived", "Boats arrived", "Boats arrived - involved in uncontrolled landings"]
    daily = [
        [when, people * 10, people, "-", "Revised" if people == 4 else None]
        for when, people in zip(days, arrivals, strict=True)
    ]
    sums = [sum(arrivals[7 * week : 7 * week + 7]) for week in range(weeks)]
    weekly = [[days[7 * week + 6], total * 10, total, 0, "-", 3, None] for week, total in enumerate(sums)]
    return {
        "Cover_sheet": [["Migrants detected crossing the English Channel in small boats"]],
        "SB_01": [["Date", *figures, "Notes"], *daily],
        "SB_02": [["Week ending", *figures, "Migrants prevented", "Events prevented", "Notes"], *weekly],
    }


def nrm_referrals(first: int = 2020, quarters: int = 6) -> Rows:
    """Return the long table of referrals, with a total over locations for each age group."""
    rows: Rows = [["Year", "Quarter", "Age at exploitation", "Location of exploitation", "NRM referrals"]]
    for number in range(quarters):
        when = [first + number // 4, f"Q{number % 4 + 1}"]
        for age in AGES:
            counts = [number + place for place in range(len(LOCATIONS))]
            rows += [[*when, age, place, figure] for place, figure in zip(LOCATIONS, counts, strict=True)]
            rows.append([*when, age, "Total", sum(counts)])
    return rows


def wide(labels: tuple[str, ...], first: int = 2020, quarters: int = 6) -> tuple[list[tuple[str, str]], Rows]:
    """Return the columns (age, label) of a wide table, and its rows with a `Total` above the quarters of each year."""
    columns = [(age, label) for age in AGES for label in (*labels, "Total")]
    rows: Rows = []
    for year in range(first, first + (quarters + 3) // 4):
        held = [number for number in range(quarters) if first + number // 4 == year]
        lines = []
        for number in held:
            groups = [[number + place for place in range(len(labels))] for _ in AGES]
            line = [figure for group in groups for figure in (*group, sum(group))]
            lines.append([*line, sum(sum(group) for group in groups)])
        rows.append([year, "Total", *(sum(column) for column in zip(*lines, strict=True))])
        rows += [[year, f"Q{number % 4 + 1}", *line] for number, line in zip(held, lines, strict=True)]
    return columns, rows


def grounds(stage: str = "reasonable") -> Rows:
    """Return the wide table of grounds decisions."""
    columns, rows = wide((f"Negative {stage} grounds", f"Positive {stage} grounds"))
    return [["Year", "Quarter", *(f"{age} - {label}" for age, label in columns), "Total"], *rows]


def first_responders() -> Rows:
    """Return first responder detail with all its nested totals."""
    header = [
        "First responder type",
        "First responder",
        "Exploitation type",
        "Age at exploitation",
        "Gender",
        "Nationality",
        "People",
    ]
    details = {
        ("Police", "Kent Police", "Criminal", AGES[1], "Male", "UK"): 3,
        ("Police", "Kent Police", "Criminal", AGES[0], "Male", "Albanian"): 2,
        ("Police", "West Mercia Police", "Labour & Criminal", AGES[0], "Female", "Albanian Greek"): 1,
        ("Local Authority", "Local Authority", "Sexual", AGES[1], "Female", "UK"): 4,
    }
    patterns = [(e, a, g, n) for e, a, g in ((0, 0, 0), (0, 0, 1), (0, 1, 1), (1, 1, 1)) for n in (0, 1)]
    sums: dict[tuple[str, ...], int] = {}
    for (kind, who, *rest), people in details.items():
        for pattern in patterns:
            labels = ["Total" if total else label for label, total in zip(rest, pattern, strict=True)]
            if kind != "Local Authority" or not pattern[0]:
                sums[kind, who, *labels] = sums.get((kind, who, *labels), 0) + people
            if pattern[0]:
                sums[kind, f"{kind} total", *labels] = sums.get((kind, f"{kind} total", *labels), 0) + people
    return [header, *([*labels, people] for labels, people in sums.items())]
