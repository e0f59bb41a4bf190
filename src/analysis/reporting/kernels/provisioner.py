"""Starts kernels as copies of a process that has imported what they need, where the system can copy processes well.

A kernel of its own spends most of a short notebook's time on imports. See "Contexts and start methods" in the
documentation of `multiprocessing`.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import types
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from analysis.reporting.kernels import forked

PLAIN = "MSOIC_PLAIN_KERNELS"
"""Variable of the environment that has each kernel start as a process of its own."""

_STARTING = threading.Lock()


def can_fork() -> bool:
    """Tell whether kernels can be copies: on Linux, unless the environment forbids it.

    Examples
    --------
    >>> can_fork() in (True, False)
    True
    """
    return sys.platform == "linux" and not os.environ.get(PLAIN)


class ForkingProvisioner(LocalProvisioner):
    """Starts a kernel as a copy, and as a process of its own where that fails."""

    async def launch_kernel(self, cmd: list[str], **options: Any) -> KernelConnectionInfo:
        """Start the kernel that a command names."""
        folder = options.get("cwd")
        environment = options.get("env") or dict(os.environ)
        try:
            process = _start(cmd, environment, str(folder) if folder else None)
        except (OSError, EOFError):
            return await super().launch_kernel(cmd, **options)
        self.process = _Copy(process)  # type: ignore[assignment]  # has what is asked of a Popen
        self.pid = self.pgid = process.pid
        self.cwd = folder or Path.cwd()
        return self.connection_info


def _start(command: list[str], environment: dict[str, str], folder: str | None) -> ForkServerProcess:
    context = multiprocessing.get_context("forkserver")
    process = context.Process(target=forked.serve, args=(command, environment, folder), daemon=True)
    with _STARTING:
        context.set_forkserver_preload(["analysis.reporting.kernels.warm"])
        # A copy would run this process's script again.
        script = sys.modules["__main__"]
        sys.modules["__main__"] = types.ModuleType("__main__")
        try:
            process.start()
        finally:
            sys.modules["__main__"] = script
    return process


class _Copy:
    """A process in the form of `subprocess.Popen`, as far as Jupyter asks."""

    stdin = stdout = stderr = None

    def __init__(self, process: ForkServerProcess) -> None:
        self._process = process
        self.pid = process.pid

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self) -> int | None:
        self._process.join()
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        if self.poll() is None and self.pid:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)
