"""Papermill's engine: it starts a kernel for each notebook, and takes a page that ends on purpose for complete."""

from __future__ import annotations

import shutil
import sys
import tempfile
import uuid
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, NotebookExecutionManager, papermill_engines

from analysis.presentation.display import MIME_TYPE
from analysis.reporting.kernels import provisioner

ENGINE = "report"
"""Name by which papermill knows the engine."""

# Nobody will look through the history of such a kernel, nor read that it was interrupted on its way out.
_KERNEL_OPTIONS = ("--HistoryManager.enabled=False", "--IPKernelApp.log_level=CRITICAL")


class PrivateKernelManager(AsyncKernelManager):
    """Starts a kernel on sockets of its own, so that kernels started side by side never take each other's ports."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._folder: str | None = None
        if sys.platform != "win32":
            self._folder = tempfile.mkdtemp(prefix="msoic-")
            self.transport = "ipc"
            self.ip = str(Path(self._folder) / "kernel")

    async def _async_pre_start_kernel(self, **options: Any) -> tuple[list[str], dict[str, Any]]:
        if self.provisioner is None and provisioner.can_fork():
            self.kernel_id = self.kernel_id or str(uuid.uuid4())
            self.provisioner = provisioner.ForkingProvisioner(
                kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self
            )
        return await super()._async_pre_start_kernel(**options)

    pre_start_kernel = _async_pre_start_kernel

    async def _async_cleanup_resources(self, restart: bool = False) -> None:
        await super()._async_cleanup_resources(restart=restart)
        if self._folder and not restart:
            shutil.rmtree(self._folder, ignore_errors=True)

    cleanup_resources = _async_cleanup_resources


class ReportEngine(NBClientEngine):  # type: ignore[misc]  # papermill publishes no types
    """Runs a notebook, and takes a page that ends where the data end for complete."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: NotebookExecutionManager, kernel_name: str, *, folder: str = "", start_timeout: int = 60, **_: Any
    ) -> None:
        """Run the cells in a folder; a page that ended on purpose has not failed."""
        PapermillNotebookClient(
            nb_man,
            kernel_name=kernel_name,
            startup_timeout=start_timeout,
            kernel_manager_class=PrivateKernelManager,
            extra_arguments=list(_KERNEL_OPTIONS),
            record_timing=False,
            resources={"metadata": {"path": folder or None}},
        ).execute()
        for cell in nb_man.nb.cells:
            execution = cell.metadata.get("papermill", {})
            if execution.get("exception") and _ends_in_notice(cell):
                execution["exception"] = False


def _ends_in_notice(cell: NotebookNode) -> bool:
    outputs = cell.get("outputs", [])
    if not outputs or outputs[-1].output_type != "display_data":
        return False
    return outputs[-1].data.get(MIME_TYPE, {}).get("kind") in ("missing", "unreturned")


papermill_engines.register(ENGINE, ReportEngine)
