"""What a command costs: CPU and memory of a process and of all that it leaves behind."""

from __future__ import annotations

import ctypes
import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """Of one command with its children."""

    cpu: float
    """Seconds, user and system."""
    seconds: float
    """From its start until it ended."""
    mb: float
    """The most that one of the processes held."""


def run(command: Sequence[str], folder: Path | None = None) -> Cost:
    """The cost of a command; where it fails, its last words and the end of this process."""
    own = own_children()
    with tempfile.TemporaryFile() as said:
        started = time.monotonic()
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=subprocess.STDOUT)
        cost = reap(process, own, started)
        if process.returncode:
            said.seek(0)
            words = said.read().decode("utf-8", "replace").splitlines()
            raise SystemExit(
                "\n".join([*words[-20:], f"{command} ended with {process.returncode}"])
            )
    return cost


def own_children() -> set[int]:
    """A fork server of this process itself, for one."""
    return set(children(os.getpid()))


def reap(process: subprocess.Popen[bytes], own: set[int], started: float = 0.0) -> Cost:
    """Waits for `process` and its orphans; `own` are children of before.

    Workers of a fork server are nobody's children when their parent has gone: a process that
    has called `adopt_orphans` (Linux) gets them and counts them too.
    """
    cpu = ended = mb = 0.0
    while process.returncode is None or own_children() - own:
        pid, status, usage = os.wait3(0)
        cpu += usage.ru_utime + usage.ru_stime
        mb = max(mb, usage.ru_maxrss * 1024 / 1e6)
        if pid == process.pid:
            ended = time.monotonic()
            process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(cpu, ended - started, mb)


def adopt_orphans() -> None:
    subreaper = 36  # PR_SET_CHILD_SUBREAPER of <sys/prctl.h>
    ctypes.CDLL(None).prctl(subreaper, 1, 0, 0, 0)


def children(pid: int) -> list[int]:
    try:
        return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def peak_mb(command: Sequence[str], workers: int) -> float:
    """MB at most resident in all workers of the command together."""
    own = own_children()
    process = subprocess.Popen(command)
    highest: dict[int, int] = {}
    while Path(f"/proc/{process.pid}/stat").read_text().split()[2] != "Z":
        for pid in _workers_below(process.pid):
            highest[pid] = max(highest.get(pid, 0), _resident(pid))
        time.sleep(0.01)
    reap(process, own)
    assert not process.returncode, process.args
    largest = sorted(highest.values())[-workers:]
    return sum(largest) / 1024


def _workers_below(pid: int) -> list[int]:
    """Workers that `pid` has forked, or its fork server has."""
    found = children(pid)
    return [*found, *(worker for server in found for worker in children(server))]


def _resident(pid: int) -> int:
    """kB, the most until now."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if "VmHWM" in line), 0)
