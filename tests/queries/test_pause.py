"""Long work that lets others have their turn."""

import threading
import time
from collections.abc import Iterator

from app.queries.pause import gently


def working(seconds: float, count: int) -> Iterator[int]:
    """Numbers, each of which takes a while to compute."""
    for number in range(count):
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            pass
        yield number


def test_items_come_as_they_are() -> None:
    assert list(gently(range(1000))) == list(range(1000))
    assert list(gently(())) == []


def test_another_thread_has_its_turn_many_times_meanwhile() -> None:
    turns, done = 0, threading.Event()

    def others() -> None:
        nonlocal turns
        while not done.is_set():
            turns += 1
            time.sleep(0.0001)

    thread = threading.Thread(target=others)
    thread.start()
    list(gently(working(0.001, 200)))
    done.set()
    thread.join()
    assert turns > 60  # of 200 ms in which Python by itself would switch 40 times at most


def test_quick_work_is_not_held_up() -> None:
    begin = time.perf_counter()
    list(gently(range(100_000)))
    assert time.perf_counter() - begin < 1
