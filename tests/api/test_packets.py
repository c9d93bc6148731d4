"""What an answer is written in: one piece where it can be, and never late, lost or out of order."""

import asyncio
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.api.packets import Joining

Step = Callable[[Joining], None]


class Transport:
    """A connection that notes what is sent over it in one go."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.closed = False

    def write(self, data: bytes) -> None:
        self.sent.append(data)

    def writelines(self, pieces: tuple[bytes, ...]) -> None:
        self.sent.append(b"".join(pieces))

    def close(self) -> None:
        self.closed = True

    def is_closing(self) -> bool:
        return self.closed

    def get_extra_info(self, name: str) -> str:
        return f"its {name}"


def turned(*turns: list[Step]) -> Transport:
    """A transport after these turns of an event loop, in each of which some steps were made."""
    inner = Transport()

    async def run() -> None:
        joining = Joining(inner, asyncio.get_running_loop())  # type: ignore[arg-type]
        for steps in turns:
            for step in steps:
                step(joining)
            await asyncio.sleep(0)

    asyncio.run(run())
    return inner


def writing(data: bytes) -> Step:
    return lambda joining: joining.write(data)


def closing(joining: Joining) -> None:
    joining.close()


HEAD, BODY = writing(b"head"), writing(b"body")


@pytest.mark.parametrize(
    ("turns", "sent"),
    [
        ([[HEAD, BODY]], [b"headbody"]),
        ([[HEAD], [BODY]], [b"head", b"body"]),
        ([[HEAD, BODY, HEAD, BODY]], [b"headbody", b"headbody"]),
        ([[HEAD, BODY, writing(b"more")]], [b"headbody", b"more"]),
        ([[HEAD, writing(b"")]], [b"head"]),
        ([[writing(b""), HEAD, BODY]], [b"headbody"]),
        ([[HEAD, closing]], [b"head"]),
        ([[HEAD, BODY, closing]], [b"headbody"]),
        ([[]], []),
    ],
)
def test_what_is_written_in_one_turn_is_joined_by_two_and_the_rest_leaves_by_its_end(
    turns: list[list[Step]], sent: list[bytes]
) -> None:
    assert turned(*turns).sent == sent


@given(st.lists(st.lists(st.binary(max_size=3), max_size=4), max_size=4), st.booleans())
def test_all_that_is_written_is_sent_in_its_order(turns: list[list[bytes]], closed: bool) -> None:
    steps: list[list[Step]] = [[writing(data) for data in turn] for turn in turns]
    sent = turned(*steps[:-1], [*(steps[-1] if steps else []), *[closing] * closed]).sent
    assert b"".join(sent) == b"".join(data for turn in turns for data in turn)


def test_nothing_is_sent_over_a_connection_that_was_lost() -> None:
    async def lost() -> list[bytes]:
        inner = Transport()
        Joining(inner, asyncio.get_running_loop()).write(b"head")  # type: ignore[arg-type]
        inner.closed = True
        await asyncio.sleep(0)
        return inner.sent

    assert asyncio.run(lost()) == []


def test_all_else_is_asked_of_the_transport_itself() -> None:
    def ask(joining: Joining) -> None:
        assert joining.get_extra_info("peername") == "its peername"
        assert not joining.is_closing()

    turned([ask])
