"""The corpus as a whole."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from app import __version__
from app.api.answers.corpus import CorpusAnswer, corpus_answer
from app.api.answers.page import json_bytes
from app.api.ask import Ask
from app.api.reads import answer
from app.gazetteer.load import load
from app.queries.corpus import describe_corpus
from app.reading.model import READING_VERSION

router = APIRouter(prefix="/v1/corpus", tags=["corpus"])


@router.get(
    "",
    operation_id="get_corpus",
    summary="Describe the corpus",
    response_description="The corpus.",
    response_model=CorpusAnswer,
)
async def get_corpus(request: Request) -> Response:
    """What the corpus holds, which days it covers, what could not be read, and the last ingest."""
    return await answer(request, _get)


def _get(ask: Ask) -> Response:
    ask.question(()).close()
    corpus = ask.recall("corpus", lambda: describe_corpus(ask.connection))
    body = corpus_answer(corpus, ask.version, __version__, load().version, READING_VERSION)
    return Response(json_bytes(body), media_type="application/json")
