"""The examples for whoever writes a page run as they stand."""

import re

import pandas as pd
import pytest

from analysis import paths
from analysis.presentation.drawing import charting
from tests.projects import project_in

TEXT = (paths.root() / "CONTRIBUTING.md").read_text(encoding="utf-8")
ADDING = TEXT[TEXT.index("**A page** is") : TEXT.index("**A page on an objective**")]


@pytest.fixture
def shown(monkeypatch):
    """What the examples display."""
    found = []
    monkeypatch.setattr(charting, "display", found.append)
    monkeypatch.setattr("analysis.page.display", found.append)
    return found


def test_the_examples_of_a_page_and_a_chart_run_one_after_the_other(tmp_path, shown):
    examples = re.findall(r"^```python\n(.*?)^```", ADDING, re.DOTALL | re.MULTILINE)
    with project_in(tmp_path) as folder:
        (folder / "data" / "own").mkdir()
        pd.DataFrame({"month": ["January", "February"], "calls": [3, 4]}).to_csv(folder / "data/own/calls.csv")
        names = {"period": "2021-22", "area": "UK"}
        for example in examples:
            exec(compile(example, "CONTRIBUTING.md", "exec"), names)  # noqa: S102  # the project's own
    assert len(examples) == 5
    points, *drawn = shown
    assert points.points
    assert [chart.subtitle for chart in drawn] == ["People, by quarter, UK", "People, by year, UK", "Calls, by month"]
    assert all(chart.alt for chart in drawn)
    assert drawn[-1].source == "Source: Kent Police, Calls, 31 March 2026 (local figures, not published)"
