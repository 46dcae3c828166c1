"""The one door through which heavy work goes: plain jobs in, ordered results out.

Jobs run in processes of their own, so that a codec that crashes, hangs or eats the memory
costs its own job alone. Nothing outside this file knows where they run.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import TimeoutError as JobTimeout
from dataclasses import dataclass
from typing import Generic, TypeVar

from pebble import ProcessExpired, ProcessPool

Job = TypeVar("Job")
Result = TypeVar("Result")

SECONDS_PER_JOB = 60.0
"""Far above what the largest scan needs (a 200 MP file takes some 5 s); a hang ends here."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A job that brought no result, and why, in words for the person whose file it is."""

    why: str


@dataclass(frozen=True, slots=True)
class Done(Generic[Result]):
    """A job's result, or its failure."""

    result: Result | None
    failure: Failure | None = None


def run_jobs(
    function: Callable[[Job], Result],
    jobs: Sequence[Job],
    workers: int = 0,
    seconds: float = SECONDS_PER_JOB,
    tick: Callable[[int], None] = lambda done: None,
) -> Iterator[Done[Result]]:
    """`function` of each job, in the order of `jobs`; no job stops another.

    `function` is a module's own function and jobs pickle. `workers` 0 means as many as
    there are cores. `tick` hears how many are done.
    """
    if not jobs:
        return
    count = min(len(jobs), workers or _cores())
    with ProcessPool(max_workers=count, context=_context(function.__module__)) as pool:
        try:
            results = pool.map(function, jobs, timeout=seconds).result()
            for done in range(1, len(jobs) + 1):
                yield _next(results)
                tick(done)
        except BaseException:
            # else leaving the block would wait for every job still queued
            pool.stop()  # type: ignore[no-untyped-call]
            raise


def _next(results: Iterator[Result]) -> Done[Result]:
    try:
        return Done(next(results))
    except JobTimeout:
        return Done(None, Failure("处理时间太长，已经放弃"))
    except (ProcessExpired, MemoryError):
        return Done(None, Failure("处理时程序崩溃或内存不足"))


def _cores() -> int:
    """The cores that this process may use, which in a container are fewer than there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _context(module: str) -> multiprocessing.context.BaseContext:
    """A fork server where there is one: forking a process that serves pages is not safe."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([module])
        return context
    return multiprocessing.get_context("spawn")
