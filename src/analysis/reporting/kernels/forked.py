"""What the process imports whose copies are kernels, and what a copy does.

No thread may run and no figure be read in that process: a copy would have a thread's locks without the thread, and
another root's figures.
"""

from __future__ import annotations

import atexit
import gc
import multiprocessing
import os
import sys
import threading
from importlib import import_module

# Where a new interpreter looks for modules; a copy is given those of the process that asks for it.
_PATH = [place for place in sys.path if place]

# Not matplotlib's inline backend, which looks for the kernel as it is imported.
_MODULES = (
    "ipykernel.ipkernel",
    "ipykernel.kernelapp",
    "ipykernel.zmqshell",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "matplotlib.pyplot",
    "pandera.pandas",
    "pyarrow.parquet",
    "scipy.stats",
    "seaborn",
    "statsmodels.api",
    "statsmodels.formula.api",
    "analysis.page",
    "analysis.pages.results",
    "analysis.pages.summary",
    "analysis.presentation.charts",
)


def serve(command: list[str], environment: dict[str, str], folder: str | None) -> None:
    """Be the kernel that a command would start.

    Parameters
    ----------
    command : list of str
        As of a kernel specification: interpreter, ``-m``, module, options.
    environment : dict
        All its variables.
    folder : str or None
        Where it works; here without one.
    """
    import matplotlib as mpl  # noqa: PLC0415  # is there already, in the copy alone
    import numpy as np  # noqa: PLC0415
    from ipykernel.kernelapp import launch_new_instance  # noqa: PLC0415

    # A kernel may have children of its own, and a session by which all are interrupted.
    multiprocessing.current_process().daemon = False
    os.setsid()
    os.environ.clear()
    os.environ.update(environment)
    if folder:
        os.chdir(folder)
    sys.path[:] = _PATH
    sys.argv[:] = command[2:]
    np.random.seed()  # each copy would have the same numbers
    mpl.rcParams["backend"] = environment.get("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    threading.Thread(target=_end_with_the_run, daemon=True).start()
    # Jupyter would have it end with the process that it is copied from, which ends only after its copies.
    launch_new_instance(argv=[*command[3:], "--IPKernelApp.parent_handle=0"])
    atexit._run_exitfuncs()  # a copy ends without them


def _end_with_the_run() -> None:
    run = multiprocessing.parent_process()
    if run:
        run.join()
        os._exit(1)


def warm() -> None:
    """Import what kernels need; to be called before any copy is made."""
    # Pools of threads are made on import.
    os.environ |= {
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "JE_ARROW_MALLOC_CONF": "background_thread:false",
    }
    # A kernel chooses it, as each of its own does.
    os.environ.pop("MPLBACKEND", None)
    # Half of the time that a kernel takes to start, and nobody debugs one that has no screen.
    sys.modules["debugpy"] = None  # type: ignore[assignment]  # None keeps a module from being imported
    for name in _MODULES:
        import_module(name)
    del sys.modules["debugpy"]
    # A notebook asks the package for each name, and is dressed by the first.
    package = sys.modules["analysis"]
    for name in dir(package):
        vars(package).pop(name, None)
    # The collector would touch the pages of memory that copies share.
    gc.collect()
    gc.freeze()
