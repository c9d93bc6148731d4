"""Timelines in answers."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from typing_extensions import TypedDict

from app.api.answers import said
from app.api.answers.entity import NameAnswer
from app.api.answers.facet import Total, name_in
from app.api.answers.page import CorpusVersion, Understood
from app.queries.timeline import Bucket, Series, Timeline


class BucketAnswer(TypedDict):
    """A year, month or day."""

    value: Annotated[
        str,
        said("YYYY, YYYY-MM or YYYY-MM-DD, as `published_from` and `published_to` take it.", "2024-09"),
    ]
    count: Annotated[int, said("How many of the articles that pass surely appeared in it.", 3)]
    total: Annotated[int, said("How many articles of the whole corpus did.", 40)]


class SeriesAnswer(TypedDict):
    """The articles of one country, agency or source through all buckets."""

    value: Annotated[
        str,
        said("The country's alpha-2 code, or the id of the agency or source: a value of that filter.", "MA"),
    ]
    name: Annotated[NameAnswer | str, said("Its name; in three languages, for a source in its own.")]
    count: Annotated[int, said("How many articles it has: those of `counts`, `undated` and `coarse`.", 5)]
    counts: Annotated[
        list[int], said("How many of them fall into each bucket, in the order of `buckets`.", [3, 0, 1])
    ]
    undated: Annotated[int, said("How many have no date.", 1)]
    coarse: Annotated[int, said("How many have a date less precise than the interval.", 0)]


class TimelineAnswer(TypedDict):
    """How the articles of a filter lie in time."""

    buckets: Annotated[
        list[BucketAnswer],
        said("From the first with an article that passes to the last, in order and without gaps."),
    ]
    series: Annotated[
        list[SeriesAnswer],
        said("With `by`: those with the most articles, most first, then by id. An article that mentions "
             "several countries counts for each."),
    ]  # fmt: skip
    more: Annotated[int, said("How many series there are besides those shown.", 0)]
    undated: Annotated[int, said("How many articles that pass have no date.", 4)]
    coarse: Annotated[
        int,
        said("How many have a date less precise than the interval, or one that lies in two of them.", 0),
    ]
    total: Total
    query: Understood
    corpus_version: CorpusVersion


def buckets_bytes(buckets: Sequence[Bucket]) -> bytes:
    """The buckets as JSON."""
    shown = [f'{{"value":"{value}","count":{count},"total":{total}}}' for value, count, total in buckets]
    return ",".join(shown).encode()


def series_answer(timeline: Timeline, by: str | None, sources: Mapping[str, str]) -> list[SeriesAnswer]:
    """The series of a timeline by `by`; `sources` are the names of all sources by id."""

    def one(series: Series) -> SeriesAnswer:
        return {
            "value": series.id,
            "name": name_in(by or "", series.id, sources),
            "count": series.count,
            "counts": list(series.counts),
            "undated": series.undated,
            "coarse": series.coarse,
        }

    return [one(series) for series in timeline.series]
