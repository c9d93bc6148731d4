"""Questions that may take long: worked on in turn, and only while somebody waits for the answer."""

import time
from collections.abc import Callable
from typing import Any

import anyio
import pytest
from sqlalchemy import text
from starlette.requests import Request
from starlette.responses import Response

from app.api.turns import Turns
from app.errors import DatabaseBusy, QueryTimeout
from app.queries.deadline import deadline
from app.store.engine import connect
from tests.api.conftest import application, serving

pytestmark = pytest.mark.anyio
Still = Callable[[], bool]
_ENDLESS = text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def asking(gone: anyio.Event | None = None) -> Request:
    """A request whose client goes away when `gone` says so, or never."""

    async def receive() -> dict[str, str]:
        await (gone or anyio.Event()).wait()
        return {"type": "http.disconnect"}

    return Request({"type": "http"}, receive)


async def test_there_are_only_so_many_at_once_and_all_have_their_turn() -> None:
    turns, running, most, done = Turns(2, 60), 0, 0, []

    async def work(name: int) -> Response:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await anyio.sleep(0.01)
        running -= 1
        done.append(name)
        return Response()

    async with anyio.create_task_group() as tasks:
        for name in range(7):
            tasks.start_soon(turns.take, asking(), lambda still, name=name: work(name))
    assert most == 2
    assert sorted(done) == list(range(7))


async def test_whoever_waits_too_long_is_told_so_and_the_next_has_a_turn() -> None:
    turns, end = Turns(1, 0.05), anyio.Event()

    async def first(still: Still) -> Response:
        await end.wait()
        return Response()

    async def second(still: Still) -> Response:
        return Response(b"mine")

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(turns.take, asking(), first)
        await anyio.wait_all_tasks_blocked()
        with pytest.raises(DatabaseBusy):
            await turns.take(asking(), second)
        end.set()
    assert (await turns.take(asking(), second)).body == b"mine"


async def test_a_client_that_leaves_the_queue_is_not_worked_for() -> None:
    turns, gone, end, asked = Turns(1, 60), anyio.Event(), anyio.Event(), []

    async def first(still: Still) -> Response:
        await end.wait()
        return Response()

    async def second(still: Still) -> Response:
        asked.append("second")
        return Response()

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(turns.take, asking(), first)
        await anyio.wait_all_tasks_blocked()
        tasks.start_soon(turns.take, asking(gone), second)
        await anyio.wait_all_tasks_blocked()
        gone.set()
        await anyio.wait_all_tasks_blocked()
        end.set()
    assert asked == []


async def test_a_query_is_given_up_when_its_client_has_gone(database: str) -> None:
    turns, gone, begun = Turns(1, 60), anyio.Event(), time.monotonic()
    engine = connect(database, read_only=True)

    def endless(still: Still) -> Response:
        with engine.connect() as connection, deadline(connection, 60, still):
            return Response(str(connection.scalar(_ENDLESS)))

    async with anyio.create_task_group() as tasks:

        async def leave() -> None:
            await anyio.sleep(0.1)
            gone.set()

        tasks.start_soon(leave)
        with pytest.raises(QueryTimeout):
            await turns.take(asking(gone), lambda still: anyio.to_thread.run_sync(endless, still))
    assert time.monotonic() - begun < 30
    engine.dispose()


@pytest.mark.parametrize(
    ("path", "turns"),
    [
        ("/v1/articles?q=dgsn&sort=relevance", 1),
        ("/v1/articles?q=dgsn&sort=%20relevance", 1),
        ("/v1/comentions", 1),
        ("/v1/articles?q=dgsn", 0),
        ("/v1/facets?q=dgsn", 0),
    ],
)
async def test_ranked_searches_and_pairs_wait_for_their_turn(
    database: str, path: str, turns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = []
    take = Turns.take

    def noted(self: Turns, request: Request, work: Any) -> Any:
        taken.append(request.url.path)
        return take(self, request, work)

    monkeypatch.setattr(Turns, "take", noted)
    with serving(application(database)) as client:
        assert client.get(path).status_code == 200
    assert len(taken) == turns


async def test_a_mistake_in_the_work_is_told_as_it_is_and_ends_its_turn() -> None:
    turns = Turns(1, 60)

    async def wrong(still: Still) -> Response:
        raise ValueError("no")

    for _ in range(2):
        with pytest.raises(ValueError, match="no"):
            await turns.take(asking(), wrong)
