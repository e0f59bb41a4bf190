"""JupyterLab as the project opens it: at the project's root, on a page that leads to all there is."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from analysis import paths
from analysis.errors import AnalysisError

START = "START.md"
"""The page that is shown first."""

_SETTINGS = Path(__file__).parent / "lab_settings"
"""Texts are shown as they are read rather than as they are written."""


def arguments(further: Sequence[str] = ()) -> list[str]:
    """Return what JupyterLab is started with.

    Parameters
    ----------
    further : sequence of str
        Of JupyterLab's own, such as ``--no-browser``.

    Returns
    -------
    list of str
    """
    # In a container there is often nobody but root, and JupyterLab refuses to run for root unless told.
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [
        f"--ServerApp.root_dir={paths.root()}",
        f"--LabApp.default_url=/lab/tree/{START}",
        f"--LabApp.app_settings_dir={_SETTINGS}",
        *(["--allow-root"] if is_root else []),
        *further,
    ]


def start(further: Sequence[str] = ()) -> None:
    """Run JupyterLab until it is stopped.

    Parameters
    ----------
    further : sequence of str
        As for `arguments`.

    Raises
    ------
    AnalysisError
        Where it is not installed.
    """
    if find_spec("jupyterlab") is None:
        raise AnalysisError("JupyterLab is not installed here", expected='it after: pip install -e ".[lab]"')
    # Not installed with the library alone.
    import_module("jupyterlab.labapp").LabApp.launch_instance(arguments(further))
