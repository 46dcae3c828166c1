"""The one door through which heavy work goes: plain jobs in, ordered results out.

Jobs run in processes of their own: a codec that crashes, hangs or eats the memory costs its
own job alone. Nothing outside this file knows where.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from concurrent.futures import TimeoutError as JobTimeout
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from .store import Store
from .workers import confine, context_for, cores

Job = TypeVar("Job")
Result = TypeVar("Result")

IN_FLIGHT = 256_000_000
"""Jobs wait while those under way weigh more, in pixels or bytes: on a machine of many cores
twenty phone photos go side by side, two of the largest scans do not."""

_SECONDS, _WEIGHT_PER_SECOND = 10.0, 5_000_000
"""Of CPU time. The slowest codec here does 30 MP a second; a committee's old PC is given six
times as long."""

_WAITING = 10
"""Times as long by the clock, for what waits without working: a busy machine is no fault of
a job's."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A job that brought no result, and why, in words for the person whose file it is."""

    why: str


class Tick(Protocol):
    """Hears what is being done, how much of it is, and how much there is."""

    def __call__(
        self, what: str, done: int, total: int, pixels: int = 0, of_pixels: int = 0
    ) -> None: ...


_CRASHED = Failure("处理时程序崩溃或内存不足")
_TOO_LONG = Failure("处理时间太长，已经放弃")

_COUNTS_CPU = hasattr(signal, "setitimer")
"""Windows does not: there the clock alone limits a job."""


@dataclass(frozen=True, slots=True)
class Done(Generic[Result]):
    """A job's result, or its failure."""

    result: Result | None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Runner:
    """`run_jobs` in so many processes; 0 means as many as there are cores."""

    workers: int = 0

    def __call__(
        self,
        function: Callable[[Job], Result],
        jobs: Sequence[Job],
        weights: Sequence[int],
        tick: Callable[[int, int], None] = lambda done, weight: None,
    ) -> Iterator[Done[Result]]:
        return run_jobs(function, jobs, weights, self.workers, tick)


class Workshop(NamedTuple):
    """Where things are made: opened once a process, and handed down."""

    store: Store
    run: Runner = Runner()
    tick: Tick = lambda *count: None


def run_jobs(
    function: Callable[[Job], Result],
    jobs: Sequence[Job],
    weights: Sequence[int],
    workers: int = 0,
    tick: Callable[[int, int], None] = lambda done, weight: None,
) -> Iterator[Done[Result]]:
    """`function` of each job, in the order of `jobs`; no job stops another.

    `function` is a module's own function and jobs pickle. `weights` are the jobs' pixels (or
    bytes): they bound what is under way at once, and a job that takes more than a second of CPU
    for every five million, and more than ten in all, is given up. What is given up or crashes is
    tried once more, alone: the machine may have been short of memory or of time. `workers` 0
    means as many as there are cores. `tick` hears when work starts, how many are done, and what
    they weigh together.
    """
    if not jobs:
        return
    from pebble import ProcessPool  # 65 ms of imports, for builds that have work

    count = min(len(jobs), workers or cores())
    context = context_for(function.__module__)
    with ProcessPool(max_workers=count, context=context, initializer=confine) as pool:
        try:
            weight = 0
            tick(0, 0)
            finished = _finished(pool, function, jobs, weights, count)
            for index, outcome in enumerate(_ordered(finished)):
                weight += weights[index]
                yield outcome
                tick(index + 1, weight)
        except BaseException:
            # else leaving the block would wait for every job still queued
            pool.stop()  # type: ignore[no-untyped-call]
            raise


def _finished(
    pool: Any,
    function: Callable[[Job], Result],
    jobs: Sequence[Job],
    weights: Sequence[int],
    workers: int,
) -> Iterator[tuple[int, Done[Result]]]:
    """Index and outcome as they come; jobs enter as the weight of those under way allows."""
    waiting, failed = deque(range(len(jobs))), deque[int]()
    running: dict[Future[Result], int] = {}
    weight = 0
    while waiting or running or failed:
        alone = not waiting and not running
        queue = failed if alone else waiting
        while queue and len(running) < (1 if alone else 2 * workers):
            index = queue[0]
            if running and weight + weights[index] > IN_FLIGHT:
                break
            queue.popleft()
            try:
                running[_start(pool, function, jobs[index], weights[index])] = index
            except RuntimeError:  # workers died as fast as they were started
                yield index, Done(None, _CRASHED)
                continue
            weight += weights[index]
        if not running:
            continue
        ready, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in ready:
            index = running.pop(future)
            weight -= weights[index]
            outcome = _outcome(future)
            if outcome.failure and not alone:
                failed.append(index)
            else:
                yield index, outcome


def _start(pool: Any, function: Callable[[Job], Result], job: Job, weight: int) -> Future[Result]:
    seconds = max(_SECONDS, weight / _WEIGHT_PER_SECOND)
    future: Future[Result] = pool.schedule(
        _within, args=[seconds, function, job], timeout=seconds * _WAITING
    )
    return future


def _within(seconds: float, function: Callable[[Job], Result], job: Job) -> Result:
    """In a worker: `function` of `job`; the system ends a process that works for longer."""
    if not _COUNTS_CPU:
        return function(job)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        return function(job)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _ordered(finished: Iterator[tuple[int, Done[Result]]]) -> Iterator[Done[Result]]:
    early: dict[int, Done[Result]] = {}
    following = 0
    for index, outcome in finished:
        early[index] = outcome
        while following in early:
            yield early.pop(following)
            following += 1


def _outcome(future: Future[Result]) -> Done[Result]:
    from pebble import ProcessExpired

    try:
        return Done(future.result())
    except JobTimeout:
        return Done(None, _TOO_LONG)
    except ProcessExpired as expired:
        worked_too_long = _COUNTS_CPU and expired.exitcode == -signal.SIGPROF
        return Done(None, _TOO_LONG if worked_too_long else _CRASHED)
    except (BrokenExecutor, MemoryError):
        return Done(None, _CRASHED)
