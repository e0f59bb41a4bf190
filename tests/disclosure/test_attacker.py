"""A return with rare small numbers, on a page that shows it in every way: none of them is in what is written."""

import base64
import datetime as dt
import json
import re

import nbformat
import pandas as pd
import pypdf
import pytest

from analysis import areas, catalogue, datasets
from analysis.catalogue import store
from analysis.datasets import returned
from analysis.provenance import sha256_of
from analysis.reporting.plan import make_plan
from analysis.reporting.run import run
from analysis.returns import register
from tests.projects import project_in, section, write_notebook

THRESHOLD = 60
"""So high that small numbers can be planted that occur nowhere else on a page, as 1 to 4 would."""
PLANTED = {("2021-06", "Kent"): 37, ("2021-06", "Dorset"): 41, ("2021-11", "Kent"): 53, ("2022-02", "Surrey"): 47}
EVERY_WAY = """\
rows = page.load("safeguarding", every="month")
forces = page.load("safeguarding", every="month", by="force")
years = page.load("safeguarding", every="financial_year", by="force")
display(rows, forces, years)"""
DRAWN = """\
from analysis import charts, prose, totals
wide = totals.spread(forces, "force", "children")[["Kent", "Dorset", "Surrey"]]
wide["suppressed"] = forces.groupby("month")["suppressed"].any()
with page.chart("T", "S", data=wide, source=forces) as ax:
    charts.lines(ax, wide.drop(columns="suppressed"))
whole = page.returned("safeguarding", "children", every="month")
kent = forces[forces["force"] == "Kent"].set_index("month")["children"]
with page.chart(page.counted(whole, "children"), "S", data=kent, source=forces) as ax:
    charts.columns(ax, kent)
display(page.table(wide, "T", source=forces), page.table(page.by_region("safeguarding", {"children": "C"}), "R"))
june = forces[forces["month"] == "2021-06"].set_index("force")
with page.chart("T", "S", data=june[["children", "suppressed"]], source=forces) as ax:
    charts.bars(ax, june["children"])
said = f"{forces.assign(month=forces['month'].astype(str)).to_csv()} {kent.sum()} {kent.max()} {kent.array._data}"
Text(f"In June Kent had {prose.count(june.loc['Kent', 'children'])}. {said}")"""
ESTIMATED = """\
from analysis import findings
findings.total(forces[forces["force"] == "Kent"], page.year)"""


def plant(folder):
    """Take in a return for two years: about 400 children a month and force, but for those planted."""
    rows = pd.DataFrame({"month": [str(month) for month in pd.period_range("2020-04", "2022-03", freq="M")]})
    rows = rows.merge(pd.DataFrame({"force": [force.name for force in areas.forces()]}), how="cross")
    rows["children"] = 400 + 7 * (rows.index % 31)
    keys = pd.MultiIndex.from_frame(rows[["month", "force"]])
    for key, number in PLANTED.items():
        rows.loc[keys == key, "children"] = number
    rows["uses_innerste"] = 1
    received = folder / "data" / "returns" / "received"
    received.mkdir(parents=True)
    rows.to_csv(received / "safeguarding.csv", index=False)
    entry = dict.fromkeys(register.FIELDS, "") | {
        "dataset": "safeguarding",
        "reporter": "England and Wales",
        "first": "2020-04",
        "last": "2022-03",
        "received": dt.date(2022, 5, 3).isoformat(),
        "rows": len(rows),
        "file": "safeguarding.csv",
        "sha256": sha256_of(received / "safeguarding.csv"),
    }
    pd.DataFrame([entry]).to_csv(register.register_file(), index=False)
    (folder / "data" / "returns" / "disclosure.yaml").write_text(f"threshold: {THRESHOLD}\n")
    return returned.clean(datasets.find("safeguarding"), [rows.astype({"children": "Int64", "uses_innerste": "Int64"})])


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Run the page for the nation, a region and a force, and give the folder, the true table, and what was loaded."""
    with project_in(tmp_path_factory.mktemp("project")) as folder:
        truth = plant(folder)
        write_notebook(
            folder,
            "leak",
            "from analysis import Page, Text, display\n\npage = Page(period=period, area=area)",
            EVERY_WAY,
            DRAWN,
            section(ESTIMATED),
            parameters='period: str = "2021-22"  # year\narea: str = "England and Wales"  # area\n',
        )
        jobs = make_plan(["leak"], parameters={"period": "2021-22"}, formats=("html", "pdf"))
        errors = [result.error for result in run(jobs, workers=1)]
        assert not any(errors), errors
        shown = store.cleaned(datasets.find("safeguarding")).figures
        yield folder, truth, shown


@pytest.fixture(scope="module")
def written(made):
    """Give what can be read of each file of the run, but for what only places and sizes things."""
    return [(path, strip_drawing(text)) for path, text in texts(made[0] / "reports")]


def texts(folder):
    """Return all that can be read of what a run wrote, file by file."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if path.suffix == ".pdf":
            yield path, "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
            continue
        text = path.read_bytes().decode("utf-8", errors="ignore")
        yield path, text
        for found in re.findall(r"base64,([A-Za-z0-9+/=]+)", text):
            yield path, base64.b64decode(found).decode("utf-8", errors="ignore")
        if path.suffix == ".ipynb":
            yield path, json.dumps(nbformat.read(path, as_version=4), ensure_ascii=False)


def suppressed_numbers(truth, shown):
    """Return the true numbers that are suppressed and are those of no cell that is shown."""
    both = truth.merge(shown, on=["every", "start", "force"], suffixes=("", "_shown"), validate="one_to_one")
    hidden = both["children_shown"].isna()
    assert hidden.sum() >= 2 * len(PLANTED)
    return set(both.loc[hidden, "children"]) - set(both.loc[~hidden, "children"])


def test_no_file_of_a_run_holds_a_suppressed_number(made, written):
    _, truth, shown = made
    secret = suppressed_numbers(truth, shown)
    assert set(PLANTED.values()) <= secret
    assert {path.suffix for path, _ in written} >= {".html", ".pdf", ".ipynb"}
    alternatives = "|".join(sorted({str(n) for n in secret} | {f"{n:,}" for n in secret}))
    # Numbers as a page writes them; a coordinate of a drawing, with its many decimals, is none.
    as_written = re.compile(rf"(?<![\w.,#-])(?:{alternatives})(?:\.0+)?(?![\w.,%-]|\.\d)")
    found = {(path.name, hit) for path, text in written for hit in as_written.findall(text)}
    assert not found
    assert any("[c]" in text for _, text in written)


def strip_drawing(text):
    """Leave out what only places and sizes things: paths and attributes of a drawing, styles and checksums."""
    text = re.sub(r"<style.*?</style>|<script.*?</script>|<defs>.*?</defs>", "", text, flags=re.DOTALL)
    return re.sub(r'\b(?:d|x|y|width|height|transform|style|viewBox|id|points|[xy][12])=\\?"[^"]*"', "", text)


def test_the_search_would_find_a_number_that_is_shown(made, written):
    _, _, shown = made
    kent = shown[(shown["force"] == "Kent") & (shown["every"] == "month") & (shown["start"] >= "2021-04-01")]
    number = str(kent["children"].dropna().iloc[0])
    assert {path.suffix for path, text in written if number in text} >= {".html", ".pdf", ".ipynb"}


def test_what_is_loaded_agrees_however_it_is_asked_for(made):
    _, _, shown = made
    hidden = {(row.every, row.start, row.force) for row in shown[shown["suppressed"]].itertuples()}
    assert hidden
    for area in ("England and Wales", "Eastern region", "Kent"):
        for every in ("month", "quarter", "financial_year"):
            for by in ((), ("force",)):
                rows = catalogue.load("safeguarding", area=area, every=every, by=by)
                place = rows["force"] if by else pd.Series("All" if area == "England and Wales" else area, rows.index)
                for start, name, count in zip(rows[every].dt.start_time, place, rows["children"], strict=True):
                    assert pd.isna(count) == ((every, start, name) in hidden)


def test_the_cache_holds_nothing_suppressed(made):
    folder, truth, shown = made
    files = list((folder / "data" / "returns" / ".cache").glob("safeguarding-*"))
    assert files
    for path in files:
        kept = pd.read_parquet(path)
        assert not kept["children"].between(1, THRESHOLD - 1).any()
        assert not set(kept["children"].dropna()) & suppressed_numbers(truth, shown)
    assert not [path for path in (folder / ".cache").rglob("*") if "safeguarding" in path.name]


def test_a_change_of_the_rules_takes_effect_at_once(made):
    folder, _, shown = made
    rules = folder / "data" / "returns" / "disclosure.yaml"
    before = rules.read_text()
    rules.write_text("threshold: 5\n")
    assert not store.cleaned(datasets.find("safeguarding")).figures["suppressed"].any()
    rules.write_text(before)
    pd.testing.assert_frame_equal(store.cleaned(datasets.find("safeguarding")).figures, shown)
