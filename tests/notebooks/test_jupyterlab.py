"""A notebook opened and run in JupyterLab, in a real browser, as an analyst does it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from jupyter_server.serverapp import list_running_servers

PROJECT = Path(__file__).parents[2]
NOTEBOOK = PROJECT / "notebooks" / "trends" / "nrm_referrals.ipynb"
SERVER_STARTS = 60  # seconds
NOTEBOOK_OPENS = 60_000  # milliseconds, as Playwright counts
NOTEBOOK_RUNS = 180_000

KERNEL_IS_READY = (
    "() => jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.connectionStatus === 'connected'"
)
RUN_ALL_CELLS = "() => { jupyterapp.commands.execute('notebook:run-all-cells').then(() => { window.hasRun = true }) }"
HAS_RUN = "() => window.hasRun === true"
CODE_CELLS = """() => Array.from(jupyterapp.shell.currentWidget.content.model.cells)
    .filter(cell => cell.type === 'code')
    .map(cell => ({source: cell.sharedModel.source, executed: cell.executionCount, outputs: cell.outputs.toJSON()}))"""
CHARTS = ".jp-OutputArea-output :is(img, svg)"
IS_DRAWN = "chart => chart.getBoundingClientRect().width > 100 && (chart.tagName !== 'IMG' || chart.naturalWidth > 100)"


@pytest.fixture
def jupyterlab(tmp_path) -> Iterator[dict]:
    """Start JupyterLab as `make lab` does, apart from the settings of whoever runs the test, and stop it afterwards."""
    settings = tmp_path / "settings"
    never_save = settings / "@jupyterlab" / "docmanager-extension" / "plugin.jupyterlab-settings"
    never_save.parent.mkdir(parents=True)
    never_save.write_text(json.dumps({"autosave": False}))
    folders = {
        "IPYTHONDIR": tmp_path / "ipython",
        "JUPYTER_CONFIG_DIR": tmp_path / "config",
        "JUPYTER_DATA_DIR": tmp_path / "data",
        "JUPYTER_RUNTIME_DIR": tmp_path / "runtime",
        "JUPYTERLAB_SETTINGS_DIR": settings,
        "JUPYTERLAB_WORKSPACES_DIR": tmp_path / "workspaces",
    }
    options = [
        "--no-browser",
        "--ServerApp.port=0",
        "--LabApp.expose_app_in_browser=True",
        f"--AsyncFileCheckpoints.checkpoint_dir={tmp_path / 'checkpoints'}",
    ]
    with (tmp_path / "server.log").open("w+") as log:
        server = subprocess.Popen(
            [sys.executable, "-c", "from analysis import cli; cli.app()", "lab", *options],
            cwd=PROJECT,
            env=os.environ | {name: str(folder) for name, folder in folders.items()},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            yield wait_for(server, tmp_path)
        finally:
            server.terminate()
            try:
                server.wait(timeout=30)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def wait_for(server: subprocess.Popen, folder: Path) -> dict:
    """Return the server's own account of itself, as soon as it answers for it."""
    deadline = time.monotonic() + SERVER_STARTS
    while time.monotonic() < deadline and server.poll() is None:
        if running := list(list_running_servers(folder / "runtime")):
            return running[0]
        time.sleep(0.1)
    pytest.fail(f"JupyterLab did not start:\n{(folder / 'server.log').read_text()[-3000:]}")


def wait_for_cells(page):
    """Return the code cells once each has run, or after a minute as they are."""
    for _ in range(60):
        cells = [cell for cell in page.evaluate(CODE_CELLS) if cell["source"].strip()]
        if all(cell["executed"] is not None for cell in cells):
            break
        page.wait_for_timeout(1000)
    return cells


def test_notebook_runs_in_jupyterlab_and_shows_its_charts(chromium_page, jupyterlab):
    page, committed, asked = chromium_page, NOTEBOOK.read_bytes(), []
    page.on("request", lambda request: asked.append(request.url))

    path = NOTEBOOK.relative_to(PROJECT).as_posix()
    page.goto(f"{jupyterlab['url']}lab/tree/{path}?token={jupyterlab['token']}", wait_until="domcontentloaded")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=NOTEBOOK_OPENS)
    page.wait_for_function(KERNEL_IS_READY, timeout=NOTEBOOK_OPENS)
    page.evaluate(RUN_ALL_CELLS)
    page.wait_for_function(HAS_RUN, timeout=NOTEBOOK_RUNS)

    # A section that lacks its data ends the run of all cells for JupyterLab, and not for the kernel, which goes on.
    cells = wait_for_cells(page)
    assert cells
    assert not [output for cell in cells for output in cell["outputs"] if output["output_type"] == "error"]
    assert not [cell["source"] for cell in cells if cell["executed"] is None]

    chart = page.locator(CHARTS).first
    chart.scroll_into_view_if_needed()
    assert chart.is_visible()
    assert chart.evaluate(IS_DRAWN)

    outside = {urlsplit(url).hostname for url in asked if url.startswith(("http", "ws"))} - {"localhost", "127.0.0.1"}
    assert not outside
    assert not page.get_by_text("Jupyter news").count()  # for which the server itself would call outside
    assert NOTEBOOK.read_bytes() == committed


def test_jupyterlab_opens_on_a_page_that_leads_to_all_there_is(chromium_page, jupyterlab):
    page = chromium_page
    page.goto(f"{jupyterlab['url']}?token={jupyterlab['token']}", wait_until="domcontentloaded")
    shown = page.locator(".jp-MarkdownViewer")
    shown.get_by_role("heading", name="MSOIC analysis").wait_for(timeout=NOTEBOOK_OPENS)
    folders = {"notebooks", "data", "docs", "src"}
    page.wait_for_function(
        "wanted => wanted.every(name => Array.from(document.querySelectorAll('.jp-DirListing-itemText'))"
        ".some(item => item.innerText.trim() === name))",
        arg=sorted(folders),
    )
    shown.get_by_role("link", name="NRM referrals").click()
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=NOTEBOOK_OPENS)
    assert page.evaluate("() => jupyterapp.shell.currentWidget.context.path") == "notebooks/trends/nrm_referrals.ipynb"
