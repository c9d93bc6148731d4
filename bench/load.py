"""A small HTTP load driver: keep-alive connections over asyncio streams, run in a process of its own.

`python -m bench.load URL-PREFIX CONNECTIONS SECONDS < paths` asks for the paths in turn and prints one
line of JSON: requests, seconds, and the latencies' 50th, 95th and 99th percentiles in milliseconds.
"""

import asyncio
import json
import sys
import time
from itertools import cycle, islice
from urllib.parse import urlsplit


async def _ask(host: str, port: int, paths: list[str], until: float, latencies: list[float]) -> None:
    reader, writer = await asyncio.open_connection(host, port)
    for path in cycle(paths):
        begun = time.perf_counter()
        if begun >= until:
            break
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: */*\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        if not head.startswith(b"http/1.1 200"):
            raise SystemExit(f"{path}: {head[:80]!r}")
        await reader.readexactly(int(head.split(b"content-length:")[1].split(b"\r\n")[0]))
        latencies.append(time.perf_counter() - begun)
    writer.close()


async def drive(url: str, paths: list[str], connections: int, seconds: float) -> dict[str, float]:
    """Ask `url` for `paths` over so many connections for so long; every answer has to be a 200."""
    place = urlsplit(url)
    latencies: list[float] = []
    begun = time.perf_counter()
    until = begun + seconds
    await asyncio.gather(
        *(
            _ask(
                place.hostname or "127.0.0.1",
                place.port or 80,
                list(islice(cycle(paths), start, start + len(paths))),
                until,
                latencies,
            )
            for start in range(0, connections * 7, 7)
        )
    )
    took = time.perf_counter() - begun
    latencies.sort()
    return {
        "requests": len(latencies),
        "seconds": took,
        **{
            f"p{p}": latencies[min(len(latencies) - 1, len(latencies) * p // 100)] * 1e3 for p in (50, 95, 99)
        },
    }


if __name__ == "__main__":
    asked = [line.strip() for line in sys.stdin if line.strip()]
    print(json.dumps(asyncio.run(drive(sys.argv[1], asked, int(sys.argv[2]), float(sys.argv[3])))))
