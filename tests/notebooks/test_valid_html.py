"""Each page as it is delivered, the index and the year as one document are sound HTML, by the W3C checker."""

import subprocess

import pytest

from analysis import paths
from analysis.reporting import index
from analysis.reporting.plan import find_notebooks

JAR = paths.root() / ".cache" / "vnu.jar"


@pytest.mark.audit
def test_the_checker_of_html_finds_nothing(delivered):
    assert JAR.is_file(), "make audit fetches it"
    places = delivered(*(path.stem for path in find_notebooks().values()))
    reports = next(iter(places.values())).parents[2]
    files = [index.write(reports), *reports.glob("*/*/*.html")]
    assert len(files) > len(places)
    command = ["java", "-Xss4m", "-jar", JAR, "--errors-only", "--format", "gnu", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not done.stderr
    assert not done.returncode
