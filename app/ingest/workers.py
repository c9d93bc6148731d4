"""Where the work on single texts is done: in this process, or in others that share it out among them.

Tasks are answered in the order in which they are asked for, so that the number of processes changes
nothing but the time.
"""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Generic, ParamSpec, Protocol, TypeVar

from app.errors import WarraqError

P = ParamSpec("P")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

MOST = 64
"""Processes that may be asked for."""
_AHEAD = 8
"""Tasks that wait for each process, so that none is idle."""


class Task(Protocol[T_co]):
    """Work that was asked for."""

    def result(self) -> T_co:
        """What came of it, once it is done; raises what it raised."""


class Workers(Protocol):
    """Who does the work: `jobs` of them. `ahead`: so many tasks to ask for before the first is needed."""

    jobs: int
    ahead: int

    def submit(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Task[T]:
        """Ask for `function(*args)`."""


class _Later(Generic[T]):
    """Work that is done when its result is asked for."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work

    def result(self) -> T:
        return self._work()


class Here:
    """This process does the work itself, each task when its result is asked for."""

    jobs = 1
    ahead = 0

    def submit(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Task[T]:
        """Keep `function(*args)` for later."""
        return _Later(lambda: function(*args, **kwargs))


class _Sent(Generic[T]):
    def __init__(self, future: Future[T]) -> None:
        self._future = future

    def result(self) -> T:
        try:
            return self._future.result()
        except BrokenProcessPool:
            raise _died() from None


class _Elsewhere:
    def __init__(self, pool: ProcessPoolExecutor, jobs: int) -> None:
        self._pool = pool
        self.jobs = jobs
        self.ahead = _AHEAD * jobs

    def submit(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Task[T]:
        try:
            return _Sent(self._pool.submit(function, *args, **kwargs))
        except BrokenProcessPool:
            raise _died() from None


@contextmanager
def workers(jobs: int, prepare: Callable[[], object]) -> Iterator[Workers]:
    """`jobs` workers: this process if it is one, else processes of their own, each prepared by `prepare`.

    Raises `WarraqError` where the system ends one of them.
    """
    if jobs == 1:
        yield Here()
        return
    # Spawned, not forked: a fork would share the database's connections and locks held by threads.
    context = get_context("spawn")
    their_end, our_end = context.Pipe(duplex=False)
    pool = ProcessPoolExecutor(jobs, context, initializer=_start, initargs=(prepare, their_end))
    try:
        with _no_interrupts():
            for _ in range(jobs):
                pool.submit(os.getpid)
        yield _Elsewhere(pool, jobs)
        pool.shutdown(wait=True)
    finally:
        our_end.close()
        pool.shutdown(wait=True, cancel_futures=True)
        their_end.close()


@contextmanager
def _no_interrupts() -> Iterator[None]:
    """Ctrl-C reaches all processes of a terminal. Those started here never see it, and end with this one."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start(prepare: Callable[[], object], line: "Connection") -> None:
    threading.Thread(target=_follow, args=(line,), daemon=True).start()
    prepare()


def _follow(line: "Connection") -> None:
    """End at once when the process that started this one hangs up, or ends, however it does."""
    line.poll(None)
    os._exit(1)


def _died() -> WarraqError:
    return WarraqError(
        "A process that was reading has been ended by the system, most likely for want of memory. What was "
        "loaded before is kept: run the same command again with fewer --jobs."
    )
