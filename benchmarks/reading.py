"""Reading a large ODS file, of the layout of recorded crime: our reader, and pandas with odfpy.

Each way runs in a process of its own, so that its peak of memory (as Linux tells it) is its own. The same file is then
dropped into a project, to compare a load that has to read it with one from the cache.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import product
from pathlib import Path

from rich.table import Table

from analysis import areas, paths
from tests.readers.books import write_ods
from tests.readers.samples import CRIME

ROWS = 200_000

_PANDAS = """
sheets = pandas.read_excel(PATH, engine="{engine}", sheet_name=None, dtype={{"Offence Code": str}})
made = pandas.concat(sheets)
"""

WAYS = {
    "our reader": "from analysis import readers; made = readers.read(PATH).tables['recorded_crime']",
    "pandas, calamine": _PANDAS.format(engine="calamine"),
    "pandas, odfpy": _PANDAS.format(engine="odf"),
}

_MEASURE = """
import json, pathlib, re, sys, time
PATH = sys.argv[1]
import analysis.readers, pandas
started = time.perf_counter()
{way}
seconds = time.perf_counter() - started
peak = int(re.search(r"VmHWM:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())[1]) / 1024
print(json.dumps([len(made), seconds, peak]))
"""

_LOAD = """
import json, time
from analysis.catalogue import load
load("duty_to_notify")
started = time.perf_counter()
load("recorded_crime", every="quarter")
print(json.dumps(time.perf_counter() - started))
"""


def measure() -> tuple[Table, Table]:
    """Measure reading and loading, and return a table of each."""
    with tempfile.TemporaryDirectory() as folder:
        file = write_crime(Path(folder) / "recorded crime.ods")
        return _reading(file), _loading(file, Path(folder) / "project")


def write_crime(path: Path) -> Path:
    """Write a file of recorded crime: every force, two hundred offences, as many quarters as it takes."""
    offences = [("Modern slavery", 106), *((f"Offence {number}", 200 + number) for number in range(199))]
    forces = [force.name for force in areas.forces()]
    sheets = {}
    for year in range(2018, 2018 + -(-ROWS // (4 * len(forces) * len(offences)))):
        rows = product((1, 2, 3, 4), forces, offences)
        label = f"{year}/{(year + 1) % 100:02d}"
        sheets[label.replace("/", "-")] = [CRIME] + [
            [label, quarter, force, offence, "Group", "Subgroup", code, (code * quarter) % 97]
            for quarter, force, (offence, code) in rows
        ]
    return write_ods(path, sheets)


def _reading(file: Path) -> Table:
    table = Table(
        "Way",
        "Rows",
        "Seconds",
        "MiB at the peak",
        "Times our time",
        "Our memory is",
        title=f"Reading {ROWS:,} rows of ODS",
    )
    found = {name: _run(_MEASURE.format(way=way), file) for name, way in WAYS.items()}
    _, our_time, our_peak = found["our reader"]
    for name, (rows, seconds, peak) in found.items():
        table.add_row(
            name,
            f"{rows:,}",
            f"{seconds:.1f}",
            f"{peak:,.0f}",
            f"{seconds / our_time:.1f}",
            f"{our_peak / peak:.0%} of it",
        )
    return table


def _loading(file: Path, project: Path) -> Table:
    for name in ("published", "reference"):
        shutil.copytree(paths.root() / "data" / name, project / "data" / name)
    (project / "data" / "downloads").mkdir()
    (project / "pyproject.toml").touch()
    file.rename(project / "data" / "downloads" / file.name)
    cold, warm = (_run(_LOAD, cwd=project) for _ in range(2))
    table = Table("Load", "Milliseconds", "Times faster", title=f"Loading a dataset with {ROWS:,} rows downloaded")
    table.add_row("read and cleaned", f"{1000 * cold:,.0f}", "1")
    table.add_row("from the cache", f"{1000 * warm:,.1f}", f"{cold / warm:,.0f}")
    return table


def _run(program: str, *arguments: Path, cwd: Path | None = None) -> list[float]:
    started = time.monotonic()
    ended = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=cwd,
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
    )
    print(f"measured in {time.monotonic() - started:.0f} s", file=sys.stderr)
    return json.loads(ended.stdout)
