"""The measure to beat: a FastAPI endpoint that answers with bytes of a given size and does nothing else."""

from fastapi import FastAPI, Response

app = FastAPI(openapi_url=None)


@app.get("/{size}/{rest:path}")
async def answer(size: int, rest: str, limit: int = 20, page: int = 1) -> Response:
    """`size` bytes."""
    return Response(b"x" * size, media_type="application/json")
