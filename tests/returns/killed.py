"""Takes returns in, in children that are killed on the way: run by `test_adding`, in a process of its own.

Each line of the input is a file, a day and what kills the child: ``at N``, the Nth call that touches the disk, or
``after S`` seconds. Each line of the output is ``done`` or ``killed``.
"""

import datetime as dt
import os
import signal
import sys
import time
from pathlib import Path

from analysis.returns import adding, checking
from analysis.returns.cells.fields import Asked

_STEPS = ("open", "fsync", "replace", "rename", "unlink", "chmod", "mkdir", "write")


def main() -> None:
    for line in sys.stdin:
        path, day, how, amount = line.rstrip("\n").split("\t")
        today = dt.date.fromisoformat(day)
        made = checking.check_all([Path(path)], Asked(today))
        child = os.fork()
        if child == 0:
            if how == "at":
                _die_at(int(amount))
            adding.add(made, today)
            os._exit(0)
        if how == "after":
            time.sleep(float(amount))
            os.kill(child, signal.SIGKILL)
        status = os.waitpid(child, 0)[1]
        print("done" if os.waitstatus_to_exitcode(status) == 0 else "killed", flush=True)


def _die_at(step: int) -> None:
    left = step

    def before(call):
        def counted(*arguments, **options):
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*arguments, **options)

        return counted

    for name in _STEPS:
        setattr(os, name, before(getattr(os, name)))


if __name__ == "__main__":
    main()
