"""The corpus in answers."""

from typing import Annotated

from typing_extensions import TypedDict

from app.api.answers import said
from app.api.answers.page import CorpusVersion
from app.queries.corpus import Corpus, Run
from app.store.card import instant

Instant = Annotated[str, said("A moment, RFC 3339 in UTC.", "2025-01-31T09:12:45Z")]


class CountsAnswer(TypedDict):
    """How much there is."""

    articles: Annotated[int, said("Articles.", 5)]
    sources: Annotated[int, said("Sources that articles come from.", 2)]
    countries: Annotated[int, said("Countries that articles mention, in any way.", 17)]
    agencies: Annotated[int, said("Agencies that articles mention, in any way.", 21)]
    mentions: Annotated[int, said("Mentions of countries and agencies.", 310)]


class CoverageAnswer(TypedDict):
    """The days that articles appeared on."""

    earliest: Annotated[
        str | None, said("First day, YYYY-MM-DD; null where no article has a date.", "2024-09-14")
    ]
    latest: Annotated[str | None, said("Last day, YYYY-MM-DD.", "2024-09-14")]
    dated: Annotated[int, said("Articles with a date.", 1)]
    undated: Annotated[int, said("Articles without one.", 4)]


class LackingAnswer(TypedDict):
    """How many articles something was not found in."""

    title: Annotated[int, said("Articles without a title.", 3)]
    byline: Annotated[int, said("Articles without a byline.", 3)]
    source: Annotated[int, said("Articles without a source.", 3)]
    published: Annotated[int, said("Articles without a date.", 4)]


class RunAnswer(TypedDict):
    """One ingest and what became of its input."""

    started_at: Instant
    finished_at: Annotated[
        str | None, said("When it ended; null where it was cut off.", "2025-01-31T09:12:46Z")
    ]
    loaded: Annotated[int, said("New articles.", 5)]
    updated: Annotated[int, said("Articles whose text or metadata had changed.", 0)]
    unchanged: Annotated[int, said("Articles that were there already.", 0)]
    rejected: Annotated[int, said("Inputs that could not be loaded.", 0)]
    removed: Annotated[int, said("Articles that were no longer there.", 0)]


class CorpusAnswer(TypedDict):
    """The corpus as a whole."""

    corpus_version: CorpusVersion
    software_version: Annotated[str, said("The version of Warraq that answers.", "0.1.0")]
    gazetteer_version: Annotated[str, said("The version of the names it knows.", "0b1e6f0c2a9d")]
    reading_version: Annotated[int, said("The version of its reader.", 1)]
    counts: CountsAnswer
    coverage: CoverageAnswer
    lacking: LackingAnswer
    last_ingest: Annotated[RunAnswer | None, said("The last ingest that changed the corpus.")]


def corpus_answer(corpus: Corpus, version: str, software: str, gazetteer: str, reading: int) -> CorpusAnswer:
    """The corpus and the versions of all that decides what is answered."""
    lacking = corpus.lacking
    return {
        "corpus_version": version,
        "software_version": software,
        "gazetteer_version": gazetteer,
        "reading_version": reading,
        "counts": {
            "articles": corpus.articles,
            "sources": corpus.sources,
            "countries": corpus.countries,
            "agencies": corpus.agencies,
            "mentions": corpus.mentions,
        },
        "coverage": {
            "earliest": None if corpus.earliest is None else corpus.earliest.isoformat(),
            "latest": None if corpus.latest is None else corpus.latest.isoformat(),
            "dated": corpus.articles - lacking.published,
            "undated": lacking.published,
        },
        "lacking": {
            "title": lacking.title,
            "byline": lacking.byline,
            "source": lacking.source,
            "published": lacking.published,
        },
        "last_ingest": None if corpus.last_run is None else _run(corpus.last_run),
    }


def _run(run: Run) -> RunAnswer:
    return {
        "started_at": instant(run.started_at),
        "finished_at": None if run.finished_at is None else instant(run.finished_at),
        "loaded": run.loaded,
        "updated": run.updated,
        "unchanged": run.unchanged,
        "rejected": run.rejected,
        "removed": run.removed,
    }
