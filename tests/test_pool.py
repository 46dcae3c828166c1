"""The door for heavy work: order kept, limits held, a bad job alone."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from loudao import console, pool
from loudao.pool import Failure, run_jobs
from loudao.workers import WORKER_BYTES


def late(job: tuple[float, str]) -> str:
    time.sleep(job[0])
    return job[1]


def crash(job: str) -> str:
    if job == "crash":
        os.abort()
    return job


def hoard(megabytes: int) -> int:
    held = [bytearray(1_000_000) for _ in range(megabytes)]
    return len(held)


def hang(job: str) -> str:
    if job == "hang":
        time.sleep(100)
    return job


def note(job: tuple[str, str]) -> None:
    folder, name = job
    Path(folder, f"{name}-starts").write_text(str(time.monotonic()))
    time.sleep(0.15)
    Path(folder, f"{name}-ends").write_text(str(time.monotonic()))


def test_results_keep_the_order_of_jobs() -> None:
    jobs = [(0.3, "slow"), (0.0, "quick"), (0.1, "middle"), (0.0, "last")]
    heard: list[tuple[int, int]] = []
    done = run_jobs(late, jobs, [40, 30, 20, 10], 2, lambda n, weight: heard.append((n, weight)))
    assert [outcome.result for outcome in done] == ["slow", "quick", "middle", "last"]
    assert heard == [(0, 0), (1, 40), (2, 70), (3, 90), (4, 100)]


def test_crash_costs_its_own_job_alone() -> None:
    done = list(run_jobs(crash, ["a", "crash", "b", "c"], [1] * 4, 2))
    assert [outcome.result for outcome in done] == ["a", None, "b", "c"]
    assert done[1].failure == Failure("处理时程序崩溃或内存不足")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux limits it")
def test_worker_that_hoards_memory_ends_alone() -> None:
    # in a process of its own: what a fork server has loaded before is no worker's share
    program = (
        "import test_pool as t, threading, time\n"
        "threading.Thread(target=time.sleep, args=[60], daemon=True).start()\n"
        "most = t.WORKER_BYTES // 1_000_000 + 100\n"
        "for d in t.run_jobs(t.hoard, [300, most, 300], [1] * 3, 1):\n"
        "    print(d.result, d.failure and d.failure.why)"
    )
    folder = str(Path(__file__).parent)
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, cwd=folder
    )
    crashed = "None 处理时程序崩溃或内存不足"
    assert ran.stdout.decode().split("\n")[:3] == ["300 None", crashed, "300 None"]
    assert WORKER_BYTES < 1024**3


def spin(job: str) -> str:
    ends = time.process_time() + (100 if job == "spin" else 0.01)
    while time.process_time() < ends:
        pass
    return job


@pytest.mark.skipif(sys.platform == "win32", reason="counts the CPU's time")
def test_job_that_works_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (pool._SECONDS, pool._WAITING) == (10, 10)
    monkeypatch.setattr(pool, "_SECONDS", 0.5)
    monkeypatch.setattr(pool, "_WAITING", 1000)
    done = list(run_jobs(spin, ["a", "spin", "b"], [1] * 3, 1))
    assert [outcome.result for outcome in done] == ["a", None, "b"]
    assert done[1].failure == Failure("处理时间太长，已经放弃")


def test_job_that_waits_is_given_ten_times_as_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_SECONDS", 0.1)
    started = time.monotonic()
    done = list(run_jobs(late, [(0.6, "busy machine")], [1], 1))
    assert [outcome.result for outcome in done] == ["busy machine"]
    done = list(run_jobs(hang, ["a", "hang", "b"], [1] * 3, 1))
    assert [outcome.result for outcome in done] == ["a", None, "b"]
    assert done[1].failure == Failure("处理时间太长，已经放弃")
    assert time.monotonic() - started < 20


def once_bitten(job: tuple[str, str]) -> str:
    """Crashes and hangs when it is asked the first time, while others are under way."""
    folder, name = job
    tried = Path(folder, name)
    if name != "sound" and not tried.exists():
        tried.touch()
        if name == "crash":
            os.abort()
        time.sleep(100)
    others = [path for path in Path(folder).iterdir() if path.suffix == ".running"]
    Path(folder, f"{name}.running").touch()
    time.sleep(0.2)
    Path(folder, f"{name}.running").unlink()
    return f"{name} beside {len(others)}"


def test_what_failed_among_others_is_tried_again_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "_SECONDS", 0.1)
    jobs = [(str(tmp_path), name) for name in ("crash", "hang", "sound")]
    done = list(run_jobs(once_bitten, jobs, [1] * 3, 3))
    assert [outcome.result for outcome in done][:2] == ["crash beside 0", "hang beside 0"]
    assert all(outcome.failure is None for outcome in done)


def overlap(folder: Path, one: str, other: str) -> bool:
    times = {path.name: float(path.read_text()) for path in folder.iterdir()}
    return (
        times[f"{one}-starts"] < times[f"{other}-ends"]
        and times[f"{other}-starts"] < times[f"{one}-ends"]
    )


def test_heavy_jobs_wait_for_each_other_and_light_ones_do_not(tmp_path: Path) -> None:
    heavy, light = tmp_path / "heavy", tmp_path / "light"
    for folder, weight in ((heavy, 200_000_000), (light, 12_000_000)):
        folder.mkdir()
        jobs = [(str(folder), name) for name in "abcd"]
        assert all(done.failure is None for done in run_jobs(note, jobs, [weight] * 4, 2))
    assert not any(overlap(heavy, a, b) for a, b in ("ab", "bc", "cd"))
    assert any(overlap(light, a, b) for a, b in ("ab", "bc", "cd"))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of Linux")
def test_less_memory_than_a_worker_may_hold_is_no_obstacle() -> None:
    program = (
        "import resource, operator\n"
        "resource.setrlimit(resource.RLIMIT_DATA, (800_000_000, 800_000_000))\n"
        "from loudao.pool import run_jobs\n"
        "print([d.result for d in run_jobs(operator.neg, [1, 2, 3], [1] * 3, 2)])"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert ran.stdout.decode().strip() == "[-1, -2, -3]"


def test_forked_workers_keep_every_promise_too() -> None:
    # a process without threads forks; this one has the test runner's
    program = (
        "import test_pool as t\n"
        "from loudao.pool import run_jobs\n"
        "for f, jobs in ((t.crash, ['a', 'crash', 'b']), (t.hoard, [300, 1300, 300])):\n"
        "    print([d.result for d in run_jobs(f, jobs, [1] * 3, 2)])"
    )
    folder = str(Path(__file__).parent)
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, cwd=folder
    )
    assert ran.stdout.decode().split("\n")[:2] == ["['a', None, 'b']", "[300, None, 300]"]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_counts_pixels_and_tells_speed(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    clock = iter([0.0, 2.0, 4.0])
    monkeypatch.setattr("loudao.console.time.monotonic", lambda: next(clock))
    progress = console.Progress()
    progress("照片", 0, 3, 0, 200_000_000)
    progress("照片", 1, 3, 100_000_000, 200_000_000)
    progress("照片", 3, 3, 200_000_000, 200_000_000)
    first, second = screen.getvalue().split("\r")[1:]
    assert first.split() == ["照片", "█" * 10, "50%", "1/3", "50", "百万像素/秒", "还要", "2", "秒"]
    assert second.split() == [
        "照片", "█" * 20, "100%", "3/3", "50", "百万像素/秒", "还要", "0", "秒",
    ]  # fmt: skip
    assert second.endswith("\n")


def test_progress_is_quiet_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(sys, "stderr", screen)
    progress = console.Progress()
    progress("照片", 0, 3)
    progress("照片", 1, 3)
    assert screen.getvalue() == ""
