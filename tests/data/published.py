"""What the tests of data/published share: the files as they stand, and where their sources lie."""

import csv
import functools
from pathlib import Path

import pandas as pd
import pytest
import yaml

PROJECT = Path(__file__).parents[2]
FOLDER = PROJECT / "data" / "published"
SHARED = PROJECT.parent / "shared" / "data"
REAL = SHARED / "real"
MORE = SHARED / "real_more"
TRANSCRIBED = SHARED / "published"

MEASURES = {
    "nrm_referrals": ["referrals"],
    "nrm_decisions": ["decisions"],
    "nrm_decision_times": ["days", "months"],
    "nrm_outstanding": ["cases"],
    "nrm_characteristics": ["referrals"],
    "duty_to_notify": ["reports"],
    "irregular_migration": ["detections"],
    "small_boats": ["people", "boats", "boats_uncontrolled", "days_revised"],
    "small_boat_years": ["people", "boats"],
    "small_boat_preventions": ["people_prevented", "events_prevented"],
    "recorded_crime": ["offences"],
    "charges": ["charges"],
    "outcomes": ["by_recording", "by_outcome"],
    "court_backlog": ["receipts", "disposals", "open_cases"],
    "nrm_first_responders": ["referrals"],
    "small_boat_referrals": ["arrivals"],
    "small_boat_outcomes": ["referrals"],
}

needs_sources = pytest.mark.skipif(not REAL.is_dir(), reason="the folder 'shared' with the official files is absent")


def read_transcribed(file):
    """Return a transcription as text; a note with a comma in it does not shift the columns."""
    with (TRANSCRIBED / file).open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines, restkey="rest"))
    return pd.DataFrame(rows).drop(columns="rest", errors="ignore")


def sidecar(name):
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


@functools.cache
def figures(name):
    """Return a file's rows as they stand, all text but the measures, with the release's date, standing and address."""
    rows = pd.read_csv(FOLDER / f"{name}.csv", dtype=str, keep_default_na=False)
    for measure in MEASURES[name]:
        rows[measure] = pd.to_numeric(rows[measure])
    releases = pd.DataFrame(sidecar(name)["releases"]).set_index("key")[["date", "standing", "address"]].astype(str)
    return rows.join(releases, on="release", validate="many_to_one")


def select(rows, **cell):
    return rows[(rows[list(cell)] == pd.Series(cell)).all(axis=1)] if cell else rows


@functools.cache
def dimensions(name):
    return [column for column in pd.read_csv(FOLDER / f"{name}.csv", nrows=0) if column not in MEASURES[name]][1:]


def stored(name, release):
    """Return the figures of one release by period and dimensions."""
    rows = select(figures(name), release=release)
    return rows.set_index(dimensions(name))[MEASURES[name][0]].to_dict()


def year(name, release, **cell):
    """Add up the quarters or months of one release by calendar year."""
    rows = select(figures(name), release=release, **cell)
    return rows.groupby(rows[dimensions(name)[0]].str[:4])[MEASURES[name][0]].sum().to_dict()
