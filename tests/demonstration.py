"""A small set of demonstration data in a project of its own, for tests of what is said of such data."""

from pathlib import Path

import pandas as pd
import yaml

from analysis import areas
from analysis.provenance import sha256_of

MONTHS = pd.period_range("2020-04", "2022-03", freq="M")


def put_demonstration_data(project: Path, *, without: tuple[str, ...] = ()) -> Path:
    """Write made-up clandestine events of all forces; those in `without` return nothing for the last month."""
    folder = project / "data" / "returns" / "demonstration"
    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        (str(month), force.name, 5 + (order + number) % 9, 5, 5, 5, 0, 1)
        for number, month in enumerate(MONTHS)
        for order, force in enumerate(areas.forces())
        if month != MONTHS[-1] or force.name not in without
    ]
    columns = ["month", "force", "events", "scripts_completed", "civil_penalty_referrals", "complete_referrals"]
    data = folder / "clandestine_events.csv"
    pd.DataFrame(rows, columns=[*columns, "penalties_issued", "policing_team"]).to_csv(data, index=False)
    release = {
        "key": "demonstration",
        "date": pd.Timestamp("2022-06-01").date(),
        "publisher": "Modern Slavery and Organised Immigration Crime Programme",
        "title": "Inland clandestine events, demonstration",
        "address": "not published",
        "period": "2020-04 to 2022-03",
        "standing": "official",
    }
    content = {
        "title": "Inland clandestine events",
        "file": data.name,
        "sha256": sha256_of(data),
        "kind": "demonstration",
        "area": "England and Wales",
        "unit": "events",
        "licence": "Open Government Licence v3.0",
        "releases": [release],
    }
    data.with_suffix(".yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    return data
